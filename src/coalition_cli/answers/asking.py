"""What is asked, in words → a question: the same for commands and for notebooks."""

import os
import shlex
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..index import Index
from ..model import Field, Section
from ..model.problems import UsageError
from ..query import Question, Sort, Term, check_fields, parse_sort, parse_term, parse_word
from ..reading import SUFFIXES
from ..words.safe import visible

if TYPE_CHECKING:
    from .answer import Tell

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
    """What is wanted of a section, as people say it.

    Filters are conditions by their names, fields' names most of them: yes or no, a value, or
    several, of which one has to hold.
    """

    words: tuple[str, ...] = ()  # of a query: to search for, or terms such as date:2026-01
    filters: Mapping[str, Any] = MappingProxyType({})
    fields: tuple[str, ...] = ()  # none: all
    sorts: tuple[str, ...] = ()  # [-]FIELD
    limit: int | None = None
    offset: int = 0


def question(section: Section, wanted: Wanted) -> Question:
    """Return the question that is asked of a section; raise UsageError for what asks none."""
    return Question(
        section,
        (*(parse_word(section, word) for word in wanted.words), *_terms(section, wanted.filters)),
        chosen(section, wanted),
        order(section, wanted),
        wanted.limit,
        wanted.offset,
    )


def underlying(section: Section, wanted: Wanted) -> Question:
    """Return the question for the records that an answer of another section is worked out from.

    Which fields and rows are wanted, and in which order, is said of the answer.
    """
    return question(section, Wanted(wanted.words, wanted.filters))


def chosen(section: Section, wanted: Wanted) -> tuple[Field, ...]:
    """Return the fields that are wanted; raise UsageError for one that there is not."""
    return check_fields(section, wanted.fields) or section.fields


def order(section: Section, wanted: Wanted) -> tuple[Sort, ...]:
    """Return the order that is wanted; raise UsageError for a field that has none."""
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
        parts = [parse_term(section, field, form.format(text)) for text in texts]
        yield parts[0]._replace(values=tuple(one for part in parts for one in part.values))


def resolved(index: Index, question: Question, tell: "Tell") -> Question:
    """Return the question as the data can answer it; tell which values are not in the data."""
    question, hints = index.resolve(question)
    for hint in (*hints, *_files_searched_for(question)):
        tell(visible(hint))
    return question


def _files_searched_for(question: Question) -> Iterator[str]:
    """Yield a hint for each search word that is a claims file: other tools take files there."""
    for word in [str(value) for term in question.terms if not term.field for value in term.values]:
        if word.lower().endswith(SUFFIXES) and os.path.isfile(word):  # noqa: PTH113 - a path is text here
            yield f"'{word}' is searched for as a word; -d {shlex.quote(word)} reads the file"
