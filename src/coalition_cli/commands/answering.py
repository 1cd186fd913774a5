"""The way of every command that answers: options → question → answer → a writer."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any, NamedTuple

import typer

from ..answers.asking import Wanted
from ..index import Index
from ..model.answer import Answer
from ..writing import opened as opened_output
from .filters import Filters, NoFilters
from .opening import note, opened_index
from .options import Output, Selection, comma_separated
from .overwriting import keep_apart

# Draws an answer for a screen of so many columns; what it returns is Rich's.
Drawing = Callable[[Answer, int], Iterable[Any]]

SCREENFUL = 200  # rows on a terminal, unless -n says otherwise


class Asked(NamedTuple):
    """What a command was asked, as its options have it."""

    words: list[str] | None
    output: Output
    selection: Selection = Selection()
    filters: Filters = NoFilters()


def wanted(asked: Asked) -> Wanted:
    """Return what is asked in words that know no options.

    How many rows are wanted is not said: the answer has them all, and `give` the first.
    """
    given = asked.filters._asdict().items()
    return Wanted(
        tuple(asked.words or ()),
        {name: value for name, value in given if value is not None},
        tuple(comma_separated(asked.output.fields)),
        tuple(comma_separated(asked.selection.sort)),
    )


def opened(output: Output, texts: Iterable[str] = ()) -> Index:
    """Open the data that are asked, for a `with`; nothing is written over them, or over texts."""
    keep_apart(output.output, output.data or [], texts)
    return opened_index(output.data or [])


def give(answer: Answer, asked: Asked, drawing: Drawing | None = None, none: str = "") -> None:
    """Write an answer, or its count; say if rows are left out, and if there are none.

    `drawing` draws it on a screen, where that is not as records are drawn; `none` is how it
    is said that there are no rows, where that is not that no records match.
    """
    output, selection = asked.output, asked.selection
    if selection.count_only:
        _write_count(answer.count(), asked)
        return
    limit = screenful(asked)
    if not write(answer.first(limit), output, drawing or drawn(output)):
        if output.on_terminal:
            note(none or f"no {answer.section.singular}s match")
        _end_without_rows(asked)
    if limit != selection.number and (total := answer.count()) > SCREENFUL:
        note(f"{SCREENFUL} of {total:,} shown; -n {total} shows all")


def screenful(asked: Asked) -> int | None:
    """Return how many rows the answer may have: on a terminal no more than are read there."""
    asked_for = asked.selection.number
    on_screen = asked.output.chosen.drawn and asked.output.on_terminal
    return SCREENFUL if on_screen and asked_for is None else asked_for


def drawn(output: Output, closing: Iterable[str] = ()) -> Drawing:
    """Return what draws the rows as records are drawn, and closing lines below them."""

    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting import listing  # Rich takes a while to import

        return listing(answer, width, output.chosen.name, closing, chosen=bool(output.fields))

    return drawing


def write(answer: Answer, output: Output, drawing: Drawing) -> bool:
    """Write all of an answer, drawn where a person reads; return whether it has rows."""
    rows = answer.rows()
    first = next(rows, None)  # what fails, fails before anything is written
    taken = rows if first is None else chain([first], rows)
    begun = Answer(answer.section, answer.fields, lambda *_: taken, answer.count)
    with opened_output(output.output) as out:
        if output.chosen.drawn:
            from ..presenting import Screen  # Rich takes a while to import

            screen = Screen(out, colour=output.color, paged=output.pages)
            screen.show(drawing(begun, screen.width))
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
