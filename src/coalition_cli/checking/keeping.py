"""The problems that are kept of those that are found: all codes, but not endlessly many of one."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain

from ..model.codes import Severity
from ..model.problems import Problem


class KeptProblems:
    """Keeps so many errors at most, and as many other problems.

    Where these are too many, those of the most frequent code give way: the last of them. So no
    code drowns another.
    """

    def __init__(self, most: int) -> None:
        self.errors: list[Problem] = []
        self.left_out: Counter[str] = Counter()  # by code: problems that are no errors
        self._most = most
        # By code, each with its number: the problems that are no errors.
        self._doubts: defaultdict[str, list[tuple[int, Problem]]] = defaultdict(list)
        self._frequent: list[tuple[int, Problem]] = []  # those of the most frequent code
        self._count = 0  # of all these that were found

    @property
    def doubts(self) -> list[Problem]:
        """The problems that are no errors, in the order in which they were found."""
        return [problem for _, problem in sorted(chain(*self._doubts.values()), key=_number)]

    def add(self, problems: Iterable[Problem]) -> Problem | None:
        """Keep problems; return the first error that is too many, if there is one, and stop."""
        for problem in problems:
            if problem.severity is not Severity.ERROR:
                self._add_doubt(problem)
            elif len(self.errors) < self._most:
                self.errors.append(problem)
            else:
                return problem
        return None

    def only_errors(self) -> None:
        """Let go of all other problems."""
        self._doubts.clear()
        self.left_out.clear()

    def _add_doubt(self, problem: Problem) -> None:
        of_code = self._doubts[problem.code]
        self._count += 1
        if self._count > self._most:
            if len(of_code) + 1 >= len(self._frequent):
                self.left_out[problem.code] += 1
                return
            _, last = self._frequent.pop()
            self.left_out[last.code] += 1
        of_code.append((self._count, problem))
        if self._count >= self._most:  # from now on one gives way to another
            self._frequent = max(self._doubts.values(), key=len)


def _number(numbered: tuple[int, Problem]) -> int:
    return numbered[0]
