"""Where the trail of a claim ends: from its appearances along `retells` to the origins."""

from collections.abc import Iterable
from typing import NamedTuple

from ..record import Record


class Article(NamedTuple):
    """What of an article decides where a trail ends."""

    publisher: str | None
    retells: tuple[str, ...]


class Trails:
    """The articles of a corpus, and what they retell.

    The index works out the same for all claims at once (index/linking.py); a test holds the
    two together.
    """

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}

    def add(self, article: Record) -> None:
        """Take note of an article."""
        publisher, retells = article.values.get("publisher"), article.values.get("retells")
        self._articles[article.key or ""] = Article(
            None if publisher is None else str(publisher),
            tuple(retells) if isinstance(retells, list) else (),
        )

    def article(self, key: str) -> Article:
        """Return an article of a trail whose origins are known."""
        return self._articles[key]

    def origins(self, articles: Iterable[str], source: str | None) -> list[str] | None:
        """Return the articles at which the trails of these end; None if one leaves the data.

        A trail ends at an article that retells nothing, or whose publisher is the source.
        """
        seen = dict.fromkeys(articles)
        ends: list[str] = []
        ahead = list(seen)
        while ahead:
            key = ahead.pop()
            article = self._articles.get(key)
            if article is None:
                return None
            if not article.retells or (source is not None and article.publisher == source):
                ends.append(key)
                continue
            new = [one for one in article.retells if one not in seen]
            seen.update(dict.fromkeys(new))
            ahead += new
        return ends
