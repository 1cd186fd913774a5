"""`coalition verify`: quotes and wordings compared with the texts of their articles."""

import os
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from ..answers.asking import chosen, order, resolved, underlying
from ..answers.texts import texts_named
from ..answers.verify import Verified
from ..answers.verify import verify as verify_words
from ..model import SECTIONS
from ..model.answer import Answer
from ..model.results import RESULTS
from ..project import Corpus, corpus_of
from .answering import Asked, Drawing, as_listing, give, opened, screenful, wanted
from .opening import note
from .options.leaving import OF_PART
from .options.packing import Without
from .options.shared import Output, Query, Selection
from .options.texts import TextOptions

_ALL = "Exit with 1 if a quote has no text, and say which."


RequireAll = Annotated[bool, typer.Option("--require-all", help=_ALL)]


def verify(
    options: TextOptions,
    selection: Selection,
    output: Annotated[Output, Without("oneline", *OF_PART)],
    query: Query = None,
    require_all: RequireAll = False,
) -> None:
    """Compare quotes and wordings with the texts of their articles.

    Words are exact, typographic (only quotation marks, dashes, spaces, Unicode forms or
    the case of the first letter differ), altered, or missing. A quote without quotation
    marks in the article is altered. Cuts, as in "We … not now", and insertions in
    brackets are understood. You are told what an insertion stands for. The exit code is
    1 if a quote is altered or missing. Wordings never fail. If nothing can be compared,
    or if a text belongs to no article, the exit code is 3.

    \b
    coalition verify --text liga=liga.txt
    coalition verify claim:red-lines --text liga=- --json < liga.txt
    coalition verify --texts articles/ -f csv
    """
    asked = Asked(query, output, selection)
    section = RESULTS["verify"]
    want = wanted(asked, section)
    fields = chosen(section, want)
    sorts = order(section, want)
    data = corpus_of(output.data or [], engine=output.engine).own()
    folder = options.texts if options.texts is not None else _kept(data, options)
    texts = texts_named(options.text or [], folder, data.paths)
    question = underlying(SECTIONS["appearances"], want)
    with opened(output._replace(public=False), texts.paths()) as index:
        question = resolved(index, question, note)._replace(sorts=sorts)
        verified = verify_words(index, question, texts, note)
    if not (sorts or selection.count_only) and output.chosen.drawn:  # people read the worst first
        verified = verified.worst_first()
    give(verified.answer().with_fields(fields), asked, _drawing(verified, asked))
    if require_all:
        verified.require_all()
    if verified.failed:
        raise typer.Exit(1)


def _kept(data: Corpus, options: TextOptions) -> str | None:
    """Return the folder of the project's texts; none is needed yet where --text names one."""
    folder = data.texts()
    return None if options.text and folder and not os.path.lexists(folder) else folder


def _drawing(verified: Verified, asked: Asked) -> Drawing:
    def drawing(_: Answer, __: int) -> Iterable[Any]:
        from ..presenting.verify import verification  # Rich takes a while to import

        return verification(verified.rows, verified.rows[: screenful(asked)])

    return as_listing(asked.output) if asked.output.fields else drawing
