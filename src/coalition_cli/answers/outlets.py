"""Which outlets retell which: the trails of claims, article by article, seen from publishers.

An article without a publisher, or outside the data, stands for itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.retellings import ends_at
from .dossier import Dossier, Passed

Pair = tuple[str, str]  # of outlets: the one that retells, and the one that is retold


class Outlet(NamedTuple):
    """A publisher of articles on the trails of claims."""

    id: str  # of the source; of an article without one, its own
    name: str
    articles: int
    claims: int  # that appear in its articles
    original: int  # of its articles, those where a trail ends


class Retold(NamedTuple):
    """An outlet that retells another, or itself."""

    outlet: str  # ids of outlets
    original: str
    articles: int  # of the outlet, that retell one of the other's
    claims: int  # that appear in these


class Outlets:
    """Sees the dossiers of claims. Then it knows who retells whom."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._articles: defaultdict[str, set[str]] = defaultdict(set)
        self._original: defaultdict[str, set[str]] = defaultdict(set)
        self._claims: defaultdict[str, set[str]] = defaultdict(set)
        self._retelling: defaultdict[Pair, set[str]] = defaultdict(set)  # articles
        self._retold: defaultdict[Pair, set[str]] = defaultdict(set)  # claims

    def see(self, dossier: Dossier) -> None:
        """Take note of the trails of a claim."""
        claim, source = str(dossier.record["id"]), dossier.record["source"]
        appears = {str(row["article"]) for row in dossier.rows("appearances")}
        for key in dict.fromkeys((*dossier.articles, *sorted(appears))):
            article = dossier.articles.get(key)
            outlet = self._outlet(key, article)
            self._articles[outlet].add(key)
            if key in appears:
                self._claims[outlet].add(claim)
            if article is None or ends_at(article, None if source is None else str(source)):
                self._original[outlet].add(key)
                continue
            for original in article.retells:
                pair = outlet, self._outlet(original, dossier.articles.get(original))
                self._retelling[pair].add(key)
                if key in appears:
                    self._retold[pair].add(claim)

    def _outlet(self, key: str, article: Passed | None) -> str:
        """Return the id of the outlet of an article, which has a name from now on."""
        if article is None or article.publisher is None:
            outlet, name = key, key
        else:
            outlet, name = article.publisher, article.publisher_name or article.publisher
        self._names.setdefault(outlet, name)
        return outlet

    def outlets(self) -> Sequence[Outlet]:
        """Return the outlets: those with the most articles where trails end come first."""
        found = [
            Outlet(
                key, name, *map(len, (self._articles[key], self._claims[key], self._original[key]))
            )
            for key, name in self._names.items()
        ]
        return sorted(found, key=lambda one: (-one.original, -one.claims, one.name, one.id))

    def retold(self) -> Iterator[Retold]:
        """Yield who retells whom: the pairs with the most claims come first."""
        pairs = self._retelling.items()
        found = [Retold(*pair, len(keys), len(self._retold[pair])) for pair, keys in pairs]
        yield from sorted(found, key=lambda one: (-one.claims, -one.articles, one[:2]))
