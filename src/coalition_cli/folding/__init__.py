"""What is the same to a reader though it is written otherwise: words, numbers, names."""

from .characters import IGNORABLE, UNSPACED, bare
from .names import APOSTROPHES, any_case, collated, differences
from .numbers import parts_thousands
from .words import BETWEEN, asked, indexed

__all__ = [
    "APOSTROPHES",
    "BETWEEN",
    "IGNORABLE",
    "UNSPACED",
    "any_case",
    "asked",
    "bare",
    "collated",
    "differences",
    "indexed",
    "parts_thousands",
]
