"""What a new id changes: the record, and how many references stand where."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..drafting.renaming import Renaming
from ..model.problems import plural
from .cells import added, struck, text

_FILES, _LINES = 40, 12  # that are named, at most
_INDENT = (0, 0, 0, 4)


def renaming(found: Renaming) -> Iterator[RenderableType]:
    """Draw what is renamed: a line for the record, then one for each file that refers to it."""
    heading = Text.assemble(("changed ", "bold magenta"), (f"{found.section.singular} ", "dim"))
    heading.append_text(struck(found.old)).append(" ").append_text(added(found.new))
    if found.declared is not None:
        file, line = found.declared
        heading.append_text(Text.assemble("  ", text(file), f":{line}", style="dim"))
    yield heading
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for row in _references(found.references):
        table.add_row(*row)
    if found.text is not None:
        old, new = found.text
        table.add_row("text", Text.assemble(struck(old), " ", added(new)))
    if table.row_count:
        yield Padding(table, _INDENT)


def _references(found: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, Text]]:
    """Yield a row for each file: how many references it has, and their lines."""
    for file, lines in islice(found.items(), _FILES):
        places = list(dict.fromkeys(lines))
        shown = ", ".join(map(str, places[:_LINES]))
        more = f" and {plural(len(places) - _LINES, 'more line')}"
        where = text(file).append(f":{shown}")
        if len(places) > _LINES:
            where.append(more, "dim")
        yield plural(len(lines), "reference"), where
    if len(found) > _FILES:
        rest = [*found.values()][_FILES:]
        files = f"in {plural(len(rest), 'more file')}"
        yield plural(sum(map(len, rest)), "reference"), Text(files, "dim")
