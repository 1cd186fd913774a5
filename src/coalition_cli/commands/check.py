"""`coalition check`: all problems of claims files."""

from typing import Annotated

import typer

from .. import corpus
from ..writing import standard_output, tell
from .options import Data

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]...",
        help="Claims files, folders of them, or - for standard input.",
        show_default=False,
    ),
]


def check(files: Files = None, data: Data = None) -> None:
    """Print the problems of claims files.

    A problem is printed as file:line:column: code: message, with what mends it below.
    Exit with 1 if there are any.

    \b
    coalition check claims.yaml
    coalition check newsroom/ && git push
    """
    problems = corpus.check([*(files or []), *(data or [])])
    out = standard_output()
    for problem in problems:
        out.write(f"{problem}\n")
    if problems:
        raise typer.Exit(1)
    tell("coalition: no problems")
