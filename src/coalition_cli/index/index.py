"""The compiled records: every command asks them here."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from ..model import Field, Section, Type
from ..model.answer import Answer, Row
from ..model.problems import NEAR, CoalitionError, UsageError, shortened, suggestion
from ..query import (
    Question,
    Statement,
    Term,
    appearing,
    broken_down,
    check_size,
    counted,
    grouped,
    selected,
)
from ..query.conditions import is_searched
from ..query.tables import UNDECLARED_FROM
from ..query.vocabulary import carried, is_open, known, noun
from ..words import asked
from .database import FAULTS, interruptible, is_damage, is_room


class Supply(Protocol):
    """Where an index is from, and can be had from again."""

    unkept: str  # why no index is kept, where that is so: what is wrong, and what helps

    def is_whole(self) -> bool:
        """Whether the database is to the byte what was made."""

    def remake(self) -> sqlite3.Connection:
        """Return the database made anew, from the files."""

    def drop(self) -> None:
        """Forget the database: it is damaged."""


class DamagedError(CoalitionError):
    """An index that broke in the middle of an answer."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__(
            "the answer broke off: the index in the cache was damaged and has been removed\n"
            "ask again, and it is made anew"
        )


class NoRoomError(CoalitionError):
    """An answer that SQLite has no room to sort."""

    exit_code = 3

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"the answer needs temporary files, and there is no room for them: {error}\n"
            "TMPDIR names another folder for them"
        )


