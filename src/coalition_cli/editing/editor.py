"""All the rules of an editor, over the records of a corpus."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from ..codes import CODES, Severity
from ..model import SECTIONS
from ..problems import Problem
from ..reading import DataFile
from ..record import Record
from .comments import Comments
from .contradictions import Contradictions
from .declarations import Declarations
from .duplicates import Duplicates
from .retellings import Retellings
from .single import problems_of, rules_of
from .sourcing import Sourcing
from .spellings import Spellings


class Rule(Protocol):
    """A rule that spans records; of each it keeps no more than it needs."""

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


class Editor:
    """Sees every record of a corpus once, then says what is doubtful about them.

    Its problems are warnings; with `strict` also what is only told to who asks for it.
    """

    def __init__(self, files: Sequence[DataFile], *, strict: bool) -> None:
        wanted = (Severity.ERROR, Severity.WARNING, *([Severity.STRICT] if strict else []))
        self._codes = frozenset(code for code, one in CODES.items() if one.severity in wanted)
        self._rules: list[Rule] = [
            Retellings(),
            Sourcing(strict=strict),
            Spellings(),
            Duplicates(),
            Comments(files),
        ]
        if strict:
            self._rules += [Declarations(), Contradictions()]
        self._single = {name: rules_of(name, self._codes) for name in SECTIONS}
        self._of = {
            name: [rule for rule in self._rules if name in rule.sections] for name in SECTIONS
        }

    @property
    def kept(self) -> int:
        """How many bytes its rules keep, about, of the records that they were shown."""
        return sum(rule.kept for rule in self._rules)

    def see(self, record: Record) -> list[Problem]:
        """Take note of a record, not of those within; return what is doubtful about it alone."""
        name = record.section.name
        single = self._single[name]
        found = problems_of(record, single) if single else []
        for rule in self._of[name]:
            if clear := rule.see(record):
                found += self._wanted(clear)
        return found

    def problems(self) -> Iterator[Problem]:
        """Yield what is doubtful between the records, once all have been seen."""
        for rule in self._rules:
            yield from self._wanted(rule.problems())

    def _wanted(self, found: Iterable[Problem]) -> Iterator[Problem]:
        return (problem for problem in found if problem.code in self._codes)
