"""Quotes and wordings beside the texts of their articles."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from ..index import Index
from ..model import SECTIONS
from ..model.answer import Answer, listed
from ..model.problems import plural
from ..model.results import FAILED, RESULTS, VERDICTS
from ..query import Question, check_fields, in_order
from ..verifying import ArticleText
from ..verifying import verify as verdict_on
from .asking import Tell
from .texts import ArticleFile, TextFiles, article_files, article_text

_APPEARANCES = SECTIONS["appearances"]
_VERIFY = RESULTS["verify"]
_STATED = ("claim", "article", "quote", "wording", "file", "line", "paragraph")

# A quote or wording and its status, by field. Beside these fields stands what only a screen shows:
# the stated paragraph, the text around the passage, and which words are which.
Held = dict[str, Any]


class Verified(NamedTuple):
    """Quotes and wordings that were compared with texts, in the order that was asked for."""

    rows: list[Held]

    @property
    def failed(self) -> bool:
        """Whether a quote is altered or missing; wordings never fail."""
        return any(row["quote"] and row["status"] in FAILED for row in self.rows)

    def worst_first(self) -> "Verified":
        """Return the same rows in the order in which people read them."""
        return Verified(sorted(self.rows, key=_gravity, reverse=True))

    def answer(self) -> Answer:
        """Return the rows with the fields of RESULTS["verify"]."""
        rows = [tuple(row[field.name] for field in _VERIFY.fields) for row in self.rows]
        return listed(_VERIFY, _VERIFY.fields, rows)


def verify(index: Index, question: Question, texts: TextFiles, tell: Tell) -> Verified:
    """Compare the quotes and wordings of a question's appearances with texts.

    The question's sorts are those of the answer. Raise DataError for a text that cannot be read.
    """
    files = article_files(index, texts, tell)
    rows = _compared(index, question._replace(sorts=()), files, tell)
    return Verified(in_order(rows, question.sorts, Held.__getitem__))


def _compared(
    index: Index, question: Question, files: Sequence[ArticleFile], tell: Tell
) -> Iterator[Held]:
    """Yield each quote and wording with its status; tell how many have no text.

    One text is in memory at a time.
    """
    stated: dict[str, list[Held]] = {}
    question = question._replace(fields=check_fields(_APPEARANCES, _STATED))
    for number, appearance in enumerate(index.rows(question).dicts()):
        row: Held = {**appearance, "number": number}
        if row["quote"] or row["wording"]:
            stated.setdefault(row["article"], []).append(row)
    held = [
        row
        for file in files
        for row in _with_status(article_text(file, tell), stated.pop(file.article, []))
    ]
    yield from sorted(held, key=itemgetter("number"))
    if stated:
        articles = plural(len(stated), "article")
        count = f"{sum(map(len, stated.values())):,}"
        tell(f"no text for {articles}; quotes and wordings not compared: {count}")


def _with_status(text: ArticleText, stated: Iterable[Held]) -> Iterator[Held]:
    """Yield each quote or wording with its status in a text, and the text around the passage."""
    for row in stated:
        words, paragraph = row["quote"] or row["wording"], row["paragraph"]
        verdict = verdict_on(text, words, paragraph, quoted=bool(row["quote"]))
        around = text.context(verdict.start, verdict.end)
        yield {**row, **verdict._asdict(), "stated_paragraph": paragraph, "around": around}


def _gravity(row: Held) -> tuple[int, bool, bool]:
    """Return how serious a row is: an altered quote is worse than an altered wording."""
    return VERDICTS.index(row["status"]), row["reason"] is not None, row["quote"] is not None
