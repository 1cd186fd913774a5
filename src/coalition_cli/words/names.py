"""How ids and names are compared and ordered.

Two spellings are one name if they differ only in case, in the composition of letters (NFC, NFD), in
the sign for an apostrophe, a quotation mark or a hyphen, in blanks, or in invisible characters.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from .characters import IGNORABLE, bare

APOSTROPHES = "’‘‚‛ʼʹʻʽ′´᾽＇`"  # without that of ASCII
_MARKS = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys("“”„‟«»‹›″＂", '"')})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"))


def any_case(text: str) -> str:
    """Return the form that an id or a name shares with its other spellings."""
    if not text.isascii():
        return _spelled(text)
    lower = text.lower().strip()
    if "`" in lower:
        lower = lower.replace("`", "'")
    return lower if lower.isprintable() and "  " not in lower else " ".join(lower.split())


@lru_cache(maxsize=1 << 14)  # names recur
def _spelled(text: str) -> str:
    for normalised in _NORMALISED.values():
        text = normalised(text)
    return text


def _visible(text: str) -> str:
    return re.sub(f"[{IGNORABLE}]", "", text) or text


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _in_lower_case(text: str) -> str:
    return _composed(text.casefold())


# How spellings may differ, and what removes the difference.
_NORMALISED: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "invisible characters": _visible,
        "apostrophes or quotation marks": lambda text: text.translate(_MARKS),
        "hyphens or dashes": lambda text: text.translate(_DASHES),
        "the composition of letters": _composed,
        "capitals": _in_lower_case,
        "blanks": lambda text: " ".join(text.split()) or text,
    }
)


def differences(spelling: str, other: str) -> str:
    """Return the ways in which two spellings of one name differ, for a message."""
    kinds, removable = [], dict(_NORMALISED)
    if any_case(spelling) != any_case(other):
        removable["accents or other forms of letters"] = _bare
        removable["punctuation"] = _without_punctuation
    for kind in removable:
        first, second = spelling, other
        for removed, normalised in removable.items():
            if removed != kind:
                first, second = normalised(first), normalised(second)
        if first != second:
            kinds.append(kind)
    return " and ".join(kinds) or "spelling"


def as_read(text: str) -> str:
    """Return the form that a name shares with all that a reader may take for it.

    It is that of `any_case`, without accents and punctuation: É is e, and St. is St.
    """
    return collated(any_case(text))


def _bare(text: str) -> str:
    return "".join(map(bare, unicodedata.normalize("NFKD", text)))


def _without_punctuation(text: str) -> str:
    parted = (" " if unicodedata.category(one)[0] == "P" else one for one in text)
    return " ".join("".join(parted).split()) or text


def collated(text: str) -> str:
    """Return the text by which an id, a name or a text is ordered: as search folds it.

    É is e, and punctuation, hyphens, blanks and invisible characters only part words.
    """
    if text.isascii():
        return _parted(text) or text
    shown = re.sub(f"[{IGNORABLE}]", "", text).casefold().split()
    return _parted(" ".join([word if word.isascii() else _letters(word) for word in shown])) or text


def all_collated(texts: Sequence[str]) -> list[str]:
    """Return texts by which others are ordered: those of ASCII in a fifth of the time."""
    plain = [text for text in texts if text.isascii()]
    # All at once, with a byte behind each text that no text of ASCII has.
    parted = "ÿ".join(plain).encode("latin-1").translate(_PARTED_AND_BLANK).lower()
    while b"  " in parted:
        parted = parted.replace(b"  ", b" ")
    parted = parted.replace(b" \xff", b"\xff").replace(b"\xff ", b"\xff").strip()
    ready = iter(parted.decode("latin-1").split("ÿ"))
    return [(next(ready) or text) if text.isascii() else collated(text) for text in texts]


# What stands between words of ASCII: all but letters, digits and the signs that are found.
_BETWEEN = b"!\"'()*,-./:;?[\\]_{}"
_PARTED = bytes.maketrans(_BETWEEN, b" " * len(_BETWEEN))
_ALL_BETWEEN = _BETWEEN + b"\t\n\v\f\r"
_PARTED_AND_BLANK = bytes.maketrans(_ALL_BETWEEN, b" " * len(_ALL_BETWEEN))


def _parted(text: str) -> str:
    """Return folded words, or words of ASCII, in small letters with single blanks."""
    parted = text.encode(errors="surrogatepass").translate(_PARTED).lower()
    return b" ".join(parted.split()).decode(errors="surrogatepass")


@lru_cache(maxsize=1 << 16)  # words recur
def _letters(word: str) -> str:
    return "".join(map(bare, unicodedata.normalize("NFKD", word)))
