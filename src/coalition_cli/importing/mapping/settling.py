"""All rows of an input → the order of day and month that their dates prove."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from ...words.written_dates import order_of
from ..rows import Input, Row
from .planned import Plan


def settled(plan: Plan, given: Input) -> Plan:
    """Return the plan with the order of day and month that the dates of each column prove.

    Only all rows prove it. They are read for it once a date comes that may be two days, and not
    where the mapping says the order of all dates.
    """
    return plan.with_orders(_Proven(plan, given)) if plan.date_columns else plan


class _Proven(Mapping[str, str]):
    """The order of day, month and year at the paths where the dates of all rows prove one."""

    def __init__(self, plan: Plan, given: Input) -> None:
        self._plan, self._given = plan, given

    @cached_property
    def _orders(self) -> Mapping[str, str]:
        examples: dict[str, dict[str, str]] = defaultdict(dict)  # of dates that prove one, by it
        for row in self._given.rows():
            if isinstance(row, Row):
                for path, text in self._plan.date_texts(row):
                    if (order := _proven(text)) is not None:
                        examples[path][order] = text
        found = ((path, order_of(few.values())) for path, few in examples.items())
        return {path: order for path, order in found if order is not None}

    def __getitem__(self, path: str) -> str:
        return self._orders[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._orders)

    def __len__(self) -> int:
        return len(self._orders)


@lru_cache(maxsize=1 << 14)  # dates recur
def _proven(text: str) -> str | None:
    return order_of((text,))
