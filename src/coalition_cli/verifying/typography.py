"""Text with normalised typography, and the way back to the text as it was read.

Normalised are: quotation marks and apostrophes, dashes and hyphens with the blanks around them,
blanks and line breaks, and the forms of Unicode (NFKC). A form that would make another number stays
as it is: 10⁶ is not 106. Left out are footnote marks, blanks in scripts without blanks between
words, and invisible characters: soft hyphens, joiners, direction marks, variation selectors.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Container, Iterator, Mapping
from functools import lru_cache

from ..words import IGNORABLE, UNSPACED
from .quotations import DOUBLED, MARKS

_SETTING = IGNORABLE
DASHES = r"\-\u058a\u05be\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_SIGNS = rf"{MARKS}′″ʼ´"
# A minus before a number. A dash there would have a blank after it.
_MINUS = rf"(?<![^\s(\[{_SIGNS}])[\-\u2010-\u2013\u2212\uff0d](?=[.,]?\d)"
_RAISED = r"\xb2\xb3\xb9\u2070-\u2079"
# Forms of digits in a circle, raised, lowered, with a point: not the digits of other scripts.
_FORMS = (
    rf"{_RAISED}\u207a-\u207c\u2080-\u208c\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3251-\u325f"
    r"\u32b1-\u32bf\u3358-\u3370\u32c0-\u32cb\u33e0-\u33fe\U0001f100-\U0001f10c"
)
_FRACTIONS = r"\xbc-\xbe\u2150-\u215e\u2189"
# A footnote mark stands close to a word or a year: word[12], word¹, 1945¹, word*. Not so: m², 10⁶.
_NOTE = (
    r"(?<=[^\s(\[])(?:\[(?:[1-9]\d{0,2}(?:\s?[,;–-]\s?[1-9]\d{0,2})*|(?:note|nb|fn|n)\.? ?\d{1,2}"
    r"|citation needed|clarification needed|better source needed|verification needed)\]"
    rf"(?:(?={UNSPACED})|(?!\w)))+"
    rf"|(?:(?<=[^\s\d(\[{_FORMS}])(?<!\b\w)(?<!\b\w\w)|(?<=\b1[5-9]\d\d)|(?<=\b20\d\d))"
    rf"[{_RAISED}]{{1,3}}(?:[,–-][{_RAISED}]{{1,3}})*(?:(?={UNSPACED})|(?![\w{_FORMS}]))"
    rf"|(?<=[\w.,;:!?)\]{MARKS}])(?:\*{{1,3}}|[†‡]{{1,2}})(?:(?={UNSPACED})|(?![\w*†‡]))"
)
NOTE = re.compile(_NOTE)
# Emphasis of Markdown stands around words: **so**, _so_. Not so: within a word, @_so, 2 * 3.
_EMPHASIS_OPENS = rf"(?<![^\s(\[{{{DASHES}{_SIGNS}])[*_]{{1,6}}(?=[^\W_]|[{_SIGNS}(\[¿¡])"
_EMPHASIS = rf"{_EMPHASIS_OPENS}|(?<=[\w.,;:!?…)\]{_SIGNS}])[*_]{{1,6}}(?![\w*])"
# A letter that an editor put in another case, of a script that has two.
CASED = r"[A-Za-z\xc0-\u058f\u10a0-\u10ff\u1c80-\u1cbf\u1e00-\u1fff\u2c00-\u2d2f\ua640-\ua7ff]"
CASE = re.compile(rf"\[({CASED})\](?=\w)")
_WIDE = rf"{UNSPACED[:-1]}\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
_TOKEN = re.compile(
    # Most letters begin none of these.
    r"(?=[^\w.,;:!?()/]|_|[^\x00-\x7f]|[!-~][^\x00-\x7f])(?:"
    rf"(?P<note>{_NOTE})|(?P<emphasis>{_EMPHASIS})|(?P<case>{CASE.pattern})"
    rf"|(?P<wide>(?<={_WIDE})[\s{_SETTING}]+|[\s{_SETTING}]+(?={_WIDE}))"
    rf"|(?P<broken>(?:[{_SETTING}]+|¬)[ \t]*[\r\n][\s{_SETTING}]*)"
    rf"|(?P<minus>{_MINUS})"
    rf"|(?P<dash>[\s{_SETTING}]*(?!{_MINUS})[{DASHES}](?:[\s{_SETTING}]|(?!{_MINUS})[{DASHES}])*)"
    rf"|(?P<mark>{DOUBLED}|[{_SIGNS}])"
    rf"|(?P<fraction>(?:(?<=\d)\s?)?[{_FRACTIONS}])"
    rf"|(?P<numeral>(?<=\d)[{_FORMS}]+|[{_FORMS}]+(?=\d)|[{_FORMS}]{{2,}})"
    rf"|(?P<blank>(?! [^\s{_SETTING}])[\s{_SETTING}]+)"
    rf"|(?P<other>[{_FORMS}]|[!-~]?[^\x00-\x7f\s{_SETTING}{DASHES}{_SIGNS}{_FORMS}{_FRACTIONS}¬†‡]+))"
)
_LONGEST = 32  # code points that compose: stream-safe text (Unicode UAX 15) has at most 30 marks
_KINDS = {
    "quotation marks": re.compile(rf"{DOUBLED}|[{_SIGNS}]"),
    "dashes": re.compile(rf"[{DASHES}]+"),
    "spaces": re.compile(r"\s+"),
}


class NormalisedText:
    """A text with normalised typography, `text`, and the way back to the original."""

    def __init__(self, content: str, skipped: Container[int] = ()) -> None:
        """Normalise a text, without the marks at the places that are `skipped`."""
        self._at: list[int] = []  # where each piece begins in `text`
        self._start: list[int] = []  # where it begins in the original
        self._end: list[int] = []  # where it ends in the original, or 0: letter by letter the same
        self._length = 0
        pieces: list[str] = []
        for piece, start, end in _pieces(content, skipped):
            if piece and not (piece == " " and pieces and pieces[-1].endswith(" ")):
                pieces.append(piece)
                self._note(piece, start, end, same=piece == content[start:end])
        self.text = "".join(pieces)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of `text`, not an empty one, begins and ends in the original."""
        first = bisect_right(self._at, start) - 1
        last = bisect_right(self._at, end - 1) - 1
        begin = self._start[first]
        if not self._end[first]:
            begin += start - self._at[first]
        return begin, self._end[last] or self._start[last] + end - self._at[last]

    def before(self, place: int) -> int:
        """Return how many code points of `text` stand before a place of the original."""
        number = bisect_right(self._start, place) - 1
        if number < 0:
            return 0
        offset = 0 if self._end[number] else place - self._start[number]
        return min(self._at[number] + offset, self._length_to(number))

    def divides(self, place: int) -> bool:
        """Return whether a place of `text` divides one character of the original: 1/2 is ½."""
        number = bisect_right(self._at, place) - 1
        return (
            number >= 0
            and self._end[number] > 0
            and self._at[number] < place < self._length_to(number)
        )

    def _length_to(self, number: int) -> int:
        return self._at[number + 1] if number + 1 < len(self._at) else self._length

    def _note(self, piece: str, start: int, end: int, *, same: bool) -> None:
        whole = not same and not len(piece) == end - start == 1
        goes_on = (
            not whole
            and self._at
            and not self._end[-1]
            and self._start[-1] + self._length - self._at[-1] == start
        )
        if not goes_on:
            self._at.append(self._length)
            self._start.append(start)
            self._end.append(end if whole else 0)
        self._length += len(piece)


