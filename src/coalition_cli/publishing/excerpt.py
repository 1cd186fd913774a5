"""Some of the public claims, with what belongs to them: claims files of their own."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..index import Index
from ..model import FILE_SECTIONS, SECTIONS
from ..query import Question, check_fields
from ..reading import Watch
from .copying import Copy
from .leaving import READ, Names, Staying, listed, named, reached, rows_of, trails
from .taken import Taken

_ABOUT = {"facts": ("supports", "contradicts"), "members": ("claims",)}  # claims, by their fields


def part(public: Index, question: Question, optional: frozenset[str], watch: Watch) -> Index:
    """Return the index of the claims that a question finds, with what belongs to them."""
    with Copy() as copy:
        for section, record in belonging(public, question, optional):
            copy.add(section, record)
        return copy.index(watch)


def excerpt(public: Index, question: Question, optional: frozenset[str]) -> dict[str, Any]:
    """Return the claims that a question finds, as a claims file in JSON has them."""
    document: dict[str, Any] = {"version": 1}
    for section, record in belonging(public, question, optional):
        if section == "file":
            document = {**document, **record}
        else:
            document.setdefault(section, []).append(record)
    return document


def belonging(
    public: Index, question: Question, optional: frozenset[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the claims that a question finds, and the records that belong to them, by section.

    These are what they name, and the facts and members that name them. What these name besides is
    left out. The index has nothing but what is public.
    """
    names = with_all(public, question)
    for section, record, _ in Taken(public, _all_but(names), optional).records():
        yield section, record


def with_all(index: Index, question: Question) -> set[Names]:
    """Return the claims that a question finds, and the records that belong to them."""
    names: set[Names] = set()
    fields = check_fields(question.section, READ)
    for claim in index.rows(question._replace(fields=fields)).dicts():
        names.add(("claims", str(claim["id"])))
        names.update(named(claim, listed(claim["appearances"])))
    for section, about in _ABOUT.items():
        key = SECTIONS[section].key
        for record in rows_of(index, section, (key, *about)):
            if any(("claims", each) in names for field in about for each in listed(record[field])):
                names.add((section, str(record[key])))
    return reached(names, trails(index, names))


class _AllBut(Staying):
    """What does not belong to the claims: all but these records. It is never listed."""

    def has(self, section: str, key: object) -> bool:
        """Whether a record does not belong."""
        return section in self.records and key not in self.records[section]


def _all_but(names: set[Names]) -> Staying:
    kept: dict[str, set[str]] = {section: set() for section in FILE_SECTIONS}
    for section, key in names:
        kept[section].add(key)
    return _AllBut(kept, {}, {}, Counter(), {})
