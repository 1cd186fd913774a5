"""Rows that one thread takes of a server while another one reads them.

A server may be slow, hang, or be gone. Who reads waits no longer than is wanted.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Semaphore, Thread
from typing import Generic, TypeVar

_AT_ONCE = 1_000  # rows
_AHEAD = 4  # pieces of so many rows that are taken before they are wanted
_ENDING = 2.0  # seconds that a server has to end what nobody wants any more

Item = TypeVar("Item")


class Taken(Generic[Item]):
    """Items that another thread takes, from what `ask` returns; to be read once.

    `cancel` ends at the server what `ask` began. Who reads waits for `seconds` for the next items,
    and raises TimeoutError then, or what `ask` and its items raise.
    """

    def __init__(
        self, ask: Callable[[], Iterator[Item]], cancel: Callable[[], object], seconds: float
    ) -> None:
        self._ask, self._cancel, self._seconds = ask, cancel, seconds
        self._pieces: SimpleQueue[list[Item] | Exception] = SimpleQueue()  # the last one is empty
        self._ahead = Semaphore(_AHEAD)
        self._wanted = self._running = True

    def __iter__(self) -> Iterator[Item]:
        """Yield the items."""
        try:
            Thread(target=self._take, daemon=True).start()
            while piece := self._next():
                yield from piece
        finally:
            self.end()

    def end(self, why: Exception | None = None) -> None:
        """End it at the server too. Who waits for it raises the reason."""
        self._wanted = False
        if why:
            self._pieces.put(why)
        self._ahead.release()
        if self._running:
            shortly(self._cancel)

    def _next(self) -> list[Item]:
        try:
            piece = self._pieces.get(timeout=self._seconds)
        except Empty:
            raise TimeoutError from None
        if isinstance(piece, Exception):
            raise piece
        self._ahead.release()
        return piece

    def _take(self) -> None:
        try:
            items = self._ask()
            while self._wanted and (piece := list(islice(items, _AT_ONCE))):
                self._pieces.put(piece)
                self._ahead.acquire()
        except Exception as error:  # the other thread raises it
            self._pieces.put(error)
        self._running = False
        self._pieces.put([])


def within(seconds: float, ask: Callable[[], Item], cancel: Callable[[], object]) -> Item:
    """Return what `ask` returns. If that takes longer, cancel it and raise TimeoutError."""
    [item] = Taken(lambda: iter([ask()]), cancel, seconds)
    return item


def shortly(call: Callable[[], object]) -> None:
    """Ask a server to end something. It may be gone, or hang: it is not waited for."""

    def quietly() -> None:
        with suppress(Exception):
            call()

    thread = Thread(target=quietly, daemon=True)
    thread.start()
    thread.join(_ENDING)