def _pieces(content: str, skipped: Container[int]) -> Iterator[tuple[str, int, int]]:
    """Yield each piece of a text: normalised, and where it begins and ends in the original."""
    done = 0
    for token in _TOKEN.finditer(content):
        start, end = token.span()
        if start > done:
            yield content[done:start], done, start
        done = end
        if token.lastgroup == "other":
            yield from _composed(token[0], start)
        elif token.lastgroup == "mark":
            yield "" if start in skipped else "'", start, end
        else:
            yield _NORMALISED[str(token.lastgroup)](token), start, end
    if done < len(content):
        yield content[done:], done, len(content)


def _dash(token: re.Match[str]) -> str:
    """Return a dash, or nothing between two letters. Emphasis marks may stand around them."""
    start, end, content = token.start(), token.end(), token.string
    while start and content[start - 1] in "*_":
        start -= 1
    while end < len(content) and content[end] in "*_":
        end += 1
    between = start and end < len(content)
    return "" if between and _is_letter(content[start - 1]) and _is_letter(content[end]) else "-"


def _fraction(token: re.Match[str]) -> str:
    """Return a fraction, with a blank between it and a number: 3½ is not 31/2."""
    after_number = token.start() and token.string[token.start() - 1].isdigit()
    return f"{' ' if after_number else ''}{_nfkc(token[0].strip())}"


