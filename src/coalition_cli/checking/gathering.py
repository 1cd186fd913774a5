"""Like findings in one: a report of very many problems that a person can still read."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

from ..model.codes import Severity
from ..model.problems import Problem

MANY = 100  # problems: a report with more is gathered
FEW = 20  # like findings: no more than these are told one by one
# What a message says of one record alone: what stands in quotes, numbers, and what was meant.
_OF_ONE = re.compile(r"(?<!\w)'.*?'(?!\w)|\d[\d.,:-]*|; did you mean .*", re.DOTALL)


class Gathered(NamedTuple):
    """A problem, and how many more like it are not told."""

    problem: Problem
    more: int = 0


def gathered(problems: Sequence[Problem], whole: Set[str] = frozenset()) -> list[Gathered]:
    """Return the problems in their order; where there are many, like ones as the first of them.

    Like problems have one code and one kind of message. Errors are told one by one, and so are
    rare problems and those of the codes in `whole`.
    """
    if len(problems) <= MANY:
        return [Gathered(problem) for problem in problems]
    kinds = [
        None if problem.severity is Severity.ERROR or problem.code in whole else _kind(problem)
        for problem in problems
    ]
    counts = Counter(kinds)
    told: set[tuple[str, str]] = set()
    shown: list[Gathered] = []
    for problem, kind in zip(problems, kinds, strict=True):
        if kind is None or counts[kind] <= FEW:
            shown.append(Gathered(problem))
        elif kind not in told:
            told.add(kind)
            shown.append(Gathered(problem, counts[kind] - 1))
    return shown


def _kind(problem: Problem) -> tuple[str, str]:
    return problem.code, _OF_ONE.sub("_", problem.message)
