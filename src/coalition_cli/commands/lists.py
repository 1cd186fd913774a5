"""The list commands, one for each section."""

from ..index import Index
from ..model import SECTIONS
from ..query import Question, Term, check_fields
from .answering import Asked, browse
from .filters import ClaimFilters, MemberFilters
from .options import Output, Query, Selection

_FILE = SECTIONS["file"]
_MEMBERS = SECTIONS["members"]


def claims(
    filters: ClaimFilters, output: Output, selection: Selection, query: Query = None
) -> None:
    """List claims: who said what, on whose authority.

    \b
    coalition claims --source politico
    coalition claims red lines confidence:medium..
    coalition claims greenland not:anonymous:true --json | jq -r '.[].text'
    """
    browse("claims", Asked(query, output, selection, filters))


def members(
    filters: MemberFilters, output: Output, selection: Selection, query: Query = None
) -> None:
    """List the members that the claims name.

    \b
    coalition members --non-eu
    coalition members --eu --nuclear --json
    """
    browse("members", Asked(query, output, selection, filters), _counted_governments)


def appearances(output: Output, selection: Selection, query: Query = None) -> None:
    """List each claim in each article, with its words there.

    \b
    coalition appearances claim:new-reality
    coalition appearances article:liga --fields paragraph,quote -f csv
    """
    browse("appearances", Asked(query, output, selection))


def facts(output: Output, selection: Selection, query: Query = None) -> None:
    """List checkable background, with a reference.

    \b
    coalition facts
    coalition facts nato --json
    """
    browse("facts", Asked(query, output, selection))


def speakers(output: Output, selection: Selection, query: Query = None) -> None:
    """List who made the claims, unnamed speakers included.

    \b
    coalition speakers
    coalition speakers anonymous:true --sort -claims
    """
    browse("speakers", Asked(query, output, selection))


def sources(output: Output, selection: Selection, query: Query = None) -> None:
    """List the outlets and institutions behind the claims.

    \b
    coalition sources
    coalition sources claims:1.. --fields id,claims
    """
    browse("sources", Asked(query, output, selection))


def articles(output: Output, selection: Selection, query: Query = None) -> None:
    """List the articles where the claims were read.

    \b
    coalition articles retells:politico-divorce
    coalition articles --sort -claims
    """
    browse("articles", Asked(query, output, selection))


def topics(output: Output, selection: Selection, query: Query = None) -> None:
    """List what the claims are about.

    \b
    coalition topics --sort -claims
    """
    browse("topics", Asked(query, output, selection))


def _counted_governments(index: Index) -> list[str]:
    """Say how many of the governments that the claims of a file count are named there."""
    stated = Question(_FILE, fields=check_fields(_FILE, ["file", "membership"]))
    lines = []
    for file, membership in index.rows(stated).rows():
        if isinstance(membership, dict) and membership["counted"] is not None:
            there = Term(_MEMBERS.field("file"), (str(file),), exact=True)
            named = index.count(Question(_MEMBERS, (there,)))
            line = f"{named} of the {membership['counted']} counted governments are named"
            claim = membership["claim"]
            lines.append(f"{line} (claim {claim})." if claim else f"{line}.")
    return lines
