"""Columns, their names and some of their values → which field each fills, and why."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ...model import SECTIONS
from ...words import any_case
from ...words.written_dates import read
from .headers import meaning, meaning_of_path

_ADDRESS = re.compile(r"(?i)https?://\S+|www\.\S+")
_SPLITS = (";", "|", ",")
_LONG = 40  # characters; most names and topics have fewer, most titles and claims more
_URL, _HEADLINE = "appearances.article.url", "appearances.article.headline"
_RATING, _BY, _OUTLET, _SPEAKER = (
    "reviews.rating",
    "reviews.by.name",
    "source.name",
    "speaker.name",
)

_LISTS = ("reviews", "evidence")  # a claim may have several of these, from a list of JSON
_LEADING = (_RATING, "evidence.answer")
_MANY = ("topics", "appearances.article.authors")
_OF_REVIEWS = {
    "?url": "reviews.url",
    "?source": _BY,
    "?publisher": _BY,
    "?author": _BY,
    "?name": _BY,
    "?title": "reviews.title",
    "?published": "reviews.date",
    "?quote": "reviews.note",
}

Values = Sequence[str]


class Column(NamedTuple):
    """A column of a table, or a path of values in JSON."""

    path: str  # as a mapping has it, from the row on
    names: tuple[str, ...]  # the keys on the way; of a table one, its header
    values: Values = ()  # some of its values, none of them blank
    each: str = ""  # the path of the innermost list of objects that it stands in; "" for none
    within: str = ""  # its path in an item of that list
    many: bool = False  # whether it is a list of values itself


class Guess(NamedTuple):
    """Which column fills a field."""

    field: str  # its path
    column: Column
    why: str = ""  # what decided it; nothing where the name of the column says it
    split: str | None = None  # what parts several values


def guesses(columns: Sequence[Column]) -> list[Guess]:
    """Return which columns fill fields: no field has two, and the claim's text comes first."""
    guessing = _Guessing(columns)
    guessing.take_sure()
    for doubtful, decide in _DECIDED.items():
        guessing.take_doubtful(doubtful, decide)
    return guessing.sound()


class _Guessing:
    """The fields that columns fill, as far as that is known."""

    def __init__(self, columns: Sequence[Column]) -> None:
        known = [(column, _meaning(column)) for column in columns]
        meant = [(column, *found) for column, found in known if found]
        # What says of which list reviews and evidence are comes first, and then what is surest.
        meant.sort(key=lambda one: (one[1] not in _LEADING, one[2]))
        self.meant = [(column, field) for column, field, _ in meant]
        self.taken: dict[str, Guess] = {}

    def take_sure(self) -> None:
        """Take the columns whose names say the field, if their values are of its kind."""
        for column, field in self.meant:
            if not field.startswith("?") and _FITS.get(field, _any)(column.values):
                self.take(field, column)

    def take_doubtful(self, doubtful: str, decide: "_Decide") -> None:
        """Take the columns with a name of several meanings."""
        for column, word in self.meant:
            if word != doubtful:
                continue
            if column.each and column.each == self.list_of("reviews"):
                self.take(_OF_REVIEWS[word], column)
            else:
                for field, why in decide(self, column):
                    self.take(field, column, why)

    def take(self, field: str, column: Column, why: str = "") -> None:
        """Note that a column fills a field, if none does already."""
        section = field.partition(".")[0]
        if field in self.taken or (column.many and field not in _MANY):
            return
        if section in _LISTS:
            inner = self.list_of(section)
            if inner and column.each and inner.startswith(f"{column.each}[]"):
                column = column._replace(each=inner, within=f"^.{column.within}")
            if inner not in (None, column.each):
                return
        elif column.each and field not in _MANY:
            if (field, column.each) == ("date", self.list_of("reviews")):
                self.take("reviews.date", column)
            return
        split = _split(column.values) if field == "topics" and not column.many else None
        self.taken[field] = Guess(field, column, why, split)

    def list_of(self, section: str) -> str | None:
        """Return the list that records are filled from: "" if it is the row; None: not known."""
        filled = (one for name, one in self.taken.items() if name.startswith(f"{section}."))
        return next((one.column.each for one in filled), None)

    def has(self, *fields: str) -> bool:
        """Whether one of the fields is filled."""
        return any(field in self.taken for field in fields)

    def sound(self) -> list[Guess]:
        """Return what can be filled: a speaker needs a name, an appearance an article."""
        lacking = set()
        if not self.has(_SPEAKER, "speaker.description"):
            lacking.add("speaker")
        if not self.has(_URL, _HEADLINE, _OUTLET):
            lacking.add("appearances")
        elif self.has(_OUTLET) and self.has(_URL, _HEADLINE):
            outlet = self.taken[_OUTLET].column
            self.take("appearances.article.publisher.name", outlet, "the outlet published it")
        kept = [one for one in self.taken.values() if one.field.partition(".")[0] not in lacking]
        return sorted(kept, key=lambda one: _ORDER.index(one.field.partition(".")[0]))


def _meaning(column: Column) -> tuple[str, int] | None:
    """Return the field that the name of a column stands for, and how sure it is."""
    found = meaning_of_path(column.names)
    if found is None and column.each and "." not in column.within:
        return meaning(column.names[-1])  # the name of its list says nothing
    return found


