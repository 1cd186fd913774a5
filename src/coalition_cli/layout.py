"""How the index lays out its tables: what questions and its own modules have to agree on."""

from .model import Field, Section, Type

# The sections whose records go by a name as well as by an id (columns key and name_key).
NAMED = ("sources", "speakers", "members")

SLOT_BITS = 32  # of a position, for the running number within a file

# The spellings of topics, each with the one that is shown: a topic is declared nowhere, so that
# those that differ as spellings of a name do (folding/names.py) are one.
TOPIC_SPELLINGS = "topic_spellings"


def list_table(section: Section, field: Field) -> str:
    """Return the table with the values of a list: claim_topics, article_retells.

    Appearances are records, and so their table is their own.
    """
    if field.type is Type.RECORD:
        return f"stated_{field.of}"
    return f"{section.singular}_{field.name}"
