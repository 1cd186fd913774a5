"""Claims that are nearly the same. They should be one claim with two appearances."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice

from ..model.problems import Problem, shown_id
from ..model.record import Record
from .alike import MOST_WORDS
from .searching import Pair, Search

_NUMBERS = 3  # of a place: file, line, column


class Duplicates:
    """Compares the texts of claims that may be the same speaker's.

    It keeps of a claim its place. The search keeps the rest.
    """

    codes = frozenset({"near-duplicate"})
    sections = ("claims",)

    def __init__(self, search: Search) -> None:
        self._search = search
        self._files: dict[str, int] = {}
        self._places = array("Q")
        self._full = False

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a claim's text."""
        values = record.values
        if "id" not in values or "text" not in values:
            return ()
        related: Sequence[str] = ()
        if "supports" in values or "contradicts" in values:
            related = (*record.texts("supports"), *record.texts("contradicts"))
        speaker = str(values.get("speaker", ""))
        if not self._search.add(str(values["text"]), speaker, str(values["id"]), related):
            return self._too_many(record)
        file = self._files.setdefault(record.file, len(self._files))
        self._places.extend((file, *record.where("text")))
        return ()

    @property
    def kept(self) -> int:
        """About how many bytes are kept of the claims that it was shown."""
        return self._search.kept

    def _too_many(self, record: Record) -> Sequence[Problem]:
        """Return the problem of the first claim that is not compared. Later ones have none."""
        if self._full:
            return ()
        self._full = True
        message = f"texts from here on are not compared: those before have {MOST_WORDS:,} words"
        remedy = "check fewer files at once"
        return [Problem("near-duplicate", message, remedy, record.file, *record.where("text"))]

    def problems(self) -> Iterator[Problem]:
        """Yield each claim that is nearly the same as one before it."""
        return map(self._problem, self._search.pairs())

    def _problem(self, pair: Pair) -> Problem:
        key, its = shown_id(pair.key), shown_id(pair.its_key)
        message = f"claim '{key}' is nearly the same as claim '{its}'"
        file, line, column = self._where(pair.other)
        remedy = "make them one claim, or say how they relate; the other is at "
        remedy += f"{file}:{line}:{column}"
        return Problem("near-duplicate", message, remedy, *self._where(pair.number), (file, line))

    def _where(self, number: int) -> tuple[str, int, int]:
        file, line, column = self._places[_NUMBERS * number : _NUMBERS * (number + 1)]
        return next(islice(self._files, file, None)), line, column
