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
from .references import Ids, Integrity
from .relations import Contradictions, Declarations, Retellings
from .single import SingleRecords
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


class Context(NamedTuple):
    """What rules are made with."""

    codes: Set[str]  # of the problems to look for
    files: Sequence[DataFile]
    ids: Ids  # of all records, once they have been seen


# Beyond those of errors, which Integrity has: the codes of each, and what makes it.
RULES: Sequence[tuple[Set[str], Callable[[Context], Rule]]] = (
    (SingleRecords.codes, lambda context: SingleRecords(context.codes)),
    (Retellings.codes, lambda _: Retellings()),
    (Sourcing.codes, lambda context: Sourcing(context.codes)),
    (Spellings.codes, lambda context: Spellings(context.ids)),
    (Duplicates.codes, lambda _: Duplicates()),
    (Comments.codes, lambda context: Comments(context.files)),
    (Declarations.codes, lambda _: Declarations()),
    (Contradictions.codes, lambda _: Contradictions()),
)


class RuleSet:
    """What is looked for beyond errors: warnings; with `strict` what an editor would ask too."""

    def __init__(self, files: Sequence[DataFile], *, strict: bool) -> None:
        told = (Severity.ERROR, Severity.WARNING, *([Severity.STRICT] if strict else []))
        self.codes = frozenset(code for code, one in CODES.items() if one.severity in told)
        self.checker = Integrity()
        context = Context(self.codes, files, self.checker.ids)
        made = (make(context) for codes, make in RULES if not self.codes.isdisjoint(codes))
        self.rules: list[Rule] = [self.checker, *made]
