"""A contest: two programs, ours and theirs, answer one question in turn."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

from .answers import Answer, Reader, size
from .running import Failed, Run, run

FEWEST = 3  # pairs, however long they take


class Side(NamedTuple):
    """A program, its command, and what is known about its answer."""

    who: str
    command: tuple[str, ...]
    read: Reader | None = None  # None: it answers nothing
    known: int | None = None  # how many claims the answer must be about
    before: Callable[[], None] | None = None  # done before each run, and not measured
    terminal: bool = False
    env: Mapping[str, str] = {}


class Contest(NamedTuple):
    """A question, the two sides, and the bounds on ours."""

    question: str
    ours: Side
    theirs: Side
    bound: float | None = None  # on our time, as a multiple of theirs
    memory_bound: int | None = None  # on our peak, in bytes
    warm: int = 2  # runs before, which are not measured; 0 for a first reading
    same: bool = True  # both read the same data, so their answers are the same


class Effort(NamedTuple):
    """How often a contest is run, and where."""

    pairs: int
    seconds: float  # after which no more pairs begin, once there are three
    scratch: Path
    env: Mapping[str, str]


class Outcome(NamedTuple):
    """The runs of a contest, pair by pair, and why it failed, if it did."""

    contest: Contest
    pairs: list[tuple[Run, Run]]
    failure: str = ""

    @property
    def ratio(self) -> float:
        """The median of the pairs' ratios, ours to theirs."""
        return median(ours.seconds / theirs.seconds for ours, theirs in self.pairs)

    @property
    def times(self) -> tuple[float, float]:
        """The median of our times and of theirs, in seconds."""
        ours, theirs = zip(*self.pairs, strict=True)
        return median(run.seconds for run in ours), median(run.seconds for run in theirs)

    @property
    def peaks(self) -> tuple[int, int]:
        """The highest peak of our runs, and of theirs, in bytes."""
        ours, theirs = zip(*self.pairs, strict=True)
        return max(run.peak for run in ours), max(run.peak for run in theirs)


def compete(contest: Contest, effort: Effort) -> Outcome:
    """Run both sides in turn, and compare their answers every time."""
    pairs: list[tuple[Run, Run]] = []
    try:
        for number in range(contest.warm):
            ask(contest.ours, effort)
            if number == 0:
                ask(contest.theirs, effort)
        begun = time.perf_counter()
        while more(len(pairs), begun, effort):
            ours, our_answer = ask(contest.ours, effort)
            theirs, their_answer = ask(contest.theirs, effort)
            pairs.append((ours, theirs))
            if contest.same and None not in (our_answer, their_answer):
                _agreed(our_answer, their_answer, contest.theirs.who)
    except (Failed, Wrong) as reason:
        return Outcome(contest, pairs, str(reason))
    return Outcome(contest, pairs)


class Wrong(Exception):
    """An answer is not that of the data, or not that of the other side."""


def more(done: int, begun: float, effort: Effort) -> bool:
    """Whether more pairs are wanted, and there is time for one."""
    in_time = time.perf_counter() - begun < effort.seconds
    return done < effort.pairs and (done < FEWEST or in_time)


def ask(side: Side, effort: Effort) -> tuple[Run, Answer | None]:
    """Run one side once. Return the run and its answer. Raise Wrong if that is not right."""
    if side.before:
        side.before()
    out = effort.scratch / "answer"
    try:
        taken = run(side.command, out, {**effort.env, **side.env}, terminal=side.terminal)
    except Failed as failed:
        raise Failed(f"{side.who}: {failed}") from failed
    if side.read is None:
        return taken, None
    try:
        answer = side.read(out)
    except (ValueError, KeyError, TypeError) as error:
        raise Wrong(f"{side.who}: the answer cannot be read: {error}") from error
    if side.known is not None and size(answer) != side.known:
        raise Wrong(f"{side.who}: {size(answer):,} claims, and {side.known:,} are in the data")
    return taken, answer


def _agreed(ours: Answer | None, theirs: Answer | None, who: str) -> None:
    if ours is not None and theirs is not None and ours != theirs:
        counts = f"{size(ours):,} claims and {size(theirs):,}"
        raise Wrong(f"coalition and {who} answer differently: {counts}")
