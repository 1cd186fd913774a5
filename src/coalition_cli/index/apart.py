"""Reading in a process of its own: while it reads, this one writes.

A large file takes two thirds of the time that way. The process is this module, run by the
same Python; it sends the batches of compiling.py through a pipe.
"""

import gc
import marshal
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from ..reading import DataFile
from .compiling import Batch, batches
from .soundness import Unsound
from .stamps import Stamp

LARGE = 4 << 20  # bytes; with less, starting a process takes longer than it saves
_UNSOUND = 3  # exit code of a process that met a problem; 1 is Python's own
_PREFIX = 8  # bytes before a message, with its length
_FORMAT = 4  # of marshal, which writes what stands in two rows once


def pays(file: DataFile) -> bool:
    """Whether a file is better read by a process of its own."""
    return file.regular and file.size >= LARGE and _cores() > 1 and bool(sys.executable)


def batches_apart(file: DataFile, slot: int) -> Iterator[Batch]:
    """Yield the rows of a file as compiling.batches does; raise OSError if the process fails."""
    # -P: what lies in the working folder is data, and no module.
    command = [sys.executable, "-P", "-m", __name__, file.path, file.name, str(slot)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - ourselves
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            stamp = None
            while stamp is None:
                size = int.from_bytes(process.stdout.read(_PREFIX))
                message = marshal.loads(process.stdout.read(size))  # noqa: S302 - from ourselves
                rows, texts, passed, extract, stamp = message
                yield Batch(rows, texts, passed, extract, Stamp(*stamp) if stamp else None)
        except (EOFError, ValueError, TypeError, OverflowError, MemoryError) as error:
            if process.wait() == _UNSOUND:
                raise Unsound from None
            raise OSError("the process that reads has failed") from error
        finally:
            process.kill()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def main() -> int:
    """Read the file of the command line, and write its batches to standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us sees to it
    gc.disable()  # records have no cycles
    path, name, slot = sys.argv[1:]
    file = DataFile(path, name, os.stat(path))  # noqa: PTH116 - a path is text here
    try:
        for batch in batches(file, int(slot)):
            content: Any = (*batch[:-1], tuple(batch.stamp) if batch.stamp else None)
            message = marshal.dumps(content, _FORMAT)
            sys.stdout.buffer.write(len(message).to_bytes(_PREFIX) + message)
        sys.stdout.buffer.flush()
    except Unsound:
        return _UNSOUND
    except BrokenPipeError:  # nobody reads any more
        os._exit(0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
