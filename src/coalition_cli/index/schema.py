"""The tables of the index, from the field table.

A section is a table with a column for each field; a list is also a table of its own
(claim_topics: claim, topic), for joining and counting. Lists and records within a record
are kept in their column as JSON text, so that a row is read in one go. `position` is the
order of the files, `key` and `name_key` are id and name in lower case, and `NAME_search`
is what search looks through (FTS5, folded by folding.py).
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..query.sql import NAMED, list_table

TABLES = ("file", *FILE_SECTIONS, "appearances", "topics")

# What a search looks through: the columns of each NAME_search, and where their text is from.
SEARCHED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "claims": {
            "text": "text",
            "quote": "(SELECT group_concat(quote, ' | ') FROM appearances WHERE claim = claims.id)",
            "wording": "(SELECT group_concat(wording, ' | ') FROM appearances WHERE claim = claims.id)",
            "speaker_name": "(SELECT coalesce(name, '') || ' | ' || coalesce(description, '') FROM speakers WHERE id = claims.speaker)",
            "source_name": "source_name",
            "topics": "(SELECT group_concat(topic, ' | ') FROM claim_topics WHERE claim = claims.id)",
            "note": "note",
        },
        "appearances": {
            "text": "text",
            "quote": "quote",
            "wording": "wording",
            "attribution": "attribution",
            "speaker_name": "speaker_name",
            "publisher_name": "publisher_name",
        },
        "articles": {
            "headline": "headline",
            "publisher_name": "publisher_name",
            "authors": "(SELECT group_concat(author, ' | ') FROM article_authors WHERE article = articles.id)",
        },
        "speakers": {
            "name": "name",
            "description": "description",
            "role": "role",
            "affiliation": "affiliation",
            "anonymity_reason": "anonymity_reason",
        },
        "sources": {"name": "name"},
        "facts": {"text": "text", "reference": "json_extract(reference, '$.title')"},
        "members": {"country": "country", "name": "name"},
        "topics": {"topic": "topic"},
    }
)  # fmt: skip


def tables() -> Iterator[str]:
    """Yield the statements that make the tables."""
    for name in TABLES:
        section = SECTIONS[name]
        columns = ["position INTEGER PRIMARY KEY", *(_column(field) for field in section.fields)]
        if section.key and name != "appearances":
            columns.append("key VARCHAR")
        if name in NAMED:
            columns.append("name_key VARCHAR")
        yield f"CREATE TABLE {name} ({', '.join(columns)})"
        for field in lists(section):
            yield f"CREATE TABLE {list_table(section, field)} ({section.singular} VARCHAR, {field.query_name} VARCHAR)"  # fmt: skip
    for name, columns_of in SEARCHED.items():
        yield f"CREATE VIRTUAL TABLE {name}_search USING fts5({', '.join(columns_of)}, content='', {_TOKENS})"  # fmt: skip


# Marks that folding keeps are letters of Indic and Thai words.
_TOKENS = "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\""


def indexes() -> Iterator[str]:
    """Yield the statements that make rows quick to find by what questions compare."""
    for name in TABLES:
        section = SECTIONS[name]
        if section.key and name != "appearances":
            yield f"CREATE INDEX {name}_by_{section.key} ON {name} ({section.key})"
            yield f"CREATE INDEX {name}_by_key ON {name} (key)"
        for field in lists(section):
            table = list_table(section, field)
            yield f"CREATE INDEX {table}_by_{section.singular} ON {table} ({section.singular})"
            yield f"CREATE INDEX {table}_by_{field.query_name} ON {table} ({field.query_name})"
    for column in ("claim", "article", "speaker"):
        yield f"CREATE INDEX appearances_by_{column} ON appearances ({column})"
    for column in ("source", "speaker"):
        yield f"CREATE INDEX claims_by_{column} ON claims ({column})"


def lists(section: Section) -> Iterator[Field]:
    """Yield the fields whose values have a table of their own."""
    return (field for field in section.stated if field.many and field.type is not Type.RECORD)


def _column(field: Field) -> str:
    whole = field.type in (Type.BOOLEAN, Type.NUMBER, Type.CONFIDENCE) and not field.many
    return f"{field.name} {'INTEGER' if whole else 'VARCHAR'}"
