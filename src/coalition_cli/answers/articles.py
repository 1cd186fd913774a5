"""Articles from the index, as far as trails of retellings lead."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from typing import NamedTuple, TypeVar

from ..index import Index
from ..model import SECTIONS, Field, Type
from ..model.answer import Row
from ..query import MOST_VALUES, Question, Term, check_fields

BATCH = 500  # records that one question asks for
_TEXTS = 1 << 24  # characters that are held at once, if more records than these have them
_DEARER = 4  # times as much an article takes that is looked up by its id
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
        every = step == STEPS or _are_many(index, wanted)
        added = list(records_with(index, "articles.id", None if every else wanted, Article))
        articles.update((article.id, article) for article in added)
        retold = dict.fromkeys(key for article in added for key in article.retells)
        wanted = [] if every else [key for key in retold if key not in articles]


def _are_many(index: Index, keys: Sequence[str]) -> bool:
    """Whether it is faster to read all articles than those of these ids, batch by batch."""
    if len(keys) <= BATCH:  # then counting all does not pay
        return False
    return len(keys) * _DEARER > index.count(Question(SECTIONS["articles"], (), ()))


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
    for batch in batches(dict.fromkeys(keys), MOST_VALUES):
        term = Term(field, tuple(batch), exact=True)
        yield from index.rows(question._replace(terms=(*question.terms, term))).rows()


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of that size; the last may be shorter."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


def growing(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield texts, or rows, in lists, each twice as long as the one before, less of long texts.

    A few come at once. Of many an engine is asked few questions: for each it may read all records.
    """
    taken: list[Item] = []
    size, characters = BATCH, 0
    for item in items:
        taken.append(item)
        characters += _characters(item)
        if len(taken) == size or (characters > _TEXTS and len(taken) >= BATCH):
            yield taken
            taken, characters = [], 0
            size = min(size * 2, MOST_VALUES)
    if taken:
        yield taken


def _characters(item: object) -> int:
    """Return the length of a text, or of all texts in a row."""
    if isinstance(item, str):
        return len(item)
    return sum(map(_characters, item)) if isinstance(item, tuple | list) else 0
