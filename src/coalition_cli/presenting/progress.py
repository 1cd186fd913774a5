"""How far reading is, on a terminal."""

import sys

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from ..words.safe import visible
from .screen import size_of


class Meter:
    """A line on standard error: what is done, and how many bytes of how many."""

    def __init__(self, *, colour: bool) -> None:
        columns, lines = size_of(sys.stderr)
        console = Console(
            file=sys.stderr,
            width=columns,
            height=lines,
            color_system="standard" if colour else None,
            force_terminal=True,
            highlight=False,
        )
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[amount]}", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,  # what is done need not be read
        )
        self._doing = ""
        self._progress.start()

    def show(self, doing: str, done: int, total: int) -> None:
        """Show how far it is; without a total only that it goes on."""
        if doing != self._doing:
            for task in self._progress.task_ids:
                self._progress.remove_task(task)
            self._progress.add_task(visible(doing), total=total or None, amount="")
            self._doing = doing
        amount = f"{done / 1e6:,.1f} of {total / 1e6:,.1f} MB" if total else ""
        self._progress.update(self._progress.task_ids[-1], completed=done, amount=amount)

    def close(self) -> None:
        """Take the line away."""
        self._progress.stop()
