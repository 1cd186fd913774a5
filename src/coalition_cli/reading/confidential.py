"""Confidential names in other text: whether a text has one, and the text without it.

A name is found as whole words, folded as search folds them: `Doe` in `DOE's` and not in `does`.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from ..model import FILE_SECTIONS, SECTIONS
from ..model.vocabularies import WITHHELD
from ..words import BETWEEN, UNSPACED, search_phrases, search_text
from ..words.escapes import readings
from ..words.unnamed import UNNAMED_SPEAKER

# The message of a problem about a text with a name, and its remedy.
HOLDS = "holds a name that must be withheld"
REMEDY = "write it without the name; 'coalition help unnamed' says what to do"
# Letters of a name that is searched for. Shorter ones, such as an initial, stand everywhere.
SHORTEST = 3
# A number is a word of its own, before and after a word: `doe` in `jane-doe2`.
_WORD = re.compile(rf"[^\W\d_]{{3,}}(?=\d)|\d+(?=[^\W\d_]{{3}})|[^\W_]+|{BETWEEN.strip()}")
_PART = re.compile(r"[^\s._-]+")  # of a name, or of an id that is one
_TOGETHER = 6  # letters of a name that is looked for as one word too: janedoe, and not also
_MOST_PARTS = 6  # of a name that is looked for in another order; what is longer describes somebody
_QUOTED = re.compile(r"(?<!\w)'(.*?)'(?!\w)", re.DOTALL)
# Words of the format itself. They stand in every file and in messages: a message without them
# would give the name away.
_OURS = frozenset(
    {
        *("true", "false", "null", UNNAMED_SPEAKER),
        *SECTIONS,
        *FILE_SECTIONS,
        *(field.name for section in SECTIONS.values() for field in section.fields),
        *(
            word
            for section in SECTIONS.values()
            for field in section.fields
            for word in field.words
        ),
    }
)

Phrase = tuple[str, ...]  # the words of a name, folded


class Names:
    """Names that no text may give away."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = names = [*names]
        self.longest = max(map(len, names), default=0)  # characters, as they are written
        self._marked = {name.strip() for name in names if "'" in name}
        self._all = {phrase for name in names for phrase in phrases_of(name)}
        told = (phrase for name in names for each in spellings(name) for phrase in phrases_of(each))
        self._telling = set(filter(is_telling, told))
        self._phrases = _Phrases(self._telling)

    def __bool__(self) -> bool:
        return bool(self._phrases)

    def are_in(self, text: str) -> bool:
        """Whether a text has one of the names, as it is written or where it has escapes."""
        return bool(self._phrases) and any(map(self._are_written, readings(text)))

    def _are_written(self, text: str) -> bool:
        return any(self._phrases.begun(_words(search_text(text))))

    def phrases_in(self, text: str) -> set[Phrase]:
        """Return the phrases of names that a text has, also those that begin a longer one."""
        words = _words(search_text(text))
        return {
            phrase
            for at, most in enumerate(self._phrases.begun(words))
            for length in range(1, most + 1)
            if (phrase := tuple(words[at : at + length])) in self._telling
        }

    def end_in(self, name: str) -> bool:
        """Whether one of the names ends with all words of another: Ana Ruiz ends in Ruiz."""
        last = phrases_of(name)
        return any(own[-len(each) :] == each for own in self._all for each in last if each)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the begin and the end (as in a slice) of each name in a text, in its order."""
        if not self.are_in(text):
            return
        words = list(_placed_words(text))
        begun = self._phrases.begun([word for word, _, _ in words])
        at = 0
        while at < len(words):
            if begun[at]:
                yield words[at][1], words[at + begun[at] - 1][2]
            at += begun[at] or 1

    def without(self, text: str, instead: str = WITHHELD) -> str:
        """Return a text with another word for each of the names."""
        parts, at = [], 0
        for begin, end in self.spans(text):
            parts += [text[at:begin], instead]
            at = end
        rest = "".join([*parts, text[at:]])
        # A word of only one reading, such as a number with blanks, has no place in the text. Nor
        # has one with escapes, such as Ji%C5%99%C3%AD.
        return instead if self.are_in(rest) else rest

    def out_of_quotes(self, message: str) -> str:
        """Return a message of ours without the names in its quotations from data.

        Its own words stay, also those that a name is made of: if they were missing, that would
        give the name away.
        """

        def quoted(quotation: re.Match[str]) -> str:
            if quotation[1] in _OURS:
                return quotation[0]
            whole = any(phrase in self._all for phrase in phrases_of(quotation[1]))
            return f"'{WITHHELD if whole else self.without(quotation[1])}'"

        for name in self._marked_in(message):  # their own marks hide where a quotation ends
            message = message.replace(f"'{name}'", f"'{WITHHELD}'")
        return _QUOTED.sub(quoted, message)

    def _marked_in(self, message: str) -> Iterable[str]:
        """Return the names with a quotation mark that the message quotes, the longest first."""
        marks = [mark.start() for mark in re.finditer("'", message)] if self._marked else []
        between = {message[begin + 1 : end] for begin, end in combinations(marks, 2)}
        return sorted(between & self._marked, key=len, reverse=True)


class _Phrases:
    """Phrases that are found among words in one pass, however many and long they are.

    This is the automaton of Aho and Corasick (1975), over words. It goes from the last word to
    the first, so it finds for each word the longest phrase that begins there.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        # A state, by its number, is a run of words that has been passed. By the word before the
        # run: the next state. And the number of words in the longest phrase that begins the run.
        self._before: list[dict[str, int]] = [{}]
        self._begun = [0]
        for phrase in phrases:
            here = 0
            for word in reversed(phrase):
                here = self._before[here].setdefault(word, len(self._before))
                if here == len(self._before):
                    self._before.append({})
                    self._begun.append(0)
            self._begun[here] = len(phrase)
        self._less = self._lessened()

    def __bool__(self) -> bool:
        return len(self._before) > 1

    def _lessened(self) -> list[int]:
        """Return for each state the one of the longest shorter run that has been passed too."""
        less = [0] * len(self._before)
        ahead = deque([0])
        while ahead:
            here = ahead.popleft()
            for word, there in self._before[here].items():
                less[there] = self._next(less[here], word, less) if here else 0
                self._begun[there] = self._begun[there] or self._begun[less[there]]
                ahead.append(there)
        return less

    def _next(self, here: int, word: str, less: Sequence[int]) -> int:
        while here and word not in self._before[here]:
            here = less[here]
        return self._before[here].get(word, 0)

    def begun(self, words: Sequence[str]) -> list[int]:
        """Return for each word the length, in words, of the longest phrase that begins there."""
        lengths = [0] * len(words)
        here = 0
        for at in range(len(words) - 1, -1, -1):
            here = self._next(here, words[at], self._less)
            lengths[at] = self._begun[here]
        return lengths


