"""A speaker who is unnamed on one side of a comparison is named on neither.

A speaker who became unnamed was named before, and a difference shows both sides. So neither side
shows the names of speakers whom the other side does not name. Such speakers are known by their
ids, and by the claims that were made by them or for them, because an id may have changed too.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..index import Index
from ..model import SECTIONS, Section
from ..model.answer import Values
from ..model.vocabularies import WITHHELD
from ..query import Question, check_fields
from ..reading.confidential import Names
from ..words.unnamed import UNNAMED_SPEAKER, marked
from .matching import Counterparts, differing

_SPEAKERS, _CLAIMS = SECTIONS["speakers"], SECTIONS["claims"]
_NAMES_SPEAKER = {
    name: [field.name for field in section.stated if field.of == _SPEAKERS.name]
    for name, section in SECTIONS.items()
}


class _Speaker(NamedTuple):
    id: str
    anonymous: bool | None
    name: str | None
    description: str | None
    aliases: list[str]
    same_as: list[str]

    @property
    def names(self) -> list[str]:
        """All that says who the speaker is."""
        return [*filter(None, [self.name]), *self.aliases, *self.same_as]


class _Claim(NamedTuple):
    id: str
    anonymous: bool | None
    on_behalf_of: str | None
    speaker: str | None


_Speakers = Mapping[str | None, _Speaker]


class Concealment:
    """The names and ids that a comparison of two indexes must not show."""

    def __init__(self, old: Index, new: Index) -> None:
        self._replacements: dict[object, str] = {}  # what is shown in place of a name
        self._unnamed: set[object] = set()  # ids of speakers whom one side does not name
        self._withheld: set[object] = set()  # ids of speakers that are not shown either
        self._claims: dict[object, str | None] = {}  # named on one side; their speakers there
        before, after = _speakers(old), _speakers(new)
        for here, there in ((before, after), (after, before)):
            for key, speaker in here.items():
                if key in there and there[key].anonymous:
                    self._conceal(speaker, there[key])
        for was, now in _claims(old, new):
            self._conceal_principal(was, before, after.get(now.on_behalf_of), after)
            self._conceal_principal(now, after, before.get(was.on_behalf_of), before)
            if now.speaker == was.speaker:
                continue  # both sides know the speaker by one id
            if now.anonymous and not was.anonymous:
                self._conceal_claim(was, before, after.get(was.speaker), after.get(now.speaker))
            elif was.anonymous and not now.anonymous:
                self._conceal_claim(now, after, before.get(now.speaker), before.get(was.speaker))
        self._names = Names(map(str, {*self._replacements, *self._withheld}))

    def _conceal_claim(
        self, named: _Claim, speakers: _Speakers, same: _Speaker | None, other: _Speaker | None
    ) -> None:
        """Conceal the speaker of a claim that is named on one side only.

        `same` is that speaker on the other side, `other` the speaker whom that side credits.
        """
        self._claims[named.id] = named.speaker
        if named.speaker in speakers and same is None:
            self._withheld.add(named.speaker)
            self._conceal(speakers[named.speaker], other)

    def _conceal_principal(
        self, claim: _Claim, speakers: _Speakers, other: _Speaker | None, others: _Speakers
    ) -> None:
        """Conceal for whom a claim was made, if the other side has somebody unnamed instead.

        `other` is that one, of the `others`.
        """
        key = claim.on_behalf_of
        if other and other.anonymous and key in speakers and key not in others:
            self._withheld.add(key)
            self._conceal(speakers[key], other)

    def _conceal(self, speaker: _Speaker, other: _Speaker | None) -> None:
        instead = (other and other.description) or UNNAMED_SPEAKER
        for name in speaker.names:
            self._unnamed.add(speaker.id)
            self._replacements[name] = instead

    def concealed(self, records: Counterparts) -> Counterparts:
        """Return counterparts that give no name away."""
        if not (self._unnamed or self._claims):
            return records
        section, old, new = records
        # A record of both sides still states its own anonymity, which may be a difference.
        keeps = old is not None and new is not None
        sides = (side and self._concealed(section, side, keeps=keeps) for side in (old, new))
        return Counterparts(section, *sides)

    def _concealed(self, section: Section, record: Values, *, keeps: bool) -> Values:
        """Return a record without what must not be shown; `keeps`: with its own anonymity."""
        shown = {name: self._without_names(value) for name, value in record.items()}
        shown |= {name: record[name] for name in ("id", "file", "line") if name in record}
        for name in _NAMES_SPEAKER[section.name]:
            shown[name] = self._without_ids(record.get(name))
        if section is _SPEAKERS and record["id"] in self._unnamed:
            for field in section.confidential:
                if record[field.name]:
                    shown[field.name] = [WITHHELD] if field.many else WITHHELD
            shown["id"] = WITHHELD if record["id"] in self._withheld else record["id"]
        elif self._is_named_only_here(section, record):
            shown["speaker"] = record["speaker"] and WITHHELD
        if (replacement := self._replacement(section, record)) is not None:
            if keeps and record["anonymous"] is None:  # else it would be marked as not declared
                shown["speaker_name"] = UNNAMED_SPEAKER
            elif keeps and not record["anonymous"]:
                shown["speaker_name"] = marked(replacement, True)
            else:
                shown |= {"speaker_name": replacement, "anonymous": True}
        return shown

    def _without_ids(self, value: object) -> object:
        """Return the ids of speakers in a field without those that must not be shown.

        In a list they are those whom a named speaker is not: an unnamed one has a like name.
        """
        if isinstance(value, list):
            hidden = self._withheld | self._unnamed
            return [WITHHELD if item in hidden else item for item in value]
        return WITHHELD if value in self._withheld else value

    def _replacement(self, section: Section, record: Values) -> str | None:
        """Return what to show in place of the credited speaker; None if that may be shown."""
        if self._is_named_only_here(section, record):
            return UNNAMED_SPEAKER
        name = record.get("name" if section is _SPEAKERS else "speaker_name")
        replacement = self._replacements.get(name)
        return None if replacement is None else self._names.without(replacement)

    def _is_named_only_here(self, section: Section, record: Values) -> bool:
        """Whether a claim or its appearance names a speaker whom the other side does not name."""
        if section.name not in ("claims", "appearances") or record["anonymous"]:
            return False
        key = record["id"]
        return key in self._claims and record["speaker"] in (None, self._claims[key])

    def _without_names(self, value: object) -> object:
        """Return a plain value without the names."""
        if isinstance(value, str):
            return self._names.without(value)
        if isinstance(value, list):
            return [self._without_names(item) for item in value]
        if isinstance(value, dict):
            return {
                self._without_names(key): self._without_names(item) for key, item in value.items()
            }
        return value


def _speakers(index: Index) -> _Speakers:
    """Return all speakers by their ids, also those that no file declares."""
    question = Question(_SPEAKERS, fields=check_fields(_SPEAKERS, _Speaker._fields))
    speakers = map(_Speaker._make, index.rows(question).rows())
    return {speaker.id: speaker for speaker in speakers}


def _claims(old: Index, new: Index) -> Iterator[tuple[_Claim, _Claim]]:
    """Yield the claims of both sides whose anonymity or principal has changed."""
    fields = check_fields(_CLAIMS, _Claim._fields)
    sides = old.declared(_CLAIMS, fields), new.declared(_CLAIMS, fields)
    for was, now in differing(*sides, _Claim._fields.index("speaker")):
        if was and now:
            yield _Claim._make(was), _Claim._make(now)
