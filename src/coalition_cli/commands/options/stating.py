"""The options with which a new record is stated: those of its section in the field table."""

import inspect
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from ...drafting.draft import Draft, typed
from ...model import SECTIONS, Field, Section, Type
from ...model.problems import UsageError
from ..completion.parameters import values_for

# The word for false where it is not non-NAME, as in the filters of claims.
_NOT = {"anonymous": "named"}
_METAVARS = {
    Type.ID: "ID",
    Type.TEXT: "TEXT",
    Type.NAME: "NAME",
    Type.ADDRESS: "URL",
    Type.NUMBER: "N",
    Type.DECIMAL: "N",
    Type.DATE: "DATE",
    Type.REFERENCE: "ID",
    Type.ANYTHING: "JSON",
}


class Stated(NamedTuple):
    """An option: the field that it states, and the field of the record around that, if any."""

    name: str  # of its parameter
    field: Field
    section: Section
    within: Field | None = None

    @property
    def option(self) -> str:
        """How it is written."""
        return f"--{self.name.replace('_', '-')}"


def stated_options(section: Section) -> Iterator[Stated]:
    """Yield the options of a section.

    Those of a record within it keep their names where free; parts such as reviews, of which there
    are several kinds, have theirs before them.
    """
    own = {field.query_name for field in section.stated}
    for field in section.stated:
        if field.type is not Type.RECORD:
            yield Stated(field.query_name, field, section)
            continue
        inner = SECTIONS[field.of]
        for each in inner.stated:
            name = each.query_name
            taken = name in own - {field.query_name} or field.has_parts
            yield Stated(f"{inner.singular}_{name}" if taken else name, each, inner, field)


def parameters(section: Section) -> list[inspect.Parameter]:
    """Return the options of a section as parameters of a command of Typer."""
    return [
        inspect.Parameter(
            each.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_annotation(each)
        )
        for each in stated_options(section)
    ]


def _annotation(stated: Stated) -> Any:
    field = stated.field
    says = max(map(len, field.words), default=0) > 1  # the letters of a code say nothing
    words = f": {', '.join(field.words)}" if says else ""
    meaning = f"{field.meaning[:1].upper()}{field.meaning[1:]}{words}."
    if field.type is Type.BOOLEAN:
        no = _NOT.get(field.name, f"non-{field.name}").replace("_", "-")
        flags = f"{stated.option}/--{no}"
        return Annotated[bool | None, typer.Option(flags, help=meaning, show_default=False)]
    several = field.many or (stated.within is not None and stated.within.many)
    option = typer.Option(
        stated.option,
        metavar=_METAVARS.get(field.type, field.name.upper()),
        help=f"{meaning} May be given several times." if field.many else meaning,
        show_default=False,
        click_type=values_for(stated.section, field),
    )
    return Annotated[list[str] | None if several else str | None, option]


def draft_of(section: Section, values: Mapping[str, Any]) -> Draft:
    """Return the draft of what options state; raise UsageError for what cannot go together."""
    draft = Draft(section)
    within: dict[str, list[tuple[Stated, list[Any]]]] = {}
    for stated in stated_options(section):
        given = values.get(stated.name)
        if given is None or given == []:
            continue
        listed = given if isinstance(given, list) else [given]
        if stated.within is not None:
            within.setdefault(stated.within.name, []).append((stated, listed))
        else:
            for text in listed:
                _state(draft, stated, text)
    for name, each in within.items():
        _state_within(draft, section.by_name[name], each)
    return draft


def _state(draft: Draft, stated: Stated, text: Any) -> None:
    field = stated.field
    if isinstance(text, bool):
        draft.add(field, text)
    elif any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UsageError(f"{stated.option} is not text in UTF-8\nwrite it in UTF-8")
    elif field.type is Type.ANYTHING:
        try:
            draft.add(field, json.loads(text))
        except ValueError as error:
            raise UsageError(f"{stated.option} takes JSON, not '{text}'") from error
    elif not text.strip():
        raise UsageError(f"{stated.option} has no value\nleave it out, or say what it is")
    else:
        draft.add(field, typed(field, text.strip()))


def _state_within(draft: Draft, field: Field, given: Sequence[tuple[Stated, list[Any]]]) -> None:
    """State the records within one: of options that repeat, the first of each belong together."""
    inner = SECTIONS[field.of]
    [count, *others] = sorted({len(texts) for _, texts in given})
    if others:
        said = ", ".join(f"{len(texts)} of {stated.option}" for stated, texts in given)
        raise UsageError(f"it is not clear what belongs together: {said}\ngive each equally often")
    for number in range(count):
        record = Draft(inner)
        for stated, texts in given:
            _state(record, stated, texts[number])
        draft.add(field, record)


def missing(section: Section, draft: Draft) -> Iterator[str]:
    """Yield the options of what is required and not stated; an id is proposed."""
    required = {field.name for field in section.required} - {"id"}
    for stated in stated_options(section):
        if stated.within is None and stated.name in required - draft.values.keys():
            yield stated.option
    for field in section.records:
        for record in draft.nested():
            if record.section is SECTIONS[field.of]:
                names = {each.name for each in record.section.required} - record.values.keys()
                yield from (
                    stated.option
                    for stated in stated_options(section)
                    if stated.within is field and stated.field.name in names
                )


KINDS = {
    SECTIONS[name].singular: SECTIONS[name]
    for name in ("claims", "articles", "speakers", "sources", "facts", "members")
}
