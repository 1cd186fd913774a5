"""The numbers in a text as values, however they are written: 35, thirty-five, 1,500, 5.2bn.

    figures("about 35 governments")  is  {35.0}
    figures("5.2 million people")    is  {5200000.0}

Years and days of a month are numbers like others. `one` is none: it mostly stands for "a".
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from ...words.thousands import BLANKS, POINTS, SURE, joined
from ...words.wordings import words

_UNITS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_TEENS = "sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
# Numbers up to twelve are mostly written as words; in English those up to ninety-nine are.
_OTHERS = (
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять",
    "дві трьох чотирьох п'яти шести семи восьми дев'яти десяти одинадцяти дванадцяти",
)
_SCALES: Mapping[float, str] = {
    1e2: "hundred hundert сто",
    1e3: "thousand k tausend тис тисяч тисяча тисячі",
    1e6: "million millions mn mln m mio millionen мільйон мільйони мільйонів млн",
    1e9: "billion billions bn mrd milliarde milliarden мільярд мільярди мільярдів млрд",
    1e12: "trillion trillions tn billionen трильйон трильйонів трлн",
}
_DIGITS = re.compile(r"(\d+(?:[.,]\d+)*)(\D*)")
_SIGNIFICANT = 2  # digits that a rounded number has, at least


def _named() -> dict[str, float]:
    lists = (f"{_UNITS} {_TEENS}", *_OTHERS)
    found = {word: float(n) for each in lists for n, word in enumerate(each.split(), 2)}
    return found | {word: float(n * 10) for n, word in enumerate(_TENS.split(), 2)}


_NAMED = _named()
_SCALE = {word: scale for scale, named in _SCALES.items() for word in named.split()}


def figures(text: str, *, points: bool = False) -> frozenset[float]:
    """Return the numbers of a text as values; `points` may part the thousands of its language."""
    return frozenset(_values(words(joined(text, SURE + BLANKS + (POINTS if points else "")))))


def is_figure(word: str) -> bool:
    """Whether a word, in the form in which words are compared, is a number or the scale of one."""
    return word[:1].isdigit() or _of(word) is not None or word in _SCALE


def conflicting(figures: Iterable[float], others: Iterable[float]) -> bool:
    """Whether each of two texts has a number that the other has not, rounded neither.

    34,800 is rounded to 35,000: the fewer digits are at least two.
    """
    here, there = set(figures), set(others)
    return any(not _has(there, one) for one in here) and any(not _has(here, one) for one in there)


def _has(numbers: Iterable[float], one: float) -> bool:
    return any(one == other or rounded(one, other) for other in numbers)


def rounded(one: float, other: float) -> bool:
    """Whether one of two numbers is the other one with fewer digits."""
    exact, round_one = sorted((one, other), key=_digits, reverse=True)
    digits = _digits(round_one)
    enough = _SIGNIFICANT <= digits < _digits(exact)
    return enough and float(f"{exact:.{digits}g}") == round_one


@lru_cache(maxsize=1 << 12)
def _digits(number: float) -> int:
    """Return how many digits of a number are significant."""
    mantissa, _, _ = f"{number:.12e}".partition("e")
    return len(mantissa.replace(".", "").rstrip("0"))


def _values(found: list[str]) -> Iterable[float]:
    scaled = 0.0  # of the number before, if it is one and had no scale yet
    for word, following in pairwise([*found, ""]):
        value = _of(word)
        if value is None:
            continue
        scaled = _SCALE.get(following, 1.0)
        yield value * scaled


def _of(word: str) -> float | None:
    """Return the value of one word; None if it is no number."""
    if word in _NAMED:
        return _NAMED[word]
    tens, hyphen, unit = word.partition("-")
    if hyphen and tens in _NAMED and unit in (*_NAMED, "one"):
        return _NAMED[tens] + _NAMED.get(unit, 1.0)
    digits = _DIGITS.fullmatch(word)
    if digits is None:
        return None
    whole, _, part = digits[1].replace(",", ".").partition(".")
    value = float(f"{whole}.{part.replace('.', '') or 0}")
    return value * _SCALE.get(digits[2], 1.0)
