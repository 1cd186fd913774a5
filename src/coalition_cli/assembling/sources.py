"""The sources that articles name: who published them, and who first carried what they report."""

import re

from ..importing.gathering.store import Kept, Store
from ..model import SECTIONS
from ..words import any_case
from .ids import Ids
from .known import NOTHING, Known
from .outlets import outlet_name, same_domain

_THE = re.compile(r"the\s+(?=\S)", re.IGNORECASE)


class Sources:
    """Makes a record of each source that is named, once, and not there yet."""

    def __init__(self, known: Known = NOTHING) -> None:
        self.store = Store(SECTIONS["sources"])
        self._ids = Ids(known.taken("sources"))
        self._keys: dict[str, str] = {}  # by what the spellings of a name share
        self._sites: dict[str, str] = {}  # addresses of those who are there, by id
        for record in known.records["sources"]:
            key = str(record.key)
            for name in (str(record.values.get("name", key)), *record.texts("aliases")):
                self._keys.setdefault(outlet_name(name), key)
            self._sites[key] = str(record.values.get("url", ""))

    def of(self, name: str, url: str = "") -> str:
        """Return the id of the source of a name. `url` is its address, if that is known."""
        name = " ".join(name.split())
        called = outlet_name(name)
        if called not in self._keys:
            there = (key for key, site in self._sites.items() if same_domain(url, site))
            self._keys[called] = next(there, "") or self._made(name)
        key = self._keys[called]
        if url and key in self.store and "url" not in self.store.get(key).values:
            kept = self.store.get(key)
            self.store.replace(key, kept._replace(values={**kept.values, "url": url}))
        return key

    def _made(self, name: str) -> str:
        """Return the id of a new source."""
        called = any_case(_THE.sub("", name, count=1) if _THE.match(name) else name)
        key = self._ids.new(called, "source")
        self.store.replace(key, Kept(b"", {"id": key, "name": name.removeprefix("the ")}))
        return key
