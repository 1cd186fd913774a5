"""A plan and a row → what the row became. What no field took is kept under `extra`."""

from typing import TYPE_CHECKING

from ...model.problems import Problem
from ..rows import Made, Row
from .leaves import DEEPEST, Leaves, TooDeep
from .paths import Scope
from .stated import lacks

if TYPE_CHECKING:
    from .planned import Plan

CODE = "bad-row"


def mapped(plan: "Plan", row: Row, name: str = "") -> Made | Problem | None:
    """Return what a row became; None if a condition leaves it out, or if it has no value.

    A row that cannot become a record is a problem. `name` is what messages call the input.
    """
    values = row.values if type(row.values) is dict else dict(row.values)
    scope = Scope(values)
    if plan.leaves_out and plan.leaves_out(scope):
        return None
    leaves, record = Leaves(plan.empty), dict[str, object]()
    for take in plan.takes:
        take(scope, record, leaves)
    if plan.withhold and record.get("anonymous") is True:
        plan.withhold(scope, leaves)
    doubts = leaves.told() if leaves.doubts else ()
    try:
        leaves.keep_rest(record, scope)
    except TooDeep:
        message = f"the row is nested more than {DEEPEST} levels deep"
        return Problem(CODE, message, "bring it into a flatter form", name, row.line)
    if lacking := lacks(plan.section, record):
        if not leaves.taken:
            return None
        return _lacking(plan, lacking, name, row.line)
    return Made(row.line, record, doubts, tuple(leaves.unused))


def _lacking(plan: "Plan", lacking: str, name: str, line: int) -> Problem:
    message = f"the row gives no {lacking} for {plan.section.singular_with_article}"
    remedy = "fill it in; a mapping can name a second column, or skip such rows (where-not)"
    return Problem(CODE, message, remedy, name, line)
