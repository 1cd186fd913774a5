"""Two corpora side by side: which records were added, withdrawn and changed, and in what.

Where a record stands makes no difference. What follows from other records is compared with what is
stated: whether a claim's speaker is unnamed, whether it is direct, its origins.
"""

import os
from collections import Counter, deque
from collections.abc import Iterator
from typing import NamedTuple

from ..index import Index
from ..model import CLAIMS_FIRST, SECTIONS, Field, Section, Type
from ..model.results import RESULTS
from ..query import Question, check_fields
from ..words.unnamed import called
from .answer import Answer, Row, Values, part
from .articles import BATCH, batches
from .concealing import Concealment
from .matching import Pair, differences, differing, effect, said, with_appearances

_FILE = SECTIONS["file"]
_FOLLOWS = ("direct", "origins")  # compared, though no file states them
_CARRIED = ("speaker_name", "file", "line")  # told with a record, and not compared
_STATED_OF_FILE = ("title", "membership")
_OF_FILE = check_fields(_FILE, (*_STATED_OF_FILE, "file", "line"))
_SEPARATORS = os.sep + (os.altsep or "")  # Windows has two


class Side(NamedTuple):
    """One of the two: its records, and the path that they are of."""

    records: Index
    path: str


class Change(NamedTuple):
    """One difference: a row with the fields of RESULTS["diff"], which say what they are."""

    change: str
    section: str
    id: object
    article: object
    field: str | None
    old: object
    new: object
    effect: str | None
    speaker_name: object
    anonymous: object
    file: object
    line: object


def changes(old: Side, new: Side) -> Iterator[Change]:
    """Yield the differences record by record: claims first, within a section by id.

    They name nobody who is unnamed on one of the sides.
    """
    sides = old.records, new.records
    concealed = Concealment(*sides)
    for name in CLAIMS_FIRST:
        for batch in batches(_pairs(SECTIONS[name], *sides), BATCH):
            for pair in with_appearances(*sides, batch) if name == "claims" else batch:
                yield from _of_record(concealed.pair(pair))
    for pair in _files(old, new):
        yield from _of_record(concealed.pair(pair))


def _pairs(section: Section, old: Index, new: Index) -> Iterator[Pair]:
    """Yield the records of a section that are not the same on both sides."""
    compared = _compared(section)
    fields = (*compared, *(one for one in section.fields if one.name in _CARRIED))
    names = [field.name for field in fields]

    def record(index: Index, row: Row | None) -> Values | None:
        return dict(zip(names, index.plain(fields, row), strict=True)) if row else None

    rows = old.declared(section, fields), new.declared(section, fields)
    for before, after in differing(*rows, len(compared)):
        yield Pair(section, record(old, before), record(new, after))


def _of_record(pair: Pair) -> Iterator[Change]:
    """Yield a row for a record that is there on one side only, else one for each difference."""
    section, was, now = pair
    told = _told(section, now or was or {})
    if was is None or now is None:
        fate = "added" if was is None else "withdrawn"
        old, new = (None if one is None else _lead(section, one) for one in (was, now))
        yield _change(fate, section, told, (None, old, new))
        return
    for field in _compared(section):
        if field.name in was and not (field.many and field.type is Type.RECORD):
            for difference in differences(field, was, now):
                yield _change("changed", section, told, difference)


def _compared(section: Section) -> list[Field]:
    return [field for field in section.fields if not field.derived or field.name in _FOLLOWS]


def _told(section: Section, record: Values) -> Values:
    """Return a record with what rows say of it: what identifies it, and who is credited."""
    told = {"id": record.get(section.key), "article": None, "speaker_name": None, "anonymous": None}
    if section.name == "speakers":
        told["speaker_name"] = called(record)
    return {**told, **record}


def _lead(section: Section, record: Values) -> object:
    """Return what a record says, in short."""
    named = (name for name in section.leads if record.get(name) is not None)
    return next((said(section.field(name), record) for name in named), None)


def _change(
    fate: str, section: Section, told: Values, difference: tuple[str | None, object, object]
) -> Change:
    name, old, new = difference
    follows = effect(section, name, old, new) if name else None
    what = (told["id"], told["article"], name, old, new, follows)
    who = (told["speaker_name"], told["anonymous"], told["file"], told["line"])
    return Change(fate, section.name, *what, *who)


def _files(old: Side, new: Side) -> Iterator[Pair]:
    """Yield what files state of themselves before and now, by their names within the paths."""
    before, after = _by_name(old), _by_name(new)
    if len(before) == len(after) == 1:  # then it is that file, whatever it is called now
        after = dict(zip(before, after.values(), strict=True))
    for name in sorted(before.keys() | after.keys()):
        nothing = {**(before.get(name) or after[name]), **dict.fromkeys(_STATED_OF_FILE)}
        yield Pair(_FILE, before.get(name, nothing), after.get(name, nothing))


def _by_name(side: Side) -> dict[str, Values]:
    """Return what files state of themselves; a path that is a file has no name within."""
    found: dict[str, Values] = {}
    for record in side.records.rows(Question(_FILE, fields=_OF_FILE)).dicts():
        name = str(record["file"]).removeprefix(side.path).lstrip(_SEPARATORS)
        found[name] = {**record, "id": name or None}
    return found


class Comparison:
    """The differences of two sides, found as they are taken, and counted."""

    def __init__(self, old: Side, new: Side) -> None:
        self._sides = old, new
        self._tally: Tally | None = None

    def answer(self) -> Answer:
        """Return the differences with the fields of RESULTS["diff"]."""
        section = RESULTS["diff"]
        return Answer(
            section,
            section.fields,
            lambda offset, limit: part(self._changes(), offset, limit),
            lambda: self.tally().rows,
        )

    def tally(self) -> "Tally":
        """Return what became of how many records: of all, whichever were taken."""
        if self._tally is None:
            deque(self._changes(), maxlen=0)
        assert self._tally is not None  # noqa: S101 - all have been counted
        return self._tally

    def _changes(self) -> Iterator[Change]:
        """Yield all differences; whoever comes to the end knows how many they are."""
        tally = Tally()
        for change in changes(*self._sides):
            tally.count(change)
            yield change
        self._tally = tally


class Tally:
    """Counts records as their differences pass; an appearance that differs changes its claim."""

    def __init__(self) -> None:
        self.rows = 0
        self.fates: Counter[str] = Counter()  # records, by results.FATES
        self.effects: Counter[str] = Counter()  # records, by results.EFFECTS
        self._record: tuple[str, object] | None = None
        self._seen: set[str] = set()  # effects on that record

    def count(self, change: Change) -> None:
        """Take note of the next difference."""
        self.rows += 1
        within = change.section == "appearances"
        record = ("claims" if within else change.section, change.id)
        # What is there on one side only has one row, and its id may be withheld as others are.
        whole = change.field is None and not within
        if whole or record != self._record:
            self._record, self._seen = record, set()
            self.fates["changed" if within else change.change] += 1
        if change.effect and change.effect not in self._seen:
            self._seen.add(change.effect)
            self.effects[change.effect] += 1
