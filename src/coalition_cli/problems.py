"""What can be wrong: defects of data, as values, and reasons to stop, as exceptions."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from .visible import visible

# Every code, and what it stands for. A code never changes its meaning.
CODES: Mapping[str, str] = MappingProxyType(
    {
        "unreadable": "the file is missing, is not a file, or may not be read",
        "not-utf8": "the file is not UTF-8 text",
        "bad-syntax": "the file is not well-formed YAML, JSON or JSON Lines",
        "over-limit": "nesting, aliases, a text, a record or a file go beyond what is read",
        "unknown-version": "the file is of a version that is not read",
        "unknown-key": "a key that the format does not have",
        "repeated-key": "a key that stands twice in one record",
        "missing-key": "a key that is required is absent or empty",
        "wrong-type": "a value of the wrong type",
        "unknown-value": "a value outside its vocabulary",
        "out-of-range": "a number outside its range",
        "bad-id": "an id with blanks in it",
        "bad-date": "a date that is not a year, a month or a day",
        "quote-and-wording": "an appearance with both a quote and a wording",
        "repeated-id": "an id that two records of a section share",
        "unknown-reference": "a reference to a record that does not exist",
        "circular-retelling": "articles that retell each other in a circle",
    }
)


class Problem(NamedTuple):
    """A defect in a file: what is wrong, where, and what mends it."""

    code: str
    message: str
    remedy: str
    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return `file:line:column: code: message`, with the remedy on a second line."""
        place = f"{visible(self.file)}:{self.line}:{self.column}"
        return f"{place}: {self.code}: {visible(self.message)}\n  {visible(self.remedy)}"


class CoalitionError(Exception):
    """A reason to stop: the message is for the user, the exit code for the shell."""

    exit_code = 1


class UsageError(CoalitionError):
    """A question that cannot be asked: a wrong field, value or combination."""

    exit_code = 2


class DataError(CoalitionError):
    """Claims files that cannot be used; `problems` says why."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class OutputError(CoalitionError):
    """An answer that could not be written."""

    exit_code = 3


NEAR = 5_000  # words among which the one that was meant is looked for


def shortened(text: str, most: int = 40) -> str:
    """Return the text, cut where a message would be too long with all of it."""
    return text if len(text) <= most else f"{text[:most]}…"


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that was perhaps meant, if any is near."""
    from difflib import get_close_matches  # few runs have anything to suggest

    folded = {candidate.casefold(): candidate for candidate in reversed(known[:NEAR])}
    near = get_close_matches(word.casefold()[:80], folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return `; did you mean 'x'?` for the nearest known word, or nothing."""
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""


def plural(count: int, singular: str) -> str:
    """Return a count with its noun: 1 claim, 12,836 claims."""
    return f"{count:,} {singular}" if count == 1 else f"{count:,} {singular}s"
