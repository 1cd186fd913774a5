"""What is asked and answered, in plain values; and how notes come up from below."""

from typing import Protocol

from ..model.answer import Answer, Row, Values, listed

__all__ = ["Answer", "Row", "Tell", "Values", "listed", "nobody"]


class Tell(Protocol):
    """What takes note of a hint or a warning, as it comes: a line or more, without a prefix.

    What a note quotes from data is safe to print.
    """

    def __call__(self, said: str, /) -> None:
        """Take note."""


def nobody(_: object) -> None:
    """Take no note: of a hint, or of how far reading is."""
