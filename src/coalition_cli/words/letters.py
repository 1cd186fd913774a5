"""The letters of folding.py as a table, for a program that folds without it.

A text is folded so: a blank around each sign (So), and between a digit (Nd) and another form of one
(No); small letters, NFKD, small letters; without those of `gone`; with what `others` has for a
character; a blank for each of GAPS; NFC; a blank around each of `alone`. The words are then the
runs of digits and letters of ASCII, and of all that is not ASCII.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from .characters import IGNORABLE, bare, spaced

# What parts words, as `bare` says it, for the brackets of a pattern with Unicode's categories.
GAPS = r"\p{P}\p{S}\p{Z}\p{Cc}\p{Cf}\p{Cs}\u02b9-\u02bf"
# Letters of these blocks stand for themselves: Han, Hangul, Tangut, and what is for private use.
_THEMSELVES = (
    range(0x3400, 0xA000),
    range(0xAC00, 0xD7A4),
    range(0xE000, 0xF900),
    range(0x17000, 0x18D80),
    range(0x20000, 0x110000),
)


@cache
def gone() -> str:
    """Return the characters that are nothing in a word, for the brackets of a pattern."""
    marks = (code for code in _codes() if unicodedata.category(chr(code))[0] == "M")
    accents = {code for code in marks if bare(chr(code)) == ""}
    accents.update(map(ord, filter(re.compile(f"[{IGNORABLE}]").match, map(chr, _codes()))))
    return in_brackets(accents)


@cache
def others() -> Mapping[str, str]:
    """Return the letters and digits that are compared as others: ł as l, ٣ as 3."""
    nothing = re.compile(f"[{IGNORABLE}]")
    found: dict[str, str] = {}
    for character in map(chr, _codes()):
        if unicodedata.category(character)[0] not in "LN" or nothing.match(character):
            continue
        if character == unicodedata.normalize("NFKD", character.lower()):
            folded = "".join(map(bare, unicodedata.normalize("NFKD", character.casefold())))
            if folded not in (character, " "):
                found[character] = folded
    return found


def alone(texts: Iterable[str]) -> str:
    """Return the characters of folded texts that are words by themselves, for brackets."""
    seen: set[str] = set()
    for text in texts:
        if not text.isascii():
            seen.update(text)
    return in_brackets({ord(each) for each in seen if spaced(each) != each})


def in_brackets(codes: Iterable[int]) -> str:
    r"""Return characters as ranges for the brackets of a pattern: \u{300}-\u{36f}."""
    return "".join(
        rf"\u{{{first:x}}}-\u{{{last:x}}}" if last > first else rf"\u{{{first:x}}}"
        for first, last in _runs(sorted(codes))
    )


def _runs(codes: list[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for code in codes:
        if first is None or last is None or code != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = code
        last = code
    if first is not None and last is not None:
        yield first, last


def _codes() -> Iterator[int]:
    """Yield the code points beyond ASCII that may be compared as another, or as nothing."""
    begin = 0x80
    for block in _THEMSELVES:
        yield from range(begin, block.start)
        begin = block.stop
    yield from range(0xE0000, 0xE1000)
