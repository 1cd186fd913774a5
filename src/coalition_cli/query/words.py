"""Query words → terms: `red`, `"red lines"`, `source:politico`, `not:confidence:..40`.

`OR` between two terms means either: `a OR b c` is (a or b) and c.
"""

import re
from collections.abc import Iterator, Sequence

from ..model import LARGEST, Field, Section, Type
from ..model.problems import UsageError, suggestion
from ..model.vocabularies import BANDS, CONFIDENCE_MAX
from ..words import parts_thousands
from ..words.dates import period
from ..words.values import is_date, whole_number
from .fields import query_field
from .question import ANY, NOT, OR, Range, Term, is_open

# `field:value`, but no time such as 12:30, no address such as https://example.org, no prose
_COMPARISON = r"(?s)([A-Za-z_]\w*):(?!//|\s)(.*)"
_ORDERED = (Type.NUMBER, Type.CONFIDENCE, Type.DATE)

Group = tuple[Term, ...]  # alternatives


def parse_query(section: Section, words: Sequence[str]) -> list[Group]:
    """Return the groups of a query: of each group one term has to match.

    Raise UsageError for a word that stands for no term, and for an OR that is not between two.
    """
    groups: list[list[Term]] = []
    before = ""
    for word in words:
        if word == OR:
            if before in ("", OR):
                raise _misplaced("two of them follow each other" if before else "it comes first")
        elif before == OR:
            groups[-1].append(parse_word(section, word))
        else:
            groups.append([parse_word(section, word)])
        before = word
    if before == OR:
        raise _misplaced("it comes last")
    return [_united(group) for group in groups]


def _united(group: Sequence[Term]) -> Group:
    """Return a group as one term where that means the same: words, or values of one field."""
    first = group[0]
    if any(term.negated or term.field != first.field for term in group):
        return tuple(group)
    values = (value for term in group for value in term.values)
    return (first._replace(values=tuple(dict.fromkeys(values))),)


def _misplaced(why: str) -> UsageError:
    from .hints import as_word  # few words are mistakes

    return UsageError(
        f"'{OR}' stands between two terms, and here {why}\n"
        f"write red {OR} source:politico, with terms for options{as_word(OR)}"
    )


def parse_word(section: Section, word: str) -> Term:
    """Return the term that a query word stands for; raise UsageError if it stands for none.

    A word in double quotes is searched for as it stands, with its colons.
    """
    negated = word.startswith(NOT)
    rest = word.removeprefix(NOT)
    if len(rest) > 2 and rest[0] == rest[-1] == '"':
        return Term(None, (rest[1:-1],), negated)
    comparison = re.fullmatch(_COMPARISON, rest)
    if comparison is None:
        if not rest:
            raise UsageError("'not:' needs a term after it" if negated else "a query word is empty")
        return Term(None, (rest,), negated)
    try:
        query_field(section, comparison[1])
    except UsageError as error:
        from .hints import as_word  # few words are mistakes

        raise UsageError(f"{error}{as_word(word)}") from None
    return parse_term(section, comparison[1], comparison[2], negated=negated)


def parse_term(section: Section, name: str, value: str, *, negated: bool = False) -> Term:
    """Return the term that compares a field; raise UsageError if the field or value is wrong."""
    field = query_field(section, name)
    if not value:
        raise UsageError(f"'{name}:' needs a value after it")
    if value == "*" and not is_open(field):
        return Term(field, (ANY,), negated)
    if field.type in _ORDERED:
        return Term(field, tuple(_range(field, part) for part in value.split(",")), negated)
    if field.type in (Type.WORD, Type.BOOLEAN):
        words = (word for part in value.split(",") for word in _words(field, part))
        return Term(field, tuple(words), negated)
    if field.type is Type.TEXT:
        return Term(field, tuple(_texts(value)), negated)
    return Term(field, (value,), negated)


def _texts(value: str) -> Iterator[str]:
    """Yield the texts of a comma list; the comma of `1,000` separates nothing."""
    begin = 0
    for comma in re.finditer(",", value):
        if not parts_thousands(value, comma.start()):
            yield value[begin : comma.start()]
            begin = comma.end()
    yield value[begin:]


def _words(field: Field, text: str) -> list[str]:
    """Return the word of the vocabulary that a text is, or those that begin with it: `pos*`."""
    words = ("true", "false") if field.type is Type.BOOLEAN else field.words
    begins = text.casefold().removesuffix("*")
    meant = [word for word in words if word.casefold().startswith(begins)]
    if not text.endswith("*"):
        meant = [word for word in meant if len(word) == len(text)]
    if not meant:
        raise _outside(field, text, words)
    return meant


def _range(field: Field, text: str) -> Range:
    low, dots, high = text.partition("..")
    if not dots:
        return _bound(field, text)
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
    """Return the range that one value covers: the days of a month, the numbers of a word."""
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
    text = text.removesuffix("*")  # a year has its days without it
    if not is_date(text):
        message = f"{field.name} cannot be '{text}'"
        raise UsageError(f"{message}\n{field.name} is a date such as 2026, 2026-01 or 2026-01-19")
    # Dates are compared as text: a month sorts before its days, and all of them before -99.
    known = period(text)
    return Range(known, f"{known}-99")


def _outside(field: Field, text: str, words: tuple[str, ...]) -> UsageError:
    message = f"{field.query_name} cannot be '{text}'{suggestion(text, words)}"
    return UsageError(f"{message}\n{field.query_name} is one of {', '.join(words)}")
