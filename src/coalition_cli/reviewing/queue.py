"""Which drafts are read, in their order, and what became of each."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum


class Fate(StrEnum):
    """What became of a draft."""

    READ = "read"
    DROPPED = "dropped"
    ELSEWHERE = "settled elsewhere"  # by another run, or in an editor
    LEFT = "left"


class Queue:
    """The ids of drafts, one of which is read now."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys
        self.at = 0  # the place of the one that is read now, from 0
        self._fates: dict[str, Fate] = {}

    @property
    def now(self) -> str | None:
        """The id of the draft that is read now; None behind the last one."""
        return self.keys[self.at] if self.at < len(self.keys) else None

    @property
    def place(self) -> str:
        """Which of them is read now: 3 of 12."""
        return f"{self.at + 1:,} of {len(self.keys):,}"

    @property
    def is_last(self) -> bool:
        """Whether no draft that is left comes behind the one that is read now."""
        return all(self.fate(key) is not Fate.LEFT for key in self.keys[self.at + 1 :])

    def fate(self, key: str) -> Fate:
        """Return what became of a draft."""
        return self._fates.get(key, Fate.LEFT)

    def settle(self, fate: Fate) -> None:
        """Say what becomes of the draft that is read now, and go on."""
        self._fates[self.keys[self.at]] = fate
        self.pass_over()

    def pass_over(self) -> None:
        """Go on to the next draft that is left; this one stays what it is."""
        self.at += 1
        while (key := self.now) is not None and self.fate(key) is not Fate.LEFT:
            self.at += 1

    def back(self) -> bool:
        """Go back to the one before that is still there; return False if there is none."""
        for at in range(self.at - 1, -1, -1):
            if self.fate(self.keys[at]) in (Fate.LEFT, Fate.READ):
                self.at = at
                return True
        return False

    def summary(self) -> str:
        """Return how many became what: 5 read, 3 dropped, 4 left."""
        counts = Counter(map(self.fate, self.keys))
        parts = [f"{counts[fate]:,} {fate}" for fate in Fate if counts[fate] or fate is Fate.LEFT]
        return ", ".join(parts)

    @property
    def left(self) -> int:
        """How many are drafts still."""
        return sum(self.fate(key) is Fate.LEFT for key in self.keys)
