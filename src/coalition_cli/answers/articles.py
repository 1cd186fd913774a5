"""Articles from the index, as far as trails of retellings lead."""

from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import NamedTuple, TypeVar

from ..index import Index
from ..model import SECTIONS, Field, Type
from ..model.answer import Row
from ..query import Question, Term, check_fields

BATCH = 500  # records that one question asks for
STEPS = 20  # of trails that each have a question of their own; then all articles are read
# Rows that were asked for in batches are put in order again by it.
POSITION = Field("position", Type.NUMBER, "its place among all records", derived=True)

Record = TypeVar("Record", bound=NamedTuple)
Item = TypeVar("Item")


class Article(NamedTuple):
    """An article of a trail; its fields are those of the field table."""

    id: str
    publisher: str | None
    language: str | None
    translated_from: str | None
    retells: list[str]


def add_articles(index: Index, keys: Iterable[str], articles: dict[str, Article]) -> None:
    """Add the articles of these ids, and all that they lead to, to the known articles."""
    wanted = list(dict.fromkeys(key for key in keys if key not in articles))
    for step in count():
        if not wanted:
            break
        # Where trails are that long, most articles belong to them.
        step_keys = wanted if step < STEPS else None
        added = list(records_with(index, "articles.id", step_keys, Article))
        articles.update((article.id, article) for article in added)
        retold = dict.fromkeys(key for article in added for key in article.retells)
        wanted = [key for key in retold if key not in articles]


def records_with(
    index: Index, column: str, keys: Iterable[str] | None, kind: type[Record]
) -> Iterator[Record]:
    """Yield the records with one of these ids in a field, as values of a kind.

    `column` is a section and its field, such as `appearances.claim`. None for the ids yields all
    records.
    """
    name, _, field = column.partition(".")
    section = SECTIONS[name]
    question = Question(section, (), check_fields(section, kind._fields))
    if keys is None:
        rows = index.rows(question).rows()
    else:
        rows = rows_with(index, question, section.field(field), keys)
    yield from map(kind._make, rows)


def rows_with(index: Index, question: Question, field: Field, keys: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a question with one of these ids in a field, batch by batch."""
    for batch in batches(dict.fromkeys(keys), BATCH):
        term = Term(field, tuple(batch), exact=True)
        yield from index.rows(question._replace(terms=(*question.terms, term))).rows()


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of that size; the last may be shorter."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
