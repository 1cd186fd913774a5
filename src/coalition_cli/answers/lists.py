"""What lists of records close with."""

from collections.abc import Iterator
from typing import NamedTuple

from ..index import Index
from ..model import SECTIONS
from ..query import Question, Term, check_fields

_FILE = SECTIONS["file"]
_MEMBERS = SECTIONS["members"]


class Governments(NamedTuple):
    """How many governments a file counts among the members, and how many it names."""

    file: str
    counted: int
    named: int
    claim: str | None  # that counts them


def governments(index: Index) -> Iterator[Governments]:
    """Yield what each file that counts its members' governments says of them."""
    stated = Question(_FILE, fields=check_fields(_FILE, ["file", "membership"]))
    for file, membership in index.rows(stated).rows():
        if isinstance(membership, dict) and membership["counted"] is not None:
            there = Term(_MEMBERS.field("file"), (str(file),), exact=True)
            named = index.count(Question(_MEMBERS, (there,)))
            yield Governments(str(file), membership["counted"], named, membership["claim"])
