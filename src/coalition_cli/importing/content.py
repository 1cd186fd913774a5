"""The content of an input: bytes that can be read again, and the text that they are."""

import os
import sys
from functools import cached_property
from io import BufferedReader, FileIO, RawIOBase, TextIOWrapper
from stat import S_ISREG
from typing import IO, TYPE_CHECKING
from weakref import finalize

from ..model.problems import DataError, Problem, reason
from ..reading.files import PIECE, STANDARD_INPUT, printable
from ..reading.lakes import is_lake
from ..reading.limits import MAX_FILE
from .encodings import Encoding, encoding_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_WHOLE = 1 << 28  # bytes of an input that is decoded as a whole, such as a page
_IN_MEMORY = 1 << 24  # bytes of what can be read once; what is longer is kept on the disk
_HEAD = 1 << 16  # bytes by which a form is recognised


class Content:
    """The bytes and the text of a file or of standard input.

    All that reads raises DataError where the input cannot be read. `notes` say what a user should
    know of how it is read: a message and a remedy each.
    """

    def __init__(self, path: str | None) -> None:
        self.path = None if path == STANDARD_INPUT else path
        self.name = "standard input" if self.path is None else printable(self.path)
        self.notes: list[tuple[str, str]] = []
        try:
            self._kept = self._read_once()
            with self.stream() as stream:
                self.head = stream.read(_HEAD)  # bytes
        except IsADirectoryError as error:
            if is_lake(path or ""):
                told = "it is a lake", "'coalition export' makes other forms of it"
            else:
                told = "it is a folder", "give the files in it"
            raise self.refused(*told, "unreadable") from error
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error
        if not self.head:
            raise self.refused("it is empty", "give a file that has rows")

    def refused(self, message: str, remedy: str, code: str = "bad-input") -> DataError:
        """Return why nothing of the input can be used."""
        return DataError([Problem(code, message, remedy, self.name)])

    def tell(self, message: str, remedy: str) -> None:
        """Note what a user should know, once."""
        if (message, remedy) not in self.notes:
            self.notes.append((message, remedy))

    def stream(self) -> BufferedReader:
        """Return the bytes from their beginning. The caller closes the stream."""
        if self._kept is not None:
            return BufferedReader(_Again(self._kept), PIECE)
        assert self.path is not None  # noqa: S101 - standard input is kept
        try:
            return BufferedReader(FileIO(self.path), PIECE)
        except FileNotFoundError as error:
            raise self._unreadable(error) from error

    def data(self) -> bytes:
        """Return all bytes, MAX_WHOLE at most."""
        with self.stream() as stream:
            data = stream.read(MAX_WHOLE + 1)
        if len(data) <= MAX_WHOLE:
            return data
        message = f"it has more than {MAX_WHOLE >> 20:,} MiB in one piece"
        raise self.refused(message, "split it, or give CSV or JSON Lines", "over-limit")

    @cached_property
    def encoding(self) -> Encoding | Problem:
        """How its characters are written as bytes; the problem of bytes that are no text."""
        return encoding_of(self.name, self.stream)

    def beginning(self, characters: int) -> str:
        """Return the first characters; none where it is no text."""
        if isinstance(self.encoding, Problem):
            return ""
        with TextIOWrapper(self.stream(), self.encoding.codec, newline="") as text:
            return text.read(characters)

    def text(self, line_end: str = "") -> TextIOWrapper:
        """Return the text from its beginning. The caller closes it.

        Its lines have the ends that they have. `line_end` is what ends them; "" is any end.
        """
        return TextIOWrapper(self.stream(), self._codec(), newline=line_end)

    def whole(self) -> str:
        """Return the whole text, MAX_WHOLE bytes at most."""
        return self.data().decode(self._codec())

    def _codec(self) -> str:
        """Return the codec that the text is read with, and tell if it was guessed."""
        encoding = self.encoding
        if isinstance(encoding, Problem):
            raise DataError([encoding])
        if encoding.note:
            self.tell(encoding.note, "if letters look wrong, save it as UTF-8")
        return encoding.codec

    def _unreadable(self, error: Exception) -> DataError:
        remedy = "give a file, or - for standard input"
        return self.refused(f"cannot be read: {reason(error)}", remedy, "unreadable")

    def _read_once(self) -> IO[bytes] | None:
        """Keep what can be read only once, such as a pipe; nothing of a file on a disk."""
        if self.path is None:
            if sys.stdin is None:
                raise OSError("standard input is closed")
            return self._keep(sys.stdin.buffer)
        with FileIO(self.path) as stream:
            return None if S_ISREG(os.fstat(stream.fileno()).st_mode) else self._keep(stream)

    def _keep(self, stream: IO[bytes] | FileIO) -> IO[bytes]:
        from tempfile import SpooledTemporaryFile  # few inputs can be read only once

        kept = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it lives as long as this does
        finalize(self, kept.close)
        left = MAX_FILE
        while piece := stream.read(PIECE):
            kept.write(piece)
            left -= len(piece)
            if left < 0:
                message = f"it has more than {MAX_FILE >> 20:,} MiB"
                raise self.refused(message, "write it to a file, and give that", "over-limit")
        return kept


class _Again(RawIOBase):
    """What was kept, from its beginning. Closing it keeps it."""

    def __init__(self, kept: IO[bytes]) -> None:
        self._kept, self._at = kept, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        self._kept.seek(self._at)
        piece = self._kept.read(view.nbytes)
        view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)
