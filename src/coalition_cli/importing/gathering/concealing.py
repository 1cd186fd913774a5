"""Names of speakers who are to stay unnamed go no further than the row that has them.

A row says so with `anonymous: true`. Then its name is not written: not in the speaker's record, in
no other value of any row, under no key, and in no id.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...model import SECTIONS, Field, Section, Type
from ...model.vocabularies import WITHHELD
from ...reading.confidential import Names
from ...words.unnamed import UNNAMED_SPEAKER
from .describing import described
from .fitting import listed
from .ids import identified, is_given
from .merging import Values
from .store import Kept, Store

_CONFIDENTIAL = SECTIONS["speakers"].confidential
SECRET = frozenset(field.name for field in _CONFIDENTIAL)  # fields that say who a speaker is
_APPEARANCES = SECTIONS["appearances"]
_REFERRING = ("speaker", "on_behalf_of")  # fields of claims and appearances that name a speaker


class Secrets:
    """What says who the unnamed speakers of all rows are."""

    def __init__(self) -> None:
        self.texts: dict[str, None] = {}
        self.rows = 0  # that have some

    def taken_out(self, section: Section, values: Mapping[str, object]) -> Mapping[str, object]:
        """Return what a row became, without the name of a speaker that it says is unnamed.

        No part of it has the name then: a speaker is named in more than one column, or in the text.
        """
        if not _may_be_unnamed(section, values):
            return values
        names = [*_names_in(section, values)]
        if not names:
            return values
        self.texts.update(dict.fromkeys(names))
        self.rows += 1
        return _Concealing(names).row(section, _without_names(section, values))

    def see(self, names: Iterable[str]) -> None:
        """Note the names that were withheld from a record as it was read."""
        self.texts.update(dict.fromkeys(names))
        self.rows += 1

    def without(self, texts: list[str]) -> list[str]:
        """Return texts without the names: what the user is told must not have them either."""
        return _Concealing(self.texts).of(texts) if self.texts else texts

    def take_out(self, stores: dict[str, Store]) -> None:
        """Take the names out of all records: that of one row may stand in another.

        An id that has a name is made anew, and so is one that a name is part of.
        """
        if not self.texts:
            return
        concealing = _Concealing(self.texts)
        told: dict[str, dict[str, str]] = {}  # new ids, by section
        for name in sorted(stores, key=lambda name: name in ("claims", "facts")):
            new = told[name] = {}
            for key, kept in list(stores[name].items()):
                values = concealing.record(stores[name].section, kept.values)
                doubts = tuple((path, concealing.of(doubt)) for path, doubt in kept.doubts)
                if concealing.has(key) or _tells_more(kept, values, told):
                    record = _with_ids(stores[name].section, values, told)
                    new[key], _ = identified(stores[name].section, None, record)
                if (values, doubts) != (kept.values, kept.doubts):
                    stores[name].replace(key, kept._replace(values=values, doubts=doubts))
        for name, store in stores.items():
            stores[name] = renamed(store, told)


class _Concealing:
    """Takes names out of values."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = [*texts]
        self.names = Names(texts)
        self._whole = frozenset(text.strip() for text in texts)  # found alone, however short

    def of(self, value: object) -> Any:
        """Return a value without the names."""
        if isinstance(value, str):
            return WITHHELD if value.strip() in self._whole else self.names.without(value)
        if isinstance(value, list | tuple):
            return [self.of(item) for item in value]
        if isinstance(value, Mapping):
            return {self.of(key): self.of(inner) for key, inner in value.items()}
        return value

    def row(self, section: Section, values: Mapping[str, object]) -> Values:
        """Return what a row became without the names. Ids stay: other rows may have the same."""
        return {name: self._of_row(section.by_name.get(name), one) for name, one in values.items()}

    def _of_row(self, field: Field | None, value: object) -> object:
        if isinstance(value, list | tuple):
            return [self._of_row(field, item) for item in value]
        refers = field is not None and field.type is Type.REFERENCE and field.of != "topics"
        if (
            field is not None
            and isinstance(value, Mapping)
            and (refers or field.type is Type.RECORD)
        ):
            return self.row(SECTIONS[field.of], value)
        return value if refers or (field is not None and field.type is Type.ID) else self.of(value)

    def record(self, section: Section, values: Values) -> Values:
        """Return a record without the names; a speaker who has one of them is unnamed."""
        bare = values
        if section.confidential and any(
            self.has(one) for n in SECRET for one in listed(values.get(n))
        ):
            bare = {name: value for name, value in values.items() if name not in SECRET}
            bare = {"description": UNNAMED_SPEAKER, **bare, "anonymous": True}
        return {name: self._value(section.by_name[name], value) for name, value in bare.items()}

    def _value(self, field: Field, value: object) -> object:
        if field.type is Type.RECORD:
            inner = SECTIONS[field.of]
            if isinstance(value, list):
                return [self.record(inner, one) for one in value]
            return self.record(inner, value)  # type: ignore[arg-type]  # gathering makes no other
        is_id = field.type is Type.ID or (field.type is Type.REFERENCE and field.of != "topics")
        return value if is_id or field.type in _OURS else self.of(value)

    def has(self, text: object) -> bool:
        """Whether a text has one of the names."""
        return isinstance(text, str) and (text.strip() in self._whole or self.names.are_in(text))


