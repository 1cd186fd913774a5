"""What TAB offers for the field that `set` sets, and for its value."""

import typer

from ..answers.records import matches
from ..index import Index
from ..model import CLAIMS_FIRST, FILE_SECTIONS, SECTIONS, Section, Type
from .completion import values_for
from .values import Offers, asked


def fields(context: typer.Context, incomplete: str) -> Offers:
    """Return the fields that begin so, of the record that is named before; else of all records."""
    lead, dot, begun = incomplete.rpartition(".")
    offers: Offers = []
    for section in _sections(context):
        within = _within(section, lead) if dot else section
        for field in within.stated if within else ():
            is_id = within is section and field.name == section.key
            if field.name.startswith(begun) and not is_id:
                offers.append((f"{lead}{dot}{field.name}", field.meaning))
    return list(dict(offers).items())


def values(context: typer.Context, incomplete: str) -> Offers:
    """Return the values that begin so, of the field that is named before."""
    lead, dot, name = str(context.params.get("field") or "").rpartition(".")
    for section in _sections(context):
        within = _within(section, lead) if dot else section
        field = within.by_name.get(name) if within else None
        if within is None or field is None or field.derived:
            continue
        done, comma, last = incomplete.rpartition(",") if field.many else ("", "", incomplete)
        found = values_for(within, field).complete(context, last)
        return [(f"{done}{comma}{word}", told) for word, told in found]
    return []


def _within(section: Section, path: str) -> Section | None:
    """Return the section of the record within that a path leads to: reference, appearances.liga."""
    name, _, _ = path.partition(".")
    field = section.by_name.get(name)
    is_record = field is not None and field.type is Type.RECORD
    return SECTIONS[field.of] if field is not None and is_record else None


def _sections(context: typer.Context) -> list[Section]:
    """Return the sections of the record that is named; all if that is not known."""
    text = str(context.params.get("record") or "")
    if text.startswith("file:"):
        return [SECTIONS["file"]]

    def found(index: Index) -> list[Section]:
        return [section for section, _ in matches(index, [text]).keys]

    known = [section for section in asked(context, found) or () if section.name in FILE_SECTIONS]
    return list(dict.fromkeys(known)) or [SECTIONS[name] for name in CLAIMS_FIRST]
