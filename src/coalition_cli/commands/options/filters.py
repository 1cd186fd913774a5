"""The options that are conditions, named like those of answers/asking.py."""

from typing import Annotated, Any, NamedTuple

import typer

from ..completion.parameters import Completed, values_of
from .shared import FILTER


def _values(option: str, metavar: str, meaning: str) -> Any:
    """Return an option for values of a field."""
    return _completed(option, metavar, meaning, values_of(option.removeprefix("--")))


def _bound(option: str, metavar: str, meaning: str) -> Any:
    """Return an option for one end of a range."""
    return _completed(option, metavar, meaning, values_of(metavar.lower(), single=True))


def _completed(option: str, metavar: str, meaning: str, completion: Completed) -> Any:
    """Return an option whose values TAB completes from the data."""
    return typer.Option(
        option,
        metavar=metavar,
        help=meaning,
        show_default=False,
        rich_help_panel=FILTER,
        click_type=completion,
    )


def _either(option: str, meaning: str) -> Any:
    """Return an option with three states: yes, no, and not asked."""
    return typer.Option(option, help=meaning, show_default=False, rich_help_panel=FILTER)


_Source = _values("--source", "SOURCE,…", "Who first carried it: id or name.")
_Speaker = _values("--speaker", "SPEAKER,…", "Who made it: id, name or description.")
_Article = _values("--article", "ARTICLE,…", "An article that it appears in.")
_Topic = _values("--topic", "TOPIC,…", "What it is about.")
_Kind = _values("--kind", "KIND,…", "event, numerical, causal, position or prediction.")
_Confidence = _values(
    "--confidence", "CONFIDENCE,…", "none, low, medium, high, 0 to 100, or a range such as 40..60."
)
_MinConfidence = _bound(
    "--min-confidence", "CONFIDENCE", "At least this much. Claims without a rating are left out."
)
_Anonymous = _either("--anonymous/--named", "The speaker is unnamed, or named.")
_Direct = _either("--direct/--paraphrased", "An article quotes it, or none does.")
_SingleOrigin = _either("--single-origin/--multi-origin", "It has one origin, or several.")
_Status = _values("--status", "STATUS,…", "active, draft, corrected or retracted.")
_Since = _bound("--since", "DATE", "Made in or after this year, month or day.")
_Until = _bound("--until", "DATE", "Made in or before this year, month or day.")


class ClaimFilters(NamedTuple):
    """Conditions on claims. All options must match, each with one of its values."""

    source: Annotated[list[str] | None, _Source] = None
    speaker: Annotated[list[str] | None, _Speaker] = None
    article: Annotated[list[str] | None, _Article] = None
    topic: Annotated[list[str] | None, _Topic] = None
    kind: Annotated[list[str] | None, _Kind] = None
    confidence: Annotated[list[str] | None, _Confidence] = None
    min_confidence: Annotated[str | None, _MinConfidence] = None
    anonymous: Annotated[bool | None, _Anonymous] = None
    direct: Annotated[bool | None, _Direct] = None
    single_origin: Annotated[bool | None, _SingleOrigin] = None
    status: Annotated[list[str] | None, _Status] = None
    since: Annotated[str | None, _Since] = None
    until: Annotated[str | None, _Until] = None


class SpeakerFilters(NamedTuple):
    """Conditions on who said something: on speakers, and on appearances."""

    anonymous: Annotated[bool | None, _Anonymous] = None


_Eu = _either("--eu/--non-eu", "It belongs to the European Union, or does not.")
_Nato = _either("--nato/--non-nato", "It belongs to NATO, or does not.")
_Nuclear = _either("--nuclear/--non-nuclear", "It is a nuclear-weapon state, or is not.")


class MemberFilters(NamedTuple):
    """Conditions on members. An unknown value is neither yes nor no."""

    eu: Annotated[bool | None, _Eu] = None
    nato: Annotated[bool | None, _Nato] = None
    nuclear: Annotated[bool | None, _Nuclear] = None


class NoFilters(NamedTuple):
    """For sections without conditions: they have only query words."""


Filters = ClaimFilters | SpeakerFilters | MemberFilters | NoFilters


def conditions(filters: Filters) -> dict[str, Any]:
    """Return the conditions that are set, by their names."""
    return {name: value for name, value in filters._asdict().items() if value is not None}
