"""A dossier → what the page says of a claim."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from ..answers.contents import RELATIONS
from ..answers.dossier import ChainStep, Dossier, Passed, origins_in_words, steps
from ..answers.drift import Drift
from ..answers.parts import Part as Stated
from ..answers.parts import embargo_in_words
from ..model.answer import Values
from ..model.vocabularies import BANDS, CREDIBILITY, confidence_word
from ..reading.partial import pieces
from ..words import UNSPACED
from ..words.safe import visible
from ..words.unnamed import called
from ..words.wordings import Fate, changes
from .texts import address, anchor, href, marked, shown
from .values import (
    Article,
    Carrier,
    Claim,
    Confidence,
    Link,
    Part,
    Parts,
    Piece,
    Related,
    Relation,
    Speaker,
    Step,
    Wording,
)

_DETAILS = ("role", "affiliation", "party", "country", "anonymity_reason", "terms")
_ADDRESSES = ("url", "archived")
_NOT_RATED = "not rated"
_SAME = 100  # similarity


class Known(NamedTuple):
    """What is known beside a dossier."""

    claims: Set[str]  # ids of the claims that are on the page
    articles: Mapping[str, Values]  # the articles that these appear in, by their ids
    as_of: str  # the day


def claim_of(dossier: Dossier, known: Known) -> Claim:
    """Return what the page says of a claim."""
    record = dossier.record
    name, mark = marked(record)
    return Claim(
        id=shown(record["id"]),
        anchor=anchor(record["id"]),
        href=href(record["id"]),
        text=shown(record["text"]),
        speaker=Speaker(
            shown(record["speaker"]),
            name,
            record["anonymous"] is True,
            mark,
            *_of_speaker(dossier.rows("speaker")),
        ),
        principal=_principal(dossier.rows("principal")),
        source=shown(record["source"]),
        source_name=shown(record["source_name"]),
        confidence=confidence(record["confidence"]),
        credibility=_credibility(record["credibility"]),
        kind=shown(record["kind"]),
        topics=[shown(topic) for topic in _list(record["topics"])],
        date=shown(record["date"]),
        place=shown(record["place"]),
        context=shown(record["context"]),
        language=shown(record["language"]),
        status=shown(record["status"]),
        direct=record["direct"] is True,
        origins=_number(record["origins"]),
        origins_in_words=origins_in_words(record),
        chain=[_step(step, known) for step in steps(dossier)[0]],
        wordings=list(_wordings(dossier, known)),
        relations=list(_relations(dossier, known)),
        parts=[Parts(kind.title, [_part(part) for part in kind.parts]) for kind in dossier.parts()],
        uncorrected=[
            Carrier(_article(str(row["id"]), row, known), shown(row["doubt"]))
            for row in dossier.uncorrected.rows
        ],
        notes=list(_notes(dossier, known.as_of)),
    )


def confidence(value: object) -> Confidence:
    """Return a confidence of 0 to 100 with its word and the range of that."""
    number = _number(value)
    word = confidence_word(number)
    for band in BANDS:
        if band.word == word:
            return Confidence(number, word, band.low, band.high)
    return Confidence(None, _NOT_RATED, 0, 0)


def _credibility(value: object) -> str:
    return f"{value} {CREDIBILITY[value]}" if isinstance(value, int) else ""


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _of_speaker(rows: Sequence[Values]) -> tuple[list[str], str]:
    """Return what else is known of a speaker, and the address of a page about the speaker."""
    row: Values = rows[0] if rows else {}
    details = [shown(row[name]) for name in _DETAILS if row.get(name)]
    return details, address(row.get("url"))


def _principal(rows: Sequence[Values]) -> Speaker | None:
    """Return for whom a spokesperson speaks: a record, or an id that none declares."""
    for row in rows:
        anonymous = row.get("anonymous")
        name = called(row) if "name" in row else row["id"]
        shown_name, mark = marked({"called": name, "anonymous": anonymous}, "called")
        details = _of_speaker(rows)
        return Speaker(shown(row["id"]), shown_name, anonymous is True, mark, *details)
    return None


def _article(key: str, row: Values | None, known: Known) -> Article:
    """Return an article, as the data has it, or as a row names it."""
    whole: Values = known.articles.get(key) or row or {}
    headline = shown(whole.get("headline"))
    return Article(
        id=shown(key),
        headline=headline or shown(key),
        publisher=shown(whole.get("publisher_name")),
        authors=shown(whole.get("authors")),
        date=shown(whole.get("date")),
        language=shown(whole.get("language")),
        url=address(whole.get("url")),
        archived=address(whole.get("archived")),
        known=bool(whole),
    )


def _place(appearance: Values) -> str:
    paragraph = f"¶{appearance['paragraph']}" if appearance["paragraph"] else ""
    return f"{paragraph} {shown(appearance['locator'])}".strip()


def _step(step: ChainStep, known: Known) -> Step:
    row = step.known._asdict() if isinstance(step.known, Passed) else None
    return Step(
        level=step.level,
        article=_article(step.article, row, known),
        place=_place(step.appearance) if step.appearance else "",
        recorded=step.appearance is not None,
    )


def _wordings(dossier: Dossier, known: Known) -> Iterator[Wording]:
    for row, drift in zip(dossier.rows("appearances"), dossier.drifts, strict=True):
        key = str(row["article"])
        passed = dossier.articles.get(key)
        article = _article(key, passed._asdict() if passed else None, known)
        attribution, mark = marked(row, "attribution")
        before, now = _credited(drift)
        compared = drift is not None and drift.similarity not in (None, _SAME)
        yield Wording(
            article=article,
            place=_place(row),
            quoted=drift.words == drift.quote if drift and compared else not row["wording"],
            pieces=_compared(drift) if drift and compared else _as_written(row),
            quote=shown(row["quote"]) if row["wording"] else "",
            note=_note(drift),
            attribution=attribution,
            mark=mark,
            credited_before=before,
            credited_now=now,
            verb=shown(row["verb"]),
            terms=shown(row["terms"]),
            origin=shown(drift.origin) if drift else "",
            similarity=drift.similarity if drift else None,
            drift=drift.drift if drift else None,
            language=article.language,
        )


def _compared(drift: Drift) -> list[Piece]:
    """Return the words of an appearance with those of the origin, marked."""
    found: list[Piece] = []
    for fate, text in changes(str(drift.origin_words), str(drift.words)):
        words = shown(text)
        before = found[-1].text if found else ""
        apart = before and not re.search(f"{UNSPACED}$", before) and not re.match(UNSPACED, words)
        found.append(Piece(fate.value, f" {words}" if apart else words))
    return found


def _as_written(row: Values) -> list[Piece]:
    """Return the words of an appearance: the quote, or the wording with the quote in it."""
    quote, wording = row["quote"], row["wording"]
    text = shown(quote or wording)
    if quote and wording:
        text = visible("".join(piece for piece, _ in pieces(str(wording), str(quote))))
    return [Piece(Fate.KEPT.value, text)] if text else []


def _note(drift: Drift | None) -> str:
    """Return why words are not compared, or what they were translated from."""
    if drift is None:
        return ""
    notes = [f"translated from {shown(drift.translated_from)}"] if drift.translated_from else []
    if drift.similarity is None and drift.origin_words and drift.words:
        notes.append("in another language: not compared")
    return ", ".join(notes)


def _credited(drift: Drift | None) -> tuple[str, str]:
    """Return whom the origin credits and whom this article does, if these are two speakers."""
    if drift is None or None in (drift.speaker, drift.credited) or drift.speaker == drift.credited:
        return "", ""
    before = drift.origin_attribution or drift.speaker_name
    return shown(before), shown(drift.attribution or drift.credited_name)


def _relations(dossier: Dossier, known: Known) -> Iterator[Relation]:
    for relation in RELATIONS["claims"]:
        rows = dossier.rows(relation.name) if relation.title else ()
        if rows:
            related = [_related(row, relation.section, known) for row in rows]
            yield Relation(relation.name, relation.title, related)


def _related(row: Values, section: str, known: Known) -> Related:
    key = row.get("id") or row.get("country")
    text = shown(row.get("text") or row.get("name"))
    leads = href(key) if section == "claims" and str(key) in known.claims else ""
    if isinstance(reference := row.get("reference"), dict):
        leads = address(reference["url"])
    name, mark = marked(row)
    said_by = f"{name} {mark}".strip()
    return Related(shown(key), text, leads, said_by, row.get("anonymous") is True)


def _part(part: Stated) -> Part:
    details = [
        (title, Link(shown(value), address(value) if title in _ADDRESSES else ""))
        for title, value in part.details
    ]
    return Part(shown(part.lead), part.is_verdict, shown(part.by), shown(part.date), details)


def _notes(dossier: Dossier, as_of: str) -> Iterator[tuple[str, str]]:
    record = dossier.record
    if record["embargo"]:
        yield "embargo", embargo_in_words(str(record["embargo"]), as_of)
    for name in ("note", "extra"):
        if record[name]:
            yield name, shown(record[name])
    for row in dossier.rows("appearances"):
        if row["extra"]:
            yield f"extra of {shown(row['article'])}", shown(row["extra"])
