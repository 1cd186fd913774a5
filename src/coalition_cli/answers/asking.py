"""What a user asks, in words → a question. Commands and notebooks ask in the same way."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from ..index import Index
from ..model import Field, Section
from ..model.problems import UsageError
from ..query import Question, Sort, Term, check_fields, parse_query, parse_sort, parse_term
from ..reading import SUFFIXES
from ..words.safe import visible

# Takes a note beside an answer: a line or more, without a prefix. It is safe to print.
Tell = Callable[[str], None]

# The filters that are not named like the field they compare: the field, and its values.
_FILTERS: Mapping[str, tuple[str, Any]] = MappingProxyType(
    {
        "min_confidence": ("confidence", "{}.."),
        "single_origin": ("origins", {True: "1", False: "2.."}),
        "since": ("date", "{}.."),
        "until": ("date", "..{}"),
    }
)


class Wanted(NamedTuple):
    """What a user wants of a section, in the user's words.

    Filters are conditions by name; most have the name of a field. The value is yes or no, one
    value, or several values. One of several has to hold.
    """

    words: tuple[str, ...] = ()  # of a query: to search for, or terms such as date:2026-01
    filters: Mapping[str, Any] = MappingProxyType({})
    fields: tuple[str, ...] = ()  # none: all
    sorts: tuple[str, ...] = ()  # [-]FIELD
    limit: int | None = None
    offset: int = 0


def as_words(wanted: Wanted) -> Iterator[str]:
    """Yield the words and the filters of what is wanted as query words."""
    yield from wanted.words
    for name, value in wanted.filters.items():
        field, form = _FILTERS.get(name, (name, "{}"))
        if isinstance(value, bool):
            yield f"{field}:{form[value] if isinstance(form, dict) else str(value).lower()}"
        else:
            yield f"{field}:{form.format(value if isinstance(value, str) else ','.join(value))}"


def question(section: Section, wanted: Wanted) -> Question:
    """Return the question to a section; raise UsageError for words that cannot be asked."""
    groups = parse_query(section, wanted.words)
    certain = (group[0] for group in groups if len(group) == 1)
    return Question(
        section,
        (*certain, *_terms(section, wanted.filters)),
        chosen(section, wanted),
        order(section, wanted),
        wanted.limit,
        wanted.offset,
        tuple(group for group in groups if len(group) > 1),
        tuple(_hints(section, wanted.words)),
    )


def _hints(section: Section, words: Sequence[str]) -> Iterable[str]:
    if not words:
        return ()
    from ..query.hints import hints  # most commands have only options

    return hints(section, words)


def underlying(section: Section, wanted: Wanted) -> Question:
    """Return the question for the records from which an answer is worked out.

    The wanted fields, order and rows are those of the answer, so the question leaves them out.
    """
    return question(section, Wanted(wanted.words, wanted.filters))


def chosen(section: Section, wanted: Wanted) -> tuple[Field, ...]:
    """Return the wanted fields; raise UsageError for one that does not exist."""
    return check_fields(section, wanted.fields) or section.fields


def order(section: Section, wanted: Wanted) -> tuple[Sort, ...]:
    """Return the wanted order; raise UsageError for a field that has none."""
    return tuple(parse_sort(section, name) for name in wanted.sorts)


def _terms(section: Section, filters: Mapping[str, Any]) -> Iterator[Term]:
    for name, value in filters.items():
        field, form = _FILTERS.get(name, (name, "{}"))
        if isinstance(value, bool):
            text = form[value] if isinstance(form, dict) else str(value).lower()
            yield parse_term(section, field, text)
            continue
        if ".." in form and ".." in value:
            option = name.replace("_", "-")
            raise UsageError(f"--{option} takes one value, not a range: '{value}'")
        texts = [value] if isinstance(value, str) else value
        terms = [parse_term(section, field, form.format(text)) for text in texts]
        yield terms[0]._replace(values=tuple(value for term in terms for value in term.values))


def resolved(index: Index, question: Question, tell: Tell) -> Question:
    """Return the question as the data can answer it; tell which values are not in the data."""
    question, unknown = index.resolve(question)
    for hint in (*unknown, *question.hints, *_files_searched_for(question)):
        tell(visible(hint))
    return question


def _files_searched_for(question: Question) -> Iterator[str]:
    """Yield a hint for each search word that is a claims file: other tools take files there."""
    searches = (term for term in question.every_term if not term.field)
    for word in [str(value) for term in searches for value in term.values]:
        if word.lower().endswith(SUFFIXES) and os.path.isfile(word):  # noqa: PTH113 - a path is text here
            from ..words.shell import quoted  # few words are files

            yield f"'{word}' is searched for as a word; -d {quoted(word)} reads the file"
