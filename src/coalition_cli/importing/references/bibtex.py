"""BibTeX and BibLaTeX: a text → its entries, each with the line where it begins.

Read as BibTeX reads it ("BibTeXing", Patashnik 1988), and more kindly: a comma may be missing,
`%` begins a comment between fields, and what is wrong with one entry ends with it.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from ...model.problems import Problem, shown_id
from ..content import Content
from ..forms import Sample
from ..rows import Layout, Row
from .bibliography import Entry, items

_BEGINS = re.compile(r"@[ \t]*([A-Za-z][\w-]*)\s*([{(])")
_NEXT = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]", re.MULTILINE)
# The first that tells: a key and a comma, or a name and a value. Stylesheets have neither.
_FIRST = re.compile(
    r"^[ \t]*@[ \t]*(?:(?:string|preamble|comment)\s*[{(]|"
    r"[a-z][\w-]*\s*[{(]\s*[^\s{}()\"]+\s*[,=])",
    re.MULTILINE | re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:%[^\n]*\s*)*")
_COMMAS = re.compile(r"[\s,]*(?:%[^\n]*[\s,]*)*")
_KEYS = {  # by what closes the entry; a field without a key before it is none
    close: re.compile(rf"[^\s,={{}}\"{close}]*(?=\s*[,{close}]|\s*$|\s+[\w-]+\s*=)")
    for close in "})"
}
_NAME = re.compile(r"[^\s,={}()\"#%@]+")
_WORD = re.compile(r"[^\s,={}()\"#%]+")
# In a value: what opens, what closes, and an entry that begins on a line of its own.
_IN_VALUE = re.compile(r"[{}\"]|\n[ \t]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(][ \t]*[^\s,={}()\"]+[ \t]*,")
_IN_COMMENT = re.compile(r"[{}]|\n[ \t]*@")  # where a comment does not close, entries go on
_OPENED = re.compile(r'[{"]')
_CLOSED = {"{": "}", '"': '"'}
_NO_MORE = re.compile(r"[,})]")  # behind a field that is empty
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_BALANCE = "close it, or leave it out: the entries behind it are read"


class _Malformed(Exception):
    """The text is no BibTeX at the offset."""

    def __init__(self, message: str, offset: int, remedy: str = _BALANCE) -> None:
        super().__init__(message)
        self.message, self.offset, self.remedy = message, offset, remedy


class _Place(NamedTuple):
    line: int
    column: int


def recognises(sample: Sample) -> bool:
    """Return whether a line of an input begins an entry; what stands before may be a comment."""
    return not sample.values and _FIRST.search(sample.text) is not None


def rows(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield an item of CSL for each entry, and a problem for each that cannot be read."""
    return items(_Reader(content.whole(), content.name).entries())


class _Reader:
    """Reads the entries of a text from its beginning to its end."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file, self.at = text, file, 0
        self._strings = {name[:3].lower(): name for name in _MONTHS}
        self._counted, self._line, self._begun = 0, 1, 0  # lines so far, and where the last begins

    def entries(self) -> Iterator[Entry | Problem]:
        """Yield the entries, and a problem for each that cannot be read."""
        while begun := _BEGINS.search(self.text, self.at):
            between = self.text[self.at : begun.start()].rpartition("\n")[2]
            self.at = begun.end()
            if "%" in between:  # it is commented out
                continue
            place = self._place(begun.start())
            try:
                entry = self._entry(begun[1].lower(), ")" if begun[2] == "(" else "}", place.line)
            except _Malformed as error:
                yield self._problem(error)
                following = _NEXT.search(self.text, error.offset)
                self.at = following.start() if following else len(self.text)
                continue
            if entry:
                yield entry

    def _entry(self, kind: str, close: str, line: int) -> Entry | None:
        """Read what begins here; None where it is no entry."""
        if kind == "comment":
            self._comment(close)
            return None
        if kind == "preamble":
            self._value()
            self._skip(_BETWEEN)
            self._take(close, "preamble")
            return None
        if kind == "string":
            for name, value in self._fields(close, "the string"):
                self._strings[name.lower()] = value
            return None
        self._skip(_BETWEEN)
        key = _KEYS[close].match(self.text, self.at)
        name = key[0] if key else ""
        self.at += len(name)
        called = f"the entry '{shown_id(name)}'" if name else "the entry"
        return Entry(line, kind, name, list(self._fields(close, called)))

    def _comment(self, close: str) -> None:
        """Pass over a comment: to the end of its braces, or of its line where they do not close."""
        begun = self.at
        with suppress(_Malformed):
            if close == "}":
                self._braced(close, _IN_COMMENT)
                return
        end = self.text.find("\n", begun)
        self.at = len(self.text) if end < 0 else end

    def _fields(self, close: str, called: str) -> Iterator[tuple[str, str]]:
        """Yield the names and values of the fields up to the end of the entry."""
        while True:
            self._skip(_COMMAS)
            if self.text.startswith(close, self.at):
                self.at += 1
                return
            name = _NAME.match(self.text, self.at)
            if not name:
                raise _Malformed(self._unexpected(called), self.at)
            self.at = name.end()
            self._skip(_BETWEEN)
            self._take("=", f"the field '{shown_id(name[0])}' of {called}")
            yield name[0], self._value()

    def _unexpected(self, called: str) -> str:
        if self.at >= len(self.text) or _NEXT.match(self.text, self.at):
            return f"{called} has no end"
        return f"{called} has '{self.text[self.at]}' where a field begins"

    def _value(self) -> str:
        """Read a value: texts, numbers and the names of strings, joined by #."""
        parts = []
        while True:
            self._skip(_BETWEEN)
            if opened := _OPENED.match(self.text, self.at):
                self.at = opened.end()
                parts.append(self._braced(_CLOSED[opened[0]]))
            elif word := _WORD.match(self.text, self.at):
                self.at = word.end()
                parts.append(self._strings.get(word[0].lower(), word[0]))
            elif not _NO_MORE.match(self.text, self.at):
                raise _Malformed("a value is missing", self.at, "write the value, or {} for none")
            self._skip(_BETWEEN)
            if not self.text.startswith("#", self.at):
                return "".join(parts)
            self.at += 1

    def _braced(self, close: str, signs: re.Pattern[str] = _IN_VALUE) -> str:
        """Read up to what closes the text that begins here; braces within it are balanced."""
        begun, depth = self.at, 0
        for token in signs.finditer(self.text, begun):
            sign = token[0]
            if sign == close and depth == 0:
                self.at = token.end()
                return self.text[begun : token.start()]
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth -= 1
                if depth < 0:
                    raise _Malformed("a brace closes that was never opened", token.start())
            elif sign != '"':
                break
        raise _Malformed("a text that begins here has no end", begun - 1)

    def _skip(self, what: re.Pattern[str]) -> None:
        found = what.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _take(self, sign: str, subject: str) -> None:
        if not self.text.startswith(sign, self.at):
            raise _Malformed(f"{subject} has no '{sign}'", self.at, "see the line before it too")
        self.at += 1

    def _place(self, offset: int) -> _Place:
        """Return the line and the column, from 1, of an offset behind the last that was asked."""
        self._line += self.text.count("\n", self._counted, offset)
        self._begun = self.text.rfind("\n", self._counted, offset) + 1 or self._begun
        self._counted = offset
        return _Place(self._line, offset - self._begun + 1)

    def _problem(self, error: _Malformed) -> Problem:
        line, column = self._place(error.offset)
        return Problem("bad-row", error.message, error.remedy, self.file, line, column)
