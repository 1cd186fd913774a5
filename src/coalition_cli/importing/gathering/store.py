"""The records of one section that have come in, each once.

They are kept as bytes: 100,000 records of Python objects would take more memory than a run may
have. Those that several rows speak of stay as they are, for the next row.
"""

import marshal
from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from ...model import Section
from ...reading.limits import MAX_RECORD
from .fitting import TooLongError
from .ids import DIGITS, lengthened
from .merging import Values, merged

_LARGE = MAX_RECORD // 16  # bytes: a record with fewer fits in any form
Doubt = tuple[str, str]  # a field path, and what a person should look at
Comment = tuple[str, str]  # a field path, such as appearances.0.speaker, and a comment on its value


class Kept(NamedTuple):
    """A record as it is kept: what identifies it, its values, its doubts, and its comments."""

    known: bytes
    values: Values
    doubts: tuple[Doubt, ...] = ()  # told above the record
    comments: tuple[Comment, ...] = ()  # each above its field


def _any(section: Section, values: Values) -> bool:
    del section, values
    return True


class Store:
    """The records of a section, in the order in which they came in."""

    def __init__(self, section: Section, fits: Callable[[Section, Values], bool] = _any) -> None:
        """Keep records of a section. `fits` says of a large one whether a file can have it."""
        self.section = section
        self._fits = fits
        self._packed: dict[str, bytes | Kept] = {}  # by id

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, key: str) -> bool:
        return key in self._packed

    def put(self, key: str, record: Kept) -> tuple[str, bool]:
        """Keep a record, and return its id; and whether one of that identity was there before.

        If so, the two become one. Raise TooLongError for a record that no file can have. If another
        record has the id by chance, this one gets more digits.
        """
        digits = DIGITS
        while key in self._packed:
            held = self._held(key)
            if held.known == record.known:
                new = merged(self.section, held.values, record.values)
                self._hold(new, len(marshal.dumps(new)))
                doubts = dict.fromkeys([*held.doubts, *record.doubts])
                self._packed[key] = held._replace(values=new, doubts=tuple(doubts))
                return key, True
            key, digits = lengthened(key, record.known, digits), digits + DIGITS
        record.values[self.section.key] = key
        packed = marshal.dumps(tuple(record))
        self._hold(record.values, len(packed))
        self._packed[key] = packed
        return key, False

    def _hold(self, values: Values, size: int) -> None:
        if size > _LARGE and not self._fits(self.section, values):
            raise TooLongError

    def replace(self, key: str, record: Kept) -> None:
        """Keep another record in the place of one."""
        self._packed[key] = record

    def get(self, key: str) -> Kept:
        """Return a record; raise KeyError if there is none."""
        packed = self._packed[key]
        return Kept(*marshal.loads(packed)) if isinstance(packed, bytes) else packed  # noqa: S302 - our own

    def having(self, keys: Container[str]) -> "Store":
        """Return a store of the records that have these ids, in the same order."""
        some = Store(self.section, self._fits)
        some._packed = {key: packed for key, packed in self._packed.items() if key in keys}
        return some

    def __iter__(self) -> Iterator[str]:
        """Yield the ids."""
        return iter(self._packed)

    def values(self) -> Iterator[Kept]:
        """Yield the records."""
        return map(self.get, self._packed)

    def items(self) -> Iterator[tuple[str, Kept]]:
        """Yield the records by their ids."""
        return ((key, self.get(key)) for key in self._packed)

    def _held(self, key: str) -> Kept:
        held = self._packed[key] = self.get(key)
        return held
