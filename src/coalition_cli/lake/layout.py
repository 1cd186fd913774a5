"""The tables of a lake, from the field table.

They are what questions are put to (index/tables.py): of each section what its view has, of each
list a table to join, of each section that is searched its words. An engine has no functions of
ours. So beside a text stand the form that its spellings share (`place_folded`) and what it is
ordered by (`place_order`), each only where that is not the text in small letters of ASCII.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..index.search import TEXTS
from ..index.tables import SECTIONS_WITH_ROWS, has_key, is_json, is_whole, list_fields
from ..model import SECTIONS, Field, Section, Type
from ..query.question import is_textual
from ..query.tables import (
    NAMED,
    SHOWN_TOPICS,
    SLOT_BITS,
    TOPIC_SPELLINGS,
    WITHHELD,
    aliases_table,
    key_of,
    list_table,
    order_of,
    tokens_of,
)
from ..words import all_collated, any_case

_TEXT, _NUMBER, _TRUTH = "VARCHAR", "BIGINT", "BOOLEAN"
Folding = Callable[[Sequence[str]], list[str]]


class Column(NamedTuple):
    """A column of a table: its name, and its type in SQL."""

    name: str
    type: str


class Fold(NamedTuple):
    """A column that holds a column's texts folded."""

    name: str
    of: str
    fold: Folding


class Table(NamedTuple):
    """A table of a lake: what of the index it holds, and what stands beside its texts.

    `select` are the expressions for the columns, from `source`, which has them in their order.
    """

    name: str
    columns: tuple[Column, ...]
    select: tuple[str, ...]
    source: str
    order: str  # the columns that order its rows
    folds: tuple[Fold, ...] = ()

    @property
    def every_column(self) -> tuple[Column, ...]:
        """The columns as they stand in the files."""
        return (*self.columns, *(Column(fold.name, _TEXT) for fold in self.folds))


POSITION = Column("position", _NUMBER)
_OWNER = Column("owner", _NUMBER)
# A word, and where it stands.
INSTANCES = (
    Column("term", _TEXT),
    POSITION,
    Column("col", _TEXT),  # the field
    Column("nth", _NUMBER),  # from 0, in the field
)
SIZE = Column("size", _NUMBER)  # how many words the record has
TOKENS = (*INSTANCES, SIZE)


def _type(field: Field) -> str:
    if is_json(field):
        return _TEXT
    if field.type is Type.BOOLEAN:
        return _TRUTH
    return _NUMBER if is_whole(field) else _TEXT


def _any_case(texts: Sequence[str]) -> list[str]:
    return [any_case(text) for text in texts]


def _folds(columns: Mapping[str, Field]) -> Iterator[Fold]:
    """Yield what stands beside these columns: of each text its order, of a name its key too."""
    for column, field in columns.items():
        if is_textual(field):
            if field.type not in (Type.ID, Type.TEXT) and not field.many:
                yield Fold(key_of(column), column, _any_case)
            yield Fold(order_of(column), column, all_collated)


def _of_section(section: Section) -> Table:
    columns = [POSITION, *(Column(field.name, _type(field)) for field in section.fields)]
    select = [column.name for column in columns]
    if has_key(section):
        columns.append(Column("key", _TEXT))
        select.append("key")
    if section.name in NAMED:
        columns.append(Column("name_key", _TEXT))
        select.append("name_key")
    folds = tuple(_folds(section.by_name))
    return Table(section.name, tuple(columns), tuple(select), section.name, "position", folds)


def _of_list(section: Section, field: Field) -> Table:
    name = list_table(section, field)
    columns = [
        _OWNER,
        Column("nth", _NUMBER),
        Column(field.column, _type(field._replace(many=False))),
    ]
    if name == aliases_table(section):
        columns.append(Column("key", _TEXT))
    folds = tuple(_folds({field.column: field._replace(many=False)}))
    select = tuple(column.name for column in columns)
    return Table(name, tuple(columns), select, name, "owner, nth", folds)


def _plain(name: str, order: str, *columns: Column, folds: tuple[Fold, ...] = ()) -> Table:
    return Table(name, columns, tuple(column.name for column in columns), name, order, folds)


def _tables() -> Iterator[Table]:
    for name in (*SECTIONS_WITH_ROWS, "topics"):
        section = SECTIONS[name]
        yield _of_section(section)
        if name != "topics":
            yield from (_of_list(section, field) for field in list_fields(section))
    article = SECTIONS["appearances"].field("article")
    yield _plain(
        "stated_appearances",
        "position",
        POSITION,
        _OWNER,
        Column("article", _TEXT),
        folds=tuple(_folds({"article": article})),
    )
    topic = SECTIONS["topics"].field("topic")
    yield _plain(
        TOPIC_SPELLINGS,
        "spelling",
        Column("spelling", _TEXT),
        Column("topic", _TEXT),
        folds=tuple(_folds({"topic": topic})),
    )
    spelt = f"{TOPIC_SPELLINGS} AS spelt ON spelt.spelling = claim_topics.topic"
    yield Table(
        SHOWN_TOPICS,
        (_OWNER, Column("topic", _TEXT)),
        ("owner", "topic"),
        f"(SELECT DISTINCT owner, spelt.topic FROM claim_topics JOIN {spelt}) AS {SHOWN_TOPICS}",
        "owner, topic",
        tuple(_folds({"topic": topic})),
    )
    # Whom a claim leaves unnamed is not in a lake, only that its file has such claims.
    nobody = f"(SELECT position, speaker FROM {WITHHELD} WHERE FALSE) AS kept"
    of_nobody = (POSITION, Column("speaker", _TEXT))
    yield Table(WITHHELD, of_nobody, ("position", "speaker"), nobody, "position")
    withholding = f"slot IN (SELECT position >> {SLOT_BITS} FROM {WITHHELD})"
    of_files = (
        Column("slot", _NUMBER),
        Column("name", _TEXT),
        Column("unread", _TEXT),
        Column("withholds", _TRUTH),
    )
    select = ("slot", "name", "unread", f"withholds OR {withholding}")
    yield Table("files", of_files, select, "files", "slot")


TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _tables()})
SEARCHED = tuple(TEXTS)  # sections whose records are searched
# The tables of their words, by section.
TOKEN_TABLES: Mapping[str, str] = MappingProxyType({name: tokens_of(name) for name in SEARCHED})
COLUMNS: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {table.name: table.every_column for table in TABLES.values()}
    | dict.fromkeys(TOKEN_TABLES.values(), TOKENS)
)
