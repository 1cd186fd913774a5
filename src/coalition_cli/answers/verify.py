"""Quotes and wordings beside the texts of their articles."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from ..index import Index
from ..model import SECTIONS
from ..model.answer import Answer, listed
from ..model.problems import CoalitionError, plural, shown_id
from ..model.results import FAILED, RESULTS, VERDICTS
from ..query import Question, check_fields, in_order
from ..verifying import ArticleText, StatedPlace, Verdict, verify_partial
from ..verifying import verify as verdict_on
from .asking import Tell
from .texts import TextError, TextFiles, article_files, article_text

_APPEARANCES = SECTIONS["appearances"]
_VERIFY = RESULTS["verify"]
_STATED = ("claim", "article", "quote", "wording", "file", "line", "paragraph", "offset")
_NAMED = 20  # quotes without a text that are named
_IDS = 5  # articles without a text that are named

# A quote or wording and its status, by field. Beside these fields stands what only a screen shows:
# the text around the passage, and which words are which. A partial quotation has two of them.
Held = dict[str, Any]


class Verified(NamedTuple):
    """Quotes and wordings that were compared with texts, in the order that was asked for."""

    rows: list[Held]
    without_text: Sequence[Held] = ()  # what was not compared, without a status

    @property
    def failed(self) -> bool:
        """Whether a quote is altered or missing; wordings never fail."""
        return any(row["quote"] and row["status"] in FAILED for row in self.rows)

    def worst_first(self) -> "Verified":
        """Return the same rows in the order in which people read them."""
        return self._replace(rows=sorted(self.rows, key=_gravity, reverse=True))

    def require_all(self) -> None:
        """Raise NoTextError if a quote has no text that it can be compared with."""
        quotes = [row for row in self.without_text if row["quote"]]
        if quotes:
            raise NoTextError(quotes)

    def answer(self) -> Answer:
        """Return the rows with the fields of RESULTS["verify"]."""
        rows = [tuple(row[field.name] for field in _VERIFY.fields) for row in self.rows]
        return listed(_VERIFY, _VERIFY.fields, rows)


class NoTextError(CoalitionError):
    """Quotes whose article has no text, where all of them shall be compared."""

    def __init__(self, quotes: Sequence[Held]) -> None:
        named = [
            f"  {row['file']}:{row['line']}: claim {shown_id(row['claim'])},"
            f" article {shown_id(row['article'])}"
            for row in quotes[:_NAMED]
        ]
        more = [f"  and {len(quotes) - _NAMED:,} more"] if len(quotes) > _NAMED else []
        first = f"{plural(len(quotes), 'quote')} without the text of the article"
        super().__init__("\n".join([first, *named, *more, "give the text of each article"]))


def verify(index: Index, question: Question, texts: TextFiles, tell: Tell) -> Verified:
    """Compare the quotes and wordings of a question's appearances with texts.

    The question's sorts are those of the answer. Tell how many quotes and wordings have no text.
    Raise DataError for a text that cannot be read, and TextError if nothing can be compared. See
    `article_files` for the other errors.
    """
    files = article_files(index, texts)
    stated = _stated(index, question._replace(sorts=()))
    # One text is in memory at a time.
    rows = [
        row
        for file in files
        for row in _with_status(article_text(file, tell), stated.pop(file.article, []))
    ]
    rows.sort(key=itemgetter("number"))
    left = sorted(
        (words for of in stated.values() for row in of for words in _apart(row)),
        key=itemgetter("number"),
    )
    without_text = (
        f"no text for {plural(len(stated), 'article')};"
        f" quotes and wordings not compared: {len(left):,}"
    )
    if not rows:
        articles = ", ".join([*map(shown_id, list(stated)[:_IDS]), *["…"] * (len(stated) > _IDS)])
        raise TextError(
            f"nothing was compared: {without_text}\ngive the text of such an article: {articles}"
        )
    if left:
        tell(without_text)
    return Verified(in_order(rows, question.sorts, Held.__getitem__), left)


def _stated(index: Index, question: Question) -> dict[str, list[Held]]:
    """Return the quotes and wordings of a question, by article; raise TextError without any."""
    stated: dict[str, list[Held]] = {}
    question = question._replace(fields=check_fields(_APPEARANCES, _STATED))
    number = -1
    for number, appearance in enumerate(index.rows(question).dicts()):
        row: Held = {**appearance, "number": number}
        if row["quote"] or row["wording"]:
            stated.setdefault(row["article"], []).append(row)
    if number < 0:
        raise TextError(
            "nothing to compare: no appearances match\n"
            "'coalition appearances' lists the quotes and wordings"
        )
    if not stated:
        raise TextError(
            f"nothing to compare: {plural(number + 1, 'appearance')} without quote and wording\n"
            "state the words of the article, as `quote` or `wording` of an appearance"
        )
    return stated


def _apart(row: Held) -> Iterator[Held]:
    """Yield the quote of an appearance and its wording, each as a row of its own."""
    for name, other in (("quote", "wording"), ("wording", "quote")):
        if row[name]:
            yield {**row, other: None}


def _with_status(text: ArticleText, stated: Iterable[Held]) -> Iterator[Held]:
    """Yield each quote or wording with its status in a text, and the text around the passage."""
    for row in stated:
        more = {"stated_paragraph": row["paragraph"], "stated_offset": row["offset"]}
        for words, verdict in zip(_apart(row), _verdicts(text, row), strict=True):
            around = text.context(verdict.start, verdict.end)
            yield {**words, **verdict._asdict(), **more, "around": around}


def _verdicts(text: ArticleText, row: Held) -> Sequence[Verdict]:
    """Return the verdicts on the quote of an appearance and on its wording, where it has them."""
    quote, wording = row["quote"], row["wording"]
    place = StatedPlace(row["paragraph"], row["offset"])
    if quote and wording:
        return verify_partial(text, wording, quote, place)[::-1]
    return [verdict_on(text, quote or wording, place, quoted=bool(quote))]


def _gravity(row: Held) -> tuple[int, bool, bool]:
    """Return how serious a row is: an altered quote is worse than an altered wording."""
    return VERDICTS.index(row["status"]), row["reason"] is not None, row["quote"] is not None
