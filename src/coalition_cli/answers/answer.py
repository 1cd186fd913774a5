"""What is asked and answered, in plain values; and how notes come up from below."""

from typing import Protocol

from ..model.answer import Answer, Row, Values, listed, part

__all__ = ["Answer", "Row", "Tell", "Values", "listed", "part"]


class Tell(Protocol):
    """What takes a note that is said beside an answer: a line or more, without a prefix.

    What the note quotes from data is safe to print.
    """

    def __call__(self, said: str, /) -> None:
        """Take the note, as it comes."""
