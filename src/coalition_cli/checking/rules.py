"""All the rules that records are checked by, in one list."""

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from typing import Protocol

from ..model.problems import Problem
from ..model.record import Record
from ..reading import DataFile
from .addresses import Addresses
from .attribution import Attribution
from .called import Called
from .comments import Comments
from .corrections import Corrections
from .declarations import Declarations
from .duplicates import Duplicates
from .references import Integrity
from .relations import Contradictions, Retellings
from .searching import OwnSearch, Search
from .single import SingleRecords
from .spellings import Spellings
from .terms import Terms


class Rule(Protocol):
    """A rule, or several that look at the same fields. It keeps of a record only what it needs."""

    @property
    def codes(self) -> Set[str]:
        """The codes of the problems that it finds."""

    @property
    def sections(self) -> Collection[str]:
        """The sections whose records it is shown."""

    @property
    def kept(self) -> int:
        """About how many bytes it keeps of the records that it was shown."""

    def see(self, record: Record) -> Iterable[Problem]:
        """Take note of a record. Return the problems that are clear at once."""

    def problems(self) -> Iterator[Problem]:
        """Yield the other problems, once all records have been seen."""


class RuleSet:
    """The rules that can find problems of some codes: a rule that finds none of them is left out.

    `codes` has those of all errors. `search` is the one for claims that are nearly the same.
    """

    def __init__(
        self, files: Sequence[DataFile], codes: Set[str], search: Search | None = None
    ) -> None:
        self.codes = codes
        self.is_helped = search is not None  # by another process
        integrity = Integrity()
        called = Called(integrity.ids)
        rules: Sequence[Rule] = (
            integrity,
            SingleRecords(self.codes),
            Corrections(),
            Retellings(integrity.ids),
            Attribution(self.codes, integrity.ids),
            Terms(integrity.ids),
            called,
            Spellings(integrity.ids, called),
            Addresses(integrity.ids),
            Duplicates(search or OwnSearch()),
            Comments(files),
            Declarations(self.codes, called),
            Contradictions(integrity.ids),
        )
        self.rules = [rule for rule in rules if not self.codes.isdisjoint(rule.codes)]
