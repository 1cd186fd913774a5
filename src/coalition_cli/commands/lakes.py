"""Claims become a lake."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ..answers.asking import Wanted, as_words, resolved, underlying
from ..model import SECTIONS
from ..model.problems import OutputError, UsageError, reason
from ..project import Corpus
from ..reading.lakes import is_lake, is_url
from ..words.safe import visible
from .opening import note, opened_index, watched
from .options.filters import ClaimFilters, conditions
from .options.leaving import LeavingOptions
from .overwriting import keep_apart

if TYPE_CHECKING:
    from ..importing.gathering.gathering import Gathering
    from ..importing.landing.joining import Joined
    from ..index import Index
    from ..query import Question
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
    _refuse_far(folder)
    from ..lake.storing import is_ours
    from ..writing.beside import new_folder, refuse_folder

    def may_go(there: str) -> bool:
        return target.force and is_ours(there)

    def refuse(_: str) -> None:
        if not target.into:
            _refuse_what_is_there(folder, force=target.force)
            refuse_folder(folder, may_go)

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

    with ExitStack() as opened, new_folder(folder, may_go) as part:
        index = opened.enter_context(opened_index(corpus))
        question = resolved(index, underlying(_CLAIMS, wanted), note)
        if chosen:
            index = opened.enter_context(_found(index, question))
        if not index.count(question._replace(terms=(), alternatives=())):
            note("no claims match" if chosen else "there are no claims")
        Path(part).chmod(0o700)
        with watched() as watch:
            write(index, Path(part), watch)


def _found(index: "Index", question: "Question") -> "Index":
    """Return an index of the claims that a question finds, with what belongs to them."""
    from ..index.part import part
    from ..publishing.excerpt import with_all

    names: dict[str, set[str]] = {}
    for section, key in with_all(index, question):
        names.setdefault(section, set()).add(key)
    return part(index, names)


def refuse_imported(folder: str, into: str | None) -> None:
    """Raise UsageError or OutputError where what comes in cannot become a lake, or a part of it."""
    _refuse_far(folder)
    from ..lake.extra import needs_duckdb

    with needs_duckdb():
        from ..importing.landing.lakes import join_lake  # noqa: F401 - what is needed is there
    from ..writing.beside import refuse_folder

    if not is_lake(folder):
        refuse_folder(folder, lambda _: False)
    elif not into:
        raise UsageError(
            f"{visible(folder)} is a lake already\n--into adds what is new to it, as a part"
        )


def import_into_lake(folder: str, gathering: "Gathering", name: str) -> "Joined":
    """Write what came in into a lake, and return what was done: a new one, or a new part of it."""
    from ..importing.landing.lakes import join_lake, place_in_lake
    from ..writing.beside import new_folder

    try:
        with watched() as watch:
            if is_lake(folder):
                return join_lake(gathering, folder, name, watch)
            with new_folder(folder, lambda _: False) as part:
                Path(part).chmod(0o700)
                return place_in_lake(gathering, part, name, watch)
    except OSError as error:
        raise OutputError(f"cannot write {visible(folder)}: {reason(error)}") from error


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


def _refuse_far(folder: str) -> None:
    if is_url(folder):
        raise UsageError(
            f"{visible(folder)} is in object storage, and lakes are written on disks\n"
            "name a folder, and copy it there when it is whole"
        )


def _refuse_what_is_there(folder: str, *, force: bool) -> None:
    """Raise UsageError where a folder has a lake already: it may be all that there is of claims."""
    if is_lake(folder) and not force:
        raise UsageError(
            f"{visible(folder)} is a lake already\n--force writes a new one in its place"
        )
