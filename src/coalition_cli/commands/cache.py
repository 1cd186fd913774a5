"""`coalition cache`: the indexes that make answers fast, and where they are."""

from enum import StrEnum
from typing import Annotated

import typer

from ..answers.asking import chosen
from ..answers.overview import indexes
from ..cache.folder import BOUND, Kept, clear, kept
from ..cache.place import cache_folder
from ..model.problems import CoalitionError, plural, reason
from ..model.results import RESULTS
from ..words.safe import visible
from .answering import Asked, as_listing, wanted, write
from .opening import note
from .options import Output
from .overwriting import keep_apart_from_all
from .packing import Without


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

_MOST = 20  # files that could not be removed and are named


def cache(
    output: Annotated[Output, Without("oneline")], action: ActionArgument = Action.SHOW
) -> None:
    """Show the indexes that make answers fast, or remove them.

    The first question about some files makes an index. Later questions use it. You can
    remove it at any time. COALITION_CACHE names its folder, or is off.

    \b
    coalition cache
    coalition cache --json
    coalition cache clear
    """
    keep_apart_from_all(output.output, output.data or [])
    folder = cache_folder()
    if folder is None:
        note("there is no cache: COALITION_CACHE is off")
        _write([], output)
        return
    try:
        entries = kept(folder)
        if action is Action.CLEAR:
            _clear(folder, entries)
            return
    except OSError as error:
        raise CacheError(f"the cache folder {folder} cannot be read: {reason(error)}") from error
    _write(entries, output, folder)


class CacheError(CoalitionError):
    """The cache cannot be read, or cannot be cleared."""

    exit_code = 3


def _clear(folder: str, entries: list[Kept]) -> None:
    """Clear the cache and say what was removed. Raise CacheError if a file is left."""
    left = clear(folder)
    paths = {file.path for file in left}
    removed = [entry for entry in entries if not paths & {entry.note_path, entry.path}]
    note(f"{_counted(removed)} removed from {visible(folder)}")
    if left:
        named = [f"  {file.path}: {file.reason}" for file in left[:_MOST]]
        more = [f"  and {len(left) - _MOST:,} more"] if len(left) > _MOST else []
        message = f"{plural(len(left), 'file')} of the cache could not be removed"
        raise CacheError("\n".join([message, *named, *more]))


def _write(entries: list[Kept], output: Output, folder: str = "") -> None:
    place = [f"{_counted(entries)} of at most {BOUND:,} bytes in {folder}."] if folder else []
    section = RESULTS["cache"]
    fields = chosen(section, wanted(Asked(None, output), section))
    write(indexes(entries).with_fields(fields), output, as_listing(output, place))


def _counted(entries: list[Kept]) -> str:
    size = sum(entry.size for entry in entries)
    return f"{len(entries):,} {'index' if len(entries) == 1 else 'indexes'}, {size:,} bytes"
