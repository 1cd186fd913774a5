"""The values of a question, looked up in the data: lists, beginnings, files, unknown values."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import TypeVar

from ..model import SECTIONS, Field, Section
from ..model.answer import Row
from ..model.problems import NEAR, SUGGESTIONS, shortened, suggestion
from ..query import Beginning, Question, Statement, Term, check_size
from ..query.conditions import bounds
from ..query.dialect import Dialect
from ..query.question import Value, is_open, is_searched
from ..query.tables import LAST
from ..query.vocabulary import begun, carried, ends_of, is_file, known, noun, other_names, searched
from ..words import any_case, search_phrases

_Known = set[tuple[Field, Value]]  # values as `any_case` has them, with their fields
_FILES = SECTIONS["file"]
Item = TypeVar("Item")


class Values:
    """The values that the fields of an index have. `rows` answers statements."""

    def __init__(self, rows: Callable[[Statement], Iterator[Row]], dialect: Dialect) -> None:
        self._rows, self._dialect = rows, dialect

    def resolve(self, question: Question) -> tuple[Question, list[str]]:
        """Return the question with its values as the data has them, and hints on the unknown.

        Comma lists are taken apart, unless the data carries the whole as one value. So is a `*`
        at the end. A file needs only the end of its path. Raise UsageError for a question that
        is too large.
        """
        for step in (self._taken_apart, self._begun, self._with_files):
            check_size(question)
            question = question.with_terms(step(question))
        check_size(question)
        return question, list(self._hints(question))

    def _taken_apart(self, question: Question) -> Iterator[Term]:
        """Yield the terms of a question with their comma lists taken apart."""
        listed = (
            (field, value) for field, value in _open_values(question.every_term) if "," in value
        )
        whole = self._carried(question.section, listed)
        for term in question.every_term:
            if term.field is None or not is_open(term.field):
                yield term
                continue
            values: list[str] = []
            for value in map(str, term.values):
                is_list = "," in value and (term.field, any_case(value)) not in whole
                parts = [part.strip() for part in value.split(",")] if is_list else []
                values += [part for part in parts if part] or [value]
            yield term._replace(values=tuple(values))

    def _begun(self, question: Question) -> Iterator[Term]:
        """Yield the terms of a question with the beginnings that a `*` ends."""
        starred = (
            (field, value)
            for field, value in _open_values(question.every_term)
            if value[-1:] == "*"
        )
        whole = self._carried(question.section, starred)

        def meant(field: Field, value: str) -> Value:
            is_whole = value[-1:] != "*" or (field, any_case(value)) in whole
            return value if is_whole else Beginning(value[:-1])

        for term in question.every_term:
            field = term.field
            if field is None or not is_open(field):
                yield term
            else:
                yield term._replace(values=tuple(meant(field, str(one)) for one in term.values))

    def _with_files(self, question: Question) -> Iterator[Term]:
        """Yield the terms of a question, with whole paths for the ends of paths."""
        for term in question.every_term:
            if term.field is None or not is_file(term.field):
                yield term
                continue
            values: list[Value] = []
            for value in term.values:
                values += self._files.named(value) or [value]
            yield term._replace(values=tuple(dict.fromkeys(values)))

    @cached_property
    def _files(self) -> "_Files":
        rows = self._rows(known(_FILES, _FILES.field("file"), None))
        return _Files(str(path) for path, _ in rows)

    def _hints(self, question: Question) -> Iterator[str]:
        """Yield a hint for each value that cannot be searched for, or is not in the data."""
        section = question.section
        not_files = [term for term in question.every_term if term.field and not is_file(term.field)]
        in_data = self._carried(section, _open_values(not_files))
        in_data |= self._begin(section, not_files) | self._found(section, not_files)
        unknown = 0

        @cache
        def names(field: Field) -> list[str]:
            return self._names(section, field)

        def is_known(field: Field, value: Value) -> bool:
            if is_file(field):
                return bool(self._files.named(value))
            return (field, _folded(value)) in in_data

        for term in question.every_term:
            field = term.field
            for value in term.values:
                if term.searches and not search_phrases(str(value)):
                    why = "it has no letter, digit or sign"
                    yield f"'{shortened(str(value))}' cannot be searched for: {why}"
                elif field and _is_told_of(term) and not is_known(field, value):
                    text = f"{value.text}*" if isinstance(value, Beginning) else str(value)
                    near = (
                        suggestion(text.rstrip("*"), names(field)) if unknown < SUGGESTIONS else ""
                    )
                    unknown += 1
                    inside = "; a * stands for more only at the end" if "*" in text[:-1] else ""
                    yield f"no {noun(section, field)} '{text}'{near or inside}"

    def _names(self, section: Section, field: Field) -> list[str]:
        """Return the values that a field may have, in all their names."""
        if is_file(field):
            return self._files.names
        pairs = [*self._rows(known(section, field, NEAR))]
        if aliases := other_names(section, field, NEAR):
            pairs += ((alias,) for alias, _ in self._rows(aliases))
        names = [str(value) for pair in pairs for value in pair if value is not None]
        words = [word for name in names for word in name.split()] if is_searched(field) else []
        return list(dict.fromkeys([*names, *words]))

    def _carried(self, section: Section, values: Iterable[tuple[Field, str]]) -> _Known:
        """Return those of the fields' values that the data carries."""
        return {
            (field, str(value))
            for field, folded in _by_field((field, any_case(value)) for field, value in values)
            for value, _ in self._rows(carried(section, field, folded, self._dialect))
        }

    def _found(self, section: Section, terms: Iterable[Term]) -> _Known:
        """Return those of the terms' texts that a search finds in a field of few words."""
        texts = (
            (term.field, str(value))
            for term in terms
            for value in term.values
            if term.field and term.searches and term.field.recurs
        )
        return {
            (field, any_case(str(text)))
            for field, values in _by_field(texts)
            for (text,) in self._rows(searched(section, field, values, self._dialect))
        }

    def _begin(self, section: Section, terms: Iterable[Term]) -> _Known:
        """Return those of the terms' beginnings that begin a value of their field."""
        beginnings = (
            (term.field, value)
            for term in terms
            for value in term.values
            if term.field and isinstance(value, Beginning)
        )
        return {
            (field, Beginning(str(text)))
            for field, values in _by_field(beginnings)
            for (text,) in self._rows(begun(section, field, values, self._dialect))
        }


