"""One name in two spellings: records, names and topics that only a program would tell apart."""

from collections.abc import Iterator, Sequence
from sys import getsizeof

from ..model import SECTIONS, TAKEN_AS_NAME
from ..model.problems import Problem, shortened
from ..model.record import Record
from ..words import any_case, differences
from .references import Ids, references_to

_OF_SPELLING, _OF_NAME = 60, 80  # bytes, about
_FIELDS = references_to(TAKEN_AS_NAME)  # which may name what nothing declares


class Spellings:
    """Holds each id, name and topic against those that a question takes for the same.

    `ids` has the ids of all records, once they have been seen.
    """

    codes = frozenset({"two-spellings"})
    sections = tuple(name for name in SECTIONS if _FIELDS[name] or name in TAKEN_AS_NAME)

    def __init__(self, ids: Ids) -> None:
        self.kept = 0
        self._ids = ids
        self._first: dict[str, dict[str, str]] = {name: {} for name in TAKEN_AS_NAME}  # by any_case
        self._told: set[tuple[str, str]] = set()
        self._named: dict[str, set[str]] = {name: set() for name in TAKEN_AS_NAME}

    def see(self, record: Record) -> Sequence[Problem]:
        """Return what the record spells in another way than one before it, each spelling once."""
        section, values = record.section.name, record.values
        found: list[Problem] = []
        if section in TAKEN_AS_NAME and record.key:
            found += self._noted(section, record.key, record, record.section.key)
            name = _name(record)
            if name and any_case(name) != any_case(record.key):
                found += self._noted(section, name, record, "name")
        for field, named in _FIELDS[section]:
            if field in values:
                value, known = values[field], self._named[named]
                stated = value if isinstance(value, list) else (value,)
                if not known.issuperset(stated):  # most have been named before
                    new = {str(one) for one in stated if one not in known}
                    known.update(new)
                    self.kept += sum(_OF_NAME + getsizeof(one) for one in new)
                    for nth, one in enumerate(stated):
                        found += self._noted(named, str(one), record, field, nth)
        return found

    def problems(self) -> Iterator[Problem]:
        """Yield the ids that another one spells in another way, of what goes by no other name."""
        for section, keys in self._ids.of.items():
            if section in TAKEN_AS_NAME or len(set(map(any_case, keys))) == len(keys):
                continue  # as for most
            first: dict[str, str] = {}
            for key in keys:
                if (before := first.setdefault(any_case(key), key)) != key:
                    yield _problem(section, key, before, self._ids.where(section, key))

    def _noted(
        self, section: str, spelling: str, record: Record, field: str, nth: int = 0
    ) -> Sequence[Problem]:
        same = any_case(spelling)
        if same == spelling:
            same = spelling  # lest it be kept twice
        if same not in self._first[section]:
            self.kept += _OF_SPELLING + (getsizeof(same) if same is not spelling else 0)
        first = self._first[section].setdefault(same, spelling)
        if first == spelling or (section, spelling) in self._told:
            return ()
        self._told.add((section, spelling))
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
    """Return the name of a record that goes by one; that of an unnamed speaker is nobody's."""
    return "" if record.values.get("anonymous") is True else str(record.values.get("name", ""))
