"""What `coalition doctor` says: of the program, of the data it finds and why, and of the cache."""

import os
import platform
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .. import __version__
from ..cache.folder import BOUND, kept
from ..cache.place import cache_folder
from ..index.database import engine
from ..model.answer import Answer, listed
from ..model.problems import CoalitionError, DataError, plural, reason
from ..model.results import RESULTS
from ..project import ENGINE, VARIABLE, Corpus, Origin, corpus_of
from ..project.upward import CLAIMS, Step, marks, steps
from ..reading import DataFile, printable
from ..reading.files import SETTINGS, STANDARD_INPUT
from ..reading.lakes import is_url

_DOCTOR = RESULTS["doctor"]
_PACKAGE = "coalition-cli"


class Fact(NamedTuple):
    """One thing that is so: what it is about, its name, and its value."""

    part: str
    name: str
    value: str


def facts(paths: Sequence[str]) -> Iterator[Fact]:
    """Yield what is known of the program, of the data that these paths stand for, and of the cache.

    Nothing that is wrong there stops it: it is said.
    """
    yield from _program()
    yield from _data(paths)
    yield from _cache()


def answer(known: Sequence[Fact]) -> Answer:
    """Return facts as rows with the fields of RESULTS["doctor"]."""
    return listed(_DOCTOR, _DOCTOR.fields, known)


def _program() -> Iterator[Fact]:
    place = Path(__file__).parent.parent
    yield Fact("program", "coalition", f"{__version__}, in {place}")
    yield Fact("program", "Python", f"{platform.python_version()}, {sys.executable}")
    yield Fact("program", "SQLite", engine())
    yield from _libraries()
    yield Fact(
        "program", "system", f"{platform.system()} {platform.release()}, {platform.machine()}"
    )


def _libraries() -> Iterator[Fact]:
    """Yield the version of each library that the program needs."""
    from importlib.metadata import PackageNotFoundError, requires, version  # it takes a while

    try:
        needed = requires(_PACKAGE) or []
    except PackageNotFoundError:  # it runs from a folder that nobody has installed
        return
    for requirement in needed:
        name = re.match(r"[\w.-]+", requirement)
        if name and "extra ==" not in requirement:
            try:
                yield Fact("program", name[0], version(name[0]))
            except PackageNotFoundError:
                yield Fact("program", name[0], "not installed")


def _data(paths: Sequence[str]) -> Iterator[Fact]:
    """Yield what is opened, why, and each place that was looked at, in the order of looking."""
    corpus: Corpus | None = None
    try:
        corpus = corpus_of(paths)
        lake = corpus.lake
        read = Fact("data", "lake", _lake(lake)) if lake else _files(corpus.files())
        yield Fact("data", "opened", str(corpus))
        yield Fact("data", "why", corpus.where)
        yield read
    except CoalitionError as error:
        yield Fact("data", "opened", "nothing")
        yield Fact("data", "why", _why(error))
    yield Fact("data", "-d", "; ".join(map(printable, paths)) or "not given")
    yield Fact("data", VARIABLE, printable(os.environ.get(VARIABLE, "")) or "not set")
    engine, secret, _ = os.environ.get(ENGINE, "").partition(";")  # a token may follow
    yield Fact("data", ENGINE, printable(engine) + secret + ("…" if secret else "") or "not set")
    if corpus is None or corpus.origin in (Origin.PROJECT, Origin.EXAMPLE):
        yield from map(_looked_at, _way())
    settings = corpus.settings if corpus else None
    if settings:
        yield Fact(SETTINGS, "path", _absolute(settings.path))
        yield Fact(SETTINGS, "data", "; ".join(corpus.paths) if corpus else "")
        yield Fact(SETTINGS, "texts", settings.texts or "not given")
        yield Fact(SETTINGS, "ignore", "; ".join(settings.ignore) or "nothing")
        yield Fact(SETTINGS, "public", "only what is public is shown" if settings.public else "no")
        if settings.check:
            yield Fact(SETTINGS, "check", settings.check.shown())


def _files(files: Sequence[DataFile]) -> Fact:
    size = f"{sum(file.size for file in files):,} bytes"
    gone = [file.name for file in files if file.status is None and file.path != STANDARD_INPUT]
    missing = f"; cannot be read: {', '.join(gone)}" if gone else ""
    return Fact("data", "files", f"{plural(len(files), 'file')}, {size}{missing}")


def _lake(lake: str) -> str:
    """Return what a lake says of itself; one at a URL is not asked for it."""
    if is_url(lake):
        return "at a URL, which was not looked at"
    from ..lake.manifest import read  # few have a lake

    manifest = read(lake)
    files = [file for of_table in manifest.files.values() for file in of_table]
    made_by = ", ".join(f"{name} {version}" for name, version in manifest.made_by.items())
    size = f"{plural(len(files), 'file')}, {sum(file.bytes for file in files):,} bytes"
    return f"{size}{f'; made by {made_by}' if made_by else ''}"


def _why(error: CoalitionError) -> str:
    """Return what is wrong, on one line."""
    if isinstance(error, DataError):
        return "; ".join(problem.headline for problem in error.problems)
    return str(error).replace("\n", "; ")


def _way() -> Iterator[tuple[Step, list[str]]]:
    """Yield the folders up to the project, each with what makes it one."""
    for step in steps():
        there = list(marks(step.base))
        yield step, there
        if there:
            return


def _looked_at(seen: tuple[Step, list[str]]) -> Fact:
    step, there = seen
    folder = _absolute(step.base)
    if there:
        found = f"has {', '.join(os.path.relpath(path, step.base or os.curdir) for path in there)}"
    else:
        found = f"has no {', '.join((SETTINGS, *CLAIMS))}"
    end = f"; the way ends here: {step.end}" if step.end and not there else ""
    return Fact("data", "looked at", f"{folder}: {found}{end}")


def _absolute(path: str) -> str:
    return printable(str(Path(path).resolve()))


def _cache() -> Iterator[Fact]:
    folder = cache_folder()
    yield Fact("cache", "folder", "off" if folder is None else printable(folder))
    if folder is None:
        return
    try:
        indexes = kept(folder)
        size = sum(index.size for index in indexes)
    except OSError as error:
        yield Fact("cache", "size", f"the folder cannot be read: {reason(error)}")
        return
    count = f"{len(indexes):,} {'index' if len(indexes) == 1 else 'indexes'}"
    yield Fact("cache", "size", f"{count}, {size:,} of at most {BOUND:,} bytes")
