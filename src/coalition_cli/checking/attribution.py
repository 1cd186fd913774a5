"""Who made a claim, and how well that is sourced: rules for a claim, its speaker and its origins.

The trails of a claim lead from the articles that it appears in along `retells` to its origins.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial
from itertools import chain
from sys import intern
from typing import NamedTuple

from ..model import SECTIONS
from ..model.problems import Problem, shown_id
from ..model.record import Place, Record, label
from ..model.retellings import EntangledError, Trails, ends, ends_at
from ..model.vocabularies import BANDS
from .references import Ids
from .single import is_unnamed_speaker

HIGH = next(band.low for band in BANDS if band.word == "high")
# About how many bytes are kept.
_OF_SPEAKER, _OF_ARTICLE, _OF_RETOLD, _OF_WAITING = 100, 200, 8, 520
_AT_ONCE = 100  # steps of trails, at most, that are followed as soon as a claim is seen
_PLACED = ("", "anonymous", "source", "confidence")  # the fields where problems are placed


class TracedArticle(NamedTuple):
    """The part of an article that decides where a trail ends."""

    publisher: str | None
    retells: tuple[str, ...]


class _SourcedClaim(NamedTuple):
    key: str | None
    file: str
    where: Callable[[str], Place]  # returns where a field begins
    speaker: str | None
    anonymous: bool | None  # as the claim states it
    source: str | None
    confidence: int | None
    articles: tuple[str, ...]  # that it appears in
    attributed: bool  # whether an appearance says how the article names the speaker

    def problem(self, code: str, what: str, remedy: str, field: str = "") -> Problem:
        """Return a problem of the claim, or of a field of it."""
        message = f"{label(SECTIONS['claims'], self.key, '')} {what}"
        return Problem(code, message, remedy, self.file, *self.where(field))

    def without_record(self) -> "_SourcedClaim":
        """Return the claim with only its places: its record takes much more memory."""
        places = array("Q", chain.from_iterable(map(self.where, _PLACED)))
        return self._replace(where=partial(_place, places))


# Any claim may have one of these problems. Only few claims may have the others.
_OF_MOST = frozenset({"no-attribution", "high-from-retelling", "untraced-source"})


class Attribution:
    """Compares each claim with its speaker and with its origins.

    Most claims come after both in the files. The other claims are kept until all records are seen.
    """

    codes = frozenset({"anonymous-against-speaker", "unnamed-single-origin", *_OF_MOST})
    sections = ("speakers", "articles", "claims")

    def __init__(self, wanted: Set[str], ids: Ids) -> None:
        self.kept = 0
        self._ids = ids
        self._takes_all = not wanted.isdisjoint(_OF_MOST)
        self._unnamed: dict[str, bool] = {}  # by declared speaker
        self._articles: dict[str, TracedArticle] = {}
        self._waiting: list[_SourcedClaim] = []

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a record. Return what is doubtful about a claim, if that is clear now."""
        match record.section.name:
            case "speakers":
                self._unnamed[record.key or ""] = is_unnamed_speaker(record)
                self.kept += _OF_SPEAKER
            case "articles":
                publisher = _text(record.values.get("publisher"))
                retold = tuple(map(intern, record.texts("retells")))  # most recur
                self._articles[record.key or ""] = TracedArticle(publisher, retold)
                self.kept += _OF_ARTICLE + _OF_RETOLD * len(retold)
            case "claims" if self._takes_all or _may_be_doubtful(record):
                claim = _claim(record)
                origins = self._origins_now(claim)
                if origins is not None and (not claim.speaker or claim.speaker in self._unnamed):
                    return list(self._problems(claim, origins))
                self._waiting.append(claim.without_record())
                self.kept += _OF_WAITING + 8 * len(claim.articles)
        return ()

    def _origins_now(self, claim: _SourcedClaim) -> Sequence[str] | None:
        """Return the origins; None if an article was not seen yet, or a trail is too long now."""
        try:
            return ends(claim.articles, claim.source, self._articles, _AT_ONCE)
        except EntangledError:
            return None

    def problems(self) -> Iterator[Problem]:
        """Yield what is doubtful about the other claims."""
        trails = Trails(self._articles)
        for claim in self._waiting:
            try:
                origins = trails.ends(claim.articles, claim.source)
            except EntangledError as error:
                where = claim.where("")
                yield Problem("over-limit", error.what, error.remedy, claim.file, *where)
                return
            yield from self._problems(claim, origins)

    def _problems(self, claim: _SourcedClaim, origins: Sequence[str] | None) -> Iterator[Problem]:
        of_speaker = self._unnamed.get(claim.speaker or "")
        unnamed = claim.anonymous if claim.anonymous is not None else bool(of_speaker)
        if claim.anonymous is not None and of_speaker not in (None, claim.anonymous):
            of_speaker_id = self._ids.line("speakers", claim.speaker or "")
            yield _against_speaker(claim)._replace(other=of_speaker_id)
        if unnamed and claim.articles and not claim.attributed:
            what = "is unnamed, and no appearance has an 'attribution'"
            remedy = "add how an article names the speaker, in its own words"
            yield claim.problem("no-attribution", what, remedy)
        if origins:
            yield from self._problems_of_origins(claim, origins, unnamed=unnamed)

    def _problems_of_origins(
        self, claim: _SourcedClaim, origins: Sequence[str], *, unnamed: bool
    ) -> Iterator[Problem]:
        high = claim.confidence is not None and claim.confidence >= HIGH
        if unnamed and high and len(origins) == 1:
            what = "is rated high, though its speaker is unnamed and it has only one origin"
            remedy = "rate it medium or lower, or record an article of another origin"
            yield claim.problem("unnamed-single-origin", what, remedy, "confidence")
        articles = [self._articles[key] for key in claim.articles]
        if high and not any(ends_at(article, claim.source) for article in articles):
            what = "is rated high, though all its appearances are in retellings"
            remedy = "record its appearance in the original, or rate it lower"
            yield claim.problem("high-from-retelling", what, remedy, "confidence")
        publishers = {self._articles[key].publisher for key in origins}
        if claim.source and None not in publishers and claim.source not in publishers:
            what = f"does not lead back to an article of its source '{shown_id(claim.source)}'"
            remedy = (
                "add an appearance in such an article, or 'retells' to its articles, "
                "or correct 'source'"
            )
            yield claim.problem("untraced-source", what, remedy, "source")


