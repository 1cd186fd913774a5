"""Articles, asked of the index as far as trails of retellings lead."""

from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import NamedTuple, TypeVar

from ..index import Index
from ..model import SECTIONS, Field
from ..query import Question, Term, check_fields
from .answer import Row

BATCH = 500  # records that are asked for at once
STEPS = 20  # of trails, for each of which the articles there are asked for by themselves

Record = TypeVar("Record", bound=NamedTuple)
Item = TypeVar("Item")


class Article(NamedTuple):
    """What is to be known of an article, its fields called as in the field table."""

    id: str
    publisher: str | None
    language: str | None
    translated_from: str | None
    retells: list[str]


def learn(index: Index, keys: Iterable[str], articles: dict[str, Article]) -> None:
    """Add the articles of those ids, and all that they lead to, to those that are known."""
    wanted = list(dict.fromkeys(key for key in keys if key not in articles))
    for step in count():
        if not wanted:
            break
        # Where trails are that long, most articles belong to them.
        found = list(asked(index, "articles", Article, "id", wanted if step < STEPS else None))
        articles.update((article.id, article) for article in found)
        retold = dict.fromkeys(key for article in found for key in article.retells)
        wanted = [key for key in retold if key not in articles]


def asked(
    index: Index, name: str, kind: type[Record], term: str, keys: Iterable[str] | None
) -> Iterator[Record]:
    """Yield the records of a section in which a field has one of these ids, as values of a kind.

    Without ids all records are yielded.
    """
    section = SECTIONS[name]
    question = Question(section, (), check_fields(section, kind._fields))
    if keys is None:
        rows = index.rows(question).rows()
    else:
        rows = rows_with(index, question, section.field(term), keys)
    yield from map(kind._make, rows)


def rows_with(index: Index, question: Question, field: Field, keys: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a question in which a field has one of these ids: some at a time."""
    for batch in batches(dict.fromkeys(keys), BATCH):
        term = Term(field, tuple(batch), exact=True)
        yield from index.rows(question._replace(terms=(*question.terms, term))).rows()


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of that size; the last may be shorter."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
