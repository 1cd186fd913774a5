"""What a format writes: records of an index that holds nothing but what leaves."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..answers.articles import rows_with
from ..answers.asking import Tell
from ..index import Index
from ..model import SECTIONS
from ..model.answer import Values
from ..publishing.leaving import Leaving
from ..publishing.withheld import Withheld
from ..query import Question, check_fields

if TYPE_CHECKING:  # few formats need texts
    from ..answers.texts import TextFiles

_KNOWN = 10_000  # records that a format refers to, and that need not be asked for again


class Export(NamedTuple):
    """What is written, and how.

    `public` has only what leaves: each record of it belongs to the export, and whatever it counts,
    relates or finds may be told.
    """

    public: Index
    leaving: Leaving
    withheld: Withheld  # what no part of a text from elsewhere may tell
    tell: Tell  # takes what is noticed in such a text
    texts: "TextFiles | None" = None  # of the articles, where they are known
    by: str = ""  # what a report is ordered by: a field of claims
    notation: str = ""  # in which language a graph is written

    def records(self, section: str, fields: Sequence[str] = ()) -> Iterator[Values]:
        """Return the records of a section that files declare, in their order.

        A record has all its fields, also those that are worked out; or these fields alone.
        """
        kind = SECTIONS[section]
        wanted = check_fields(kind, fields) if fields else kind.fields
        return self.public.rows(Question(kind, (), wanted, declared=True)).dicts()

    def of_file(self) -> Values:
        """Return what the claims files state of themselves: `title`, `membership` and the like."""
        stated = [field.name for field in SECTIONS["file"].stated]
        rows = [{name: row[name] for name in stated} for row in self.records("file")]
        return next((row for row in rows if any(row.values())), dict.fromkeys(stated))


class Referred:
    """The records of a section, found by their ids. Those asked for last are kept."""

    def __init__(self, export: Export, section: str, fields: Sequence[str]) -> None:
        kind = SECTIONS[section]
        question = Question(kind, (), check_fields(kind, [kind.key, *fields]))
        names = [kind.key, *fields]

        @lru_cache(maxsize=_KNOWN)
        def found(key: str) -> Values | None:
            rows = rows_with(export.public, question, kind.field(kind.key), [key])
            return next((dict(zip(names, row, strict=True)) for row in rows), None)

        self._found = found

    def record(self, key: object) -> Values | None:
        """Return the record of an id with the fields; None where there is none."""
        return None if key is None else self._found(str(key))
