"""Whether compiled records fit together: the rules of checking.py as questions to the tables.

They say only whether there is a problem. What it is, and where, checking.py says of the files.
"""

import sqlite3
import sys
from collections.abc import Iterator

from ..checking.references import HARD_REFERENCES, size_of_articles, size_of_retellings
from ..model import SECTIONS
from ..model.retellings import circles
from ..query.tables import SLOT_BITS, list_table
from ..reading.limits import MAX_CHECKED


class Unsound(Exception):
    """The files have problems: checking them says which."""


def prove_sound(database: sqlite3.Connection) -> None:
    """Raise Unsound where a reference leads nowhere, or articles retell each other in a circle.

    That ids are unique is what the tables' own indexes make sure of.
    """
    for references, target in _references():
        if database.execute(_leading_nowhere(references, target)).fetchone():
            raise Unsound
    if _is_too_much(database):
        raise Unsound
    retold: dict[str, list[str]] = {}
    pairs = (
        "SELECT id, article_retells.retells FROM article_retells"
        " JOIN stated_articles AS articles ON articles.position = owner"
    )
    for article, original in database.execute(pairs):
        retold.setdefault(article, []).append(sys.intern(original))  # most recur
    if any(circles(retold)):
        raise Unsound


def _is_too_much(database: sqlite3.Connection) -> bool:
    """Whether the articles take more memory than checking takes for them, which says so then."""
    counts = (
        "SELECT COUNT(*), (SELECT COUNT(DISTINCT owner) FROM article_retells),"
        " (SELECT COUNT(*) FROM article_retells) FROM stated_articles"
    )
    [(articles, retellings, retold)] = database.execute(counts)
    return size_of_articles(articles) + size_of_retellings(retellings, retold) > MAX_CHECKED


def _references() -> Iterator[tuple[str, str]]:
    """Yield the SQL for all references of a field, as position and key, and what they lead to."""
    for name, fields in HARD_REFERENCES.items():
        section = SECTIONS[name]
        for field_name, target in fields:
            field = section.field(field_name)
            if field.many:
                lists = list_table(section, field)
                yield f"SELECT owner AS position, {field.query_name} AS wanted FROM {lists}", target
            elif name == "membership":
                key = f"json_extract(membership, '$.{field_name}')"
                yield f"SELECT position, {key} AS wanted FROM stated_file", target
            else:
                yield f"SELECT position, {field_name} AS wanted FROM stated_{name}", target


def _leading_nowhere(references: str, target: str) -> str:
    """Return the SQL for a reference that no record of the target section answers.

    Those of a mere list of claims may lead out of the data, where that has no records of
    the section but those of such lists.
    """
    extracts = "SELECT slot FROM files WHERE extract_only"
    stated = f"SELECT 1 FROM stated_{target} WHERE position >> {SLOT_BITS} NOT IN ({extracts})"
    return (
        f"SELECT 1 FROM ({references}) AS made"
        " WHERE wanted IS NOT NULL"
        f" AND NOT EXISTS (SELECT 1 FROM stated_{target} WHERE id = wanted)"
        f" AND (EXISTS ({stated}) OR position >> {SLOT_BITS} NOT IN ({extracts})) LIMIT 1"
    )
