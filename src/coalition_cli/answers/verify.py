"""Quotes and wordings held to the texts of their articles."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from ..index import Index
from ..model import SECTIONS
from ..model.problems import plural
from ..model.results import FAILED, RESULTS, VERDICTS
from ..query import Question, check_fields, in_order
from ..verifying import ArticleText
from ..verifying import verify as hold
from .answer import Answer, Tell, listed
from .texts import ArticleFile, Texts, article_files, article_text

_APPEARANCES = SECTIONS["appearances"]
_VERIFY = RESULTS["verify"]
_STATED = ("claim", "article", "quote", "wording", "file", "line", "paragraph")

# A quote or wording and how it stands, by field; and what only a screen shows of it: the
# paragraph that was stated, what is around the passage, and which words are which.
Held = dict[str, Any]


class Verified(NamedTuple):
    """What was held to texts, in the order that was asked for."""

    rows: list[Held]

    @property
    def failed(self) -> bool:
        """Whether a quote is altered or missing; wordings are no failure."""
        return any(row["quote"] and row["status"] in FAILED for row in self.rows)

    def worst_first(self) -> "Verified":
        """Return the same in the order in which people read it."""
        return Verified(sorted(self.rows, key=_gravity, reverse=True))

    def answer(self) -> Answer:
        """Return the rows with the fields of RESULTS["verify"]."""
        rows = [tuple(row[field.name] for field in _VERIFY.fields) for row in self.rows]
        return listed(_VERIFY, _VERIFY.fields, rows)


def verify(index: Index, question: Question, texts: Texts, tell: Tell) -> Verified:
    """Hold the quotes and wordings of the appearances that are meant to texts.

    The sorts of the question are those of the answer. Raise DataError for a text that cannot be
    read.
    """
    files = article_files(index, texts, tell)
    rows = _held_to_texts(index, question._replace(sorts=()), files, tell)
    return Verified(in_order(rows, question.sorts, Held.__getitem__))


def _held_to_texts(
    index: Index, question: Question, files: Sequence[ArticleFile], tell: Tell
) -> Iterator[Held]:
    """Yield each quote and wording; tell how many have no text to be held to.

    One text is in memory at a time.
    """
    stated: dict[str, list[Held]] = {}
    question = question._replace(fields=check_fields(_APPEARANCES, _STATED))
    for number, row in enumerate(index.rows(question).dicts()):
        one: Held = {**row, "number": number}
        if one["quote"] or one["wording"]:
            stated.setdefault(one["article"], []).append(one)
    held = [
        row
        for file in files
        for row in _held(article_text(file, tell), stated.pop(file.article, []))
    ]
    yield from sorted(held, key=itemgetter("number"))
    if stated:
        articles = plural(len(stated), "article")
        count = f"{sum(map(len, stated.values())):,}"
        tell(f"no text for {articles}; quotes and wordings not compared: {count}")


def _held(text: ArticleText, stated: Iterable[Held]) -> Iterator[Held]:
    """Yield what was stated with how it stands in a text, and what is around it there."""
    for row in stated:
        words, paragraph = row["quote"] or row["wording"], row["paragraph"]
        verdict = hold(text, words, paragraph, quoted=bool(row["quote"]))
        around = text.context(verdict.start, verdict.end)
        yield {**row, **verdict._asdict(), "stated_paragraph": paragraph, "around": around}


def _gravity(row: Held) -> tuple[int, bool, bool]:
    """Return how bad it is: what is altered in quotation marks is worse than in a wording."""
    return VERDICTS.index(row["status"]), row["reason"] is not None, row["quote"] is not None
