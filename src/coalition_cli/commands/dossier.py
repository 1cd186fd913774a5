"""A record and all that belongs to it, gathered for its page."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from ..index import Index
from ..model import SECTIONS, Section
from ..origins import batches
from ..presenting.cells import Values
from ..presenting.page import Dossier
from ..query import Question, Term, query_field
from ..query.question import MOST_VALUES

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


def dossier(index: Index, section: Section, key: str) -> Dossier:
    """Return what the page of a record shows."""
    [record] = _rows(index, section.name, section.key, [key])
    related: dict[str, list[Values]] = {}
    for title, other, field in _NAMED.get(section.name, ()):
        value = record[field]
        keys = value if isinstance(value, list) else [value] if value is not None else []
        related[title] = _rows(index, other, SECTIONS[other].key, keys)
    for title, other, term in _RELATED.get(section.name, ()):
        related[title] = _rows(index, other, term, [key])
    if section.name == "claims":
        related["appearances"] = _rows(index, "appearances", "claim", [key])
        related["trail"] = _trail(index, related["appearances"])
        related["drift"] = _drift(record, related["appearances"], related["trail"])
    return Dossier(section, record, {title: rows for title, rows in related.items() if rows})


def _trail(index: Index, appearances: Sequence[Values]) -> list[Values]:
    """Return the articles of the appearances, and those that they retell, up to the originals."""
    trail: dict[object, Values] = {}
    keys = [row["article"] for row in appearances]
    while keys:
        articles = _rows(index, "articles", "id", keys)
        trail.update((article["id"], article) for article in articles)
        retold = [key for article in articles for key in _strings(article["retells"])]
        keys = [key for key in dict.fromkeys(retold) if key not in trail]
    return list(trail.values())


def _drift(record: Values, appearances: Sequence[Values], trail: Sequence[Values]) -> list[Values]:
    """Return each appearance as far as it has moved from the claim's origin, if it is none."""
    from ..drifting import Appearance, Claim, compared
    from ..origins import Article

    claim = _as(Claim, record)
    articles = {article.id: article for article in (_as(Article, row) for row in trail)}
    recorded = [_as(Appearance, row) for row in appearances]
    drifts = (compared(one, claim, recorded, articles) for one in recorded)
    return [drift._asdict() if drift else {} for drift in drifts]


def _as(kind: type[Kind], row: Values) -> Kind:
    return kind._make(row[name] for name in kind._fields)


def _strings(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _rows(index: Index, name: str, term: str, keys: Sequence[object]) -> list[Values]:
    """Return the rows of a section in which a field has one of these values."""
    if not keys:
        return []
    section = SECTIONS[name]
    names = [field.name for field in section.fields]
    found: list[Values] = []
    for batch in batches(dict.fromkeys(map(str, keys)), MOST_VALUES):  # a record may list more
        named = Term(query_field(section, term), tuple(batch), exact=True)
        answer = index.rows(Question(section, (named,), section.fields))
        found += [dict(zip(names, row, strict=True)) for row in answer.rows]
    return found
