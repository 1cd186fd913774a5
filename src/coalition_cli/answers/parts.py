"""Records within a record, such as the reviews of a claim, for everything that draws pages."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

from ..model import SECTIONS, Section
from ..model.answer import Values
from ..model.ratings import scored_by
from ..words.dates import ends, is_day

# What leads a part, the best first; the others follow it first. A verdict is quoted, and nothing
# else stands for one.
_LEADS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "reviews": ("rating",),
        "evidence": ("question", "answer", "text", "note", "url", "archived"),
        "corrections": ("reason", "text", "url"),
    }
)
_SCALE = ("value", "best", "worst")  # are shown together
_BESIDE = ("by", "date")  # stand beside the lead


class Part(NamedTuple):
    """A record within a record: what leads it, who made it and when, and what else it states."""

    lead: object  # None: nothing leads it
    is_verdict: bool  # whether the lead is the verdict of a review, None where it has none
    by: object  # a name
    by_id: object  # the id of that source; None: the name is all that is known
    date: object
    details: Sequence[tuple[str, object]]  # titles and values


class Parts(NamedTuple):
    """The parts of one kind, and how many more there are."""

    title: str
    parts: Sequence[Part]
    left_out: int


def parts_of(
    section: Section, record: Values, names: Mapping[str, object], most: int | None = None
) -> Iterator[Parts]:
    """Yield what a record has of each kind of parts, at most `most` of each.

    `names` has the names of sources that made some, by their ids.
    """
    for field in section.records:
        if field.of in _LEADS and (stated := record[field.name]):
            assert isinstance(stated, list)  # noqa: S101 - a list is always one
            shown = [_part(SECTIONS[field.of], part, names) for part in stated[:most]]
            yield Parts(field.name, shown, len(stated) - len(shown))


def _part(section: Section, part: Values, names: Mapping[str, object]) -> Part:
    lead = next((name for name in _LEADS[section.name] if part[name] is not None), None)
    by = part.get("by")
    known = section.field("by").of == "sources" if by else False
    return Part(
        part[lead] if lead else None,
        section.name == "reviews",
        names.get(str(by), by) if known else by,
        by if known else None,
        part["date"],
        list(_details(section, part, {lead, *_BESIDE, *_SCALE})),
    )


def _details(
    section: Section, part: Values, beside: set[str | None]
) -> Iterator[tuple[str, object]]:
    """Yield the other values that a part states; its scale, and what could lead it, come first."""
    if "value" in section.by_name and (scored := scored_by(part).in_words()):
        yield "value", scored
    names = dict.fromkeys((*_LEADS[section.name], *(field.name for field in section.stated)))
    for name in names:
        if name not in beside and part[name] is not None:
            yield name, part[name]


def ratings_by(source: object, claim: Values) -> list[object]:
    """Return the verdicts of a source on a claim, each once."""
    reviews = claim["reviews"]
    assert isinstance(reviews, list)  # noqa: S101 - a list is always one
    ratings = (review["rating"] for review in reviews if review["by"] == source)
    return list(dict.fromkeys(rating for rating in ratings if rating))


def today() -> str:
    """Return the day of today in UTC, by which embargoes end."""
    return datetime.now(UTC).date().isoformat()


def is_under_embargo(embargo: str, day: str) -> bool:
    """Return whether an embargo holds on a day.

    It ends as its day begins. One that names a year or a month is taken for the longest: it ends
    as they do.
    """
    return day < embargo if is_day(embargo) else day <= ends(embargo)


def embargo_in_words(embargo: str, day: str) -> str:
    """Return whether a record is under embargo on a day."""
    until = f"until {embargo}" if is_day(embargo) else f"to the end of {embargo}"
    return f"{'' if is_under_embargo(embargo, day) else 'was '}under embargo {until}"
