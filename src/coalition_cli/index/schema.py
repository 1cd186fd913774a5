"""The tables of the index, from the field table.

A section is a table with a column for each field; a list is also a table of its own
(claim_topics: claim, topic), for joining and counting. Lists and records within a record
are kept in their column as JSON text, so that a row is read in one go. `position` is the
order of the files, `key` and `name_key` are id and name in lower case, and `NAME_search`
is what search looks through (FTS5, folded by folding.py).
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..layout import NAMED, list_table
from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type

TABLES = ("file", *FILE_SECTIONS, "appearances", "topics")


def _all_of(column: str, table: str, owner: str) -> str:
    """Return the SQL for the values of a list, or of every appearance, as one text.

    A private-use character stands between two, lest a phrase be found across them.
    """
    return f"(SELECT group_concat({column}, ' \ue000 ') FROM {table} WHERE {owner})"


# What a search looks through: the columns of each NAME_search, and where their text is from.
SEARCHED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "claims": {
            "text": "text",
            "quote": _all_of("quote", "appearances", "claim = claims.id"),
            "wording": _all_of("wording", "appearances", "claim = claims.id"),
            "speaker_name": _all_of(
                "coalesce(name, '') || ' \ue000 ' || coalesce(description, '')",
                "speakers",
                "id = claims.speaker",
            ),
            "source_name": "source_name",
            "topics": _all_of("topic", "claim_topics", "claim = claims.id"),
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
            "authors": _all_of("author", "article_authors", "article = articles.id"),
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
)

# Marks that folding keeps are letters of Indic and Thai words.
_TOKENS = "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\""


def tables() -> Iterator[str]:
    """Yield the statements that make the tables."""
    for name in TABLES:
        section = SECTIONS[name]
        columns = ["position INTEGER PRIMARY KEY", *(_column(field) for field in section.fields)]
        if _has_key(section):
            columns.append("key VARCHAR")
        if name in NAMED:
            columns.append("name_key VARCHAR")
        yield f"CREATE TABLE {name} ({', '.join(columns)})"
        for field in list_fields(section):
            pair = f"{section.singular} VARCHAR, {field.query_name} VARCHAR"
            yield f"CREATE TABLE {list_table(section, field)} ({pair})"
    for name, texts in SEARCHED.items():
        options = f"content='', {_TOKENS}"
        yield f"CREATE VIRTUAL TABLE {name}_search USING fts5({', '.join(texts)}, {options})"


def indexes() -> Iterator[str]:
    """Yield the statements that make rows quick to find by what questions compare."""
    for name in TABLES:
        section = SECTIONS[name]
        if _has_key(section):
            yield _index(name, section.key)
            yield _index(name, "key")
        for field in list_fields(section):
            yield _index(list_table(section, field), section.singular)
            yield _index(list_table(section, field), field.query_name)
    for column in ("claim", "article", "speaker"):
        yield _index("appearances", column)
    for column in ("source", "speaker"):
        yield _index("claims", column)


def list_fields(section: Section) -> Iterator[Field]:
    """Yield the fields whose values have a table of their own."""
    return (field for field in section.stated if field.many and field.type is not Type.RECORD)


def _index(table: str, column: str) -> str:
    return f"CREATE INDEX {table}_by_{column} ON {table} ({column})"


def _has_key(section: Section) -> bool:
    return section.key in {field.name for field in section.fields} and section.name != "appearances"


def _column(field: Field) -> str:
    whole = field.type in (Type.BOOLEAN, Type.NUMBER, Type.CONFIDENCE) and not field.many
    return f"{field.name} {'INTEGER' if whole else 'VARCHAR'}"
