"""Words, numbers and names that are the same to a reader, though written in another way."""

from .characters import IGNORABLE, UNSPACED, bare
from .folding import BETWEEN, search_phrases, search_text
from .names import APOSTROPHES, any_case, collated, differences, unaccented
from .thousands import parts_thousands

__all__ = [
    "APOSTROPHES",
    "BETWEEN",
    "IGNORABLE",
    "UNSPACED",
    "any_case",
    "bare",
    "collated",
    "differences",
    "parts_thousands",
    "search_phrases",
    "search_text",
    "unaccented",
]
