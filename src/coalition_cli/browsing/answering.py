"""A thread that answers the newest view: rows first, then the page under the cursor, then the rest.

No key waits for it. A newer view ends the statement that is still running for an older one. What an
act needs of the data (`do`) is answered here too, and nothing ends it.
"""

from collections.abc import Callable
from threading import Condition, Thread

from ..index import Index
from ..index.keeping import InterruptedAnswer
from ..model.problems import CoalitionError
from .parts import Part, Parts, Want
from .sheets import Sheets

Job = Callable[[Index], None]


class Answering(Thread):
    """Answers what is wanted last, part by part. It owns the index."""

    def __init__(
        self, index: Index, sheets: Sheets, tell: Callable[[Part | Exception], None]
    ) -> None:
        super().__init__(name="answering", daemon=True)
        self._index, self._sheets, self._tell = index, sheets, tell
        self._parts = Parts(index, sheets)
        self._changed = Condition()
        self._newest: Want | None = None
        self._jobs: list[Job] = []
        self._can_stop = self._busy = self._closing = False

    def want(self, want: Want) -> None:
        """Answer this next; what is being answered now is not wanted any more."""
        with self._changed:
            self._newest = want
            self._wake()

    def do(self, job: Job) -> None:
        """Have this done next, whatever is wanted meanwhile."""
        with self._changed:
            self._jobs.append(job)
            self._wake()

    def replace(self, index: Index) -> None:
        """Answer from another index; the old one is closed."""

        def job(old: Index) -> None:
            self._index = index
            self._parts = Parts(index, self._sheets)
            old.close()

        self.do(job)

    def _wake(self) -> None:
        if self._can_stop:
            self._index.interrupt()
        self._changed.notify()

    @property
    def settled(self) -> bool:
        """Whether all that was wanted has been answered."""
        with self._changed:
            return self._newest is None and not self._busy and not self._jobs

    def close(self) -> None:
        """End the thread and close the index."""
        with self._changed:
            self._closing = True
            self._index.interrupt()
            self._changed.notify()
        if self.is_alive():
            self.join()
        self._index.close()

    def run(self) -> None:
        """Answer until it is closed."""
        while (step := self._next()) is not None:
            try:
                if isinstance(step, Want):
                    self._answer(step)
                else:
                    step(self._index)
            except InterruptedAnswer:
                pass
            except Exception as error:
                self._tell(error)

    def _next(self) -> Want | Job | None:
        """Wait for what is to be done; None at the end."""
        with self._changed:
            self._busy = self._can_stop = False
            while self._newest is None and not self._jobs and not self._closing:
                self._changed.wait()
            self._busy = True
            if self._closing:
                return None
            if self._jobs:
                return self._jobs.pop(0)
            want, self._newest = self._newest, None
            self._can_stop = True
            return want

    def _answer(self, want: Want) -> None:
        try:
            for part in self._parts.of(want):
                self._tell(part)
                if self._newest is not None or self._jobs or self._closing:
                    break
            else:
                return
        except InterruptedAnswer:
            pass
        except CoalitionError as error:
            self._tell(Part(want.query, hints=tuple(str(error).split("\n")), failed=True))
            return
        with self._changed:  # it goes on behind the acts, unless something else is wanted by now
            self._newest = self._newest or want
