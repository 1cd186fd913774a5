"""The public part of the data: what is published, and what a command shows with --public."""

from typing import TYPE_CHECKING

from ..answers.opening import opened, opened_files
from ..index import Index
from ..project import Corpus
from ..reading import DataFile
from .opening import aside, opened_index, watched
from .options.leaving import Part

if TYPE_CHECKING:  # their help needs none of it, and most answers neither
    from ..publishing.leaving import Leaving
    from ..publishing.public import Only, Public


def opened_part(data: Corpus, part: Part, color: str, *, keep_going: bool) -> Index:
    """Open the index of the data, or of what is public of it, for a `with`.

    Then a note says what is left out. Raise DataError where what is public holds a confidential
    name.
    """
    leaving = part.of(data)
    if leaving is None:
        return opened_index(data, keep_going=keep_going)
    found = public_part(data, leaving, keep_going=keep_going)
    if found.left_out:
        aside(left_out(found, part), color)
    return found.records


def opened_quietly(data: Corpus, part: Part, *, keep_going: bool) -> Index:
    """Open the same index, and tell nothing on the way: a screen stands on the terminal."""
    leaving = part.of(data)
    if leaving is None:
        return opened(data, keep_going=keep_going)
    from ..publishing.public import public

    files = data.sources()
    with opened(data, keep_going=keep_going) as private:
        return public(private, files, leaving).records


def left_out(found: "Public", part: Part) -> str:
    """Return what stays in, and how it is seen if the command line did not ask for that."""
    more = "" if part.public else "; coalition.toml says so, and --no-public shows all"
    return f"left out: {found.left_out}{more}"


def public_part(
    corpus: Corpus,
    leaving: "Leaving",
    only: "Only | None" = None,
    *,
    keep_going: bool | None = None,
) -> "Public":
    """Return what is public of the data, or only some of it.

    Raise DataError where it holds a confidential name.
    """
    from ..publishing.public import everything, public

    files = corpus.sources()
    with _opened(corpus, files, keep_going) as private, watched() as watch:
        return public(private, files, leaving, watch, only or everything)


def _opened(corpus: Corpus, files: list[DataFile], keep_going: bool | None) -> Index:
    """Open the index of the data; what can be read only once is read from these files."""
    if all(file.regular for file in files):
        return opened_index(corpus, keep_going=keep_going)
    with watched() as watch:
        return opened_files(files, watch)
