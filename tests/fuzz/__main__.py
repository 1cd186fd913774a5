"""Mutate files without end: `python -m tests.fuzz --minutes 60 --seed 1`.

With --imports the files are those that `import` reads, with `--imports csl` those of a form.

Each file is made from the seed and its number alone: `--seed 1 --first 4711 --files 1` makes
file 4711 again. What breaks a law is made as small as can be, and written to a folder.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from . import imports
from .laws import Broken, Way, look, way
from .mutation import Input, drawn
from .reducing import reduced

MEMORY = 1 << 30  # bytes that the process may have
SLOW = 2.0  # seconds, from which a file is told
_REPORT = 30  # seconds between two lines about how far it is


class Made(NamedTuple):
    """A file, and how it is looked at."""

    file: Input
    way: Way | imports.Way


def made(seed: int, number: int, kinds: Sequence[str] = ()) -> Made:
    """Return the numbered file of a seed: a claims file, or one to import, of each kind in turn."""
    draw = Random(f"{seed}:{number}")
    if kinds:
        return Made(*imports.drawn(draw, kinds[number % len(kinds)]))
    return Made(drawn(draw), way(draw))


def broken(one: Made, folder: Path) -> Broken | None:
    """Look at a file; return the law that it breaks, if any."""
    try:
        if isinstance(one.way, Way):
            look(one.file, one.way, folder)
        else:
            imports.look(one.file, one.way, folder)
    except Broken as found:
        return found
    return None


def smallest(one: Made, found: Broken, folder: Path) -> Made:
    """Return the file made as small as still breaks the same law."""

    def breaks(data: bytes) -> bool:
        again = broken(one._replace(file=one.file._replace(data=data)), folder)
        return again is not None and again.law == found.law

    return one._replace(file=one.file._replace(data=reduced(one.file.data, breaks)))


class Run:
    """Looks at one file after the other, and remembers what it saw."""

    def __init__(self, seed: int, kept: Path, kinds: Sequence[str]) -> None:
        self.seed, self.kept, self.kinds = seed, kept, kinds
        self.looked = self.failures = 0
        self.slowest = (0.0, 0)  # seconds, file

    def look_at(self, number: int, folder: Path) -> None:
        """Look at the numbered file."""
        one = made(self.seed, number, self.kinds)
        begun = time.monotonic()
        found = broken(one, folder)
        taken = time.monotonic() - begun
        self.slowest = max(self.slowest, (taken, number))
        self.looked += 1
        if taken > SLOW:
            self.tell(f"file {number} took {taken:.1f} s")
        if found:
            self.failures += 1
            self.keep(number, smallest(one, found, folder), found)

    def keep(self, number: int, one: Made, found: Broken) -> None:
        """Write a failure where it can be looked at, and say how to see it again."""
        self.kept.mkdir(parents=True, exist_ok=True)
        path = self.kept / f"{self.seed}-{number}-{one.file.name}"
        path.write_bytes(one.file.data)
        again = f"python -m tests.fuzz --seed {self.seed} --first {number} --files 1"
        again += "".join(f" --imports {' '.join(self.kinds)}" for _ in self.kinds[:1])
        self.tell(f"file {number}: {found}\n  {one.way}\n  smallest: {path}\n  again: {again}")

    def tell(self, message: str) -> None:
        """Say something as it happens."""
        print(message, file=sys.stderr, flush=True)

    def __str__(self) -> str:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # KiB on Linux
        taken, number = self.slowest
        return (
            f"{self.looked:,} files, {self.failures} failures, at most {peak} MiB, "
            f"slowest: file {number} with {taken:.1f} s"
        )


def main() -> int:
    """Run as long as was asked; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, help="how long (without it and --files: 1)")
    parser.add_argument("--files", type=int, help="how many files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--imports", nargs="*", choices=imports.kinds(), metavar="FORM")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir(), "coalition-fuzz"))
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    minutes = asked.minutes or (None if asked.files else 1)
    end = time.monotonic() + minutes * 60 if minutes else float("inf")
    kinds = [] if asked.imports is None else asked.imports or imports.kinds()
    run = Run(asked.seed, asked.keep, kinds)
    report = time.monotonic() + _REPORT
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end and run.looked != asked.files:
            run.look_at(asked.first + run.looked, Path(folder))
            if time.monotonic() > report:
                run.tell(str(run))
                report = time.monotonic() + _REPORT
    print(run)
    return 1 if run.failures else 0


if __name__ == "__main__":
    sys.exit(main())
