"""The lines that differ between two states of a file, as `diff -u` writes them."""

import re
from collections.abc import Iterator
from difflib import unified_diff

from ..checking.protecting import Guard
from ..model.vocabularies import WITHHELD
from ..reading.confidential import Names
from ..reading.hiding import BLOT, Blotter, Hidden, without_names
from .source import Source

_BLOTS = re.compile(f"{BLOT}+")
_AT_END = "\\ No newline at end of file"


def unified(before: Source, now: Source) -> Iterator[str]:
    """Yield the lines of a unified diff, each with its end.

    `git apply` and `patch -p1` take it, but for lines where the name of an unnamed speaker is
    withheld.
    """
    guard = Guard()
    for record in (*before.records, *now.records):
        guard.see(record)
    names = guard.names
    old, new = _lines(before, names), _lines(now, names)
    name = before.file.name
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n{_AT_END}\n"


def _lines(source: Source, names: Names) -> list[str]:
    """Return the lines of a file, each with its end, without the names of unnamed speakers."""
    lines = _split(source.text)
    if not names:
        return lines
    guard = Guard()
    for record in source.records:
        guard.see(record)
    blotter = Blotter(Hidden(guard.hidden(source.file.name)))
    blotted = (
        without_names(names, blotter.blotted(number, 0, line))
        for number, line in enumerate(lines, start=1)
    )
    return [_BLOTS.sub(WITHHELD, line) for line in blotted]


def _split(text: str) -> list[str]:
    """Part a text at LF only, as git does: CR stays at the end of its line."""
    lines = text.split("\n")
    last = lines.pop()
    return [f"{line}\n" for line in lines] + ([last] if last else [])
