"""Confidential names in other text: whether a text has one, and the text without it.

A name is found as whole words, folded as search folds them: `Doe` in `DOE's` and not in `does`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from .folding import BETWEEN, UNSPACED, asked, indexed
from .model import FILE_SECTIONS, SECTIONS
from .vocabularies import UNNAMED_SPEAKER, WITHHELD

# What problems say of a text with a name, and what mends it.
HOLDS = "holds a name that is to be withheld"
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
        self._marked = [name.strip() for name in names if "'" in name]
        phrases = (phrase for name in names for phrase in asked(name))
        self._all = {tuple(_words(phrase)) for phrase in phrases}
        self._names = sorted(filter(_is_telling, self._all), key=len, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._names)

    def are_in(self, text: str) -> bool:
        """Whether a text has one of the names."""
        words = f" {' '.join(_words(indexed(text)))} "
        return any(f" {' '.join(name)} " in words for name in self._names)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the names stand in a text, in its order: begin and end, as in a slice."""
        if not self.are_in(text):
            return
        words = list(_placed_words(text))
        at = 0
        while at < len(words):
            count = next((len(name) for name in self._names if _begins(words, at, name)), 0)
            if count:
                yield words[at][1], words[at + count - 1][2]
            at += count or 1

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
            whole = any(tuple(_words(one)) in self._all for one in asked(found[1]))
            return f"'{WITHHELD if whole else self.without(found[1])}'"

        for name in self._marked:  # of which it does not show where the quotation ends
            message = message.replace(f"'{name}'", f"'{WITHHELD}'")
        return _QUOTED.sub(quoted, message)


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
            for word in _words(indexed(text[begin:at]).partition(BETWEEN)[0]):
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


def _begins(words: list[tuple[str, int, int]], at: int, name: tuple[str, ...]) -> bool:
    return tuple(word for word, _, _ in words[at : at + len(name)]) == name


_OUR_WORDS = frozenset(tuple(_words(word)) for word in _OURS)
