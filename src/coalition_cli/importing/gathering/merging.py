"""Two records of one identity become one, and nothing of either is lost."""

import json
from collections.abc import Mapping

from ...model import SECTIONS, Section, Type

Values = dict[str, object]
ALSO = "also"  # under `extra`: the values that other rows have for a field
_MOST = 1_000  # values of one field, of all rows: with more, they are rather of many records


class TooManyError(Exception):
    """So many values are of one field that they can hardly be those of one record."""


def merged(section: Section, first: Values, later: Values) -> Values:
    """Return the first record with what only the later one has.

    Lists are united. Where a single value differs, the later one goes under `extra.also`. Raise
    TooManyError where a list would have too many values.
    """
    record = dict(first)
    different: dict[str, list[object]] = {}
    for name, value in later.items():
        field = section.by_name.get(name)
        before = record.get(name)
        if before is None:
            record[name] = value
        elif name == section.key:
            continue
        elif name == "extra":
            record[name] = _of_anything(before, value)
        elif before == value:
            continue
        elif isinstance(before, list) and isinstance(value, list):
            record[name] = _listed(before, value)
        elif field is not None and field.type is Type.RECORD:
            assert isinstance(before, dict) and isinstance(value, dict)  # noqa: S101, PT018
            inner = record[name] = merged(SECTIONS[field.of], before, value)
            if "extra" in inner and "extra" not in SECTIONS[field.of].by_name:
                different[name] = [inner.pop("extra")]
        else:
            different[name] = [value]
    return with_extra(record, {ALSO: different}) if different else record


def with_extra(record: Values, more: Mapping[str, object]) -> Values:
    """Return a record with more under `extra`: beside what is there, and never in its place."""
    extra = record.get("extra")
    if extra is None:
        return {**record, "extra": dict(more)}
    return {**record, "extra": _of_anything(extra, more)}


def _of_anything(first: object, later: object) -> object:
    """Return two values as one. What cannot be both goes under `also`, beside the first."""
    if not (isinstance(first, Mapping) and isinstance(later, Mapping)):
        if _told(first) == _told(later):
            return first
        around = dict(first) if isinstance(first, Mapping) else {"value": first}
        return _with_also(around, "value", later)
    both: Values = dict(first)
    for name, value in later.items():
        before = both.get(name)
        if name not in both:
            both[name] = value
        elif name == ALSO and isinstance(before, Mapping) and isinstance(value, Mapping):
            both[name] = {**before, **{key: _listed(before.get(key), value[key]) for key in value}}
        elif isinstance(before, Mapping) and isinstance(value, Mapping):
            both[name] = _of_anything(before, value)
        elif _told(before) != _told(value):
            both = _with_also(both, name, value)
    return both


def _with_also(around: Values, name: str, value: object) -> Values:
    also = around.get(ALSO)
    if ALSO in around and not isinstance(also, Mapping):  # the data have a key of that name
        also = {ALSO: also}
    known = dict(also) if isinstance(also, Mapping) else {}
    return {**around, ALSO: {**known, name: _listed(known.get(name), value)}}


def _told(value: object) -> str:
    """Return a text that two values share only if they are the same; in Python 1 equals True."""
    return json.dumps(value, sort_keys=True)


def _listed(before: object, value: object) -> list[object]:
    """Return the values of both, each once."""
    known = before if isinstance(before, list) else [] if before is None else [before]
    more = value if isinstance(value, list) else [value]
    told = set(map(_told, known))
    both = [*known, *(one for one in more if _told(one) not in told)]
    if len(both) > _MOST and len(both) > len(known):
        raise TooManyError
    return both
