"""Who says it and what that rests on: rules that take a claim, its speaker and its origins.

Where the trail of a claim ends: from its appearances along `retells` to the origins.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import partial
from itertools import chain
from sys import intern
from typing import NamedTuple

from ..model import SECTIONS
from ..model.problems import Problem, shown_id
from ..model.record import Place, Record, label
from ..model.retellings import EntangledError, Trails, ends, ends_at
from ..model.vocabularies import BANDS
from .single import is_unnamed_speaker

HIGH = next(band.low for band in BANDS if band.word == "high")
_OF_SPEAKER, _OF_WAITING = 100, 520  # bytes, about
_PLACED = ("", "anonymous", "source", "confidence")  # what problems are placed at


class _SourcedClaim(NamedTuple):
    key: str | None
    file: str
    where: Callable[[str], Place]  # a field begins
    speaker: str | None
    anonymous: bool | None  # as the claim states it
    source: str | None
    confidence: int | None
    articles: tuple[str, ...]  # that it appears in
    attributed: bool  # an appearance says how the article names the speaker

    def problem(self, code: str, what: str, remedy: str, field: str = "") -> Problem:
        """Return a problem of the claim, or of a field of it."""
        message = f"{label(SECTIONS['claims'], self.key, '')} {what}"
        return Problem(code, message, remedy, self.file, *self.where(field))

    def kept(self) -> "_SourcedClaim":
        """Return what is kept of it: without its record, which has much more."""
        places = array("Q", chain.from_iterable(map(self.where, _PLACED)))
        return self._replace(where=partial(_place, places))


# What most claims may be told of; the rest is clear of few.
_OF_MOST = frozenset({"no-attribution", "high-from-retelling", "untraced-source"})


class Attribution:
    """Holds each claim against its speaker and the trail of its articles.

    Most claims stand behind both; those that do not are kept until all records are seen.
    """

    codes = frozenset({"anonymous-against-speaker", "unnamed-single-origin", *_OF_MOST})
    sections = ("speakers", "articles", "claims")

    def __init__(self, wanted: Set[str]) -> None:
        self._takes_all = not wanted.isdisjoint(_OF_MOST)
        self._of_records = 0  # bytes
        self._unnamed: dict[str, bool] = {}  # speakers that are declared
        self._articles = Articles()
        self._waiting: list[_SourcedClaim] = []

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a record; return what is doubtful about a claim, if that is clear now."""
        match record.section.name:
            case "speakers":
                self._unnamed[record.key or ""] = is_unnamed_speaker(record)
                self._of_records += _OF_SPEAKER
            case "articles":
                self._articles.add(record)
            case "claims" if self._takes_all or _may_be_doubtful(record):
                claim = _claim(record)
                origins = self._articles.origins(claim.articles, claim.source)
                if origins is not None and (not claim.speaker or claim.speaker in self._unnamed):
                    return list(self._problems(claim, origins))
                self._waiting.append(claim.kept())
                self._of_records += _OF_WAITING + 8 * len(claim.articles)
        return ()

    @property
    def kept(self) -> int:
        """How many bytes it keeps, about, of the records that it was shown."""
        return self._of_records + self._articles.kept

    def problems(self) -> Iterator[Problem]:
        """Yield what is doubtful about the other claims."""
        trails = self._articles.trails()
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
            yield _against_speaker(claim)
        if unnamed and claim.articles and not claim.attributed:
            what = "is unnamed, and no appearance has an 'attribution'"
            remedy = "add how an article names the speaker, in its own words"
            yield claim.problem("no-attribution", what, remedy)
        if origins:
            yield from self._problems_of_trail(claim, origins, unnamed=unnamed)

    def _problems_of_trail(
        self, claim: _SourcedClaim, origins: Sequence[str], *, unnamed: bool
    ) -> Iterator[Problem]:
        high = claim.confidence is not None and claim.confidence >= HIGH
        if unnamed and high and len(origins) == 1:
            what = "is rated high, though its speaker is unnamed and it has only one origin"
            remedy = "rate it medium or lower, or record an article of another origin"
            yield claim.problem("unnamed-single-origin", what, remedy, "confidence")
        if high and not self._is_seen_first_hand(claim):
            what = "is rated high, though all its appearances are in retellings"
            remedy = "record its appearance in the original, or rate it lower"
            yield claim.problem("high-from-retelling", what, remedy, "confidence")
        publishers = {self._articles.article(key).publisher for key in origins}
        if claim.source and None not in publishers and claim.source not in publishers:
            what = f"does not lead back to an article of its source '{shown_id(claim.source)}'"
            remedy = (
                "add an appearance in such an article, or 'retells' to its articles, "
                "or correct 'source'"
            )
            yield claim.problem("untraced-source", what, remedy, "source")

    def _is_seen_first_hand(self, claim: _SourcedClaim) -> bool:
        """Whether an appearance is in an article where its trail ends."""
        articles = map(self._articles.article, claim.articles)
        return any(ends_at(article, claim.source) for article in articles)


