"""Two wordings side by side: how alike they are, and which words were struck and added."""

import re
import unicodedata
from collections.abc import Hashable, Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from . import APOSTROPHES, IGNORABLE, UNSPACED

# Characters between words: blanks, and the punctuation of all scripts. Marks that combine with a
# letter belong to the word, though Python's \w leaves them out.
_BETWEEN = (
    r"\s!-/:-@\[-`{-~\xa1-\xa9\xab\xac\xae-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u055a-\u055f\u0589\u05be\u05c0"
    r"\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u1362-\u1368\u2000-\u200b"
    r"\u2010-\u205e\u2212\u3000-\u3004\u3008-\u3020\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40"
    r"\uff5b-\uff65"
)
_LETTERS = rf"[^{_BETWEEN}{UNSPACED[1:-1]}]+"
# A word keeps the apostrophes and hyphens within it, a number its points: isn't, trade-off, 1,500.
# A soft hyphen at the end of a line does not end a word.
_JOINT = rf"['{APOSTROPHES}‐‑-]|(?<=\xad)[ \t]*[\r\n]\s*|(?<=\d)[.,٫٬](?=\d)"
_WORD = rf"{UNSPACED}|{_LETTERS}(?:(?:{_JOINT}){_LETTERS})*"
# All apostrophes are one sign, and all hyphens. Invisible characters, such as a soft hyphen, are no
# part of a word.
_ONE_SIGN = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), "‐": "-", "‑": "-"})
_SETTING = re.compile(f"[{IGNORABLE}]")

# Forms of digits that make another number with the digits beside them: 10⁶ is not 106.
_FORMS = r"\xb2\xb3\xb9\xbc-\xbe\u2070-\u209c\u2150-\u215e\u2189\u2460-\u249b\u2776-\u2793"
_SHORT = 4  # letters of a word, at least, in which a slip can be told
_LONGEST = 20_000  # characters that are compared as written: the time is the square of the words


class Fate(Enum):
    """What became of words from one wording to the other."""

    KEPT = "kept"
    STRUCK = "struck"
    ADDED = "added"


class Piece(NamedTuple):
    """Words with one fate, as they are written, with the characters between them."""

    fate: Fate
    text: str


def words(text: str) -> list[str]:
    """Return the words of a text, each in the `form` in which words are compared.

    In scripts without blanks between words each character is a word.
    """
    return [word for written in re.findall(_WORD, text) if (word := form(written))]


def similarity(before: str, after: str) -> int:
    """Return how alike two wordings are, 0 to 100.

    It is the normalised indel similarity of their words: the share of words that are neither
    struck nor added when one becomes the other.
    """
    return sequence_similarity(words(before), words(after))


class Match(NamedTuple):
    """A run of words that two sequences share: where it begins in each, and its length."""

    before: int
    after: int
    size: int


