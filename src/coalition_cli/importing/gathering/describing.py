"""Texts that stand in the place of a name, and are none: "Viral image", "multiple sources".

A claims file has a name for who can be named, and a description for all others. Data have one
column for both.
"""

import re
from typing import NamedTuple

# What carries words, and has none of its own: an image says nothing, somebody made it. Nouns that
# are in names of papers as well (the Post, the Mail) stand here in the plural only.
_CARRIERS = frozenset(
    """
    ad advert advertisement comment email flyer graphic hoax image infographic leaflet meme
    message photo photograph picture posting rumor rumour screenshot text tweet video
    """.split()  # noqa: SIM905 - a list of words reads no better
)
_MANY_CARRIERS = frozenset(
    """
    blogs letters mails pages posts shares sites stories websites
    """.split()  # noqa: SIM905 - a list of words reads no better
)
# Who is nobody in particular: only several of them are no one.
_PEOPLE = frozenset(
    """
    accounts bloggers commenters critics experts insiders observers officials people posters
    protesters sources users viewers voters witnesses
    """.split()  # noqa: SIM905 - a list of words reads no better
)
# A first word that says that nobody in particular is meant.
_INDEFINITE = frozenset(
    """
    anonymous multiple numerous several some undisclosed unidentified unknown unnamed various
    viral
    """.split()  # noqa: SIM905 - a list of words reads no better
)
_ARTICLES = frozenset({"a", "an", "one", "two", "three"})
_NOBODY = frozenset({"nobody", "none", "unattributed"})
_WORD = re.compile(r"[^\W_]+")


class Unnamed(NamedTuple):
    """What a text in the place of a name describes, and the kind of speaker that it is."""

    description: str
    kind: str


def described(name: str) -> Unnamed | None:
    """Return what a text describes that is no name; None if it may be a name."""
    words = [word.lower() for word in _WORD.findall(name.replace("e-mail", "email"))]
    if not words:
        return None
    first, last = words[0], words[-1]
    if last.removesuffix("s") in _CARRIERS or last in _MANY_CARRIERS:
        return Unnamed(name, "unknown")
    if last in _PEOPLE:
        return Unnamed(name, "group")
    if first in _ARTICLES and len(words) > 1 and name[:1].islower():
        return Unnamed(name, "person" if first in ("a", "an", "one") else "group")
    if first in _INDEFINITE:
        return Unnamed(name, "group" if last.endswith("s") and last != first else "unknown")
    return Unnamed(name, "unknown") if words[0] in _NOBODY and len(words) == 1 else None
