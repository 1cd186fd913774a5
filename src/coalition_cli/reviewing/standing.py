"""A record as it stands in its file now: what it states, its lines, and the comments in them."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from ..assembling.doubts import is_doubt
from ..model import SECTIONS
from ..model.record import Record
from ..reading.spans import ScalarSpan
from ..rewriting.removal import lines_of_item, own_comments
from ..rewriting.source import Source
from ..verifying.paragraphs import Span

NOTED = "extra.comments"  # where a draft in JSON has its doubts
# A comment for `check`, which stays as long as its problem.
_IGNORES = re.compile(r"coalition:[ \t]*ignore[ \t]*(?:\[(?P<codes>[^\]#]*))?")


class Comment(NamedTuple):
    """A comment of a record: its words without the sign, and where it begins and ends."""

    text: str
    start: int
    end: int


class Named(NamedTuple):
    """A record, by its section and its id."""

    section: str
    key: str

    def __str__(self) -> str:
        """Return how `set` takes it: speaker:ana-ruiz."""
        return f"{SECTIONS[self.section].singular}:{self.key}"


class Standing(NamedTuple):
    """A record in the text of its file."""

    source: Source
    record: Record
    start: int
    end: int

    @property
    def lines(self) -> str:
        """Its lines: if they are the same, nobody has changed it."""
        return self.source.text[self.start : self.end]

    @property
    def named(self) -> Named:
        """Its section and its id."""
        return Named(self.record.section.name, str(self.record.key))

    @property
    def place(self) -> str:
        """Where it is: `file:line`."""
        return f"{self.source.file.name}:{self.record.line}"

    @property
    def comments(self) -> Sequence[Comment]:
        """The comments within its lines, without those for `check`."""
        return [each for each in self._comments() if not _IGNORES.match(each.text)]

    @property
    def excuses(self) -> Sequence[Comment]:
        """The comments within its lines that tell `check` to ignore something."""
        return [each for each in self._comments() if _IGNORES.match(each.text)]

    @property
    def excused(self) -> Set[str]:
        """The codes that these name."""
        return {code for each in self.excuses for code in codes_in(each)}

    def around(self, name: str) -> Span:
        """Return where a field and the comments above it and beside it stand."""
        span = next(
            each
            for record, each in self.source.placed(self.named.section)
            if record.key == self.named.key
        )
        start = self.start
        for key, value in span.pairs:
            end = self.source.line_end(value.end)
            if isinstance(key, ScalarSpan) and key.value == name:
                return Span(start, end)
            start = end
        return Span(start, start)

    def _comments(self) -> Iterator[Comment]:
        text = self.source.text
        for start, end in self.source.comments:
            if self.start <= start < self.end:
                yield Comment(text[start:end].lstrip("#").strip(), start, end)


def codes_in(excuse: Comment) -> Set[str]:
    """Return the codes of problems that a comment tells `check` to ignore."""
    found = _IGNORES.match(excuse.text)
    return {code.strip() for code in (found["codes"] or "").split(",")} if found else set()


def noted_doubts(claim: Record) -> Sequence[str]:
    """Return the doubts of a draft in JSON, which has no comments for them."""
    extra = claim.values.get("extra")
    noted = extra.get("comments") if isinstance(extra, dict) else None
    texts = [str(text) for text in noted.values()] if isinstance(noted, dict) else []
    return texts if all(map(is_doubt, texts)) else []


def standing(source: Source, named: Named) -> Standing | None:
    """Return a record as it stands in a file; None if it is not there."""
    listed = source.section(named.section)
    if listed is None:
        return None
    for number, (record, _) in enumerate(source.placed(named.section)):
        if record.key == named.key:
            lines = lines_of_item(source, listed, number)
            if lines is None:
                item = listed.items[number]
                return Standing(source, record, item.outset, item.end)
            return Standing(source, record, own_comments(source, lines[0]), lines[1])
    return None
