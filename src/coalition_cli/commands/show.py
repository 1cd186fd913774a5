"""`coalition show`: one record of any kind in full."""

from collections.abc import Sequence
from typing import Annotated

import typer

from ..corpus import open_index
from ..index import Answer, Index, Row
from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..problems import suggestion
from ..query import Question, Term, check_fields, section_named
from ..visible import visible
from ..writing import opened, tell
from .completion import complete_ids
from .options import ON_SCREEN, Output, listed

Ids = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        help="An id, or one of a kind: speaker:politico.",
        show_default=False,
        autocompletion=complete_ids,
    ),
]

# Where an id is looked for, the most asked for first.
_ORDER = ("claims", *(name for name in FILE_SECTIONS if name != "claims"), "topics")
_KIND = Field("section", Type.NAME, "which list the record is from", derived=True)
_NEAR = 5_000  # ids among which a hint looks for the one that was meant


def show(ids: Ids, output: Output) -> None:
    """Show a record in full: its chain and its wordings.

    \b
    coalition show new-reality
    coalition show speaker:politico GB
    coalition show red-lines --json | jq '.[0].appearances'
    """
    index = open_index(output.data or [])
    found: list[tuple[Section, str]] = []
    missing = False
    for text in ids:
        matches = _matches(index, text)
        found += [match for match in matches if match not in found]
        if not matches:
            missing = True
            tell(f"coalition: no record '{visible(text)}'{visible(_near(index, text))}")
    if found:
        _write(index, found, output)
    if missing:
        raise typer.Exit(1)


def _matches(index: Index, text: str) -> list[tuple[Section, str]]:
    """Return the records that a text such as `red-lines` or `speaker:politico` means."""
    everywhere = [SECTIONS[name] for name in _ORDER]
    found = _keys(index, everywhere, text)
    kind, colon, key = text.partition(":")
    section = section_named(kind) if colon and not found else None
    return _keys(index, [section], key) if section in everywhere and section else found


def _keys(index: Index, sections: Sequence[Section], text: str) -> list[tuple[Section, str]]:
    found: list[tuple[Section, str]] = []
    for section in sections:
        key = section.field(section.key)
        question = Question(section, (Term(key, (text,)),), (key,))
        found += [(section, str(row[0])) for row in index.rows(question).rows]
    return found


def _near(index: Index, text: str) -> str:
    kind, colon, _ = text.partition(":")
    only = section_named(kind) if colon else None
    known: list[str] = []
    for name in _ORDER:
        section = SECTIONS[name]
        keys = [key for key, _ in index.values(section, section.field(section.key), _NEAR)]
        if section is only:
            return suggestion(text, [f"{kind}:{key}" for key in keys])
        known += keys
    return suggestion(text, known)


def _write(index: Index, found: Sequence[tuple[Section, str]], output: Output) -> None:
    with opened(output.output) as out:
        if output.named in (None, *ON_SCREEN):  # a page, in a pipe too
            from ..presenting import Screen, pages  # Rich takes a while to import
            from .dossier import dossier

            screen = Screen(out, colour=output.color, paged=output.pages)
            dossiers = [dossier(index, section, key) for section, key in found]
            screen.show(pages(dossiers, screen.width))
        else:
            from ..formats import WRITERS

            WRITERS[output.chosen](_answer(index, found, output), out)


def _answer(index: Index, found: Sequence[tuple[Section, str]], output: Output) -> Answer:
    """Return the records as rows, in the order in which they were asked for.

    Records of one kind have the fields of their list command. Records of several kinds
    have the fields of all of them, behind one that says which kind a record is of.
    """
    sections = list(dict.fromkeys(section for section, _ in found))
    section = sections[0]
    if len(sections) > 1:
        fields = {field.name: field for one in sections for field in one.fields}
        section = Section("records", "record", (_KIND, *fields.values()))
    names = listed(output.fields)
    shown = check_fields(section, names) if names else section.fields
    rows: list[Row] = []
    for kind, key in found:
        question = Question(kind, (Term(kind.field(kind.key), (key,)),), kind.fields)
        known = [field.name for field in kind.fields]
        for row in index.rows(question).rows:
            values = {**dict(zip(known, row, strict=True)), _KIND.name: kind.name}
            rows.append(tuple(values.get(field.name) for field in shown))
    return Answer(section, shown, iter(rows))
