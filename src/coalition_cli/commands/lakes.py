"""Claims become a lake."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ..answers.asking import Wanted, as_words, resolved, underlying
from ..model import SECTIONS
from ..model.problems import OutputError, UsageError, reason
from ..project import Corpus
from ..reading.lakes import is_lake
from ..words.safe import visible
from .opening import note, opened_index, watched
from .options.filters import ClaimFilters, conditions
from .options.leaving import LeavingOptions
from .overwriting import keep_apart

if TYPE_CHECKING:
    from .options.export import Target

_CLAIMS = SECTIONS["claims"]


def export_lake(
    corpus: Corpus,
    leaves: LeavingOptions,
    target: "Target",
    query: Sequence[str],
    filters: ClaimFilters,
) -> None:
    """Write the claims that match into a lake, with what belongs to them.

    The folder is that of -o, or else the first word of the query.
    """
    for option, value in (("--as-of", leaves.as_of), ("--with", leaves.with_)):
        if value:
            raise UsageError(
                f"a lake keeps what is not public too, so it takes no {option}\n"
                "csv is a folder of tables with what is public alone"
            )
    folder, words = (target.output, query) if target.output is not None else _first(query)
    from ..lake.storing import is_ours
    from ..writing.beside import new_folder, refuse_folder

    def refuse(_: str) -> None:
        if not target.into:
            _refuse_what_is_there(folder, force=target.force)
            refuse_folder(folder, is_ours)

    keep_apart(folder, [corpus], refuse=refuse)
    wanted = Wanted(tuple(words), conditions(filters))
    chosen = any(as_words(wanted))
    if target.into:
        if chosen or target.force:
            raise UsageError(
                "--into adds all claims of the data, so it takes no query and no --force"
            )
        _add(folder, corpus)
        return
    from ..lake.extra import needs_duckdb

    with needs_duckdb():
        from ..lake.apart import write

    with ExitStack() as opened, new_folder(folder, is_ours) as part:
        index = opened.enter_context(opened_index(corpus))
        question = resolved(index, underlying(_CLAIMS, wanted), note)
        if chosen:
            from ..index.part import part as part_of
            from ..publishing.excerpt import with_all

            names: dict[str, set[str]] = {}
            for section, key in with_all(index, question):
                names.setdefault(section, set()).add(key)
            index = opened.enter_context(part_of(index, names))
        if not index.count(question._replace(terms=(), alternatives=())):
            note("no claims match" if chosen else "there are no claims")
        Path(part).chmod(0o700)
        with watched() as watch:
            write(index, Path(part), watch)


def _add(folder: str, corpus: Corpus) -> None:
    """Add the claims of the data to a lake."""
    from ..lake.extra import needs_duckdb

    with needs_duckdb():
        from ..lake.adding import add

    try:
        with watched() as watch:
            add(folder, corpus.files(), watch)
    except OSError as error:
        raise OutputError(f"cannot add to {visible(folder)}: {reason(error)}") from error


def _first(query: Sequence[str]) -> tuple[str, Sequence[str]]:
    if not query:
        raise UsageError("name the folder of the lake, such as claims.lake")
    return query[0], query[1:]


def _refuse_what_is_there(folder: str, *, force: bool) -> None:
    """Raise UsageError where a folder has a lake already: it may be all that there is of claims."""
    if is_lake(folder) and not force:
        raise UsageError(
            f"{visible(folder)} is a lake already\n--force writes a new one in its place"
        )
