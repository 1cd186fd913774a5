"""All rows of an input → the order of day and month that their dates prove."""

from collections import defaultdict
from functools import lru_cache

from ...words.written_dates import order_of
from ..rows import Input, Row
from .planned import Plan


def settled(plan: Plan, given: Input) -> Plan:
    """Return the plan with the order of day and month that the dates of each column prove.

    Only all rows prove it. They are not read where the mapping says the order of all dates.
    """
    if not plan.date_columns:
        return plan
    examples: dict[str, dict[str, str]] = defaultdict(dict)  # of dates that prove an order, by it
    for row in given.rows():
        if isinstance(row, Row):
            for path, text in plan.date_texts(row):
                if (order := _proven(text)) is not None:
                    examples[path][order] = text
    return plan.with_orders({path: order_of(few.values()) for path, few in examples.items()})


@lru_cache(maxsize=1 << 14)  # dates recur
def _proven(text: str) -> str | None:
    return order_of((text,))
