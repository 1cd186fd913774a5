"""The lines that differ between two states of a file, as `diff -u` writes them."""

import os
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from ..checking.protecting import Guard
from ..model.vocabularies import WITHHELD
from ..reading.confidential import Names
from ..reading.hiding import BLOT, Blotter, Hidden, without_names
from .source import Source

_FEW = 1_000_000  # pairs of lines, at most, that are compared with each other
_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # as `patch` counts lines


class Unified(NamedTuple):
    """The lines of a unified diff, each with its end, and in how many a name is withheld.

    If there are any, it cannot be applied.
    """

    lines: list[str]
    withheld: int


def unified(before: Source, after: Source, names: Sequence[str] = ()) -> Unified:
    """Return the patch that makes one state of a file of the other; `names` are confidential.

    `git apply` takes it, and `patch` with -p0 or -p1.
    """
    old, new = (_LINE.findall(source.content.decode()) for source in (before, after))
    guards = _guard(before), _guard(after)
    known = Names([*names, *(name for guard in guards for name in guard.confidential)])
    shown_old, shown_new = _shown(before, guards[0], known), _shown(after, guards[1], known)
    path = _path(before.file.name)
    lines = [f"--- {path}\n", f"+++ {path}\n"]
    withheld = 0
    for group in _Lines(old, new).get_grouped_opcodes():
        first, last = group[0], group[-1]
        lines.append(f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n")
        for fate, i, i_end, j, j_end in group:
            parts = [(" ", shown_old[i:i_end])]
            if fate != "equal":
                parts = [("-", shown_old[i:i_end]), ("+", shown_new[j:j_end])]
            for sign, part in parts:
                lines += (f"{sign}{_ended(line)}" for line in part)
                withheld += sum(BLOT in line for line in part)
    if withheld:
        lines = [re.sub(f"{BLOT}+", WITHHELD, line) for line in lines]
    return Unified(lines, withheld)


def _guard(source: Source) -> Guard:
    """Return what knows the confidential parts of a file."""
    guard = Guard()
    for record in source.records:
        guard.see(record)
    return guard


def _shown(source: Source, guard: Guard, names: Names) -> list[str]:
    """Return the lines of a file, with blots for what is confidential."""
    text = source.content.decode()
    spans = guard.hidden(source.file.name)
    if not spans and not names:
        return _LINE.findall(text)
    blotter = Blotter(Hidden(spans, names))
    pieces: list[str] = []
    reached = 0
    for number, end in enumerate(re.finditer(f"{source.kind.breaks}|$", text), start=1):
        line = blotter.blotted(number, 0, text[reached : end.start()])
        pieces += [without_names(names, line), end[0]]
        reached = end.end()
    return _LINE.findall("".join(pieces))


def _path(name: str) -> str:
    """Return a path as a patch has it: with one part more, which -p1 takes for nothing.

    A tab shows where a path ends that has blanks.
    """
    path = name if os.path.isabs(name) else f"./{os.path.normpath(name)}"
    return f"{path}\t" if " " in path else path


def _range(start: int, end: int) -> str:
    count = end - start
    return f"{start + 1}" if count == 1 else f"{start + bool(count)},{count}"


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


class _Lines(SequenceMatcher[str]):
    """Finds the lines that two texts have in common, in near linear time.

    Lines that stand once in both texts are found first, then those between them.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, old, new, autojunk=False)
        self._old, self._new = old, new

    def get_matching_blocks(self) -> list[Match]:
        """Return the runs of common lines, and an empty one at the end."""
        blocks: list[Match] = []
        for i, j, size in _runs(self._old, self._new):
            if (
                blocks
                and blocks[-1].a + blocks[-1].size == i
                and blocks[-1].b + blocks[-1].size == j
            ):
                blocks[-1] = blocks[-1]._replace(size=blocks[-1].size + size)
            else:
                blocks.append(Match(i, j, size))
        return [*blocks, Match(len(self._old), len(self._new), 0)]


def _runs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where runs of common lines begin in both texts, and how long they are, in order."""
    i = j = 0
    for next_i, next_j in [*_anchors(a, b), (len(a), len(b))]:
        yield from _between(a[i:next_i], b[j:next_j], i, j)
        if next_i < len(a):
            yield next_i, next_j, 1
        i, j = next_i + 1, next_j + 1


def _between(a: Sequence[str], b: Sequence[str], i: int, j: int) -> Iterator[tuple[int, int, int]]:
    if len(a) * len(b) > _FEW:
        return
    for run in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()[:-1]:
        yield i + run.a, j + run.b, run.size


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return the lines that stand once in both texts, as many as are in one order in both."""
    counts_a, counts_b = Counter(a), Counter(b)
    places = {line: j for j, line in enumerate(b) if counts_b[line] == 1}
    both = [(i, places[line]) for i, line in enumerate(a) if counts_a[line] == 1 and line in places]
    ends: list[int] = []  # the least end in b of an ordered row of each length
    last: list[int] = []  # which pair has that end
    before: list[int | None] = []
    for number, (_, j) in enumerate(both):
        length = bisect_left(ends, j)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1], last[length : length + 1] = [j], [number]
    row: list[tuple[int, int]] = []
    at = last[-1] if last else None
    while at is not None:
        row.append(both[at])
        at = before[at]
    return row[::-1]
