"""What search looks through: the texts of each kind of record, its own and the names it uses.

A view of each section works them out, `claims_texts` and so on. A table of FTS5 has their words,
folded (words/folding.py): `claims_search`. It has no texts. So what is taken out of it comes from
the view of the index as it was before.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..query.question import is_searched
from ..query.tables import SLOT_BITS, UNDECLARED_FROM, WITHHELD, aliases_table, list_table
from ..words import BETWEEN, search_text


class Searched(NamedTuple):
    """A column of what search looks through, and the SQL for it in the section's view.

    Where `cheap`, it costs little to ask first whether there is a text at all.
    """

    column: str
    sql: str
    cheap: bool = False


# Fields that are compared whole, and searched for their words as well.
_ALSO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "claims": ("topics",),
        "articles": ("authors",),
        "speakers": ("name", "aliases"),
        "sources": ("name", "aliases"),
        "members": ("country", "name"),
        "topics": ("topic",),
    }
)


def _called(section: str, called: str) -> str:
    """Return the SQL for what a record of an id is called, with its aliases.

    One that nothing declares is called by its id.
    """
    aliases = f"(SELECT group_concat(alias, '{BETWEEN}') FROM {aliases_table(SECTIONS[section])}"
    aliases += f" WHERE owner = stated_{section}.position)"
    names = f"{called} || coalesce('{BETWEEN}' || {aliases}, '')"
    return f"coalesce((SELECT {names} FROM stated_{section} WHERE id = {{id}}), {{id}})"


_SOURCE = _called("sources", "name")
_SPEAKER = _called("speakers", f"coalesce(name || '{BETWEEN}' || description, name, description)")
_PUBLISHER = f"(SELECT {_SOURCE.format(id='publisher')} FROM stated_articles WHERE id = {{id}})"
_NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "claims": {
            "speaker_name": _SPEAKER.format(id="claims.speaker"),
            "source_name": _SOURCE.format(id="claims.source"),
        },
        "appearances": {
            "speaker_name": _SPEAKER.format(id="appearances.speaker"),
            "publisher_name": _PUBLISHER.format(id="appearances.article"),
        },
        "articles": {"publisher_name": _SOURCE.format(id="articles.publisher")},
    }
)


def _texts(section: Section) -> Iterator[Searched]:
    """Yield what search looks through in a section: each stated field that a term searches."""
    names = _NAMES.get(section.name, {})
    for field in section.fields:
        if field.name in names:
            yield Searched(field.name, names[field.name])
        elif (is_searched(field) and not field.derived) or field.name in _ALSO.get(
            section.name, ()
        ):
            cheap = not field.many or field.has_parts
            yield Searched(field.name, _words_of(section, field), cheap)


def _words_of(section: Section, field: Field) -> str:
    """Return the SQL for the words of a field: of a list all, of a record those of its texts."""
    if field.type is Type.RECORD:
        return _words_within(section, field)
    if not field.many:
        return field.name
    source = f"{list_table(section, field)} WHERE owner = {section.name}.position"
    return f"(SELECT group_concat({field.column}, '{BETWEEN}') FROM {source})"


def _words_within(section: Section, field: Field) -> str:
    """Return the SQL for the texts of a record within, or of a list of such; few have any."""
    texts = ", ".join(f"'{one.name}'" for one in SECTIONS[field.of].stated if is_searched(one))
    column, source = f"{section.name}.{field.name}", "json_each({}) AS within"
    if field.many:
        source = f"json_each({{}}) AS part, {source.format('part.value')}"
    words = f"SELECT group_concat(within.value, '{BETWEEN}') FROM {source.format(column)}"
    stated = f"{column} <> '[]'" if field.many else f"{column} IS NOT NULL"
    return f"CASE WHEN {stated} THEN ({words} WHERE within.key IN ({texts})) END"


TEXTS: Mapping[str, tuple[Searched, ...]] = MappingProxyType(
    {name: tuple(_texts(SECTIONS[name])) for name in (*FILE_SECTIONS, "appearances", "topics")}
)

_SHORT = 64  # characters of a text that may recur

# What may have a speaker now and had none, or the other way round.
_WITHHELD = f"(SELECT position FROM old.{WITHHELD} UNION SELECT position FROM main.{WITHHELD})"
_OWNED = f"SELECT position FROM {{schema}}.stated_appearances WHERE owner IN {_WITHHELD}"
# Whose texts hold names from other files. What nothing declares is listed anew each time.
_RENAMED = "(SELECT id FROM temp.renamed)"
_AFFECTED = {
    "claims": f"speaker IN {_RENAMED} OR source IN {_RENAMED} OR position IN {_WITHHELD}",
    "appearances": f"speaker IN {_RENAMED} OR article IN {_RENAMED} OR article IN"
    f" (SELECT id FROM {{schema}}.stated_articles WHERE publisher IN {_RENAMED})"
    f" OR position IN ({_OWNED})",
    "articles": f"publisher IN {_RENAMED}",
    "speakers": f"position > {UNDECLARED_FROM}",
    "sources": f"position > {UNDECLARED_FROM}",
    "topics": "TRUE",
}


def fill(database: sqlite3.Connection, sections: Iterable[str]) -> None:
    """Put the texts of these sections' records into what search looks through."""
    for name in sections:
        _put(database, name, "main", "TRUE")


