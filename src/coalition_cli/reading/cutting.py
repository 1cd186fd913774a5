"""Where a file may be cut in two shares, so that two processes read it: between two claims.

That is before a line of JSON Lines that begins an object. Its reader looks for the next claim
there too, so that both shares together have the same records as the whole.
"""

from .encoding import Reached
from .files import DataFile
from .kinds import JSON
from .limits import MAX_RECORD
from .reader import kind_of


def cut(file: DataFile, near: int) -> int | None:
    """Return where a file on a disk may be cut: the next place after a byte; None: nowhere."""
    try:
        return _next_object(file, near) if _has_lines(file) else None
    except OSError:  # reading it says why
        return None


def _has_lines(file: DataFile) -> bool:
    from .json_nodes import has_lines

    with file.open() as stream:
        if kind_of(file, stream) is not JSON:
            return False
        Reached().skip(stream)
        return has_lines(stream.peek())


def _next_object(file: DataFile, near: int) -> int | None:
    with open(file.path, "rb") as stream:
        stream.seek(near)
        ended = stream.readline(MAX_RECORD).endswith(b"\n")
        while ended:
            place, line = stream.tell(), stream.readline(MAX_RECORD)
            if line.startswith(b"{"):
                return place
            ended = line.endswith(b"\n") and place < near + MAX_RECORD
    return None
