"""How every command answers: options → question → answer → writer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, NamedTuple

import typer

from ..answers.asking import Wanted
from ..formats import FORMATS
from ..index import Index
from ..model import Section
from ..model.answer import Answer, Values
from ..project import Corpus, Origin, corpus_of
from ..writing import opened as opened_output
from .opening import aside, note
from .options.filters import Filters, NoFilters, conditions
from .options.listed import comma_separated
from .options.shared import Output, Selection
from .overwriting import keep_apart
from .publishing import opened_part

# Draws an answer for a screen of so many columns, as renderables of Rich.
Drawing = Callable[[Answer, int], Iterable[Any]]

# Writes rows as Markdown, in pieces.
Notes = Callable[[Sequence[Values]], Iterable[str]]

OF_EXAMPLE = "this is the example, not your data; -d FILE opens yours"

SCREENFUL = 200  # rows on a terminal, unless -n says otherwise


class Asked(NamedTuple):
    """The options of a command that asks."""

    words: list[str] | None
    output: Output
    selection: Selection = Selection()
    filters: Filters = NoFilters()


def wanted(asked: Asked, section: Section) -> Wanted:
    """Return what is asked of a section, without options.

    It has no limit: the answer has all rows, and `give` takes the first.
    """
    fields = fields_shown(asked.output, section, counted=asked.selection.count_only)
    return Wanted(
        tuple(asked.words or ()),
        conditions(asked.filters),
        tuple(fields),
        tuple(comma_separated(asked.selection.sort)),
    )


def fields_shown(output: Output, section: Section, *, counted: bool = False) -> Sequence[str]:
    """Return the fields that --fields names, or else those of the table where people read it.

    There are none if all are shown, or if rows are only counted.
    """
    names = comma_separated(output.fields)
    if names or counted or not output.chosen.brief:
        return [] if "all" in names else names
    from ..answers.columns import fields_of  # other answers have all fields

    return fields_of(section)


@contextmanager
def opened(output: Output, texts: Iterable[str] = ()) -> Iterator[Index]:
    """Open the index of the data. Raise UsageError if -o names the data or a text.

    Behind an answer on a terminal stands a note if it is from the example: who browses it may
    take it for his own data.
    """
    data = corpus_of(output.data or [], engine=output.engine)
    keep_apart(output.output, [data], texts)
    with opened_part(data, output.part, output.color, keep_going=output.keep_going) as index:
        try:
            yield index
        except typer.Exit:
            _note_example(data, output)
            raise
    _note_example(data, output)


def _note_example(data: Corpus, output: Output) -> None:
    if output.on_terminal and data.origin is Origin.EXAMPLE:
        aside(OF_EXAMPLE, output.color)


def give(answer: Answer, asked: Asked, drawing: Drawing | None = None, none: str = "") -> None:
    """Write an answer, or its count. Say if rows are left out, or if there are none.

    `drawing` draws it on a screen; without one it is drawn as a listing. `none` is the message
    for an answer without rows; without one it is that no records match.
    """
    output, selection = asked.output, asked.selection
    if selection.count_only:
        _write_count(answer.count(), asked)
        return
    limit = screenful(asked)
    if not write(answer.first(limit), output, drawing or as_listing(output)):
        if output.on_terminal:
            note(none or f"no {answer.section.singular}s match")
        _end_without_rows(asked)
    if limit != selection.number and (total := answer.count()) > SCREENFUL:
        note(f"{SCREENFUL} of {total:,} shown; -n {total} shows all")


def as_notes(asked: Asked) -> bool:
    """Whether an answer that has notes in Markdown is given so. With --fields it is a table."""
    counted = asked.selection.count_only or asked.output.fields
    return not counted and asked.output.chosen is FORMATS["md"]


def give_notes(answer: Answer, asked: Asked, notes: Notes) -> None:
    """Write the notes on the rows of an answer."""
    rows = list(answer.first(asked.selection.number).dicts())
    with opened_output(asked.output.output) as out:
        out.writelines(notes(rows))
    if not rows:
        _end_without_rows(asked)


def screenful(asked: Asked) -> int | None:
    """Return how many rows are written at most. -n says it, or else it is 200 on a terminal."""
    number = asked.selection.number
    on_screen = asked.output.chosen.drawn and asked.output.on_terminal
    return SCREENFUL if on_screen and number is None else number


def as_listing(output: Output, closing: Iterable[str] = ()) -> Drawing:
    """Return the drawing of rows as a table or a list, with closing lines below."""

    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        if output.oneline:
            from ..presenting.oneline import lines

            return lines(answer, width if output.on_terminal else None, chosen=bool(output.fields))
        from ..presenting import listing  # Rich takes a while to import

        return listing(answer, width, output.chosen.name, closing, chosen=bool(output.fields))

    return drawing


def write(answer: Answer, output: Output, drawing: Drawing) -> bool:
    """Write all of an answer, drawn or in a format for programs. Return whether it has rows."""
    remaining = answer.rows()
    first = next(remaining, None)  # an answer that fails does so before anything is written
    rows = remaining if first is None else chain([first], remaining)
    begun = Answer(answer.section, answer.fields, lambda *_: rows, answer.count)
    with opened_output(output.output) as out:
        if output.chosen.drawn:
            from ..presenting import Screen  # Rich takes a while to import

            screen = Screen(out, colour=output.color, paged=output.pages)
            screen.show(drawing(begun, screen.width), folds=not output.oneline)
        else:
            output.chosen.write(begun, out, safe=output.safe)
    return first is not None


def _write_count(count: int, asked: Asked) -> None:
    with opened_output(asked.output.output) as out:
        out.write(f"{count}\n")
    if count == 0:
        _end_without_rows(asked)


def _end_without_rows(asked: Asked) -> None:
    if asked.selection.exit_status:
        raise typer.Exit(1)
