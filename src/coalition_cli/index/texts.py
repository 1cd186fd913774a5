"""What search looks through: the texts of each kind of record, its own and the names it uses.

A table's texts are worked out twice, by one table of columns: of records as they are read,
and in SQL of what the index holds.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from ..model import SECTIONS
from ..model.record import Record
from ..query.tables import list_table
from ..words import BETWEEN, indexed

# What rows have for NULL, as no value is empty: the sqlite3 module takes three times as long for
# None, and rows have many.
ABSENT = ""
_FEW, _SHORT = 32, 1_000  # items of a list that may recur, and their characters

# Names are looked up by the id that a record has. What nothing declares is called by its id: it
# has a row with that name once all records are there, and none before.
_SOURCE = "coalesce((SELECT name FROM stated_sources WHERE id = {id}), {id})"
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "sources": _SOURCE,
        "speakers": f"coalesce((SELECT coalesce(name || '{BETWEEN}' || description, name,"
        " description) FROM stated_speakers WHERE id = {id}), {id})",
        "articles": f"(SELECT {_SOURCE.format(id='publisher')} FROM stated_articles"
        " WHERE id = {id})",
    }
)

# Returns the text of a record, or an id to look a name up by; a claim's appearance
# comes with the claim, other records with themselves.
_WorkedOut = Callable[[Record, Record], str]


class Text(NamedTuple):
    """A column of what search looks through: the SQL for it, and what it is of a record.

    That is the value of a field, unless it has to be worked out. `names` is the section
    whose names it has.
    """

    column: str
    sql: str
    field: str = ""
    worked_out: _WorkedOut | None = None
    names: str = ""
    folded: bool = False  # as it is worked out


def _own(column: str) -> Text:
    return Text(column, column, column)


def _name(column: str, reference: str, names: str) -> Text:
    """Return the column for the name that a reference leads to."""
    _, field = reference.split(".")
    return Text(column, name_of(names, reference), field, names=names)


def _credited(appearance: Record, claim: Record) -> str:
    """Return the speaker of an appearance: the claim's, where it says nothing else."""
    return str(appearance.values.get("speaker") or claim.values.get("speaker", ABSENT))


def _each(values: str) -> Text:
    """Return the column for the values of a list."""
    section, name = values.split(".")
    field = SECTIONS[section].field(name)
    lists = list_table(SECTIONS[section], field)
    sql = _all_of(field.query_name, lists, f"{section}.position")

    def joined(record: Record, _: Record) -> str:
        items: Any = record.values.get(name)
        return (_kept if recurs(items) else _indexed_list)(tuple(items)) if items else ABSENT

    return Text(name, sql, worked_out=joined, folded=True)


def recurs(items: Sequence[str]) -> bool:
    """Whether a list is worth keeping with what was made of it, as topics recur: a short one."""
    return len(items) <= _FEW and sum(map(len, items)) <= _SHORT


def _indexed_list(items: tuple[str, ...]) -> str:
    return indexed(BETWEEN.join(items))


_kept = lru_cache(maxsize=4_096)(_indexed_list)


def _all_of(column: str, table: str, owner: str) -> str:
    return f"(SELECT group_concat({column}, '{BETWEEN}') FROM {table} WHERE owner = {owner})"


def name_of(section: str, reference: str) -> str:
    """Return the SQL for what a record of the section is called, by its id."""
    return NAMES[section].format(id=reference)


def _stated(name: str, record: Record) -> str:
    return str(record.values.get(name, ABSENT))


def _called(source: Record, _: Record) -> str:
    return _stated("name", source) or _stated("id", source)


def _title(record: Record, _: Record) -> str:
    reference = record.values.get("reference")
    return _stated("title", reference) if isinstance(reference, Record) else ABSENT


TEXTS: Mapping[str, tuple[Text, ...]] = MappingProxyType(
    {
        "claims": (
            _own("text"),
            _name("speaker_name", "claims.speaker", "speakers"),
            _name("source_name", "claims.source", "sources"),
            _each("claims.topics"),
            _own("note"),
        ),
        "appearances": (
            _own("quote"),
            _own("wording"),
            _own("attribution"),
            _name("speaker_name", "appearances.speaker", "speakers")._replace(worked_out=_credited),
            _name("publisher_name", "appearances.article", "articles"),
        ),
        "articles": (
            _own("headline"),
            _name("publisher_name", "articles.publisher", "sources"),
            _each("articles.authors"),
        ),
        "speakers": tuple(
            map(_own, ("name", "description", "role", "affiliation", "anonymity_reason"))
        ),
        "sources": (Text("name", "name", worked_out=_called),),
        "facts": (
            _own("text"),
            Text("reference", "json_extract(reference, '$.title')", worked_out=_title),
        ),
        "members": (_own("country"), _own("name")),
        "topics": (_own("topic"),),
    }
)


# Of each section's texts the field, what works it out, and whether it is taken as it is: a name
# is looked up later.
_PLANS = {
    name: [(text.field, text.worked_out, text.folded or bool(text.names)) for text in columns]
    for name, columns in TEXTS.items()
}


def texts(record: Record, of: Record, position: int) -> list[Any]:
    """Return a record's position and its texts, folded, with ids for those that are names.

    `of` is the claim of an appearance, else the record itself.
    """
    values: Mapping[str, Any] = record.values
    row: list[Any] = [position]
    for field, worked_out, as_it_is in _PLANS[record.section.name]:
        text = values.get(field, ABSENT) if worked_out is None else worked_out(record, of)
        row.append(text if as_it_is else indexed(text))
    return row
