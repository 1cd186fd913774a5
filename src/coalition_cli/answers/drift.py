"""Appearances → how far each has moved from its claim's origin, in words and in attribution.

Drift goes from 0 to 100. Half of it is how different the words are: half of 100 - similarity. A
changed quotation adds 10. Another speaker adds 50, because who said it matters more than the words.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..index import Index
from ..model.answer import Answer, Row, listed
from ..model.results import RESULTS
from ..model.retellings import Trails
from ..query import Question, Sort, check_fields, in_order
from ..reading.partial import holds
from ..words.unnamed import marked
from ..words.wordings import similarity
from .articles import Article, add_articles, growing, records_with

OTHER_QUOTE = 10  # words in quotation marks differ from the origin's
OTHER_SPEAKER = 50  # somebody else is credited
MOST = 100


class Appearance(NamedTuple):
    """A claim in an article; its fields are those of the field table."""

    claim: str
    article: str
    quote: str | None
    wording: str | None
    attribution: str | None
    speaker: str | None  # credited by the article: the claim's speaker unless it states another
    speaker_name: str | None
    anonymous: bool | None
    source: str | None
    file: str
    line: int


def _words(origin: Appearance, seen: Appearance) -> tuple[str | None, str | None]:
    """Return the words of two appearances that are compared: like with like.

    That is what both articles have around a quote, or in their own words; else the two quotes.
    """
    if origin.wording and seen.wording:
        return origin.wording, seen.wording
    return origin.quote or origin.wording, seen.quote or seen.wording


class ClaimMade(NamedTuple):
    """Who made a claim; its fields are those of the field table."""

    id: str
    speaker: str | None
    speaker_name: str | None
    anonymous: bool | None


class Drift(NamedTuple):
    """An appearance beside the origin, with the fields of RESULTS["drift"]."""

    claim: str
    article: str
    origin: str
    quote: str | None
    wording: str | None
    words: str | None  # of the two, what is compared with the origin's
    origin_words: str | None
    similarity: int | None
    attribution: str | None
    origin_attribution: str | None
    speaker: str | None
    credited: str | None
    drift: int | None
    language: str | None
    translated_from: str | None
    speaker_name: str | None
    credited_name: str | None
    file: str
    line: int


class Recorded:
    """The appearances of a claim, by their articles."""

    def __init__(self, claim: ClaimMade, appearances: Iterable[Appearance]) -> None:
        self.claim = claim
        self._by_article: dict[str, list[Appearance]] = {}
        for appearance in appearances:
            self._by_article.setdefault(appearance.article, []).append(appearance)

    def at(self, origin: str, seen: Appearance) -> list[Appearance]:
        """Return the claim's appearances at an origin; one without words if none is recorded."""
        claim = self.claim
        unrecorded = seen._replace(
            article=origin,
            quote=None,
            wording=None,
            attribution=None,
            speaker=claim.speaker,
            speaker_name=claim.speaker_name,
            anonymous=claim.anonymous,
        )
        return self._by_article.get(origin) or [unrecorded]


def origins_of(seen: Appearance, trails: Trails) -> tuple[str, ...]:
    """Return the articles that an appearance goes back to.

    There are none if it stands in an origin itself, or if its trail leads to an unknown article.
    """
    ends = trails.ends([seen.article], seen.source) or ()
    return () if seen.article in ends else ends


def compared(
    seen: Appearance, recorded: Recorded, trails: Trails, articles: Mapping[str, Article]
) -> Drift | None:
    """Compare an appearance with the nearest origin; return None if it has no origin.

    `recorded` are the appearances of its claim.
    """
    origins = origins_of(seen, trails)
    if not origins:
        return None
    there = (origin for key in origins for origin in recorded.at(key, seen))
    return min((_since(origin, seen, articles) for origin in there), key=_farness)


def _since(origin: Appearance, seen: Appearance, articles: Mapping[str, Article]) -> Drift:
    """Return the drift of an appearance since one origin."""
    article = articles[seen.article]
    there, here = _words(origin, seen)
    alike = drift = None
    if not _in_another_language(article, articles[origin.article]):
        if there and here:
            alike = similarity(there, here)
        drift = _drift(alike, requoted=_requoted(origin, seen), other=_is_other(origin, seen))
    return Drift(
        claim=seen.claim,
        article=seen.article,
        origin=origin.article,
        quote=seen.quote,
        wording=seen.wording,
        words=here,
        origin_words=there,
        similarity=alike,
        attribution=_marked(seen.attribution, seen),
        origin_attribution=_marked(origin.attribution, origin),
        speaker=origin.speaker,
        credited=seen.speaker,
        drift=drift,
        language=article.language,
        translated_from=article.translated_from,
        speaker_name=_marked(origin.speaker_name, origin),
        credited_name=_marked(seen.speaker_name, seen),
        file=seen.file,
        line=seen.line,
    )


