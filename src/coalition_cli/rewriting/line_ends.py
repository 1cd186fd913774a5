"""Texts in a block that keep the empty lines below them: `|+` and `>+` (YAML 1.2, 8.1.1.2).

The records do not tell these line ends, but other readers of YAML do.
"""

from collections import Counter
from collections.abc import Iterator

from ..reading.kinds import JSON
from ..reading.spans import ScalarSpan, Style, within
from ..reading.yaml_spans import KEEPS
from .source import Source


def drawn_out(before: Source, after: Source) -> int | None:
    """Return where a text begins that has other line ends after a change, and nothing else new."""
    was = list(_keeping(before))
    left = Counter(span.value for span in _keeping(after))
    gone = []
    for span in was:
        if left[span.value]:
            left[span.value] -= 1
        else:
            gone.append(span)
    bodies = {value.rstrip("\n") for value, count in left.items() if count}
    return next((span.start for span in gone if span.value.rstrip("\n") in bodies), None)


def _keeping(source: Source) -> Iterator[ScalarSpan]:
    if source.kind is JSON or not KEEPS.search(source.text):
        return
    for span in within(source.root) if source.root else ():
        if (
            isinstance(span, ScalarSpan)
            and span.style in (Style.FOLDED, Style.LITERAL)
            and KEEPS.match(source.text, span.start)
        ):
            yield span
