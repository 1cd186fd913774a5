"""What differs between two states of a file, record by record and field by field."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ..model import SECTIONS, Field
from ..model.record import Record

Path = tuple[str, ...]  # names of fields, and numbers of items: ("appearances", "0", "quote")


class FieldChange(NamedTuple):
    """A difference between a record as it was and as it is.

    `key` is the id that the record had, or of a new record the id that it has. The path is empty
    for a whole record that is new or gone. Values are as they are read; None for none, and for
    what may say who an unnamed speaker is. `line` is where the record stands now, or stood.
    """

    section: str
    key: str | None
    path: Path
    old: object
    new: object
    file: str
    line: int

    @property
    def whole(self) -> bool:
        """Whether a whole record is new or gone, and not a field of it."""
        return not self.path

    @property
    def withheld(self) -> bool:
        """Whether it is a change of what may say who an unnamed speaker is."""
        return self.old is None and self.new is None

    @property
    def field(self) -> Field | None:
        """The field that differs; None for a whole record, or a record within one."""
        section, field = SECTIONS[self.section], None
        for name in self.path:
            if not name.isdecimal():
                field = section.by_name.get(name)
                section = SECTIONS.get(field.of, section) if field else section
        return field if self.path and not self.path[-1].isdecimal() else None


class Part(NamedTuple):
    """A part of the data that a command is to change: a field of a record, with all in it.

    An empty path stands for the whole record.
    """

    section: str
    key: str | None
    path: Path = ()


class WholeSection(NamedTuple):
    """All records of a section, which may be changed in any way."""

    section: str


class Parts:
    """The parts of the data that may change."""

    def __init__(self) -> None:
        self._paths: dict[tuple[str, str | None], set[Path]] = {}
        self._sections: set[str] = set()

    def add(self, part: Part | WholeSection) -> None:
        """Take one more."""
        if isinstance(part, WholeSection):
            self._sections.add(part.section)
        else:
            self._paths.setdefault((part.section, part.key), set()).add(part.path)

    def have(self, change: FieldChange) -> bool:
        """Whether a change lies within one of the parts."""
        if change.section in self._sections:
            return True
        paths = self._paths.get((change.section, change.key), ())
        names = {field.name for field in SECTIONS[change.section].confidential}
        if change.withheld and any(path and path[-1] in names for path in paths):
            return True  # nobody can tell which of these fields it is
        return any(change.path[: len(path)] == path for path in paths)


def changes(before: Sequence[Record], after: Sequence[Record]) -> Iterator[FieldChange]:
    """Yield the differences between the records of a file, in the order of its sections.

    Within a section records are matched by their order: no command moves one. If there are fewer
    than before, the first that has another id now is gone.
    """
    for name, section in SECTIONS.items():
        old, new = (
            [each for each in records if each.section is section] for records in (before, after)
        )
        for pair in _pairs(old, new):
            yield from _of_record(name, *pair)


def _pairs(
    before: Sequence[Record], after: Sequence[Record]
) -> Iterator[tuple[Record | None, Record | None]]:
    gone = len(before) - len(after)
    new = iter(after)
    following = next(new, None)
    for old in before:
        if gone > 0 and (following is None or following.key != old.key):
            gone -= 1
            yield old, None
        else:
            yield old, following
            following = next(new, None)
    if following is not None:
        yield None, following
    yield from ((None, each) for each in new)


def _of_record(section: str, old: Record | None, new: Record | None) -> Iterator[FieldChange]:
    known = old or new
    assert known is not None  # noqa: S101 - one of them is there
    place = section, known.key
    shown = (new or known).file, (new or known).line
    if old is None or new is None:
        yield FieldChange(*place, (), old and _plain(old), new and _plain(new), *shown)
        return
    if _is_same(old, new):
        return
    for path, before, after in _differing((), old, new):
        yield FieldChange(*place, path, _plain(before), _plain(after), *shown)


def _is_same(old: object, new: object) -> bool:
    """Whether nothing can differ: the values are the same objects, taken over from one state."""
    if old is new:
        return True
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return all(map(_is_same, old, new))
    if isinstance(old, Record) and isinstance(new, Record) and old.withheld is new.withheld:
        return len(old.values) == len(new.values) and all(
            _is_same(value, new.values.get(name)) for name, value in old.values.items()
        )
    return False


def _differing(path: Path, old: object, new: object) -> Iterator[tuple[Path, object, object]]:
    """Yield the path of each difference between two values, and what they have there."""
    if isinstance(old, Record) and isinstance(new, Record):
        hidden = old.section.confidential if _is_unnamed(old) or _is_unnamed(new) else ()
        for field in old.section.stated:
            if field not in hidden:
                pair = _stated(old, field.name), _stated(new, field.name)
                yield from _differing((*path, field.name), *pair)
        if hidden and _names(old) != _names(new):  # they are shown to nobody
            yield (*path, "name"), None, None
    elif isinstance(old, list) and isinstance(new, list) and _has_records([*old, *new]):
        alike = _alike_at_first(old, new)
        at_end = _alike_at_first(old[alike:][::-1], new[alike:][::-1])
        within = (each[alike : len(each) - at_end] for each in (old, new))
        for number, pair in enumerate(zip_longest(*within), alike):
            yield from _differing((*path, str(number)), *pair)
    elif _plain(old) != _plain(new) or type(old) is not type(new):
        yield path, old, new


def _alike_at_first(old: Sequence[object], new: Sequence[object]) -> int:
    """Return how many items are the same, from the first on."""
    pairs = enumerate(zip(old, new, strict=False))
    differ = (number for number, pair in pairs if any(_differing((), *pair)))
    return next(differ, min(len(old), len(new)))


def _stated(record: Record, name: str) -> object:
    """Return the value of a field; None for a description that stands in for a name."""
    stands_in = name == "description" and record.withheld and record.withheld.described
    return None if stands_in else record.values.get(name)


def _has_records(values: Sequence[object]) -> bool:
    return any(isinstance(value, Record) for value in values)


def _names(speaker: Record) -> set[str]:
    """Return what says who a speaker is, withheld or not."""
    if speaker.withheld:
        return set(speaker.withheld.names)
    fields = (field for field in speaker.section.confidential if not field.declared)
    values = (speaker.values.get(field.name, []) for field in fields)
    return {
        str(text) for value in values for text in (value if isinstance(value, list) else [value])
    }


def _is_unnamed(record: Record) -> bool:
    return record.withheld is not None or record.values.get("anonymous") is True


def _plain(value: object) -> object:
    """Return a value with plain mappings in place of records."""
    if isinstance(value, Record):
        return {name: _plain(inner) for name, inner in value.values.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value