class _Files:
    """The files of an index, by the ends of their paths."""

    def __init__(self, paths: Iterable[str]) -> None:
        folded = {path: any_case(path) for path in paths}
        self._paths = set(folded.values())
        self.names = [end for path in folded for end in ends_of(path)]
        self._ends = sorted(
            (any_case(end), folded[path]) for path in folded for end in ends_of(path)
        )

    def named(self, value: Value) -> list[str]:
        """Return the paths that a value means: one of that spelling, or all that end so."""
        if isinstance(value, Beginning):
            first, last = bounds(value)
        else:
            first = last = any_case(str(value))
            if first in self._paths:
                return [first]
            first = last = first.removeprefix("./")
        from bisect import bisect_left, bisect_right  # few questions name a file

        begin, end = bisect_left(self._ends, (first,)), bisect_right(self._ends, (last, LAST))
        return [path for _, path in self._ends[begin:end]]


def _by_field(pairs: Iterable[tuple[Field, Item]]) -> Iterator[tuple[Field, Sequence[Item]]]:
    """Yield fields, each with its items, which stand in it once."""
    by_field: dict[Field, dict[Item, None]] = {}
    for field, item in pairs:
        by_field.setdefault(field, {})[item] = None
    yield from ((field, list(items)) for field, items in by_field.items())


def _is_told_of(term: Term) -> bool:
    """Whether a hint tells which values of the term are not in the data."""
    field = term.field
    return field is not None and (is_open(field) or (term.searches and field.recurs))


def _folded(value: Value) -> Value:
    return any_case(value) if isinstance(value, str) else value


def _open_values(terms: Iterable[Term]) -> Iterator[tuple[Field, str]]:
    """Yield the values of fields of which only the data says which values they have."""
    for term in terms:
        if term.field and is_open(term.field):
            yield from ((term.field, value) for value in term.values if isinstance(value, str))
