"""How ids and names are compared and ordered, which are taken whole.

One name are two spellings that differ in case, in the composition of letters (NFC, NFD), in the
sign for an apostrophe, a quotation mark or a hyphen, in blanks, or in what is not seen.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from .characters import IGNORABLE, bare

APOSTROPHES = "’‘‚‛ʼʹʻʽ′´᾽＇`"  # beside that of ASCII
_MARKS = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys("“”„‟«»‹›″＂", '"')})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"))


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
    for even in _EVEN.values():
        text = even(text)
    return text


def _seen(text: str) -> str:
    return re.sub(f"[{IGNORABLE}]", "", text) or text


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _in_lower_case(text: str) -> str:
    return _composed(text.casefold())


# In what spellings may differ, and what makes it even.
_EVEN: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "invisible characters": _seen,
        "apostrophes or quotation marks": lambda text: text.translate(_MARKS),
        "hyphens or dashes": lambda text: text.translate(_DASHES),
        "the composition of letters": _composed,
        "capitals": _in_lower_case,
        "blanks": lambda text: " ".join(text.split()) or text,
    }
)


def differences(spelling: str, other: str) -> str:
    """Return in what two spellings of one name differ, for a message."""
    found = []
    for kind in _EVEN:
        pair = [spelling, other]
        for made, even in _EVEN.items():
            pair = pair if made == kind else list(map(even, pair))
        found += [kind] if pair[0] != pair[1] else []
    return " and ".join(found) or "spelling"


def collated(text: str) -> str:
    """Return what an id, a name or a text is ordered by: as search folds letters, É as e."""
    if text.isascii():
        return any_case(text)
    words = text.casefold().split()
    return " ".join([word if word.isascii() else _letters(word) for word in words])


@lru_cache(maxsize=1 << 16)  # words recur
def _letters(word: str) -> str:
    return "".join(
        map(bare, unicodedata.normalize("NFKD", word.translate(_MARKS).translate(_DASHES)))
    )
