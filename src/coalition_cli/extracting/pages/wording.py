"""What a text is by its words alone: a byline, a date, a caption, or what a page says of itself."""

import re
from collections import defaultdict
from typing import NamedTuple

from ...words.months import MONTHS, WEEKDAYS
from .phrases import ALONE, OPENINGS

_LONGEST = 240  # characters: what is longer speaks of something
_LONGEST_DATE = 80
_ENDING = re.compile(r"[.!?…。！？।][\"'”’“»«)\]]*$")
_CAPITAL = r"[A-ZÀ-ÞА-ЯІЇЄҐŁŚŻČŠŽ][\w.’'-]*"
_PARTICLES = r"(?:and|und|et|та|і|de|van|von|der|bin|al)"
_BYLINE = re.compile(
    r"[–—-]{0,2}\s*(?:by|BY|By|Von|von|VON|Par|Por|Av)\s+"
    rf"{_CAPITAL}(?:[\s,&/|]+(?:{_PARTICLES}\s+)*{_CAPITAL}){{0,9}}(?:\s*[|,·•–—-].{{0,80}})?$"
)
_AGENCIES = (
    r"(?:getty(?:\s+images)?|reuters|afp|ap|ap\s+photo|(?:the\s+)?associated\s+press|epa|dpa|pa"
    r"|shutterstock|unian|ukrinform|imago)"
)
_CREDIT = re.compile(
    r"\((?:[\w\s-]{0,20}\s)?(?:photo|foto|фото|image|picture|bild|archive?|file)\b[^()]{0,80}\)\W*$"
    rf"|[(/|,–—-]\s*{_AGENCIES}(?:\s*[/-][\w\s/.-]{{0,30}})?\)?\W*$",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"(?:copyright\W{0,3}(?:©|\(c\)|\d{4})|\(c\)\s?\d{4}|.{0,120}\ball rights reserved\b)",
    re.IGNORECASE,
)
# Words beside months and days in a line that says nothing but when.
_OF_DATES = frozenset(
    [
        "am",
        "pm",
        "a",
        "p",
        "m",
        "at",
        "on",
        "um",
        "uhr",
        "utc",
        "gmt",
        "est",
        "edt",
        "et",
        "bst",
        "cet",
        "eet",
        "st",
        "nd",
        "rd",
        "th",
        "о",
        "об",
        "року",
        "р",
        "г",
        "ago",
        "hours",
        "hour",
        "minutes",
        "minute",
        "min",
        "mins",
        "days",
        "day",
        "h",
        "le",
        "à",
        "de",
        "del",
        "the",
        "read",
        "den",
        "der",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


class _Opening(NamedTuple):
    """How a text begins that is no part of an article."""

    words: str
    why: str
    of_all: bool  # whether it decides about whole sentences too


def _by_first_word() -> dict[str, list[_Opening]]:
    """Return the openings by their first words."""
    found = defaultdict(list)
    for why, phrases in OPENINGS.items():
        for phrase in phrases.split(";"):
            words = " ".join(phrase.split())
            opening = _Opening(words.rstrip("?"), why, not words.endswith("?"))
            found[_first_word(opening.words)].append(opening)
    return found


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].rstrip(":") if text else ""


_BY_FIRST_WORD = _by_first_word()
_ALONE_WORDS = {why: frozenset(words.split()) for why, words in ALONE.items()}


def said_in(text: str, *, leads: bool) -> str:
    """Return what a text is by its words if it is no part of an article; else nothing.

    `leads` says whether it leads elsewhere: some of it is a link.
    """
    if len(text) > _LONGEST:
        return ""
    small = text.replace("’", "'").casefold().lstrip('-–—•*►▶>|[("“ ')
    is_sentence = not leads and ends_sentence(text)
    for opening in _BY_FIRST_WORD.get(_first_word(small), ()):
        words = opening.words
        follows = small[len(words) : len(words) + 1]
        begins = small.startswith(words) and not (follows.isalnum() and words[-1].isalnum())
        if begins and (opening.of_all or not is_sentence):
            return opening.why
    return _alone(small) or _of_form(text, is_sentence=is_sentence)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _ENDING.search(text) is not None


def is_byline(text: str) -> bool:
    """Whether a text says by whom it is."""
    return _BYLINE.match(text) is not None


def _alone(small: str) -> str:
    words = [word.strip(".,:;|/()+•·") for word in small.split()]
    words = [word for word in words if word and not word.isdecimal()]
    if not words:
        return "no words"
    if len(words) > 12:
        return ""
    return next((why for why, known in _ALONE_WORDS.items() if known.issuperset(words)), "")


def _of_form(text: str, *, is_sentence: bool) -> str:
    """Return what a text is by its form: who wrote it, when, or whose picture it is."""
    if is_date(text):
        return "date line"
    if _LEGAL.match(text):
        return "legal notice"
    if is_sentence:
        return ""
    if _BYLINE.match(text):
        return "byline"
    return "caption" if _CREDIT.search(text[-120:]) else ""


def is_date(text: str) -> bool:
    """Whether a text says a time or a day, and nothing else."""
    if len(text) >= _LONGEST_DATE:
        return False
    words = (word.casefold() for word in _WORD.findall(text))
    return all(word in MONTHS or word in WEEKDAYS or word in _OF_DATES for word in words) and any(
        sign.isdecimal() for sign in text
    )
