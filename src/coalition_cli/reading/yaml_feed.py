"""YAML text on its way to the parser: libyaml's ends of lines become those of YAML 1.2.

For libyaml U+0085, U+2028 and U+2029 end a line, and the end of the file does not. In YAML 1.2 it
is the other way round.
"""

import re
from collections.abc import Callable, Iterator
from io import BufferedReader

from .limits import MAX_RECORD

# Characters that end no line are replaced until the parser has passed them. The replacements are
# noncharacters: no text for other readers has them (Unicode, section 23.7).
_STANDS_FOR = {"\x85": "\ufdd0", "\u2028": "\ufdd1", "\u2029": "\ufdd2"}
_IN_BYTES = [(real.encode(), other.encode()) for real, other in _STANDS_FOR.items()]
_BACK = str.maketrans({other: real for real, other in _STANDS_FOR.items()})
_TAKEN = re.compile(rb"\xef\xb7[\x90-\x92]|\\u[fF][dD][dD][0-2]|\\U0000[fF][dD][dD][0-2]")
_BEFORE_ANYTHING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t\r\n]++|[#%][^\r\n]*+|---(?=[ \t]*+[\r\n]))*+"
)
# Where libyaml may see a comment, a key or a name that is none in YAML 1.2. The byte before each
# pattern is the one that it begins with: a search for it is fast.
_DOUBTFUL = (
    (b"#", re.compile(rb"#(?<=[\"'\[\]{},|>:?+\-0-9]#)")),
    (b"?", re.compile(rb"\?(?<![^\s\[{,]\?)(?=[^\s,\]}])")),
    (b"&", re.compile(rb"&(?<![^\s\[{,]&)[\w-]+[?:%@`]")),
    (b"*", re.compile(rb"\*(?<![^\s\[{,]\*)[\w-]+[?:%@`]")),
)


class Overlong(Exception):
    """One record is longer than it may be."""


class Ambiguous(Exception):
    """The text, on this line (from 0), has a replaced character and a replacement itself."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Feed:
    """A stream for the parser, of whole lines, each with an end.

    `passed` is how many bytes came since the last record. Blanks and comments at the beginning
    of the file do not count. `replaced` says that the nodes need some characters put back
    (`real`). `doubtful` has the lines (from 0) that need a second look. A file that is read
    `again` is not refused again: it is never too long, nor ambiguous.
    """

    def __init__(self, stream: BufferedReader, *, again: bool = False) -> None:
        self._read: Callable[[int], bytes] = stream.read
        self._again = again
        self._held = b""  # the beginning of a line whose end has not come
        self._line = 0
        # While only blanks and comments have come: the beginning of a line that was cut in two.
        self._before_anything: bytes | None = b""
        self._taken = False  # whether the text has a replacement as a character of its own
        self.passed = 0
        self.replaced = False
        self.doubtful: set[int] = set()

    def read(self, size: int = -1, /) -> bytes:
        """Return the next lines; raise Overlong where they are too many for one record."""
        if self.passed > MAX_RECORD and not self._again:
            raise Overlong
        data = self.whole_lines(size)
        self.passed += len(data)
        if self._before_anything is not None:
            self.passed -= self._leading(data, self._before_anything)
        for mark, pattern in _DOUBTFUL:
            if mark in data and pattern.search(data):
                self._note(pattern, data)
        data = self._without_other_ends(data)
        self._line += breaks(data)
        return data

    def whole_lines(self, size: int) -> bytes:
        """Return the next lines as they are, or as much of one as a record may have."""
        data = self._held
        while piece := self._read(size):
            data += piece
            end = 1 + max(data.rfind(b"\n"), data.rfind(b"\r", 0, -1))
            if not end and len(data) > MAX_RECORD:
                end = len(data) - 1
                while data[end] & 0xC0 == 0x80 and end > 1:  # not within a character
                    end -= 1
            if end:
                self._held = data[end:]
                return data[:end]
        self._held = b""
        return data + b"\n" if data and data[-1:] not in b"\r\n" else data

    def _leading(self, data: bytes, cut: bytes) -> int:
        """Return how many bytes at the beginning are blanks and comments."""
        leading = _BEFORE_ANYTHING.match(cut + data)
        end = leading.end() if leading else 0
        whole = end == len(cut) + len(data)
        in_comment = whole and data[-1:] not in b"\r\n"
        self._before_anything = (b"#" if in_comment else b"") if whole else None
        return max(0, end - len(cut))

    def _note(self, pattern: re.Pattern[bytes], data: bytes) -> None:
        """Note the lines that match the pattern."""
        at, line = 0, self._line
        for match in pattern.finditer(data):
            line += breaks(data[at : match.start()])
            at = match.start()
            self.doubtful.add(line)

    def _without_other_ends(self, data: bytes) -> bytes:
        """Return the text with a replacement for each character that ends a line only in libyaml.

        Raise Ambiguous where the text has a replacement of its own.
        """
        if (b"\\" in data or b"\xef" in data) and not self._taken:
            self._taken = _TAKEN.search(data) is not None
        if not data.isascii():
            for character, other in _IN_BYTES:
                # A search for one byte is faster than for three.
                if character[-1:] in data and character in data:
                    data = data.replace(character, other)
                    self.replaced = True
        if self.replaced and self._taken and not self._again:
            raise Ambiguous(self._line)
        return data


def real(text: str) -> str:
    """Return a text with the replaced characters put back."""
    return text.translate(_BACK)


def lines(stream: BufferedReader) -> Iterator[bytes]:
    """Yield the lines of a file as YAML 1.2 counts them, each cut to the bytes of a record."""
    begins = True
    while piece := stream.readline(MAX_RECORD):
        for line in piece.splitlines(keepends=True):
            if begins:
                yield line
            begins = line[-1:] in b"\r\n"


def breaks(data: bytes) -> int:
    """Return how many ends of lines there are in whole lines of text."""
    count = data.count(b"\n")
    returns = data.count(b"\r")
    return count if not returns else count + returns - data.count(b"\r\n")
