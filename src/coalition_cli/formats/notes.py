"""Records in full as Markdown, to paste into the notes of a story."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ..answers.contents import PARTICULARS, RELATIONS, Kind, Relation
from ..answers.dossier import Dossier, origins_in_words
from ..answers.parts import Part, embargo_in_words, ratings_by, today
from ..model import Type
from ..model.answer import Values
from ..model.vocabularies import CONFIDENCE_MAX, CREDIBILITY, RELIABILITY, confidence_word
from ..reading.partial import pieces
from ..words import any_case
from ..words.unnamed import called, mark_within, marked
from .markdown import heading, inline, items, link, partial, quotation

_LINKS = ("url", "archived")
_MEANINGS: Mapping[str, Mapping[Any, str]] = MappingProxyType(
    {"credibility": CREDIBILITY, "reliability": RELIABILITY}
)


def notes(dossiers: Iterable[Dossier]) -> Iterator[str]:
    """Yield the note of each record, with its heading on the second level."""
    for dossier in dossiers:
        yield from _note(dossier)


def _note(dossier: Dossier) -> Iterator[str]:
    section, record = dossier.section, dossier.record
    leads = [name for name in section.leads if record[name]]
    words = [inline(record[name]) for name in leads] or [inline(record[section.key])]
    if leads and section.field(leads[0]).says_who:
        words[0] += mark_within(record, leads[0])
    yield heading(2, words[0])
    yield from (f"{line}\n\n" for line in words[1:])
    yield items(_particulars(dossier))
    if dossier.related.get("appearances"):
        yield from _appearances(dossier)
    for kind in dossier.parts():
        yield heading(3, kind.title.capitalize())
        yield items(map(_part, kind.parts))
    if dossier.uncorrected.rows:
        yield heading(3, "Still uncorrected in")
        yield items(map(_carrier, dossier.uncorrected.rows))
    for relation in RELATIONS[section.name]:
        related = dossier.related.get(relation.name)
        if related and relation.title:
            yield heading(3, relation.title.capitalize())
            yield items(_related(row, relation, record) for row in related.rows)


def _particulars(dossier: Dossier) -> Iterator[str]:
    """Yield the known fields of a record, the first its id and the last its place."""
    section, record = dossier.section, dossier.record
    yield f"**{section.singular}:** {inline(record[section.key])}"
    for particular in PARTICULARS[section.name]:
        value = record[particular.field]
        if particular.always or (value is not None and value != []):
            title = particular.title or particular.field.replace("_", " ")
            yield f"**{title}:** {_value(dossier, particular.field, particular.kind)}"
    if record.get("extra"):
        yield f"**extra:** {inline(record['extra'])}"
    if record.get("file"):
        yield f"**stated in:** {inline(record['file'])}:{record['line']}"


def _value(dossier: Dossier, name: str, kind: Kind) -> str:
    record = dossier.record
    value = record[name]
    match kind:
        case Kind.WHO:
            return _who(dossier, name)
        case Kind.PRINCIPAL:
            [row] = dossier.rows("principal")
            return inline(marked(called(row), row["anonymous"]))
        case Kind.NAMED:
            return inline(record[f"{name}_name"]) if value else "not known"
        case Kind.SCALE:
            return _rated(value)
        case Kind.GRADE:
            return f"{value} {_MEANINGS[name][value]}"
        case Kind.ORIGINS:
            return origins_in_words(record)
        case Kind.EMBARGO:
            return embargo_in_words(str(value), today())
    if dossier.section.field(name).type is Type.BOOLEAN:
        return "not known" if value is None else "yes" if value else "no"
    if isinstance(value, Mapping):  # the reference of a fact
        return link(value["title"] or value["url"], value["url"])
    return _linked(name, value)


def _who(dossier: Dossier, name: str) -> str:
    if dossier.record["speaker_name"] is None:
        return "nobody is credited"
    reasons = [row["anonymity_reason"] for row in dossier.rows(name)]
    terms = [f"terms: {row['terms']}" for row in dossier.rows(name) if row["terms"]]
    known = (inline(reason) for reason in reasons if reason)
    return ", ".join([_speaker(dossier.record), *known, *terms])


def _rated(value: object) -> str:
    if not isinstance(value, int):
        return "not rated"
    return f"{confidence_word(value)}, {value} of {CONFIDENCE_MAX}"


def _speaker(row: Values, name: str = "speaker_name") -> str:
    return inline(row[name]) + mark_within(row, name)


def _appearances(dossier: Dossier) -> Iterator[str]:
    """Yield the quotes with who said them, then where the claim appears."""
    rows = dossier.rows("appearances")
    if any(row["quote"] for row in rows):
        yield heading(3, "In these words")
    for row in rows:
        if row["quote"]:
            who = ", ".join([*_credits(row), _place(dossier, row)])
            yield (
                partial(_partial(row), who)
                if row["wording"]
                else quotation(inline(row["quote"]), who)
            )
    yield heading(3, "Where it appears")
    yield items(_appearance(dossier, row) for row in rows)


def _partial(row: Values) -> str:
    """Return a wording with the quote in it."""
    return inline("".join(piece for piece, _ in pieces(str(row["wording"]), str(row["quote"]))))


def _appearance(dossier: Dossier, row: Values) -> str:
    known = dossier.articles.get(str(row["article"]))
    parts = [_place(dossier, row)]
    if known and known.retells:
        parts.append(f"retells {inline(', '.join(known.retells))}")
    if not row["quote"]:
        parts += [f"credits {credited}" for credited in _credits(row)[:1]]
        parts += [f"in its own words: {inline(row['wording'])}"] if row["wording"] else []
    parts += [f"{name}: {inline(row[name])}" for name in ("verb", "terms", "extra") if row[name]]
    return "; ".join(parts)


def _credits(row: Values) -> Sequence[str]:
    """Return who an article credits, and how it calls the speaker if that differs."""
    if not row["speaker_name"]:
        return [_speaker(row, "attribution")] if row["attribution"] else ["nobody is credited"]
    here, name = str(row["attribution"] or ""), str(row["speaker_name"])
    if here and any_case(here) != any_case(name):
        return [f"{_speaker(row)}, there called “{inline(here)}”"]
    return [_speaker(row)]


def _place(dossier: Dossier, row: Values) -> str:
    """Return an article as a link, with its publisher, its date and the paragraph."""
    known = dossier.articles.get(str(row["article"]))
    shown = [link((known and known.headline) or row["article"], known and known.url)]
    if known:
        shown += [inline(value) for value in (known.publisher_name, known.date) if value]
    if row["paragraph"]:
        shown.append(f"¶{row['paragraph']}")
    if row["locator"]:
        shown.append(inline(row["locator"]))
    return ", ".join(shown)


def _part(part: Part) -> str:
    """Return a record within the record, what it states below each other."""
    beside = [inline(value) for value in (part.by, part.date) if value is not None]
    if part.lead is not None:
        lead = f"“{inline(part.lead)}”" if part.is_verdict else f"**{inline(part.lead)}**"
        beside.insert(0, lead)
    elif part.is_verdict:
        beside.insert(0, "no verdict")
    details = (f"  - {title}: {_linked(title, value)}" for title, value in part.details)
    return "\n".join([", ".join(beside) or "–", *details])


def _linked(name: str, value: object) -> str:
    return link(value, value) if name in _LINKS else inline(value)


def _carrier(row: Values) -> str:
    """Return an article that carries what was corrected, or perhaps does."""
    shown = [link(row["headline"] or row["id"], row["url"])]
    shown += [inline(value) for value in (row["publisher_name"], row["date"]) if value]
    shown += [f"not known: {row['doubt']}"] if row["doubt"] else []
    return f"{', '.join(shown)} ({inline(row['id'])})"


def _related(row: Values, relation: Relation, of: Values) -> str:
    """Return a related record: its text, who said it if that is asked, verdicts, and its id."""
    key = row.get("id") or row.get("claim") or row.get("country")
    words = row.get("text") or row.get("headline") or row.get("name")
    shown = link(words, row.get("url")) if words else ""
    if relation.credited and row.get("speaker_name"):
        shown += f" — {_speaker(row)}"
    for verdict in ratings_by(of["id"], row) if relation.rated else ():
        shown += f"; rated “{inline(verdict)}”"
    return f"{shown} ({inline(key)})" if shown else inline(key)
