"""What can be said only once all rows are in: about names that are alike, and what leads nowhere.

After it the records pass `check` without an error.
"""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from ...model import SECTIONS, TAKEN_AS_NAME, Field, Section, Type
from ...words import any_case
from .gathering import Gathering
from .merging import Values, with_extra
from .speakers import alike
from .store import Kept, Store

_CALLED = ("sources", "speakers")  # sections whose records go by aliases


def finish(gathering: Gathering) -> int:
    """Bring the records into order, and return how many speakers may be one with another."""
    stores = gathering.stores
    gathering.secrets.take_out(stores)
    if gathering.refers:
        _leave_out_dangling(stores)
        _leave_out_circles(stores["articles"])
    for name in _CALLED:
        _leave_out_aliases(stores[name])
    return _propose(stores["speakers"])


def _propose(speakers: Store) -> int:
    """Say beside a speaker that another one may be the same, in another spelling."""
    first: dict[str, str] = {}
    found = 0
    for key, kept in list(_named(speakers)):
        known = first.setdefault(alike(str(kept.values["name"])), key)
        if known != key:
            found += 1
            told = f"may be '{known}' in another spelling: make this name one of its aliases,"
            told += f" or write 'not_same: [{known}]'"
            speakers.replace(key, kept._replace(doubts=(*kept.doubts, ("name", told))))
    return found


def _named(speakers: Store) -> Iterator[tuple[str, Kept]]:
    return ((key, kept) for key, kept in speakers.items() if "name" in kept.values)


def _leave_out_aliases(store: Store) -> None:
    """Leave out aliases that another record goes by: `check` takes them for a mistake."""
    if not any("aliases" in kept.values for kept in store.values()):
        return
    owners: dict[str, str] = {}
    for key, kept in store.items():
        owners.setdefault(any_case(key), key)
        if "name" in kept.values:
            owners.setdefault(any_case(str(kept.values["name"])), key)
    for key, kept in list(store.items()):
        aliases = kept.values.get("aliases")
        if isinstance(aliases, list):
            own = [each for each in aliases if owners.setdefault(any_case(each), key) == key]
            if own != aliases:
                others = [each for each in aliases if each not in own]
                store.replace(key, kept._replace(values=_less(kept.values, "aliases", own, others)))


def _less(values: Values, name: str, kept: object, left: object) -> Values:
    """Return a record with less in a field, and the rest of it under `extra`."""
    record = {each: value for each, value in values.items() if each != name}
    if kept:
        record[name] = kept
    return with_extra(record, {name: left}) if left else record


def _leave_out_dangling(stores: Mapping[str, Store]) -> None:
    for store in stores.values():
        for key, kept in list(store.items()):
            values = _without_dangling(store.section, kept.values, stores)
            if values != kept.values:
                store.replace(key, kept._replace(values=values))


def _without_dangling(section: Section, values: Values, stores: Mapping[str, Store]) -> Values:
    """Return a record that refers to no record that is not there."""
    record = dict(values)
    for name, value in values.items():
        field = section.by_name[name]
        if field.type is Type.RECORD:
            inner = SECTIONS[field.of]
            record[name] = (
                [_without_dangling(inner, each, stores) for each in value]
                if isinstance(value, list)
                else _without_dangling(inner, value, stores)  # type: ignore[arg-type]  # a record
            )
        elif must_be_there(field):
            listed = value if isinstance(value, list) else [value]
            keys = [str(key) for key in listed]
            if field.confidential:  # what is told of an unnamed speaker may say who that is
                keys = [key for key in keys if not _is_unnamed(stores["speakers"], key)]
            found = [key for key in keys if key in stores[field.of]]
            lost = [key for key in keys if key not in stores[field.of]]
            if lost and field.required:  # the record within has no place without it
                stores[field.of].put(lost[0], Kept(b"", {}))
            elif lost or keys != listed:
                record = _less(record, name, found if field.many else None, lost)
    return record


def _is_unnamed(speakers: Store, key: str) -> bool:
    return key in speakers and "name" not in speakers.get(key).values


def must_be_there(field: Field) -> bool:
    """Whether what a field names has to be a record of the file."""
    return field.type is Type.REFERENCE and (field.declared or field.of not in TAKEN_AS_NAME)


def _leave_out_circles(articles: Store) -> None:
    """Leave out retellings that lead in a circle: nobody can have begun it."""
    retold = {key: kept.values.get("retells") for key, kept in articles.items()}
    graph = {key: {*others} for key, others in retold.items() if isinstance(others, list)}
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            _, circle = error.args
            for before, key in pairwise(circle):  # each is retold by the next
                if before in graph.get(key, ()):
                    graph[key].discard(before)
                    kept = articles.get(key)
                    values = _less(kept.values, "retells", sorted(graph[key]), [before])
                    articles.replace(key, kept._replace(values=values))
                    break
        else:
            return