_ORDER = [field.name for field in SECTIONS["claims"].fields]
_Decide = Callable[[_Guessing, Column], Iterable[tuple[str, str]]]


def _source(known: _Guessing, column: Column) -> Iterable[tuple[str, str]]:
    if _are_addresses(column.values):
        yield _URL, "its values are addresses"
    else:
        yield _OUTLET, "its values are names; who carried the claim, not who checked it"


def _url(known: _Guessing, column: Column) -> Iterable[tuple[str, str]]:
    if not _are_addresses(column.values):
        return
    if known.has(_RATING) and not known.has("reviews.url", _OUTLET, _HEADLINE):
        yield "reviews.url", "it stands beside a verdict"
    else:
        yield _URL, "where the claim was read"


def _publisher(known: _Guessing, column: Column) -> Iterable[tuple[str, str]]:
    if known.has(_RATING) and not known.has(_BY):
        yield _BY, "it stands beside a verdict"
    elif not known.has(_OUTLET):
        yield _OUTLET, "who carried the claim"


def _title(known: _Guessing, column: Column) -> Iterable[tuple[str, str]]:
    if _length(column.values) < _LONG and known.has(_SPEAKER) and not known.has("speaker.role"):
        yield "speaker.role", "its values are short, as a speaker's titles are"
    elif known.has(_URL, _OUTLET):
        yield _HEADLINE, "its values are long, as headlines are"
    elif known.has(_RATING):
        yield "reviews.title", "it stands beside a verdict"
    elif not known.has("text"):
        yield "text", "no other column has the claim"


def _author(known: _Guessing, column: Column) -> Iterable[tuple[str, str]]:
    if not known.has(_SPEAKER):
        yield _SPEAKER, "no other column says who made the claim"
    else:
        yield "appearances.article.authors", "another column says who made the claim"


def _name(known: _Guessing, column: Column) -> Iterable[tuple[str, str]]:
    yield _SPEAKER, "no other column says who made the claim"


def _published(known: _Guessing, column: Column) -> Iterable[tuple[str, str]]:
    if known.has(_RATING) and not known.has("reviews.date", _URL, _HEADLINE):
        yield "reviews.date", "it stands beside a verdict"
    elif known.has(_URL, _HEADLINE):
        yield "appearances.article.date", "it stands beside an article"
    else:
        yield "date", "no other column has a date"


def _quote(known: _Guessing, column: Column) -> Iterable[tuple[str, str]]:
    if not known.has("text"):
        yield "text", "no other column has the claim"
    yield "appearances.quote", "words of the article"


# The words of several meanings, those first on which others depend.
_DECIDED: Mapping[str, _Decide] = MappingProxyType(
    {
        "?source": _source,
        "?url": _url,
        "?publisher": _publisher,
        "?title": _title,
        "?author": _author,
        "?name": _name,
        "?published": _published,
        "?quote": _quote,
    }
)


def _any(values: Values) -> bool:
    return True


def _all(pattern: str) -> Callable[[Values], bool]:
    """Return whether all values have a form."""
    return lambda values: all(re.fullmatch(pattern, value) for value in values)


def _are_addresses(values: Values) -> bool:
    """Whether most values are addresses; so are none."""
    return sum(bool(_ADDRESS.fullmatch(value)) for value in values) * 2 >= len(values)


def _are_ids(values: Values) -> bool:
    """Whether each value names another thing, also in other files: small numbers do not."""
    distinct = len(set(values)) == len(values)
    return distinct and _all(r"(?!\d{1,7}(\.0)?$)\S{1,100}")(values)


def _are_texts(values: Values) -> bool:
    """Whether most values have letters; so have none."""
    return sum(any(map(str.isalpha, value)) for value in values) * 2 >= len(values)


def _words(field: str) -> Callable[[Values], bool]:
    """Return whether all values are words of a field's vocabulary."""
    words = frozenset(SECTIONS["claims"].by_name[field].words)
    return lambda values: all(any_case(value) in words for value in values)


def _length(values: Values) -> float:
    return sum(map(len, values)) / max(1, len(values))


def _split(values: Values) -> str | None:
    """Return what parts several short values in one text; None where nothing does."""
    for mark in _SPLITS:
        having = [value for value in values if mark in value]
        pieces = [piece for value in having for piece in value.split(mark)]
        if len(having) * 5 > len(values) and _length(pieces) < _LONG / 2:
            return mark
    return None


# Which values a field takes, where a name of its own says too little.
_FITS: Mapping[str, Callable[[Values], bool]] = MappingProxyType(
    {
        "id": _are_ids,
        "text": _are_texts,
        _SPEAKER: _are_texts,
        "speaker.country": _all("[A-Z]{2}"),
        "speaker.url": _are_addresses,
        "reviews.url": _are_addresses,
        "evidence.url": _are_addresses,
        _URL: _are_addresses,
        "appearances.article.archived": _are_addresses,
        "appearances.paragraph": _all("[1-9][0-9]{0,5}"),
        "language": _all("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
        "embargo": lambda values: all(map(read, values)),
        "kind": _words("kind"),
        "status": _words("status"),
        "confidence": _words("confidence"),
        "credibility": _all("[1-6]"),
    }
)
