"""The search for claims that are nearly the same, in another process beside this one.

This one reads and applies the other rules. It hands over what is compared of the claims, some
hundreds at a time, and takes the pairs at the end. The other process is this module. It ends when
its standard input is closed.
"""

import marshal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from ..reading.beside import ApartError, beside, leave_interrupts
from .searching import OwnSearch, Pair

if TYPE_CHECKING:
    from subprocess import Popen

_AT_ONCE = 500  # claims


@contextmanager
def search_beside() -> "Iterator[SearchBeside]":
    """Give a search in another process. Raise ApartError where that fails, also later."""
    with beside(__name__) as process:
        yield SearchBeside(process)


class SearchBeside:
    """The search of another process.

    What it `kept` is known some hundreds of claims later, and in the end.
    """

    def __init__(self, process: "Popen[bytes]") -> None:
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        self.kept = 0
        self._to, self._from = process.stdin, process.stdout
        self._waiting: list[tuple[str, str, str, Sequence[str]]] = []
        self._unanswered = False

    def add(self, text: str, speaker: str, key: str, related: Sequence[str]) -> bool:
        """Take what is compared of a claim. If there is no room for it, that fails later."""
        self._waiting.append((text, speaker, key, related))
        if len(self._waiting) >= _AT_ONCE:
            self._hand_over()
        return True

    def pairs(self) -> Iterator[Pair]:
        """Return the claims that are nearly the same as one before them, in their order.

        The other process works them out until the first one is taken.
        """
        if self._waiting:
            self._hand_over()
        self._hand_over()  # nothing: these were all
        return self._pairs()

    def _pairs(self) -> Iterator[Pair]:
        yield from map(Pair._make, self._answer())

    def _hand_over(self) -> None:
        """Give the other process what waits, once it has answered what it was given before."""
        if self._unanswered:
            self.kept = self._answer()
        _give(self._to, self._waiting)
        self._waiting.clear()
        self._unanswered = True

    def _answer(self) -> Any:
        try:
            return _taken(self._from)
        except EOFError as error:
            raise ApartError("the other process has ended") from error


def _give(pipe: IO[bytes], value: Any) -> None:
    """Write lists and tuples of texts and numbers, or one of them."""
    marshal.dump(value, pipe)
    pipe.flush()


def _taken(pipe: IO[bytes]) -> Any:
    """Return what was given; raise EOFError where there is nothing more."""
    return marshal.load(pipe)  # noqa: S302 - ourselves


def main() -> None:
    """Search among the claims that are given; answer what is kept of them, then the pairs."""
    leave_interrupts()
    given, answers, search = sys.stdin.buffer, sys.stdout.buffer, OwnSearch(at_once=True)
    while claims := _taken(given):
        if not all(search.add(*claim) for claim in claims):
            sys.exit("there is no room")
        _give(answers, search.kept)
    _give(answers, [tuple(pair) for pair in search.pairs()])


if __name__ == "__main__":
    main()
