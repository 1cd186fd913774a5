"""What follows from the records of all files, as SQL in the order it is run."""

import sqlite3

from .schema import SLOT_BITS

LAST_SLOT = 1 << 30  # beyond those of files: what nothing declares has its rows there
UNDECLARED_FROM = LAST_SLOT << SLOT_BITS

_FORGET = f"""
DELETE FROM stated_sources WHERE position > {UNDECLARED_FROM};
DELETE FROM stated_speakers WHERE position > {UNDECLARED_FROM};
DELETE FROM stated_topics;
DELETE FROM topic_spellings;
"""

# A speaker or source that nothing declares is taken as its name, where it is first named.
# Its claims may still state that it is unnamed, as those of our own output do. A name's first
# position is one look into an index, and so much quicker to find than its line.
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
        UNION ALL SELECT source, MIN(position), 1 FROM stated_claims GROUP BY source)
    WHERE id IS NOT NULL GROUP BY id)
WHERE id NOT IN (SELECT id FROM stated_sources);

INSERT INTO stated_speakers (position, id, name, key, name_key, anonymous, mention, line)
SELECT {UNDECLARED_FROM} + ROW_NUMBER() OVER (ORDER BY first, nth),
    id, id, nullif(lower(id), id), lower(id),
    EXISTS (SELECT 1 FROM stated_claims WHERE speaker = named.id)
        AND NOT EXISTS (SELECT 1 FROM stated_claims
            WHERE speaker = named.id AND stated_anonymous IS NOT TRUE),
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
    SELECT spelled.topic, MIN(named.first) AS first, named.nth FROM (
        SELECT topic, MIN(owner) AS first, nth FROM claim_topics GROUP BY topic) AS named
    JOIN topic_spellings AS spelled ON spelled.spelling = named.topic GROUP BY spelled.topic)
ORDER BY first, nth;
"""

# Named, until its speaker turns out to be none who is.
_ANONYMOUS = """
UPDATE stated_claims SET anonymous = (SELECT anonymous FROM stated_speakers WHERE id = speaker)
WHERE stated_anonymous IS NULL
    AND (anonymous OR speaker IN (SELECT id FROM stated_speakers WHERE anonymous))
    AND anonymous IS NOT (SELECT anonymous FROM stated_speakers WHERE id = speaker);
"""

# From each appearance along `retells` to what retells nothing; an article of the claim's own
# source is where its trail ends. The trails are those of an article and a source, whatever the
# number of claims. A trail that leaves the data leaves the origins unknown, as they are of a
# claim with appearances to begin with.
_TRAILS = """
CREATE TEMP TABLE trails (article VARCHAR, source VARCHAR, origin VARCHAR);
INSERT INTO trails
WITH RECURSIVE trail (article, source, origin) AS (
    SELECT DISTINCT seen.article, claims.source, seen.article
    FROM stated_appearances AS seen
    JOIN stated_claims AS claims ON claims.position = seen.owner
    WHERE seen.article IN (
        SELECT id FROM stated_articles WHERE position IN (SELECT owner FROM article_retells))
    UNION
    SELECT trail.article, trail.source, article_retells.retells FROM trail
    JOIN stated_articles AS articles ON articles.id = trail.origin
    JOIN article_retells ON article_retells.owner = articles.position
    WHERE articles.publisher IS NOT trail.source OR trail.source IS NULL)
SELECT trail.article, trail.source, trail.origin FROM trail
LEFT JOIN stated_articles AS articles ON articles.id = trail.origin
WHERE articles.publisher = trail.source
    OR articles.position IS NULL
    OR articles.position NOT IN (SELECT owner FROM article_retells);
CREATE INDEX temp.trails_by_article ON trails (article, source);
"""

_ORIGINS = """
UPDATE stated_claims SET origins = counted.origins
FROM (
    SELECT claims.position, (
        SELECT CASE WHEN COUNT(*) = COUNT(articles.id) THEN COUNT(DISTINCT articles.id) END
        FROM stated_appearances AS seen
        LEFT JOIN trails ON trails.article = seen.article AND trails.source IS claims.source
        LEFT JOIN stated_articles AS articles
            ON articles.id = coalesce(trails.origin, seen.article)
        WHERE seen.owner = claims.position) AS origins
    FROM stated_claims AS claims
    WHERE claims.origins > 0 OR claims.position IN (
        SELECT owner FROM stated_appearances
        WHERE article IN (SELECT id FROM stated_articles))) AS counted
WHERE counted.position = stated_claims.position
    AND counted.origins IS NOT stated_claims.origins;
DROP TABLE trails;
"""


def link(database: sqlite3.Connection) -> None:
    """Work out what follows from the records."""
    for script in (_UNDECLARED, _ANONYMOUS, _TRAILS, _ORIGINS):
        _run(database, script)


def gather_topics(database: sqlite3.Connection) -> None:
    """List the topics of all claims, in the order in which they are first named."""
    _run(database, _TOPICS)


def unlink(database: sqlite3.Connection) -> None:
    """Forget what followed from the records, before some of them change."""
    _run(database, _FORGET)


def _run(database: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";"):
        database.execute(statement)
