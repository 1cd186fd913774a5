"""`coalition verify`: quotes and wordings held to the texts of their articles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import typer

from ..index import Answer, Index
from ..model import SECTIONS
from ..problems import plural
from ..query import Question, check_fields, in_order, parse_sort
from ..results import RESULTS, VERDICTS
from ..verifying import Text
from ..verifying import verify as held
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
from .apart import keep_apart
from .opening import opened_index
from .options import ON_SCREEN, Output, Query, Selection, comma_separated
from .texts import Texts, article_texts, files_of, named_texts

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
        known = article_texts(index, texts, named)
        rows = in_order(_rows(index, question, known), sorts, _Row.__getitem__)
    failed = any(row["quote"] and row["status"] in _FAILED for row in rows)
    if selection.count_only:
        write_count(len(rows), asked)
    else:
        limit = screenful(asked)
        if output.chosen in ON_SCREEN and not sorts:  # people read the worst first
            rows.sort(key=_gravity, reverse=True)
        worst = rows[:limit]
        values = (tuple(row[field.name] for field in shown) for row in worst)
        write(Answer(_VERIFY, shown, values), asked, _drawing(rows, worst, known, output))
        if limit != selection.number:
            tell_of_more(len(rows))
    if failed:
        raise typer.Exit(1)


def _rows(index: Index, question: Question, texts: Mapping[str, Text]) -> Iterator[_Row]:
    """Yield a row for each quote and wording; say how many have no text to be held to."""
    left_out: Counter[str] = Counter()
    for row in index.rows(question._replace(fields=check_fields(_APPEARANCES, _STATED))).rows:
        stated: _Row = dict(zip(_STATED, row, strict=True))
        article, paragraph = stated["article"], stated.pop("paragraph")
        words = stated["quote"] or stated["wording"]
        if words and article in texts:
            verdict = held(texts[article], words, paragraph, quoted=bool(stated["quote"]))
            yield {**stated, **verdict._asdict(), "stated_paragraph": paragraph}
        elif words:
            left_out[article] += 1
    if left_out:
        articles = plural(len(left_out), "article")
        count = f"{left_out.total():,} of their quotes and wordings are left out"
        tell(f"coalition: without a text: {articles}; {count}")


def _gravity(row: _Row) -> tuple[int, bool, bool]:
    """Return how bad it is: what is altered in quotation marks is worse than in a wording."""
    return VERDICTS.index(row["status"]), row["reason"] is not None, row["quote"] is not None


def _drawing(rows: list[_Row], worst: list[_Row], texts: Mapping[str, Text], output: Output) -> Any:
    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting.verify import verification  # Rich takes a while to import

        if output.fields:
            return listed(output)(answer, width)
        contents = {article: text.content for article, text in texts.items()}
        return verification(rows, worst, contents, width)

    return drawing
