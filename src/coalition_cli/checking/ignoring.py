"""Comments such as `# coalition: ignore[no-url]`, and the problems that they ignore.

Such a comment stands at the end of a line, or alone on a line above it. It speaks of the problems
of that line, and of the record that begins there.
"""

import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence, Set

from ..model.choice import codes_of
from ..model.codes import CODES, Severity
from ..model.problems import SUGGESTIONS, Problem, shortened, suggestion
from ..model.record import Place, Record
from ..reading import DataFile
from ..reading.marked import Marked, marked_comments
from ..reading.nodes import MappingNode, last_line

CODE = "unused-ignore"
_MARK = b"coalition:"  # what a file is searched for first
_PATTERN = re.compile(r"#[ \t]*coalition:[ \t]*ignore[ \t]*(?:\[(?P<codes>[^\]#]*)(?P<end>\])?|$)")
_OF_CODE = 500  # bytes, about, that are kept of a code in a comment
_IGNORED = codes_of([Severity.WARNING, Severity.STRICT])
_NAMES_NONE = "the comment ignores nothing: it names no code"
_REMOVE = "remove it from the comment"
_MOVE = f"{_REMOVE}, or move the comment to the line concerned"
_WRITE = "write the codes that it ignores in brackets, such as [no-url]"
_LISTED = "'coalition help problems' lists the codes"


class _Ignore:
    """A code in a comment."""

    __slots__ = ("place", "used")

    def __init__(self, place: Place) -> None:
        self.place = place  # of the comment
        self.used = False


class _Scopes:
    """The lines of records of one depth, which do not lie within each other."""

    def __init__(self) -> None:
        self._begins: list[int] = []
        self._ends: dict[int, int] = {}  # by the line where they begin

    def add(self, begin: int, end: int) -> None:
        """Take note of a record: its first line and its last."""
        if begin not in self._ends:
            insort(self._begins, begin)
        self._ends[begin] = max(end, self._ends.get(begin, end))

    def around(self, line: int) -> Iterator[int]:
        """Yield where the records begin that have a line."""
        at = bisect_right(self._begins, line)
        while at and self._ends[begin := self._begins[at - 1]] >= line:
            yield begin
            at -= 1


class _OfFile:
    """The comments of one file."""

    def __init__(self, marked: Sequence[Marked]) -> None:
        self.wrong: list[Place] = []  # of comments that name no codes
        self.ignores: dict[tuple[int, str], _Ignore] = {}  # by the line, and the code
        self._first: dict[int, int] = {}  # of lines that are one with the line of a comment
        for comment in marked:
            together = range(comment.about, comment.place.line + 1)
            self._first.update(dict.fromkeys(together, comment.about))
            codes = [code.strip() for code in (comment.found["codes"] or "").split(",")]
            if not any(codes) or not comment.found["end"]:
                self.wrong.append(comment.place)
                continue
            for code in filter(None, codes):
                self.ignores.setdefault((comment.about, code), _Ignore(comment.place))
        self._lines = frozenset(line for line, _ in self.ignores)
        self._scopes = _Scopes(), _Scopes()  # of records, and of records within them

    @property
    def kept(self) -> int:
        """About how many bytes it takes."""
        return _OF_CODE * (len(self.ignores) + len(self.wrong))

    def see(self, record: Record) -> None:
        """Take note of the lines of a record, and of those within it, if a comment is about it."""
        if record.section.name != "file" and self._line(record.line) in self._lines:
            last = last_line(record.start) if isinstance(record.start, MappingNode) else record.line
            self._scopes[bool(record.of)].add(record.line, last)
        for inner in record.nested():
            self.see(inner)

    def at(self, line: int, code: str) -> Iterator[_Ignore]:
        """Yield the comments that ignore a code at a line."""
        begins = (begin for scopes in self._scopes for begin in scopes.around(line))
        for about in {self._line(line), *map(self._line, begins)}:
            if ignore := self.ignores.get((about, code)):
                yield ignore

    def _line(self, line: int) -> int:
        """Return the line that stands for this one: the first of those that are one."""
        return self._first.get(line, line)


class Ignores:
    """The comments of all files. It is shown each record before the problems of that record."""

    def __init__(self, wanted: Set[str]) -> None:
        self._wanted = wanted & _IGNORED
        self._files: dict[str, _OfFile] = {}  # those with such comments
        self._suggestions = SUGGESTIONS
        self.kept = 0  # bytes, about

    def begin(self, file: DataFile) -> None:
        """Look for comments in a file, before its records are seen."""
        if self._wanted and (marked := marked_comments(file, _MARK, _PATTERN)):
            self._files[file.name] = _OfFile(marked)
            self.kept += self._files[file.name].kept

    def see(self, record: Record) -> None:
        """Take note of a record."""
        if of_file := self._files.get(record.file):
            of_file.see(record)

    def ignored(self, problem: Problem) -> bool:
        """Whether a comment ignores a problem. Each comment that does so is used."""
        if not self._files or problem.severity is Severity.ERROR:
            return False
        found = [
            ignore
            for file, line in filter(None, [(problem.file, problem.line), problem.other])
            if file in self._files
            for ignore in self._files[file].at(line, problem.code)
        ]
        for ignore in found:
            ignore.used = True
        return bool(found)

    def unused(self) -> Iterator[Problem]:
        """Yield what is wrong with comments, and those that ignore nothing, after all problems."""
        for file, of_file in self._files.items():
            for place in of_file.wrong:
                yield Problem(CODE, _NAMES_NONE, _WRITE, file, *place)
            for (_, code), ignore in of_file.ignores.items():
                if not ignore.used and (told := self._unused(code)):
                    yield Problem(CODE, *told, file, *ignore.place)

    def _unused(self, code: str) -> tuple[str, str] | None:
        """Return what is wrong with an unused code, and a remedy; None if it was not looked for."""
        if code not in CODES:
            near = suggestion(code, sorted(_IGNORED)) if self._suggestions > 0 else ""
            self._suggestions -= 1
            return f"no problem has the code '{shortened(code)}'{near}", _LISTED
        if code not in _IGNORED:
            return f"'{code}' is an error, and errors cannot be ignored", _REMOVE
        if code in self._wanted:
            return f"the comment ignores '{code}', and nothing here has that code", _MOVE
        return None
