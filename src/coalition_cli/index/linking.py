"""What follows from the records of all files together, in SQL; and whether they fit together.

The rules are those of checking/references.py, as questions to the tables: they say only whether
there is a problem. What it is, and where, checking says of the files.
"""

import sqlite3
import sys
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ..checking.called import Called
from ..checking.references import HARD_REFERENCES, size_of_articles, size_of_retellings
from ..model import SECTIONS
from ..model.retellings import Trails, circles
from ..query.tables import (
    FOREIGN,
    LEFT_OUT,
    SLOT_BITS,
    UNDECLARED_FROM,
    WITHHELD,
    aliases_table,
    list_table,
)
from ..reading.limits import MAX_CHECKED

# Whether files with errors are left out. Then references may lead to what these declare.
_IS_PARTIAL = f"EXISTS (SELECT 1 FROM files WHERE unread = '{LEFT_OUT}')"

_ALL_FOREIGN = f"SELECT 1 WHERE (SELECT MIN(unread IS '{FOREIGN}') FROM files)"


class Unsound(Exception):
    """The files have problems: checking them says which."""


def prove_sound(database: sqlite3.Connection) -> None:
    """Raise Unsound where a reference leads nowhere, or articles retell each other in a circle.

    So too where an alias stands for two records, or an unnamed speaker is told apart from another,
    and where all files are those of other tools.

    That ids are unique is what the tables' own indexes make sure of.
    """
    for references, target in _references():
        if database.execute(_leading_nowhere(references, target)).fetchone():
            raise Unsound
    if _is_too_much(database) or any(
        database.execute(f"{wrong} LIMIT 1").fetchone()
        for wrong in (*_wrongly_called(), _ALL_FOREIGN)
    ):
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
                yield f"SELECT owner AS position, {field.column} AS wanted FROM {lists}", target
            elif name == "membership":
                key = f"stated_within(membership, '{field_name}')"
                yield f"SELECT position, {key} AS wanted FROM stated_file", target
            else:
                yield f"SELECT position, {field_name} AS wanted FROM stated_{name}", target


def _leading_nowhere(references: str, target: str) -> str:
    """Return the SQL for a reference that no record of the target section answers.

    Those of a mere list of claims may lead out of the data, where that has no records of
    the section but those of such lists. Where files are left out, all may.
    """
    extracts = "SELECT slot FROM files WHERE extract_only"
    stated = f"SELECT 1 FROM stated_{target} WHERE position >> {SLOT_BITS} NOT IN ({extracts})"
    return (
        f"SELECT 1 FROM ({references}) AS made"
        f" WHERE wanted IS NOT NULL AND NOT {_IS_PARTIAL}"
        f" AND NOT EXISTS (SELECT 1 FROM stated_{target} WHERE id = wanted)"
        f" AND (EXISTS ({stated}) OR position >> {SLOT_BITS} NOT IN ({extracts})) LIMIT 1"
    )


def _wrongly_called() -> Iterator[str]:
    """Yield the SQL for what `Called` finds: aliases of two records, and unnamed speakers."""
    for name in Called.sections:
        aliases = aliases_table(SECTIONS[name])
        # The aliases come first: mostly there are few.
        other = (
            f"SELECT 1 FROM {aliases} AS alias CROSS JOIN {{}} AS other ON other.{{}} = alias.key"
        )
        yield f"{other.format(aliases, 'key')} AND other.owner <> alias.owner"
        for column in ("id", "key", "name_key"):
            is_name = " AND other.name IS NOT NULL" if column == "name_key" else ""
            joined = other.format(f"stated_{name}", column)
            yield f"{joined} AND other.position <> alias.owner{is_name}"
    other = "SELECT 1 FROM speaker_not_same AS told JOIN stated_speakers AS other"
    yield f"{other} ON other.id = told.not_same WHERE other.anonymous"


_FORGET = f"""
UPDATE stated_claims SET speaker = (SELECT speaker FROM {WITHHELD} AS kept
    WHERE kept.position = stated_claims.position)
WHERE position IN (SELECT position FROM {WITHHELD});
UPDATE stated_appearances SET speaker = (SELECT speaker FROM {WITHHELD} AS kept
    WHERE kept.position = stated_appearances.position)
WHERE position IN (SELECT position FROM {WITHHELD});
DELETE FROM {WITHHELD};
DELETE FROM stated_sources WHERE position > {UNDECLARED_FROM};
DELETE FROM stated_speakers WHERE position > {UNDECLARED_FROM};
DELETE FROM stated_topics;
DELETE FROM topic_spellings;
"""

