"""Who of one side of a comparison may be an unnamed speaker of the other side, under another id.

What is known are the claims: whom they credit on each side. A claim credits its speaker, for whom
it was made, and the speakers of its appearances. Where one side credits a named speaker, and the
other side an unnamed one in the same place, the two may be the same person.

Claims may have other ids too, and a claim that says it is unnamed has no speaker. Then nobody can
tell. So if the new side has an unnamed speaker whom the old one does not have, it may be anybody
who is named on the old side only, unless all claims of that speaker are still there.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..index import Index
from ..model import SECTIONS
from ..query import Question, check_fields
from ..words import any_case
from .matching import differing

_SPEAKERS, _CLAIMS = SECTIONS["speakers"], SECTIONS["claims"]


class Speaker(NamedTuple):
    """A speaker, also one that no file declares."""

    id: str
    anonymous: bool | None
    name: str | None
    description: str | None
    aliases: list[str]
    same_as: list[str]
    url: str | None

    @property
    def names(self) -> list[str]:
        """All that says who the speaker is."""
        return [*filter(None, [self.name, self.url]), *self.aliases, *self.same_as]


Speakers = Mapping[str | None, Speaker]


def speakers(index: Index) -> Speakers:
    """Return all speakers by their ids, also those that no file declares."""
    question = Question(_SPEAKERS, fields=check_fields(_SPEAKERS, Speaker._fields))
    found = map(Speaker._make, index.rows(question).rows())
    return {speaker.id: speaker for speaker in found}


class _Claim(NamedTuple):
    id: str
    anonymous: bool | None
    speaker: str | None
    on_behalf_of: str | None
    appearances: list[dict[str, object]]


class _Credits(dict[str | None, bool]):
    """Whom a claim credits, by id: whether that is unnamed. None is somebody without an id."""

    @property
    def named(self) -> set[str]:
        """The ids of those who are not unnamed."""
        return {key for key, unnamed in self.items() if key and not unnamed}

    @property
    def unnamed(self) -> set[str | None]:
        """The ids of those who are unnamed."""
        return {key for key, unnamed in self.items() if unnamed}


class Replaced(NamedTuple):
    """A named speaker in whose place the other side of a claim credits an unnamed one."""

    speaker: str
    claim: str
    by: str | None  # the id of the unnamed one, if it has one
    on_old: bool  # whether the old side names the speaker


class Crediting:
    """What the claims of two sides say about who may be whom."""

    def __init__(self, old: Index, new: Index, before: Speakers, after: Speakers) -> None:
        self._before, self._after = before, after
        self.replaced: list[Replaced] = []
        self._withdrawn: set[str | None] = set()  # named speakers of claims that are not there now
        self._kept: set[str | None] = set()  # and of claims that are
        self._new_unnamed = any(
            speaker.anonymous and key not in before for key, speaker in after.items()
        )
        self._any = False  # whether a claim had a speaker whose id it did not tell
        for was, now in _differing(old, new):
            self._compare(was, now)

    def _compare(self, was: _Claim | None, now: _Claim | None) -> None:
        """Take note of a claim, as the two sides have it."""
        before, after = _credits(was, self._before), _credits(now, self._after)
        (self._kept if now else self._withdrawn).update(before.named)
        arrived = {key for key in after.unnamed if key is None or key not in self._before}
        if not was:
            self._new_unnamed |= bool(arrived)
        elif now:
            self._any |= None in before.unnamed and bool(arrived - before.keys())
            for one, other in _places(was, now):
                self._replace(was.id, _credits(one, self._before), _credits(other, self._after))

    def _replace(self, claim: str, before: _Credits, after: _Credits) -> None:
        for here, there in ((before, after), (after, before)):
            came = there.unnamed - here.keys()
            for gone in sorted(here.named - there.keys()) if came else ():
                by = min(filter(None, came), default=None)
                self.replaced.append(Replaced(gone, claim, by, here is before))

    def doubtful(self) -> Iterator[Speaker]:
        """Yield the speakers whom only the old side names, and who may be unnamed on the new one.

        Those whom the new side names under another id are not among them.
        """
        if not self._new_unnamed:
            return
        named = {
            any_case(name)
            for speaker in self._after.values()
            if not speaker.anonymous
            for name in speaker.names
        }
        for key, speaker in self._before.items():
            still_there = key in self._kept and key not in self._withdrawn and not self._any
            if key in self._after or speaker.anonymous or still_there:
                continue
            if named.isdisjoint(map(any_case, speaker.names)):
                yield speaker


def _differing(old: Index, new: Index) -> Iterator[tuple[_Claim | None, _Claim | None]]:
    """Yield the claims that do not credit the same on both sides, or stand on one side only."""
    fields = check_fields(_CLAIMS, _Claim._fields)
    rows = old.declared(_CLAIMS, fields), new.declared(_CLAIMS, fields)
    for was, now in differing(*rows, len(fields)):
        yield (
            _Claim._make(old.plain(fields, was)) if was else None,
            _Claim._make(new.plain(fields, now)) if now else None,
        )


def _places(was: _Claim, now: _Claim) -> Iterator[tuple[_Claim, _Claim]]:
    """Yield a claim of both sides as a whole, then with only its appearances in each article."""
    yield was, now
    articles = [{seen["article"] for seen in claim.appearances} for claim in (was, now)]
    for article in set.intersection(*articles):
        yield _within(was, article), _within(now, article)


def _within(claim: _Claim, article: object) -> _Claim:
    """Return a claim as it appears in an article."""
    seen = [each for each in claim.appearances if each["article"] == article]
    by_claim = any(not each.get("speaker") for each in seen)
    return claim._replace(
        speaker=claim.speaker if by_claim else None,
        anonymous=claim.anonymous and by_claim,
        on_behalf_of=None,
        appearances=seen,
    )


def _credits(claim: _Claim | None, known: Speakers) -> _Credits:
    """Return whom a claim credits."""
    found = _Credits()
    if claim is None:
        return found
    stated = (claim.on_behalf_of, *(seen.get("speaker") for seen in claim.appearances))
    for key in stated:
        if isinstance(key, str):
            found[key] = key in known and bool(known[key].anonymous)
    if claim.speaker or claim.anonymous:
        found[claim.speaker] = bool(claim.anonymous)
    return found
