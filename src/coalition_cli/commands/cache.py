"""`coalition cache`: the indexes that make answers fast, and where they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ..answers.asking import chosen
from ..answers.overview import indexes
from ..cache.folder import BOUND, Kept, kept
from ..cache.place import cache_folder
from ..model.problems import CoalitionError, UsageError, plural, reason
from ..model.results import RESULTS
from ..project import corpus_of
from ..words.safe import visible
from .answering import Asked, as_listing, wanted, write
from .opening import note
from .options.leaving import OF_PART
from .options.packing import Without
from .options.shared import Output
from .overwriting import keep_apart_from_all

if TYPE_CHECKING:
    from ..cache.clearing import Cleared


class Action(StrEnum):
    """What to do with the cache."""

    SHOW = "show"
    CLEAR = "clear"


ActionArgument = Annotated[
    Action,
    typer.Argument(
        metavar="[show|clear]", help="Show the indexes, or remove them.", show_default=False
    ),
]

All = Annotated[
    bool,
    typer.Option("--all", help="With clear: remove the indexes of all data, not only of yours."),
]

_MOST = 20  # indexes that were removed, and files that could not be, that are named


def cache(
    output: Annotated[Output, Without("oneline", "keep_going", "engine", *OF_PART)],
    action: ActionArgument = Action.SHOW,
    *,
    everything: All = False,
) -> None:
    """Show the indexes that make answers fast, or remove them.

    The first question about some files makes an index. Later questions use it. You can
    remove it at any time: clear removes the index of your data, or of the data that -d
    names, and clear --all removes all of them. You are told what was removed.
    COALITION_CACHE names the folder, or is off.

    \b
    coalition cache
    coalition cache --json
    coalition cache clear
    coalition cache clear --all
    """
    if everything and action is not Action.CLEAR:
        raise UsageError(
            "--all works only with clear\n'coalition cache clear --all' removes all indexes"
        )
    if everything and output.data:
        raise UsageError(
            "--all removes all indexes, and -d names those of some data\ngive one of them"
        )
    keep_apart_from_all(output.output, output.data or [])
    folder = cache_folder()
    if folder is None:
        note("there is no cache: COALITION_CACHE is off")
        _write([], output)
        return
    if action is Action.SHOW:
        with _readable(folder):
            entries = kept(folder)
        _write(entries, output, folder)
    elif everything:
        from ..cache.clearing import clear_all  # few runs clear

        with _readable(folder):
            cleared = clear_all(folder)
        _say(folder, cleared)
    else:
        _clear_data(folder, output.data or [])


@contextmanager
def _readable(folder: str) -> Iterator[None]:
    """Raise CacheError if the folder cannot be read."""
    try:
        yield
    except OSError as error:
        raise CacheError(f"the cache folder {folder} cannot be read: {reason(error)}") from error


class CacheError(CoalitionError):
    """The cache cannot be read, or cannot be cleared."""

    exit_code = 3


def _clear_data(folder: str, named: list[str]) -> None:
    """Remove the index of the data that is named, or else of what a question would open."""
    from ..cache.clearing import clear_data
    from ..cache.entry import data_named

    paths = corpus_of(named).paths
    with _readable(folder):
        cleared = clear_data(folder, paths)
    if not (cleared.removed or cleared.left):
        note(
            f"no index of {visible(data_named(paths))} is in {visible(folder)}\n"
            "'coalition cache' shows all indexes, and 'coalition cache clear --all' removes them"
        )
        return
    _say(folder, cleared)


def _say(folder: str, cleared: "Cleared") -> None:
    """Say what was removed. Raise CacheError if a file is left."""
    of_data = [index for index in cleared.removed if index.data]
    others = [file for file in cleared.removed if not file.data]
    size = sum(each.size for each in cleared.removed)
    lines = [f"{_counted(len(of_data), size)} removed from {visible(folder)}"]
    lines += [f"  {visible(index.data)}: {index.size:,} bytes" for index in of_data[:_MOST]]
    lines += [f"  and {len(of_data) - _MOST:,} more"] if len(of_data) > _MOST else []
    if others:
        size = sum(file.size for file in others)
        lines.append(f"  {plural(len(others), 'file')} that no index uses: {size:,} bytes")
    note("\n".join(lines))
    if left := cleared.left:
        named = [f"  {file.path}: {file.reason}" for file in left[:_MOST]]
        more = [f"  and {len(left) - _MOST:,} more"] if len(left) > _MOST else []
        message = f"{plural(len(left), 'file')} of the cache could not be removed"
        raise CacheError("\n".join([message, *named, *more]))


def _write(entries: list[Kept], output: Output, folder: str = "") -> None:
    counted = _counted(len(entries), sum(entry.size for entry in entries))
    place = [f"{counted} of at most {BOUND:,} bytes in {folder}."] if folder else []
    section = RESULTS["cache"]
    fields = chosen(section, wanted(Asked(None, output), section))
    write(indexes(entries).with_fields(fields), output, as_listing(output, place))


def _counted(number: int, size: int) -> str:
    return f"{number:,} {'index' if number == 1 else 'indexes'}, {size:,} bytes"
