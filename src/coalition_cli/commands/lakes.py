"""Claims become a lake."""

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ..answers.asking import Wanted, as_words, resolved, underlying
from ..model import SECTIONS
from ..model.problems import OutputError, UsageError, reason
from ..project import Corpus
from ..project.corpus import LakeDataError
from ..reading import printable
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
    from ..lake.extra import need_duckdb

    _refuse_leaving(leaves)
    if corpus.lake:
        raise LakeDataError(corpus.lake, "and no lake is made of one")
    folder, words = (target.output, query) if target.output is not None else _first(query)
    _refuse_place(folder)
    need_duckdb()
    keep_apart(folder, [corpus], refuse=lambda _: _refuse_what_is_there(folder, target))
    wanted = Wanted(tuple(words), conditions(filters))
    if not target.into:
        _write(folder, corpus, wanted, force=target.force)
    elif any(as_words(wanted)) or target.force:
        raise UsageError("--into adds all claims of the data, so it takes no query and no --force")
    else:
        _add(folder, corpus)


def _write(folder: str, corpus: Corpus, wanted: Wanted, *, force: bool) -> None:
    """Write the claims of the data that match into a new lake."""
    from ..lake.apart import write
    from ..lake.storing import alone
    from ..writing.beside import new_folder

    chosen = any(as_words(wanted))
    with ExitStack() as opened:
        if is_lake(folder):  # nobody may add to it while another one takes its place
            opened.enter_context(alone(folder))
        part = opened.enter_context(new_folder(folder, _may_go(force=force)))
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
    _refuse_place(folder)
    from ..lake.extra import need_duckdb
    from ..writing.beside import refuse_folder

    need_duckdb()
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


def _refuse_place(folder: str) -> None:
    """Raise UsageError where no lake is written, or where none could be asked."""
    if is_url(folder):
        raise UsageError(
            f"{visible(folder)} is in object storage, and lakes are written on disks\n"
            "name a folder, and copy it there when it is whole"
        )
    from ..lake.values import is_unicode

    if not is_unicode(os.path.realpath(folder)):
        raise UsageError(
            f"{printable(folder)} cannot be a lake: DuckDB takes Unicode alone in a path\n"
            "name another folder"
        )


def _refuse_leaving(leaves: LeavingOptions) -> None:
    for option, value in (("--as-of", leaves.as_of), ("--with", leaves.with_)):
        if value:
            raise UsageError(
                f"a lake keeps what is not public too, so it takes no {option}\n"
                "csv is a folder of tables with what is public alone"
            )


def _refuse_what_is_there(folder: str, target: "Target") -> None:
    """Raise UsageError where a folder has a lake already: it may be all that there is of claims.

    For a part it has to have one.
    """
    from ..writing.beside import refuse_folder

    if target.into:
        if not is_lake(folder):
            raise UsageError(
                f"{visible(folder)} is no lake, and --into adds to one that is there\n"
                "without --into a new one is written"
            )
        return
    if is_lake(folder) and not target.force:
        raise UsageError(
            f"{visible(folder)} is a lake already\n--force writes a new one in its place"
        )
    refuse_folder(folder, _may_go(force=target.force))


def _may_go(*, force: bool) -> Callable[[str], bool]:
    """Return what says whether all of a folder may be replaced."""
    from ..lake.storing import is_ours

    return lambda folder: force and is_ours(folder)
