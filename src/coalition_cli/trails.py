"""Where the trails of retellings end: the rule by which origins are found and counted.

The index counts them in SQL for all claims at once (index/linking.py); tests hold the two together.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol


class Retelling(Protocol):
    """What of an article decides where a trail goes on."""

    @property
    def publisher(self) -> str | None:
        """The source that published it."""

    @property
    def retells(self) -> Sequence[str]:
        """The articles that it is derived from; none of an original."""


def ends(
    keys: Iterable[str], source: str | None, articles: Mapping[str, Retelling]
) -> tuple[str, ...] | None:
    """Return the articles at which the trails of these end, for a claim of that source.

    They retell nothing, or the source itself published them. None where a trail leaves the
    articles that are known: then the origins are not.
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    ahead = [*keys][::-1]
    while ahead:
        key = ahead.pop()
        if key in seen:
            continue
        seen.add(key)
        if key not in articles:
            return None
        there = articles[key]
        own = source is not None and there.publisher == source
        if there.retells and not own:
            ahead += reversed(there.retells)
        else:
            found[key] = None
    return tuple(found)
