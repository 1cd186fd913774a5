"""The list commands, one for each section."""

from collections.abc import Callable, Iterable, Iterator

from ..answers.asking import question
from ..index import Index
from ..model import SECTIONS
from .answering import Asked, as_listing, give, opened_for, wanted
from .options.filters import ClaimFilters, MemberFilters, SpeakerFilters
from .options.shared import Output, Query, Selection


def claims(
    filters: ClaimFilters, selection: Selection, output: Output, query: Query = None
) -> None:
    """List claims: who said what, on whose authority.

    An option that repeats, or has a comma list, means any of its values; all options must
    match.

    \b
    coalition claims --source politico
    coalition claims red lines confidence:medium..
    coalition claims greenland OR nato 'speaker:pol*'
    coalition claims greenland not:anonymous:true --json | jq -r '.[].text'
    """
    _give("claims", Asked(query, output, selection, filters))


def members(
    filters: MemberFilters, selection: Selection, output: Output, query: Query = None
) -> None:
    """List the members that the claims name.

    \b
    coalition members --non-eu
    coalition members --eu --nuclear --json
    """
    _give("members", Asked(query, output, selection, filters), _named_of_counted)


def appearances(
    filters: SpeakerFilters, selection: Selection, output: Output, query: Query = None
) -> None:
    """List each claim in each article, with its words there.

    \b
    coalition appearances claim:new-reality
    coalition appearances article:liga --fields paragraph,quote -f csv
    """
    _give("appearances", Asked(query, output, selection, filters))


def facts(selection: Selection, output: Output, query: Query = None) -> None:
    """List facts: background that can be checked, with a reference.

    \b
    coalition facts
    coalition facts nato --json
    """
    _give("facts", Asked(query, output, selection))


def speakers(
    filters: SpeakerFilters, selection: Selection, output: Output, query: Query = None
) -> None:
    """List the speakers who made the claims, also the unnamed ones.

    \b
    coalition speakers
    coalition speakers --anonymous --sort -claims
    """
    _give("speakers", Asked(query, output, selection, filters))


def sources(selection: Selection, output: Output, query: Query = None) -> None:
    """List the outlets and institutions behind the claims.

    \b
    coalition sources
    coalition sources claims:1.. --fields id,claims
    """
    _give("sources", Asked(query, output, selection))


def articles(selection: Selection, output: Output, query: Query = None) -> None:
    """List the articles where the claims were read.

    \b
    coalition articles retells:politico-divorce
    coalition articles --sort -claims
    """
    _give("articles", Asked(query, output, selection))


def topics(selection: Selection, output: Output, query: Query = None) -> None:
    """List what the claims are about.

    \b
    coalition topics --sort -claims
    """
    _give("topics", Asked(query, output, selection))


def _give(name: str, asked: Asked, closing: Callable[[Index], Iterable[str]] | None = None) -> None:
    """Give the records of a section, on a screen with closing lines."""
    unresolved = question(SECTIONS[name], wanted(asked, SECTIONS[name]))
    with opened_for(asked.output, unresolved) as (index, resolved):
        answer = index.rows(resolved)
        give(answer, asked, as_listing(asked.output, closing(index) if closing else ()))


def _named_of_counted(index: Index) -> Iterator[str]:
    """Yield for each file how many of the counted governments it names."""
    from ..answers.counts import governments  # only for members

    for membership in governments(index):
        line = f"{membership.named} of the {membership.counted} counted governments are named"
        yield f"{line} (claim {membership.claim})." if membership.claim else f"{line}."
