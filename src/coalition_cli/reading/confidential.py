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
from ..words.unnamed import UNNAMED_SPEAKER

# What a problem says of a text with a name, and its remedy.
HOLDS = "holds a name that must be withheld"
REMEDY = "write it without the name; docs/protecting-sources.md says what to do"
# Letters of a name that is looked for: shorter ones, such as an initial, would be found everywhere.
SHORTEST = 3
_WORD = re.compile(rf"[^\W_]+|{BETWEEN.strip()}")
_QUOTED = re.compile(r"(?<!\w)'(.*?)'(?!\w)", re.DOTALL)
# Words of the format itself. They stand in every file and in messages: were they taken out there,
# that would tell the name.
_OURS = frozenset(
    {
        *("true", "false", "null", UNNAMED_SPEAKER),
        *SECTIONS,
        *FILE_SECTIONS,
        *(field.name for section in SECTIONS.values() for field in section.fields),
        *(word for one in SECTIONS.values() for field in one.fields for word in field.words),
    }
)


class Names:
    """Names that no text may give away."""

    def __init__(self, names: Iterable[str]) -> None:
        names = [*names]
        self.longest = max(map(len, names), default=0)  # characters, as they are written
        self._marked = {name.strip() for name in names if "'" in name}
        phrases = (phrase for name in names for phrase in search_phrases(name))
        self._all = {tuple(_words(phrase)) for phrase in phrases}
        self._phrases = _Phrases(filter(_is_telling, self._all))

    def __bool__(self) -> bool:
        return bool(self._phrases)

    def are_in(self, text: str) -> bool:
        """Whether a text has one of the names."""
        return bool(self._phrases) and any(self._phrases.begun(_words(search_text(text))))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the names stand in a text, in its order: begin and end, as in a slice."""
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
        # What is one word in one reading alone, such as a number with blanks, has no place there.
        return instead if self.are_in(rest) else rest

    def out_of_quotes(self, message: str) -> str:
        """Return a message of ours without the names in what it quotes from data.

        Its own words stay: were those taken out that a name is made of, they would tell it.
        """

        def quoted(found: re.Match[str]) -> str:
            if found[1] in _OURS:
                return found[0]
            whole = any(tuple(_words(one)) in self._all for one in search_phrases(found[1]))
            return f"'{WITHHELD if whole else self.without(found[1])}'"

        for name in self._marked_in(message):  # where it does not show where a quotation ends
            message = message.replace(f"'{name}'", f"'{WITHHELD}'")
        return _QUOTED.sub(quoted, message)

    def _marked_in(self, message: str) -> Iterable[str]:
        """Return the names with a mark of quotation that stand in such marks, the longest first."""
        marks = [found.start() for found in re.finditer("'", message)] if self._marked else []
        between = {message[one + 1 : other] for one, other in combinations(marks, 2)}
        return sorted(between & self._marked, key=len, reverse=True)


class _Phrases:
    """Phrases, to be found in words in one pass, however many there are and however long.

    That is the automaton of Aho and Corasick (1975), over words, from the last to the first:
    so it knows of each word the longest phrase that begins there.
    """

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        # By number, what has been passed: by the word before it, what has been passed then; and
        # how many words the longest phrase has that it begins with, if it does.
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
        """Return by number what else has been passed then, the longest of it."""
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
        """Return for each word how many the longest phrase has that begins there; 0 for none."""
        found = [0] * len(words)
        here = 0
        for at in range(len(words) - 1, -1, -1):
            here = self._next(here, words[at], self._less)
            found[at] = self._begun[here]
        return found


def _is_telling(name: tuple[str, ...]) -> bool:
    """Whether where the words of a name stand, they are likely to be that name."""
    return len(" ".join(name)) >= SHORTEST and name not in _OUR_WORDS


def _words(folded: str) -> list[str]:
    """Return the words of a text that was folded, and what stands between its readings."""
    return _WORD.findall(folded.lower())


def _placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a text, folded, each with where it begins and ends.

    Of what folds to several words, such as a fraction, each has the place of the whole.
    """
    begin, alone = None, False  # of the word that goes on, and whether it is one character
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
    """Whether a character folds to what words are made of: a letter, a digit, also in ™."""
    if character.isascii():
        return character.isalnum()
    return any(one.isalnum() for one in unicodedata.normalize("NFKD", character))


def _is_mark(character: str) -> bool:
    """Whether a character goes on with the one before: an accent, or what has no width."""
    if character.isascii() or re.match(UNSPACED, character):
        return False
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")


_OUR_WORDS = frozenset(tuple(_words(word)) for word in _OURS)
