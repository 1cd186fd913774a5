"""The public claims that a question finds → the page."""

from collections.abc import Mapping
from typing import NamedTuple

from .. import __version__
from ..answers.articles import rows_with
from ..answers.dossier import dossiers
from ..answers.outlets import Outlets
from ..index import Index
from ..model import SECTIONS
from ..model.answer import Values
from ..model.problems import UsageError
from ..publishing.excerpt import excerpt
from ..publishing.leaving import Leaving
from ..query import Question, check_fields
from .claims import Known, claim_of
from .overview import overview, periods, retellings
from .searching import Searching
from .texts import shown
from .values import LARGEST, Page

_CLAIMS, _ARTICLES, _FILE = SECTIONS["claims"], SECTIONS["articles"], SECTIONS["file"]
_UNTITLED = "Claims"


class Said(NamedTuple):
    """What who makes the page says of it."""

    title: str = ""  # empty: the title of the claims file
    intro: str = ""  # HTML of page.intro; empty: none
    language: str = "en"  # an IETF tag
    question: str = ""  # the words that choose the claims; empty: all claims


def page(public: Index, question: Question, said: Said, leaving: Leaving) -> Page:
    """Return the page of the claims that a question finds among those that are public.

    Raise UsageError if there are too many for one file.
    """
    refuse_too_many(public, question)
    keys = [str(key) for (key,) in public.rows(_only(question, "id")).rows()]
    known = Known(frozenset(keys), _articles(public, question), leaving.as_of)
    searching, outlets, claims = Searching(leaving.optional), Outlets(), []
    for dossier in dossiers(public, ((_CLAIMS, key) for key in keys)):
        searching.see(dossier)
        outlets.see(dossier)
        claims.append(claim_of(dossier, known))
    return Page(
        title=said.title or _title(public),
        intro=said.intro,
        language=said.language,
        as_of=leaving.as_of,
        question=said.question,
        version=__version__,
        overview=overview(public, question),
        timeline=list(periods(public, question)),
        retellings=retellings(outlets),
        claims=claims,
        data=searching.data(public, question),
        download=excerpt(public, question, leaving.optional),
    )


def refuse_too_many(public: Index, question: Question) -> None:
    """Raise UsageError if a question finds more public claims than one file takes."""
    if (count := public.count(question)) > LARGEST:
        raise UsageError(
            f"{count:,} claims are too many for one page, which takes {LARGEST:,}\n"
            "choose fewer: with query words, --topic or --since, a page for each"
        )


def _only(question: Question, name: str) -> Question:
    return question._replace(fields=check_fields(question.section, [name]))


def _articles(public: Index, question: Question) -> Mapping[str, Values]:
    """Return the articles that the claims appear in, by their ids."""
    keys = sorted({key for key, _ in public.appearing(question)})
    names = [field.name for field in _ARTICLES.fields]
    rows = rows_with(public, Question(_ARTICLES, (), _ARTICLES.fields), _ARTICLES.field("id"), keys)
    return {str(row[0]): dict(zip(names, row, strict=True)) for row in rows}


def _title(public: Index) -> str:
    """Return the title that the claims file has."""
    titles = public.rows(Question(_FILE, (), check_fields(_FILE, ["title"]))).rows()
    return next((shown(title) for (title,) in titles if title), _UNTITLED)
