"""Counts: of claims by their fields, and of the governments that a file names."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..index import Index
from ..model import SECTIONS, Field, Section, Type
from ..model.answer import Answer, Row, part
from ..model.problems import UsageError
from ..model.results import RESULTS
from ..model.vocabularies import COARSE
from ..query import Question, Sort, Term, check_fields, query_field
from .asking import Wanted, order

_CLAIMS, _FILE, _MEMBERS = SECTIONS["claims"], SECTIONS["file"], SECTIONS["members"]
_COUNTS = RESULTS["stats"]
_MOST = 2  # fields to count by
# The fields that claims are counted by if the user names none.
_USUAL = ("confidence", "anonymous", "source", "speaker", "kind", "topic")


def counted_by(names: Iterable[str]) -> tuple[Field, ...]:
    """Return the fields of those names, each once; raise UsageError for more than two.

    `date:month` and `date:year` are the date with another name for its values, `month` or `year`.
    """
    fields = tuple(dict.fromkeys(map(_counted, names)))
    if len(fields) > _MOST:
        raise UsageError(f"--by takes {_MOST} fields at most, not {len(fields)}")
    return fields


def _counted(name: str) -> Field:
    known, colon, period = name.partition(":")
    if not colon and name.lower() in COARSE:
        raise UsageError(f"no field '{name}' in claims; did you mean 'date:{name.lower()}'?")
    field = query_field(_CLAIMS, known)
    if not field.is_counted:
        raise UsageError(f"claims cannot be counted by '{field.name}'")
    if not colon:
        return field
    if field.type is not Type.DATE:
        raise UsageError(f"'{name}' is no field; only a date is counted by {' or '.join(COARSE)}")
    if period.lower() not in COARSE:
        ways = ", ".join(f"{field.name}:{period}" for period in COARSE)
        raise UsageError(f"no period '{period}'\ndates are counted by {field.name}, {ways}")
    return field._replace(singular=period.lower())


def counted_section(by: tuple[Field, ...]) -> Section:
    """Return the section that rows of counts are of: by these fields, or by each usual one.

    If a field says who speaks, its values have the mark of an unnamed speaker already.
    """
    if not by:
        return _COUNTS
    fields = (
        field._replace(name=field.column, many=False, says_who=False, lender="") for field in by
    )
    return Section(_COUNTS.name, _COUNTS.singular, (*fields, _COUNTS.field("claims")))


def counted_order(by: tuple[Field, ...], wanted: Wanted) -> tuple[Sort, ...]:
    """Return the wanted order of counts; raise UsageError for counts of several fields."""
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


class Governments(NamedTuple):
    """How many governments the claims of a file count, and how many the file names."""

    file: str
    counted: int
    named: int
    claim: str | None  # that counts them


def governments(index: Index) -> Iterator[Governments]:
    """Yield the governments of each file that states how many there are."""
    files = Question(_FILE, fields=check_fields(_FILE, ["file", "membership"]))
    for file, membership in index.rows(files).rows():
        if isinstance(membership, dict) and membership["counted"] is not None:
            of_file = Term(_MEMBERS.field("file"), (str(file),), exact=True)
            # What is public has one file, which no record tells.
            named = index.count(Question(_MEMBERS, (of_file,) if file else ()))
            yield Governments(str(file), membership["counted"], named, membership["claim"])
