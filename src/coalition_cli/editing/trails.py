"""Where the trail of a claim ends: from its appearances along `retells` to the origins."""

from collections.abc import Iterable
from sys import intern
from typing import NamedTuple

from ..record import Record
from ..trails import EntangledError, Trails, ends

_OF_ARTICLE, _OF_RETOLD = 200, 8  # bytes, about
_AT_ONCE = 100  # steps of a trail that is followed as soon as a claim is seen


class Article(NamedTuple):
    """What of an article decides where a trail ends."""

    publisher: str | None
    retells: tuple[str, ...]


class Articles:
    """The articles of a corpus, and what they retell."""

    def __init__(self) -> None:
        self.kept = 0  # bytes, about
        self._articles: dict[str, Article] = {}

    def add(self, article: Record) -> None:
        """Take note of an article."""
        publisher, retells = article.values.get("publisher"), article.values.get("retells")
        originals = tuple(map(intern, retells)) if isinstance(retells, list) else ()  # most recur
        self._articles[article.key or ""] = Article(
            None if publisher is None else intern(str(publisher)), originals
        )
        self.kept += _OF_ARTICLE + _OF_RETOLD * len(originals)

    def article(self, key: str) -> Article:
        """Return an article of a trail whose origins are known."""
        return self._articles[key]

    def origins(self, articles: Iterable[str], source: str | None) -> tuple[str, ...] | None:
        """Return the articles at which the trails of these end.

        None if one leaves the articles that have been added, or is too long to be followed now.
        """
        try:
            return ends(articles, source, self._articles, _AT_ONCE)
        except EntangledError:
            return None

    def trails(self) -> Trails:
        """Return the trails of all articles, once these have been added."""
        return Trails(self._articles)
