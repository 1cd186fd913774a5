"""Patches, with the colours of `diff`."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from ..words.safe import visible

_STYLES = {"---": "bold", "+++": "bold", "@@ ": "cyan", "-": "red", "+": "green"}


def patch(lines: Iterable[str]) -> Iterator[Text]:
    """Yield each line of a patch."""
    for line in lines:
        style = next((style for mark, style in _STYLES.items() if line.startswith(mark)), "")
        shown = (
            visible(part.removesuffix("\r"), lines=True) for part in line.rstrip("\n").split("\n")
        )
        yield Text("\n".join(shown), style)
