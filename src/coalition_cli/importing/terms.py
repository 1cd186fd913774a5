"""What other forms call our fields, as the mappings that come with the program say.

An export writes what an import reads, so both follow these mappings.
"""

from collections.abc import Iterable, Iterator, Mapping

from .choosing import ready_plan
from .mapping.stated import Member, Part


def terms(form: str) -> Mapping[str, str]:
    """Return the paths of a form by the paths of our fields: `headline` is the `title` of csl.

    Of several paths that fill a field, it is the first. A path within the items of a list begins
    with that of the list: `target[].exact`.
    """
    return dict(_terms(ready_plan(form).members))


def _terms(members: Iterable[Member], within: str = "") -> Iterator[tuple[str, str]]:
    for member in members:
        if isinstance(member, Part):
            each = f"{within}{member.each.text}[]." if member.each else within
            yield from _terms(member.members, each)
        elif member.origins:
            yield member.name, f"{within}{member.origins[0].text}"
