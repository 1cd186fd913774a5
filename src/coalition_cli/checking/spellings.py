"""Two spellings of one name: for a reader they are the same, for a program they are not."""

from collections.abc import Iterator, Sequence
from sys import getsizeof

from ..model import SECTIONS, TAKEN_AS_NAME
from ..model.problems import Problem, shortened
from ..model.record import Record
from ..words import any_case, differences
from .references import Ids, references_to

_OF_SPELLING, _OF_NAME = 60, 80  # bytes, about
_FIELDS = references_to(TAKEN_AS_NAME)  # those whose values may be undeclared names


class Spellings:
    """Finds ids, names and topics that differ only in their spelling.

    A question takes such spellings for the same. `ids` has the ids of all records, once they have
    been seen.
    """

    codes = frozenset({"two-spellings"})
    sections = tuple(name for name in SECTIONS if _FIELDS[name] or name in TAKEN_AS_NAME)

    def __init__(self, ids: Ids) -> None:
        self.kept = 0
        self._ids = ids
        self._first: dict[str, dict[str, str]] = {name: {} for name in TAKEN_AS_NAME}  # by any_case
        self._reported: set[tuple[str, str]] = set()  # section and spelling
        self._named: dict[str, set[str]] = {name: set() for name in TAKEN_AS_NAME}

    def see(self, record: Record) -> Sequence[Problem]:
        """Return the names that an earlier record spells differently, each spelling once."""
        section, values = record.section.name, record.values
        problems: list[Problem] = []
        if section in TAKEN_AS_NAME and record.key:
            problems += self._noted(section, record.key, record, record.section.key)
            name = _name(record)
            if name and any_case(name) != any_case(record.key):
                problems += self._noted(section, name, record, "name")
        for field, target in _FIELDS[section]:
            if field in values:
                value, known = values[field], self._named[target]
                names = value if isinstance(value, list) else (value,)
                if not known.issuperset(names):  # most have been named before
                    new = {str(name) for name in names if name not in known}
                    known.update(new)
                    self.kept += sum(_OF_NAME + getsizeof(name) for name in new)
                    for nth, name in enumerate(names):
                        problems += self._noted(target, str(name), record, field, nth)
        return problems

    def problems(self) -> Iterator[Problem]:
        """Yield the ids that are spelled differently, of the sections that `see` has not noted."""
        for section, keys in self._ids.of.items():
            if section in TAKEN_AS_NAME or len(set(map(any_case, keys))) == len(keys):
                continue  # most sections have no such ids
            first: dict[str, str] = {}
            for key in keys:
                if (before := first.setdefault(any_case(key), key)) != key:
                    yield _problem(section, key, before, self._ids.where(section, key))

    def _noted(
        self, section: str, spelling: str, record: Record, field: str, nth: int = 0
    ) -> Sequence[Problem]:
        """Take note of a spelling. Return a problem if it is not the first one of its name."""
        folded = any_case(spelling)
        if folded == spelling:
            folded = spelling  # one object takes less memory than two
        if folded not in self._first[section]:
            self.kept += _OF_SPELLING + (getsizeof(folded) if folded is not spelling else 0)
        first = self._first[section].setdefault(folded, spelling)
        if first == spelling or (section, spelling) in self._reported:
            return ()
        self._reported.add((section, spelling))
        self.kept += _OF_SPELLING + getsizeof(spelling)
        where = record.where(field, nth)
        return (_problem(section, spelling, first, (record.file, *where)),)


def _problem(section: str, spelling: str, first: str, where: tuple[str, int, int]) -> Problem:
    kind = SECTIONS[section].singular
    both = f"{kind} '{shortened(spelling)}' and {kind} '{shortened(first)}'"
    message = f"{both} differ only in {differences(spelling, first)}"
    remedy = "use one spelling, or give one of them another name"
    return Problem("two-spellings", message, remedy, *where)


def _name(record: Record) -> str:
    """Return the name of a record, if it has one. An unnamed speaker has none."""
    return "" if record.values.get("anonymous") is True else str(record.values.get("name", ""))
