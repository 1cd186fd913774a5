"""What was said, published and done when: claims, articles and facts by their dates."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..index import Index
from ..model import SECTIONS
from ..model.answer import Answer, Row, listed
from ..model.problems import UsageError, suggestion
from ..model.results import RESULTS
from ..model.vocabularies import PERIODS
from ..query import Question, Sort, check_fields, in_order
from ..words.dates import begins
from ..words.dates import period as known
from ..words.safe import visible
from .articles import records_with, rows_with
from .asking import Tell, Wanted, resolved, underlying

_TIMELINE = RESULTS["timeline"]
_KINDS = tuple(field.name for field in _TIMELINE.fields[1:])  # sections with a date
_CLAIMS = SECTIONS["claims"]
# From the first date to the last: so many days are shown as days, so many months as months.
_MOST_DAYS, _MOST_MONTHS = 62, 60

Questions = Mapping[str, Question]  # by their sections


class _Article(NamedTuple):
    id: str
    date: str | None


class _Fact(NamedTuple):
    date: str | None
    supports: list[str]
    contradicts: list[str]


def parse_period(name: str | None) -> str | None:
    """Return the period of that name, or None for none; raise UsageError if there is none."""
    if name is None or name in PERIODS:
        return name
    known = f"the periods: {', '.join(PERIODS)}"
    raise UsageError(f"no period '{name}'{suggestion(name, list(PERIODS))}\n{known}")


def questions(words: tuple[str, ...]) -> Questions:
    """Return the question to each kind of record that has all fields of the words.

    Raise UsageError if none has.
    """
    asked: dict[str, Question] = {}
    errors: list[UsageError] = []
    for name in _KINDS:
        try:
            asked[name] = underlying(SECTIONS[name], Wanted(words))
        except UsageError as error:
            errors.append(error)
    if not asked:
        raise errors[0]
    return asked


def asked_of(index: Index, questions: Questions, tell: Tell) -> Questions:
    """Return the questions as the data can answer them.

    Tell each hint on the words once, and which values no kind of record has.
    """
    unknown: list[list[str]] = []
    answered: dict[str, Question] = {}
    for name, question in questions.items():
        unknown.append([])
        answered[name] = resolved(index, question._replace(hints=()), unknown[-1].append)
    on_words = dict.fromkeys(hint for question in questions.values() for hint in question.hints)
    for hint in (*(unknown[0] if all(unknown) else ()), *map(visible, on_words)):
        tell(hint)
    return answered


def timeline(
    index: Index, questions: Questions, period: str | None, sorts: Sequence[Sort] = ()
) -> Answer:
    """Return how many records of each kind have a date within each period, undated ones last.

    Without a period it is the one that fits the time from the first date to the last.
    """
    dates = {name: Counter(dict(_dates(index, questions, name))) for name in _KINDS}
    dated = [text for counted in dates.values() for text in counted if text]
    length = PERIODS[period or _fitting(dated)]
    periods: dict[str | None, list[int]] = {}
    for place, name in enumerate(_KINDS):
        for text, count in dates[name].items():
            within = None if text is None else known(text)[:length]
            periods.setdefault(within, [0] * len(_KINDS))[place] += count
    names = [field.name for field in _TIMELINE.fields]
    rows: list[Row] = [(within, *counts) for within, counts in periods.items()]
    order = sorts or [Sort("date")]
    rows = in_order(rows, order, lambda row, name: row[names.index(name)])
    return listed(_TIMELINE, _TIMELINE.fields, rows)


def _dates(index: Index, questions: Questions, name: str) -> Iterator[tuple[str | None, int]]:
    """Yield the dates of one kind of record, each with how many have it."""
    if name in questions:
        field = SECTIONS[name].field("date")
        for text, count in index.groups(questions[name], (field,)):
            assert isinstance(count, int)  # noqa: S101 - it is a COUNT
            yield None if text is None else str(text), count
    elif _CLAIMS.name in questions:
        yield from Counter(_OF_CLAIMS[name](index, questions[_CLAIMS.name])).items()


def _articles_of(index: Index, claims: Question) -> Iterator[str | None]:
    """Yield the dates of the articles that claims appear in."""
    keys = {article for article, _ in index.appearing(claims)}
    yield from (article.date for article in records_with(index, "articles.id", keys, _Article))


def _facts_about(index: Index, claims: Question) -> Iterator[str | None]:
    """Yield the dates of the facts that support or contradict claims."""
    facts = [*records_with(index, "facts.id", None, _Fact)]
    named = {key for fact in facts for key in (*fact.supports, *fact.contradicts)}
    field = _CLAIMS.field("id")
    ids = claims._replace(fields=check_fields(_CLAIMS, ["id"]))
    found = {key for (key,) in rows_with(index, ids, field, named)}
    yield from (
        fact.date for fact in facts if not found.isdisjoint((*fact.supports, *fact.contradicts))
    )


# The records of a kind that belong to claims, for a query with fields that only claims have.
_OF_CLAIMS = {"articles": _articles_of, "facts": _facts_about}


def _fitting(dates: Iterable[str]) -> str:
    """Return the period that fits the time between the first of these dates and the last."""
    days = sorted(map(_beginning, dates)) or [date.min]
    first, last = days[0], days[-1]
    if (last - first).days < _MOST_DAYS:
        return "day"
    months = 12 * (last.year - first.year) + last.month - first.month
    return "month" if months < _MOST_MONTHS else "year"


def _beginning(text: str) -> date:
    """Return the day on which a day, a month or a year begins."""
    return date.fromisoformat(begins(text))
