"""How many records differ, and what became of them."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ..model.vocabularies import WITHHELD
from .changes import Change


class Tally:
    """Counts records as their differences pass; an appearance that differs changes its claim."""

    def __init__(self) -> None:
        self.rows = 0
        self.fates: Counter[str] = Counter()  # records, by results.FATES
        self.effects: Counter[str] = Counter()  # records, by results.EFFECTS
        self._record: tuple[str, object] | None = None
        self._seen: set[str] = set()  # effects on that record

    def counted(self, changes: Iterable[Change]) -> Iterator[Change]:
        """Yield the differences, and count them as they are taken."""
        for change in changes:
            self.rows += 1
            self._count(change)
            yield change

    def _count(self, change: Change) -> None:
        within = change.section == "appearances"
        key = change.line if change.id == WITHHELD else change.id
        record = ("claims" if within else change.section, key)
        if record != self._record:
            self._record, self._seen = record, set()
            self.fates["changed" if within else change.change] += 1
        if change.effect and change.effect not in self._seen:
            self._seen.add(change.effect)
            self.effects[change.effect] += 1