def renew(database: sqlite3.Connection, known: Iterable[int]) -> None:
    """Bring what search looks through up to date, where all files but those of these slots changed.

    The index as it was before is there as `old`: what it had is taken out as it was put in.
    """
    database.execute("CREATE TEMP TABLE fresh (slot INTEGER PRIMARY KEY)")
    for schema in ("old", "main"):
        database.execute(f"INSERT OR IGNORE INTO fresh SELECT slot FROM {schema}.files")
    database.executemany("DELETE FROM fresh WHERE slot = ?", [(slot,) for slot in known])
    database.execute("CREATE TEMP TABLE renamed (id VARCHAR PRIMARY KEY)")
    fresh = f"position >> {SLOT_BITS} IN (SELECT slot FROM temp.fresh)"
    for schema in ("old", "main"):
        for section in ("sources", "speakers", "articles"):
            named = f"SELECT id FROM {schema}.stated_{section} WHERE {fresh}"
            database.execute(f"INSERT OR IGNORE INTO renamed {named}")
    for schema in ("old", "main"):
        for name in TEXTS:
            affected = f"{fresh} OR {_AFFECTED.get(name, 'FALSE')}".format(schema=schema)
            database.execute("CREATE TEMP TABLE affected (position INTEGER PRIMARY KEY)")
            database.execute(
                f"INSERT INTO affected SELECT position FROM {schema}.{name} WHERE {affected}"
            )
            _put(database, name, schema, "position IN (SELECT position FROM temp.affected)")
            database.execute("DROP TABLE affected")
    database.execute("DROP TABLE fresh")
    database.execute("DROP TABLE renamed")


def _put(database: sqlite3.Connection, name: str, schema: str, where: str) -> None:
    """Put texts into what search looks through; take out those of the old index."""
    database.create_function("indexed", 1, _indexed, deterministic=True)
    into = ["rowid", *(text.column for text in TEXTS[name])]
    values = ["position", *map(_put_text, TEXTS[name])]
    if schema == "old":
        into, values = [f"{name}_search", *into], ["'delete'", *values]
    rows = f"SELECT {', '.join(values)} FROM {schema}.{name}_texts WHERE {where} ORDER BY position"
    database.execute(f"INSERT INTO main.{name}_search ({', '.join(into)}) {rows}")


def _put_text(text: Searched) -> str:
    """Return the SQL for a text folded. A call for each NULL would take long: most are."""
    folded = f"indexed({text.column})"
    return f"CASE WHEN {text.column} IS NOT NULL THEN {folded} END" if text.cheap else folded


def _indexed(text: str | None) -> str | None:
    """Return a text folded; a short one is kept, as names and topics recur."""
    if text is None:
        return None
    return _kept(text) if len(text) <= _SHORT else search_text(text)


_kept = lru_cache(maxsize=1 << 14)(search_text)
