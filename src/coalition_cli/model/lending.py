"""The fields of a speaker or a source that can be asked of what names it: claims, appearances.

`claims party:x` asks for the claims whose speaker has that party. A field is lent only where its
name says whose it is: no claim and no appearance has one of that name, and no two lenders.
So `kind` is always the claim's, and who a speaker is stays the question of `speaker`, which takes
an id, a name or an alias.
"""

from functools import cache

from .fields import SECTIONS, Field, Section

_BORROWERS = ("claims", "appearances")
_LENDERS = ("speaker", "source")  # references of these, to the records that lend


@cache
def lent(section: Section) -> tuple[Field, ...]:
    """Return the fields that the records of a section borrow, each with its lender."""
    if section.name not in _BORROWERS:
        return ()
    taken = {name for one in ("claims", section.name) for name in _names(SECTIONS[one])}
    lenders = [section.field(name) for name in _LENDERS]
    return tuple(
        field._replace(lender=lender.name)
        for lender in lenders
        for field in SECTIONS[lender.of].stated
        if field.is_compared
        and not field.many
        and field.name not in taken
        and not any(
            field.name in SECTIONS[other.of].by_name for other in lenders if other != lender
        )
    )


def home(section: Section, field: Field) -> Section:
    """Return the section whose records have a field: another one, where it is lent."""
    return SECTIONS[section.field(field.lender).of] if field.lender else section


def _names(section: Section) -> set[str]:
    return {name for field in section.fields for name in (field.name, field.query_name)}