def matches(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Match]:
    """Return the runs that stay when one sequence becomes the other by the fewest changes."""
    return [
        Match(step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(before, after)
        if step.tag == "equal"
    ]


def matches_from_end(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Match]:
    """Return the runs that stay, as `matches` does, but the last of several possible ones."""
    return [
        Match(len(before) - start - size, len(after) - other - size, size)
        for start, other, size in reversed(matches(before[::-1], after[::-1]))
    ]


def sequence_similarity(
    before: Sequence[Hashable], after: Sequence[Hashable], least: int = 0
) -> int:
    """Return how alike two texts are by letters, or two lists by words, 0 to 100.

    Return 0 if it is less than `least`: that takes less time.
    """
    alike = Indel.normalized_similarity(before, after, score_cutoff=max(least - 1, 0) / 100)
    return percent if alike and (percent := _percent(alike)) >= least else 0


def nearest_words(word: str, known: Sequence[str], least: int, most: int) -> list[str]:
    """Return up to `most` known words with at least this similarity, 0 to 100, with a word."""
    similar = process.extract(
        word, known, scorer=Indel.normalized_similarity, score_cutoff=least / 100, limit=most
    )
    return [near for near, _, _ in similar]


def mistyped(word: str, known: Sequence[str]) -> list[str]:
    """Return the known words from which a word differs in one slip of the fingers.

    That is a letter too many, too few, another one, or two in the wrong order. Known words of
    eight letters and more may have two. Those of less than four are too short to tell.
    """
    counts = {each: OSA.distance(word, each) for each in known}
    least = min(counts.values(), default=0)
    return [each for each, count in counts.items() if count == least <= min(len(each) // _SHORT, 2)]


def _percent(alike: float) -> int:
    # Only texts that are the same have 100, and only texts without a common word have 0.
    return min(max(round(alike * 100), int(alike > 0)), 100 if alike == 1 else 99)


def changes(before: str, after: str) -> list[Piece]:
    """Return the pieces of both wordings in order, struck pieces before added ones.

    The kept and the added pieces, joined, are `after` except for blanks. A kept piece is written
    as in `after`.
    """
    old, new = placed_words(before), placed_words(after)
    pieces: list[Piece] = []
    added: list[Piece] = []
    for step in Indel.opcodes([word.word for word in old], [word.word for word in new]):
        if step.tag == "delete":
            there = _between(before, old, step.src_start, step.src_end)
            pieces.append(Piece(Fate.STRUCK, there))
            continue
        here = _between(after, new, step.dest_start, step.dest_end)
        if step.tag == "insert":
            added.append(Piece(Fate.ADDED, here))
        else:
            pieces += [*added, Piece(Fate.KEPT, here)]
            added = []
    return pieces + added


def changes_as_written(before: str, after: str) -> Iterator[Piece]:
    """Yield the pieces of both texts in order, word by word as they are written.

    Other capitals or marks make another word, other blanks do not. A text that is too long for
    this is struck and added whole.
    """
    old, new = _written(before), _written(after)
    old_done, new_done = 0, 0
    kept = matches([word[0] for word in old], [word[0] for word in new])
    for run in (*kept, Match(len(old), len(new), 0)):
        yield from _piece(Fate.STRUCK, before, old[old_done : run.before])
        yield from _piece(Fate.ADDED, after, new[new_done : run.after])
        old_done, new_done = run.before + run.size, run.after + run.size
        yield from _piece(Fate.KEPT, after, new[run.after : new_done])


def _written(text: str) -> Sequence[re.Match[str]]:
    """Return the words of a text with all marks, or its characters in scripts without blanks."""
    longest = len(text) > _LONGEST
    return list(re.finditer(r"(?s).+" if longest else rf"{UNSPACED}|(?:(?!{UNSPACED})\S)+", text))


def _piece(fate: Fate, text: str, words: Sequence[re.Match[str]]) -> Iterator[Piece]:
    if words:
        yield Piece(fate, text[words[0].start() : words[-1].end()])


class Word(NamedTuple):
    """A word in the form in which words are compared, and its place in a text in code points."""

    word: str
    start: int
    end: int


def placed_words(text: str) -> list[Word]:
    """Return the words of a text, each with its place."""
    found = re.finditer(_WORD, text)
    return [Word(word, *written.span()) for written in found if (word := form(written[0]))]


@lru_cache(maxsize=1 << 16)  # words recur
def form(word: str) -> str:
    """Return a word in the form in which words are compared: case-folded, NFKC, with one sign.

    It is empty if nothing is left.
    """
    if word.isascii():
        return word.lower().replace("`", "'")
    word = "".join(_SETTING.sub("", word.casefold()).translate(_ONE_SIGN).split())
    if re.search(rf"\d[{_FORMS}]|[{_FORMS}]\d", word):
        return unicodedata.normalize("NFC", word)
    word = unicodedata.normalize("NFKC", word)
    return re.sub(r"\d", lambda digit: str(int(digit[0])), word)


def _between(text: str, spans: Sequence[Word], first: int, end: int) -> str:
    """Return the text of words from `first` up to `end`, with the punctuation around them."""
    start = spans[first].start if first else 0
    return text[start : spans[end].start if end < len(spans) else len(text)].strip()
