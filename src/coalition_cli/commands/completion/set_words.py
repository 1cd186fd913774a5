"""What TAB offers for the field that `set` sets, and for its value."""

from collections.abc import Iterator

import typer

from ...answers.records import Key, matches
from ...index import Index
from ...model import CLAIMS_FIRST, FILE_SECTIONS, SECTIONS, Section, Type
from ...query import Question, Term
from ...words.safe import plain
from .values import Offers, asked, new_values

_FILE = "file:"  # before the path of a file: what it states itself
_TRUTH = ("true", "false")


def fields(context: typer.Context, incomplete: str) -> Offers:
    """Return the fields that begin so, of the record that is named before; else of all records."""
    keys = _keys(context)
    offers = dict(asked(context, lambda index: list(_of_items(index, keys, incomplete))))
    lead, dot, begun = incomplete.rpartition(".")
    for section in _sections(context, keys):
        within = _within(section, lead) if dot else section
        for field in within.stated if within else ():
            is_id = within is section and field.name == section.key
            if field.name.startswith(begun) and not is_id:
                offers.setdefault(f"{lead}{dot}{field.name}", field.meaning)
    return list(offers.items())


def values(context: typer.Context, incomplete: str) -> Offers:
    """Return the values that begin so, of the field that is named before."""
    lead, dot, name = str(context.params.get("field") or "").rpartition(".")
    for section in _sections(context, _keys(context)):
        within = _within(section, lead) if dot else section
        field = within.by_name.get(name) if within else None
        if within is None or field is None or field.derived:
            continue
        if field.type is Type.BOOLEAN:
            return [(word, "") for word in _TRUTH if word.startswith(incomplete)]
        done, comma, last = incomplete.rpartition(",") if field.many else ("", "", incomplete)
        found = new_values(context, within, field, last)
        return [(f"{done}{comma}{word}", told) for word, told in found]
    return []


def _of_items(index: Index, keys: list[Key], incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the records that a field lists: `appearances.liga.`, and `reviews.1.` for parts."""
    name, dot, begun = incomplete.partition(".")
    for section, key in keys if dot else ():
        field = section.by_name.get(name)
        if field is None or field.type is not Type.RECORD or not field.many:
            continue
        inner = SECTIONS[field.of]
        own = Term(section.field(section.key), (key,), exact=True)
        [(items,)] = index.rows(Question(section, (own,), (field,))).rows()
        assert isinstance(items, list)  # noqa: S101 - a list is always one
        for number, item in enumerate(items, 1):
            called = item[inner.key] if field.has_rows else number
            if str(called).startswith(begun):
                told = f"the {inner.singular} in it" if field.has_rows else plain(item)
                yield f"{name}.{called}.", told


def _within(section: Section, path: str) -> Section | None:
    """Return the section of the record that a path leads to: reference, appearances.liga."""
    name, _, item = path.partition(".")
    field = section.by_name.get(name)
    if field is None or field.type is not Type.RECORD or field.many is not bool(item):
        return None
    return SECTIONS[field.of]


def _keys(context: typer.Context) -> list[Key]:
    """Return the records that may be named."""
    text = str(context.params.get("record") or "")
    found = [] if text.startswith(_FILE) else asked(context, lambda i: matches(i, [text]).keys)
    return [pair for pair in found if pair[0].name in FILE_SECTIONS]


def _sections(context: typer.Context, keys: list[Key]) -> list[Section]:
    """Return the sections of the record that is named; all if that is not known."""
    if not keys and str(context.params.get("record") or "").startswith(_FILE):
        return [SECTIONS["file"]]
    every = [SECTIONS[name] for name in (*CLAIMS_FIRST, "file")]
    return list(dict.fromkeys(section for section, _ in keys)) or every