# A speaker or source that nothing declares is taken as its name, where it is first named.
# Whether that names the speaker nobody knows, unless all its claims state that it is unnamed, as
# those of our own output do. A name's first position is one look into an index, and so much
# quicker to find than its line.
_UNDECLARED = f"""
INSERT INTO stated_sources (position, id, name, key, name_key, mention, line)
SELECT {UNDECLARED_FROM} + ROW_NUMBER() OVER (ORDER BY first, nth),
    id, id, nullif(lower(id), id), lower(id), first,
    CASE nth WHEN 0 THEN (SELECT line FROM stated_articles WHERE position = first)
        ELSE (SELECT line FROM stated_claims WHERE position = first) END
FROM (
    SELECT id, MIN(first) AS first, nth FROM (
        SELECT publisher AS id, MIN(position) AS first, 0 AS nth
        FROM stated_articles GROUP BY publisher
        UNION ALL SELECT source, MIN(position), 1 FROM stated_claims GROUP BY source
        UNION ALL SELECT reviewer, MIN(owner), 2 FROM claim_reviewers GROUP BY reviewer)
    WHERE id IS NOT NULL GROUP BY id)
WHERE id NOT IN (SELECT id FROM stated_sources);

INSERT INTO stated_speakers (position, id, name, key, name_key, anonymous, mention, line)
SELECT {UNDECLARED_FROM} + ROW_NUMBER() OVER (ORDER BY first, nth),
    id, id, nullif(lower(id), id), lower(id),
    CASE WHEN EXISTS (SELECT 1 FROM stated_claims WHERE speaker = named.id)
        AND NOT EXISTS (SELECT 1 FROM stated_claims
            WHERE speaker = named.id AND stated_anonymous IS NOT TRUE) THEN 1 END,
    first,
    CASE nth WHEN 2 THEN (SELECT line FROM stated_appearances WHERE position = first)
        ELSE (SELECT line FROM stated_claims WHERE position = first) END
FROM (
    SELECT id, MIN(first) AS first, nth FROM (
        SELECT speaker AS id, MIN(position) AS first, 0 AS nth
        FROM stated_claims GROUP BY speaker
        UNION ALL SELECT on_behalf_of, MIN(position), 1 FROM stated_claims GROUP BY on_behalf_of
        UNION ALL SELECT speaker, MIN(position), 2 FROM stated_appearances GROUP BY speaker)
    WHERE id IS NOT NULL GROUP BY id) AS named
WHERE id NOT IN (SELECT id FROM stated_speakers);
"""

# A topic is shown as most claims spell it, and as the first of them where as many do otherwise.
_TOPICS = """
INSERT INTO topic_spellings (spelling, topic)
SELECT spelling,
    FIRST_VALUE(spelling) OVER (PARTITION BY lower(spelling) ORDER BY used DESC, first, nth)
FROM (SELECT topic AS spelling, COUNT(*) AS used, MIN(owner) AS first, nth
    FROM claim_topics GROUP BY topic);

INSERT INTO stated_topics (topic, key)
SELECT topic, nullif(lower(topic), topic) FROM (
    SELECT spelled.topic, first, nth,
        ROW_NUMBER() OVER (PARTITION BY spelled.topic ORDER BY first, nth) AS place
    FROM (SELECT topic, MIN(owner) AS first, nth FROM claim_topics GROUP BY topic) AS named
    JOIN topic_spellings AS spelled ON spelled.spelling = named.topic)
WHERE place = 1 ORDER BY first, nth;
"""

# A claim is taken for named, or in a list of claims for neither, until its speaker is looked up.
_ANONYMOUS = """
UPDATE stated_claims SET anonymous = (SELECT anonymous FROM stated_speakers WHERE id = speaker)
WHERE stated_anonymous IS NULL AND CASE
    WHEN anonymous THEN speaker NOT IN (SELECT id FROM stated_speakers WHERE anonymous)
    WHEN anonymous IS NULL
        THEN speaker IN (SELECT id FROM stated_speakers WHERE anonymous IS NOT NULL)
    ELSE speaker IN (SELECT id FROM stated_speakers WHERE anonymous IS NOT FALSE) END;
"""

