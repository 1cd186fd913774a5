"""Problems: a defect of the data is a value, and a reason to stop is an exception."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..words.safe import visible

if TYPE_CHECKING:
    from .codes import Severity


LONGEST_MESSAGE = 1_000  # characters: there may be very many messages
LONGEST_ID = 120  # characters of an id in a message
NEAR = 5_000  # known words, at most, that are searched for a near one
SUGGESTIONS = 20  # unknown words, at most, that get a near one: each search takes a while
_SHOWN = 5  # problems that the text of a DataError shows


class _ProblemFields(NamedTuple):
    """The fields of a problem; only a subclass can have a `__new__` that shortens them."""

    code: str
    message: str
    remedy: str
    file: str
    line: int = 1
    column: int = 1
    other: tuple[str, int] | None = None  # of two records that it is about: a line of the other


class Problem(_ProblemFields):
    """A defect in a file: what is wrong, where, and what to do about it.

    Message and remedy have at most LONGEST_MESSAGE characters. Below its first line a remedy may
    have lines to paste into the file.
    """

    __slots__ = ()

    def __new__(
        cls,
        code: str,
        message: str,
        remedy: str,
        file: str,
        line: int = 1,
        column: int = 1,
        other: tuple[str, int] | None = None,
    ) -> "Problem":
        """Return a problem with shortened texts."""
        texts = shortened(message, LONGEST_MESSAGE), shortened(remedy, LONGEST_MESSAGE)
        return super().__new__(cls, code, *texts, file, line, column, other)

    @property
    def severity(self) -> "Severity":
        """How serious it is. Its code decides."""
        from .codes import CODES  # few runs have a problem

        return CODES[self.code].severity

    @property
    def stops(self) -> bool:
        """Whether it stops commands. Then a file with it gives no answers."""
        from .codes import CONFIDENTIAL  # few runs have a problem

        return self.severity == "error" and self.code != CONFIDENTIAL

    @property
    def place(self) -> str:
        """Where it is: `file:line:column`."""
        return f"{visible(self.file)}:{self.line}:{self.column}"

    @property
    def headline(self) -> str:
        """What is wrong, on one line. Warnings and strict findings say so in brackets."""
        mark = "" if self.severity == "error" else f" [{self.severity}]"
        return f"{self.place}: {self.code}: {visible(self.message)}{mark}"

    @property
    def advice(self) -> list[str]:
        """The lines of the remedy."""
        return [visible(line) for line in self.remedy.split("\n")]

    def __str__(self) -> str:
        """Return the headline, and the remedy below it."""
        return "\n  ".join([self.headline, *self.advice])


class CoalitionError(Exception):
    """A reason to stop: the message is for the user, the exit code for the shell."""

    exit_code = 1


class UsageError(CoalitionError):
    """A question that cannot be asked: a wrong field, value or combination."""

    exit_code = 2


class DataError(CoalitionError):
    """Claims files that cannot be used.

    `problems` says why, and `data` says which data where a command reads several. `sound` says
    that some of the files have no error. `remedy` is what the command can do about it, if anything.
    """

    exit_code = 3

    def __init__(self, problems: Sequence[Problem], data: str = "", *, sound: bool = False) -> None:
        super().__init__()
        self.problems = problems
        self.data = data
        self.sound = sound
        self.remedy = ""

    def __str__(self) -> str:
        """Return how many problems there are, and the first of them."""
        first = map(str, self.problems[:_SHOWN])
        return "\n".join([plural(len(self.problems), "problem"), *first])


class OutputError(CoalitionError):
    """An answer that could not be written."""

    exit_code = 3


def shortened(text: str, most: int = 40) -> str:
    """Return the text, cut if it has more than `most` characters."""
    return text if len(text) <= most else f"{text[:most]}…"


def shown_id(key: str) -> str:
    """Return an id for a message, cut if it is longer than people write."""
    return shortened(key, LONGEST_ID)


def nearest(word: str, known: Sequence[str], least: float = 0.6) -> str | None:
    """Return the known word that is nearest, in any spelling; None if none is near.

    `least` is how near it has to be, from 0 to 1, which is the same word.
    """
    from difflib import get_close_matches  # few runs have anything to suggest

    from ..words import any_case

    by_folded = {any_case(candidate): candidate for candidate in reversed(known[:NEAR])}
    near = get_close_matches(any_case(word)[:80], by_folded, n=1, cutoff=least)
    return by_folded[near[0]] if near else None


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return `; did you mean 'x'?` for the nearest known word, or nothing."""
    near = nearest(word, known)
    return f"; did you mean '{shown_id(near)}'?" if near else ""


def reason(error: Exception) -> str:
    """Return why the system or a library refused, in lower case."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def plural(count: int, singular: str) -> str:
    """Return a count with its noun: 1 claim, 12,836 claims."""
    return f"{count:,} {singular}" if count == 1 else f"{count:,} {singular}s"
