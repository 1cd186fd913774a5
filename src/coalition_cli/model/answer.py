"""An answer: rows with their fields, that can be read again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from ..words.unnamed import marked
from .fields import Field, Section

Row = tuple[object, ...]  # None, bool, int, str, lists and dicts, one for each field
Values = Mapping[str, object]  # the same, by the names of the fields

# Takes an offset and a limit, and gives the rows from there on. Without a limit it gives all.
Read = Callable[[int, int | None], Iterator[Row]]


class Answer:
    """Rows with their fields. They can be read again, and in pages.

    Each reading asks the data anew, and rows are made as they are taken.
    """

    __slots__ = ("_count", "_read", "fields", "section")

    def __init__(
        self,
        section: Section,
        fields: Sequence[Field],
        read: Read,
        count: Callable[[], int],
    ) -> None:
        self.section, self.fields = section, tuple(fields)
        self._read, self._count = read, count

    def rows(self, offset: int = 0, limit: int | None = None) -> Iterator[Row]:
        """Return the rows from an offset on, at most `limit` of them."""
        return self._read(offset, limit)

    def dicts(self, offset: int = 0, limit: int | None = None) -> Iterator[dict[str, object]]:
        """Return the rows by the names of their fields."""
        names = [field.name for field in self.fields]
        return (dict(zip(names, row, strict=True)) for row in self.rows(offset, limit))

    def count(self) -> int:
        """Return how many rows there are."""
        return self._count()

    def with_fields(self, fields: Sequence[Field]) -> "Answer":
        """Return the answer with some of its fields, in this order.

        `anonymous` says whether a speaker is unnamed; nothing says so of one that is not declared.
        Without that field, a name carries the words for both.
        """
        if tuple(fields) == self.fields:
            return self
        places = [self.fields.index(field) for field in fields]
        flags = [place for place, field in enumerate(self.fields) if field.name == "anonymous"]
        unmarked = [place for place in flags if place not in places]
        names = [number for number, field in enumerate(fields) if field.says_who and unmarked]

        def read(offset: int, limit: int | None) -> Iterator[Row]:
            for row in self.rows(offset, limit):
                cells = [row[place] for place in places]
                for number in names:
                    cells[number] = marked(cells[number], row[unmarked[0]])
                yield tuple(cells)

        return Answer(self.section, fields, read, self._count)

    def first(self, most: int | None) -> "Answer":
        """Return the answer with only its first rows; None keeps all."""
        if most is None:
            return self

        def read(offset: int, limit: int | None) -> Iterator[Row]:
            left = max(0, most - offset)
            return self.rows(offset, left if limit is None else min(left, limit))

        return Answer(self.section, self.fields, read, lambda: min(self.count(), most))


def part(rows: Iterable[Row], offset: int, limit: int | None) -> Iterator[Row]:
    """Return the rows from an offset on, at most `limit` of them."""
    return islice(rows, offset, None if limit is None else offset + limit)


def listed(section: Section, fields: Sequence[Field], rows: Sequence[Row]) -> Answer:
    """Return the answer of a list of rows, each with these fields."""
    return Answer(section, fields, partial(part, rows), lambda: len(rows))
