"""All the rules of an editor, over the records of a corpus."""

from collections.abc import Iterator
from typing import Protocol

from ..codes import CODES, Severity
from ..problems import Problem
from ..record import Record
from .contradictions import Contradictions
from .declarations import Declarations
from .duplicates import Duplicates
from .retellings import Retellings
from .single import problems_of
from .sourcing import Sourcing
from .spellings import Spellings


class Rule(Protocol):
    """A rule that spans records; of each it keeps no more than it needs."""

    def see(self, record: Record) -> Iterator[Problem]:
        """Take note of a record; yield what is clear at once."""

    def problems(self) -> Iterator[Problem]:
        """Yield the rest, once all records have been seen."""


class Editor:
    """Sees every record of a corpus once, then says what is doubtful about them.

    Its problems are warnings; with `strict` also what is only told to who asks for it.
    """

    def __init__(self, *, strict: bool) -> None:
        wanted = (Severity.WARNING, Severity.STRICT) if strict else (Severity.WARNING,)
        self._codes = frozenset(code for code, one in CODES.items() if one.severity in wanted)
        self._rules: list[Rule] = [Retellings(), Sourcing(strict=strict), Spellings(), Duplicates()]
        if strict:
            self._rules += [Declarations(), Contradictions()]

    def see(self, record: Record) -> Iterator[Problem]:
        """Take note of a record; yield what is doubtful about it alone."""
        yield from problems_of(record, self._codes)
        for rule in self._rules:
            yield from self._wanted(rule.see(record))
        for inner in record.nested():
            yield from self.see(inner)

    def problems(self) -> Iterator[Problem]:
        """Yield what is doubtful between the records, once all have been seen."""
        for rule in self._rules:
            yield from self._wanted(rule.problems())

    def _wanted(self, found: Iterator[Problem]) -> Iterator[Problem]:
        return (problem for problem in found if problem.code in self._codes)
