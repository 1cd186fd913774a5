"""What TAB offers in the place of a query word: fields, and the values of a field."""

from collections.abc import Iterator

import typer

from ..model import Field, Section, Type
from .completion import Offers
from .values import listed_values

_NOT = "not:"


def terms(context: typer.Context, section: Section, incomplete: str) -> Offers:
    """Return the terms that begin so: `top` is `topic:`, and `not:topic:na` is `not:topic:nato`."""
    negation = _NOT if incomplete.startswith(_NOT) else ""
    begun = incomplete.removeprefix(_NOT)
    name, colon, value = begun.partition(":")
    if colon:
        lead = f"{negation}{name}:"
        field = next((one for one in _asked(section) if name.lower() in _names(one)), None)
        found = listed_values(context, section, field, value) if field else []
        return [(lead + word, told) for word, told in found]
    names = [(f"{field.query_name}:", field.meaning) for field in _beginning(section, begun)]
    if not negation:
        names.append((_NOT, "all that the term after it does not find"))
    return [(negation + word, told) for word, told in names if word.startswith(begun.lower())]


def _beginning(section: Section, begun: str) -> Iterator[Field]:
    """Yield the fields whose names begin so.

    `speaker_name` and `confidence_label` only say in words what `speaker` and `confidence` are
    asked for too. So they are offered only to those who type their names beyond that.
    """
    fields = [one for one in _asked(section) if one.query_name.startswith(begun.lower())]
    for field in fields:
        shorter = (other.query_name for other in fields if not other.many)
        if not field.derived or not any(field.name.startswith(f"{name}_") for name in shorter):
            yield field


def _asked(section: Section) -> list[Field]:
    return [field for field in section.fields if field.type is not Type.ANYTHING]


def _names(field: Field) -> tuple[str, str]:
    return field.name, field.query_name
