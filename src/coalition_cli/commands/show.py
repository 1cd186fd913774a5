"""`coalition show`: one record of any kind in full."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from ..index import Answer, Index, Row
from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..model.problems import NEAR, suggestion
from ..query import Question, Term, check_fields, section_named
from ..words.safe import visible
from ..writing import opened, tell
from .answering import SCREENFUL, write_rows
from .completion import complete_ids
from .opening import opened_index
from .options import ON_SCREEN, Format, Output, comma_separated
from .overwriting import keep_apart

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
_KIND = Field("section", Type.NAME, "the section of the record", derived=True)


def show(ids: Ids, output: Output) -> None:
    """Show a record in full: its chain and its wordings.

    \b
    coalition show new-reality
    coalition show speaker:politico GB
    coalition show red-lines --json | jq '.[0].appearances'
    """
    keep_apart(output.output, output.data or [])
    with opened_index(output.data or []) as index:
        found: dict[tuple[Section, str], None] = {}  # each once, in their order
        missing = False
        for text in ids:
            matches = _matches(index, text)
            found |= dict.fromkeys(matches)
            if not matches:
                missing = True
                tell(f"coalition: no record '{visible(text)}'{visible(_near(index, text))}")
        _write(index, list(found), output)
        if missing:
            raise typer.Exit(1)


def _matches(index: Index, text: str) -> list[tuple[Section, str]]:
    """Return the records that a text such as `red-lines` or `speaker:politico` means."""
    found = _keys(index, [SECTIONS[name] for name in _ORDER], text)
    kind, colon, key = text.partition(":")
    section = section_named(kind) if colon else None
    if section and section.name in _ORDER:
        found += _keys(index, [section], key)
    return found


def _keys(index: Index, sections: Sequence[Section], text: str) -> list[tuple[Section, str]]:
    found: list[tuple[Section, str]] = []
    for section in sections:
        key = section.field(section.key)
        question = Question(section, (Term(key, (text,)),), (key,))
        found += [(section, str(row[0])) for row in index.rows(question).rows()]
    return found


def _near(index: Index, text: str) -> str:
    kind, colon, _ = text.partition(":")
    only = section_named(kind) if colon else None
    known: list[str] = []
    for name in _ORDER:
        section = SECTIONS[name]
        keys = [key for key, _ in index.values(section, section.field(section.key), NEAR)]
        if section is only:
            return suggestion(text, [f"{kind}:{key}" for key in keys])
        known += keys
    return suggestion(text, known)


def _write(index: Index, found: Sequence[tuple[Section, str]], output: Output) -> None:
    answer = _answer(index, found, output)
    with opened(output.output) as out:
        if output.chosen_or(Format.TABLE) not in ON_SCREEN:
            write_rows(answer, output, out)
            return
        from ..presenting import Screen, listing, pages  # Rich takes a while to import
        from .dossier import dossier

        screen = Screen(out, colour=output.color, paged=output.pages)
        if output.fields:
            screen.show(listing(answer, screen.width, "list", chosen=True))
        else:  # in a pipe too
            most = SCREENFUL if output.on_terminal else None
            dossiers = (dossier(index, section, key, most) for section, key in found)
            screen.show(pages(dossiers, screen.width, most))


def _answer(index: Index, found: Sequence[tuple[Section, str]], output: Output) -> Answer:
    """Return the records as rows, in the order in which they were asked for.

    Records of one kind have the fields of their list command. Records of several kinds
    have the fields of all of them, behind one that says which kind a record is of; that one
    can be chosen for records of one kind too.
    """
    sections = list(dict.fromkeys(section for section, _ in found)) or [SECTIONS["claims"]]
    section = sections[0]
    known = Section(section.name, section.singular, (*section.fields, _KIND))
    if len(sections) > 1:
        section = known = Section("records", "record", (_KIND, *_fields_of(sections)))
    shown = check_fields(known, comma_separated(output.fields)) or section.fields

    def read(offset: int, limit: int | None) -> Iterator[Row]:
        end = None if limit is None else offset + limit
        return (_row(index, kind, key, shown) for kind, key in found[offset:end])

    return Answer(section, shown, read, lambda: len(found))


def _fields_of(sections: Sequence[Section]) -> Iterator[Field]:
    """Yield each field of these sections once; where several have it, as what holds for all."""
    names = dict.fromkeys(field.name for section in sections for field in section.fields)
    for name in names:
        own = [field for section in sections for field in section.fields if field.name == name]
        says_who = any(field.says_who for field in own)
        yield own[0]._replace(says_who=says_who, many=all(field.many for field in own))


def _row(index: Index, kind: Section, key: str, shown: Sequence[Field]) -> Row:
    """Return one record's values of the fields; of what its kind does not have, a list is empty."""
    named = {field.name for field in shown}
    own = [field for field in kind.fields if field.name in named] or [kind.field(kind.key)]
    term = Term(kind.field(kind.key), (key,), exact=True)
    [row] = index.rows(Question(kind, (term,), tuple(own))).rows()
    values = {field.name: value for field, value in zip(own, row, strict=True)}
    values[_KIND.name] = kind.name
    return tuple(values.get(field.name, [] if field.many else None) for field in shown)
