"""All the rules that records are checked by, in one list."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from typing import NamedTuple, Protocol

from ..model.codes import CODES, Severity
from ..model.problems import Problem
from ..model.record import Record
from ..reading import DataFile
from .attribution import Sourcing
from .comments import Comments
from .duplicates import Duplicates
from .references import Checker, Ids
from .relations import Contradictions, Declarations, Retellings
from .single import Single
from .spellings import Spellings


class Rule(Protocol):
    """A rule, or several that look at the same; of a record it keeps no more than it needs."""

    @property
    def codes(self) -> Set[str]:
        """The codes of the problems that it finds."""

    @property
    def sections(self) -> Collection[str]:
        """The sections whose records it is shown."""

    @property
    def kept(self) -> int:
        """How many bytes it keeps, about, of the records that it was shown."""

    def see(self, record: Record) -> Iterable[Problem]:
        """Take note of a record; return what is clear at once."""

    def problems(self) -> Iterator[Problem]:
        """Yield the rest, once all records have been seen."""


class Wanted(NamedTuple):
    """What rules are made with."""

    codes: Set[str]  # of the problems to look for
    files: Sequence[DataFile]
    ids: Ids  # of all records, once they have been seen


# Beyond those of errors, which Checker has: the codes of each, and what makes it.
RULES: Sequence[tuple[Set[str], Callable[[Wanted], Rule]]] = (
    (Single.codes, lambda wanted: Single(wanted.codes)),
    (Retellings.codes, lambda _: Retellings()),
    (Sourcing.codes, lambda wanted: Sourcing(wanted.codes)),
    (Spellings.codes, lambda wanted: Spellings(wanted.ids)),
    (Duplicates.codes, lambda _: Duplicates()),
    (Comments.codes, lambda wanted: Comments(wanted.files)),
    (Declarations.codes, lambda _: Declarations()),
    (Contradictions.codes, lambda _: Contradictions()),
)


class Editor:
    """What is looked for beyond errors: warnings; with `strict` what an editor would ask too."""

    def __init__(self, files: Sequence[DataFile], *, strict: bool) -> None:
        told = (Severity.ERROR, Severity.WARNING, *([Severity.STRICT] if strict else []))
        self.codes = frozenset(code for code, one in CODES.items() if one.severity in told)
        self.checker = Checker()
        wanted = Wanted(self.codes, files, self.checker.ids)
        made = (make(wanted) for codes, make in RULES if not self.codes.isdisjoint(codes))
        self.rules: list[Rule] = [self.checker, *made]
