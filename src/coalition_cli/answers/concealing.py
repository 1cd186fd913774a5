"""A speaker who is unnamed on one side of a comparison is named on neither.

A speaker who became unnamed was named before, and a difference shows both sides. So neither side
shows the names of speakers whom the other side does not name. Such speakers are known by their
ids, and by the claims that credit them (`crediting.py`), because an id may have changed too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from ..index import Index
from ..model import SECTIONS, Section
from ..model.answer import Values
from ..model.vocabularies import WITHHELD
from ..reading.confidential import Names
from ..words.unnamed import UNNAMED_SPEAKER, marked
from .crediting import Crediting, Replaced, Speaker, Speakers, speakers
from .matching import Counterparts

_SPEAKERS = SECTIONS["speakers"]
_NAMES_SPEAKER = {
    name: [field.name for field in section.stated if field.of == _SPEAKERS.name]
    for name, section in SECTIONS.items()
}
_OF_CLAIM = ("claims", "appearances")


class Concealment:
    """The names and ids that a comparison of two indexes must not show."""

    def __init__(self, old: Index, new: Index) -> None:
        self._replacements: dict[object, str] = {}  # what is shown in place of a name
        self._unnamed: set[object] = set()  # ids of speakers whom one side does not name
        self._withheld: set[object] = set()  # ids of speakers that are not shown either
        # By claim: speakers whom it must not name, by their ids and by what they are called.
        self._of_claim: defaultdict[object, set[object]] = defaultdict(set)
        before, after = speakers(old), speakers(new)
        for here, there in ((before, after), (after, before)):
            for key, speaker in here.items():
                if key in there and there[key].anonymous:
                    self._conceal(speaker, _called(there[key]))
        crediting = Crediting(old, new, before, after)
        for speaker in crediting.doubtful():
            self._withheld.add(speaker.id)
            self._conceal(speaker, WITHHELD)
        names: defaultdict[object, list[str]] = defaultdict(list)
        for replaced in crediting.replaced:
            sides = (before, after) if replaced.on_old else (after, before)
            names[replaced.claim] += self._conceal_in_claim(replaced, *sides)
        self._names = _names(self._replacements, self._withheld)
        self._names_of_claim = {claim: _names(own) for claim, own in names.items()}

    def _conceal_in_claim(self, replaced: Replaced, here: Speakers, there: Speakers) -> list[str]:
        """Conceal a speaker in a claim, and wherever it is if the other side does not have it.

        Return the names that the claim must not have.
        """
        speaker = here[replaced.speaker]
        if speaker.id in there and there[speaker.id].anonymous:
            return []  # and so concealed everywhere
        self._of_claim[replaced.claim] |= {speaker.id, speaker.name or speaker.description}
        if speaker.id in there:
            return speaker.names
        self._withheld.add(speaker.id)
        self._conceal(speaker, _called(there.get(replaced.by)))
        return []

    def _conceal(self, speaker: Speaker, instead: str) -> None:
        for name in speaker.names:
            self._unnamed.add(speaker.id)
            self._replacements[name] = instead

    def concealed(self, records: Counterparts) -> Counterparts:
        """Return counterparts that give no name away."""
        if not (self._unnamed or self._withheld or self._of_claim):
            return records
        section, old, new = records
        # A record of both sides still states its own anonymity, which may be a difference.
        keeps = old is not None and new is not None
        sides = (side and self._concealed(section, side, keeps=keeps) for side in (old, new))
        return Counterparts(section, *sides)

    def _concealed(self, section: Section, record: Values, *, keeps: bool) -> Values:
        """Return a record without what must not be shown; `keeps`: with its own anonymity and id.

        Who compares the sides knows the ids that both have.
        """
        own = record["id"] if section.name in _OF_CLAIM else None
        shown = {name: self._without_names(value, own) for name, value in record.items()}
        kept = ("id", "file", "line") if keeps else ("file", "line")
        shown |= {name: record[name] for name in kept if name in record}
        for name in _NAMES_SPEAKER[section.name]:
            shown[name] = self._without_ids(record.get(name), own)
        if section is _SPEAKERS:
            shown["id"] = WITHHELD if record["id"] in self._withheld else shown["id"]
            for field in section.confidential if record["id"] in self._unnamed else ():
                if record[field.name]:
                    shown[field.name] = [WITHHELD] if field.many else WITHHELD
        replacement = self._replacement(section, record)
        if replacement == WITHHELD:
            shown["speaker_name"] = WITHHELD  # nobody knows whether the speaker is unnamed
        elif replacement is not None:
            if keeps and record["anonymous"] is None:  # else it would be marked as not declared
                shown["speaker_name"] = UNNAMED_SPEAKER
            elif keeps and not record["anonymous"]:
                shown["speaker_name"] = marked(replacement, True)
            else:
                shown |= {"speaker_name": replacement, "anonymous": True}
        return shown

    def _without_ids(self, value: object, claim: object) -> object:
        """Return the ids of speakers in a field without those that must not be shown.

        In a list they are those whom a named speaker is not: an unnamed one has a like name.
        """
        if isinstance(value, list):
            hidden = self._withheld | self._unnamed
            return [WITHHELD if item in hidden else item for item in value]
        return WITHHELD if value in self._withheld or value in self._hidden(claim) else value

    def _replacement(self, section: Section, record: Values) -> str | None:
        """Return what to show in place of the credited speaker; None if that may be shown."""
        if section.name in _OF_CLAIM and not record["anonymous"]:
            credited = record["speaker"] or record["speaker_name"]
            if credited in self._hidden(record["id"]):
                return UNNAMED_SPEAKER
        name = record.get("name" if section is _SPEAKERS else "speaker_name")
        replacement = self._replacements.get(name)
        return None if replacement is None else self._names.without(replacement)

    def _hidden(self, claim: object) -> Collection[object]:
        """Return the speakers whom a claim must not name, by their ids and by their names."""
        return self._of_claim.get(claim, ())

    def _without_names(self, value: object, claim: object) -> object:
        """Return a plain value without the names; those of a claim are fewer elsewhere."""
        if isinstance(value, str):
            text = self._names.without(value)
            return self._names_of_claim[claim].without(text) if claim in self._of_claim else text
        if isinstance(value, list):
            return [self._without_names(item, claim) for item in value]
        if isinstance(value, dict):
            return {
                self._without_names(key, claim): self._without_names(item, claim)
                for key, item in value.items()
            }
        return value


def _called(unnamed: Speaker | None) -> str:
    return (unnamed and unnamed.description) or UNNAMED_SPEAKER


def _names(*texts: Iterable[object]) -> Names:
    return Names(str(text) for each in texts for text in each)
