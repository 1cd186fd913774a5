"""The path from files to an index: read, check, compile."""

from collections.abc import Iterator, Sequence

from .checking import Checker
from .index import Index
from .problems import DataError, Problem
from .reading import DataFile, data_files, read
from .record import Record

# After one of these a file may state more than was read, so references prove nothing.
_CUT_SHORT = frozenset({"unreadable", "not-utf8", "bad-syntax", "over-limit"})


def open_index(paths: Sequence[str]) -> Index:
    """Return the index of the files that the paths stand for, to be closed by a `with`.

    See reading.data_files for the paths. Raise DataError, with all their problems, where
    they have any.
    """
    from .index.compiling import Compiler  # --help needs no SQLite

    files = data_files(paths)
    compiler = Compiler()
    problems: list[Problem] = []
    for item in _checked(files):
        if isinstance(item, Problem):
            problems.append(item)
        elif not problems:
            compiler.add(item)
    if problems:
        compiler.abandon()
        raise DataError(_in_order(problems, files))
    return compiler.finish()


def check(paths: Sequence[str]) -> list[Problem]:
    """Return all problems of the files, in the order of the files and their lines."""
    files = data_files(paths)
    problems = [item for item in _checked(files) if isinstance(item, Problem)]
    return _in_order(problems, files)


def _checked(files: Sequence[DataFile]) -> Iterator[Record | Problem]:
    checker = Checker()
    cut_short = False
    for file in files:
        for item in read(file):
            if isinstance(item, Problem):
                cut_short = cut_short or item.code in _CUT_SHORT
            else:
                yield from checker.see(item)
            yield item
    if not cut_short:
        yield from checker.problems()


def _in_order(problems: list[Problem], files: Sequence[DataFile]) -> list[Problem]:
    order = {file.name: number for number, file in enumerate(files)}
    return sorted(problems, key=lambda p: (order[p.file], p.line, p.column))
