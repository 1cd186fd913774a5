"""`coalition doctor`: what the program is, which data it finds and why, and how it writes."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from ..answers.asking import chosen
from ..answers.doctor import Fact, answer, facts
from ..model.answer import Answer
from ..model.results import RESULTS
from ..writing.paging import pager
from .answering import Asked, as_listing, wanted, write
from .completion.shells import SHELLS, state
from .options.leaving import OF_PART
from .options.packing import Without
from .options.shared import Output
from .overwriting import keep_apart_from_all


def doctor(output: Annotated[Output, Without("oneline", "keep_going", "engine", *OF_PART)]) -> None:
    """Say what coalition finds here: versions, data, cache, terminal.

    Each place is named where data was looked for. It reads no claims, and changes nothing.
    Show it to whoever helps you.

    \b
    coalition doctor
    coalition doctor -d claims.yaml --json
    """
    keep_apart_from_all(output.output, output.data or [])
    section = RESULTS["doctor"]
    fields = chosen(section, wanted(Asked(None, output), section))
    known = [*facts(output.data or []), *_terminal(output), *_completion()]
    drawing = as_listing(output) if output.fields else _drawing
    write(answer(known).with_fields(fields), output, drawing)


def _drawing(answer: Answer, _: int) -> Iterable[Any]:
    from ..presenting.doctor import parts  # Rich takes a while to import

    return parts(answer)


def _terminal(output: Output) -> Iterator[Fact]:
    from ..presenting.screen import has_colour, size_of

    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        what = "closed" if stream is None else "a terminal" if stream.isatty() else "no terminal"
        yield Fact("terminal", f"standard {_STREAMS[name]}", what)
    on_terminal = sys.stdout.isatty()
    size = size_of(sys.stdout if on_terminal else None)
    yield Fact("terminal", "width", f"{size.columns:,} columns")
    colour = has_colour(output.color, os.environ, terminal=on_terminal)
    yield Fact("terminal", "colour", "yes" if colour else "no")
    for name in ("TERM", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"):
        if name in os.environ:
            yield Fact("terminal", name, os.environ[name] or "empty")
    command = pager()
    program = next((word for word in command.split() if "=" not in word), "")
    missing = "" if not program or shutil.which(program) else ", which is not installed"
    yield Fact("terminal", "pager", f"{command or 'none'}{missing}")
    yield Fact("terminal", "encoding", sys.stdout.encoding or "not known")


_STREAMS = {"stdin": "input", "stdout": "output", "stderr": "error"}


def _completion() -> Iterator[Fact]:
    for shell in SHELLS:
        here = "" if shutil.which(shell) else f"; {shell} is not on this machine"
        yield Fact("completion", shell, f"{state(shell)}{here}")