# What each kind of token becomes, other than marks and letters.
_NORMALISED: Mapping[str, Callable[[re.Match[str]], str]] = {
    "note": lambda token: "",
    "emphasis": lambda token: "",
    "case": lambda token: token[0][1],
    "wide": lambda token: "",
    # At the end of a line a soft hyphen divides a word.
    "broken": lambda token: "" if "\xad" in token[0] or "¬" in token[0] else " ",
    "minus": lambda token: "−",
    "dash": _dash,
    "fraction": _fraction,
    "numeral": lambda token: token[0],
    "blank": lambda token: " " if any(map(str.isspace, token[0])) else "",
}


def _is_letter(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character)[0] == "M"


def _composed(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield a run of letters in NFKC: each cluster of letters that compose is one piece."""
    if unicodedata.is_normalized("NFKC", run) and not re.search(r"[\d⁄]", run):
        yield run, start, start + len(run)
        return
    begin = 0
    for end in range(1, len(run) + 1):
        short = end < len(run) and end - begin < _LONGEST
        if short and _belongs(run[begin:end], run[end]):
            continue
        yield _nfkc(run[begin:end]), start + begin, start + end
        begin = end


@lru_cache(maxsize=1 << 14)  # clusters recur
def _belongs(cluster: str, letter: str) -> bool:
    """Return whether a letter composes with those before it."""
    if unicodedata.combining(letter):
        return True
    return _nfkc(cluster + letter) != _nfkc(cluster) + _nfkc(letter)


@lru_cache(maxsize=1 << 14)
def _nfkc(text: str) -> str:
    """Return a text in NFKC, with ASCII digits for the digits of any script."""
    text = unicodedata.normalize("NFKC", text).replace("⁄", "/")
    return text if text.isascii() else re.sub(r"\d", lambda digit: str(int(digit[0])), text)


def typographic_differences(stated: str, found: str) -> list[str]:
    """Return the kinds of typography in which two texts differ that are otherwise the same."""
    kinds = []
    # A sign that only closes, as in word*, marks a note.
    if any(re.search(_EMPHASIS_OPENS, text) for text in (stated, found)):
        if re.findall(_EMPHASIS, stated) != re.findall(_EMPHASIS, found):
            kinds.append("emphasis marks")
        stated, found = re.sub(_EMPHASIS, "", stated), re.sub(_EMPHASIS, "", found)
    notes, found_notes = NOTE.findall(stated), NOTE.findall(found)
    if notes != found_notes:
        kinds.append(f"footnote marks: {' '.join(dict.fromkeys(notes + found_notes))}")
    plain, found_plain = NOTE.sub("", stated), NOTE.sub("", found)
    kinds += [
        name for name, kind in _KINDS.items() if kind.findall(plain) != kind.findall(found_plain)
    ]
    bare, found_bare = _bare(plain), _bare(found_plain)
    if _nfkc(bare) != _nfkc(found_bare):
        kinds.append("the case of the first letter")
    elif bare != found_bare:
        kinds.append("Unicode forms")
    elif not kinds and CASE.search(stated + found) and stated != found:
        kinds.append("brackets")
    return kinds if kinds or stated == found else ["invisible characters"]


def _bare(text: str) -> str:
    """Return a text without the signs of all kinds, and without blanks."""
    return re.sub(rf"[\s{_SETTING}{DASHES}{_SIGNS}¬]", "", CASE.sub(r"\1", text))
