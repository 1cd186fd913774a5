"""`coalition page`: claims as one HTML file."""

from typing import TYPE_CHECKING

from ..answers.asking import Wanted, as_words, underlying
from ..formats import ROWS, by_ending
from ..model import SECTIONS
from ..model.problems import UsageError, plural
from ..model.vocabularies import DRAFT
from ..project import Corpus, corpus_of
from ..publishing.leaving import Leaving
from ..query import Question, Term
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
    from ..index import Index
    from ..page.building import Said
    from ..page.values import Page
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
    from ..page.building import Said, refuse_too_many
    from ..page.intro import introduction, read_in, read_intro
    from ..page.rendering import rendered
    from ..publishing.needed import Asking

    text = read_intro(making.intro) if making.intro else ""
    intro, title = introduction(text), visible(making.title or "").strip()
    found = public_part(corpus, leaving, Asking(question, refuse_too_many))
    found.refuse({"--title": making.title or "", "the query": words})
    found.refuse_in_file(str(making.intro), text, read_in(intro))
    said = Said(title, intro, language, visible(words))
    made = _made(found, question, said, leaving)
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


def _made(found: "Public", question: Question, said: "Said", leaving: Leaving) -> "Page":
    """Return the page of the public claims that the question finds."""
    from ..page.building import page as page_of

    with found.records as records:
        question, hints = found.resolved(question)
        for hint in hints:
            note(hint)
        if hints or not _is_known(records, question):
            said = said._replace(question="")
        return page_of(records, question, said, leaving)


def _is_known(public: "Index", question: Question) -> bool:
    """Whether public claims have each of the words of a question; others may name what stays in."""
    searched = (term for term in question.every_term if term.searches)
    alone = (Term(term.field, (value,)) for term in searched for value in term.values)
    return all(public.count(Question(_CLAIMS, (term,)), most=1) for term in alone)


def _tell(made: "Page", left_out: str) -> None:
    """Say what is not on the page, and what perhaps should not be."""
    if left_out:
        note(f"left out: {left_out}")
    if drafts := sum(claim.status == DRAFT for claim in made.claims):
        are = "is a draft" if drafts == 1 else "are drafts"
        note(f"{plural(drafts, 'claim')} on the page {are} that nobody has read")
    if not made.claims:
        note("no claims match")
