"""`coalition export`: claims as files of other tools."""

import os
from collections.abc import Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from ..answers.asking import Wanted, as_words, underlying
from ..exporting.formats import Place
from ..model import SECTIONS
from ..model.problems import UsageError
from ..project import Corpus, corpus_of
from ..writing import opened as opened_output
from .opening import note, watched
from .options.export import FormatName, Target
from .options.filters import ClaimFilters, conditions
from .options.leaving import LeavingOptions
from .options.shared import Data, Engine, Query
from .options.texts import TextOptions
from .overwriting import keep_apart
from .publishing import public_part

if TYPE_CHECKING:  # its help needs none of them
    from ..answers.texts import TextFiles
    from ..exporting.export import Export
    from ..exporting.formats import Format

_CLAIMS = SECTIONS["claims"]


def export(
    form: FormatName,
    filters: ClaimFilters,
    leaves: LeavingOptions,
    target: Target,
    given: TextOptions,
    data: Data = None,
    engine: Engine = None,
    query: Query = None,
) -> None:
    """Write claims as files of other tools, with what belongs to them.

    What is exported is public. So notes, reasons for anonymity and names of files stay in,
    and so does what is under embargo or off the record, with all that leads to it. One line
    says what was left out. Only a lake keeps all of that: it stands in place of the files.

    \b
    coalition export csv topic:greenland -o greenland/
    coalition export lake claims.lake
    """
    corpus = corpus_of(data or [], engine=engine)
    notation, by = form.notation(target.notation, target.output), form.by(target.by)
    texts = _texts(form, given, corpus)
    if form.is_store:
        from .lakes import export_lake

        export_lake(corpus, leaves, target, query or [], filters)
        return
    for option, given_too in (("--force", target.force), ("--into", target.into)):
        if given_too:
            raise UsageError(f"{option} is for a lake, and {form} is written without it")
    _check(form, target.output)
    leaving = leaves.leaving
    _refuse(form, target.output, corpus, texts.paths() if texts else ())
    wanted = Wanted(tuple(query or ()), conditions(filters))
    question, words = underlying(_CLAIMS, wanted), " ".join(as_words(wanted))
    from ..exporting.export import Export
    from ..publishing.excerpt import part
    from ..publishing.needed import Asking

    found = public_part(corpus, leaving, Asking(question))

    with ExitStack() as opened:
        public = opened.enter_context(found.records)
        question, hints = found.resolved(question)
        for hint in hints:
            note(hint)
        if words:
            with watched() as watch:
                public = opened.enter_context(part(public, question, leaving.optional, watch))
        if found.left_out:
            note(f"left out: {found.left_out}")
        if not public.count(question._replace(terms=(), alternatives=())):
            note("no claims match" if words else "there are no claims")
        told = Export(public, leaving, found.withheld, note, texts, by=by, notation=notation)
        _write(form, told, target.output)


def _texts(form: "Format", given: TextOptions, corpus: Corpus) -> "TextFiles | None":
    """Return the texts of articles, for a format that takes them; None if there are none."""
    named = bool(given.text) or given.texts is not None
    if not form.takes_texts:
        if named:
            raise UsageError(f"{form} takes no texts of articles\nleave out --text and --texts")
        return None
    folder = given.texts if named else corpus.texts()
    if not named and not (folder and os.path.lexists(folder)):
        return None
    from ..answers.texts import texts_named

    return texts_named(given.text or [], folder, corpus.paths)


def _check(form: "Format", output: str | None) -> None:
    """Raise UsageError where the format cannot be written there."""
    if form.place is not Place.STREAM and output in (None, "-"):
        raise UsageError(
            f"{form} is {form.place.value}, and goes to no pipe and no terminal\n"
            f"say where: -o {form.ending}"
        )


def _refuse(form: "Format", output: str | None, corpus: Corpus, texts: Iterable[str]) -> None:
    """Raise UsageError or OutputError where the format must not, or cannot, be written there."""
    if form.place is Place.STREAM:
        keep_apart(output, [corpus], texts)
        return
    from ..writing.beside import refuse_file, refuse_folder

    assert output is not None  # noqa: S101 - _check has seen to it
    if form.place is Place.FILE:
        keep_apart(output, [corpus], texts, refuse_file)
        return
    room = form.room()
    for path in (output, f"{output}/{room.DESCRIPTOR}"):  # which is JSON, as data may be
        keep_apart(path, [corpus], texts, lambda _: refuse_folder(output, room.is_ours))


def _write(form: "Format", export: "Export", output: str | None) -> None:
    if form.place is Place.STREAM:
        with opened_output(output) as out:
            form.write(export, out)
        return
    from ..words.shell import quoted
    from ..writing.beside import new_file, new_folder

    assert output is not None  # noqa: S101 - _check has seen to it
    if form.place is Place.FILE:
        with new_file(output) as path:
            form.write(export, path)
        if form.use:
            note(f"to look at it: {form.use.replace('{}', quoted(output))}")
    else:
        with new_folder(output, form.room().is_ours) as path:
            form.write(export, path)
