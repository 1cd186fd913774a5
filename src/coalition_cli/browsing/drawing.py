"""A view → the lines around its lists and pages: sections, query, facets, notices, keys, help."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from ..presenting.cut import Line, cell_width, fitted, styled
from .facets import chosen
from .keys import KEYS, Key, briefly, shown
from .line import line_of
from .view import LISTS, Pane, View

_NOW, _DIM, _HERE = "bold", "dim", "bold reverse"
_LOOSE = 96  # columns from which the sections have blanks


class Piece(NamedTuple):
    """A part of a line, and the key that a click on it presses."""

    text: str
    style: str = ""
    key: str = ""


def line(pieces: Sequence[Piece]) -> Line:
    """Return the line of pieces."""
    return styled((piece.text, piece.style) for piece in pieces)


def key_at(pieces: Sequence[Piece], column: int) -> str:
    """Return the key of the piece at a column; nothing if it has none."""
    for piece in pieces:
        column -= cell_width(piece.text)
        if column < 0:
            return piece.key
    return ""


def sections(view: View) -> list[Piece]:
    """Return the lists with their keys; the one that is shown is marked."""
    loose = view.columns >= _LOOSE
    pieces: list[Piece] = []
    for number, name in enumerate(LISTS, start=1):
        here = name == view.section
        label = f"{number} {name}" if loose else f"{number}{name}"
        blank = " " if loose else ""
        label = f"[{label}]" if here else f"{blank}{label}{blank}"
        pieces.append(Piece(label, _HERE if here else "", str(number)))
        pieces.append(Piece("" if loose else " "))
    return pieces


def query(view: View, data: str) -> list[Piece]:
    """Return the query, and how many rows it has."""
    total = f"{view.found.total:,}" if view.found.counted else f"{view.found.total - 1:,}+"
    total = total if view.found.total or view.found.counted else "…"
    noun = view.section[:-1] if view.found.total == 1 and view.found.counted else view.section
    count = f"{total} {noun}"
    marks = len(view.marked)
    beside = [f"{marks:,} marked"] if marks else []
    right = " · ".join([*beside, count])
    room = view.columns - len(right) - 4
    words = line_of(view.words)
    left = words or f"all of {data}"
    if len(left) > room:
        left = f"{left[: max(0, room - 1)]}…"
    gap = " " * (view.columns - cell_width(left) - len(right) - 3)
    return [
        Piece("/ ", _NOW, "slash"),
        Piece(left, _NOW if words else _DIM, "slash"),
        Piece(gap, "", "slash"),
        Piece(right, ""),
    ]


def facet_lines(view: View) -> Iterator[tuple[list[Piece], int | None]]:
    """Yield the lines of the facets, each with the number of its choice; headings have none."""
    number = 0
    width = view.widths[Pane.FACETS] - 2
    for facet in view.found.facets:
        known = [choice.word for choice in facet.choices]
        now = {word.casefold() for word in chosen(view.words, facet.field, known)}
        yield [Piece(f" {facet.field}", _NOW)], None
        for choice in facet.choices:
            box = "[x] " if choice.word.casefold() in now else "[ ] "
            count = f"{choice.claims:,}"
            label = fitted(choice.label, width - len(box) - len(count) - 1)
            gap = " " * max(1, width - len(box) - cell_width(label) - len(count))
            edge = ">" if number == view.choice and view.pane is Pane.FACETS else " "
            yield [Piece(f"{edge}{box}{label}{gap}"), Piece(count, _DIM)], number
            number += 1
        if facet.more:
            yield [Piece("     … and others", _DIM)], None


def keys(view: View) -> list[Piece]:
    """Return the keys that are most used now, as many as there is room for."""
    pieces: list[Piece] = []
    room = view.columns - 1
    for key in briefly(view.pane):
        name = "1–9" if len(key.keys) >= _MANY else shown(key.keys[0])
        room -= len(name) + len(key.name) + 3
        if room < 0:
            break
        pressed = key.keys[0]
        pieces += [Piece(f" {name}", _NOW, pressed), Piece(f" {key.name} ", "", pressed)]
    return pieces


_GROUPS = (
    ("in the list, and on the page of a record", frozenset({Pane.LIST, Pane.PAGE})),
    ("in the facets, which f shows", frozenset({Pane.FACETS})),
    ("while the query is typed", frozenset({Pane.QUERY})),
    ("after y", frozenset({Pane.YANK})),
    ("after o, if there are several addresses", frozenset({Pane.OPEN})),
    ("after x", frozenset({Pane.FILE})),
)
_LAST = (
    "The mouse: a click chooses, a second click reads, and the wheel moves.",
    "A query is written as for the commands: see 'coalition help queries'.",
)
_KEYS, _NAMES, _LEAST = 21, 11, 20  # columns of the help: keys, names, the least of meanings
_MANY = 6  # keys that have one act each


def help_lines(width: int) -> Iterator[list[Piece]]:
    """Yield the help for a width: all keys, by where they work."""
    for title, keys in by_part():
        yield [Piece(title, _NOW)]
        for key in keys:
            yield from _help(key, width)
        yield []
    for last in _LAST:
        yield from ([Piece(line, _DIM)] for line in wrap(last, max(_LEAST, width)))


def by_part() -> Iterator[tuple[str, list[Key]]]:
    """Yield all keys by where they work, as help calls it."""
    for title, panes in _GROUPS:
        yield title, [key for key in KEYS if _group(key) == panes]


def _group(key: Key) -> frozenset[Pane]:
    """Return where a key works, as help calls it."""
    return next(panes for _, panes in _GROUPS if key.panes & panes)


def names_of(key: Key) -> str:
    """Return the keys of an act, as people write them."""
    return ", ".join(map(shown, key.keys)) if len(key.keys) < _MANY else "1–9"


def _help(key: Key, width: int) -> Iterator[list[Piece]]:
    names, *more = wrap(names_of(key), _KEYS)
    meant = wrap(key.meaning, max(_LEAST, width - _KEYS - _NAMES - 4)) or [""]
    for number in range(max(len(meant), 1 + len(more))):
        left = [names, *more][number] if number <= len(more) else ""
        name = key.name if not number else ""
        meaning = meant[number] if number < len(meant) else ""
        yield [Piece(f"  {left:<{_KEYS}} "), Piece(f"{name:<{_NAMES}} ", _NOW), Piece(meaning)]
