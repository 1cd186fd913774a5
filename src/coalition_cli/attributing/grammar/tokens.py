"""The words and points of an article, its sentences, and the quotations as units of these.

    Mr. Ruiz said: “We will go. They won't.” Then he left.     two sentences; the quotation has two

A sentence of the article goes on over a quotation in it, with all points that the quotation has,
until a point outside, or until a quotation that ends with one before a capital letter.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from ...verifying import ArticleText
from ...verifying.paragraphs import Span
from ...verifying.quotations import DOUBLED, MARKS
from ..languages.language import Language


class Shape(Enum):
    """What a token looks like."""

    LOWER = "word"
    CAPITAL = "Word"  # WORD too
    NUMBER = "12.5"
    POSSESSIVE = "’s"
    POINT = ","  # a sign that is no mark
    MARK = "“"  # a mark around a quotation


class Token(NamedTuple):
    """A word, a number, a sign or a mark of an article."""

    text: str
    lower: str  # with straight apostrophes
    start: int  # in code points of the article, as is the end
    end: int
    shape: Shape
    quotation: int  # the number of the quotation that it stands in, marks included; or -1

    @property
    def ends(self) -> bool:
        """Whether it is a point that may end a sentence."""
        return self.shape is Shape.POINT and self.text[0] in ".!?…"

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number."""
        return self.shape in _WORDS


_WORDS = (Shape.LOWER, Shape.CAPITAL, Shape.NUMBER)  # compared by identity, which is fast
_APOSTROPHES = "'’"
_CLOSERS = frozenset(")]}")
_OPENERS = frozenset("([{'’‘")
_LONGEST = 150  # tokens of a sentence; what is longer is divided at a comma
_PAUSES = frozenset(",;:")
_AHEAD = 12  # tokens after a question in which a verb of saying shows that the sentence goes on
_SPLIT = (
    r"(?P<number>[$€£#]?\d+(?:[.,:/‐‑-]\d+)*(?:th|st|nd|rd|s|m|bn|k)?(?![^\W_]|[‐‑-][^\W_])%?)"
    r"|(?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?)"
    r"|(?P<word>[@#]?[^\W_](?:[\w&]|[-‐‑'’.@/](?=[^\W_])|‘(?=s\b))*)"
    rf"|(?P<mark>{DOUBLED}|[{re.escape(MARKS)}])"
    r"|(?P<dash>--+|[—–―])|(?P<dots>\.{2,}|[!?]{2,})|(?P<point>\S)"
)
_TOKEN = re.compile(_SPLIT)
_MARK = re.compile(rf"{DOUBLED}|[{re.escape(MARKS)}]")
_MARK_BEFORE = re.compile(rf"(?:{_MARK.pattern})\Z")
_POSSESSIVE = re.compile(r"['’‘][sS]$")
_STRAIGHT = str.maketrans("’‘ʼ", "'''")


