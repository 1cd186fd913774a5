"""Facets: how many claims have each value of a field; those that are chosen are words of the query.

Values of one facet are alternatives: `topic:nato,greenland`. So each facet counts what is there
without its own words, and those of all others.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..answers.asking import Wanted, question
from ..answers.called import with_names
from ..answers.counts import counted_by, counts
from ..index import Index
from ..model import SECTIONS
from ..model.problems import UsageError
from ..query import query_field
from ..query.question import NOT, OR
from ..words.safe import plain

FIELDS = ("anonymous", "origins", "confidence", "topic", "speaker", "source", "file")
MOST = 12  # values of a facet that are shown
_CLAIMS = SECTIONS["claims"]
_NOBODY = "*"  # behind `not:field:`: no value is known


class Choice(NamedTuple):
    """A value of a facet, as a word of the query."""

    word: str
    label: str
    claims: int


class Facet(NamedTuple):
    """A field of claims, with its most frequent values."""

    field: str
    choices: tuple[Choice, ...]
    more: bool = False  # whether it has other values too


def choices(facets: Iterable[Facet]) -> tuple[Choice, ...]:
    """Return the choices of several facets, one after the other."""
    return tuple(choice for facet in facets for choice in facet.choices)


def facets(index: Index, words: Sequence[str], begin: int = 0) -> Iterator[Facet]:
    """Yield the facets of a query, one by one, as they are counted; the first are left out."""
    for field in FIELDS[begin:]:
        others = tuple(without(words, field))
        asked = question(_CLAIMS, Wanted(others))
        asked, _ = index.resolve(asked)
        answer = with_names(index, counts(index, asked, counted_by([field])))
        rows = [*answer.rows(0, MOST + 1)]
        yield Facet(field, tuple(_choice(field, row) for row in rows[:MOST]), len(rows) > MOST)


def _choice(field: str, row: Sequence[object]) -> Choice:
    """Return the choice of a row of counts: the value, a speaker's name, how many."""
    value, *names, count = row
    number = count if isinstance(count, int) else 0
    if value is None:
        return Choice(f"{NOT}{field}:{_NOBODY}", "not known", number)
    text = plain(value)
    name = next((str(name) for name in names if name), text)
    return Choice(f"{field}:{text}", _LABELS.get((field, text), name), number)


_LABELS = {
    ("anonymous", "true"): "unnamed",
    ("anonymous", "false"): "named",
    ("origins", "1"): "1 origin",
}


def chosen(words: Sequence[str], field: str, known: Collection[str] = ()) -> list[str]:
    """Return the choices of a facet that a query has, as words of one value each.

    A word that is one of the known choices is one, also if its value has a comma.
    """
    group = next((group for group in _groups(words) if _is_of(group, field)), ())
    whole = {word.casefold() for word in known}
    return [word for each in group if each != OR for word in _apart(each, whole)]


def toggled(words: Sequence[str], choice: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the words of a query with one more choice, or without it if it was there.

    Choices of one field stand together, where the first of them stood.
    """
    field = _field_of(choice)
    now = chosen(words, field, known)
    others = [word for word in now if word.casefold() != choice.casefold()]
    wanted = _together(others if len(others) < len(now) else [*now, choice])
    groups = list(_groups(words))
    place = next((n for n, group in enumerate(groups) if _is_of(group, field)), len(groups))
    groups[place : place + 1] = [wanted] if wanted else []
    return tuple(word for group in groups for word in group)


def without(words: Sequence[str], field: str) -> Iterator[str]:
    """Yield the words of a query but the choices of a facet."""
    groups = list(_groups(words))
    mine = next((group for group in groups if _is_of(group, field)), None)
    yield from (word for group in groups if group is not mine for word in group)


def _groups(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the words of a query with those that OR joins together."""
    group: list[str] = []
    for word in words:
        if group and word != OR and group[-1] != OR:
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _is_of(group: Sequence[str], field: str) -> bool:
    """Whether the words of a group are choices of a facet, and nothing else."""
    return all(word == OR or _field_of(word) == field for word in group)


def _field_of(word: str) -> str:
    """Return the facet that a word is a choice of; nothing if it is none."""
    name, colon, value = word.removeprefix(NOT).partition(":")
    if not colon or not value or (word.startswith(NOT) and value != _NOBODY):
        return ""
    try:
        return query_field(_CLAIMS, name).query_name
    except UsageError:
        return ""


def _apart(word: str, whole: Collection[str]) -> Iterator[str]:
    """Yield the words of one value that a word with a comma list stands for."""
    field, (_, _, values) = _field_of(word), word.partition(":")
    if word.startswith(NOT) or f"{field}:{values}".casefold() in whole:
        yield word
        return
    yield from (f"{field}:{value}" for value in values.split(",") if value)


def _together(words: Sequence[str]) -> list[str]:
    """Return choices of one field as one word; those that cannot be in a list behind an OR."""
    listed = [word for word in words if not word.startswith(NOT) and "," not in word]
    values = (word.partition(":")[2] for word in listed)
    joined = [f"{_field_of(listed[0])}:{','.join(values)}"] if listed else []
    joined += [word for word in words if word not in listed]
    return [part for word in joined for part in (OR, word)][1:]
