"""Inputs → records: each row is read, mapped and gathered, one after the other."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ..model.problems import DataError, Problem
from ..reading import Progress, Watch
from .accounting import Account
from .gathering.gathering import Gathering, Landed
from .mapping.mapping import mapped
from .mapping.plan import Plan
from .rows import Input, Made, Row

_MOST = 20  # problems that are found before reading stops
_OFTEN = 500  # rows from one sign of progress to the next


class Mapped(NamedTuple):
    """An input, and how its rows become records."""

    input: Input
    plan: Plan | None  # None: its rows are records already
    notes: Sequence[tuple[str, str]] = ()  # what the user should know of it: messages, remedies


def gather(
    inputs: Sequence[Mapped],
    gathering: Gathering,
    watch: Watch,
    tell: Callable[[Problem], None] | None,
) -> Account:
    """Take all rows of some inputs, and return what became of them.

    `tell` gets the problem of each row that is left out. Without it the first problems are raised
    as a DataError.
    """
    account = Account()
    problems: list[Problem] = []
    for each in inputs:
        for problem in _of_input(each, gathering, account, watch):
            account.failed += 1
            if tell is not None:
                tell(problem)
                continue
            problems.append(problem)
            if len(problems) == _MOST:
                break
    if problems:
        error = DataError(problems)
        error.remedy = "--keep-going leaves such rows out"
        raise error
    account.withheld = gathering.secrets.rows
    return account


def _of_input(
    each: Mapped, gathering: Gathering, account: Account, watch: Watch
) -> Iterable[Problem]:
    """Take the rows of an input; yield the problems of those that cannot be taken."""
    name = each.input.name
    for number, row in enumerate(each.input.rows()):
        if number % _OFTEN == 0:
            watch(Progress(f"importing {name}: {number:,} rows", 0, 0))
        account.rows += 1
        made = row if isinstance(row, Problem) else _landed(each, row, gathering)
        if made is None:
            account.left_out += 1
        elif isinstance(made, Problem):
            yield made
        else:
            account.take(made[0], name, merged=made[1].merged)


def _landed(each: Mapped, row: Row, gathering: Gathering) -> tuple[Made, Landed] | Problem | None:
    """Return what a row became, and where it is; None if it is left out."""
    plan, name = each.plan, each.input.name
    if plan is None:
        assert each.input.record is not None  # noqa: S101 - else it has a plan
        record = each.input.record(row, name)
        landed = record if isinstance(record, Problem) else gathering.keep(record)
        return landed if isinstance(landed, Problem) else (Made(row.line, {}), landed)
    made = mapped(plan, row, name)
    if made is None or isinstance(made, Problem):
        return made
    landed = gathering.add(plan.section, made, name)
    return landed if isinstance(landed, Problem) else (made, landed)
