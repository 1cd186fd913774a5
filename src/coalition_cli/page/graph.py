"""A drawing of who retells whom, as numbers: outlets in columns, and lines between them.

Widths are shares of the drawing's width in percent, heights CSS pixels. So the drawing fits a
telephone, and its text keeps its size; it is wrapped here.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .drawings import Line
from .values import Outlet, Retelling, Retellings

_LINE, _PADDING = 17, 8  # px, of the text in boxes
_BETWEEN = 14  # px from one box down to the next
_NARROW = 110  # px that a box is wide at least, for its text; page.css sees to it
_PASSING = 12  # px by which a line that passes a column stands below the others
_SHARE = 80  # percent of a column's width that its boxes take
_DEEPEST = 5  # columns to the right of the first; what is further away stands in the last
_MOST_OUTLETS = 60  # that are drawn; the table has all


class Box(NamedTuple):
    """An outlet: x and width in percent, y and height in px; its lines of text, with their y."""

    x: float
    y: float
    width: float
    height: float
    lines: Sequence[tuple[float, str]]
    small: tuple[float, str]  # what stands below the name
    original: bool


class Graph(NamedTuple):
    """Who retells whom: outlets in columns, those of originals first, and a line for each pair."""

    height: float  # px
    columns: int  # a screen too narrow for them scrolls
    boxes: Sequence[Box]
    lines: Sequence[Line]
    left_out: int  # outlets that are in the table alone


def retellings(told: Retellings) -> Graph:
    """Return a drawing of how outlets retell each other."""
    outlets = told.outlets[:_MOST_OUTLETS]
    ids = {outlet.id for outlet in outlets}
    edges = [edge for edge in told.edges if {edge.outlet, edge.original} <= ids]
    columns = _columns(outlets, edges)
    room = 100 / len(columns) if columns else 100
    boxes: dict[str, Box] = {}
    for number, column in enumerate(columns):
        # Columns stand apart, and the last one ends at the right edge.
        x = number * (100 - room * _SHARE / 100) / max(len(columns) - 1, 1)
        y = 0.0
        for outlet in _near(column, edges, boxes):
            boxes[outlet.id] = box = _box(outlet, x, y, room * _SHARE / 100)
            y += box.height + _BETWEEN
    height = max((box.y + box.height for box in boxes.values()), default=0)
    for column in columns:
        _centre(column, boxes, height)
    levels = {outlet.id: number for number, column in enumerate(columns) for outlet in column}
    most = max((edge.articles for edge in edges), default=1)
    lines = [
        _edge(
            boxes[edge.original],
            boxes[edge.outlet],
            1 + min(most - 1, 4) * edge.articles / most,
            levels[edge.outlet] - levels[edge.original],
        )
        for edge in edges
        if levels[edge.original] < levels[edge.outlet]
    ]
    return Graph(height, len(columns), [*boxes.values()], lines, len(told.outlets) - len(outlets))


def _columns(outlets: Sequence[Outlet], edges: Sequence[Retelling]) -> list[list[Outlet]]:
    """Return the outlets in columns: each stands to the right of all that it retells.

    Of outlets that retell each other in a circle, the first stands on the left.
    """
    waits = {outlet.id: 0 for outlet in outlets}  # for how many of those that it retells
    retold_by: dict[str, list[str]] = {outlet.id: [] for outlet in outlets}
    for edge in edges:
        if edge.outlet != edge.original:
            waits[edge.outlet] += 1
            retold_by[edge.original].append(edge.outlet)
    levels = dict.fromkeys(waits, 0)
    placed: set[str] = set()
    for first in [*(key for key, number in waits.items() if not number), *waits]:
        ahead = [] if first in placed else [first]
        for outlet in ahead:  # it grows
            placed.add(outlet)
            for later in retold_by[outlet]:
                waits[later] -= 1
                if later not in placed:
                    levels[later] = max(levels[later], min(levels[outlet] + 1, _DEEPEST))
                    if not waits[later]:
                        ahead.append(later)
    columns: list[list[Outlet]] = [[] for _ in range(max(levels.values(), default=0) + 1)]
    for one in outlets:
        columns[levels[one.id]].append(one)
    return [column for column in columns if column]


def _near(
    column: Sequence[Outlet], edges: Sequence[Retelling], boxes: Mapping[str, Box]
) -> list[Outlet]:
    """Return a column in the order of what its outlets retell, so that fewer lines cross."""

    def place(outlet: Outlet) -> float:
        there = [
            boxes[edge.original].y
            for edge in edges
            if edge.outlet == outlet.id and edge.original in boxes
        ]
        return sum(there) / len(there) if there else 0

    return sorted(column, key=place)


def _centre(column: Sequence[Outlet], boxes: dict[str, Box], height: float) -> None:
    """Move the boxes of a column down, so that it stands in the middle of the drawing."""
    down = round(
        (height - max(boxes[outlet.id].y + boxes[outlet.id].height for outlet in column)) / 2
    )
    for outlet in column:
        box = boxes[outlet.id]
        lines = [(y + down, text) for y, text in box.lines]
        small = (box.small[0] + down, box.small[1])
        boxes[outlet.id] = box._replace(y=box.y + down, lines=lines, small=small)


def _box(outlet: Outlet, x: float, y: float, width: float) -> Box:
    texts = wrapped(outlet.name, _NARROW - 2 * _PADDING)
    lines = [(y + _PADDING + _LINE * (n + 0.75), text) for n, text in enumerate(texts)]
    height = 2 * _PADDING + _LINE * (len(texts) + 1)
    articles = "1 article" if outlet.articles == 1 else f"{outlet.articles:,} articles"
    small = (y + height - _PADDING - _LINE * 0.25, articles)
    return Box(round(x, 3), y, round(width, 3), height, lines, small, outlet.original > 0)


def _edge(original: Box, outlet: Box, width: float, columns: int) -> Line:
    """Return the line between two boxes; a box in between hides a part of it, and never all."""
    down = _PASSING if columns > 1 else 0
    return Line(
        f"{round(original.x + original.width, 3)}%",
        original.y + original.height / 2 + down,
        f"{outlet.x}%",
        outlet.y + outlet.height / 2 + down,
        round(width, 2),
    )


def wrapped(text: str, width: float) -> list[str]:
    """Return the lines of a text that stands in so many px, in small letters of 13 px.

    A word that is too long is broken. Widths are guessed from above, for fonts differ.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        while _wide(word) > width:
            fits = next(n for n in range(len(word), 0, -1) if n == 1 or _wide(word[:n]) <= width)
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:fits])
            word = word[fits:]
        longer = f"{line} {word}".strip()
        if line and _wide(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def _wide(text: str) -> float:
    return sum(13.0 if _is_wide(character) else 7.6 for character in text)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" or character in "MW@"
