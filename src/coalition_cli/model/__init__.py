"""The records of a claims file: sections and fields, vocabularies, problems, retellings."""

from .fields import (
    CLAIMS_FIRST,
    FILE_SECTIONS,
    LARGEST,
    SECTIONS,
    TAKEN_AS_NAME,
    VERSION,
    Field,
    Section,
    Type,
)

__all__ = [
    "CLAIMS_FIRST",
    "FILE_SECTIONS",
    "LARGEST",
    "SECTIONS",
    "TAKEN_AS_NAME",
    "VERSION",
    "Field",
    "Section",
    "Type",
]
