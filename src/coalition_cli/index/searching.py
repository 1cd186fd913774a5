"""What search looks through: the texts of views.py, folded, in the tables of FTS5."""

import sqlite3
from collections.abc import Iterable

from ..folding import fold
from .linking import UNDECLARED_FROM
from .schema import SLOT_BITS
from .views import texts

_AT_ONCE = 2_000  # rows

# Whose texts hold names from other files. What nothing declares is listed anew each time.
_RENAMED = "(SELECT id FROM temp.renamed)"
_AFFECTED = {
    "claims": f"speaker IN {_RENAMED} OR source IN {_RENAMED}",
    "appearances": f"speaker IN {_RENAMED} OR article IN {_RENAMED} OR article IN"
    f" (SELECT id FROM {{schema}}.stated_articles WHERE publisher IN {_RENAMED})",
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


class Search:
    """Fills what search looks through, as the rows of a new index come."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._done = dict.fromkeys(texts(), 0)  # positions

    def follow(self) -> None:
        """Take the rows that have come since the last time."""
        for name, done in self._done.items():
            find_last = f"SELECT MAX(position) FROM stated_{name}"
            [(last,)] = self._database.execute(find_last)
            if last is not None and last > done:
                _put(self._database, name, "main", f"position > {done}")
                self._done[name] = last

    def finish(self) -> None:
        """Take the rest, once all is linked; all again where names came after their use."""
        if self._database.execute(_NAMED_LATE).fetchone():
            for name in ("claims", "appearances", "articles"):
                everything = f"{name}_search ({name}_search) VALUES ('delete-all')"
                self._database.execute(f"INSERT INTO {everything}")
                self._done[name] = 0
        self.follow()


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
        for name in texts():
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
    columns = ", ".join(texts()[name])
    marks = ", ".join("?" for _ in texts()[name])
    into = f"{name}_search (rowid, {columns}) VALUES (?, {marks})"
    if schema == "old":
        into = f"{name}_search ({name}_search, rowid, {columns}) VALUES ('delete', ?, {marks})"
    rows = (
        f"SELECT position, {columns} FROM {schema}.{name}_texts"
        f" WHERE {where} AND position > ? ORDER BY position LIMIT {_AT_ONCE}"
    )
    last = 0
    # All of a batch is read before it is written: FTS5 is slow under an open cursor.
    while batch := database.execute(rows, (last,)).fetchall():
        database.executemany(f"INSERT INTO {into}", map(_folded, batch))
        last = batch[-1][0]


def _folded(row: tuple[int, *tuple[str | None, ...]]) -> list[int | str | None]:
    """Return a row with its texts folded; capitals of ASCII the search itself knows."""
    position, *texts_ = row
    return [
        position,
        *(text if text is None or text.isascii() else fold(text) for text in texts_),
    ]
