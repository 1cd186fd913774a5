"""A name that claims files withhold is not written into them again, whoever else has it."""

from collections.abc import Iterator, Mapping

from ..reading.confidential import Names
from ..rewriting.refusals import RefusedError
from .records import Drafted


def refuse_withheld(found: Drafted, names: Names) -> None:
    """Raise RefusedError if records have one of the names that are withheld.

    A speaker who is called by a surname alone may be whoever has that surname.
    """
    drafts = [kept.values for store in found.stores.values() for kept in store.values()]
    gained = [appearance for gain in found.gains for appearance in gain.appearances]
    called = [str(kept.values.get("name", "")) for kept in found.stores["speakers"].values()]
    if names and (
        any(names.are_in(text) for text in _texts([*drafts, *gained]))
        or any(map(names.end_in, called))
    ):
        raise RefusedError(
            "the draft holds a name that must be withheld: nothing was written\n"
            "'coalition help unnamed' says what to do about it"
        )


def _texts(value: object) -> Iterator[str]:
    """Yield all text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        yield from _texts([*value.values()])
