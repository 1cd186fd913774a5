"""A text, and where its lines begin and end."""

import re
from bisect import bisect_right
from functools import cached_property

_END = re.compile(r"\r\n|\n|\r")


class Lined:
    """A text whose lines end in any way. Places are offsets, lines count from 1."""

    text: str

    @cached_property
    def newline(self) -> str:
        """How lines end, by the first one that does."""
        found = _END.search(self.text)
        return found[0] if found else "\n"

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line begins, in their order."""
        return [0, *(found.end() for found in _END.finditer(self.text))]

    def line_of(self, place: int) -> int:
        """Return the number of a place's line."""
        return bisect_right(self.line_starts, place)

    def line_start(self, place: int) -> int:
        """Return where the line of a place begins."""
        return self.line_starts[self.line_of(place) - 1]

    def next_line(self, place: int) -> int:
        """Return where the line after the one of a place begins, or the end of the text."""
        number = self.line_of(place)
        return self.line_starts[number] if number < len(self.line_starts) else len(self.text)

    def line_end(self, place: int) -> int:
        """Return where the line of a place ends, without the characters that end it."""
        end = self.next_line(place)
        last = self.text[max(place, end - 2) : end]
        return end - len(last) + len(last.rstrip("\r\n"))

    def column(self, place: int) -> int:
        """Return how many characters stand before a place in its line."""
        return place - self.line_start(place)

    def before(self, place: int) -> str:
        """Return what stands before a place in its line."""
        return self.text[self.line_start(place) : place]

    def begins_line(self, place: int) -> bool:
        """Whether only blanks stand before a place in its line."""
        return self.blanks_before(place) == self.line_start(place)

    def blanks_before(self, place: int) -> int:
        """Return where the blanks begin that stand before a place in its line."""
        while place and self.text[place - 1] in " \t":  # the line may be the whole file
            place -= 1
        return place