def _place(places: "array[int]", field: str) -> Place:
    """Return where a field begins, from the lines and columns of those in _PLACED."""
    at = 2 * _PLACED.index(field)
    return Place(*places[at : at + 2])


def _may_be_doubtful(claim: Record) -> bool:
    """Whether it may be told of anything but _OF_MOST."""
    anonymous, confidence = claim.values.get("anonymous"), claim.values.get("confidence")
    high = isinstance(confidence, int) and confidence >= HIGH
    return anonymous is not None or (high and "speaker" in claim.values)


def _claim(record: Record) -> _SourcedClaim:
    values = record.values
    seen = [inner for inner in record.nested() if "article" in inner.values]
    return _SourcedClaim(
        key=record.key,
        file=record.file,
        where=record.where,
        speaker=_text(values.get("speaker")),
        anonymous=None if "anonymous" not in values else bool(values["anonymous"]),
        source=_text(values.get("source")),
        confidence=confidence if isinstance(confidence := values.get("confidence"), int) else None,
        articles=tuple(intern(str(inner.values["article"])) for inner in seen),
        attributed=any(inner.states("attribution") for inner in seen),
    )


def _text(value: object) -> str | None:
    return None if value is None else intern(str(value))  # most recur


def _against_speaker(claim: _SourcedClaim) -> Problem:
    words = ("unnamed", "named") if claim.anonymous else ("named", "unnamed")
    what = f"is {words[0]}, but its speaker '{shown_id(claim.speaker or '')}' is {words[1]}"
    remedy = "remove 'anonymous' from the claim, or change it in the speaker's record"
    return claim.problem("anonymous-against-speaker", what, remedy, "anonymous")


_OF_ARTICLE, _OF_RETOLD = 200, 8  # bytes, about
_AT_ONCE = 100  # steps of a trail that is followed as soon as a claim is seen


class TracedArticle(NamedTuple):
    """What of an article decides where a trail ends."""

    publisher: str | None
    retells: tuple[str, ...]


class Articles:
    """The articles of a corpus, and what they retell."""

    def __init__(self) -> None:
        self.kept = 0  # bytes, about
        self._articles: dict[str, TracedArticle] = {}

    def add(self, article: Record) -> None:
        """Take note of an article."""
        publisher, retells = article.values.get("publisher"), article.values.get("retells")
        originals = tuple(map(intern, retells)) if isinstance(retells, list) else ()  # most recur
        self._articles[article.key or ""] = TracedArticle(
            None if publisher is None else intern(str(publisher)), originals
        )
        self.kept += _OF_ARTICLE + _OF_RETOLD * len(originals)

    def article(self, key: str) -> TracedArticle:
        """Return an article of a trail whose origins are known."""
        return self._articles[key]

    def origins(self, articles: Iterable[str], source: str | None) -> tuple[str, ...] | None:
        """Return the articles at which the trails of these end.

        None if one leaves the articles that have been added, or is too long to be followed now.
        """
        try:
            return ends(articles, source, self._articles, _AT_ONCE)
        except EntangledError:
            return None

    def trails(self) -> Trails:
        """Return the trails of all articles, once these have been added."""
        return Trails(self._articles)