def spellings(name: str) -> Iterator[str]:
    """Yield how a name may be written: Jane Doe, Doe Jane, janedoe; an address without `https://`.

    A name may be parted anywhere: van Doe, Jane.
    """
    if "://" in name:
        yield name.partition("://")[2]
        return
    yield name
    parts = _PART.findall(name)
    for at in range(1, len(parts)) if len(parts) <= _MOST_PARTS else ():
        yield " ".join([*parts[at:], *parts[:at]])
    for words in phrases_of(name):
        if len(words) > 1 and len(together := "".join(words)) >= _TOGETHER:
            yield together


def phrases_of(name: str) -> list[Phrase]:
    """Return the words of a name, folded, in each of its readings."""
    return [tuple(_words(phrase)) for phrase in search_phrases(name)]


def is_telling(name: Phrase) -> bool:
    """Whether the words of a name are likely to be that name wherever they stand."""
    return len(" ".join(name)) >= SHORTEST and name not in _OUR_WORDS


def _words(folded: str) -> list[str]:
    """Return the words of a folded text, and the marks between its readings."""
    return _WORD.findall(folded.lower())


def _placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a text, folded, each with its begin and its end.

    A fraction, and the like, folds to several words: each has the place of the whole.
    """
    begin, alone = None, False  # of the word that goes on; whether it has only one character
    for at, character in enumerate([*text, " "]):
        unspaced = not character.isascii() and re.match(UNSPACED, character) is not None
        letter = unspaced or _is_letter(character)
        if begin is not None and not _is_mark(character):
            if letter and not unspaced and not alone:
                continue
            for word in _words(search_text(text[begin:at]).partition(BETWEEN)[0]):
                yield word, begin, at
            begin = None
        if begin is None and letter:
            begin, alone = at, unspaced


def _is_letter(character: str) -> bool:
    """Whether a character folds to a letter or a digit, as ™ does too."""
    if character.isascii():
        return character.isalnum()
    return any(map(str.isalnum, unicodedata.normalize("NFKD", character)))


def _is_mark(character: str) -> bool:
    """Whether a character belongs to the one before: an accent, or a character without width."""
    if character.isascii() or re.match(UNSPACED, character):
        return False
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")


_OUR_WORDS = frozenset(tuple(_words(word)) for word in _OURS)
