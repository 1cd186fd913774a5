"""A record → its node, with the nodes of the records within it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..model import FILE_SECTIONS, SECTIONS, Field, Type
from .ids import address
from .terms import (
    ASPECTS,
    CONTEXT,
    FORMS,
    KINDS,
    OF_PERSONS,
    OWN,
    QUOTATION,
    TERMS,
    TYPES,
    WITHIN,
    Aspect,
)

Node = dict[str, Any]
Begins = Callable[[str], bool]  # whether an article, by its id, retells none


def node(section: str, record: Mapping[str, Any], begins: Begins = lambda _: False) -> Node:
    """Return the node of a record with these fields; those that are None or empty say nothing."""
    made: Node = {"@type": _type(section, record)}
    for field in SECTIONS[section].stated:
        value = record.get(field.name)
        if value is not None and not (field.many and value == []):
            _add(made, section, field, value)
    if section == "claims":
        _say_again(made, record, begins)
    return made


def graph(file: Mapping[str, Any]) -> Node:
    """Return the whole document of a claims file, which is held as JSON has it."""
    begin = {one["id"] for one in file.get("articles", ()) if not one.get("retells")}
    nodes = [
        node(section, record, begin.__contains__)
        for section in FILE_SECTIONS
        for record in file.get(section, ())
    ]
    about = node("file", file)
    return {"@context": dict(CONTEXT), "@graph": [about, *nodes] if is_telling(file) else nodes}


def is_telling(file: Mapping[str, Any]) -> bool:
    """Whether a claims file states more of itself than its version."""
    stated = {field.name for field in SECTIONS["file"].stated} - {"version"}
    return any(file.get(name) is not None for name in stated)


def _type(section: str, record: Mapping[str, Any]) -> str:
    if section in ("sources", "speakers"):
        return KINDS.get(str(record.get("kind")), TYPES[section])
    if section == "appearances" and record.get("quote") is not None:
        return QUOTATION
    return TYPES[section]


def _add(made: Node, section: str, field: Field, value: Any) -> None:
    """Add the value of a field to a node."""
    if aspect := ASPECTS.get((section, field.name)):
        made.setdefault("review", []).append(_review(aspect, value))
        return
    values = [_value(section, field, one) for one in (value if field.many else [value])]
    term = TERMS[section][field.name]
    if (field.name in OF_PERSONS and made["@type"] != "Person") or not _fit(term, values):
        term = f"{OWN}{field.name}"
    around, _, key = term.rpartition(".")
    if around and field.many:
        made[around] = [{"@type": WITHIN[around], key: one} for one in values]
    elif around:
        made.setdefault(around, {"@type": WITHIN[around]})[key] = values[0]
    elif key == "review":  # beside those of an aspect
        made.setdefault(key, []).extend(values)
    else:
        made[key] = values if field.many else values[0]


def _fit(term: str, values: list[Any]) -> bool:
    """Whether values have the form that schema.org gives to those of a term."""
    form = FORMS.get(term)
    return form is None or all(form(str(one)) for one in values)


def _value(section: str, field: Field, value: Any) -> Any:
    if field.type is Type.RECORD:
        return node(field.of, value)
    if field.type is Type.ID:
        return address(section, value)
    if field.type is Type.REFERENCE and field.of != "topics":
        return {"@id": address(field.of, value)}
    return value


def _review(aspect: Aspect, value: object) -> Node:
    rating = {
        "@type": "Rating",
        "ratingValue": value,
        "bestRating": aspect.best,
        "worstRating": aspect.worst,
    }
    review: Node = {"@type": "Review", "reviewAspect": aspect.name, "reviewBody": aspect.meaning}
    return {**review, "reviewRating": rating}


def _say_again(made: Node, claim: Mapping[str, Any], begins: Begins) -> None:
    """Add what those look for who know only schema.org: see AGAIN."""
    if claim.get("speaker") is not None and claim.get("anonymous") is None:
        made["creditText"] = claim["speaker"]  # no record has its name
    articles = dict.fromkeys(str(seen["article"]) for seen in claim.get("appearances") or ())
    if articles:
        made["appearance"] = [*_references(articles)]
        first = [key for key in articles if begins(key)]
        if len(first) == 1:
            [made["firstAppearance"]] = _references(dict.fromkeys(first))
    for review in made.get("review", ()):
        if review["@type"] == TYPES["reviews"]:
            review["claimReviewed"] = claim["text"]
            review["itemReviewed"] = {"@id": made["@id"]}


def _references(articles: Mapping[str, None]) -> Iterator[Node]:
    return ({"@id": address("articles", key)} for key in articles)
