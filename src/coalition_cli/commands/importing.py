"""`coalition import`: data of other forms become a claims file."""

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ..model.problems import Problem, UsageError, plural
from ..reading.files import STANDARD_INPUT, printable
from ..reading.lakes import names_lake
from ..words.safe import visible
from ..writing import opened, tell
from .completion.parameters import FORMS
from .opening import note, watched
from .options.shared import DATA, Goal
from .overwriting import keep_apart, refuse_to_replace_data

if TYPE_CHECKING:  # the help of the command needs none of it
    from ..importing.accounting import Account
    from ..importing.gathering.gathering import Gathering
    from ..importing.landing.joining import Joined

_MAP = (
    "Which field gets what: a file, or the name of a mapping that comes with the program. "
    "The default is FILE.map.yaml beside FILE."
)

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]...",
        help="Tables, pages, feeds, annotations, references. - is standard input, as is no FILE.",
        show_default=False,
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FORM",
        help="The form of the data. The default is what their content looks like.",
        show_default=False,
        click_type=FORMS,
    ),
]
MapFile = Annotated[
    str | None,
    typer.Option("--map", "-m", metavar="FILE", help=_MAP, show_default=False),
]
Suggest = Annotated[
    bool, typer.Option("--suggest", help="Print a mapping to start from, and read no more.")
]
SameSpeakers = Annotated[
    bool, typer.Option("--same-speakers", help="Make one speaker of all spellings of a name.")
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit with 1 if a row is left out or a value is lost.")
]
Onward = Annotated[
    bool,
    typer.Option(
        "--keep-going",
        help="Leave out rows that cannot be read, and say which.",
        rich_help_panel=DATA,
    ),
]


class Manner(NamedTuple):
    """How data are read."""

    form: From = None
    mapping: MapFile = None
    suggest: Suggest = False
    same_speakers: SameSpeakers = False
    strict: Strict = False
    keep_going: Onward = False


def import_(manner: Manner, goal: Goal, files: Files = None) -> None:
    """Make a claims file of data in another form, and lose nothing.

    Pages with ClaimReview, feeds, answers of the Fact Check Tools API, W3C annotations,
    Hypothesis, CSL-JSON and BibTeX need no mapping, nor do tables with well-known headers
    and what 'export jsonld' wrote.
    What no field takes is kept under 'extra'. A report says what became of the rows.
    A folder that ends with .lake becomes a lake, as 'export lake' makes it.
    'coalition help importing' explains more, and 'coalition help mapping' how to say what
    a row becomes.

    \b
    coalition import claims.csv > claims.yaml
    coalition import page.html feed.json -o reviews.jsonl
    coalition import --suggest table.xlsx > table.xlsx.map.yaml
    coalition import feed.json --into claims.yaml
    coalition import 2026.csv -o claims.lake
    """
    if not files and sys.stdin is not None and sys.stdin.isatty():
        raise UsageError("name a FILE to import\nor - to type it here, up to Ctrl-D")
    paths = files or [STANDARD_INPUT]
    if manner.suggest:
        keep_apart(goal.output, [], paths)
        _suggest(paths, manner.form, goal.output)
        return
    from ..importing.landing.placing import refuse_unknown, refuse_unwritable

    if goal.output and goal.into:
        raise UsageError("-o writes a new file, and --into adds to one\ngive one of the two")
    read = [*paths, *filter(None, [manner.mapping])]
    target = goal.into or goal.output
    lake = target if names_lake(target) else None
    if lake:
        from .lakes import refuse_imported

        keep_apart(lake, [], read, lambda _: refuse_imported(lake, goal.into))
    else:
        refuse_unknown(goal.output)
        keep_apart(goal.output, [], read, refuse_unwritable)
        refuse_to_replace_data(goal.output, "--into adds what is new to it")
    gathering, account, names = _gathered(paths, manner)
    if lake:
        from .lakes import import_into_lake

        joined = import_into_lake(lake, gathering, names)
    elif goal.into:
        joined = _joined(goal.into, gathering)
    else:
        from ..importing.landing.placing import place

        place(gathering.stores, goal.output, gathering.file)
        joined = None
    added = joined.added if joined else _counted(gathering)
    _tell(gathering.secrets.without(account.told(added)))
    if goal.into and joined:
        _tell_what_was_there(joined, goal.into)
    if manner.strict and account.loss:
        raise typer.Exit(1)


def _suggest(paths: list[str], form: str | None, output: str | None) -> None:
    from ..importing.choosing import suggested

    if len(paths) > 1:
        raise UsageError("--suggest reads one file\nthe others may have the same mapping, with -m")
    text = suggested(paths[0], form)
    with opened(output) as out:
        out.write(text)


def _gathered(paths: list[str], manner: Manner) -> "tuple[Gathering, Account, str]":
    """Return what came in, what became of the rows, and what the inputs are called."""
    from ..importing.choosing import chosen
    from ..importing.gathering.finishing import finish
    from ..importing.gathering.gathering import Gathering
    from ..importing.running import gather
    from ..reading.reader import without_garbage_collection

    inputs = [chosen(path, manner.form, manner.mapping) for path in paths]
    gathering = Gathering(same_speakers=manner.same_speakers)
    with without_garbage_collection(), watched() as watch:
        account = gather(inputs, gathering, watch, _left_out if manner.keep_going else None)
        account.alike = finish(gathering)
    for each in inputs:
        for message, remedy in each.input.notes:
            _tell([f"{each.input.name}: {message}", f"  {remedy}"])
        for message, remedy in each.notes:
            _tell([message, f"  {remedy}"])
    return gathering, account, ", ".join(each.input.name for each in inputs)


def _left_out(problem: Problem) -> None:
    tell(str(problem))


def _joined(into: str, gathering: "Gathering") -> "Joined":
    from ..importing.landing.joining import edition_of, join

    with edition_of(into) as (edition, file):
        joined = join(gathering, edition, file)
        edition.save()
    return joined


def _tell_what_was_there(joined: "Joined", into: str) -> None:
    if joined.reviews:
        note(f"{plural(joined.reviews, 'review')} added to claims that were there")
    if joined.left:
        left = f"{plural(joined.left, 'review')} of claims that were there left out"
        note(f"{left}: what a lake has does not change")
    if joined.there:
        note(f"there before: {plural(joined.there, 'record')} of the rows")
    if stated := ", ".join(name for name in joined.file if name != "version"):
        note(f"not added, because {visible(printable(into))} speaks for itself: {stated}")
    note(f"{'changed' if joined.any else 'nothing new for'} {visible(printable(into))}")


def _counted(gathering: "Gathering") -> Counter[str]:
    return Counter({name: len(store) for name, store in gathering.stores.items()})


def _tell(lines: "list[str]") -> None:
    """Say on standard error what became of the rows."""
    for line in lines:
        if line.startswith(" "):
            tell(visible(line))
        else:
            note(visible(line))
