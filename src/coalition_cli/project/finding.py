"""Which data is meant: what is named, else that of the project, else the example."""

import os
from collections.abc import Sequence

from ..model.problems import UsageError
from ..reading.files import STANDARD_INPUT, data_files
from .corpus import ENGINE, VARIABLE, Corpus, Origin

_LONGEST_PATH = 1 << 12  # characters


def corpus_of(
    paths: Sequence[str] = (), *, unwritten: bool = False, engine: str | None = None
) -> Corpus:
    """Return the data that the paths name; without any, what there is in their place.

    `unwritten` asks for a project also if it has no claims yet: then it has the path of the first
    file that they would be in. `engine` is the address of the server that answers from a lake;
    without one COALITION_ENGINE has it, if anything has.

    That is what COALITION_DATA names, else the data of the project, else the example. Raise
    UsageError for an empty path, for an empty address and for one where there is no lake, and
    DataError for a project that cannot be used.
    """
    corpus = _named_or_found(paths, unwritten=unwritten)
    if engine is None:
        return corpus._replace(engine=os.environ.get(ENGINE, ""))
    if not engine:
        raise UsageError("the address of the engine is empty")
    if not corpus.lake and not _is_nothing(corpus):
        what = corpus if corpus.paths else "the example"
        raise UsageError(f"--engine asks a lake, and {what} is none\nname a lake: -d DIR")
    return corpus._replace(engine=engine)


def _is_nothing(corpus: Corpus) -> bool:
    """Whether nothing can be read of what is named, as of a lake that is not whole.

    Who reads it says why.
    """
    named = [file.path for file in data_files(corpus.paths)]
    return bool(named) and all(
        path != STANDARD_INPUT and (os.path.isdir(path) or not os.path.exists(path))
        for path in named
    )


def _named_or_found(paths: Sequence[str], *, unwritten: bool) -> Corpus:
    if "" in paths:
        raise UsageError("the path of the data is empty")
    if paths:
        return Corpus(tuple(map(_expanded, paths)), Origin.NAMED)
    if listed := _listed(os.environ.get(VARIABLE, "")):
        return Corpus(tuple(map(_expanded, listed)), Origin.VARIABLE)
    from .upward import of_project

    return of_project(unwritten=unwritten) or Corpus((), Origin.EXAMPLE)


def _listed(paths: str) -> list[str]:
    """Return the paths of a list that is joined as PATH is; a path may have the separator in it.

    The whole list is one path if it exists. So are neighbours in the list, where the first of
    them does not exist, but the joined path does.
    """
    if not paths:
        return []
    if _exists(paths):
        return [paths]
    parts = paths.split(os.pathsep)
    listed: list[str] = []
    while parts:
        joined, many = parts[0], 1
        while not _exists(joined) and many < len(parts) and len(joined) < _LONGEST_PATH:
            joined, many = os.pathsep.join((joined, parts[many])), many + 1
        many = many if _exists(joined) else 1
        listed.append(os.pathsep.join(parts[:many]))
        del parts[:many]
    return [path for path in listed if path]


def _expanded(path: str) -> str:
    """Return a path with the folder that `~` or `~user` stands for, where no shell did that."""
    return path if os.path.lexists(path) else os.path.expanduser(path)


def _exists(path: str) -> bool:
    return os.path.lexists(_expanded(path))
