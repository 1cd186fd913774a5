"""Text with its typography made even, and the way back to the text as it was read.

Even are: quotation marks and apostrophes, dashes and hyphens with the blanks around them, blanks
and line breaks, and the forms of Unicode (NFKC). What only steers the setting is left out: soft
hyphens, joiners, direction marks, variation selectors.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Container, Iterator
from functools import lru_cache

from .quotations import MARKS

_SETTING = r"\xad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
DASHES = r"\-\u058a\u05be\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_SIGNS = rf"{MARKS}′″ʼ´"
_TOKEN = re.compile(
    rf"(?P<dash>[\s{_SETTING}]*[{DASHES}][\s{_SETTING}{DASHES}]*)"
    rf"|(?P<mark>''|``|[{_SIGNS}])"
    rf"|(?P<blank>(?! [^\s{_SETTING}])[\s{_SETTING}]+)"
    rf"|(?P<other>[!-~]?[^\x00-\x7f\s{_SETTING}{DASHES}{_SIGNS}]+)"
)
# Code points that compose with one another: no language has as many (Unicode's stream-safe text,
# UAX 15, has 30 marks at the most).
_LONGEST = 32
_KINDS = {
    "quotation marks": re.compile(rf"''|``|[{_SIGNS}]"),
    "dashes": re.compile(rf"[{DASHES}]+"),
    "spaces": re.compile(r"\s+"),
}


class Even:
    """A text with even typography; `place` leads back."""

    def __init__(self, content: str, skipped: Container[int] = ()) -> None:
        """Make even a text, without the marks that stand where `skipped` says."""
        self._at: list[int] = []  # where a piece begins here,
        self._start: list[int] = []  # where there,
        self._end: list[int] = []  # and where it ends there; 0: letter by letter
        self._length = 0
        pieces: list[str] = []
        for text, start, end in _pieces(content, skipped):
            even = "" if text == " " and pieces and pieces[-1].endswith(" ") else text
            if even:
                pieces.append(even)
                self._note(even, start, end, same=even == content[start:end])
        self.text = "".join(pieces)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch, which is not empty, stands in the text as it was read."""
        first = bisect_right(self._at, start) - 1
        last = bisect_right(self._at, end - 1) - 1
        begin = self._start[first]
        if not self._end[first]:
            begin += start - self._at[first]
        return begin, self._end[last] or self._start[last] + end - self._at[last]

    def before(self, place: int) -> int:
        """Return how much of this text stands before a place of the text as it was read."""
        number = bisect_right(self._start, place) - 1
        if number < 0:
            return 0
        offset = 0 if self._end[number] else place - self._start[number]
        following = self._at[number + 1] if number + 1 < len(self._at) else self._length
        return min(self._at[number] + offset, following)

    def _note(self, even: str, start: int, end: int, *, same: bool) -> None:
        whole = not same and not len(even) == end - start == 1
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
        self._length += len(even)


def _pieces(content: str, skipped: Container[int]) -> Iterator[tuple[str, int, int]]:
    """Yield the text piece by piece: made even, and where it stood."""
    done = 0
    for token in _TOKEN.finditer(content):
        start, end = token.span()
        if start > done:
            yield content[done:start], done, start
        done = end
        kind = token.lastgroup
        if kind == "other":
            yield from _composed(token[0], start)
        elif kind == "dash":
            between = start and end < len(content)
            joins = between and _is_letter(content[start - 1]) and _is_letter(content[end])
            yield "" if joins else "-", start, end
        elif kind == "mark":
            yield "" if start in skipped else "'", start, end
        else:
            yield " " if any(map(str.isspace, token[0])) else "", start, end
    if done < len(content):
        yield content[done:], done, len(content)


def _is_letter(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character)[0] == "M"


def _composed(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield a run of letters in NFKC, each cluster that composes as a piece."""
    if unicodedata.is_normalized("NFKC", run):
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
    """Whether a letter composes with those before it."""
    return bool(unicodedata.combining(letter)) or _nfkc(cluster + letter) != _nfkc(cluster) + _nfkc(
        letter
    )


@lru_cache(maxsize=1 << 14)
def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def differences(stated: str, found: str) -> list[str]:
    """Return in what two texts differ that are the same but for typography."""
    kinds = [name for name, kind in _KINDS.items() if kind.findall(stated) != kind.findall(found)]
    one, other = _bare(stated), _bare(found)
    if _nfkc(one) != _nfkc(other):
        kinds.append("the case of the first letter")
    elif one != other:
        kinds.append("Unicode forms")
    return kinds if kinds or stated == found else ["characters that are not seen"]


def _bare(text: str) -> str:
    """Return a text without what the kinds above are about."""
    return re.sub(rf"[\s{_SETTING}{DASHES}{_SIGNS}]", "", text)
