"""What the index works out from what the files state, as SQL in the order it is run."""

from collections.abc import Iterator

from ..vocabularies import BANDS
from .schema import SEARCHED

# A speaker or source that nothing declares is taken as its name, where it is first named.
# Its claims may still state that it is unnamed, as those of our own output do.
_UNDECLARED = """
INSERT INTO sources (id, name, file, line)
SELECT id, id, file, line FROM (
    SELECT named.*, place,
        ROW_NUMBER() OVER (PARTITION BY named.id ORDER BY place, line, nth) AS mention
    FROM (
        SELECT publisher AS id, file, line, 0 AS nth FROM articles
        UNION ALL SELECT source, file, line, 1 FROM claims) AS named
    JOIN (SELECT file AS name, position AS place FROM file) AS files ON files.name = named.file)
WHERE mention = 1 AND id IS NOT NULL AND id NOT IN (SELECT id FROM sources)
ORDER BY place, line, nth;

INSERT INTO speakers (id, name, anonymous, file, line)
SELECT id, id, (SELECT MIN(coalesce(anonymous, 0)) FROM claims WHERE speaker = mentions.id),
    file, line
FROM (
    SELECT named.*, place,
        ROW_NUMBER() OVER (PARTITION BY named.id ORDER BY place, line, nth) AS mention
    FROM (
        SELECT speaker AS id, file, line, 0 AS nth FROM claims
        UNION ALL SELECT on_behalf_of, file, line, 1 FROM claims
        UNION ALL SELECT speaker, file, line, 2 FROM appearances) AS named
    JOIN (SELECT file AS name, position AS place FROM file) AS files ON files.name = named.file)
    AS mentions
WHERE mention = 1 AND id IS NOT NULL AND id NOT IN (SELECT id FROM speakers)
ORDER BY place, line, nth;

INSERT INTO topics (topic) SELECT topic FROM claim_topics GROUP BY topic ORDER BY MIN(rowid);
"""

_DEFAULTS = """
UPDATE sources SET name = coalesce(name, id);
UPDATE speakers SET anonymous = coalesce(anonymous, name IS NULL);
UPDATE claims SET status = coalesce(status, 'active');
"""

_KEYS = """
UPDATE sources SET key = lower(id), name_key = lower(name);
UPDATE articles SET key = lower(id);
UPDATE speakers SET key = lower(id), name_key = lower(coalesce(name, description));
UPDATE claims SET key = lower(id);
UPDATE facts SET key = lower(id);
UPDATE members SET key = lower(country), name_key = lower(name);
UPDATE topics SET key = lower(topic);
"""

_WORDS_OF_CONFIDENCE = " ".join(
    f"WHEN confidence BETWEEN {band.low} AND {band.high} THEN '{band.word}'" for band in BANDS
)

_NAMES = f"""
UPDATE articles SET publisher_name = (SELECT name FROM sources WHERE id = publisher);

UPDATE claims SET
    speaker_name = (SELECT coalesce(name, description) FROM speakers WHERE id = claims.speaker),
    anonymous = coalesce(anonymous, (SELECT anonymous FROM speakers WHERE id = claims.speaker)),
    source_name = (SELECT name FROM sources WHERE id = claims.source),
    confidence_label = CASE {_WORDS_OF_CONFIDENCE} END;

UPDATE appearances SET
    text = (SELECT text FROM claims WHERE id = claim),
    source = (SELECT source FROM claims WHERE id = claim),
    publisher_name = (SELECT publisher_name FROM articles WHERE id = article),
    anonymous = CASE
        WHEN speaker IS NULL OR speaker = (SELECT speaker FROM claims WHERE id = claim)
        THEN (SELECT anonymous FROM claims WHERE id = claim)
        ELSE (SELECT anonymous FROM speakers WHERE id = speaker) END,
    speaker = coalesce(speaker, (SELECT speaker FROM claims WHERE id = claim));
UPDATE appearances SET speaker_name = (
    SELECT coalesce(name, description) FROM speakers WHERE id = appearances.speaker);
"""

# The first words of each kind, in the order of the file.
_WORDS = """
UPDATE claims SET
    quote = (
        SELECT quote FROM appearances
        WHERE claim = claims.id AND quote IS NOT NULL ORDER BY position LIMIT 1),
    wording = (
        SELECT wording FROM appearances
        WHERE claim = claims.id AND wording IS NOT NULL ORDER BY position LIMIT 1);
UPDATE claims SET direct = quote IS NOT NULL;
"""

# From each appearance along `retells` to what retells nothing; an article of the claim's own
# source is where its trail ends. A trail that leaves the data leaves the origins unknown.
_ORIGINS = """
CREATE TABLE claim_origins (claim VARCHAR, article VARCHAR);
INSERT INTO claim_origins
WITH RECURSIVE trail (claim, article) AS (
    SELECT claim, article FROM appearances
    UNION
    SELECT trail.claim, article_retells.retells FROM trail
    JOIN claims ON claims.id = trail.claim
    JOIN articles ON articles.id = trail.article
    JOIN article_retells ON article_retells.article = trail.article
    WHERE articles.publisher IS NOT claims.source OR claims.source IS NULL)
SELECT trail.claim, trail.article FROM trail
JOIN claims ON claims.id = trail.claim
LEFT JOIN articles ON articles.id = trail.article
WHERE articles.publisher = claims.source
    OR trail.article NOT IN (SELECT article FROM article_retells)
GROUP BY trail.claim, trail.article;
CREATE INDEX claim_origins_by_claim ON claim_origins (claim);
UPDATE claims SET origins = (
    SELECT CASE WHEN COUNT(*) = COUNT(articles.id) THEN COUNT(*) END
    FROM claim_origins LEFT JOIN articles ON articles.id = claim_origins.article
    WHERE claim_origins.claim = claims.id);
"""

_COUNTS = """
UPDATE sources SET
    claims = (SELECT COUNT(*) FROM claims WHERE source = sources.id),
    articles = (SELECT COUNT(*) FROM articles WHERE publisher = sources.id);
UPDATE articles SET claims = (
    SELECT COUNT(DISTINCT claim) FROM appearances WHERE article = articles.id);
UPDATE speakers SET claims = (SELECT COUNT(*) FROM claims WHERE speaker = speakers.id);
UPDATE topics SET claims = (SELECT COUNT(*) FROM claim_topics WHERE topic = topics.topic);
UPDATE facts SET claims = (
    SELECT COUNT(*) FROM (
        SELECT supports FROM fact_supports WHERE fact = facts.id
        UNION SELECT contradicts FROM fact_contradicts WHERE fact = facts.id));
"""

STATED = (_UNDECLARED, _DEFAULTS, _KEYS)  # before the tables are indexed by their keys
DERIVED = (_NAMES, _WORDS, _ORIGINS, _COUNTS)  # after that


def searches() -> Iterator[str]:
    """Yield the statements that fill what search looks through."""
    for name, columns in SEARCHED.items():
        texts = ", ".join(f"fold({text})" for text in columns.values())
        target = f"{name}_search (rowid, {', '.join(columns)})"
        yield f"INSERT INTO {target} SELECT position, {texts} FROM {name}"
