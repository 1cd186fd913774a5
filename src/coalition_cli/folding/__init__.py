"""What is the same to a reader though it is written otherwise: words, numbers, names."""

from .characters import IGNORABLE, UNSPACED
from .names import any_case, collated, differences
from .numbers import parts_thousands
from .words import BETWEEN, asked, indexed

__all__ = [
    "BETWEEN",
    "IGNORABLE",
    "UNSPACED",
    "any_case",
    "asked",
    "collated",
    "differences",
    "indexed",
    "parts_thousands",
]
