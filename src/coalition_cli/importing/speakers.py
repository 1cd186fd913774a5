"""Speakers as data name them: who is no person, who is withheld, and who may be the same.

A claims file has a name for who can be named, and a description for all others. Data have one
column for both: "Viral image", "chain email" and "multiple sources" stand where names do.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model import SECTIONS
from ..words import as_read
from ..words.unnamed import UNNAMED_SPEAKER

CONFIDENTIAL = SECTIONS["speakers"].confidential
# What carries words, and has none of its own: an image says nothing, somebody made it. Nouns that
# are in names of papers as well (the Post, the Mail) stand here in the plural only.
_CARRIERS = frozenset(
    "ad advert advertisement comment email flyer graphic hoax image infographic leaflet meme message"
    " photo photograph picture posting rumor rumour screenshot text tweet video".split()
)
_MANY_CARRIERS = frozenset("blogs letters mails pages posts shares sites stories websites".split())
# Who is nobody in particular: only several of them are no one.
_PEOPLE = frozenset(
    "accounts bloggers commenters critics experts insiders observers officials people posters"
    " protesters sources users viewers voters witnesses".split()
)
# A first word that says that nobody in particular is meant.
_INDEFINITE = frozenset(
    "anonymous multiple numerous several some undisclosed unidentified unknown unnamed various"
    " viral".split()
)
_ARTICLES = frozenset({"a", "an", "one", "two", "three"})
_NOBODY = frozenset({"nobody", "none", "unattributed"})
_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset(
    "dr gov governor hon minister mr mrs ms mx pres president prime prof professor rep"
    " representative sen senator sir".split()
)


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


def is_unnamed(speaker: Mapping[str, object]) -> bool:
    """Whether a speaker that comes in is to be withheld: it says so, or has no name."""
    stated = speaker.get("anonymous")
    return stated is True or (stated is not False and not speaker.get("name"))


def withheld(speaker: Mapping[str, object]) -> Iterator[str]:
    """Yield the texts that say who an unnamed speaker is."""
    for field in CONFIDENTIAL:
        value = speaker.get(field.name)
        if not field.declared:  # else these are ids of others
            yield from (str(one) for one in (value if isinstance(value, list) else [value]) if one)


def without_name(speaker: Mapping[str, object]) -> dict[str, object]:
    """Return a speaker without what says who it is; a description it has in any case."""
    kept = {
        name: value
        for name, value in speaker.items()
        if name not in {field.name for field in CONFIDENTIAL}
    }
    kept.setdefault("description", UNNAMED_SPEAKER)
    return kept


def alike(name: str) -> str:
    """Return what the spellings of one name share: case, hyphens, the order of words, titles."""
    last, comma, first = name.partition(",")
    words = as_read(f"{first} {last}" if comma and "," not in first else name).split()
    while len(words) > 2 and words[0] in _TITLES:
        del words[0]
    return " ".join(words)
