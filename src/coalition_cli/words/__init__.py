"""Words, numbers and names that are the same to a reader, though written in another way."""

from .characters import IGNORABLE, UNSPACED, bare
from .folding import BETWEEN, search_phrases, search_text, search_words, tokens
from .names import APOSTROPHES, all_collated, any_case, as_read, collated, differences
from .thousands import parts_thousands

__all__ = [
    "APOSTROPHES",
    "BETWEEN",
    "IGNORABLE",
    "UNSPACED",
    "all_collated",
    "any_case",
    "as_read",
    "bare",
    "collated",
    "differences",
    "parts_thousands",
    "search_phrases",
    "search_text",
    "search_words",
    "tokens",
]
