"""What came in goes into a lake: a new one, or as a new part into one that is there.

It passes no claims file that anybody sees. What a lake has does not change.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ...index import Index
from ...lake.adding import add, begin
from ...lake.extract import alike, declared
from ...lake.opening import opened_lake
from ...model import SECTIONS
from ...reading import DataFile, Watch, data_files
from ...words import any_case
from ...writing.beside import folder_within
from ..gathering.gathering import Gathering
from ..gathering.ids import DIGITS, lengthened
from ..gathering.store import Store
from .composing import json_lines
from .joining import Joined
from .known import SAME, Known, new_records, new_reviews, there_before
from .matching import NAMED, match

_IMPORTED = "{} (imported)"  # what records tell of their file: the line is not one of its lines


def place_in_lake(gathering: Gathering, folder: str, name: str, watch: Watch) -> Joined:
    """Write a lake into an empty folder. `name` is what came in; raise what `begin` raises."""
    with _written(gathering.stores, gathering.file, name, folder) as file:
        begin(folder, [file], watch)
    made = Counter({section: len(store) for section, store in gathering.stores.items()})
    return Joined(made, 0, 0, {})


def join_lake(gathering: Gathering, folder: str, name: str, watch: Watch) -> Joined:
    """Add what is new to a lake, as a part of it. Raise what `add` raises.

    A record is new as it is for a claims file. Reviews of claims that are there are not added:
    return how many are left out.
    """
    with opened_lake(folder) as lake:
        known = Known()
        for store in gathering.stores.values():
            _take(known, lake, store)
        match(gathering.stores, known.names)
    left = sum(len(reviews) for _, reviews in new_reviews(gathering, known))
    new = new_records(gathering, known, {})
    added = Counter({section: len(store) for section, store in new.items()})
    if added.total():
        with _written(new, gathering.file, name, folder) as file:
            add(folder, [file], watch)
    return Joined(added, there_before(gathering, added), 0, {}, left)


@contextmanager
def _written(
    stores: Mapping[str, Store], file: Mapping[str, object], name: str, lake: str
) -> Iterator[DataFile]:
    """Yield a claims file of records, which stands in the folder of the lake for a while."""
    with folder_within(lake) as folder:
        path = Path(folder, "imported.jsonl")
        with path.open("w", encoding="utf-8", errors="surrogatepass") as out:
            out.writelines(json_lines(stores, file))
        [found] = data_files([str(path)])
        yield DataFile(found.path, _IMPORTED.format(name), found.status)


def _take(known: Known, lake: Index, store: Store) -> None:
    """Take in what a lake has of those that came in."""
    section = store.section
    for values in _declared(lake, store):
        known.take(section, str(values[section.key]), values, "")


def _declared(lake: Index, store: Store) -> Iterable[Mapping[str, object]]:
    name, key = store.section.name, store.section.key
    ids = {*store}
    if name in NAMED:
        kept = [*store.items()]
        ids.update(lengthened(key, each.known, DIGITS) for key, each in kept)
        called = {any_case(str(each.values["name"])) for _, each in kept if "name" in each.values}
        yield from alike(lake, name, called)
        yield from declared(lake, name, key, sorted(ids), ("id", "name", "aliases"))
    elif name == "claims":
        fields = (key, *SAME, "reviews")
        texts = {str(each.values["text"]) for each in store.values()}
        yield from declared(lake, name, "text", sorted(texts), fields)
        yield from declared(lake, name, key, sorted(ids), fields)
    else:
        yield from declared(lake, name, key, sorted(ids), (SECTIONS[name].key,))
