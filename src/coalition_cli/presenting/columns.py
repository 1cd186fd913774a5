"""Which columns each section has on the screen, and from which width."""

import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from rich.text import Text

from ..model import Field, Type
from ..model.answer import Answer, Values
from .cells import confidence, identifier, speaker, text, value_of, who, words_of, yes_or_no
from .drift import compared, credited, route

NARROW = 80  # columns; below, a record is a block and not a row
WIDE = 120  # ids stand in a column of their own
WIDEST = 160


class Column(NamedTuple):
    """A column: what stands over it, what stands in it, and how it gives way."""

    title: str
    draw: Callable[[Values], Text]
    least: int = 0  # characters that it keeps, where the screen has them
    share: int = 0  # of the room that is left; 0: as wide as what stands in it
    number: bool = False  # set flush right
    width: int = 0  # of the screen, from which the column is shown
    below: int = sys.maxsize  # and below which it is


def columns_of(answer: Answer, width: int, *, chosen: bool) -> Sequence[Column]:
    """Return the columns for an answer on a screen of that width.

    `chosen` says that the user named the fields: then these are the columns.
    """
    if chosen or answer.section.name not in _COLUMNS:
        return [_column(field) for field in answer.fields]
    columns = _COLUMNS[answer.section.name]
    return [column for column in columns if column.width <= width < column.below]


def _column(field: Field) -> Column:
    prose = field.type is Type.TEXT
    return Column(
        field.name.replace("_", " "),
        lambda row: value_of(field, row),
        least=20 if prose else 8,
        share=3 if prose else 0,
        number=field.type is Type.NUMBER,
    )


def _headed(title: str, prose: str) -> list[Column]:
    """Return an id and the prose it stands for: beside each other, or one below the other."""
    return [
        _id("id", least=16)._replace(width=WIDE),
        _named(prose, title, least=24, share=4, width=WIDE),
        Column(title, lambda row: _both(row["id"], row[prose]), least=24, share=4, below=WIDE),
    ]


def _both(key: object, prose: object) -> Text:
    return Text("\n").join([identifier(key), text(prose)]) if prose else identifier(key)


def _id(name: str, *, least: int) -> Column:
    return Column(name, lambda row: identifier(row[name]), least)


def _named(name: str, title: str = "", *, least: int = 0, share: int = 0, width: int = 0) -> Column:
    return Column(title or name, lambda row: text(row[name]), least, share, width=width)


def _count(name: str, title: str = "") -> Column:
    return Column(title or name, lambda row: text(row[name]), number=True)


def _flag(name: str, title: str) -> Column:
    return Column(title, lambda row: yes_or_no(row[name]))


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _where(row: Values) -> Text:
    where = identifier(row["article"])
    return where.append(f" ¶{row['paragraph']}", "dim") if row["paragraph"] else where


def _credited(row: Values) -> Text:
    """Return how the article names the speaker, else who that is."""
    return speaker(row, "attribution" if row["attribution"] else "speaker_name")


def _reference(row: Values) -> Text:
    """Return what a fact refers to by its title; `show` has the address too."""
    reference = row["reference"]
    return text(reference["title"] or reference["url"] if isinstance(reference, dict) else None)


_COLUMNS: Mapping[str, Sequence[Column]] = MappingProxyType(
    {
        "claims": (
            *_headed("claim", "text"),
            Column("said by", speaker, least=16, share=2),
            _named("source_name", "source", least=8),
            Column("confidence", lambda row: confidence(row["confidence"]), least=10),
            _named("topics", least=12, share=1, width=WIDEST),
            _named("date", least=10, width=WIDEST),
        ),
        "members": (
            _id("country", least=7),
            _named("name", least=12, share=2),
            _flag("eu", "EU"),
            _flag("nato", "NATO"),
            _flag("nuclear", "nuclear"),
            Column("claims", lambda row: text(len(_items(row["claims"]))), number=True),
            _named("claims", "named by", least=20, share=3, width=WIDE),
        ),
        "appearances": (
            _id("claim", least=16),
            Column("article", _where, least=9),
            Column("words", words_of, least=18, share=3),
            Column("credited to", _credited, least=16, share=2),
            _named("text", "the claim", least=20, share=3, width=WIDEST),
        ),
        "facts": (
            *_headed("fact", "text"),
            _named("date", least=10),
            Column("reference", _reference, least=20, share=3),
            _count("claims"),
        ),
        "speakers": (
            _id("id", least=16),
            Column("speaker", who, least=24, share=3),
            _named("kind"),
            _named("anonymity_reason", "why unnamed", least=16, share=1, width=WIDE),
            _count("claims"),
        ),
        "sources": (
            _id("id", least=10),
            _named("name", least=12, share=1),
            _named("kind"),
            _named("reliability"),
            _named("url", least=20, share=2, width=WIDE),
            _count("articles"),
            _count("claims"),
        ),
        "articles": (
            *_headed("article", "headline"),
            _named("publisher_name", "publisher", least=12),
            _named("date", least=10),
            _named("retells", least=16),
            _count("claims"),
        ),
        "topics": (_id("topic", least=12), _count("claims")),
        "drift": (
            Column("claim", route, least=16),
            Column("words", compared, least=18, share=3),
            Column("credited to", credited, least=16, share=2),
            _count("similarity", "alike"),
            Column("drift", lambda row: text(row["drift"], "bold"), number=True),
        ),
        "cache": (
            _named("data", "index of", least=16),
            _count("files"),
            Column("bytes", lambda row: text(f"{row['size']:,}"), number=True),
            _named("used", "last used"),
        ),
    }
)
