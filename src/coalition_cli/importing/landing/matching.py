"""Who came in, among those whom a claims file has already: the same name is the same record.

An id that is made of a name may be another's there. Then nobody's claims become those of another.
"""

from collections.abc import Collection, Iterator, Mapping

from ...model import SECTIONS
from ..gathering.concealing import renamed
from ..gathering.ids import DIGITS, is_given, lengthened
from ..gathering.store import Store

NAMED = ("sources", "speakers")  # sections whose records have ids that are made of names


def match(stores: dict[str, Store], there: Mapping[str, Mapping[str, Collection[str]]]) -> None:
    """Give those who came in the ids by which they go in the file, or ids of their own.

    `there` are the names and aliases of those that the file has, by their sections and ids.
    """
    told = {name: dict(_told(stores[name], there[name])) for name in NAMED}
    if any(told.values()):
        told = {name: told.get(name, {}) for name in SECTIONS}
        for name, store in stores.items():
            stores[name] = renamed(store, told)


def _told(store: Store, there: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """Yield the ids that are to be others, with these."""
    owners: dict[str, list[str]] = {}
    for key, names in there.items():
        for name in names:
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
            while own in there and not _goes_by_its_id(store, there[own]):
                own, digits = lengthened(key, kept.known, digits), digits + DIGITS
        if own != key:
            yield key, own


def _goes_by_its_id(store: Store, names: Collection[str]) -> bool:
    """Whether a record has no name but its id; who is unnamed is nobody who came in by a name."""
    return not names and store.section.name != "speakers"
