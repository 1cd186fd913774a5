"""`python -m bench`: makes the data, runs the contests, prints the table."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from . import asking, bounded, growth, hard, machine, report, tools
from .contest import FEWEST, Effort, Outcome, compete
from .data import FOLDER, HUGE, LARGE, MIDDLE, SMALL, files
from .running import floor

_SETTLED = 5  # seconds after which the index's cache trusts a file
# With these in the environment, programs would not work as they do for their users.
_UNSET = (
    "PYTHONUNBUFFERED",
    "PYTHONDONTWRITEBYTECODE",
    "COALITION_DATA",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
)


class _Measured(NamedTuple):
    outcomes: list[Outcome]
    grown: list[growth.Growth]
    floor: int  # the least peak memory that can be seen, in bytes


def main() -> int:
    """Return 0, or 1 if answers differ or a program failed."""
    options = _options()
    found = tools.find()
    _make_data(quick=options.quick)
    with tempfile.TemporaryDirectory(dir=FOLDER, prefix="scratch.") as scratch:
        effort = _effort(Path(scratch), options)
        measured = _measured(found, effort, quick=options.quick, only=options.only)
    text = _text(measured, found, effort, quick=options.quick)
    print(text)
    failures = report.failures((*measured.outcomes, *measured.grown))
    for failure in failures:
        print(f"bench: {failure}", file=sys.stderr)
    if options.write and not failures:
        report.write(text)
    return 1 if failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only small data and few runs")
    parser.add_argument("--runs", type=int, metavar="N", help="at most N pairs of runs each")
    parser.add_argument("--only", default="", metavar="TEXT", help="only what has TEXT in its row")
    parser.add_argument("--write", action="store_true", help="put the table into bench/README.md")
    options = parser.parse_args()
    if options.write and (options.quick or options.only):
        parser.error("--write is for a whole run: leave out --quick and --only")
    if options.runs is not None and options.runs < 1:
        parser.error("--runs takes a number from 1")
    return options


def _make_data(*, quick: bool) -> None:
    """Make the data in a process of its own, and wait until the cache trusts it.

    A process that had much memory would pass its peak on to those that it starts.
    """
    command = [sys.executable, "-m", "bench.data", *(["--quick"] if quick else [])]
    subprocess.run(command, check=True)
    youngest = max(path.stat().st_mtime for path in files(quick=quick))
    time.sleep(max(0.0, youngest + _SETTLED - time.time()))


def _effort(scratch: Path, options: argparse.Namespace) -> Effort:
    """Return how often contests run, in an environment with a cache of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    env = {**kept, "COALITION_CACHE": str(scratch / "cache"), "TERM": "xterm-256color"}
    pairs, seconds = (5, 5) if options.quick else (20, 60)
    return Effort(options.runs or pairs, seconds, scratch, env)


def _measured(found: tools.Tools, effort: Effort, *, quick: bool, only: str) -> _Measured:
    """Run the contests, then let the data grow. Standard error says what is running."""
    large, huge = (MIDDLE, MIDDLE) if quick else (LARGE, HUGE)
    contests = chain(
        bounded.contests(large, huge, found, effort.scratch),
        hard.contests(large, effort.scratch),
        asking.contests(huge, found),
    )
    outcomes: list[Outcome] = []
    for contest in contests:
        if only in f"{contest.question} {contest.theirs.who}":
            _tell(f"{contest.question}: {contest.theirs.who}")
            outcomes.append(compete(contest, effort))
    grown: list[growth.Growth] = []
    for question in growth.questions(_sizes(quick=quick)):
        if only in question.text:
            _tell(question.text)
            grown.append(growth.grow(question, effort))
    return _Measured(outcomes, grown, floor(effort.scratch, effort.env))


def _sizes(*, quick: bool) -> tuple[int, ...]:
    return (SMALL, MIDDLE) if quick else (SMALL, MIDDLE, LARGE, HUGE)


def _tell(message: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {message}", file=sys.stderr, flush=True)


def _text(measured: _Measured, found: tools.Tools, effort: Effort, *, quick: bool) -> str:
    absent = tools.absent(found)
    begins = f"after {effort.seconds:.0f} seconds none begins that is not one of the first {FEWEST}"
    parts = []
    if measured.outcomes:
        parts += [report.contests(measured.outcomes, measured.floor)]
    if measured.grown:
        parts += ["Our own questions by the number of claims, and how the time grows with it:"]
        parts += [report.growths(_sizes(quick=quick), measured.grown)]
    parts += [
        f"Pairs and rounds: {effort.pairs}, but {begins}.",
        *machine.described(found),
        *([f"Not there: {', '.join(absent)}."] if absent else []),
    ]
    return "\n\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
