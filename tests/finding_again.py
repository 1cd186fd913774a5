"""Whether anything was lost: each value of an input is looked for in the JSON of the lists.

It knows no form and no mapping. A value counts as found if a text in the answers is that value or
has it, entities decoded and blanks aside; if a number or a date there is the same; or, of a list in
one text, if all its parts are found. A value of a row has to be found in what that row became.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from html import unescape
from typing import Any, NamedTuple

from coalition_cli.model import SECTIONS as SECTIONS_OF_FILES

from .conftest import Run

SECTIONS = ("claims", "articles", "speakers", "sources", "facts")
_SHORT = 3  # characters, up to which a value has to be a whole text or word: `0` is in too many
_PARTS = re.compile(r"\s*[,;|]\s*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?]?")
_NUMBERS = re.compile(r"\d+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Lost(NamedTuple):
    """A value of an input that no answer has."""

    row: int  # its number, from 0
    path: str
    value: object


def lists(coalition: Run, *data: str) -> dict[str, list[dict[str, Any]]]:
    """Return what the lists answer of claims files, by section."""
    options = [option for one in data for option in ("-d", one)]
    answers = {}
    for section in SECTIONS:
        answer = coalition(section, *options, "--json")
        assert answer.code == 0, answer.err
        answers[section] = answer.json
    return answers


def lost(
    rows: Iterable[Mapping[str, Any]],
    answers: Mapping[str, list[dict[str, Any]]],
    nothing: Iterable[str] = (),
) -> list[Lost]:
    """Return the values of rows that no record has which the row can have become.

    `nothing` are texts that mean nothing in this input, such as None. A row is looked for in the
    record of its number first, else in all, and has to be found as a whole in one of them.
    """
    records = list(_records(answers))
    empty = {"", *map(str, nothing)}
    missing: list[Lost] = []
    for number, row in enumerate(rows):
        wanted = [
            Lost(number, path, value)
            for path, value in leaves(row)
            if value is not None and _shown(value) not in empty
        ]
        own = records[number : number + 1]
        best = _missing(wanted, own[0]) if own else wanted
        for record in records if best else []:
            best = min(best, _missing(wanted, record), key=len)
            if not best:
                break
        missing += best
    return missing


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield the values in a value that have none in them, each with its path."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{number}]")
    else:
        yield path, value


class _Texts:
    """The values of a record, and of the records that it leads to."""

    def __init__(self, values: list[object]) -> None:
        self.whole = {_shown(value) for value in values if value is not None}
        self.all = "\0".join(self.whole)
        dates = filter(None, map(_DATE.fullmatch, self.whole))
        self.dates = {tuple(sorted(map(int, filter(None, date.groups())))) for date in dates}

    def has(self, value: object) -> bool:
        text = _shown(value)
        if text in self.whole or (len(text) > _SHORT and text in self.all):
            return True
        if text.isalpha() and re.search(rf"\b{text}\b", self.all):
            return True
        if (number := _number(text)) is not None and number in map(_number, self.whole):
            return True
        if _numbers_of_date(text) in self.dates:
            return True
        parts = [part for part in _PARTS.split(text) if part]
        return len(parts) > 1 and all(map(self.has, parts))


def _missing(wanted: list[Lost], texts: _Texts) -> list[Lost]:
    return [one for one in wanted if not texts.has(one.value)]


def _records(answers: Mapping[str, list[dict[str, Any]]]) -> Iterator[_Texts]:
    """Yield each record with those that it names: claims if there are any, else all others."""
    known = {
        section: {str(record["id"]): record for record in records}
        for section, records in answers.items()
    }
    sections = ["claims"] if answers.get("claims") else list(answers)
    for section in sections:
        for record in answers[section]:
            values = [value for _, value in leaves(_stated(section, record))]
            for name in {str(value) for value in values if isinstance(value, str)}:
                values += _led_to(name, known)
            yield _Texts(values)


def _stated(section: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file states of a record: what is worked out is no value that came in."""
    stated = {field.name for field in SECTIONS_OF_FILES[section].stated}
    return {key: value for key, value in record.items() if key in stated}


def _led_to(name: str, known: Mapping[str, dict[str, dict[str, Any]]]) -> Iterator[object]:
    for section in ("articles", "speakers", "sources"):
        if record := known.get(section, {}).get(name):
            yield from (value for _, value in leaves(_stated(section, record)))
            if publisher := known.get("sources", {}).get(str(record.get("publisher"))):
                yield from (value for _, value in leaves(publisher))


def _shown(value: object) -> str:
    """Return a value as text, without what an import may change of it."""
    if isinstance(value, bool):
        return f"is {value}"  # the text `true` is no truth value: `anonymous` is in every answer
    text = value if isinstance(value, str) else json.dumps(value)
    return " ".join(unescape(text).split())


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def _numbers_of_date(text: str) -> tuple[int, ...]:
    """Return the numbers of a date in any form, a month's name as its number."""
    words = (word[:3] for word in re.findall(r"[a-z]{3,}", text.lower()))
    months = [_MONTHS.index(word) + 1 for word in words if word in _MONTHS]
    return tuple(sorted([*months, *map(int, _NUMBERS.findall(text))]))
