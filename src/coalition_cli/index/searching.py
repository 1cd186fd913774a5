"""What search looks through: the texts of views.py, folded, in the tables of FTS5."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from ..query.tables import SLOT_BITS, UNDECLARED_FROM, WITHHELD
from ..words import indexed
from .rows import Rows
from .texts import ABSENT, NAMES, TEXTS, name_of

_AT_ONCE = 2_000  # rows
_NAMES_KEPT = 1 << 16


def _insert(name: str) -> str:
    columns = ["rowid", *(text.column for text in TEXTS[name])]
    marks = ", ".join("?" for _ in columns)
    return f"INSERT INTO {name}_search ({', '.join(columns)}) VALUES ({marks})"


_INSERT = {name: _insert(name) for name in TEXTS}

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


# Whether a name was declared after a record had used it.
_NAMED_LATE = " UNION ALL ".join(
    f"SELECT 1 FROM stated_{named} AS named WHERE named.position < {UNDECLARED_FROM}"
    f" AND EXISTS (SELECT 1 FROM stated_{name} WHERE {field} = named.id"
    " AND position < named.position)"
    for name, field, named in (
        ("claims", "speaker", "speakers"),
        ("claims", "source", "sources"),
        ("appearances", "speaker", "speakers"),
        ("appearances", "article", "articles"),
        ("articles", "publisher", "sources"),
    )
)


class _Names(dict[Any, str | None]):
    """What records of a section are called, folded, by id, as far as the rows so far tell.

    Most names are used many times. One that is declared later is dealt with at the end.
    """

    def __init__(self, database: sqlite3.Connection, section: str) -> None:
        self._database = database
        self._asked = f"SELECT {name_of(section, ':id')}"
        self[ABSENT] = ABSENT

    def __missing__(self, key: str) -> str | None:
        if len(self) >= _NAMES_KEPT:
            self.clear()
            self[ABSENT] = ABSENT
        [(name,)] = self._database.execute(self._asked, {"id": key})
        self[key] = None if name is None else indexed(name)
        return self[key]


class Search:
    """Fills what search looks through, as the rows of a new index come."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._names = {section: _Names(database, section) for section in NAMES}

    def take(self, texts: Rows) -> None:
        """Add texts of records, by section; see texts.py. Ids become names."""
        for name, rows in texts.items():
            for number, text in enumerate(TEXTS[name], start=1):
                if text.names:
                    names = self._names[text.names]
                    for row in rows:
                        row[number] = names[row[number]]
            self._database.executemany(_INSERT[name], rows)

    def finish(self) -> None:
        """Take what nothing declares; take all again where names came late, or were withheld."""
        if self._database.execute(f"{_NAMED_LATE} UNION ALL SELECT 1 FROM {WITHHELD}").fetchone():
            for name in ("claims", "appearances", "articles"):
                everything = f"{name}_search ({name}_search) VALUES ('delete-all')"
                self._database.execute(f"INSERT INTO {everything}")
                put(self._database, name, "main", "TRUE")
        for name in ("sources", "speakers", "topics"):
            put(self._database, name, "main", _AFFECTED[name])


def renew(database: sqlite3.Connection, slots: Iterable[int]) -> None:
    """Bring what search looks through up to date, where the files of these slots changed.

    The index as it was before is there as `old`: what it had is taken out as it was put in.
    """
    database.execute("CREATE TEMP TABLE fresh (slot INTEGER PRIMARY KEY)")
    database.executemany("INSERT INTO fresh VALUES (?)", [(slot,) for slot in slots])
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
            put(database, name, schema, "position IN (SELECT position FROM temp.affected)")
            database.execute("DROP TABLE affected")
    database.execute("DROP TABLE fresh")
    database.execute("DROP TABLE renamed")


def put(database: sqlite3.Connection, name: str, schema: str, where: str) -> None:
    """Put texts into what search looks through; take out those of the old index."""
    columns = ", ".join(text.column for text in TEXTS[name])
    put = _INSERT[name]
    if schema == "old":
        put = put.replace("(rowid,", f"({name}_search, rowid,").replace("(?,", "('delete', ?,")
    rows = (
        f"SELECT position, {columns} FROM {schema}.{name}_texts"
        f" WHERE {where} AND position > ? ORDER BY position LIMIT {_AT_ONCE}"
    )
    last = 0
    # All of a batch is read before it is written: FTS5 is slow under an open cursor.
    while batch := database.execute(rows, (last,)).fetchall():
        database.executemany(put, map(_folded, batch))
        last = batch[-1][0]


def _folded(row: tuple[int, *tuple[str | None, ...]]) -> list[int | str | None]:
    position, *texts = row
    return [position, *(text if text is None else indexed(text) for text in texts)]
