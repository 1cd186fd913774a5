"""Appearances → how far each has moved from its claim's origin, in words and in attribution.

Who said it outweighs how it was worded: drift is half of what similarity lacks to 100, and
10 more where words in quotation marks changed, and 50 more where another speaker is credited.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..index import Index
from ..model.results import RESULTS
from ..model.retellings import Trails
from ..query import Question, Sort, check_fields, in_order
from ..words.unnamed import marked
from ..words.wordings import similarity
from .answer import Answer, listed
from .articles import BATCH, Article, asked, batches, learn

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
    speaker: str | None  # whom the article credits: the claim's speaker unless it states another
    speaker_name: str | None
    anonymous: bool | None
    source: str | None
    file: str
    line: int

    @property
    def words(self) -> str | None:
        """The words in which the claim stands there."""
        return self.quote or self.wording


class Claim(NamedTuple):
    """Who made a claim; its fields are those of the field table."""

    id: str
    speaker: str | None
    speaker_name: str | None
    anonymous: bool | None


class Drift(NamedTuple):
    """An appearance beside the origin: the fields of the section `drift` in results.py."""

    claim: str
    article: str
    origin: str
    quote: str | None
    wording: str | None
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

    def __init__(self, claim: Claim, appearances: Iterable[Appearance]) -> None:
        self.claim = claim
        self._by_article: dict[str, list[Appearance]] = {}
        for one in appearances:
            self._by_article.setdefault(one.article, []).append(one)

    def at(self, origin: str, seen: Appearance) -> list[Appearance]:
        """Return how the claim appears at an origin; without words where that is not recorded."""
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

    Empty where it stands in an origin itself, or its trail leaves the articles that are known.
    """
    found = trails.ends([seen.article], seen.source) or ()
    return () if seen.article in found else found


def compared(
    seen: Appearance, recorded: Recorded, trails: Trails, articles: Mapping[str, Article]
) -> Drift | None:
    """Hold an appearance against the origin that it is nearest to; None where it has none.

    `recorded` are the appearances of its claim.
    """
    origins = origins_of(seen, trails)
    if not origins:
        return None
    there = (one for key in origins for one in recorded.at(key, seen))
    return min((_held_against(one, seen, articles) for one in there), key=_farness)


def _held_against(origin: Appearance, seen: Appearance, articles: Mapping[str, Article]) -> Drift:
    article = articles[seen.article]
    alike = moved = None
    if not _in_another_language(article, articles[origin.article]):
        if origin.words and seen.words:
            alike = similarity(origin.words, seen.words)
        moved = _drift(alike, quoted=bool(seen.quote), other=_is_other(origin, seen))
    return Drift(
        claim=seen.claim,
        article=seen.article,
        origin=origin.article,
        quote=seen.quote,
        wording=seen.wording,
        origin_words=origin.words,
        similarity=alike,
        attribution=_marked(seen.attribution, seen),
        origin_attribution=_marked(origin.attribution, origin),
        speaker=origin.speaker,
        credited=seen.speaker,
        drift=moved,
        language=article.language,
        translated_from=article.translated_from,
        speaker_name=_marked(origin.speaker_name, origin),
        credited_name=_marked(seen.speaker_name, seen),
        file=seen.file,
        line=seen.line,
    )


def _drift(alike: int | None, *, quoted: bool, other: bool) -> int | None:
    """Return the drift of words that are so much alike; None where nothing can be said of it."""
    if alike is None:
        return OTHER_SPEAKER if other else None
    reworded = (MOST - alike + 1) // 2
    requoted = OTHER_QUOTE if quoted and reworded else 0
    return min(reworded + requoted + (OTHER_SPEAKER if other else 0), MOST)


def _is_other(origin: Appearance, seen: Appearance) -> bool:
    """Whether the two credit different speakers; nobody is not somebody else."""
    return None not in (origin.speaker, seen.speaker) and origin.speaker != seen.speaker


def _in_another_language(article: Article, origin: Article) -> bool:
    """Whether it is known that two articles are in different languages; en-GB is en."""
    language, there = _primary(article.language), _primary(origin.language)
    if language and there:
        return language != there
    # What was translated from the origin's language is not in it any more.
    return there is not None and there == _primary(article.translated_from)


def _primary(tag: str | None) -> str | None:
    """Return the language of an IETF tag (RFC 5646): its first subtag."""
    return tag.replace("_", "-").partition("-")[0].casefold() if tag else None


def _marked(name: str | None, appearance: Appearance) -> str | None:
    """Return a name with the word that marks who is unnamed."""
    return marked(name, appearance.anonymous)


def _farness(drift: Drift) -> tuple[int, bool, int]:
    """Return what orders origins: the nearest words first, what cannot be compared last."""
    alike = -1 if drift.similarity is None else drift.similarity
    return -alike, drift.drift is None, drift.drift or 0


def drifts(index: Index, question: Question) -> Iterator[Drift]:
    """Yield how far the appearances that a question means have moved, in the question's order.

    Those in articles that are no retellings are left out.
    """
    keys, fields = (
        check_fields(question.section, names) for names in (["article"], Appearance._fields)
    )
    articles: dict[str, Article] = {}
    learn(
        index, {str(key) for (key,) in index.rows(question._replace(fields=keys)).rows()}, articles
    )
    trails = Trails(articles)
    appearances = map(Appearance._make, index.rows(question._replace(fields=fields)).rows())
    recorded: dict[str, Recorded] = {}
    for batch in batches(appearances, BATCH):
        retold = [one for one in batch if origins_of(one, trails)]
        recorded = _recorded(index, [one.claim for one in retold], recorded)
        for one in retold:
            drift = compared(one, recorded[one.claim], trails, articles)
            if drift is not None:
                yield drift


def _recorded(
    index: Index, keys: Iterable[str], known: Mapping[str, Recorded]
) -> dict[str, Recorded]:
    """Return the appearances of these claims; what is known of them is not asked for again."""
    wanted = [key for key in dict.fromkeys(keys) if key not in known]
    seen: dict[str, list[Appearance]] = {}
    for one in asked(index, "appearances", Appearance, "claim", wanted):
        seen.setdefault(one.claim, []).append(one)
    claims = asked(index, "claims", Claim, "id", wanted)
    new = {claim.id: Recorded(claim, seen[claim.id]) for claim in claims}
    return {key: new.get(key) or known[key] for key in keys}


def drift(index: Index, question: Question) -> Answer:
    """Return the drifts of appearances in the order of a question's sorts, then most changed first.

    The sorts are by fields of RESULTS["drift"].
    """
    sorts = (*question.sorts, Sort("drift", descending=True))
    rows = in_order(drifts(index, question._replace(sorts=())), sorts, getattr)
    return listed(RESULTS["drift"], RESULTS["drift"].fields, rows)
