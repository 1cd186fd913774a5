"""Problems, each with its line of the file and a caret under the place."""

import re
from collections.abc import Iterable, Iterator, Mapping

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from ..checking.gathering import Gathered
from ..model.codes import SHOWN
from ..model.problems import Problem
from ..model.vocabularies import WITHHELD
from ..reading.excerpts import MARGIN, Excerpt
from ..reading.hiding import BLOT
from ..words.safe import visible

_TAB = "    "
_CUT = "…"
_AFTER = 3  # if a line is too long, a third of the room is for the text after the caret


def problems(
    found: Iterable[Gathered], excerpts: Mapping[Problem, Excerpt], width: int, *, folds: bool
) -> Iterator[RenderableType]:
    """Yield each problem as it is drawn on a screen of that width, which may fold lines."""
    for problem, more in found:
        style = SHOWN[problem.severity].style
        rest = problem.headline.removeprefix(f"{problem.place}: {problem.code}")
        yield Text.assemble((problem.place, "bold"), ": ", (problem.code, style), rest)
        if problem in excerpts:
            yield _excerpt(problem, excerpts[problem], width, style)
        for line in problem.advice:
            # What is padded keeps its margin where it is folded, but is always folded.
            advice = Text(line, "dim")
            yield Padding(advice, (0, 0, 0, 2)) if folds else Text.assemble("  ", advice)
        if more:
            yield Text(f"  and {more:,} more like it", style)
        yield Text("")


def _excerpt(problem: Problem, excerpt: Excerpt, width: int, style: str) -> Text:
    """Return the line of the file with the caret below, cut to the width."""
    number = f"{problem.line:>5}"
    before, after = _shown(excerpt.before), _shown(excerpt.after)
    room = max(width - len(number) - 4, 12)  # " | " takes three, and the caret one
    # No "…" beside hidden text: it would show that more is hidden.
    cut_before = len(excerpt.before) < problem.column - 1 and excerpt.before[:1] != BLOT
    cut_after = len(excerpt.after) == MARGIN and excerpt.after[-1:] != BLOT
    if cut_before or cut_after or cell_len(before + after) > room:
        ahead = max(room - cell_len(after), room - room // _AFTER)
        if cut_before or cell_len(before) > ahead:
            before = _CUT + _last(before, ahead - 1)
        if cut_after or cell_len(before + after) > room:
            after = _first(after, room - cell_len(before) - 1) + _CUT
    caret = " " * cell_len(before)
    bar = f"{'':>{len(number)}} | "
    return Text.assemble(
        (f"{number} | ", "dim"), before, after, "\n", (bar, "dim"), caret, ("^", style)
    )


def _shown(text: str) -> str:
    return visible(re.sub(f"{BLOT}+", WITHHELD, text).replace("\t", _TAB))


def _first(text: str, room: int) -> str:
    """Return the beginning of a text that fits into so many cells."""
    while cell_len(text) > room:
        text = text[: -max(1, (cell_len(text) - room) // 2)]
    return text


def _last(text: str, room: int) -> str:
    """Return the end of a text that fits into so many cells."""
    while cell_len(text) > room:
        text = text[max(1, (cell_len(text) - room) // 2) :]
    return text
