"""A sentence in stretches: words, and quotations; a quotation may be interrupted within its marks.

„Es eilt“, sagte die Ministerin.               quotation, words
«Ми готові, — сказав мер. — Але не зараз».     quotation, words, quotation
"""

from collections.abc import Iterator
from typing import NamedTuple

from ..grammar.tokens import Shape, Token, Tokens
from .vocabulary import Vocabulary

_DASHES = frozenset({"—", "–", "―", "--"})
_HYPHEN = "-"
_LEADS_ON = ",.!?…"  # signs before words that interrupt a quotation
_ASIDE = 25  # words that do so, at most


class Stretch(NamedTuple):
    """Some tokens."""

    numbers: range
    quoted: bool


def stretches(tokens: Tokens, sentence: range, known: Vocabulary) -> Iterator[Stretch]:
    """Yield the stretches of a sentence in order."""
    first = sentence.start
    while first < sentence.stop:
        quotation = tokens[first].quotation
        past = first
        while past < sentence.stop and tokens[past].quotation == quotation:
            past += 1
        numbers = range(first, past)
        if quotation < 0:
            yield Stretch(numbers, quoted=False)
        else:
            yield from _pieces(tokens, numbers, known)
        first = past


def is_dash(tokens: Tokens, token: Token) -> bool:
    """Return whether a sign is a dash: a hyphen is one where a blank stands after it."""
    after = tokens.content[token.end : token.end + 1]
    return token.text in _DASHES or (token.text == _HYPHEN and after.isspace())


def _pieces(tokens: Tokens, numbers: range, known: Vocabulary) -> Iterator[Stretch]:
    """Yield a quotation, or its pieces with the words between them that say who speaks."""
    first = number = numbers.start
    while number < numbers.stop:
        if number > first and _interrupts(tokens, number, numbers.stop, known):
            comma = tokens[number - 1].text == ","
            past = _resumes(tokens, number + 1, numbers.stop)
            yield Stretch(range(first, number - comma), quoted=True)
            yield Stretch(range(number - comma, past), quoted=False)
            first = number = past
            if past < numbers.stop and tokens[past].shape is Shape.MARK:
                return
        number += 1
    if first < numbers.stop:
        yield Stretch(_without_comma(tokens, range(first, numbers.stop)), quoted=True)


def _without_comma(tokens: Tokens, numbers: range) -> range:
    """Return a quotation without a comma at its end, which is not in its marks."""
    past = numbers.stop
    while past > numbers.start + 1 and tokens[past - 1].text == ",":
        past -= 1
    return range(numbers.start, past)


def _interrupts(tokens: Tokens, number: int, stop: int, known: Vocabulary) -> bool:
    """Return whether a dash within a quotation leads to a verb of saying."""
    return (
        number + 1 < stop
        and is_dash(tokens, tokens[number])
        and tokens[number - 1].text[0] in _LEADS_ON
        and known.says(tokens[number + 1])
    )


def _resumes(tokens: Tokens, first: int, stop: int) -> int:
    """Return where a quotation goes on, or where its closing mark stands."""
    for number in range(first + 1, min(first + _ASIDE, stop)):
        if is_dash(tokens, tokens[number]) and tokens[number - 1].text in ",.":
            return number + 1
    return stop - (tokens[stop - 1].shape is Shape.MARK)
