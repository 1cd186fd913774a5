"""The parts of a file's text that no excerpt may show: each character becomes a blot."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ..model import FILE_SECTIONS, SECTIONS
from ..model.problems import nearest
from ..model.record import FileSpan
from .confidential import Names

BLOT = "\ufdd0"  # stands for each character that is hidden; no text has it
_KEY = re.compile(r"""["']?\b(\w{1,40})["']?[ \t]*:(?=[\s"'\[{|>]|$)[ \t]*""")
_QUOTED = re.compile(r"""[ \t]*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
# The text between a value and the next key: a comma, or the beginning of a line. Within a flow a
# plain text ends before a comma, and in a block with its line.
_BETWEEN = re.compile(r",[ \t]*$|^[ \t]*(?:-[ \t]+)*\{?[ \t]*$")
# The keys whose values name a speaker, or may.
_CONFIDENTIAL = frozenset(
    field.name
    for section in SECTIONS.values()
    for field in section.fields
    if field.confidential or field.of == "speakers" or (field.says_who and field.derived)
)
_KNOWN = frozenset(
    {*FILE_SECTIONS, *(field.name for section in SECTIONS.values() for field in section.stated)}
)


class Hidden(NamedTuple):
    """The parts of a file to hide: places, and names wherever they stand.

    `unread` says that the file was not read in full, so its unnamed speakers are not known.
    Then the values of all keys are hidden that could be a name.
    """

    spans: Iterable[FileSpan] = ()
    names: Names = Names(())
    unread: bool = False


class Blotter:
    """Blots out the pieces of a file's text, in their order; see excerpts._pieces."""

    def __init__(self, hidden: Hidden) -> None:
        self._ahead = sorted(hidden.spans, key=lambda span: span.start, reverse=True)
        self._reached: list[FileSpan] = []
        self._unread = hidden.unread
        self._open = False  # whether the value of a confidential key goes on

    def blotted(self, line: int, start: int, text: str) -> str:
        """Return a piece with a blot for each character that is hidden."""
        if self._unread:
            text = self._without_values(text)
        while self._ahead and self._ahead[-1].start.line <= line:
            self._reached.append(self._ahead.pop())
        if self._reached:
            self._reached = [
                span for span in self._reached if not span.end or span.end.line >= line
            ]
        for span in self._reached:
            begin = span.start.column - 1 - start if span.start.line == line else 0
            end = span.end.column - 1 - start if span.end and span.end.line == line else len(text)
            if span.end and span.end.line == line and 0 <= end <= len(text):
                end = _end_of_value(text, begin, end)
            text = _blotted(text, begin, end)
        return text

    def _without_values(self, text: str) -> str:
        """Return a piece without the values of keys that could name a speaker."""
        begin = at = 0
        while key := _KEY.search(text, at):
            at = key.end()
            if (opens := _opens(key[1])) is None:
                continue
            if self._open:
                text = _blotted(text, begin, _end_of_value(text, begin, key.start()))
            self._open, begin = opens, at
            if opens and (value := _QUOTED.match(text, at)):
                at = value.end()  # text within the quotes is no key
        return _blotted(text, begin, len(text)) if self._open else text


def without_names(names: Names, text: str) -> str:
    """Return a text with blots for the names in it."""
    for begin, end in names.spans(text):
        text = _blotted(text, begin, end)
    return _blotted(text, 0, len(text)) if names.are_in(text) else text


@lru_cache(maxsize=1_024)  # keys recur
def _opens(key: str) -> bool | None:
    """Whether a confidential value begins after a key; None where it may be no key at all."""
    if key in _KNOWN:
        return key in _CONFIDENTIAL
    return True if nearest(key, list(_CONFIDENTIAL)) else None


def _end_of_value(text: str, begin: int, key: int) -> int:
    """Return where a value ends that stands before a key; it may begin before the text."""
    between = _BETWEEN.search(text, max(begin, 0), key)
    return between.start() if between else key


def _blotted(text: str, begin: int, end: int) -> str:
    begin, end = max(begin, 0), min(end, len(text))
    return text[:begin] + BLOT * (end - begin) + text[end:] if begin < end else text
