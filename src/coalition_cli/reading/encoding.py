"""Claims files are UTF-8: where one is not."""

from ..problems import Problem


def not_utf8(file: str, data: bytes, error: UnicodeDecodeError, first: int = 1) -> Problem:
    """Return the problem of bytes, from the line `first` on, that could not be decoded."""
    start = data.rfind(b"\n", 0, error.start) + 1
    line = data.count(b"\n", 0, error.start) + first
    column = len(data[start : error.start].decode(errors="replace")) + 1
    message = f"byte {data[error.start]:#04x} is not UTF-8"
    return Problem("not-utf8", message, "save the file as UTF-8", file, line, column)
