"""Two spellings of one name: for a reader they are the same, for a program they are not."""

from collections.abc import Iterator, Sequence
from itertools import islice
from sys import getsizeof

from ..model import SECTIONS, TAKEN_AS_NAME
from ..model.problems import Problem, shortened
from ..model.record import Record
from ..words import any_case, as_read, differences
from .called import Called, Name
from .references import Ids, references_to

_OF_NAME = 350  # bytes, about
_FIELDS = references_to(TAKEN_AS_NAME)  # those whose values may be undeclared names
_USE_ONE = "use one spelling, or give one of them another name"


class Spellings:
    """Finds ids, names and topics that a reader takes for one, and names in the place of ids.

    `ids` has the ids of all records, and `called` what they are called, once these have been seen.
    """

    codes = frozenset({"two-spellings", "same-name", "name-for-id", "needless-not-same"})
    sections = tuple(name for name in SECTIONS if _FIELDS[name])

    def __init__(self, ids: Ids, called: Called) -> None:
        self.kept = 0
        self._ids = ids
        self._called = called
        # By section: the values of references, each with its first place.
        self._named: dict[str, dict[str, int]] = {name: {} for name in TAKEN_AS_NAME}

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of the names in a record."""
        values = record.values
        for field, target in _FIELDS[record.section.name]:
            if field in values:
                value, known = values[field], self._named[target]
                for nth, name in enumerate(value if isinstance(value, list) else (value,)):
                    if name not in known:  # most have been named before
                        known[str(name)] = self._ids.packed(record, field, nth)
                        self.kept += _OF_NAME + getsizeof(name)
        return ()

    def problems(self) -> Iterator[Problem]:
        """Yield what is spelled in two ways, each spelling once, and what is named by no id."""
        for section in TAKEN_AS_NAME:
            yield from self._of_names(section)
        for section, keys in self._ids.of.items():
            if section in TAKEN_AS_NAME or len(set(map(any_case, keys))) == len(keys):
                continue  # most sections have no such ids
            first: dict[str, str] = {}
            for key in keys:
                if (before := first.setdefault(any_case(key), key)) != key:
                    code, message = _two_spellings(section, key, before)
                    where, other = (self._ids.where(section, one) for one in (key, before))
                    yield Problem(code, message, _USE_ONE, *where, other[:2])
        yield from self._needless()

    def _of_names(self, section: str) -> Iterator[Problem]:
        groups: dict[str, list[Name]] = {}
        for spelling, place in self._named[section].items():
            if spelling in self._ids.of[section]:
                continue
            meant = self._called.names(section, spelling)
            if any(name.field != "id" for name in meant):
                yield self._for_id(section, spelling, meant, place)
            else:
                undeclared = Name(spelling, "", spelling, place)
                groups.setdefault(as_read(spelling), []).append(undeclared)
        for folded, names in self._called.of.get(section, {}).items():
            groups.setdefault(as_read(folded), []).extend(names)
        told: set[frozenset[str]] = set()  # the owners of two names
        for group in groups.values():
            if len(group) > 1:
                yield from self._alike(section, sorted(group, key=lambda name: name.place), told)

    def _alike(
        self, section: str, group: Sequence[Name], told: set[frozenset[str]]
    ) -> Iterator[Problem]:
        """Yield a problem for each name that is like an earlier one, of another record."""
        for number, name in enumerate(group):
            for first in islice(group, number):
                if first.owner == name.owner or self._told_apart(section, first, name):
                    continue
                pair = frozenset((first.owner, name.owner))
                if pair not in told and not _is_error(first, name):
                    yield self._pair(section, first, name)
                told.add(pair)
                break

    def _told_apart(self, section: str, one: Name, other: Name) -> bool:
        if not (one.field and other.field):
            return False
        pairs = self._called.not_same[section]
        return (one.owner, other.owner) in pairs or (other.owner, one.owner) in pairs

    def _pair(self, section: str, first: Name, name: Name) -> Problem:
        if name.spelling == first.spelling:
            shown = f"'{shortened(name.spelling)}'"
            code = "same-name"
            message = f"{shown} is the {name.field} of {name.of(section)}"
            message += f" and the {first.field} of {first.of(section)}"
        else:
            code, message = _two_spellings(section, name.spelling, first.spelling)
        remedy = _USE_ONE
        both = {first.owner, name.owner}
        if first.field and name.field and self._called.unnamed.isdisjoint(both):
            remedy = "make them one record, with its other names in 'aliases'; if they are two, add"
            remedy += f" 'not_same: [{first.owner}]' to {name.of(section)}"
        where, other = self._ids.unpacked(name.place), self._ids.unpacked(first.place)
        return Problem(code, message, remedy, *where, other[:2])

    def _for_id(self, section: str, spelling: str, meant: Sequence[Name], place: int) -> Problem:
        first = next(name for name in meant if name.field != "id")
        others = [name for name in meant if name.owner != first.owner]
        what = "an alias" if first.field == "aliases" else "the name"
        message = f"'{shortened(spelling)}' is {what} of {first.of(section)}"
        message += ", and an id belongs here"
        remedy = f"write its id: '{first.owner}'"
        if others:
            remedy += f"; '{others[0].owner}' goes by that too"
        return Problem("name-for-id", message, remedy, *self._ids.unpacked(place))

    def _needless(self) -> Iterator[Problem]:
        """Yield what tells records apart whose names are not alike."""
        for section, pairs in self._called.not_same.items():
            spelled: dict[str, set[str]] = {key: set() for pair in pairs for key in pair}
            for folded, names in self._called.of[section].items():
                for name in names:
                    if name.owner in spelled:
                        spelled[name.owner].add(as_read(folded))
            for (key, other), place in pairs.items():
                if other not in self._ids.of[section] or other in self._called.unnamed:
                    continue  # which is an error
                if key == other or spelled[key].isdisjoint(spelled[other]):
                    kind = SECTIONS[section].singular
                    message = f"'not_same' in {kind} '{key}' names {kind} '{other}'"
                    message += ", and no names of the two are alike"
                    where = self._ids.unpacked(place)
                    yield Problem("needless-not-same", message, "remove it", *where)


def _is_error(one: Name, other: Name) -> bool:
    """Whether two names are alike in a way that is an error, which `Called` finds."""
    aliased = "aliases" in (one.field, other.field) and one.field and other.field
    return bool(aliased) and any_case(one.spelling) == any_case(other.spelling)


def _two_spellings(section: str, spelling: str, first: str) -> tuple[str, str]:
    kind = SECTIONS[section].singular
    both = f"{kind} '{shortened(spelling)}' and {kind} '{shortened(first)}'"
    return "two-spellings", f"{both} differ only in {differences(spelling, first)}"
