"""--diff of the commands that change files: the lines that would differ."""

from collections.abc import Sequence

from ..checking.findings import findings
from ..model.problems import plural
from ..reading import DataFile, ignore
from ..rewriting.source import Source
from ..rewriting.unified import unified
from ..words.safe import visible
from ..writing import standard_output
from .opening import note
from .options.shared import When


def confidential(files: Sequence[DataFile]) -> list[str]:
    """Return the names of unnamed speakers in all files, which no line may show."""
    return findings(files, ignore)[0].confidential


def show_lines(before: Source, now: Source, names: Sequence[str], color: str = When.AUTO) -> None:
    """Print the lines that differ between two states of a file, without confidential names.

    In a pipe they have the bytes of the file, so that they can be applied.
    """
    out = standard_output()
    found = unified(before, now, names)
    if out.isatty() or color == When.ALWAYS:
        from ..presenting import Screen  # Rich takes a while to import
        from ..presenting.patches import patch

        Screen(out, colour=color).show(patch(found.lines), folds=False)
    else:
        out.flush()
        out.buffer.write("".join(found.lines).encode())
    if found.withheld:
        where = f"{plural(found.withheld, 'line')} of {visible(before.file.name)}"
        note(f"a name is withheld in {where}, so this cannot be applied")
