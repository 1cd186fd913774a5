"""All the rules of an editor, over the records of a corpus."""

from collections.abc import Collection, Iterator, Sequence, Set

from ..model import SECTIONS
from ..model.codes import CODES, Severity
from ..model.problems import Problem
from ..model.record import Record
from ..reading import DataFile
from .attribution import Sourcing
from .comments import Comments
from .duplicates import Duplicates
from .references import Checker, Rule
from .relations import Contradictions, Declarations, Retellings
from .single import problems_of, rules_of
from .spellings import Spellings


class Single:
    """The rules that look at one record alone."""

    kept = 0

    def __init__(self, codes: Set[str]) -> None:
        self._rules = {name: rules for name in SECTIONS if (rules := rules_of(name, codes))}

    @property
    def sections(self) -> Collection[str]:
        """The sections that have such a rule."""
        return self._rules

    def see(self, record: Record) -> list[Problem]:
        """Return what is doubtful about a record, not about those within."""
        return problems_of(record, self._rules[record.section.name])

    def problems(self) -> Iterator[Problem]:
        """Yield nothing: all has been said."""
        return iter(())


class Editor:
    """What is looked for beyond errors: warnings; with `strict` what an editor would ask too."""

    def __init__(self, files: Sequence[DataFile], *, strict: bool) -> None:
        told = (Severity.ERROR, Severity.WARNING, *([Severity.STRICT] if strict else []))
        self.codes = frozenset(code for code, one in CODES.items() if one.severity in told)
        self.checker = Checker()
        self.rules: list[Rule] = [
            self.checker,
            Single(self.codes),
            Retellings(),
            Sourcing(strict=strict),
            Spellings(self.checker.ids),
            Duplicates(),
            Comments(files),
        ]
        if strict:
            self.rules += [Declarations(), Contradictions()]
