"""A thread that sees when files of the data change, and reads them again."""

import time
from collections.abc import Callable
from threading import Event, Thread

from ..index import Index
from ..model.problems import CoalitionError, DataError
from ..project import Corpus

_PAUSE = 1.0  # seconds between two looks
_SHARE = 20  # a look takes at most one part of so many of the time

State = tuple[tuple[object, ...], ...]


class Watching(Thread):
    """Looks at the files of the data; `tell` gets a new index, or why there is none."""

    def __init__(
        self,
        data: Corpus,
        opened: Callable[[], Index],
        tell: Callable[[Index | CoalitionError], None],
    ) -> None:
        super().__init__(name="watching", daemon=True)
        self._data, self._opened, self._tell = data, opened, tell
        self._woken = Event()
        self._closing = False
        self._state = self._now()

    def look(self) -> None:
        """Look now: a file was probably changed."""
        self._woken.set()

    def close(self) -> None:
        """End the thread, once it has read what it is reading."""
        self._closing = True
        self._woken.set()

    def run(self) -> None:
        """Look until it is closed."""
        pause = _PAUSE
        while True:
            self._woken.wait(pause)
            self._woken.clear()
            if self._closing:
                return
            begun = time.monotonic()
            state = self._now()
            if state != self._state:
                self._state = state
                self._tell_anew()
            pause = max(_PAUSE, _SHARE * (time.monotonic() - begun))

    def _tell_anew(self) -> None:
        """Read the files again. What is read only once, such as a pipe, is not."""
        try:
            index = self._opened()
        except CoalitionError as error:
            self._tell(error)
            return
        if self._closing:
            index.close()
        else:
            self._tell(index)

    def _now(self) -> State:
        """Return what the system says of the files; nothing if they cannot all be read again."""
        try:
            files = self._data.sources()
        except DataError as error:
            return ((str(error),),)
        if not all(file.regular for file in files):
            return tuple((file.path,) for file in files if file.status is None)
        return tuple(
            (file.path, one.st_dev, one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns)
            for file in files
            if (one := file.status) is not None
        )
