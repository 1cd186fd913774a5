"""What commands that publish have in common: the public part of the data."""

from typing import TYPE_CHECKING

from ..answers.opening import opened_files
from ..index import Index
from ..project import Corpus
from ..publishing.leaving import Leaving
from ..reading import DataFile
from .opening import opened_index, watched

if TYPE_CHECKING:  # their help needs none of it
    from ..publishing.public import Only, Public


def public_part(corpus: Corpus, leaving: Leaving, only: "Only | None" = None) -> "Public":
    """Return what is public of the data, or only some of it.

    Raise DataError where it holds a confidential name.
    """
    from ..publishing.public import everything, public

    files = corpus.files()
    with _opened(corpus, files) as private, watched() as watch:
        return public(private, files, leaving, watch, only or everything)


def _opened(corpus: Corpus, files: list[DataFile]) -> Index:
    """Open the index of the data; what can be read only once is read from these files."""
    if all(file.regular for file in files):
        return opened_index(corpus)
    with watched() as watch:
        return opened_files(files, watch)
