"""`coalition page`: claims as one HTML file."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..answers.asking import Wanted, as_words, resolved, underlying
from ..formats import ROWS, by_ending
from ..index import Index
from ..model import SECTIONS
from ..model.problems import UsageError, plural
from ..model.vocabularies import DRAFT
from ..project import Corpus, corpus_of
from ..publishing.leaving import Leaving
from ..query import Question
from ..words.safe import visible
from ..writing import opened as opened_output
from .opening import note
from .options.filters import ClaimFilters, conditions
from .options.leaving import LeavingOptions
from .options.page import Destination, Making
from .options.shared import Data, Engine, Query, goes_to_terminal
from .overwriting import keep_apart
from .publishing import public_part

if TYPE_CHECKING:  # its help needs none of them
    from ..page.building import Said
    from ..page.values import Page
    from ..publishing.leaving import Staying
    from ..publishing.public import Public

_CLAIMS = SECTIONS["claims"]


def page(
    filters: ClaimFilters,
    making: Making,
    leaves: LeavingOptions,
    output: Destination = None,
    data: Data = None,
    engine: Engine = None,
    query: Query = None,
) -> None:
    """Make a page of claims: one HTML file to publish or to mail.

    It loads nothing from elsewhere. It has what the commands show: who said it, through
    whom it came, in which words. It can be searched with the same query words.

    A page is public. So notes, reasons for anonymity and names of files stay in, and so
    does what is under embargo or off the record, with all that leads to it.

    \b
    coalition page -o claims.html
    coalition page topic:greenland --title Greenland --intro about.md -o greenland.html
    coalition page --as-of 2026-02-05 --with notes -o claims.html
    """
    corpus, leaving, language = (
        corpus_of(data or [], engine=engine),
        leaves.leaving,
        making.language,
    )
    _check(output, making, corpus)
    wanted = Wanted(tuple(query or ()), conditions(filters))
    question, words = underlying(_CLAIMS, wanted), " ".join(as_words(wanted))
    from ..page.building import Said
    from ..page.intro import introduction, read_in, read_intro
    from ..page.rendering import rendered

    text = read_intro(making.intro) if making.intro else ""
    intro, title = introduction(text), visible(making.title or "").strip()
    found, asked = _public(corpus, question, leaving)
    found.refuse({"--title": making.title or "", "the query": words})
    found.refuse_in_file(str(making.intro), text, read_in(intro))
    said = Said(title, intro, language, visible(words))
    made = _made(found, question, asked, said, leaving)
    _tell(made, found.left_out)
    with opened_output(output) as out:
        out.writelines(rendered(made))


def _check(output: str | None, making: Making, corpus: Corpus) -> None:
    """Raise UsageError where a page cannot be written."""
    if goes_to_terminal(output):
        raise UsageError("a page is nothing to read on a terminal\nwrite a file: -o claims.html")
    keep_apart(output, [corpus], [making.intro] if making.intro else [])
    if form := by_ending(output or "", ROWS):
        raise UsageError(f"a page is HTML, and cannot be written as {form}\nname a .html file")


class _Resolved(NamedTuple):
    """A question as an index can answer it, and hints on the values that it does not know."""

    question: Question
    hints: Sequence[str]


def _resolved(index: Index, question: Question) -> _Resolved:
    hints: list[str] = []
    return _Resolved(resolved(index, question, hints.append), hints)


def _public(
    corpus: Corpus, question: Question, leaving: Leaving
) -> tuple["Public", _Resolved | None]:
    """Return what is public of the data: all of it, or what the question needs.

    With the latter comes the question, which only the whole data can resolve. Raise UsageError if
    it finds too much for a page.
    """
    from ..page.building import refuse_too_many
    from ..publishing.needed import finds_the_same, needed

    asked: list[_Resolved] = []

    def only(private: Index, staying: "Staying") -> Mapping[str, set[str]] | None:
        if not finds_the_same(question, staying, leaving.optional):
            return None
        asked.append(_resolved(private, question))
        refuse_too_many(private, asked[0].question)
        return needed(private, asked[0].question)

    return public_part(corpus, leaving, only), asked[0] if asked else None


def _made(
    found: "Public", question: Question, asked: _Resolved | None, said: "Said", leaving: Leaving
) -> "Page":
    """Return the page of the public claims that the question finds."""
    from ..page.building import page as page_of

    with found.records as records:
        question, hints = asked or _resolved(records, question)
        for hint in hints:
            note(hint)
        # Words that the public data does not know may name what stays in.
        return page_of(records, question, said._replace(question="") if hints else said, leaving)


def _tell(made: "Page", left_out: str) -> None:
    """Say what is not on the page, and what perhaps should not be."""
    if left_out:
        note(f"left out: {left_out}")
    if drafts := sum(claim.status == DRAFT for claim in made.claims):
        are = "is a draft" if drafts == 1 else "are drafts"
        note(f"{plural(drafts, 'claim')} on the page {are} that nobody has read")
    if not made.claims:
        note("no claims match")
