"""The fields of a speaker or a source that can be asked of what names it: claims, appearances.

`claims party:x` asks for the claims whose speaker has that party. A field is lent only where its
name says whose it is: no claim has one of that name, nor has what borrows it, nor another lender.
So `kind` is always the claim's, and who a speaker is stays the question of `speaker`, which takes
an id, a name or an alias.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from .fields import SECTIONS, Field, Section

_BORROWERS = ("claims", "appearances")
_LENDERS = ("speaker", "source")  # references of these, to the records that lend


def lent(section: Section) -> tuple[Field, ...]:
    """Return the fields that the records of a section borrow, each with its lender.

    An answer that only has the name of a section borrows none.
    """
    return _LENT.get(section.name, ()) if SECTIONS.get(section.name) is section else ()


def home(section: Section, field: Field) -> Section:
    """Return the section whose records have a field: another one, where it is lent."""
    return SECTIONS[section.field(field.lender).of] if field.lender else section


def _names(section: Section) -> set[str]:
    return {name for field in section.fields for name in (field.name, field.query_name)}


def _borrowed(section: Section) -> Iterator[Field]:
    taken = _names(SECTIONS["claims"]) | _names(section)
    lenders = [section.field(name) for name in _LENDERS]
    for lender in lenders:
        others = [SECTIONS[other.of] for other in lenders if other != lender]
        for field in SECTIONS[lender.of].stated:
            is_theirs = any(field.name in other.by_name for other in others)
            if field.is_compared and not (field.many or is_theirs or field.name in taken):
                yield field._replace(lender=lender.name)


_LENT: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {name: tuple(_borrowed(SECTIONS[name])) for name in _BORROWERS}
)