def _requoted(origin: Appearance, seen: Appearance) -> bool:
    """Whether the words in quotation marks are not those of the origin.

    If the origin has only a wording, a quote that stands in it is not changed.
    """
    there = origin.quote or origin.wording
    if not seen.quote or not there:
        return False
    if seen.wording and not origin.quote:
        return not holds(there, seen.quote)
    return similarity(there, seen.quote) < MOST


def _drift(alike: int | None, *, requoted: bool, other: bool) -> int | None:
    """Return the drift for a similarity and a speaker; None if neither says anything."""
    if alike is None:
        return OTHER_SPEAKER if other else None
    reworded = (MOST - alike + 1) // 2 + (OTHER_QUOTE if requoted else 0)
    return min(reworded + (OTHER_SPEAKER if other else 0), MOST)


def _is_other(origin: Appearance, seen: Appearance) -> bool:
    """Whether the two credit different speakers; a missing speaker is not a different one."""
    return None not in (origin.speaker, seen.speaker) and origin.speaker != seen.speaker


def _in_another_language(article: Article, origin: Article) -> bool:
    """Whether two articles are known to be in different languages; en-GB is en."""
    language, there = _primary(article.language), _primary(origin.language)
    if language and there:
        return language != there
    # An article that was translated from the origin's language is in another one.
    return there is not None and there == _primary(article.translated_from)


def _primary(tag: str | None) -> str | None:
    """Return the language of an IETF tag (RFC 5646): its first subtag."""
    return tag.replace("_", "-").partition("-")[0].casefold() if tag else None


def _marked(name: str | None, appearance: Appearance) -> str | None:
    """Return a name, with the mark of the speaker whom the appearance credits."""
    return marked(name, appearance.anonymous)


def _farness(drift: Drift) -> tuple[int, bool, int]:
    """Return what orders origins: the nearest words first, words that cannot be compared last."""
    alike = -1 if drift.similarity is None else drift.similarity
    return -alike, drift.drift is None, drift.drift or 0


def drifts(index: Index, question: Question) -> Iterator[Drift]:
    """Yield how far a question's appearances have moved, in the question's order.

    Appearances in articles that are no retellings are left out.
    """

    def rows(names: Iterable[str]) -> Iterator[Row]:
        return index.rows(question._replace(fields=check_fields(question.section, names))).rows()

    articles: dict[str, Article] = {}
    add_articles(index, {str(article) for (article,) in rows(["article"])}, articles)
    trails = Trails(articles)
    recorded: dict[str, Recorded] = {}
    for batch in growing(map(Appearance._make, rows(Appearance._fields))):
        retold = [appearance for appearance in batch if origins_of(appearance, trails)]
        recorded = _recorded(index, [appearance.claim for appearance in retold], recorded)
        for appearance in retold:
            drift = compared(appearance, recorded[appearance.claim], trails, articles)
            if drift is not None:
                yield drift


def _recorded(
    index: Index, keys: Iterable[str], known: Mapping[str, Recorded]
) -> dict[str, Recorded]:
    """Return the appearances of these claims; known ones are not asked for again."""
    wanted = [key for key in dict.fromkeys(keys) if key not in known]
    seen: dict[str, list[Appearance]] = {}
    for appearance in records_with(index, "appearances.claim", wanted, Appearance):
        seen.setdefault(appearance.claim, []).append(appearance)
    claims = records_with(index, "claims.id", wanted, ClaimMade)
    new = {claim.id: Recorded(claim, seen[claim.id]) for claim in claims}
    return {key: new.get(key) or known[key] for key in keys}


def drift(index: Index, question: Question) -> Answer:
    """Return the drifts of a question's appearances: in its order, then the most changed first.

    Its sorts are by fields of RESULTS["drift"].
    """
    sorts = (*question.sorts, Sort("drift", descending=True))
    rows = in_order(drifts(index, question._replace(sorts=())), sorts, getattr)
    return listed(RESULTS["drift"], RESULTS["drift"].fields, rows)
