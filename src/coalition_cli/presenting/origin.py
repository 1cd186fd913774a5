"""Where the data of the overview comes from, and how to begin with one's own."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from ..project import Corpus, Origin
from ..words.safe import visible

_BEGINNING = (
    ("", "Begin with your own. Write this in claims.yaml, here:"),
    ("cyan", "claims:"),
    ("cyan", "  - id: first"),
    ("cyan", "    text: What was said."),
    ("cyan", "    speaker: Who said it"),
    ("", "Then 'coalition' opens it, and 'coalition check' says what it lacks."),
    ("", "If you have claims elsewhere: coalition -d FILE"),
)


def origin(data: Corpus) -> Iterator[RenderableType]:
    """Yield a line that says where the data comes from, unless it was named just now."""
    if data.origin is not Origin.NAMED:
        where = visible(data.where)
        yield Text(where[0].upper() + where[1:], "magenta" if _is_example(data) else "dim")


def beginning(data: Corpus) -> Iterator[RenderableType]:
    """Yield how to begin, below the example."""
    if _is_example(data):
        yield Text("")
        for style, line in _BEGINNING:
            yield Padding(Text(line, style), (0, 0, 0, 4 if style else 2))


def _is_example(data: Corpus) -> bool:
    return data.origin is Origin.EXAMPLE
