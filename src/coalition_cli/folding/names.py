"""How ids and names are compared and ordered, which are taken whole.

One name are two spellings that differ in case, in the composition of letters (NFC, NFD), in the
sign for an apostrophe, a quotation mark or a hyphen, in blanks, or in what is not seen.
"""

import re
import unicodedata
from functools import lru_cache

from .characters import IGNORABLE, bare

_QUOTATION_MARKS = "“”„‟«»‹›″＂"
_ONE_SIGN = str.maketrans(
    {
        **dict.fromkeys("’‘‚‛ʼʹʻʽ′´＇`", "'"),
        **dict.fromkeys(_QUOTATION_MARKS, '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    }
)


def any_case(text: str) -> str:
    """Return what an id or a name has in common with its other spellings."""
    if not text.isascii():
        return _spelled(text)
    lower = text.lower().strip()
    if "`" in lower:
        lower = lower.replace("`", "'")
    return lower if lower.isprintable() and "  " not in lower else " ".join(lower.split())


@lru_cache(maxsize=1 << 14)  # names recur
def _spelled(text: str) -> str:
    seen = re.sub(f"[{IGNORABLE}]", "", text).translate(_ONE_SIGN)
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", seen).casefold())
    return " ".join(folded.split()) or text


def collated(text: str) -> str:
    """Return what an id, a name or a text is ordered by: as search folds letters, so É as e."""
    name = any_case(text)
    return name if name.isascii() else _letters(name)


@lru_cache(maxsize=1 << 14)
def _letters(name: str) -> str:
    return "".join(map(bare, unicodedata.normalize("NFKD", name)))
