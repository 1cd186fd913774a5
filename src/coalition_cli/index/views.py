"""What the index works out from what the files state, as the columns of its views.

A name is looked up where it is asked for and nowhere kept, so that a record that changes
changes no other.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..model import FILE_SECTIONS, SECTIONS, Section
from ..model.vocabularies import BANDS, UNNAMED_SPEAKER
from ..query.tables import NAMED, SLOT_BITS, TOPIC_SPELLINGS
from .texts import TEXTS

_WORDS_OF_CONFIDENCE = " ".join(
    f"WHEN confidence BETWEEN {band.low} AND {band.high} THEN '{band.word}'" for band in BANDS
)
_NESTED = ", ".join(f"'{field.name}', {field.name}" for field in SECTIONS["appearances"].stated)


def _called(speaker: str, anonymous: str) -> str:
    """Return the SQL for how a speaker is called: a name, else a description.

    Who is unnamed and nobody that records know of is an unnamed speaker.
    """
    called = f"(SELECT coalesce(name, description) FROM stated_speakers WHERE id = {speaker})"
    return f"coalesce({called}, CASE WHEN {anonymous} THEN '{UNNAMED_SPEAKER}' END)"


def _first(column: str) -> str:
    """Return the SQL for a claim's first quote, or wording."""
    return (
        f"(SELECT {column} FROM stated_appearances"
        f" WHERE owner = stated.position AND {column} IS NOT NULL ORDER BY position LIMIT 1)"
    )


def _name_of(source: str) -> str:
    return f"(SELECT name FROM stated_sources WHERE id = {source})"


def _file_of(position: str) -> str:
    return f"(SELECT name FROM files WHERE slot = {position} >> {SLOT_BITS})"


_PUBLISHER = _name_of("(SELECT publisher FROM stated_articles WHERE id = stated.article)")

# The columns that are no stated field as it is, by section. `stated` is the section's own table.
_WORKED_OUT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sources": {
            "claims": "(SELECT COUNT(*) FROM stated_claims WHERE source = stated.id)",
            "articles": "(SELECT COUNT(*) FROM stated_articles WHERE publisher = stated.id)",
            "file": _file_of("coalesce(mention, position)"),
        },
        "articles": {
            "publisher_name": _name_of("stated.publisher"),
            "claims": "(SELECT COUNT(DISTINCT owner) FROM stated_appearances"
            " WHERE article = stated.id)",
        },
        "speakers": {
            "claims": "(SELECT COUNT(*) FROM stated_claims WHERE speaker = stated.id)",
            "file": _file_of("coalesce(mention, position)"),
        },
        "claims": {
            "speaker_name": _called("stated.speaker", "stated.anonymous"),
            "source_name": _name_of("stated.source"),
            "confidence_label": f"CASE {_WORDS_OF_CONFIDENCE} END",
            "quote": _first("quote"),
            "wording": _first("wording"),
            "appearances": f"(SELECT json_group_array(json_object({_NESTED})) FROM ("
            "SELECT * FROM stated_appearances WHERE owner = stated.position ORDER BY position))",
        },
        "appearances": {
            "claim": "claim.id",
            "text": "claim.text",
            "publisher_name": _PUBLISHER,
            "speaker": "coalesce(stated.speaker, claim.speaker)",
            "speaker_name": _called("coalesce(stated.speaker, claim.speaker)", "claim.anonymous"),
            "anonymous": "CASE WHEN stated.speaker IS NULL OR stated.speaker = claim.speaker"
            " THEN claim.anonymous"
            " ELSE (SELECT anonymous FROM stated_speakers WHERE id = stated.speaker) END",
            "source": "claim.source",
        },
        "facts": {
            "claims": "(SELECT COUNT(*) FROM ("
            "SELECT supports FROM fact_supports WHERE owner = stated.position"
            " UNION SELECT contradicts FROM fact_contradicts WHERE owner = stated.position))"
        },
        "topics": {
            "claims": "(SELECT COUNT(DISTINCT owner) FROM claim_topics WHERE topic IN"
            f" (SELECT spelling FROM {TOPIC_SPELLINGS} WHERE topic = stated.topic))",
        },
    }
)
_JOINED = {"appearances": " JOIN stated_claims AS claim ON claim.position = stated.owner"}


def views() -> Iterator[str]:
    """Yield the statements that make a view for each section, and for what search looks at."""
    for name in ("file", *FILE_SECTIONS, "appearances", "topics"):
        columns = ", ".join(["stated.position", *_columns(SECTIONS[name])])
        tables = f"stated_{name} AS stated{_JOINED.get(name, '')}"
        yield f"CREATE VIEW {name} AS SELECT {columns} FROM {tables}"
    for name, searched in TEXTS.items():
        columns = ", ".join(f"{text.sql} AS {text.column}" for text in searched)
        yield f"CREATE VIEW {name}_texts AS SELECT position, {columns} FROM {name}"


def _columns(section: Section) -> Iterator[str]:
    worked_out = {
        "file": _file_of("stated.position"),
        **_WORKED_OUT.get(section.name, {}),
    }
    for field in section.fields:
        expression = worked_out.get(field.name, f"stated.{field.name}")
        yield f"{expression} AS {field.name}"
    if section.name != "appearances" and section.key in section.by_name:
        yield "stated.key"
    if section.name in NAMED:
        yield "stated.name_key"
