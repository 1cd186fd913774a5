"""What the answer to a question needs of the public part, where it can be told beforehand.

To copy all public records takes long, and an answer needs few of them. They can be told by the
whole index if nothing stays in, and the question compares nothing but fields that leave: then the
public part finds the same. A search is asked of all that is public: it looks into notes too, and
how well a claim matches depends on all the others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..answers.articles import rows_with
from ..answers.asking import resolved
from ..index import Index
from ..model import SECTIONS
from ..model.answer import Values
from ..model.lending import home
from ..query import Question, Term, check_fields
from .fields import leaves
from .leaving import READ, Names, Staying, listed, named, reached, trails

_CLAIMS = SECTIONS["claims"]
_RELATED = ("supports", "contradicts")  # fields by which claims and facts name claims
_MOST = 20_000  # claims whose ids are kept in memory; of more, all that is public is copied


class Resolved(NamedTuple):
    """A question as an index can answer it, and hints on the values that it does not know."""

    question: Question
    hints: Sequence[str]


def resolve(index: Index, question: Question) -> Resolved:
    """Return a question as an index can answer it."""
    hints: list[str] = []
    return Resolved(resolved(index, question, hints.append), hints)


def _accept(_: Index, __: Question) -> None:
    """Answer whatever is asked."""


class Asking(NamedTuple):
    """What will be asked of the public part.

    `refuse` raises UsageError where the answer would be too large. It is called before anything is
    copied, where the whole index can tell.
    """

    question: Question
    refuse: Callable[[Index, Question], None] = _accept

    def told_by(
        self, private: Index, staying: Staying, optional: frozenset[str]
    ) -> Resolved | None:
        """Return the question as the whole index resolves it; None if only the public part can."""
        if not finds_the_same(self.question, staying, optional):
            return None
        told = resolve(private, self.question)
        self.refuse(private, told.question)
        return told


def chosen(index: Index, question: Question) -> Mapping[str, set[str]] | None:
    """Return the ids of the records that a question needs, by section; None if it needs most."""
    found = question._replace(sorts=(), limit=None, offset=0)
    if not any(found.every_term) or index.count(found) > _MOST:
        return None
    return needed(index, found)


def finds_the_same(question: Question, staying: Staying, optional: frozenset[str]) -> bool:
    """Whether the public part finds for a question what the whole index finds."""
    stays_in = staying.why or staying.speakers or any(staying.records.values())
    is_of_claims = question.section.name == _CLAIMS.name
    return (
        is_of_claims
        and not stays_in
        and all(_leaves(term, optional) for term in question.every_term)
    )


def _leaves(term: Term, optional: frozenset[str]) -> bool:
    """Whether a term compares a field that leaves, and searches nothing."""
    if term.field is None or term.searches:
        return False
    return leaves(home(_CLAIMS, term.field).name, term.field.name, optional)


def needed(index: Index, question: Question) -> Mapping[str, set[str]]:
    """Return the ids of the records that the claims of a question need, by their sections.

    These are the claims, those that they name and that name them, the facts and members about
    them, and what these name; then whatever all these claims name, and where its articles lead.
    """
    found = {str(key) for (key,) in index.rows(_only(question, "id")).rows()}
    claims = found | {key for field in _RELATED for key in _naming(index, "claims", field, found)}
    for claim in _records(index, "claims", ("id", *_RELATED), found):
        claims.update(str(key) for field in _RELATED for key in listed(claim[field]))
    members = set(_naming(index, "members", "claims", found))
    facts = {key for field in _RELATED for key in _naming(index, "facts", field, found)}
    # A file may name no record that is not there, but for claims that name others.
    for member in _records(index, "members", ("claims", "facts"), members):
        claims.update(map(str, listed(member["claims"])))
        facts.update(map(str, listed(member["facts"])))
    for fact in _records(index, "facts", _RELATED, facts):
        claims.update(str(key) for field in _RELATED for key in listed(fact[field]))
    names: set[Names] = {("claims", key) for key in claims}
    names |= {("members", key) for key in members} | {("facts", key) for key in facts}
    for claim in _records(index, "claims", READ, claims):
        names.update(named(claim, listed(claim["appearances"])))
    ids: dict[str, set[str]] = {name: set() for name in SECTIONS}
    for section, key in reached(names, trails(index, names)):
        ids[section].add(key)
    return ids


def _only(question: Question, name: str) -> Question:
    return question._replace(fields=check_fields(question.section, [name]))


def _naming(index: Index, section: str, field: str, claims: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the records of a section that name one of these claims in a field."""
    there = SECTIONS[section]
    question = Question(there, (), check_fields(there, [there.key]))
    return (str(key) for (key,) in rows_with(index, question, there.field(field), sorted(claims)))


def _records(
    index: Index, section: str, fields: tuple[str, ...], keys: Iterable[str]
) -> Iterator[Values]:
    """Yield the records of a section with these ids, with some of their fields."""
    there = SECTIONS[section]
    question = Question(there, (), check_fields(there, fields))
    rows = rows_with(index, question, there.field(there.key), sorted(keys))
    return (dict(zip(fields, row, strict=True)) for row in rows)
