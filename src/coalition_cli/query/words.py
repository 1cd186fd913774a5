"""Query words → terms: `red`, `"red lines"`, `source:politico`, `not:confidence:..40`."""

import re
from collections.abc import Iterator

from ..model import LARGEST, Field, Section, Type
from ..model.problems import UsageError, suggestion
from ..model.vocabularies import BANDS, CONFIDENCE_MAX
from ..words import parts_thousands
from ..words.values import is_date, whole_number
from .question import Range, Term, query_field

_NOT = "not:"
# `field:value`; not a time such as 12:30, an address such as https://example.org, or prose
_COMPARISON = r"(?s)([A-Za-z_]\w*):(?!//|\s)(.*)"
_ORDERED = (Type.NUMBER, Type.CONFIDENCE, Type.DATE)


def parse_word(section: Section, word: str) -> Term:
    """Return the term that a query word is; raise UsageError where it is none.

    A word in double quotes is searched for as it stands, colons and all.
    """
    negated = word.startswith(_NOT)
    rest = word.removeprefix(_NOT)
    if len(rest) > 2 and rest[0] == rest[-1] == '"':
        return Term(None, (rest[1:-1],), negated)
    found = re.fullmatch(_COMPARISON, rest)
    if found is None:
        if not rest:
            raise UsageError("'not:' needs a term after it" if negated else "a query word is empty")
        return Term(None, (rest,), negated)
    return parse_term(section, found[1], found[2], negated=negated)


def parse_term(section: Section, name: str, value: str, *, negated: bool = False) -> Term:
    """Return the term that compares a field; raise UsageError for what cannot be compared."""
    field = query_field(section, name)
    if not value:
        raise UsageError(f"'{name}:' needs a value after it")
    if field.type in _ORDERED:
        return Term(field, tuple(_range(field, part) for part in value.split(",")), negated)
    if field.type in (Type.WORD, Type.BOOLEAN):
        return Term(field, tuple(_word(field, part) for part in value.split(",")), negated)
    if field.type is Type.TEXT:
        return Term(field, tuple(_texts(value)), negated)
    return Term(field, (value,), negated)


def _texts(value: str) -> Iterator[str]:
    """Yield the texts of a comma list; the commas within `1,000` part none."""
    begin = 0
    for place in [place for place, one in enumerate(value) if one == ","]:
        if not parts_thousands(value, place):
            yield value[begin:place]
            begin = place + 1
    yield value[begin:]


def _word(field: Field, text: str) -> str:
    words = ("true", "false") if field.type is Type.BOOLEAN else field.words
    for word in words:
        if word.casefold() == text.casefold():
            return word
    raise _outside(field, text, words)


def _range(field: Field, text: str) -> Range:
    low, dots, high = text.partition("..")
    if not dots:
        return Range(_bound(field, text).low, _bound(field, text).high)
    if not low and not high:
        raise UsageError(f"'{field.name}:..' needs a value before or after the dots")
    least = _bound(field, low) if low else None
    most = _bound(field, high) if high else None
    if least and most and _is_greater(least.low, most.high):
        raise UsageError(f"the range {text} of {field.name} ends before it begins")
    return Range(least and least.low, most and most.high)


def _is_greater(low: int | str | None, high: int | str | None) -> bool:
    if isinstance(low, int) and isinstance(high, int):
        return low > high
    return isinstance(low, str) and isinstance(high, str) and low > high


def _bound(field: Field, text: str) -> Range:
    """Return the range that one value covers: a month its days, a word its numbers."""
    if field.type is Type.DATE:
        return _days(field, text)
    for band in BANDS if field.type is Type.CONFIDENCE else ():
        if band.word == text.casefold():
            return Range(band.low, band.high)
    _, most = field.bounds
    number = whole_number(text)
    if number is not None and 0 <= number <= most:
        return Range(number, number)
    if field.type is Type.CONFIDENCE:
        words = tuple(band.word for band in BANDS)
        raise _outside(field, text, (*words, f"0 to {CONFIDENCE_MAX}"))
    bound = "" if most == LARGEST else f" up to {most}"
    if re.fullmatch(r"[0-9]{19,}", text) and most == LARGEST:
        bound = " of at most 18 digits"
    raise UsageError(f"{field.name} cannot be '{text}'\n{field.name} is a whole number{bound}")


def _days(field: Field, text: str) -> Range:
    if not is_date(text):
        message = f"{field.name} cannot be '{text}'"
        raise UsageError(f"{message}\n{field.name} is a date such as 2026, 2026-01 or 2026-01-19")
    # Dates are compared as text: a month sorts before its days, and all of them before -99.
    return Range(text, f"{text}-99")


def _outside(field: Field, text: str, words: tuple[str, ...]) -> UsageError:
    message = f"{field.query_name} cannot be '{text}'{suggestion(text, words)}"
    return UsageError(f"{message}\n{field.query_name} is one of {', '.join(words)}")
