"""Numbers of a review on its reviewer's scale.

A scale has two ends: `best` stands for true, `worst` for false (reviewRating of schema.org's
ClaimReview). It may run backwards, from 5 (false) to 1 (true). Where both ends and the value are
one number, such as -1, there is no number: Google's feeds say it so.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

Number = int | float


class Scored(NamedTuple):
    """A value and the ends of its scale, as a review states them."""

    value: Number | None
    best: Number | None
    worst: Number | None

    @property
    def is_no_rating(self) -> bool:
        """Whether it says that there is no number: nothing, or one number for all three."""
        ends = {self.value, self.best, self.worst}
        return len(ends) == 1 or (self.value is None and self.best == self.worst)

    @property
    def is_no_scale(self) -> bool:
        """Whether both ends are one number, and the value is another."""
        same = self.best is not None and self.best == self.worst
        return same and self.value not in (None, self.best)

    @property
    def is_outside(self) -> bool:
        """Whether the value is on no side of either end of a whole scale."""
        if self.value is None or self.best is None or self.worst is None or self.is_no_scale:
            return False
        return not min(self.best, self.worst) <= self.value <= max(self.best, self.worst)

    def in_words(self) -> str | None:
        """Return it as `2.5 on a scale from 1 (false) to 5 (true)`; None if it is no rating."""
        if self.is_no_rating:
            return None
        value = "no value" if self.value is None else f"{self.value}"
        false = "" if self.worst is None else f" from {self.worst} (false)"
        true = "" if self.best is None else f" to {self.best} (true)"
        return f"{value} on a scale{false}{true}" if false or true else value


def scored_by(review: Mapping[str, Any]) -> Scored:
    """Return what a review says in numbers. A key may be absent."""
    return Scored(review.get("value"), review.get("best"), review.get("worst"))
