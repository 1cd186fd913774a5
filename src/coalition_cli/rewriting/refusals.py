"""Why a change is not made."""

from ..model import SECTIONS
from ..model.problems import CoalitionError
from ..model.record import label
from .changes import FieldChange
from .source import Source

BY_HAND = "change it by hand"


class RefusedError(CoalitionError):
    """A change that is not made: the message says why, where, and what to do."""

    exit_code = 3


def unsafe(source: Source, place: int) -> str:
    """Return why a change is refused after which the file could not be read."""
    return (
        f"{source.where(place)}: is written in a way that cannot be changed safely here\n{BY_HAND}"
    )


def stretched(source: Source, place: int) -> str:
    """Return why a change is refused after which a text would have more empty lines, or fewer."""
    return (
        f"{source.where(place)}: the text that begins here keeps the empty lines below it, and "
        f"would have others then\nremove the + behind its | or >, or {BY_HAND}"
    )


def unwanted(change: FieldChange) -> str:
    """Return why a change is refused that would also change something else."""
    what = label(SECTIONS[change.section], change.key, "")
    if change.path:
        what = f"'{change.path[0]}' of {what}"
    return (
        f"{change.file}:{change.line}: this would also change {what}\n"
        "an anchor may be shared, or the style may be one that cannot be changed safely; "
        f"{BY_HAND}"
    )