_OURS = frozenset({Type.DATE, Type.WORD, Type.BOOLEAN})  # types whose values are no names


def _tells_more(kept: Kept, values: Values, told: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether an id was made of what is withheld now: of a name, or of a speaker's id."""
    if is_given(kept.known):
        return False
    was_named = "name" in kept.values and "name" not in values
    return was_named or values.get("speaker") in told.get("speakers", ())


def renamed(store: Store, told: Mapping[str, Mapping[str, str]]) -> Store:
    """Return the records with their new ids, and with those of the records that they name."""
    new, section = Store(store.section), store.section
    for key, kept in store.items():
        values = _with_ids(section, kept.values, told)
        known = kept.known
        if key in told[section.name]:
            _, known = identified(section, None, values)
        new.put(told[section.name].get(key, key), kept._replace(known=known, values=values))
    return new


def _with_ids(section: Section, values: Values, told: Mapping[str, Mapping[str, str]]) -> Values:
    """Return a record that names others by their new ids."""
    record = dict(values)
    for name, value in values.items():
        field = section.by_name[name]
        if field.type is Type.RECORD:
            inner = SECTIONS[field.of]
            record[name] = (
                [_with_ids(inner, each, told) for each in value]
                if isinstance(value, list)
                else _with_ids(inner, value, told)  # type: ignore[arg-type]  # a record
            )
        elif field.type is Type.REFERENCE and field.of in told:
            new = told[field.of]
            record[name] = (
                [new.get(each, each) for each in value]
                if isinstance(value, list)
                else new.get(str(value), value)
            )
    return record


def _may_be_unnamed(section: Section, values: Mapping[str, object]) -> bool:
    """Whether a row says of a speaker that it is unnamed: few do."""
    if values.get("anonymous") is True:
        return True
    for name in _REFERRING:
        if name in values and _is_unnamed(values[name]):
            return True
    return "appearances" in values and any(map(_is_unnamed, listed(values["appearances"])))


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
        if isinstance(speaker, Mapping) and (unnamed or speaker.get("anonymous") is True):
            yield from _telling(speaker)
    for appearance in listed(values.get("appearances")):
        if isinstance(appearance, Mapping):
            yield from _names_in(_APPEARANCES, appearance)


def _without_names(section: Section, values: Mapping[str, object]) -> dict[str, object]:
    """Return what a row became, with unnamed speakers that have no names."""
    if section.name == "speakers":
        return _without_name(values)
    bare = dict(values)
    for name in _REFERRING:
        speaker = values.get(name)
        unnamed = name == "speaker" and values.get("anonymous") is True
        if isinstance(speaker, Mapping) and (unnamed or speaker.get("anonymous") is True):
            bare[name] = {**_without_name(speaker), "anonymous": True}
    if values.get("appearances"):
        bare["appearances"] = [
            _without_names(_APPEARANCES, item) if isinstance(item, Mapping) else item
            for item in listed(values["appearances"])
        ]
    return bare


def _without_name(speaker: Mapping[str, object]) -> dict[str, object]:
    kept = {name: value for name, value in speaker.items() if name not in SECRET}
    name = speaker.get("name")
    if name and described(str(name)):
        return {"description": name, **kept}
    return kept


def _telling(speaker: Mapping[str, object]) -> Iterator[str]:
    """Yield the texts that say who a speaker is; "anonymous" and the like say nothing."""
    for field in _CONFIDENTIAL:
        if not field.declared:  # else these are ids of others
            for text in map(str, listed(speaker.get(field.name))):
                if text.strip() and not described(text):
                    yield text