# A claim that says it is unnamed, of a speaker who is named elsewhere, has no speaker: an id
# would lead to the name. So have its appearances that credit the same speaker. A speaker whom
# nothing declares may be named in a file that is left out.
_WITHHOLD = f"""
INSERT INTO {WITHHELD}
SELECT position, speaker FROM stated_claims
WHERE stated_anonymous AND (
    speaker IN (
        SELECT id FROM stated_speakers
        WHERE name IS NOT NULL AND NOT anonymous AND position < {UNDECLARED_FROM})
    OR {_IS_PARTIAL} AND speaker NOT IN (SELECT id FROM stated_speakers));
INSERT INTO {WITHHELD}
SELECT seen.position, seen.speaker FROM {WITHHELD} AS kept
JOIN stated_appearances AS seen ON seen.owner = kept.position AND seen.speaker = kept.speaker;
UPDATE stated_claims SET speaker = NULL WHERE position IN (SELECT position FROM {WITHHELD});
UPDATE stated_appearances SET speaker = NULL WHERE position IN (SELECT position FROM {WITHHELD});
"""

# Claims that appear in a retelling: their origins are where the trails of their articles end. The
# others' are the articles themselves. A trail that leaves the data leaves the origins unknown, as
# they are of a claim with appearances to begin with.
_TRACED = """
CREATE TEMP TABLE traced (position INTEGER PRIMARY KEY, origins INTEGER);
"""
_APPEARING = """
SELECT seen.owner, claims.source, seen.article FROM stated_appearances AS seen
JOIN stated_claims AS claims ON claims.position = seen.owner
WHERE seen.owner IN (
    SELECT owner FROM stated_appearances WHERE article IN (
        SELECT id FROM stated_articles WHERE position IN (SELECT owner FROM article_retells)))
ORDER BY seen.owner
"""
_ORIGINS = """
UPDATE stated_claims SET origins = counted.origins
FROM (
    SELECT claims.position, (
        SELECT CASE WHEN COUNT(*) = COUNT(articles.id) THEN COUNT(DISTINCT articles.id) END
        FROM stated_appearances AS seen
        LEFT JOIN stated_articles AS articles ON articles.id = seen.article
        WHERE seen.owner = claims.position) AS origins
    FROM stated_claims AS claims
    WHERE claims.position NOT IN (SELECT position FROM traced)
        AND (claims.origins > 0 OR claims.position IN (
            SELECT owner FROM stated_appearances
            WHERE article IN (SELECT id FROM stated_articles)))
    UNION ALL SELECT position, origins FROM traced) AS counted
WHERE counted.position = stated_claims.position
    AND counted.origins IS NOT stated_claims.origins;
DROP TABLE traced;
"""


class _Article(NamedTuple):
    publisher: str | None
    retells: list[str]


_ORIGINAL = _Article(None, [])  # whose publisher makes no difference


def withhold(database: sqlite3.Connection) -> None:
    """Keep the speakers of claims that say they are unnamed out of these, where they are named."""
    _run(database, _WITHHOLD)


def link(database: sqlite3.Connection) -> None:
    """Work out what follows from the records, once what is withheld is."""
    for script in (_UNDECLARED, _ANONYMOUS, _TRACED):
        _run(database, script)
    database.executemany("INSERT INTO traced VALUES (?, ?)", _traced(database))
    _run(database, _ORIGINS)
    list_topics(database)


def list_topics(database: sqlite3.Connection) -> None:
    """Make one topic of all its spellings."""
    _run(database, _TOPICS)


def unlink(database: sqlite3.Connection) -> None:
    """Forget what followed from the records, before some of them change."""
    _run(database, _FORGET)


def _traced(database: sqlite3.Connection) -> Iterator[tuple[int, int | None]]:
    """Yield the claims that appear in a retelling, each with how many origins it has."""
    trails = Trails(_articles(database))
    rows = database.execute(_APPEARING)
    for (claim, source), seen in groupby(rows, key=itemgetter(0, 1)):
        found = trails.ends([article for _, _, article in seen], source)
        yield claim, None if found is None else len(found)


def _articles(database: sqlite3.Connection) -> dict[str, _Article]:
    """Return the articles by their ids, with what they retell."""
    found = {key: _ORIGINAL for (key,) in database.execute("SELECT id FROM stated_articles")}
    retellings = """
        SELECT articles.id, articles.publisher, made.retells FROM article_retells AS made
        JOIN stated_articles AS articles ON articles.position = made.owner
        ORDER BY made.owner, made.nth
    """
    for (key, publisher), rows in groupby(database.execute(retellings), key=itemgetter(0, 1)):
        found[key] = _Article(
            publisher, [sys.intern(original) for _, _, original in rows]
        )  # they recur
    return found


def _run(database: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";"):
        database.execute(statement)
