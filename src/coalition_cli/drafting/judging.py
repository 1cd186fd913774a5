"""Whether an answer is right: the rules of `check` look at the draft together with the data."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..checking.protecting import without
from ..checking.rules import Rule, RuleSet
from ..model.codes import CODES
from ..model.problems import Problem
from ..model.record import Record
from ..reading import DataFile
from ..reading.confidential import HOLDS, REMEDY
from ..reading.reader import read, without_garbage_collection
from .composing import Line, composed
from .draft import Draft, Value, singles
from .known import KnownData

NAME = "the draft.yaml"  # of the draft, where a problem names a file
_DUPLICATE = "near-duplicate"  # comparing with the texts of all claims takes longest
# What rules find by comparing claims with each other. Of the others a draft needs no other claims.
_COMPARES = frozenset({"repeated-id", "two-spellings", _DUPLICATE, "one-sided-contradiction"})


class Finding(NamedTuple):
    """A problem of a draft, and the field that it stands at; empty where one is missing."""

    draft: Draft
    field: str
    problem: Problem


def judged(
    drafts: Sequence[Draft],
    known: KnownData,
    among: Sequence[Record] | None = None,
    *,
    duplicates: bool = True,
) -> list[Finding]:
    """Return what `check --strict` says of drafts beside the data, or beside some records of it."""
    lines = composed(drafts)
    file = DataFile(NAME, NAME, content="".join(f"{line.text}\n" for line in lines).encode())
    left_out = frozenset() if duplicates else frozenset({_DUPLICATE})
    rules = RuleSet([file], CODES.keys() - left_out).rules
    with without_garbage_collection():
        problems = list(_problems(file, rules, known.records if among is None else among))
    found = [_placed(problem, lines, drafts[0]) for problem in problems]
    found += _given_away(drafts, known)
    return [one._replace(problem=without(known.names, one.problem)) for one in found]


def _problems(file: DataFile, rules: Sequence[Rule], around: Iterable[Record]) -> Iterator[Problem]:
    """Yield the problems of a draft's file; what is wrong with the data is not looked for."""
    own: list[Record] = []
    for item in read(file):
        if isinstance(item, Problem):
            yield item
        else:
            own += (item, *item.nested())
    comparing = [rule for rule in rules if not _COMPARES.isdisjoint(rule.codes)]
    others = [rule for rule in rules if "comment-in-text" not in rule.codes]
    for record in around:
        for rule in comparing if record.section.name == "claims" else others:
            if record.section.name in rule.sections:
                rule.see(record)
    for rule in rules:
        for record in own:
            if record.section.name in rule.sections:
                yield from rule.see(record)
        yield from (problem for problem in rule.problems() if problem.file == file.name)


def _placed(problem: Problem, lines: Sequence[Line], first: Draft) -> Finding:
    """Return a problem with the field that stands in its line.

    One that stands where a record begins is of something that is missing.
    """
    line = lines[min(problem.line, len(lines)) - 1]
    lead = len(line.text) - len(line.text.lstrip(" -"))
    begins = line.text.lstrip().startswith("- ") and problem.column <= lead + 1
    return Finding(line.draft or first, "" if begins else line.field, problem)


def _given_away(drafts: Iterable[Draft], known: KnownData) -> Iterator[Finding]:
    """Yield the answers that hold a name which the data withholds."""
    if not known.names:
        return
    for draft in drafts:
        for field, value in draft.pairs():
            if any(known.names.are_in(text) for text in _texts(value)):
                message = f"'{field.name}' in the {draft.section.singular} {HOLDS}"
                problem = Problem("confidential-name", message, REMEDY, NAME)
                yield Finding(draft, field.name, problem)
        yield from _given_away(draft.nested(), known)


def _texts(value: Value) -> Iterator[str]:
    return (str(each) for each in singles(value) if not isinstance(each, Draft))
