"""`coalition fmt`: claims files in one order and one style."""

import typer

from ..model.problems import UsageError
from ..reading.files import STANDARD_INPUT
from .options.fmt import Treatment
from .options.paths import Paths, corpora_of
from .options.shared import Data


def fmt(treatment: Treatment, paths: Paths = None, data: Data = None) -> None:
    """Bring claims files into one order of keys and one style.

    Comments move with the key that they belong to. No value changes, and no record moves.
    Files that change are named. - reads standard input, and writes the result to standard
    output. A file with errors, or one that cannot be changed safely, is left as it is, and
    the others are changed all the same; then the exit code is 3. 'coalition help keeping'
    says where each comment goes.

    \b
    coalition fmt
    coalition fmt --diff claims/
    coalition fmt --check claims.yaml && git commit
    """
    named = [*(paths or []), *(data or [])]
    if STANDARD_INPUT in named and len(named) > 1:
        raise UsageError("standard input (-) and files cannot be named together\nname one of them")
    corpora = corpora_of(named, tracked=treatment.tracked)
    from .formatting import Formatting  # it needs the parser

    formatting = Formatting(treatment, [file for corpus in corpora for file in corpus.files()])
    formatting.run()
    formatting.sum_up([] if named else corpora)
    raise typer.Exit(formatting.exit_code)
