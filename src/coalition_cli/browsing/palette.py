"""The acts of the table of keys, for Textual's command palette."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from .keys import KEYS, Key, shown

if TYPE_CHECKING:
    from .app import Browser


class Acts(Provider):
    """Finds acts by their names and meanings."""

    def _acts(self) -> Iterator[Key]:
        pane = cast("Browser", self.app).view.pane
        return (key for key in KEYS if pane in key.panes and key.name != "palette")

    async def discover(self) -> Hits:
        """Yield all acts."""
        for key in self._acts():
            yield DiscoveryHit(_label(key), self._doing(key), key.name, key.meaning)

    async def search(self, query: str) -> Hits:
        """Yield the acts that match."""
        matcher = self.matcher(query)
        for key in self._acts():
            label = _label(key)
            score = max(matcher.match(label), matcher.match(key.meaning) * 0.9)
            if score > 0:
                yield Hit(score, label, self._doing(key), key.name, key.meaning)

    def _doing(self, key: Key) -> "partial[None]":
        return partial(cast("Browser", self.app).act, key)


def _label(key: Key) -> str:
    return f"{key.name} ({shown(key.keys[0])})"
