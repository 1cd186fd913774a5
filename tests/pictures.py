"""The picture of the README: what a command shows on a terminal, drawn as SVG.

No font is fetched for it: it looks nearly the same with any whose characters have one width.
"""

import os
import re
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import rich._export_format as export
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from coalition_cli.commands.answering import OF_EXAMPLE

from .terminals import on_terminal

COMMAND = "coalition show high-trust"
COLUMNS = 96
_FONTS = 'Menlo, Consolas, "DejaVu Sans Mono", monospace'


def picture() -> str:
    """Return what the command shows, with its colours."""
    python = Path(sys.executable)
    environment = {
        name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLORTERM")
    }
    environment |= {"PAGER": "cat", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
    with TemporaryDirectory() as nowhere:  # where no project is: the example is shown
        script = f'PATH="{python.parent}:$PATH"; cd {nowhere}; {COMMAND}'
        command = ["bash", "-c", script]
        result = on_terminal(command, columns=COLUMNS, rows=100, env=environment)
    assert result.code == 0, result
    lines = [line for line in result.out.rstrip("\n").splitlines() if OF_EXAMPLE not in line]
    screen = Console(record=True, width=COLUMNS, file=StringIO(), highlight=False)
    screen.print(Text.from_ansi("\n".join(lines)))
    form = re.sub(r"@font-face \{\{.*?\}\}\n", "", export.CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    form = re.sub(r"<!--.*?-->\n", "", form).replace("Fira Code, monospace", _FONTS)
    drawn = screen.export_svg(
        title=COMMAND, theme=SVG_EXPORT_THEME, code_format=form, unique_id="coalition"
    )
    return "\n".join(line.rstrip() for line in drawn.splitlines() if line.strip()) + "\n"
