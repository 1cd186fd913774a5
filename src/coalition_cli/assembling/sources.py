"""The sources that articles name: who published them, and who first carried what they report."""

import re

from ..importing.gathering.store import Kept, Store
from ..model import SECTIONS
from ..words import any_case
from .ids import Ids

_THE = re.compile(r"the\s+(?=\S)", re.IGNORECASE)


class Sources:
    """Makes a record of each source that is named, once."""

    def __init__(self) -> None:
        self.store = Store(SECTIONS["sources"])
        self._ids = Ids()
        self._keys: dict[str, str] = {}  # by name, in any case and without "the"

    def of(self, name: str, url: str = "") -> str:
        """Return the id of the source of a name. `url` is its address, if that is known."""
        name = " ".join(name.split())
        called = any_case(_THE.sub("", name, count=1) if _THE.match(name) else name)
        if called not in self._keys:
            key = self._keys[called] = self._ids.new(called, "source")
            self.store.replace(key, Kept(b"", {"id": key, "name": name.removeprefix("the ")}))
        key = self._keys[called]
        kept = self.store.get(key)
        if url and "url" not in kept.values:
            self.store.replace(key, kept._replace(values={**kept.values, "url": url}))
        return key
