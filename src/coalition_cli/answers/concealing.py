"""Who is unnamed on one side is unnamed on both: a difference names nobody who is not to be named.

A speaker who became unnamed was named before, and a difference puts the two side by side. So what
either side says is told without the names of those whom the other does not name: speakers by their
ids, and by the claims that they made, as an id may have been changed too.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..index import Index
from ..model import SECTIONS, Section
from ..model.vocabularies import WITHHELD
from ..query import Question, check_fields
from ..reading.confidential import Names
from ..words.unnamed import UNNAMED_SPEAKER, marked
from .answer import Values
from .matching import Pair, differing

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


class _Claim(NamedTuple):
    id: str
    anonymous: bool | None
    speaker: str | None


_Speakers = Mapping[str | None, _Speaker]


class Concealment:
    """What is not to be told of the records of two indexes."""

    def __init__(self, old: Index, new: Index) -> None:
        self._called: dict[object, str] = {}  # by a name, what is told in its place
        self._unnamed: set[object] = set()  # ids of speakers whom one side does not name
        self._gone: set[object] = set()  # ids of speakers that are not to be told either
        self._claims: dict[object, str | None] = {}  # named on one side; who made them there
        before, after = _speakers(old), _speakers(new)
        for here, there in ((before, after), (after, before)):
            for key, speaker in here.items():
                if key in there and there[key].anonymous:
                    self._conceal(speaker, there[key])
        for was, now in _claims(old, new):
            if now.speaker == was.speaker:
                continue  # whom both sides know by one id
            if now.anonymous and not was.anonymous:
                self._see(was, before, after.get(was.speaker), after.get(now.speaker))
            elif was.anonymous and not now.anonymous:
                self._see(now, after, before.get(now.speaker), before.get(was.speaker))
        self._names = Names(map(str, self._called))

    def _see(
        self, named: _Claim, speakers: _Speakers, same: _Speaker | None, other: _Speaker | None
    ) -> None:
        """Take note of a claim that is named on one side only.

        `same` is its speaker as the other side has it, `other` whom that side credits.
        """
        self._claims[named.id] = named.speaker
        if named.speaker in speakers and same is None:
            self._gone.add(named.speaker)
            self._conceal(speakers[named.speaker], other)

    def _conceal(self, speaker: _Speaker, other: _Speaker | None) -> None:
        if speaker.name:
            self._unnamed.add(speaker.id)
            self._called[speaker.name] = (other and other.description) or UNNAMED_SPEAKER

    def pair(self, pair: Pair) -> Pair:
        """Return a pair of records that gives no name away."""
        if not (self._unnamed or self._claims):
            return pair
        section, was, now = pair
        # What is on both sides says what it said of anonymity: that may be a difference.
        keeps = was is not None and now is not None
        told = (one and self._told(section, one, keeps=keeps) for one in (was, now))
        return Pair(section, *told)

    def _told(self, section: Section, record: Values, *, keeps: bool) -> Values:
        """Return a record without what is not to be told; `keeps` what it says of anonymity."""
        told = {name: self._plain(value) for name, value in record.items()}
        told |= {name: record[name] for name in ("id", "file", "line") if name in record}
        gone = (one for one in _NAMES_SPEAKER[section.name] if record.get(one) in self._gone)
        told |= dict.fromkeys(gone, WITHHELD)
        if section is _SPEAKERS and record["id"] in self._unnamed:
            stated = (one.name for one in section.confidential if record[one.name] is not None)
            told |= dict.fromkeys(stated, WITHHELD)
            told["id"] = WITHHELD if record["id"] in self._gone else record["id"]
        elif self._is_named_here_alone(section, record):
            told["speaker"] = record["speaker"] and WITHHELD
        if (instead := self._instead(section, record)) is not None:
            if keeps and not record["anonymous"]:
                told["speaker_name"] = marked(instead, True)
            else:
                told |= {"speaker_name": instead, "anonymous": True}
        return told

    def _instead(self, section: Section, record: Values) -> str | None:
        """Return what is told in place of who is credited; None where that may be told."""
        who = record.get("name" if section is _SPEAKERS else "speaker_name")
        if self._is_named_here_alone(section, record):
            return UNNAMED_SPEAKER
        instead = self._called.get(who)
        return None if instead is None else self._names.without(instead)

    def _is_named_here_alone(self, section: Section, record: Values) -> bool:
        """Whether a claim, or its appearance, names a speaker whom the other side does not."""
        if section.name not in ("claims", "appearances") or record["anonymous"]:
            return False
        key = record["id"]
        return key in self._claims and record["speaker"] in (None, self._claims[key])

    def _plain(self, value: object) -> object:
        """Return a plain value without the names."""
        if isinstance(value, str):
            return self._names.without(value)
        if isinstance(value, list):
            return [self._plain(item) for item in value]
        if isinstance(value, dict):
            return {self._plain(key): self._plain(item) for key, item in value.items()}
        return value


def _speakers(index: Index) -> _Speakers:
    """Return all speakers by their ids, those that nothing declares included."""
    question = Question(_SPEAKERS, fields=check_fields(_SPEAKERS, _Speaker._fields))
    found = map(_Speaker._make, index.rows(question).rows())
    return {speaker.id: speaker for speaker in found}


def _claims(old: Index, new: Index) -> Iterator[tuple[_Claim, _Claim]]:
    """Yield the claims of both sides that are not as anonymous as they were."""
    fields = check_fields(_CLAIMS, _Claim._fields)
    sides = old.declared(_CLAIMS, fields), new.declared(_CLAIMS, fields)
    for was, now in differing(*sides, len(("id", "anonymous"))):
        if was and now:
            yield _Claim._make(was), _Claim._make(now)
