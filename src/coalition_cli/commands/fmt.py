"""`coalition fmt`: claims files in one order and one style."""

from typing import Annotated, NamedTuple

import typer

from ..model.problems import UsageError
from ..project import Corpus, corpus_of
from ..reading.files import STANDARD_INPUT
from .changing import DryRun
from .check_options import Paths
from .options import DATA, Color, Data, When

Check = Annotated[
    bool, typer.Option("--check", help="Write nothing. Name the files that would change, exit 1.")
]
Diff = Annotated[
    bool, typer.Option("--diff", help="Write nothing. Print what would change, exit 1.")
]
Tracked = Annotated[
    bool,
    typer.Option(
        "--tracked",
        help="Without PATH: each claims.yaml, each folder claims and each project that git tracks.",
        rich_help_panel=DATA,
    ),
]


class Manner(NamedTuple):
    """Which files are meant if none is named, and what is done where one would change."""

    check: Check = False
    diff: Diff = False
    dry_run: DryRun = False
    tracked: Tracked = False
    color: Color = When.AUTO

    @property
    def writes(self) -> bool:
        """Whether files are changed."""
        return not (self.check or self.diff or self.dry_run)


def fmt(manner: Manner, paths: Paths = None, data: Data = None) -> None:
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
    corpora = _corpora(named, manner)
    from .formatting import Formatting  # it needs the parser

    formatting = Formatting(manner, [file for corpus in corpora for file in corpus.files()])
    formatting.run()
    formatting.sum_up([] if named else corpora)
    raise typer.Exit(formatting.exit_code)


def _corpora(named: list[str], manner: Manner) -> list[Corpus]:
    """Return the data that is named, or that of the project, or what git tracks."""
    if named or not manner.tracked:
        return [corpus_of(named).own()]
    from ..project.tracked import stories  # git is rarely asked

    return stories()
