"""What a speaker agreed to, beside what is told: the terms of speakers and of appearances.

An appearance without terms of its own has those of the speaker that it credits.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.problems import Problem
from ..model.record import Place, Record
from .references import Ids
from .single import is_unnamed_speaker

_AGAINST, _OFF = "attributed-against-terms", "off-record"
_DEEP = "deep-background"
# What the terms are called in a message. A speaker is named on the record only.
_WORDS = {"background": "on background", _DEEP: "on deep background", _OFF: "off the record"}
_CORRECT = "or correct 'terms'"
_DESCRIBE = f"write a 'description' in place of 'name', {_CORRECT}"
_UNNAME = f"credit an unnamed speaker, who has a description, {_CORRECT}"
_UNCREDIT = f"remove 'attribution', {_CORRECT}"
_REMOVE = f"remove the appearance, and keep what was said out of the claims file, {_CORRECT}"
_KEPT = 300  # about how many bytes are kept of a speaker, or of an appearance


class _Told(NamedTuple):
    """A record with terms, as far as a problem of it needs that."""

    label: str
    terms: str
    speaker: str  # the id of the speaker that it credits, or that it is
    file: str
    where: Place  # of its terms

    def problem(self, code: str, what: str, remedy: str) -> Problem:
        """Return a problem of the record; it stands at its terms."""
        message = f"{self.label} is {_WORDS[self.terms]}, but {what}"
        return Problem(code, message, remedy, self.file, *self.where)


class Terms:
    """Compares terms with what is told of the speaker.

    Of each speaker it keeps the first appearance without terms, and the first with an attribution.
    """

    codes = frozenset({_AGAINST, _OFF})
    sections = ("speakers", "claims")

    def __init__(self, ids: Ids) -> None:
        self.kept = 0
        self._ids = ids
        self._named: set[str] = set()  # speakers
        self._speakers: list[_Told] = []
        self._appearances: list[_Told] = []
        self._seen: dict[str, str] = {}  # the label of an appearance, by the speaker
        self._attributed: dict[str, str] = {}

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a record. Return what is doubtful about it, if that is clear now."""
        if record.section.name == "speakers":
            return list(self._see_speaker(record))
        found: list[Problem] = []
        speaker = str(record.values.get("speaker", ""))
        for appearance in record.nested():
            if appearance.section.name == "appearances":
                found += self._see_appearance(appearance, record, speaker)
        return found

    def _see_speaker(self, speaker: Record) -> Iterator[Problem]:
        told = _told(speaker, speaker.key or "")
        is_named = speaker.states("name") and not is_unnamed_speaker(speaker)
        if is_named:
            self._named.add(speaker.key or "")
            self.kept += _KEPT
        if told:
            self._speakers.append(told)
            self.kept += _KEPT
            if is_named:
                yield told.problem(_AGAINST, "'name' says who it is", _DESCRIBE)

    def _see_appearance(
        self, appearance: Record, claim: Record, of_claim: str
    ) -> Iterator[Problem]:
        speaker = str(appearance.values.get("speaker", of_claim))
        told = _told(appearance, speaker)
        if not appearance.states("terms"):
            self._keep(appearance, speaker)
        elif told:
            if told.terms == _OFF:
                yield told.problem(_OFF, "is recorded here", _REMOVE)
            elif told.terms == _DEEP and appearance.states("attribution"):
                yield told.problem(_AGAINST, "has an 'attribution'", _UNCREDIT)
            if claim.values.get("anonymous") is not True or speaker != of_claim:
                self._appearances.append(told)
                self.kept += _KEPT

    def _keep(self, appearance: Record, speaker: str) -> None:
        if speaker and speaker not in self._seen:
            self._seen[speaker] = appearance.label
            self.kept += _KEPT
        if speaker and speaker not in self._attributed and appearance.states("attribution"):
            self._attributed[speaker] = appearance.label
            self.kept += _KEPT

    def problems(self) -> Iterator[Problem]:
        """Yield what is doubtful about speakers and appearances together."""
        for told in self._speakers:
            seen, attributed = self._seen.get(told.speaker), self._attributed.get(told.speaker)
            if told.terms == _OFF and seen:
                yield told.problem(_OFF, f"{seen} credits this speaker", _REMOVE)
            elif told.terms == _DEEP and attributed:
                what = f"{attributed} has an 'attribution'"
                yield told.problem(_AGAINST, what, _UNCREDIT)
        for told in self._appearances:
            if told.speaker in self._named:
                problem = told.problem(_AGAINST, "the speaker that it credits is named", _UNNAME)
                yield problem._replace(other=self._ids.line("speakers", told.speaker))


def _told(record: Record, speaker: str) -> _Told | None:
    """Return a record with terms that leave the speaker unnamed; None for others."""
    terms = str(record.values.get("terms", ""))
    if terms not in _WORDS:
        return None
    return _Told(record.label, terms, speaker, record.file, record.where("terms"))
