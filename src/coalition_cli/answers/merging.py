"""The rows of two sides, matched as they come."""

from collections.abc import Iterator

from .answer import Row


def differing(
    old: Iterator[Row], new: Iterator[Row], compared: int
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield rows, ordered by their first value, whose counterpart is absent or differs.

    That many values of a row are compared.
    """
    before, after = next(old, None), next(new, None)
    while before or after:
        if before and after and before[0] == after[0]:
            if before[:compared] != after[:compared]:
                yield before, after
            before, after = next(old, None), next(new, None)
        elif after is None or (before and str(before[0]) < str(after[0])):
            yield before, None
            before = next(old, None)
        else:
            yield None, after
            after = next(new, None)
