"""How search takes text: its words, in one reading or in two, and its signs.

Case, accents, letters such as ł, digits of any script and invisible characters make no other word.
A text that has two readings is found by both. `1 000` is two numbers, or one. A hyphen at the end
of a line belongs to the word, or not. A zero-width space or non-joiner is a gap, or nothing. An
iota below a Greek letter is a letter, or nothing.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from .characters import IGNORABLE, UNSEEN_GAPS, bare, is_sign, spaced
from .thousands import BLANKS, POINTS, SURE, joined, parts

# Stands between two texts of a column, so that no phrase is found across them. For private use.
BETWEEN = " \ue000 "

# Patterns are compiled when they are first needed: few runs need them.
_SOFT_BREAK = rf"\xad[{IGNORABLE}]{{0,4}}\s+"
_HARD_BREAK = r"(?<=[^\W\d_])[-‐‑]\s+(?=[^\W\d_])"
# Letters, and characters between words, of the scripts of most texts.
_COMMON = (
    r"\n !\"'()*,\-./0-9:;?A-Z\[\\\]_a-z{}¡«·»¿-ÖØ-öø-ʸ\u0300-\u0344\u0386-\u03f5\u03f7-\u0481"
    r"\u048a-\u052f\u05d0-\u05ea\u0621-\u063f\u0641-\u064a‒-―‘-‟•-‧\u2039\u203a\u3001-\u3003"
    r"\u3008-\u3011\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\ue000"
)
_IOTA_BELOW = "\u0345"
_TWO_READINGS = (
    rf"[-‐‑]\s|\d[{BLANKS}]\d|[{UNSEEN_GAPS}{_IOTA_BELOW}\u1f80-\u1faf\u1fb2-\u1fb4\u1fb7\u1fbc"
    r"\u1fc2-\u1fc4\u1fc7\u1fcc\u1ff2-\u1ff4\u1ff7\u1ffc]"
)
_SIGNS = b"#$%&+<=>@^`|~"
# FTS5's tokenizer takes signs of ASCII as gaps between words, but not their wide forms.
_WIDE = {sign: sign + 0xFEE0 for sign in _SIGNS}
_DIGITS_AND_SIGNS = b"0123456789" + _SIGNS
_Search = Callable[[str], re.Match[str] | None]
_LONGEST_KEPT = 64  # characters
_WORD = r"[^\W_]|[^\x00-\x7f]"
# FTS5's tokenizer of ASCII: other characters belong to words, and only A to Z have small letters.
_WHOLE_WORD = r"[0-9a-z\x80-\U0010ffff]+"
_SMALL = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}


def search_text(text: str) -> str:
    """Return the text in which search looks: the words of a text with blanks between them.

    `Łódź` becomes `lodz`. Words of ASCII stay as they are: FTS5 knows their capitals. In scripts
    without blanks each character is a word, so that a run of them is found as a phrase. After the
    words, in both readings if there are two, come the parts of numbers, and the signs.
    """
    if _is_plain(text):
        return _words(text, _word)
    pieces = [_read(text, SURE + POINTS)]
    if re.search(_TWO_READINGS, text):
        pieces.append(_read(_unbroken(text), SURE + POINTS + BLANKS, closed=True))
    pieces += (*map(_word, parts(text, SURE + POINTS)), _signs(text))
    return BETWEEN.join(filter(None, dict.fromkeys(pieces)))


def search_phrases(text: str) -> list[str]:
    """Return the phrases for a text that is searched for: any of them is a match.

    There are none if the text has no letter, no digit and no sign. Signs count only if there is
    nothing else.
    """
    readings = dict.fromkeys(
        (_read(text, SURE), _read(_unbroken(text), SURE + POINTS + BLANKS, closed=True))
    )
    phrases = [reading for reading in readings if re.search(_WORD, reading)]
    signs = _signs(text)
    return phrases or ([signs] if signs else [])


def search_words(text: str) -> list[str]:
    """Return the words of a text, as an index has them: those of `search_text`, in small letters.

    Where a text has two readings, BETWEEN stands between them as a word.
    """
    return tokens(search_text(text))


def tokens(folded: str) -> list[str]:
    """Return the words of a folded text, as FTS5's tokenizer of ASCII parts them."""
    return re.findall(_WHOLE_WORD, folded.translate(_SMALL))


def _is_plain(text: str) -> bool:
    """Return whether a text has only words and common marks. Most have, and this is fast."""
    if text.isascii() and len(text.encode().translate(None, _DIGITS_AND_SIGNS)) == len(text):
        return "-" not in text or _hyphen_ends_line()(text) is None
    return not (_uncommon()(text) or _separated()(text) or _hyphen_ends_line()(text))


@cache
def _uncommon() -> _Search:
    return re.compile(f"[^{_COMMON}]").search


@cache
def _separated() -> _Search:
    return re.compile(r"[0-9][ ,.'’][0-9]").search  # other digits are uncommon


@cache
def _hyphen_ends_line() -> _Search:
    return re.compile(r"-\s").search


def _unbroken(text: str) -> str:
    """Return a text without the hyphens at the ends of its lines."""
    return re.sub(_HARD_BREAK, "", text)


def _read(text: str, separators: str, *, closed: bool = False) -> str:
    """Return the words of a text; `closed` leaves out the gaps and iotas that may be nothing."""
    if "\xad" in text:
        text = re.sub(_SOFT_BREAK, "", text)
    text = joined(text, separators)
    if not closed:
        text = re.sub(f"[{UNSEEN_GAPS}]", " ", text)
    return _words(text, _closed_word if closed else _word)


def _words(text: str, fold: Callable[[str], str]) -> str:
    """Return the words of a text, folded. A word of ASCII stays as it is."""
    if text.isascii():
        return text
    return " ".join([word if word.isascii() else fold(word) for word in text.split()])


def _word(word: str) -> str:
    """Return a word, folded. Words recur and are kept, but no paragraph without blanks."""
    return _kept(word) if len(word) <= _LONGEST_KEPT else _folded(word)


@lru_cache(maxsize=1 << 16)
def _kept(word: str) -> str:
    return _folded(word)


def _folded(word: str) -> str:
    # Some letters, such as ᴭ, decompose into capitals.
    folded = unicodedata.normalize("NFKD", _parted(word).casefold()).casefold()
    folded = re.sub(f"[{IGNORABLE}]", "", unicodedata.normalize("NFKD", folded))
    folded = unicodedata.normalize("NFC", "".join(map(bare, folded)))
    return folded if folded.isascii() else "".join(map(spaced, folded))


def _closed_word(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return _word(decomposed.replace(_IOTA_BELOW, "") if _IOTA_BELOW in decomposed else word)


def _parted(word: str) -> str:
    """Return a word with blanks around its signs, and between a number and other forms of digits.

    So `Acme™` has the word Acme, `5㎏` has the number 5, and 10⁶ is not 106.
    """
    pieces: list[str] = []
    before = ""
    for character in word:
        kind = unicodedata.category(character)
        if kind[0] in "MC":
            kind = before
        elif (before, kind) == ("Nd", "No") or (before and (kind == "So") != (before == "So")):
            pieces.append(" ")
        pieces.append(character)
        before = kind
    return "".join(pieces)


def _signs(text: str) -> str:
    """Return the signs of a text in order, with blanks between them."""
    words = (word for word in text.split() if not (word.isascii() and word.isalnum()))
    return " ".join(filter(None, map(_signs_of, words)))


@lru_cache(maxsize=1 << 14)
def _signs_of(word: str) -> str:
    signs = filter(is_sign, unicodedata.normalize("NFKC", word))
    return " ".join(signs).translate(_WIDE)
