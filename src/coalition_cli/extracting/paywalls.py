"""Pages that show only the beginning of an article, because the rest of it is sold."""

import re
from collections.abc import Sequence

from .linked_data.linked import Node, listed
from .pages.choosing import Choice
from .stating.articles import text

_FEW = 1_500  # characters: with a wall below, so short a text is the beginning of one
_FEWER = 600  # and so short a one, where only machines are told of the wall
_PART = 0.6  # of the words of an article: with less, the page has not all of it
_BROKEN_OFF = re.compile(r"(?:…|\.\.\.|[^\W\d_]|,)[\"'”’»)\]]*$")
_BLANK = re.compile(r"\s+")


def is_stub(choices: Sequence[Choice], nodes: Sequence[Node]) -> bool:
    """Whether a page says that there is more of its article, and does not have it.

    A page that somebody saved who may read all says the same, and has it.
    """
    kept = [choice.block.text for choice in choices if choice.kept]
    words, stated = sum(len(_BLANK.split(one)) for one in kept), _words(nodes)
    if stated and words >= _PART * stated:
        return False
    characters = sum(map(len, kept))
    if _has_wall(choices):
        return bool(stated) or characters < _FEW
    if not any(_is_sold(node) for node in nodes):
        return False
    broken = bool(kept) and _BROKEN_OFF.search(kept[-1]) is not None
    return bool(stated) or characters < (_FEW if broken else _FEWER)


def _has_wall(choices: Sequence[Choice]) -> bool:
    """Whether a page asks for money or a name where its text ends."""
    for choice in reversed(choices):
        if choice.kept:
            return False
        if choice.why == "paywall":
            return True
    return False


def _words(nodes: Sequence[Node]) -> int:
    """Return how many words an article has by its page; 0 where it does not say."""
    counts = (text(str(node.get("wordCount", ""))) for node in nodes)
    return next((int(count) for count in counts if count.isascii() and count.isdecimal()), 0)


def _is_sold(node: Node) -> bool:
    return any(
        str(one).casefold() in ("false", "no") for one in listed(node.get("isAccessibleForFree"))
    )
