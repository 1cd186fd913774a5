"""What is the same to a reader though it is written otherwise: words, numbers, names."""

from .characters import IGNORABLE, UNSPACED, bare
from .folding import BETWEEN, asked, indexed
from .names import APOSTROPHES, any_case, collated, differences
from .thousands import parts_thousands

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
