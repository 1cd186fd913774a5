"""What TAB offers in the place of a query word: fields, and the values of a field."""

from collections.abc import Iterator

import typer

from ...model import Field, Section
from ...query.fields import asked_fields, names_of
from ...query.question import NOT, OR
from .values import Offers, listed_values


def terms(context: typer.Context, section: Section, incomplete: str) -> Offers:
    """Return the terms that begin so: `top` is `topic:`, and `not:topic:na` is `not:topic:nato`."""
    negation = NOT if incomplete.startswith(NOT) else ""
    begun = incomplete.removeprefix(NOT)
    name, colon, value = begun.partition(":")
    if colon:
        lead = f"{negation}{name}:"
        field = next((one for one in asked_fields(section) if name.lower() in names_of(one)), None)
        found = listed_values(context, section, field, value) if field else []
        return [(lead + word, told) for word, told in found]
    names = [(f"{field.query_name}:", field.meaning) for field in _beginning(section, begun)]
    if not negation:
        names.append((NOT, "all that the term after it does not find"))
    found = [(negation + word, told) for word, told in names if word.startswith(begun.lower())]
    return found + _joining(context, incomplete)


def _joining(context: typer.Context, incomplete: str) -> Offers:
    """Offer OR, which stands between two terms."""
    before = context.params.get("query") or [OR]
    if before[-1] == OR or not OR.startswith(incomplete):
        return []
    return [(OR, "the term before it or the one after it, or both")]


def _beginning(section: Section, begun: str) -> Iterator[Field]:
    """Yield the fields whose names begin so.

    `speaker_name` and `confidence_label` only say in words what `speaker` and `confidence` are
    asked for too. So they are offered only to those who type their names beyond that.
    """
    fields = [one for one in asked_fields(section) if one.query_name.startswith(begun.lower())]
    for field in fields:
        shorter = (other.query_name for other in fields if not other.many)
        if not field.derived or not any(field.name.startswith(f"{name}_") for name in shorter):
            yield field
