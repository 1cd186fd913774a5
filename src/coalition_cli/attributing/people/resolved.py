"""Who is meant by the words for a source, and why: the words of a comment for a person to read."""

from collections.abc import Sequence
from typing import NamedTuple

from ..attribution import Certainty


class Resolved(NamedTuple):
    """A number in `speakers`, or nobody; how sure that is; and why, if it is not stated."""

    speaker: int | None
    certainty: Certainty
    reason: str = ""


NOBODY = Resolved(None, Certainty.OPEN)  # where an article has no words for a source


def stated(speaker: int) -> Resolved:
    """Return a speaker whom the words name or describe."""
    return Resolved(speaker, Certainty.STATED)


def taken(speaker: int, shown: str, called: str, where: str = "") -> Resolved:
    """Return a speaker whom other words than these name, and where they stand."""
    reason = f'"{shown}", taken as {called}'
    return Resolved(speaker, Certainty.TAKEN, f"{reason} ({where})" if where else reason)


def perhaps(shown: str, called: Sequence[str]) -> Resolved:
    """Return nobody, where the words may mean some; none of them where that is not known either."""
    names = list(dict.fromkeys(called))
    if not names:
        return Resolved(None, Certainty.OPEN, f'"{shown}": who that is the article does not say')
    listed = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
    return Resolved(None, Certainty.OPEN, f'"{shown}": perhaps {listed}')
