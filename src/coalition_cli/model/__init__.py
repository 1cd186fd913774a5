"""The records of a claims file: sections and fields, vocabularies, problems, retellings."""

from .fields import FILE_SECTIONS, LARGEST, SECTIONS, TAKEN_AS_NAME, VERSION, Field, Section, Type

__all__ = [
    "FILE_SECTIONS",
    "LARGEST",
    "SECTIONS",
    "TAKEN_AS_NAME",
    "VERSION",
    "Field",
    "Section",
    "Type",
]
