"""`coalition import`: data of other forms become a claims file."""

from typing import Annotated, NamedTuple

import typer

from ..model.problems import Problem, UsageError
from ..reading.files import STANDARD_INPUT
from ..writing import opened, tell
from .opening import note, watched
from .options import DATA, OUTPUT, KeepGoing
from .overwriting import keep_apart

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]...",
        help="Pages, feeds, tables, annotations. Without FILE, or as -, standard input.",
        show_default=False,
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FORM",
        help="The form of the data. The default is what the content looks like.",
        show_default=False,
    ),
]
Mapping = Annotated[
    str | None,
    typer.Option(
        "--map",
        "-m",
        metavar="FILE",
        help="The mapping: which field gets which column. The default is FILE.map.yaml beside FILE.",
        show_default=False,
    ),
]
SameSpeakers = Annotated[
    bool,
    typer.Option("--same-speakers", help="Make one speaker of all spellings of a name."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything was lost.")]
Target = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file, or to a folder (DIR/). The end of the name says which format.",
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]


class Manner(NamedTuple):
    """How data are read."""

    form: From = None
    mapping: Mapping = None
    same_speakers: SameSpeakers = False
    keep_going: KeepGoing = False
    strict: Strict = False


def import_(manner: Manner, files: Files = None, output: Target = None) -> None:
    """Make a claims file of data that are in another form.

    \b
    coalition import claims.csv > claims.yaml
    coalition import page.html feed.json -o reviews.jsonl
    """
    paths = files or [STANDARD_INPUT]
    keep_apart(output, [], [*paths, *filter(None, [manner.mapping])])
    from ..importing.choosing import chosen
    from ..importing.composing import yaml_file
    from ..importing.gathering import Gathering
    from ..importing.running import gather

    inputs = [chosen(path, manner.form, manner.mapping) for path in paths]
    gathering = Gathering(same_speakers=manner.same_speakers)
    with watched() as watch:
        account = gather(inputs, gathering, watch, _tell if manner.keep_going else None)
    with opened(output) as out:
        out.writelines(yaml_file(gathering.stores))
    for each in inputs:
        for message, remedy in each.input.notes:
            note(f"{each.input.name}: {message}")
            tell(f"  {remedy}")
    for line in account.told(gathering.stores):
        note(line) if not line.startswith(" ") else tell(line)
    if manner.strict and account.loss:
        raise typer.Exit(1)


def _tell(problem: Problem) -> None:
    tell(str(problem))