class Index:
    """The records of a corpus in SQLite; used in a `with`, which closes it."""

    def __init__(self, database: sqlite3.Connection, supply: Supply) -> None:
        self._database = database
        self._supply = supply

    def __enter__(self) -> "Index":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    @property
    def unkept(self) -> str:
        """Why no index is kept, if none is: what is wrong, and on a second line what helps."""
        return self._supply.unkept

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
            return self._read(wider.page(offset, limit))

        def count() -> int:
            return len(range(self.count(question))[question.offset :][: question.limit])

        return Answer(question.section, fields, read, count).with_fields(question.fields)

    def declared(self, section: Section, fields: Sequence[Field]) -> Iterator[Row]:
        """Yield the records of a section that files state, in the order of their ids.

        The order is that of code points. Values are as SQLite holds them: cheap to compare, and
        made plain by `plain`.
        """
        columns = ", ".join(field.name for field in fields)
        where = f"WHERE position < {UNDECLARED_FROM} ORDER BY {section.key}"
        return self._run(Statement(f"SELECT {columns} FROM {section.name} {where}", ()))

    def plain(self, fields: Sequence[Field], row: Row) -> Row:
        """Return a row of `declared` with plain values."""
        return self._plain([_reader(field) for field in fields], row)

    def _read(self, question: Question) -> Iterator[Row]:
        readers = [_reader(field) for field in question.fields]
        return (self._plain(readers, row) for row in self._run(selected(question)))

    def _plain(self, readers: Sequence[Callable[[Any], object]], row: Row) -> Row:
        try:
            return tuple(
                None if value is None else read(value)
                for read, value in zip(readers, row, strict=True)
            )
        except ValueError as error:  # a list that is no JSON
            self._supply.drop()
            raise DamagedError from error

    def count(self, question: Question) -> int:
        """Return how many rows the question has, whatever its limit."""
        [(count,)] = self._run(counted(question))
        assert isinstance(count, int)  # noqa: S101 - it is a COUNT
        return count

    def groups(self, question: Question, by: tuple[Field, ...]) -> Iterator[Row]:
        """Return how many of the question's rows have each value of one or two fields.

        A row has the fields' values, then the number; the question's sorts and limit
        are those of these rows.
        """
        flags = [number for number, field in enumerate(by) if field.type is Type.BOOLEAN]
        for row in self._run(grouped(question, by)):
            values = list(row)
            for number in flags:
                values[number] = None if row[number] is None else bool(row[number])
            yield tuple(values)

    def broken_down(self, question: Question, by: Field) -> Iterator[Row]:
        """Return how the question's claims are sourced, by the values of a field, most first.

        A row has the fields of the section `breakdown` in results.py.
        """
        return self._run(broken_down(question, by))

    def appearing(self, question: Question) -> set[tuple[str, str | None]]:
        """Return the articles in which the question's claims appear, each with their source."""
        pairs = set(self._run(appearing(question)))
        return {(str(key), None if source is None else str(source)) for key, source in pairs}

    def settle(self, question: Question) -> tuple[Question, list[str]]:
        """Return the question with its comma lists taken apart, and hints on what is unknown.

        A value that the data carries with its comma is taken whole. Raise UsageError for a
        question that is too large.
        """
        check_size(question)
        hints: list[str] = []
        terms = tuple(self._settled(question.section, term, hints) for term in question.terms)
        question = question._replace(terms=terms)
        check_size(question)
        return question, hints

    def values(
        self, section: Section, field: Field, limit: int, begins: str = ""
    ) -> list[tuple[str, str | None]]:
        """Return values that a field carries and that begin so, ids with what they are called."""
        found = self._run(known(section, field, limit, begins))
        return [(str(value), None if name is None else str(name)) for value, name in found]

    def _settled(self, section: Section, term: Term, hints: list[str]) -> Term:
        if term.field is None or is_searched(term.field):
            nothing = (shortened(str(value)) for value in term.values if not asked(str(value)))
            hints += [f"'{text}' has no letter, digit or sign to search for" for text in nothing]
        if term.field is None or not is_open(term.field):
            return term
        values: list[str] = []
        for value in map(str, term.values):
            whole = "," not in value or self._carries(section, term.field, value)
            parts = [value] if whole else [part.strip() for part in value.split(",")]
            values += [part for part in parts if part] or [value]
        for value in values:
            if not self._carries(section, term.field, value):
                near = self.values(section, term.field, NEAR)
                names = [name for pair in near for name in pair if name]
                hints.append(f"no {noun(section, term.field)} '{value}'{suggestion(value, names)}")
        return term._replace(values=tuple(values))

    def _carries(self, section: Section, field: Field, value: str) -> bool:
        return next(self._run(carried(section, field, value)), None) is not None

    def _run(self, statement: Statement) -> Iterator[Row]:
        # A word of a command line may be no Unicode; SQLite takes nothing else.
        values = tuple(_unicode(value) for value in statement.values)
        rows = self._begun(statement, values)
        try:
            for row in rows:  # noqa: UP028 - a cursor that is closed late would complain
                yield row
        except FAULTS as error:
            raise self._broken_off(error) from error

    def _begun(self, statement: Statement, values: Sequence[str | int]) -> sqlite3.Cursor:
        """Return the answer to a statement, up to its first row; try once more where that helps."""
        try:
            return self._execute(statement, values)
        except FAULTS as error:  # nothing of the answer has been seen yet
            if is_room(error):
                self._database.execute("PRAGMA temp_store = MEMORY")
            elif self._is_damaged(error):
                self._database.close()
                self._database = self._supply.remake()
            else:
                raise _unanswerable(error) from error
        try:
            return self._execute(statement, values)
        except FAULTS as error:
            raise _unanswerable(error) from error

    def _broken_off(self, error: Exception) -> CoalitionError:
        """Return why an answer ends in its middle; forget a database that is damaged."""
        if is_room(error) or not self._is_damaged(error):
            return _unanswerable(error)
        self._supply.drop()
        return DamagedError()

    def _is_damaged(self, error: Exception) -> bool:
        # Much of what is damaged only shows as a statement that makes no sense.
        return is_damage(error) or not self._supply.is_whole()

    def _execute(self, statement: Statement, values: Sequence[str | int]) -> sqlite3.Cursor:
        with interruptible(self._database):
            return self._database.execute(statement.sql, values)


def _unanswerable(error: Exception) -> CoalitionError:
    """Return what an error says that is not the database's fault."""
    if is_room(error):
        return NoRoomError(error)
    return UsageError(f"the question cannot be answered: {error}\nask for less in one question")


def _unicode(value: str | int) -> str | int:
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value


def _reader(field: Field) -> Callable[[Any], object]:
    """Return what makes a field's value of what SQLite holds for it."""
    if field.many or field.type in (Type.RECORD, Type.ANYTHING):
        return json.loads
    return bool if field.type is Type.BOOLEAN else _as_it_is


def _as_it_is(value: object) -> object:
    return value
