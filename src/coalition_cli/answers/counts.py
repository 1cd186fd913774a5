"""Counts of claims, by one or two fields or by each of the usual ones."""

from collections.abc import Iterable, Iterator

from ..index import Index
from ..model import SECTIONS, Field, Section
from ..model.problems import UsageError
from ..model.results import RESULTS
from ..query import Question, Sort, query_field
from .answer import Answer, Row, part
from .asking import Wanted, order

_CLAIMS = SECTIONS["claims"]
_COUNTS = RESULTS["stats"]
_MOST = 2  # fields to count by
# What claims are counted by where nobody says.
_USUAL = ("confidence", "anonymous", "source", "speaker", "kind", "topic")


def counted_by(names: Iterable[str]) -> tuple[Field, ...]:
    """Return the fields of those names, each once; raise UsageError for more than two."""
    fields = tuple(dict.fromkeys(query_field(_CLAIMS, name) for name in names))
    if len(fields) > _MOST:
        raise UsageError(f"--by takes {_MOST} fields at most, not {len(fields)}")
    return fields


def counted_section(by: tuple[Field, ...]) -> Section:
    """Return what the rows of counts are: by these fields, or by each of the usual ones.

    The values of a field that says who speaks have the word for an unnamed speaker already.
    """
    if not by:
        return _COUNTS
    fields = (one._replace(name=one.query_name, many=False, says_who=False) for one in by)
    return Section(_COUNTS.name, _COUNTS.singular, (*fields, _COUNTS.field("claims")))


def counted_order(by: tuple[Field, ...], wanted: Wanted) -> tuple[Sort, ...]:
    """Return the order that is wanted of counts; raise UsageError where they have none."""
    sorts = order(counted_section(by), wanted)
    if sorts and not by:
        raise UsageError("--sort needs --by: without it the counts are of several fields")
    return sorts


def counts(index: Index, question: Question, by: tuple[Field, ...]) -> Answer:
    """Return how many of a question's claims have each value of the fields, in its order.

    Without fields a row has the name of a usual field, a value, and the count.
    """

    def read(offset: int, limit: int | None) -> Iterator[Row]:
        if by:
            return index.groups(question.page(offset, limit), by)
        return part(_usual(index, question), offset, limit)

    section = counted_section(by)
    return Answer(section, section.fields, read, lambda: sum(1 for _ in read(0, None)))


def _usual(index: Index, question: Question) -> Iterator[Row]:
    """Yield the counts by each of the usual fields: the field, a value, how many."""
    for name in _USUAL:
        for row in index.groups(question, (query_field(_CLAIMS, name),)):
            yield name, *row
