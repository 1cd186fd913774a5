"""Which data a new record belongs to, and which file is made where there is none yet."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from ..model.problems import UsageError
from ..project import Corpus, corpus_of
from ..project.corpus import Origin
from ..project.globs import is_glob
from ..reading import DataFile, data_files
from ..reading.files import claims_files_in, is_claims_file

FIRST = "claims.yaml"  # the file of data that has none yet
_NAMED = 5  # files of the data that a message names


class Target(NamedTuple):
    """Some data, and where new records go."""

    corpus: Corpus
    files: Sequence[DataFile]  # that there are
    into: DataFile | None  # the file that new records go into; None: where others of them stand


def target_of(data: Sequence[str], into: str | None) -> Target:
    """Return the data that is meant, also if it has no file yet.

    Raise UsageError for a file that would not be read with the data, and DataError for data that
    cannot be read.
    """
    corpus = corpus_of(data, unwritten=True)
    files = [] if _is_unwritten(corpus) else corpus.files()
    if into is not None:
        return Target(corpus, files, _named(corpus, files, into))
    return Target(corpus, files, None if files else _first(corpus))


def _is_unwritten(corpus: Corpus) -> bool:
    """Whether there is no file yet: nothing at a path, or a folder without one."""
    if corpus.origin is Origin.EXAMPLE:
        return True
    if corpus.lake:  # no file is made in one
        return False
    [path, *others] = corpus.paths
    if others:
        return False
    if os.path.isdir(path):
        return not claims_files_in(path)
    named = is_claims_file(os.path.basename(path))
    return not os.path.lexists(path) and (named or _is_folder_of_project(corpus))


def _is_folder_of_project(corpus: Corpus) -> bool:
    return corpus.origin is Origin.PROJECT and not is_glob(corpus.paths[0])


def _first(corpus: Corpus) -> DataFile:
    """Return the file that is made where there is none."""
    path = corpus.paths[0] if corpus.paths else FIRST
    if not is_claims_file(os.path.basename(path)):
        path = os.path.join(path, FIRST)
    [file] = data_files([path])
    return file


def _named(corpus: Corpus, files: Sequence[DataFile], path: str) -> DataFile:
    """Return the file of the data that has this path, or that gets it."""
    real = os.path.realpath(path)
    for file in files:
        if os.path.realpath(file.path) == real:
            return file
    is_new = not os.path.lexists(path) and is_claims_file(os.path.basename(path))
    if is_new and (not files or corpus.takes_in(path)):
        [file] = data_files([path])
        return file
    known = ", ".join(file.name for file in files[:_NAMED]) or "none yet"
    raise UsageError(f"'{path}' is no file of the data\nthe files of the data: {known}")
