"""Who came in, among those whom a claims file has already: the same name is the same record.

An id that is made of a name may be another's there. Then nobody's claims become those of another.
"""

from collections.abc import Iterator, Mapping

from ...model import SECTIONS
from ...model.record import Record
from ..gathering.concealing import renamed
from ..gathering.ids import DIGITS, is_given, lengthened
from ..gathering.store import Store

NAMED = ("sources", "speakers")  # sections whose records have ids that are made of names


def match(stores: dict[str, Store], there: Mapping[str, Mapping[str, Record]]) -> None:
    """Give those who came in the ids by which they go in the file, or ids of their own.

    `there` are the records that the file has, by their sections and ids.
    """
    told = {name: dict(_told(stores[name], there[name])) for name in NAMED}
    if any(told.values()):
        told = {name: told.get(name, {}) for name in SECTIONS}
        for name, store in stores.items():
            stores[name] = renamed(store, told)


def _told(store: Store, there: Mapping[str, Record]) -> Iterator[tuple[str, str]]:
    """Yield the ids that are to be others, with these."""
    owners: dict[str, list[str]] = {}
    for key, record in there.items():
        for name in _names(record):
            owners.setdefault(name, []).append(key)
    for key, kept in store.items():
        called = kept.values.get("name")
        if called is None or is_given(kept.known):
            continue
        known, own = owners.get(str(called), []), key
        if len(known) == 1:
            [own] = known
        elif key not in known:
            digits = DIGITS
            while own in there and not _goes_by_its_id(there[own]):
                own, digits = lengthened(key, kept.known, digits), digits + DIGITS
        if own != key:
            yield key, own


def _names(record: Record) -> set[str]:
    aliases = record.values.get("aliases")
    listed = aliases if isinstance(aliases, list) else []
    return {str(name) for name in (record.values.get("name"), *listed) if name}


def _goes_by_its_id(record: Record) -> bool:
    """Whether a record has no name but its id; who is unnamed is nobody who came in by a name."""
    return not _names(record) and record.section.name != "speakers"
