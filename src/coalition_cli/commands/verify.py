"""`coalition verify`: quotes and wordings held to the texts of their articles."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

import typer

from ..answers.answer import listed as rows_listed
from ..index import Answer, Index
from ..model import SECTIONS
from ..model.problems import plural
from ..model.results import RESULTS, VERDICTS
from ..query import Question, check_fields, in_order, parse_sort
from ..verifying import Text
from ..verifying import verify as hold
from ..writing import tell
from .answering import (
    Asked,
    chosen_fields,
    listed,
    question_behind,
    screenful,
    settled,
    tell_of_more,
    write,
    write_count,
)
from .opening import opened_index
from .options import ON_SCREEN, Output, Query, Selection, comma_separated
from .overwriting import keep_apart
from .texts import ArticleFile, Texts, article_files, article_text, files_of, named_texts

_APPEARANCES = SECTIONS["appearances"]
_VERIFY = RESULTS["verify"]
_STATED = ("claim", "article", "quote", "wording", "file", "line", "paragraph")
_FAILED = VERDICTS[2:]  # altered and missing

# A row, by field, and what only the screen shows.
_Row = dict[str, Any]


def verify(texts: Texts, output: Output, selection: Selection, query: Query = None) -> None:
    """Hold quotes and wordings to the texts of their articles.

    Words are exact, typographic (no more than quotation marks, dashes, spaces, Unicode
    forms and the case of the first letter differ), altered, or missing; so is a quote
    altered that does not stand in quotation marks. Cuts, as in "We … not now", and
    insertions in brackets are understood; what an insertion stands for is told. Exit
    with 1 if a quote is altered or missing; wordings are reported, and no failure.

    \b
    coalition verify --text liga=liga.txt
    coalition verify claim:red-lines --text liga=- --json < liga.txt
    coalition verify --texts articles/ -f csv
    """
    shown = chosen_fields(_VERIFY, output)
    sorts = [parse_sort(_VERIFY, name) for name in comma_separated(selection.sort)]
    asked = Asked(query, output, selection)
    named = named_texts(texts, output.data or [])
    question = question_behind(_APPEARANCES, asked)
    keep_apart(output.output, output.data or [], files_of(texts, named))
    with opened_index(output.data or []) as index:
        question = settled(index, question)
        files = article_files(index, texts, named)
        rows = in_order(_rows(index, question, files), sorts, _Row.__getitem__)
    failed = any(row["quote"] and row["status"] in _FAILED for row in rows)
    if selection.count_only:
        write_count(len(rows), asked)
    else:
        limit = screenful(asked)
        if output.chosen in ON_SCREEN and not sorts:  # people read the worst first
            rows.sort(key=_gravity, reverse=True)
        worst = rows[:limit]
        values = [tuple(row[field.name] for field in shown) for row in worst]
        write(rows_listed(_VERIFY, shown, values), asked, _drawing(rows, worst, output))
        if limit != selection.number:
            tell_of_more(len(rows))
    if failed:
        raise typer.Exit(1)


def _rows(index: Index, question: Question, files: Sequence[ArticleFile]) -> Iterator[_Row]:
    """Yield a row for each quote and wording; say how many have no text to be held to.

    One text is in memory at a time.
    """
    stated: dict[str, list[_Row]] = {}
    question = question._replace(fields=check_fields(_APPEARANCES, _STATED))
    for number, row in enumerate(index.rows(question).rows()):
        one: _Row = {**dict(zip(_STATED, row, strict=True)), "number": number}
        if one["quote"] or one["wording"]:
            stated.setdefault(one["article"], []).append(one)
    held = [
        row for file in files for row in _held(article_text(file), stated.pop(file.article, []))
    ]
    yield from sorted(held, key=itemgetter("number"))
    if stated:
        articles = plural(len(stated), "article")
        count = f"{sum(map(len, stated.values())):,} of their quotes and wordings are left out"
        tell(f"coalition: without a text: {articles}; {count}")


def _held(text: Text, stated: Iterable[_Row]) -> Iterator[_Row]:
    """Yield what was stated with how it stands in a text, and what is around it there."""
    for row in stated:
        words, paragraph = row["quote"] or row["wording"], row["paragraph"]
        verdict = hold(text, words, paragraph, quoted=bool(row["quote"]))
        around = text.around(verdict.start, verdict.end)
        yield {**row, **verdict._asdict(), "stated_paragraph": paragraph, "around": around}


def _gravity(row: _Row) -> tuple[int, bool, bool]:
    """Return how bad it is: what is altered in quotation marks is worse than in a wording."""
    return VERDICTS.index(row["status"]), row["reason"] is not None, row["quote"] is not None


def _drawing(rows: list[_Row], worst: list[_Row], output: Output) -> Any:
    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting.verify import verification  # Rich takes a while to import

        return listed(output)(answer, width) if output.fields else verification(rows, worst, width)

    return drawing
