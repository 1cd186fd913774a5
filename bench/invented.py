"""Invented records: the same ones every time.

None of them stays in memory. Records name each other by their numbers, so a million take no
more memory than one.
"""

from collections.abc import Iterator
from typing import NamedTuple

from . import words
from .chance import Dice

Value = str | int | bool | list[str] | list["Record"]
Record = dict[str, Value]

SOURCE = "politico"  # carries the same number of claims whatever the size
SOURCE_CLAIMS = 18
RARE_WORD = "narwhal"  # stands in the same number of claims whatever the size
RARE_CLAIMS = 3

_KINDS = ("event", "numerical", "causal", "position", "prediction")
_BANDS = ("low", "medium", "high")


class Size(NamedTuple):
    """How many records of each kind a file has."""

    claims: int
    articles: int
    sources: int
    speakers: int


def size_of(claims: int) -> Size:
    """Return how many records belong to so many claims."""
    return Size(
        claims,
        articles=max(8, claims // 16),
        sources=min(2000, max(6, claims // 40)),
        speakers=min(2900, max(10, claims // 20)),
    )


def sources(size: Size) -> Iterator[Record]:
    """Yield the sources, politico first."""
    yield {"id": SOURCE, "name": "Politico", "kind": "outlet", "url": "https://politico.example"}
    for number in range(1, size.sources):
        (_, place), paper = _source_parts(number)
        key = _source_id(number)
        yield {
            "id": key,
            "name": f"{place} {paper}",
            "kind": "agency" if paper in ("Wire", "Agency") else "outlet",
            "url": f"https://{key}.example",
        }


def articles(size: Size) -> Iterator[Record]:
    """Yield the articles. Every third retells an earlier one, and is not older than it."""
    dice = Dice("articles")
    for number in range(size.articles):
        publisher = _publisher(number, size)
        article: Record = {
            "id": _article_id(number, size),
            "headline": dice.sentence(),
            "publisher": publisher,
            "url": f"https://{publisher}.example/{number}",
            "date": _day(number, size.articles),
            "language": dice.pick(words.LANGUAGES),
        }
        if number % 3 == 2:
            article["retells"] = [_article_id(dice.below(number), size)]
        else:
            article["original"] = True
        yield article


def speakers(size: Size) -> Iterator[Record]:
    """Yield the speakers. Every eighth is unnamed."""
    for number in range(size.speakers):
        speaker: Record = {"id": _speaker_id(number)}
        if _is_unnamed(number):
            speaker["description"] = words.UNNAMED[number % len(words.UNNAMED)]
            speaker["kind"] = "person"
            speaker["anonymity_reason"] = "to speak candidly"
        else:
            (_, first), (_, last) = _name_parts(number)
            speaker["name"] = f"{first} {last}"
            speaker["kind"] = "person"
            speaker["country"] = words.COUNTRIES[number % len(words.COUNTRIES)]
            speaker["role"] = words.ROLES[number % len(words.ROLES)]
        yield speaker


def claims(size: Size) -> Iterator[Record]:
    """Yield the claims, those of politico and those with the rare word spread evenly."""
    dice = Dice("claims")
    of_source = {number * size.claims // SOURCE_CLAIMS for number in range(SOURCE_CLAIMS)}
    rare = {1 + number * size.claims // RARE_CLAIMS for number in range(RARE_CLAIMS)}
    for number in range(size.claims):
        article = 0 if number in of_source else 1 + dice.below(size.articles - 1)
        claim = _claim(number, article, size, dice)
        if number in rare:
            claim["text"] = f"{claim['text']} Not counting the {RARE_WORD}."
        yield claim


def _claim(number: int, article: int, size: Size, dice: Dice) -> Record:
    speaker = dice.small(size.speakers)
    claim: Record = {
        "id": _claim_id(number),
        "text": f"{dice.sentence()}.",
        "speaker": _speaker_id(speaker),
        "source": _publisher(article, size),
        "confidence": _confidence(speaker, dice),
        "kind": dice.pick(_KINDS),
        "topics": sorted({dice.pick(words.TOPICS) for _ in range(1 + dice.below(2))}),
        "date": _day(article, size.articles),
        "appearances": [_appearance(article, size, dice)],
    }
    if dice.one_in(8):
        also = 1 + dice.below(size.articles - 1)
        if also != article:
            claim["appearances"] = [
                *_records(claim["appearances"]),
                _appearance(also, size, dice),
            ]
    if number and dice.one_in(25):
        claim["supports"] = [_claim_id(dice.below(number))]
    if dice.one_in(20):
        claim["note"] = dice.filled(words.NOTES)
    return claim


def _appearance(article: int, size: Size, dice: Dice) -> Record:
    appearance: Record = {"article": _article_id(article, size), "paragraph": 1 + dice.below(30)}
    if dice.one_in(2):
        appearance["quote"] = dice.filled(words.QUOTES)
    else:
        appearance["wording"] = dice.filled(words.WORDINGS)
    if dice.one_in(3):
        appearance["attribution"] = f"{dice.pick(words.ROLES)}, to the {dice.pick(words.PAPERS)}"
    return appearance


def _confidence(speaker: int, dice: Dice) -> str | int:
    if dice.one_in(10):
        return 30 + dice.below(40)
    return dice.pick(_BANDS[:2] if _is_unnamed(speaker) else _BANDS)


def _records(value: Value) -> list[Record]:
    assert isinstance(value, list)  # noqa: S101 - appearances are
    return [item for item in value if isinstance(item, dict)]


def _claim_id(number: int) -> str:
    topic = words.TOPICS[number % len(words.TOPICS)]
    return f"{topic}-{number:06}"


def _article_id(number: int, size: Size) -> str:
    return f"{_publisher(number, size)}-{number}"


def _publisher(article: int, size: Size) -> str:
    """Return the id of an article's publisher. Politico publishes only article 0."""
    return _source_id(1 + article * 7 % (size.sources - 1)) if article else SOURCE


def _source_id(number: int) -> str:
    (place, _), paper = _source_parts(number)
    return f"{place}-{paper.lower()}"


def _source_parts(number: int) -> tuple[tuple[str, str], str]:
    return words.PLACES[number % len(words.PLACES)], words.PAPERS[number % len(words.PAPERS)]


def _speaker_id(number: int) -> str:
    if _is_unnamed(number):
        return f"unnamed-{number}"
    (first, _), (last, _) = _name_parts(number)
    return f"{first}-{last}"


def _name_parts(number: int) -> tuple[tuple[str, str], tuple[str, str]]:
    names, families = words.FIRST_NAMES, words.LAST_NAMES
    return names[number % len(names)], families[number % len(families)]


def _is_unnamed(speaker: int) -> bool:
    return speaker % 8 == 7


def _day(article: int, articles_in_all: int) -> str:
    """Return the day of an article: 2020 to 2025, and later for greater numbers."""
    month, day = divmod(article * 6 * 12 * 28 // articles_in_all, 28)
    return f"{2020 + month // 12}-{1 + month % 12:02}-{1 + day:02}"
