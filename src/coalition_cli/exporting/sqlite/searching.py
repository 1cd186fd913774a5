"""Full-text search over texts, quotes and names, with a table of FTS5 for each kind of record.

Such a table has the words alone. The texts come from a view, `claims_searched` and so on. Datasette
finds the search of a table by words of the statement that makes it, so these stand in a comment.
"""

from collections.abc import Iterator, Mapping

from ...model import FILE_SECTIONS, SECTIONS, Field, Type
from .tables import Table

SEARCHED = (*(name for name in FILE_SECTIONS if name != "members"), "appearances")
_TOKENS = "tokenize='unicode61 remove_diacritics 2'"
# It is a word for FTS5, so that no phrase is found across two texts.
_BETWEEN = "' ' || char(57344) || ' '"
# Whose names are looked through too: the section, and the SQL for the id.
_OF_CLAIM = "(SELECT speaker FROM claims WHERE id = appearances.claim)"
_NAMES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    **{name: {} for name in SEARCHED},
    "claims": {
        "speaker_name": ("speakers", "claims.speaker"),
        "source_name": ("sources", "claims.source"),
    },
    "appearances": {
        "speaker_name": ("speakers", f"coalesce(appearances.speaker, {_OF_CLAIM})"),
        "publisher_name": (
            "sources",
            "(SELECT publisher FROM articles WHERE id = appearances.article)",
        ),
    },
    "articles": {"publisher_name": ("sources", "articles.publisher")},
}


def search(tables: Mapping[str, Table]) -> Iterator[str]:
    """Yield the statements that make the search, and fill it from the tables."""
    for name in SEARCHED:
        searched = dict(_columns(tables, tables[name]))
        names = ", ".join(searched)
        texts = ",\n  ".join(f"{sql} AS {column}" for column, sql in searched.items())
        yield (
            f'CREATE VIEW "{name}_searched" AS -- what search looks through in {name}\n'
            f"SELECT {name}.rowid AS row,\n  {texts}\nFROM {name}"
        )
        options = f'content="{name}_searched", content_rowid="row", {_TOKENS}'
        yield (
            f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5 /* content="{name}" */'
            f" ({names}, {options})"
        )
        yield f"INSERT INTO {name}_fts ({name}_fts, rank) VALUES ('hashsize', {16 << 20})"
        yield (
            f"INSERT INTO {name}_fts (rowid, {names}) SELECT row, {names} FROM {name}_searched"
            " ORDER BY row"
        )


def _columns(tables: Mapping[str, Table], table: Table) -> Iterator[tuple[str, str]]:
    """Yield what search looks through, and the SQL for it, in the order of the field table."""
    for field in table.section.fields:
        if field.name in _NAMES[table.name]:
            section, reference = _NAMES[table.name][field.name]
            yield field.name, _called(tables, reference, section)
        elif field.type is Type.RECORD:
            yield from _within(tables, table, field)
        elif (listed := tables.get(f"{table.section.singular}_{field.name}")) is not None:
            if field.type is Type.NAME or field.of == "topics":
                yield field.name, _listed(listed, f"{table.name}.id")
        elif _is_own(field) and table.column(field.name):
            yield field.name, f"{table.name}.{field.name}"


def _is_own(field: Field) -> bool:
    return not field.derived and (field.type is Type.TEXT or field.name == "name")


def _called(tables: Mapping[str, Table], reference: str, section: str) -> str:
    """Return the SQL for all that a speaker or a source is called."""
    names = [name for name in ("name", "description") if tables[section].column(name)]
    own = " || ".join(f"coalesce({name} || {_BETWEEN}, '')" for name in names)
    aliases = _listed(tables[f"{SECTIONS[section].singular}_aliases"], f"{section}.id")
    return f"(SELECT {own} || coalesce({aliases}, '') FROM {section} WHERE id = {reference})"


def _listed(table: Table, owner: str) -> str:
    """Return the SQL for the values of a list, one after the other."""
    key, nth, value = (column.name for column in table.columns)
    values = f"SELECT {value} FROM {table.name} WHERE {key} = {owner} ORDER BY {nth}"
    return f"(SELECT group_concat({value}, {_BETWEEN}) FROM ({values}))"


def _within(tables: Mapping[str, Table], table: Table, field: Field) -> Iterator[tuple[str, str]]:
    """Yield the texts of the records within, which are columns, or rows of another table."""
    texts = [one.name for one in SECTIONS[field.of].stated if one.type is Type.TEXT]
    if not field.many:
        for name in texts:
            if table.column(column := f"{field.name}_{name}"):
                yield column, f"{table.name}.{column}"
        return
    part = tables[field.of]
    words = [f"coalesce({name} || {_BETWEEN}, '')" for name in texts if part.column(name)]
    rows = (
        f"SELECT {' || '.join(words)} AS words FROM {part.name}"
        f" WHERE {table.section.singular} = {table.name}.id ORDER BY id"
    )
    yield field.name, f"(SELECT group_concat(words, '') FROM ({rows}))"
