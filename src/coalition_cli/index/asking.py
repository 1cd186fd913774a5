"""Questions to an index and their answers, whatever engine holds its tables."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Protocol

from ..model import Field, Section, Type
from ..model.answer import Answer, Row
from ..model.problems import NEAR, SUGGESTIONS, shortened, suggestion
from ..query import (
    Question,
    Statement,
    Term,
    appearing,
    broken_down,
    check_size,
    counted,
    declared,
    grouped,
    selected,
)
from ..query.vocabulary import aliases_of, carried, is_open, known, noun
from ..words import any_case, search_phrases


class Engine(Protocol):
    """What holds the tables of an index and answers statements, to any thread."""

    @property
    def unkept(self) -> str:
        """Why nothing is kept for the next run: what is wrong, and what helps; else nothing."""

    def rows(self, statement: Statement) -> Iterator[Row]:
        """Return the rows of a statement as the engine holds them, read as they are taken."""

    def reader(self, fields: Sequence[Field | None]) -> Callable[[Row], Row]:
        """Return what makes plain values of such a row, which has a column for each field.

        A column that is no field's has none.
        """

    def close(self) -> None:
        """Let go of the tables."""


class Index:
    """The records of a corpus; used in a `with`, which closes it. Any thread may ask it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> "Index":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the tables; nothing more can be asked."""
        self._engine.close()

    @property
    def unkept(self) -> str:
        """Why no index is kept, if none is: what is wrong, and on a second line what helps."""
        return self._engine.unkept

    def rows(self, question: Question) -> Answer:
        """Return the rows that the question asks for, asked anew each time they are read.

        Where the question has a field that says who speaks, and not the one that says
        whether that is an unnamed speaker, the first carries the word for it.
        """
        fields = question.fields
        if any(field.says_who for field in fields):
            [anonymous] = (one for one in question.section.fields if one.name == "anonymous")
            fields = fields if anonymous in fields else (*fields, anonymous)
        wider = question._replace(fields=fields)

        def read(offset: int, limit: int | None) -> Iterator[Row]:
            return self._read(selected(wider.page(offset, limit)), fields)

        def count() -> int:
            return len(range(self.count(question))[question.offset :][: question.limit])

        return Answer(question.section, fields, read, count).with_fields(question.fields)

    def declared(self, section: Section, fields: Sequence[Field]) -> Iterator[Row]:
        """Return the records of a section that files state, in the order of their ids.

        The order is that of code points. Values are as the engine holds them: cheap to compare,
        and made plain by `plain`.
        """
        return self._engine.rows(declared(section, fields))

    def plain(self, fields: Sequence[Field], row: Row) -> Row:
        """Return a row of `declared` with plain values."""
        return self._engine.reader(fields)(row)

    def count(self, question: Question) -> int:
        """Return how many rows the question has, whatever its limit."""
        [(count,)] = self._engine.rows(counted(question))
        assert isinstance(count, int)  # noqa: S101 - it is a COUNT
        return count

    def groups(self, question: Question, by: tuple[Field, ...]) -> Iterator[Row]:
        """Return how many of the question's rows have each value of one or two fields.

        A row has the fields' values, then the number; the question's sorts and limit
        are those of these rows.
        """
        # Of a list each value counts by itself; of records within it, what they name.
        of_values = [
            None if field.many and field.type is Type.RECORD else field._replace(many=False)
            for field in by
        ]
        return self._read(grouped(question, by), [*of_values, None])

    def broken_down(self, question: Question, by: Field) -> Iterator[Row]:
        """Return how the question's claims are sourced, by the values of a field, most first.

        A row has the fields of the section `breakdown` in results.py.
        """
        return self._engine.rows(broken_down(question, by))

    def appearing(self, question: Question) -> set[tuple[str, str | None]]:
        """Return the articles in which the question's claims appear, each with their source."""
        pairs = set(self._engine.rows(appearing(question)))
        return {(str(key), None if source is None else str(source)) for key, source in pairs}

    def resolve(self, question: Question) -> tuple[Question, list[str]]:
        """Return the question with its comma lists taken apart, and hints on what is unknown.

        A value that the data carries with its comma is taken whole. Raise UsageError for a
        question that is too large.
        """
        check_size(question)
        question = question._replace(terms=tuple(self._taken_apart(question)))
        check_size(question)
        return question, list(self._hints(question))

    def values(
        self, section: Section, field: Field, limit: int, begins: str = ""
    ) -> list[tuple[str, str | None]]:
        """Return values that a field carries and that begin so, ids with what they are called."""
        found = self._engine.rows(known(section, field, limit, begins))
        return [(str(value), None if name is None else str(name)) for value, name in found]

    def _taken_apart(self, question: Question) -> Iterator[Term]:
        """Yield the terms of a question with their comma lists taken apart."""
        listed = ((field, value) for field, value in _open_values(question) if "," in value)
        whole = self._carried(question.section, listed)
        for term in question.terms:
            if term.field is None or not is_open(term.field):
                yield term
                continue
            values: list[str] = []
            for value in map(str, term.values):
                is_list = "," in value and (term.field, any_case(value)) not in whole
                parts = [part.strip() for part in value.split(",")] if is_list else []
                values += [part for part in parts if part] or [value]
            yield term._replace(values=tuple(values))

    def _hints(self, question: Question) -> Iterator[str]:
        """Yield a hint for each value that cannot be searched for, or is not in the data."""
        section = question.section
        in_data = self._carried(section, _open_values(question))
        unknown = 0

        @cache
        def names(field: Field) -> list[str]:
            pairs = self.values(section, field, NEAR)
            if others := aliases_of(field):
                pairs += self.values(*others, NEAR)
            return [name for pair in pairs for name in pair if name]

        for term in question.terms:
            field = term.field
            for value in map(str, term.values):
                if term.searches:
                    if not search_phrases(value):
                        why = "it has no letter, digit or sign"
                        yield f"'{shortened(value)}' cannot be searched for: {why}"
                elif field and is_open(field) and (field, any_case(value)) not in in_data:
                    near = suggestion(value, names(field)) if unknown < SUGGESTIONS else ""
                    unknown += 1
                    yield f"no {noun(section, field)} '{value}'{near}"

    def _carried(
        self, section: Section, values: Iterable[tuple[Field, str]]
    ) -> set[tuple[Field, str]]:
        """Return those of the fields' values that the data carries, as `any_case` has them."""
        by_field: dict[Field, dict[str, None]] = {}
        for field, value in values:
            by_field.setdefault(field, {})[any_case(value)] = None
        return {
            (field, str(value))
            for field, folded in by_field.items()
            for (value,) in self._engine.rows(carried(section, field, list(folded)))
        }

    def _read(self, statement: Statement, fields: Sequence[Field | None]) -> Iterator[Row]:
        return map(self._engine.reader(fields), self._engine.rows(statement))


def _open_values(question: Question) -> Iterator[tuple[Field, str]]:
    """Yield the values of fields of which only the data says which values they have."""
    for term in question.terms:
        if term.field and is_open(term.field):
            yield from ((term.field, str(value)) for value in term.values)