class Tokens:
    """An article in tokens. Sentences and paragraphs are ranges of their numbers."""

    def __init__(self, text: ArticleText, language: Language) -> None:
        """Divide a text with what its language says of abbreviations."""
        self.text, self.content, self._language = text, text.content, language
        self.quotations = [_with_marks(text.content, span) for span in text.quotations.spans]
        self.all: list[Token] = []
        self.paragraphs: list[range] = []
        number = 0
        for paragraph in text.paragraphs:
            first = len(self.all)
            while number < len(self.quotations) and self.quotations[number].end <= paragraph.start:
                number += 1
            self._divide(paragraph, number)
            self.paragraphs.append(range(first, len(self.all)))
        self._starts = [token.start for token in self.all]
        self.begins: set[int] = set()  # tokens with which a sentence begins, in quotations too
        self.sentences = [each for words in self.paragraphs for each in self._sentences(words)]
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        self._paragraph_starts = [words.start for words in self.paragraphs]

    def __getitem__(self, number: int) -> Token:
        return self.all[number]

    def __len__(self) -> int:
        return len(self.all)

    def at(self, place: int) -> int:
        """Return the number of the first token that begins at a place or after it."""
        return bisect_left(self._starts, place)

    def within(self, span: Span) -> range:
        """Return the tokens that begin within a span."""
        return range(self.at(span.start), self.at(span.end))

    def span(self, numbers: range) -> Span:
        """Return the stretch of text of some tokens, at least one."""
        return Span(self.all[numbers.start].start, self.all[numbers.stop - 1].end)

    def sentence(self, number: int) -> int:
        """Return the number of the sentence in which a token stands, from 0."""
        return bisect_right(self._sentence_starts, number) - 1

    def paragraph(self, number: int) -> int:
        """Return the number of the paragraph in which a token stands, from 0."""
        return bisect_right(self._paragraph_starts, number) - 1

    def shown(self, numbers: range) -> str:
        """Return the text of some tokens, at least one, with single blanks."""
        return " ".join(self.content[slice(*self.span(numbers))].split())

    def words(self, numbers: range) -> list[str]:
        """Return the words of some tokens in small letters, without signs and marks."""
        found = self.all[numbers.start : numbers.stop]
        return [token.lower for token in found if token.is_word]

    def _divide(self, paragraph: Span, number: int) -> None:
        """Add the tokens of a paragraph, whose first quotation has a number."""
        quotations, past = self.quotations, len(self.quotations)
        for found in _TOKEN.finditer(self.content, *paragraph):
            start = found.start()
            while number < past and quotations[number].end <= start:
                number += 1
            inside = number < past and quotations[number].start <= start
            shape = _SHAPES.get(found.lastgroup)
            if shape is None:
                self._add_word(found[0], start, number if inside else -1)
            else:
                self._add_sign(found[0], start, shape, number if inside else -1)

    def _add_word(self, text: str, start: int, quotation: int) -> None:
        """Add a word: with its possessive ending it is two tokens."""
        owner = _POSSESSIVE.search(text) if text[-1] in "sS" else None
        word = text[: owner.start()] if owner else text
        first = word[0] if word[0] not in "@#" else word[1:2]
        if first.isdigit():  # die 41-Jährige
            first = next(filter(str.isalpha, word), "")
        shape = Shape.CAPITAL if first.isupper() else Shape.LOWER
        self.all.append(_token(word, start, shape, quotation))
        if owner:
            begin = start + owner.start()
            self.all.append(_token(owner[0], begin, Shape.POSSESSIVE, quotation))

    def _add_sign(self, text: str, start: int, shape: Shape, quotation: int) -> None:
        """Add a sign or a number; the point of an abbreviation goes to its word: Mr."""
        if text == "." and self._abbreviated(start):
            last = self.all.pop()
            self.all.append(_token(last.text + ".", last.start, last.shape, quotation))
        elif text in _APOSTROPHES and self._owner(start, quotation):
            self.all.append(_token(text, start, Shape.POSSESSIVE, quotation))
        else:
            self.all.append(_token(text, start, shape, quotation))

    def _owner(self, place: int, quotation: int) -> bool:
        """Return whether an apostrophe makes the word before it an owner: workers'."""
        if not self.all or self.all[-1].end != place or self.all[-1].lower[-1:] not in "sxz":
            return False
        return quotation == -1 or self.quotations[quotation].end > place + 1

    def _abbreviated(self, point: int) -> bool:
        """Return whether a point belongs to the word before it: Mr., J., a.m., Fla."""
        last = self.all[-1] if self.all else None
        if last is None or last.end != point or not last.is_word:
            return False
        word = last.lower.rpartition("-")[2]  # R-Fla.
        if word in self._language.abbreviations:
            # Small words that are words too, and end sentences: no, art, fig.
            sure = last.shape is Shape.CAPITAL or "." in last.text or word in _ALWAYS
            return sure or not self._language.is_full
        return len(last.text) == 1 and last.shape is Shape.CAPITAL and last.text != "I"

    def _sentences(self, paragraph: range) -> Iterator[range]:
        """Yield the sentences of a paragraph, and note where those in quotations begin."""
        first, number = paragraph.start, paragraph.start
        self.begins.add(first)
        length = 0  # of the sentence, in tokens outside quotations
        while number < paragraph.stop:
            token = self.all[number]
            number += 1
            length = (
                length + (token.quotation == -1 or self._closes_quotation(number - 1))
                if first < number - 1
                else 1
            )
            if length >= _LONGEST and self._may_divide(number, length):
                yield range(first, number)
                first, length = number, 0
                continue
            if not token.ends and not token.text.endswith("."):
                continue
            after = self._past_closers(number, paragraph.stop)
            if after >= paragraph.stop or not self._opens_sentence(token, after):
                continue
            self.begins.add(after)
            if self.all[after].quotation == token.quotation != -1:
                continue  # within a quotation
            if self._goes_on(first, number - 1, after, paragraph.stop):
                continue
            yield range(first, after)
            first = number = after
        if first < paragraph.stop:
            yield range(first, paragraph.stop)

    def _closes_quotation(self, number: int) -> bool:
        return (
            number + 1 >= len(self.all)
            or self.all[number + 1].quotation != self.all[number].quotation
        )

    def _may_divide(self, number: int, length: int) -> bool:
        """Return whether a sentence without an end is divided before a token."""
        within = self.all[number - 1].quotation
        if within != -1 and number < len(self.all) and self.all[number].quotation == within:
            return False
        return self.all[number - 1].text in _PAUSES or length >= 2 * _LONGEST

    def _past_closers(self, number: int, stop: int) -> int:
        """Return the next token after closing marks and brackets."""
        while number < stop and (
            self.all[number].text in _CLOSERS
            or (self.all[number].shape is Shape.MARK and self._closes(number))
        ):
            number += 1
        return number

    def _closes(self, number: int) -> bool:
        token = self.all[number]
        return token.start > 0 and not self.content[token.start - 1].isspace()

    def _opens_sentence(self, point: Token, after: int) -> bool:
        """Return whether a token may begin a sentence after a point."""
        token, last = self.all[after], len(self.all) - 1
        while after < last and (token.shape is Shape.MARK or token.text in _OPENERS):
            after += 1  # a mark within marks
            token = self.all[after]
        if point.ends:
            return token.shape is not Shape.LOWER and (token.is_word or token.text in '[(@#“"…$')
        return token.shape is Shape.CAPITAL and token.lower in self._language.starters

    def _goes_on(self, first: int, point: int, after: int, stop: int) -> bool:
        """Return whether a sentence goes on after its question or call: “Why?” Ana Ruiz asked."""
        quotation = self.all[point].quotation
        if quotation == -1 or self.all[point].text[0] not in "?!…-":
            return False
        if self.all[first].quotation != quotation or self.all[after].quotation != -1:
            return False
        for token in self.all[after : min(after + _AHEAD, stop)]:
            if token.ends or token.quotation != -1:
                return False
            if token.lower in self._language.forms:
                return True
        return False


_SHAPES: Mapping[str | None, Shape] = {  # of words it is seen at their first letter
    "number": Shape.NUMBER,
    "mark": Shape.MARK,
    "point": Shape.POINT,
    "dash": Shape.POINT,
    "dots": Shape.POINT,
}
_ALWAYS = frozenset({"vs", "etc", "approx"})


def _token(text: str, start: int, shape: Shape, quotation: int) -> Token:
    lower = text.lower() if text.isascii() else text.translate(_STRAIGHT).lower()
    return Token(text, lower, start, start + len(text), shape, quotation)


def _with_marks(content: str, span: Span) -> Span:
    """Return a quotation with its marks, where it has them."""
    start, end = span
    before = _MARK_BEFORE.search(content, max(0, start - 2), start)
    after = _MARK.match(content, end)
    return Span(before.start() if before else start, after.end() if after else end)
