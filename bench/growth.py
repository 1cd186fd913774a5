"""How the time of our own questions grows with the data, if its index is in the cache."""

import time
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from . import answers
from .contest import Effort, Side, Wrong, ask, more
from .data import lines_file
from .invented import RARE_CLAIMS, RARE_WORD, SOURCE, SOURCE_CLAIMS
from .running import Failed
from .tools import OURS

_FIRST = 5  # rows


class Question(NamedTuple):
    """A question, and its side for each size of data."""

    text: str
    sides: tuple[Side, ...]


class Growth(NamedTuple):
    """The seconds of a question at each size, round by round, and why it failed, if it did."""

    question: str
    rounds: list[tuple[float, ...]]
    failure: str = ""

    @property
    def times(self) -> list[float]:
        """The median at each size, in seconds."""
        return [median(times) for times in zip(*self.rounds, strict=True)]

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios, the greatest size to the smallest."""
        return median(times[-1] / times[0] for times in self.rounds)


def questions(sizes: Sequence[int]) -> Iterator[Question]:
    """Yield our questions. All but the last have the same number of rows at every size."""
    for words, read, known in (
        (("claims", "-n", str(_FIRST), "--json"), answers.ids, _FIRST),
        (("claims", "--source", SOURCE, "--json"), answers.ids, SOURCE_CLAIMS),
        (("claims", RARE_WORD, "--json"), answers.ids, RARE_CLAIMS),
        (("claims", "--count"), answers.printed, None),
    ):
        sides = (
            Side(
                f"{size:,} claims",
                (OURS, *words, "-d", str(lines_file(size))),
                read,
                size if known is None else known,
                # Each has a cache of its own: one cache does not have room for all.
                env={"COALITION_CACHE": str(lines_file(size).parent / f"cache-{size}")},
            )
            for size in sizes
        )
        yield Question(f"coalition {' '.join(words)}", tuple(sides))


def grow(question: Question, effort: Effort) -> Growth:
    """Ask at all sizes, one after the other, round by round."""
    rounds: list[tuple[float, ...]] = []
    try:
        for side in (*question.sides, *question.sides):  # so that each index is in the cache
            ask(side, effort)
        begun = time.perf_counter()
        while more(len(rounds), begun, effort):
            times = (ask(side, effort)[0].seconds for side in question.sides)
            rounds.append(tuple(times))
    except (Failed, Wrong) as reason:
        return Growth(question.text, rounds, str(reason))
    return Growth(question.text, rounds)
