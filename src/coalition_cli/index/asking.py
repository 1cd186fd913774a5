"""Questions to an index and their answers, whatever engine holds its tables."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Protocol

from ..model import Field, Section
from ..model.answer import Answer, Row
from ..query import (
    FOREIGN,
    LEFT_OUT,
    Question,
    Statement,
    appearing,
    broken_down,
    counted,
    declared,
    grouped,
    narrowing,
    selected,
    speakers_withheld,
    unread,
    withholding,
)
from ..query.dialect import Dialect
from ..query.vocabulary import known, other_names
from .resolving import Values


class Engine(Protocol):
    """What holds the tables of an index and answers statements, to any thread."""

    @property
    def unkept(self) -> str:
        """Why nothing is kept for the next run: what is wrong, and what helps; else nothing."""

    @property
    def dialect(self) -> Dialect:
        """What its SQL has of its own."""

    def rows(self, statement: Statement) -> Iterator[Row]:
        """Return the rows of a statement as the engine holds them, read as they are taken."""

    def reader(self, fields: Sequence[Field | None]) -> Callable[[Row], Row]:
        """Return what makes plain values of such a row, which has a column for each field.

        A column that is no field's has none.
        """

    def interrupt(self) -> None:
        """End the statement that another thread waits for; it raises InterruptedAnswer there."""

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

    def interrupt(self) -> None:
        """End the answer that another thread waits for, which raises InterruptedAnswer there.

        Without such an answer nothing happens.
        """
        self._engine.interrupt()

    @property
    def unkept(self) -> str:
        """Why no index is kept, if none is: what is wrong, and on a second line what helps."""
        return self._engine.unkept

    def left_out(self) -> list[str]:
        """Return the files that have errors and were left out."""
        return [str(name) for (name,) in self._engine.rows(unread(LEFT_OUT))]

    def foreign(self) -> list[str]:
        """Return the files that are other tools', and were passed over."""
        return [str(name) for (name,) in self._engine.rows(unread(FOREIGN))]

    def withholding(self) -> set[str]:
        """Return the files of which names are withheld; the index does not have the names.

        Files that were left out are among them: nobody knows.
        """
        return {str(name) for (name,) in self._engine.rows(withholding())}

    def speakers_withheld(self) -> Iterator[tuple[str, str]]:
        """Yield the ids of claims that say they are unnamed, with speakers who are named elsewhere.

        No answer has these speakers with the claims.
        """
        rows = self._engine.rows(speakers_withheld())
        return ((str(claim), str(speaker)) for claim, speaker in rows)

    def rows(self, question: Question) -> Answer:
        """Return the rows that the question asks for, asked anew each time they are read.

        Where the question has a field that says who speaks, and not the one that says
        whether that is an unnamed speaker, the first carries the words for it.
        """
        fields = question.fields
        if any(field.says_who for field in fields):
            [anonymous] = (one for one in question.section.fields if one.name == "anonymous")
            fields = fields if anonymous in fields else (*fields, anonymous)
        wider = question._replace(fields=fields)

        @cache
        def narrowed() -> Question:
            return self._narrowed(wider)

        def read(offset: int, limit: int | None) -> Iterator[Row]:
            if narrowed().positions == ():  # a search has found nothing
                return iter(())
            return self._read(
                selected(narrowed().page(offset, limit), self._engine.dialect), fields
            )

        def count() -> int:
            return len(range(self.count(narrowed()))[question.offset :][: question.limit])

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

    def count(self, question: Question, most: int | None = None) -> int:
        """Return how many rows the question has, whatever its limit; at most `most` are counted."""
        if question.positions == ():
            return 0
        [(count,)] = self._engine.rows(counted(question, self._engine.dialect, most))
        assert isinstance(count, int)  # noqa: S101 - it is a COUNT
        return count

    def groups(self, question: Question, by: tuple[Field, ...]) -> Iterator[Row]:
        """Return how many of the question's rows have each value of one or two fields.

        A row has the fields' values, then the number; the question's sorts and limit
        are those of these rows.
        """
        # Of a list each value counts by itself; of records within it, what they name.
        of_values = [None if field.has_rows else field._replace(many=False) for field in by]
        return self._read(grouped(question, by, self._engine.dialect), [*of_values, None])

    def broken_down(self, question: Question, by: Field) -> Iterator[Row]:
        """Return how the question's claims are sourced, by the values of a field, most first.

        A row has the fields of the section `breakdown` in results.py.
        """
        return self._engine.rows(broken_down(question, by, self._engine.dialect))

    def appearing(self, question: Question) -> set[tuple[str, str | None]]:
        """Return the articles in which the question's claims appear, each with their source."""
        pairs = set(self._engine.rows(appearing(question, self._engine.dialect)))
        return {(str(key), None if source is None else str(source)) for key, source in pairs}

    def resolve(self, question: Question) -> tuple[Question, list[str]]:
        """Return the question as the data can answer it, and hints on what is unknown.

        Raise UsageError for a question that is too large.
        """
        return Values(self._engine.rows, self._engine.dialect).resolve(question)

    def values(
        self, section: Section, field: Field, limit: int, begins: str = ""
    ) -> list[tuple[str, str | None]]:
        """Return values that a field carries and that begin so, ids with what they are called."""
        found = self._engine.rows(known(section, field, limit, begins))
        return [(str(value), None if name is None else str(name)) for value, name in found]

    def aliases(self, section: Section, field: Field, limit: int) -> list[tuple[str, str]]:
        """Return the aliases of the records that a field names, each with the record's id."""
        wanted = other_names(section, field, limit)
        found = self._engine.rows(wanted) if wanted else ()
        return [(str(alias), str(key)) for alias, key in found]

    def table(self, statement: Statement) -> Iterator[Row]:
        """Return the rows of a statement to the tables themselves, as the engine holds them."""
        return self._engine.rows(statement)

    def _narrowed(self, question: Question) -> Question:
        """Return the question with the only positions where its rows can be, if these are few.

        An engine that reads files skips most of them then.
        """
        dialect = self._engine.dialect
        for statement in narrowing(question, dialect):
            rows = list(self._engine.rows(statement))
            if len(rows) <= dialect.few:
                positions = sorted({int(str(position)) for (position,) in rows})
                return question._replace(positions=tuple(positions))
        return question

    def _read(self, statement: Statement, fields: Sequence[Field | None]) -> Iterator[Row]:
        return map(self._engine.reader(fields), self._engine.rows(statement))
