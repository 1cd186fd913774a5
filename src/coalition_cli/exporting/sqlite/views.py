"""Views of what commands work out: names with their marks, counts, and how claims are sourced."""

from collections.abc import Iterator, Mapping

from ...words.unnamed import UNNAMED_SPEAKER, called_in_sql, marked_in_sql


def _called(speaker: str, anonymous: str) -> str:
    """Return the SQL for how a speaker is called, with the mark of one who is unnamed."""
    unnamed = f"CASE WHEN {anonymous} THEN '{UNNAMED_SPEAKER}' END"
    return marked_in_sql(f"coalesce({called_in_sql(speaker)}, {unnamed})", anonymous)


def _values(table: str, value: str, owner: str = "claim") -> str:
    """Return the SQL for the values that a claim has in another table, as a list of JSON."""
    order = "nth" if "_" in table else "id"
    chosen = f"SELECT {value} FROM {table} WHERE {owner} = claims.id AND {value} IS NOT NULL"
    return f"(SELECT json_group_array({value}) FROM ({chosen} ORDER BY {order}))"


def _first(column: str) -> str:
    seen = f"claim = claims.id AND {column} IS NOT NULL ORDER BY id LIMIT 1"
    return f"(SELECT {column} FROM appearances WHERE {seen})"


# As `sourcing` counts: without a speaker, or with one that is not declared, a claim is neither
# named nor unnamed.
_COUNTS: Mapping[str, str] = {
    "claims": "count(*)",
    "named": "count(*) FILTER (WHERE NOT claims.anonymous)",
    "unnamed": "count(*) FILTER (WHERE claims.anonymous)",
    "direct": "count(*) FILTER (WHERE claims.direct)",
    "paraphrased": "count(*) FILTER (WHERE NOT claims.direct)",
    "single_origin": "count(*) FILTER (WHERE claims.origins = 1)",
    "multi_origin": "count(*) FILTER (WHERE claims.origins > 1)",
}
_COUNTED = ", ".join(f"{sql} AS {name}" for name, sql in _COUNTS.items())
_MOST_FIRST = "ORDER BY claims DESC"

_NAMES = """\
SELECT claims.id, claims.text, claims.status,
  claims.speaker, {speaker_name} AS speaker_name, claims.anonymous,
  claims.source, sources.name AS source_name,
  claims.confidence, claims.confidence_label, claims.credibility,
  claims.direct, claims.origins, claims.kind, {topics} AS topics, claims.date,
  (SELECT count(DISTINCT article) FROM appearances WHERE claim = claims.id) AS articles,
  {quote} AS quote, {wording} AS wording,
  {ratings} AS ratings, {reviewers} AS reviewers
FROM claims LEFT JOIN speakers ON speakers.id = claims.speaker
LEFT JOIN sources ON sources.id = claims.source
WHERE claims.declared"""
_SEEN = """\
SELECT seen.id, seen.claim, claims.text, seen.article, articles.headline, articles.date,
  sources.name AS publisher_name, seen.quote, seen.wording, seen.attribution,
  speakers.id AS speaker, {speaker_name} AS speaker_name,
  CASE WHEN seen.speaker IS NULL OR seen.speaker = claims.speaker
    THEN claims.anonymous ELSE speakers.anonymous END AS anonymous,
  EXISTS (SELECT 1 FROM article_retells WHERE article = seen.article) AS retelling
FROM appearances AS seen JOIN claims ON claims.id = seen.claim
LEFT JOIN articles ON articles.id = seen.article
LEFT JOIN sources ON sources.id = articles.publisher
LEFT JOIN speakers ON speakers.id = coalesce(seen.speaker, claims.speaker)"""

VIEWS: Mapping[str, tuple[str, str]] = {
    "claims_with_names": (
        "each claim with the names of its speaker and source, topics, words and verdicts",
        _NAMES.format(
            speaker_name=_called("speakers", "claims.anonymous"),
            topics=_values("claim_topics", "topic"),
            quote=_first("quote"),
            wording=_first("wording"),
            ratings=_values("reviews", "rating"),
            reviewers=_values("reviews", "reviewer"),
        ),
    ),
    "appearances_with_names": (
        "each appearance with its claim, its article, and the speaker whom that article credits",
        _SEEN.format(
            speaker_name=_called(
                "speakers",
                "CASE WHEN seen.speaker IS NULL OR seen.speaker = claims.speaker"
                " THEN claims.anonymous ELSE speakers.anonymous END",
            )
        ),
    ),
    "claims_by_speaker": (
        "how the claims of each speaker are sourced",
        f"SELECT claims.speaker, speakers.title AS name, {_COUNTED} FROM claims"
        " LEFT JOIN speakers ON speakers.id = claims.speaker"
        f" WHERE claims.declared GROUP BY claims.speaker {_MOST_FIRST}, claims.speaker",
    ),
    "claims_by_source": (
        "how the claims that each source was the first to carry are sourced",
        f"SELECT claims.source, sources.name, {_COUNTED} FROM claims"
        " LEFT JOIN sources ON sources.id = claims.source"
        f" WHERE claims.declared GROUP BY claims.source {_MOST_FIRST}, claims.source",
    ),
    "claims_by_topic": (
        "how the claims about each topic are sourced",
        f"SELECT topic, {_COUNTED} FROM claims JOIN claim_topics ON claim = claims.id"
        f" WHERE claims.declared GROUP BY topic {_MOST_FIRST}, topic",
    ),
    "sourcing": (
        "how all claims are sourced",
        f"SELECT {_COUNTED} FROM claims WHERE claims.declared",
    ),
    "weakest_claims": (
        "the claims with an unnamed speaker, one origin and no quote",
        "SELECT * FROM claims_with_names WHERE anonymous AND origins = 1 AND NOT direct",
    ),
}


def views() -> Iterator[str]:
    """Yield the statements that make the views."""
    for name, (meaning, query) in VIEWS.items():
        yield f'CREATE VIEW "{name}" AS -- {meaning}\n{query}'
