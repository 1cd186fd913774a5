"""The answers of the commands, for Python: rows are dicts with the keys of `--json`."""

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from operator import index as whole
from typing import TypedDict, Unpack

from ..checking.findings import check as findings
from ..index import Index
from ..model import SECTIONS
from ..model.problems import CoalitionError, DataError, Problem, UsageError, suggestion
from ..model.results import RESULTS
from ..query import Question
from ..reading import Watch, nobody
from ..words.safe import visible
from .answer import Answer, Tell
from .asking import Wanted, chosen, order, question, resolved, underlying
from .counts import counted_by, counted_order, counted_section, counts
from .differences import Comparison, Side
from .drift import drift
from .opening import opened
from .records import matches, records
from .sourcing import sourcing
from .texts import texts_given
from .verify import verify

__all__ = [
    "Claims",
    "CoalitionError",
    "DataError",
    "NoRecordError",
    "Problem",
    "UsageError",
    "check",
    "open_claims",
]

Path = str | os.PathLike[str]
Paths = Path | Iterable[Path] | None  # one path, several, or what COALITION_DATA names
Names = str | Iterable[str]  # one name, or several
Row = dict[str, object]
Rows = Iterator[Row]

_LISTS = ("claims", "members", "appearances", "facts", "speakers", "sources", "articles", "topics")


class Page(TypedDict, total=False):
    """What may be chosen of every answer."""

    fields: Names  # in this order; all of them if none is named
    limit: int | None  # rows at most
    offset: int  # rows to pass over


class Selected(Page, total=False):
    """What may be chosen of an answer that can be sorted."""

    sort: Names  # fields; one that begins with - from high to low


class NoRecordError(CoalitionError):
    """An id that no record has."""


def logged(said: str) -> None:
    """Log a note as a warning of `coalition_cli`; Python prints it where nobody set up logging."""
    logging.getLogger("coalition_cli").warning(said)


def open_claims(paths: Paths = None, *, tell: Tell = logged, watch: Watch = nobody) -> "Claims":
    """Open claims files, or folders of them; without a path those of COALITION_DATA, or an example.

    `tell` takes each note that a command writes to standard error, such as "no source
    'politco'". `watch` takes a reading.Progress now and then, while files are read. Raise
    DataError, with all `problems`, for files with errors.
    """
    asked = _paths(paths)
    return Claims(opened(asked, tell, watch), asked, tell)


def check(paths: Paths = None, *, strict: bool = False, tell: Tell = logged) -> list[Row]:
    """Return the problems of claims files as `coalition check --json` has them.

    `strict` adds what an editor would ask for. Files with errors are no reason to raise.
    """
    found = findings(_paths(paths), strict=strict)
    if found.left_out:
        tell(f"{found.left_out:,} more warnings or strict findings are not shown")
    return list(found.answer().dicts())


