"""`coalition diff`: what changed from one version of the data to another."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from ..answers.asking import chosen
from ..answers.differences import Comparison, Side
from ..answers.opening import opened_files
from ..index import Index
from ..model.answer import Answer
from ..model.problems import DataError, UsageError
from ..model.results import RESULTS
from ..project import corpus_of
from ..project.committed import files_at_head
from ..reading.committed import HEAD, Revision, committed, revision_named
from ..reading.files import STANDARD_INPUT
from ..words.safe import visible
from .answering import Asked, Drawing, as_listing, give, wanted
from .opening import note, opened_index, watched
from .options.leaving import OF_PART
from .options.packing import Without
from .options.shared import Output, Selection
from .overwriting import keep_apart

_SIDE = "A claims file, a folder, - for standard input, or REV:PATH for one that git has"
Old = Annotated[
    str | None, typer.Argument(metavar="OLD", help=f"{_SIDE}, such as HEAD:claims.yaml.")
]
New = Annotated[
    str | None, typer.Argument(metavar="NEW", help="A newer version of it, named in the same way.")
]


def diff(
    selection: Annotated[Selection, Without("sort")],
    output: Annotated[Output, Without("oneline", "keep_going", *OF_PART)],
    old: Old = None,
    new: New = None,
) -> None:
    """Show what changed from OLD to NEW, field by field.

    Without OLD and NEW: what changed in your files since the last commit (HEAD).

    Records are matched by id. Words are marked [-struck-] and {+added+}. It also shows
    what no line of a file states. A speaker becomes named or unnamed. A claim is better
    sourced if it has more origins, its first quote or a higher confidence, and worse
    sourced if it has less. If a value is unknown, it says neither.

    The order of records and of lists makes no difference. The exit code is 0, with
    differences and without. --count prints the number of rows, and -e exits with 1 if
    there are none.

    \b
    coalition diff
    coalition diff HEAD~1:data/claims.yaml data/claims.yaml
    coalition diff monday/ tuesday/ --json | jq '.[] | select(.effect == "unnamed")'
    """
    asked = Asked(None, output, selection)
    section = RESULTS["diff"]
    fields = chosen(section, wanted(asked, section))
    sides = _since_the_last_commit if old is None else _named
    with sides(old, new, output) as (before, after):
        comparison = Comparison(before, after)
        answer = comparison.answer().with_fields(fields)
        give(answer, asked, _drawing(comparison, output), "no differences")


@contextmanager
def _named(old: str | None, new: str | None, output: Output) -> Iterator[tuple[Side, Side]]:
    """Open the two versions that were named."""
    assert old is not None  # noqa: S101 - or this is not asked
    if output.data:
        raise UsageError("-d and OLD both say what is compared\nleave one of them out")
    if new is None:
        raise UsageError(f"diff takes OLD and NEW, or neither of them\n{_instead(old)}")
    if old == new == STANDARD_INPUT:
        raise UsageError("OLD and NEW cannot both be standard input; name a file for one of them")
    revisions = revision_named(old), revision_named(new)
    paths = [path for path, of in zip((old, new), revisions, strict=True) if of is None]
    keep_apart(output.output, [corpus_of([path]) for path in paths])  # each may be a lake
    engine = output.engine
    with (
        _opened("OLD", old, revisions[0], engine) as before,
        _opened("NEW", new, revisions[1], engine) as after,
    ):
        yield Side(before, old), Side(after, new)


def _instead(old: str) -> str:
    """Return what to write if OLD stands alone."""
    if revision := revision_named(old):
        return f"'coalition diff {old} {revision.path}' compares with the file as it is"
    if os.path.lexists(os.path.expanduser(old)):  # noqa: PTH111 - paths are text here
        return f"'coalition diff -d {old}' compares with the last commit"
    return f"there is no file '{old}'; a revision stands before a path, as in HEAD~1:claims.yaml"


@contextmanager
def _since_the_last_commit(_: object, __: object, output: Output) -> Iterator[tuple[Side, Side]]:
    """Open the data as the last commit has it, and as it is."""
    data = corpus_of(output.data or [], engine=output.engine).own()
    if STANDARD_INPUT in data.paths:
        raise UsageError("git has no older version of standard input\nname a file with -d")
    keep_apart(output.output, [data])
    data.files()  # a lake has none that git could know
    with opened_index(data) as after:
        with watched() as watch, _of_side("OLD", f"{HEAD} of {data}"):
            before = opened_files(files_at_head(data, note), watch)
        if output.on_terminal:
            note(f"from {HEAD} to what is now in {visible(str(data))}")
        with before:
            # Within its one path a file has the same name on both sides.
            path = data.paths[0] if len(data.paths) == 1 and os.path.lexists(data.paths[0]) else ""
            yield Side(before, f"{HEAD}:{path}"), Side(after, path)


def _opened(side: str, path: str, revision: Revision | None, engine: str | None) -> Index:
    """Open one of the two versions. An error says which."""
    with _of_side(side, path):
        if revision is None:
            return opened_index(corpus_of([path], engine=engine))
        with watched() as watch:
            return opened_files(committed(revision, note), watch)


@contextmanager
def _of_side(side: str, name: str) -> Iterator[None]:
    try:
        yield
    except DataError as error:
        raise DataError(error.problems, f"{side}, {name}") from error


def _drawing(comparison: Comparison, output: Output) -> Drawing:
    """Return the drawing of the rows. The summary also counts rows that are not shown."""

    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting.differences import differences, summary  # Rich takes a while to import

        yield from (as_listing(output) if output.fields else differences)(answer, width)
        tally = comparison.tally()
        if tally.rows:
            yield from [""] if output.fields else []
            yield summary(tally.fates, tally.effects)

    return drawing
