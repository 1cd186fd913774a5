"""Attributions as JSON Lines, for research: their places in the text as it was read."""

import json
from collections.abc import Iterator, Sequence

from ..rewriting.scalars import escaped
from ..verifying.paragraphs import Span
from .article import Article


def lines(articles: Sequence[Article]) -> Iterator[str]:
    """Yield a line for each attribution: its article, and [start, end] of its words.

    Places are code points from 0, ends not included. `speaker` is a name, or the description of
    an unnamed one; null where the text does not show who it is.
    """
    for article in articles:
        speakers = article.attributed.speakers
        for each in article.attributed.attributions:
            who = None if each.speaker is None else speakers[each.speaker]
            told = {
                "article": article.id,
                "content": _places(each.content),
                "source": _places(each.source),
                "cue": _places(each.cue),
                "speaker": (who.name or who.description or None) if who else None,
            }
            yield escaped(json.dumps(told, ensure_ascii=False)) + "\n"


def _places(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
