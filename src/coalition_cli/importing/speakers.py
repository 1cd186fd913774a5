"""Speakers as data name them: who is no person, who is withheld, and who may be the same.

A claims file has a name for who can be named, and a description for all others. Data have one
column for both: "Viral image", "chain email" and "multiple sources" stand where names do.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..model import SECTIONS, Section
from ..model.vocabularies import WITHHELD
from ..reading.confidential import Names
from ..words import as_read
from ..words.unnamed import UNNAMED_SPEAKER
from .fitting import is_nothing

_CONFIDENTIAL = SECTIONS["speakers"].confidential
_SECRET = frozenset(field.name for field in _CONFIDENTIAL)
_APPEARANCES = SECTIONS["appearances"]
_REFERRING = ("speaker", "on_behalf_of")  # fields of claims and appearances that name a speaker
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


def alike(name: str) -> str:
    """Return what the spellings of one name share: case, hyphens, the order of words, titles."""
    last, comma, first = name.partition(",")
    words = as_read(f"{first} {last}" if comma and "," not in first else name).split()
    while len(words) > 2 and words[0] in _TITLES:
        del words[0]
    return " ".join(words)


class Speakers:
    """Knows the speakers that have come in. `same` makes one of all spellings of a name."""

    def __init__(self, *, same: bool) -> None:
        self._same = same
        self._first: dict[str, str] = {}  # by what spellings share: the first
        self.secret: list[str] = []  # what says who unnamed speakers are
        self.withheld = 0  # rows whose names are not written

    def concealed(self, section: Section, values: Mapping[str, object]) -> Mapping[str, object]:
        """Return what a row became, without the name of a speaker that it says is unnamed.

        No part of it has the name then: a speaker is named in more than one column, or in the text.
        """
        if not _may_be_unnamed(section, values):
            return values
        names = [*_names_in(section, values)]
        if not names:
            return values
        self.secret += names
        self.withheld += 1
        bare = _without_names(section, values)
        return conceal(Names(names), frozenset(name.strip() for name in names), bare)

    def prepared(
        self, speaker: Mapping[str, object], doubts: list[tuple[str, str]]
    ) -> dict[str, object]:
        """Return a speaker as a claims file has it: with a name, or with a description."""
        values = {name: value for name, value in speaker.items() if not is_nothing(value)}
        name = values.get("name")
        if name is None:
            return self._nameless(values)
        unnamed = None if _SECRET & values.keys() - {"name"} else described(str(name))
        if unnamed is not None and values.get("anonymous") is not False:
            del values["name"]
            if "description" in values:
                extra = values.get("extra")
                values["extra"] = {**(extra if isinstance(extra, dict) else {}), "name": name}
            doubts.append(("name", f"{unnamed.description!r} is taken for no name"))
            return {"description": unnamed.description, "kind": unnamed.kind, **values}
        if self._same:
            first = self._first.setdefault(alike(str(name)), str(name))
            if first != name:
                return {**values, "name": first, "aliases": [*_listed(values.get("aliases")), name]}
        return values

    def _nameless(self, values: dict[str, object]) -> dict[str, object]:
        aliases = _listed(values.get("aliases"))
        if values.get("anonymous") is not True and aliases:
            return {**values, "name": aliases[0], "aliases": aliases[1:]}
        if values.get("anonymous") is False and "id" in values:
            return {**values, "name": values["id"]}
        kept = {name: value for name, value in values.items() if name not in _SECRET}
        return {"description": UNNAMED_SPEAKER, **kept} if kept else kept


def conceal(names: Names, whole: frozenset[str], value: object) -> Any:
    """Return a value without names: those that `whole` has are found alone, however short."""
    if isinstance(value, str):
        if value.strip() in whole:
            return WITHHELD
        return names.without(value)
    if isinstance(value, list | tuple):
        return [conceal(names, whole, item) for item in value]
    if isinstance(value, Mapping):
        return {
            conceal(names, whole, key): conceal(names, whole, inner) for key, inner in value.items()
        }
    return value


def _may_be_unnamed(section: Section, values: Mapping[str, object]) -> bool:
    """Whether a row says of a speaker that it is unnamed: few do."""
    return (
        values.get("anonymous") is True
        or any(_is_unnamed(values.get(name)) for name in _REFERRING)
        or any(_is_unnamed(one) for one in _listed(values.get("appearances")))
    )


def _is_unnamed(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    return value.get("anonymous") is True or _is_unnamed(value.get("speaker"))


def _names_in(section: Section, values: Mapping[str, object]) -> Iterator[str]:
    """Yield the texts of a row that say who an unnamed speaker is."""
    if section.name == "speakers":
        if values.get("anonymous") is True:
            yield from _telling(values)
        return
    for name in _REFERRING:
        speaker = values.get(name)
        unnamed = name == "speaker" and values.get("anonymous") is True
        if isinstance(speaker, Mapping):
            if unnamed or speaker.get("anonymous") is True:
                yield from _telling(speaker)
    for appearance in _listed(values.get("appearances")):
        if isinstance(appearance, Mapping):
            yield from _names_in(_APPEARANCES, appearance)


def _without_names(section: Section, values: Mapping[str, object]) -> dict[str, object]:
    """Return what a row became, with unnamed speakers that have no names."""
    if section.name == "speakers":
        return {name: value for name, value in values.items() if name not in _SECRET}
    bare = dict(values)
    for name in _REFERRING:
        speaker = values.get(name)
        unnamed = name == "speaker" and values.get("anonymous") is True
        if isinstance(speaker, Mapping) and (unnamed or speaker.get("anonymous") is True):
            kept = {key: value for key, value in speaker.items() if key not in _SECRET}
            bare[name] = {**kept, "anonymous": True}
    if values.get("appearances"):
        bare["appearances"] = [
            _without_names(_APPEARANCES, item) if isinstance(item, Mapping) else item
            for item in _listed(values["appearances"])
        ]
    return bare


def _telling(speaker: Mapping[str, object]) -> Iterator[str]:
    for field in _CONFIDENTIAL:
        if not field.declared:  # else these are ids of others
            yield from (str(one) for one in _listed(speaker.get(field.name)) if str(one).strip())


def _listed(value: object) -> list[Any]:
    if is_nothing(value):
        return []
    return [*value] if isinstance(value, list | tuple) else [value]
