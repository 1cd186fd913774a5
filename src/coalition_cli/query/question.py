"""A question: which records, which of their fields, in which order, how many."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from ..model import Field, Section, Type
from ..model.problems import UsageError
from ..words import collated

OR, NOT = "OR", "not:"  # what may stand between two terms, and before one
MOST_TERMS, MOST_VALUES, MOST_CHARACTERS = 2_000, 10_000, 20_000  # of a question


class Range(NamedTuple):
    """Values from low to high, both included; None leaves that end open."""

    low: int | str | None
    high: int | str | None


ANY = Range(None, None)  # every known value


class Beginning(NamedTuple):
    """Values that begin so, compared as ids are: `red*`. Nothing begins every value."""

    text: str


Value = str | Range | Beginning


class Term(NamedTuple):
    """One condition: the field has one of the values, or not.

    Without a field it is a search. Values of ordered fields are ranges. A value of an open
    vocabulary may still hold the commas of a list, or the `*` of a beginning (see Index.resolve).
    """

    field: Field | None
    values: tuple[Value, ...]
    negated: bool = False
    exact: bool = False  # ids as they stand in the data: no other case, and no names

    @property
    def searches(self) -> bool:
        """Whether its values are words to search for, in one field or in all."""
        return self.field is None or (is_searched(self.field) and ANY not in self.values)

    @property
    def ranks(self) -> bool:
        """Whether rows are ranked by how well they match it."""
        return self.field is None and not self.negated


def is_open(field: Field) -> bool:
    """Whether only the data says which values the field has."""
    return field.type in (Type.ID, Type.NAME, Type.ADDRESS, Type.REFERENCE) or field.has_rows


def is_textual(field: Field) -> bool:
    """Whether the values of a field are ordered as texts."""
    return field.type in (Type.ID, Type.TEXT, Type.NAME, Type.ADDRESS, Type.REFERENCE)


def is_searched(field: Field) -> bool:
    """Whether a term of the field is a search: of a text, or of the texts of a record within."""
    return field.type is Type.TEXT or (field.type is Type.RECORD and not field.has_rows)


class Sort(NamedTuple):
    """An order of rows."""

    field: str
    descending: bool = False


Item = TypeVar("Item")


def in_order(
    rows: Iterable[Item], sorts: Sequence[Sort], value: Callable[[Item, str], object]
) -> list[Item]:
    """Return rows in the order that an index would give them; unknown values come last.

    `value` returns a row's value of a field: a number, or a text, which is ordered as search
    folds it.
    """
    ordered = list(rows)
    for sort in reversed(sorts):
        known = [row for row in ordered if value(row, sort.field) is not None]
        unknown = [row for row in ordered if value(row, sort.field) is None]
        known.sort(key=lambda row: _rank(value(row, sort.field)), reverse=sort.descending)
        ordered = known + unknown
    return ordered


def _rank(value: object) -> int | str:
    return value if isinstance(value, int) else collated(str(value))


class Question(NamedTuple):
    """A question to an index.

    Its rows meet all of the terms (AND), and of each group of alternatives at least one (OR).
    """

    section: Section
    terms: tuple[Term, ...] = ()
    fields: tuple[Field, ...] = ()
    sorts: tuple[Sort, ...] = ()
    limit: int | None = None
    offset: int = 0  # rows before the first
    alternatives: tuple[tuple[Term, ...], ...] = ()
    hints: tuple[str, ...] = ()  # on words that are perhaps not meant as they are read
    ranked: bool = True  # whether the best matches come first, if no other order is asked for
    declared: bool = False  # only records that files declare, and not what they only name
    among: int | None = None  # of how many of the section's first records it is asked; None: all
    positions: tuple[int, ...] | None = None  # the only ones where its rows can be; None: any

    @property
    def every_term(self) -> tuple[Term, ...]:
        """All terms, those of groups too."""
        return (*self.terms, *(term for group in self.alternatives for term in group))

    def with_terms(self, terms: Iterable[Term]) -> "Question":
        """Return the question with another term for each of `every_term`, in their order."""
        ahead = iter(terms)
        certain = tuple(islice(ahead, len(self.terms)))
        groups = tuple(tuple(islice(ahead, len(group))) for group in self.alternatives)
        return self._replace(terms=certain, alternatives=groups)

    def page(self, offset: int, limit: int | None) -> "Question":
        """Return the question for at most `limit` of its rows, from an offset on."""
        left = None if self.limit is None else max(0, self.limit - offset)
        limits = [most for most in (left, limit) if most is not None]
        return self._replace(offset=self.offset + offset, limit=min(limits, default=None))


def check_size(question: Question) -> None:
    """Raise UsageError for a question that would take an engine long, or much memory.

    Ten thousand values are three parameters each, and SQLite takes 32,766 at most.
    """
    terms = question.every_term
    values = [value for term in terms for value in term.values]
    # A beginning has two ends, and tells an id from its key.
    beginnings = sum(isinstance(value, Beginning) for value in values)
    searched = (value for term in terms if term.searches for value in term.values)
    for what, count, most in (
        ("terms", len(terms), MOST_TERMS),
        ("values", len(values) + 2 * beginnings, MOST_VALUES),
        ("characters to search for", sum(len(str(value)) for value in searched), MOST_CHARACTERS),
    ):
        if count > most:
            raise UsageError(
                f"a question has at most {most:,} {what}, and this one has {count:,}\n"
                "ask for less, or ask in several questions"
            )
