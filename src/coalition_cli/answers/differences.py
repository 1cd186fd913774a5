"""Two corpora side by side: which records were added, withdrawn or changed, and how.

The place of a record in its file makes no difference. Some compared values are stated nowhere and
follow from other records: whether a claim's speaker is unnamed, whether it is direct, its origins.
"""

import os
from collections import Counter, deque
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from ..index import Index
from ..model import CLAIMS_FIRST, SECTIONS, Field, Section
from ..model.answer import Answer, Row, Values, part
from ..model.results import RESULTS
from ..query import Question, check_fields
from ..query.vocabulary import ends_of
from ..reading.lakes import is_lake
from ..words.unnamed import called
from .articles import BATCH, batches
from .concealing import Concealment
from .matching import Counterparts, differences, differing, effect, with_appearances, with_mark

_FILE = SECTIONS["file"]
_FOLLOWS = ("direct", "origins")  # compared, though no file states them
_CARRIED = ("speaker_name", "file", "line")  # shown with a record, and not compared
_STATED_OF_FILE = ("title", "membership")
_OF_FILE = check_fields(_FILE, (*_STATED_OF_FILE, "file", "line"))
_SEPARATORS = os.sep + (os.altsep or "")  # Windows has two


class Side(NamedTuple):
    """One of the two corpora: its records, and their path."""

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

    They name no speaker who is unnamed on one of the sides.
    """
    sides = old.records, new.records
    concealment = Concealment(*sides)
    for name in CLAIMS_FIRST:
        for batch in batches(_counterparts(SECTIONS[name], *sides), BATCH):
            for records in with_appearances(*sides, batch) if name == "claims" else batch:
                yield from _of_record(concealment.concealed(records))
    for files in _files(old, new):
        yield from _of_record(concealment.concealed(files))


def _counterparts(section: Section, old: Index, new: Index) -> Iterator[Counterparts]:
    """Yield the records of a section that differ between the sides."""
    compared = _compared(section)
    fields = (*compared, *(field for field in section.fields if field.name in _CARRIED))
    names = [field.name for field in fields]

    def record(index: Index, row: Row | None) -> Values | None:
        return dict(zip(names, index.plain(fields, row), strict=True)) if row else None

    rows = old.declared(section, fields), new.declared(section, fields)
    for before, after in differing(*rows, len(compared)):
        yield Counterparts(section, record(old, before), record(new, after))


def _of_record(records: Counterparts) -> Iterator[Change]:
    """Yield a row for a record of one side only, or one row for each difference."""
    section, old, new = records
    shown = _shown(section, new or old or {})
    if old is None or new is None:
        fate = "added" if old is None else "withdrawn"
        old_lead, new_lead = (record and _lead(section, record) for record in (old, new))
        yield _change(fate, section, shown, (None, old_lead, new_lead))
        return
    for field in _compared(section):
        if field.name in old and not field.has_rows:
            for difference in differences(field, old, new):
                yield _change("changed", section, shown, difference)


def _compared(section: Section) -> list[Field]:
    return [field for field in section.fields if not field.derived or field.name in _FOLLOWS]


def _shown(section: Section, record: Values) -> Values:
    """Return a record with the fields of every row: what identifies it, and who is credited."""
    bare = {"id": record.get(section.key), "article": None, "speaker_name": None, "anonymous": None}
    if section.name == "speakers":
        bare["speaker_name"] = called(record)
    return {**bare, **record}


def _lead(section: Section, record: Values) -> object:
    """Return what a record says, in short."""
    stated = (name for name in section.leads if record.get(name) is not None)
    return next((with_mark(section.field(name), record) for name in stated), None)


def _change(
    fate: str, section: Section, shown: Values, difference: tuple[str | None, object, object]
) -> Change:
    name, old, new = difference
    return Change(
        change=fate,
        section=section.name,
        id=shown["id"],
        article=shown["article"],
        field=name,
        old=old,
        new=new,
        effect=effect(section, name, old, new) if name else None,
        speaker_name=shown["speaker_name"],
        anonymous=shown["anonymous"],
        file=shown["file"],
        line=shown["line"],
    )


def _files(old: Side, new: Side) -> Iterator[Counterparts]:
    """Yield what files of the same name state about themselves on both sides."""
    before, after = _by_name(old), _by_name(new)
    if is_lake(old.path):
        before = _named_as(after, before)
    if is_lake(new.path):
        after = _named_as(before, after)
    if len(before) == len(after) == 1:  # then it is the same file, also under another name
        after = dict(zip(before, after.values(), strict=True))
    for name in sorted(before.keys() | after.keys()):
        nothing = {**(before.get(name) or after[name]), **dict.fromkeys(_STATED_OF_FILE)}
        yield Counterparts(_FILE, before.get(name, nothing), after.get(name, nothing))


def _by_name(side: Side) -> dict[str, Values]:
    """Return what files state about themselves, by their names within the path of the side.

    A path that is a file has no name within.
    """
    files: dict[str, Values] = {}
    for record in side.records.rows(Question(_FILE, fields=_OF_FILE)).dicts():
        name = str(record["file"]).removeprefix(side.path).lstrip(_SEPARATORS)
        files[name] = {**record, "id": name or None}
    return files


def _named_as(others: Container[str], files: Mapping[str, Values]) -> dict[str, Values]:
    """Return the files of a lake by the names that they have on the other side.

    A lake has them as they were called where it was made: folders may stand before.
    """
    named: dict[str, Values] = {}
    for name, record in files.items():
        ends = ends_of(name)
        free = (each for each in ends if each == name or not (each in files or each in named))
        key = next((each for each in free if each in others), name)
        named[key] = {**record, "id": key or None}
    return named


class Comparison:
    """The differences of two sides, worked out as they are taken, and counted."""

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
        """Return the counts of all differences, also of those that were not taken."""
        if self._tally is None:
            deque(self._changes(), maxlen=0)
        assert self._tally is not None  # noqa: S101 - all have been counted
        return self._tally

    def _changes(self) -> Iterator[Change]:
        """Yield all differences. Their counts are known after the last one."""
        tally = Tally()
        for change in changes(*self._sides):
            tally.count(change)
            yield change
        self._tally = tally


class Tally:
    """Counts records by their differences; an appearance that differs changes its claim."""

    def __init__(self) -> None:
        self.rows = 0
        self.fates: Counter[str] = Counter()  # records, by results.FATES
        self.effects: Counter[str] = Counter()  # records, by results.EFFECTS
        self._record: tuple[str, object] | None = None  # that the last difference is of
        self._counted: set[str] = set()  # effects on that record

    def count(self, change: Change) -> None:
        """Count the next difference."""
        self.rows += 1
        within = change.section == "appearances"
        record = ("claims" if within else change.section, change.id)
        # A record of one side only has one row. Several such records may have a withheld id.
        whole = change.field is None and not within
        if whole or record != self._record:
            self._record, self._counted = record, set()
            self.fates["changed" if within else change.change] += 1
        if change.effect and change.effect not in self._counted:
            self._counted.add(change.effect)
            self.effects[change.effect] += 1
