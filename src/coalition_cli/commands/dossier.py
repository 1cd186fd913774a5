"""A record and all that belongs to it, gathered for its page."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from ..answers.articles import BATCH, STEPS, batches
from ..index import Index
from ..model import SECTIONS, Field, Section
from ..model.answer import Values
from ..presenting.page import Dossier, Related
from ..query import Question, Term, check_fields, query_field

Kind = TypeVar("Kind", bound=NamedTuple)

# What a page shows beside its record: a title, the section, and the field that names the record.
_RELATED: dict[str, Sequence[tuple[str, str, str]]] = {
    "claims": (
        ("supported by", "claims", "supports"),
        ("contradicted by", "claims", "contradicts"),
        ("supported by facts", "facts", "supports"),
        ("contradicted by facts", "facts", "contradicts"),
        ("members that it names", "members", "claim"),
    ),
    "facts": (("members that it is about", "members", "fact"),),
    "speakers": (
        ("claims", "claims", "speaker"),
        ("on behalf of this speaker", "claims", "on_behalf_of"),
    ),
    "sources": (("articles", "articles", "publisher"), ("claims", "claims", "source")),
    "articles": (("retold by", "articles", "retells"), ("claims", "appearances", "article")),
    "topics": (("claims", "claims", "topic"),),
}
# The records that a record's own fields name.
_NAMED: dict[str, Sequence[tuple[str, str, str]]] = {
    "claims": (
        ("speaker", "speakers", "speaker"),
        ("on behalf of", "speakers", "on_behalf_of"),
        ("source", "sources", "source"),
        ("supports", "claims", "supports"),
        ("contradicts", "claims", "contradicts"),
    ),
    "facts": (("supports", "claims", "supports"), ("contradicts", "claims", "contradicts")),
    "members": (("named by claims", "claims", "claims"), ("facts", "facts", "facts")),
    "articles": (("retells", "articles", "retells"),),
}


# What the chain of a claim tells of an article, and what decides how far words have moved there.
_OF_TRAIL = check_fields(
    SECTIONS["articles"],
    ("id", "publisher", "publisher_name", "date", "retells", "language", "translated_from"),
)


def dossier(index: Index, section: Section, key: str, most: int | None = None) -> Dossier:
    """Return what the page of a record shows; of each list no more rows than `most`."""
    [record] = _rows(index, section, section.key, [key])
    related: dict[str, Related] = {}
    for title, other, field in _NAMED.get(section.name, ()):
        value = record[field]
        keys = value if isinstance(value, list) else [value] if value is not None else []
        named = SECTIONS[other]
        rows = _rows(index, named, named.key, keys[:most])
        related[title] = Related(rows, len(keys[len(rows) :]))
    for title, other, term in _RELATED.get(section.name, ()):
        related[title] = _related(index, SECTIONS[other], term, key, most)
    if section.name == "claims":
        seen = _related(index, SECTIONS["appearances"], "claim", key, most)
        trail = _trail(index, seen.rows)
        related["appearances"] = seen
        related["trail"] = Related(trail)
        related["drift"] = Related(_drift(record, seen.rows, trail))
    return Dossier(section, record, {title: one for title, one in related.items() if one.rows})


def _related(index: Index, section: Section, term: str, key: str, most: int | None) -> Related:
    """Return the records of a section in which a field has this value."""
    rows = _rows(index, section, term, [key], limit=most)
    total = index.count(_asking(section, term, [key])) if len(rows) == most else len(rows)
    return Related(rows, total - len(rows))


def _trail(index: Index, appearances: Sequence[Values]) -> list[Values]:
    """Return the articles of the appearances, and those that they retell, up to the originals."""
    section = SECTIONS["articles"]
    trail: dict[object, Values] = {}
    keys: list[object] = [row["article"] for row in appearances]
    for _ in range(STEPS):
        articles = _rows(index, section, "id", keys, _OF_TRAIL)
        trail.update((article["id"], article) for article in articles)
        retold = [key for article in articles for key in _strings(article["retells"])]
        keys = [key for key in dict.fromkeys(retold) if key not in trail]
    if not keys:
        return list(trail.values())
    # A trail that is this long passes most articles.
    known = {row["id"]: row for row in _read(index, Question(section, (), _OF_TRAIL))}
    while keys:
        key = keys.pop()
        if key not in trail and key in known:
            trail[key] = known[key]
            keys += reversed(_strings(known[key]["retells"]))
    return list(trail.values())


def _drift(record: Values, appearances: Sequence[Values], trail: Sequence[Values]) -> list[Values]:
    """Return each appearance as far as it has moved from the claim's origin, if it is none."""
    from ..answers.articles import Article
    from ..answers.drift import Appearance, Claim, Recorded, compared
    from ..model.retellings import Trails

    articles = {article.id: article for article in (_as(Article, row) for row in trail)}
    seen = [_as(Appearance, row) for row in appearances]
    recorded, trails = Recorded(_as(Claim, record), seen), Trails(articles)
    drifts = (compared(one, recorded, trails, articles) for one in seen)
    return [drift._asdict() if drift else {} for drift in drifts]


def _as(kind: type[Kind], row: Values) -> Kind:
    return kind._make(row[name] for name in kind._fields)


def _strings(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _rows(
    index: Index,
    section: Section,
    term: str,
    keys: Sequence[object],
    fields: Sequence[Field] = (),
    limit: int | None = None,
) -> list[Values]:
    """Return the rows of a section in which a field has one of these values."""
    return [
        row
        for batch in batches(dict.fromkeys(keys), BATCH)
        for row in _read(index, _asking(section, term, batch, fields)._replace(limit=limit))
    ]


def _asking(
    section: Section, term: str, keys: Sequence[object], fields: Sequence[Field] = ()
) -> Question:
    named = Term(query_field(section, term), tuple(map(str, keys)), exact=True)
    return Question(section, (named,), tuple(fields) or section.fields)


def _read(index: Index, question: Question) -> list[Values]:
    names = [field.name for field in question.fields]
    return [dict(zip(names, row, strict=True)) for row in index.rows(question).rows()]