def _place(places: "array[int]", field: str) -> Place:
    """Return where a field begins. `places` has the lines and columns of the fields in _PLACED."""
    at = 2 * _PLACED.index(field)
    return Place(*places[at : at + 2])


def _may_be_doubtful(claim: Record) -> bool:
    """Whether a claim may have a problem with another code than those of most claims."""
    anonymous, confidence = claim.values.get("anonymous"), claim.values.get("confidence")
    high = isinstance(confidence, int) and confidence >= HIGH
    return anonymous is not None or (high and "speaker" in claim.values)


def _claim(record: Record) -> _SourcedClaim:
    values = record.values
    appearances = [inner for inner in record.nested() if "article" in inner.values]
    return _SourcedClaim(
        key=record.key,
        file=record.file,
        where=record.where,
        speaker=_text(values.get("speaker")),
        anonymous=None if "anonymous" not in values else bool(values["anonymous"]),
        source=_text(values.get("source")),
        confidence=confidence if isinstance(confidence := values.get("confidence"), int) else None,
        articles=tuple(intern(str(each.values["article"])) for each in appearances),
        attributed=any(each.states("attribution") for each in appearances),
    )


def _text(value: object) -> str | None:
    return None if value is None else intern(str(value))  # most recur


def _against_speaker(claim: _SourcedClaim) -> Problem:
    here, there = ("unnamed", "named") if claim.anonymous else ("named", "unnamed")
    what = f"is {here}, but its speaker '{shown_id(claim.speaker or '')}' is {there}"
    remedy = "remove 'anonymous' from the claim, or change it in the speaker's record"
    return claim.problem("anonymous-against-speaker", what, remedy, "anonymous")
