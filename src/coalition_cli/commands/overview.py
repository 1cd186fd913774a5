"""`coalition` alone: what is loaded, and what to try."""

from collections.abc import Sequence

from ..corpus import open_index
from ..model import FILE_SECTIONS, SECTIONS
from ..query import Question, check_fields, parse_term, query_field
from ..writing import standard_output
from .options import When


def overview(data: Sequence[str], color: When) -> None:
    """Write what the data holds: title, counts, how well it is sourced."""
    from ..presenting import Overview, Screen, overview

    index = open_index(data)
    claims = SECTIONS["claims"]
    everything = Question(claims)
    titles = index.rows(
        Question(SECTIONS["file"], fields=check_fields(SECTIONS["file"], ["title", "file"]))
    )

    def how_many(field: str, value: str) -> int:
        return index.count(everything._replace(terms=(parse_term(claims, field, value),)))

    screen = Screen(standard_output(), colour=color)
    summary = Overview(
        titles=[(title, file) for title, file in titles.rows],
        counts=[(SECTIONS[name], index.count(Question(SECTIONS[name]))) for name in _ORDER],
        confidence=list(index.groups(everything, (query_field(claims, "confidence"),))),
        unnamed=how_many("anonymous", "true"),
        single_origin=how_many("origins", "1"),
    )
    screen.show(overview(summary, screen.width))


_ORDER = ("claims", *(name for name in FILE_SECTIONS if name != "claims"))
