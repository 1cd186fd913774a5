"""The way of every list command: words and options → question → rows → a writer."""

import os
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple, TextIO

import typer

from ..answers.answer import listed as rows_listed
from ..index import Answer, Index, Row
from ..model import SECTIONS, Field, Section
from ..query import Question, check_fields, parse_sort, parse_word
from ..reading import SUFFIXES
from ..words.safe import visible
from ..writing import opened, tell
from .filters import Filters, NoFilters, terms
from .opening import opened_index
from .options import ON_SCREEN, Output, Selection, comma_separated
from .overwriting import keep_apart

# Draws an answer for a screen of so many columns; what it returns is Rich's.
Drawing = Callable[[Answer, int], Iterable[Any]]

SCREENFUL = 200  # rows on a terminal, unless -n says otherwise


class Asked(NamedTuple):
    """What a list command was asked, as its options have it."""

    words: list[str] | None
    output: Output
    selection: Selection
    filters: Filters = NoFilters()


def browse(
    name: str, asked: Asked, closing: Callable[[Index], Sequence[str]] | None = None
) -> None:
    """Answer a list command: the records of one section, on screen with closing lines."""
    output, selection = asked.output, asked.selection
    question = question_of(SECTIONS[name], asked)
    keep_apart(output.output, output.data or [])
    with opened_index(output.data or []) as index:
        question = settled(index, question)
        if selection.count_only:
            write_count(index.count(question), asked)
            return
        question = question._replace(limit=screenful(asked))

        def drawing(answer: Answer, width: int) -> Iterable[Any]:
            return listed(output, closing(index) if closing else ())(answer, width)

        write(index.rows(question), asked, drawing)
        if question.limit != selection.number:
            tell_of_more(index.count(question))


def question_of(section: Section, asked: Asked) -> Question:
    """Return the question that words and options ask; raise UsageError where they ask none."""
    return Question(
        section,
        tuple(parse_word(section, word) for word in asked.words or ())
        + terms(section, asked.filters),
        chosen_fields(section, asked.output),
        tuple(parse_sort(section, name) for name in comma_separated(asked.selection.sort)),
        asked.selection.number,
    )


def question_behind(section: Section, asked: Asked) -> Question:
    """Return the question for the records that an answer of another section is worked out from.

    Which fields and rows are wanted, and in which order, is said of the answer.
    """
    return question_of(section, asked._replace(output=Output(), selection=Selection()))


def chosen_fields(section: Section, output: Output) -> tuple[Field, ...]:
    """Return the fields that --fields names; without it, all."""
    return check_fields(section, comma_separated(output.fields)) or section.fields


def narrowed(section: Section, fields: Sequence[Field], rows: Sequence[Row]) -> Answer:
    """Return the answer that has these fields of rows that have all of the section."""
    return rows_listed(section, section.fields, rows).with_fields(fields)


def settled(index: Index, question: Question) -> Question:
    """Return the question as the data can answer it; say what the data knows nothing of."""
    question, hints = index.settle(question)
    for hint in (*hints, *_files_searched_for(question)):
        tell(f"coalition: {visible(hint)}")
    return question


def _files_searched_for(question: Question) -> Iterator[str]:
    """Yield a hint for each search word that is a claims file: other tools take files there."""
    for word in [str(value) for term in question.terms if not term.field for value in term.values]:
        if word.lower().endswith(SUFFIXES) and os.path.isfile(word):  # noqa: PTH113 - a path is text here
            yield f"'{word}' is searched for as a word; -d {shlex.quote(word)} reads the file"


def listed(output: Output, closing: Sequence[str] = ()) -> Drawing:
    """Return what draws the rows as records are drawn, and closing lines below them."""

    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting import listing  # Rich takes a while to import

        return listing(answer, width, output.chosen, closing, chosen=bool(output.fields))

    return drawing


def write(answer: Answer, asked: Asked, drawing: Drawing, none: str = "") -> None:
    """Write the rows of an answer, drawn where a person reads; say if there are none.

    `none` is how that is said, where it is not that no records match.
    """
    output = asked.output
    rows = answer.rows()
    first = next(rows, None)
    taken = rows if first is None else chain([first], rows)
    answer = Answer(answer.section, answer.fields, lambda *_: taken, answer.count)
    with opened(output.output) as out:
        if output.chosen in ON_SCREEN:
            from ..presenting import Screen  # Rich takes a while to import

            screen = Screen(out, colour=output.color, paged=output.pages)
            screen.show(drawing(answer, screen.width))
        else:
            write_rows(answer, output, out)
    if first is None:
        if output.on_terminal:
            tell(f"coalition: {none or f'no {answer.section.singular}s match'}")
        _end_without_rows(asked)


def write_rows(answer: Answer, output: Output, out: TextIO) -> None:
    """Write the rows for programs, in the format that was chosen."""
    from ..formats import SAFE_WRITERS, WRITERS

    writers = SAFE_WRITERS if output.safe else WRITERS
    writers[output.chosen](answer, out)


def write_count(count: int, asked: Asked) -> None:
    """Write the number of rows alone."""
    with opened(asked.output.output) as out:
        out.write(f"{count}\n")
    if count == 0:
        _end_without_rows(asked)


def _end_without_rows(asked: Asked) -> None:
    if asked.selection.exit_status:
        raise typer.Exit(1)


def screenful(asked: Asked) -> int | None:
    """Return how many rows the answer may have: on a terminal no more than are read there."""
    asked_for = asked.selection.number
    on_screen = asked.output.chosen in ON_SCREEN and asked.output.on_terminal
    return SCREENFUL if on_screen and asked_for is None else asked_for


def tell_of_more(total: int) -> None:
    """Say how many rows there are, where that is more than are shown."""
    if total > SCREENFUL:
        tell(f"coalition: {SCREENFUL} of {total:,} shown; -n {total} shows all")
