"""The part of an alignment in which the most is kept."""

from collections.abc import Sequence
from typing import NamedTuple

from ..wording import Match


class Stretch(NamedTuple):
    """Neighbouring matches, and the share of words that they keep, 0 to 1."""

    matches: Sequence[Match]
    share: float


def best_stretch(words: int, matches: Sequence[Match], gaps: Sequence[float]) -> Stretch:
    """Return those neighbouring matches between which the share of kept words is the greatest.

    `words` is how many words are sought, `gaps` how many others stand before each match. The
    share is a fraction, twice what is kept of all words. It is raised step by step (Dinkelbach),
    each time by the stretch with the greatest surplus over the last (Kadane).
    """
    best = Stretch(matches, 0.0)
    while True:
        first, end = _greatest_surplus(matches, gaps, best.share)
        kept = sum(one.size for one in matches[first:end])
        share = 2 * kept / (words + kept + sum(gaps[first + 1 : end]))
        if share <= best.share:
            return best
        best = Stretch(matches[first:end], share)


def _greatest_surplus(
    matches: Sequence[Match], gaps: Sequence[float], share: float
) -> tuple[int, int]:
    surplus, first = 0.0, 0
    greatest, stretch = -1.0, (0, 1)
    for number, one in enumerate(matches):
        surplus -= share * gaps[number]
        if surplus <= 0:
            surplus, first = 0.0, number
        surplus += (2 - share) * one.size
        if surplus > greatest:
            greatest, stretch = surplus, (first, number + 1)
    return stretch
