"""What speakers and sources are called: by an id, a name and aliases. No two share an alias."""

from collections.abc import Iterator, Sequence
from sys import getsizeof
from typing import NamedTuple

from ..model import SECTIONS
from ..model.problems import Problem, shortened, shown_id
from ..model.record import Record
from ..words import any_case
from .references import Ids
from .single import is_unnamed_speaker

_OF_NAME, _OF_SPEAKER, _OF_PAIR = 350, 100, 250  # bytes, about


class Name(NamedTuple):
    """What a record is called, and where that stands."""

    spelling: str
    field: str  # id, name or aliases; empty if nothing declares what is named
    owner: str  # the id of the record; if nothing declares it, the spelling
    place: int  # as Ids.packed returns it

    def of(self, section: str) -> str:
        """Return how a message names the owner: speaker 'nora'."""
        return f"{SECTIONS[section].singular} '{shown_id(self.owner)}'"


class Called:
    """Finds aliases that another record goes by too, and names that records of `ids` go by.

    It knows no name of an unnamed speaker. Nobody may say of such a speaker who it is not: that
    would tell which name it has. `partial` says that files are left out. Then nobody knows whether
    these have an unnamed speaker of an id that no other file has.
    """

    codes = frozenset({"repeated-alias", "not-same-unnamed"})
    sections = ("sources", "speakers")

    def __init__(self, ids: Ids, *, partial: bool = False) -> None:
        self.kept = 0
        self._partial = partial
        self._ids = ids
        # By section, then as any_case has it: all names that are so spelled.
        self.of: dict[str, dict[str, list[Name]]] = {name: {} for name in self.sections}
        # By section: who is said not to be whom, and where.
        self.not_same: dict[str, dict[tuple[str, str], int]] = {name: {} for name in self.sections}
        self.unnamed: set[str] = set()  # ids of speakers

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of what a record is called."""
        section, key = record.section.name, record.key
        if key is None:
            return ()
        for name in _names(record, key, self._ids):
            self.of[section].setdefault(any_case(name.spelling), []).append(name)
            self.kept += _OF_NAME + getsizeof(name.spelling)
        for nth, other in enumerate(record.texts("not_same")):
            self.not_same[section][key, other] = self._ids.packed(record, "not_same", nth)
            self.kept += _OF_PAIR + getsizeof(other)
        if section == "speakers" and is_unnamed_speaker(record):
            self.unnamed.add(key)
            self.kept += _OF_SPEAKER
        return ()

    def names(self, section: str, spelling: str) -> Sequence[Name]:
        """Return what records go by that is so spelled, in any case."""
        return self.of[section].get(any_case(spelling), ()) if section in self.of else ()

    def problems(self) -> Iterator[Problem]:
        """Yield the aliases that stand for two records, and unnamed speakers who are told apart."""
        for section, groups in self.of.items():
            for group in groups.values():
                if len(group) > 1:
                    yield from self._repeated(section, group)
        for (key, other), place in self.not_same["speakers"].items():
            left_out = self._partial and other not in self._ids.of["speakers"]
            if left_out or other in self.unnamed:
                named, unnamed = f"speaker '{shown_id(key)}'", f"speaker '{shown_id(other)}'"
                who = "may be unnamed in a file that is left out" if left_out else "is unnamed"
                message = f"'not_same' in {named} tells of {unnamed}, who {who}"
                remedy = "remove it: whose name is like it may say who the unnamed speaker is"
                yield Problem("not-same-unnamed", message, remedy, *self._ids.unpacked(place))

    def _repeated(self, section: str, group: Sequence[Name]) -> Iterator[Problem]:
        """Yield the aliases among names that are spelled alike, if they have several owners."""
        first = [*sorted(group, key=lambda name: name.field == "aliases")]  # ids and names first
        for name in group:
            other = next((one for one in first if one is name or one.owner != name.owner), name)
            if other is name or name.field != "aliases":
                continue
            alias = f"the alias '{shortened(name.spelling)}' of {name.of(section)}"
            is_what = "already an alias" if other.field == "aliases" else f"the {other.field}"
            message = f"{alias} is {is_what} of {other.of(section)}"
            file, line, column = self._ids.unpacked(other.place)
            remedy = f"remove it from one of them; the other is at {file}:{line}:{column}"
            yield Problem("repeated-alias", message, remedy, *self._ids.unpacked(name.place))


def _names(record: Record, key: str, ids: Ids) -> Iterator[Name]:
    yield Name(key, "id", key, ids.packed(record, "id"))
    if "name" in record.values:
        yield Name(str(record.values["name"]), "name", key, ids.packed(record, "name"))
    for nth, alias in enumerate(record.texts("aliases")):
        yield Name(alias, "aliases", key, ids.packed(record, "aliases", nth))