class Claims:
    """The claims of some files, as they were when they were opened.

    Use it in a `with`, or call `close`. Any thread may ask. Words are those of the command line,
    one for each argument: claims("red lines", "confidence:medium.."). They are checked when a
    method is called: UsageError says what is wrong with one. Rows are dicts with the keys of
    `--json`, for which the same promise holds. They are read as they are taken, so take them
    before the claims are closed. Keywords are `fields`, `sort`, `limit` and `offset`.
    """

    def __init__(self, index: Index, paths: list[str], tell: Tell) -> None:
        self._index, self._paths, self._tell = index, paths, tell

    def __enter__(self) -> "Claims":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; nothing more can be asked."""
        self._index.close()

    def claims(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return claims: who said what, on whose authority."""
        return self._listed("claims", _wanted(words, **selected))

    def members(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return the members that the claims name."""
        return self._listed("members", _wanted(words, **selected))

    def appearances(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return each claim in each article, with its words there."""
        return self._listed("appearances", _wanted(words, **selected))

    def facts(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return facts: background that can be checked, with a reference."""
        return self._listed("facts", _wanted(words, **selected))

    def speakers(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return the speakers who made the claims, also the unnamed ones."""
        return self._listed("speakers", _wanted(words, **selected))

    def sources(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return the outlets and institutions behind the claims."""
        return self._listed("sources", _wanted(words, **selected))

    def articles(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return the articles where the claims were read."""
        return self._listed("articles", _wanted(words, **selected))

    def topics(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return what the claims are about."""
        return self._listed("topics", _wanted(words, **selected))

    def count(self, *words: str, section: str = "claims") -> int:
        """Return how many claims there are, or records of another section: "speakers"."""
        if section not in _LISTS:
            raise UsageError(f"no section '{section}'{suggestion(section, _LISTS)}")
        return self._index.count(self._resolved(question(SECTIONS[section], _wanted(words))))

    def show(self, *ids: str, fields: Names = ()) -> list[Row]:
        """Return the records of these ids, such as "red-lines" or "speaker:politico".

        Records of several sections have the fields of all of these, and `section`. Raise
        NoRecordError for an id that no record has.
        """
        found = matches(self._index, _texts(ids))
        if found.missing:
            missing = (
                f"no record '{visible(text)}'{visible(near)}" for text, near in found.missing
            )
            raise NoRecordError("\n".join(missing))
        return list(records(self._index, found.keys, _names(fields)).dicts())

    def drift(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return how far retellings have moved from their origins, the most changed first.

        Words are about appearances. All is compared before the first row is given.
        """
        wanted = _wanted(words, **selected)
        section = RESULTS["drift"]
        fields, sorts = chosen(section, wanted), order(section, wanted)
        asked = self._resolved(underlying(SECTIONS["appearances"], wanted))
        answer = drift(self._index, asked._replace(sorts=sorts))
        return _given(answer.with_fields(fields), wanted)

    def sourcing(self, *words: str) -> Row:
        """Return how well claims are sourced, as one row."""
        asked = self._resolved(underlying(SECTIONS["claims"], _wanted(words)))
        [row] = sourcing(self._index, asked).dicts()
        return row

    def stats(self, *words: str, by: Names = (), **selected: Unpack[Selected]) -> Rows:
        """Return counts of claims, by one or two fields or by each of the usual ones."""
        wanted, counted = _wanted(words, **selected), counted_by(_names(by))
        fields = chosen(counted_section(counted), wanted)
        sorts = counted_order(counted, wanted)
        asked = self._resolved(underlying(SECTIONS["claims"], wanted))
        answer = counts(self._index, asked._replace(sorts=sorts), counted)
        return _given(answer.with_fields(fields), wanted)

    def verify(
        self,
        *words: str,
        text: Mapping[str, Path] | None = None,
        texts: Path | None = None,
        **selected: Unpack[Selected],
    ) -> Rows:
        """Return how quotes and wordings stand beside the texts of their articles.

        `text` has files by the ids of articles; `texts` is a folder of files that are called
        by them: liga.txt. Words are about appearances. All is compared before the first row is
        given. Raise DataError for a text that cannot be read.
        """
        wanted = _wanted(words, **selected)
        section = RESULTS["verify"]
        fields, sorts = chosen(section, wanted), order(section, wanted)
        named = {article: os.fspath(path) for article, path in (text or {}).items()}
        if not named and texts is None:
            raise UsageError("no article text is given\ntext={'liga': 'liga.txt'} gives one")
        folder = None if texts is None else os.fspath(texts)
        given = texts_given(named.items(), folder, self._paths)
        asked = self._resolved(underlying(SECTIONS["appearances"], wanted))
        held = verify(self._index, asked._replace(sorts=sorts), given, self._tell)
        return _given(held.answer().with_fields(fields), wanted)

    def diff(self, newer: "Claims", **page: Unpack[Page]) -> Rows:
        """Return what became of the records from these claims to newer ones, field by field."""
        wanted = _wanted((), **page)
        fields = chosen(RESULTS["diff"], wanted)
        found = Comparison(self._side(), newer._side())
        return _given(found.answer().with_fields(fields), wanted)

    def _side(self) -> Side:
        # Differences call a file by its name within the one path.
        return Side(self._index, self._paths[0] if len(self._paths) == 1 else "")

    def _listed(self, section: str, wanted: Wanted) -> Rows:
        return self._index.rows(self._resolved(question(SECTIONS[section], wanted))).dicts()

    def _resolved(self, asked: Question) -> Question:
        return resolved(self._index, asked, self._tell)


def _wanted(
    words: tuple[str, ...],
    *,
    fields: Names = (),
    sort: Names = (),
    limit: int | None = None,
    offset: int = 0,
) -> Wanted:
    """Return what is wanted; raise UsageError for less than no rows."""
    limit, offset = None if limit is None else whole(limit), whole(offset)
    for name, number in (("limit", limit), ("offset", offset)):
        if number is not None and number < 0:
            raise UsageError(f"{name} is a number of rows, 0 or more, not {number}")
    return Wanted(_texts(words), {}, _names(fields), _names(sort), limit, offset)


def _given(answer: Answer, wanted: Wanted) -> Rows:
    return answer.dicts(wanted.offset, wanted.limit)


def _texts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words or ids; raise TypeError for a list of them in place of several."""
    for word in words:
        if not isinstance(word, str):
            raise TypeError(f"each argument is a text, and {word!r} is none")
    return words


def _names(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _paths(paths: Paths) -> list[str]:
    """Return the paths; raise UsageError for none in a list, which is not to mean the example."""
    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    named = [os.fspath(path) for path in several or ()]
    if several is not None and not named:
        raise UsageError("the list of paths is empty\ngive at least one, or None for the example")
    return named
