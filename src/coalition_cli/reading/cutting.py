"""Where a file may be cut in two shares, so that two processes read it: between two claims.

That is before a line of JSON Lines that begins an object. Its reader looks for the next claim
there too, so that both shares together have the same records as the whole.
"""

from io import BufferedReader, FileIO

from .encoding import Reached
from .files import PIECE, DataFile
from .kinds import JSON
from .limits import MAX_RECORD
from .reader import kind_of


def cut(file: DataFile, near: int) -> int | None:
    """Return where a file on a disk may be cut: the next place after a byte; None: nowhere."""
    try:
        begin = _first_object(file)
        return None if begin is None else _next_object(file, max(near, begin))
    except OSError:  # reading it says why
        return None


def _first_object(file: DataFile) -> int | None:
    """Return where JSON Lines begin, after blanks, which are no share; None: it is no such file."""
    from .json_nodes import has_lines

    stream: BufferedReader = BufferedReader(FileIO(file.path), PIECE)
    with stream:
        if kind_of(file, stream) is not JSON:
            return None
        Reached().skip(stream)
        return stream.tell() if has_lines(stream.peek()) else None


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
