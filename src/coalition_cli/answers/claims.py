"""The answers of the commands, for Python: rows are dicts with the keys of `--json`."""

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from operator import index as whole
from typing import TypedDict, Unpack

from ..checking.findings import check as check_files
from ..index import Index
from ..model import SECTIONS
from ..model.answer import Answer
from ..model.choice import wanted
from ..model.problems import CoalitionError, UsageError, suggestion
from ..model.results import RESULTS
from ..project import Corpus, NoDataError, corpus_of
from ..query import Question
from ..reading import Watch, ignore
from ..words.safe import visible
from .asking import Tell, Wanted, chosen, order, question, resolved, underlying
from .counts import counted_by, counted_order, counted_section, counts
from .differences import Comparison, Side
from .drift import drift
from .opening import opened, passed_over
from .records import matches, records
from .sourcing import sourcing
from .texts import texts_given
from .timeline import asked_of, parse_period, questions, timeline
from .verify import verify

Path = str | os.PathLike[str]
Paths = Path | Iterable[Path] | None  # one path, several, or those that the commands read
Names = str | Iterable[str]  # one name, or several
Row = dict[str, object]
Rows = Iterator[Row]

__all__ = ["Claims", "NoDataError", "NoRecordError", "check", "open_claims"]

_LISTS = ("claims", "members", "appearances", "facts", "speakers", "sources", "articles", "topics")


class Page(TypedDict, total=False):
    """What a caller may choose of every answer."""

    fields: Names  # in this order; all of them if none is named
    limit: int | None  # rows at most
    offset: int  # rows to pass over


class Selected(Page, total=False):
    """What a caller may choose of an answer that can be sorted."""

    sort: Names  # fields; a - before one reverses its order


class NoRecordError(CoalitionError):
    """An id that no record has."""


def log(note: str) -> None:
    """Log a note as a warning of `coalition_cli`; without a setup for logging Python prints it."""
    logging.getLogger("coalition_cli").warning(note)


def open_claims(
    paths: Paths = None,
    *,
    engine: str | None = None,
    keep_going: bool = False,
    tell: Tell = log,
    watch: Watch = ignore,
) -> "Claims":
    """Open claims files, or folders of them. Without paths: what the commands open.

    `tell` takes each note that a command writes to standard error, such as "no source
    'politco'". `watch` takes a reading.Progress now and then, while files are read. Raise
    DataError, with all `problems`, for files with errors. `keep_going` leaves such files out, and
    tells which: then DataError is raised only if no file is left. `engine` is the address of the
    Spark Connect server that answers, if the path is a lake.
    """
    data = corpus_of(_paths(paths), engine=engine)
    return Claims(opened(data, tell, watch, keep_going=keep_going), data, tell)


def check(paths: Paths = None, *, strict: bool = False, tell: Tell = log) -> list[Row]:
    """Return the problems of claims files as `coalition check --json` has them.

    `strict` adds what an editor would ask for. A file with errors does not raise DataError. Raise
    NoDataError without paths if there is no data but the example.
    """
    data = corpus_of(_paths(paths)).own()
    findings = check_files(data, wanted(project=data.choice, strict=strict))
    if findings.foreign:
        tell(passed_over(findings.foreign))
    if left_out := findings.left_out.total():
        tell(f"{left_out:,} more warnings or strict findings are not shown")
    return list(findings.answer().dicts())


class Claims:
    """The claims of some files, as they were when they were opened.

    Use it in a `with`, or call `close`. Any thread may ask. Each argument is one word of the
    command line: claims("red lines", "confidence:medium.."). Words are checked when a method is
    called: UsageError says what is wrong. Rows are dicts with the keys of `--json`, and the same
    promise holds for them. They are read as you take them, so take them before you close the
    claims. Keywords are `fields`, `sort`, `limit` and `offset`.
    """

    def __init__(self, index: Index, data: Corpus, tell: Tell) -> None:
        self._index, self._data, self._tell = index, data, tell

    def __enter__(self) -> "Claims":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the files; nothing can be asked after that."""
        self._index.close()

    def claims(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return claims: who said what, and on whose authority."""
        return self._listed("claims", _wanted(words, **selected))

    def members(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return the members of the coalition that the claims name."""
        return self._listed("members", _wanted(words, **selected))

    def appearances(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return each appearance of a claim in an article, with its words there."""
        return self._listed("appearances", _wanted(words, **selected))

    def facts(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return facts: background that can be checked, with a reference."""
        return self._listed("facts", _wanted(words, **selected))

    def speakers(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return the speakers who made the claims, also unnamed speakers."""
        return self._listed("speakers", _wanted(words, **selected))

    def sources(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return the outlets and institutions that carried the claims first."""
        return self._listed("sources", _wanted(words, **selected))

    def articles(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return the articles in which the claims appear."""
        return self._listed("articles", _wanted(words, **selected))

    def topics(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return the topics of the claims."""
        return self._listed("topics", _wanted(words, **selected))

    def count(self, *words: str, section: str = "claims") -> int:
        """Return how many claims match, or how many records of another section."""
        if section not in _LISTS:
            raise UsageError(f"no section '{section}'{suggestion(section, _LISTS)}")
        return self._index.count(self._resolved(question(SECTIONS[section], _wanted(words))))

    def show(self, *ids: str, fields: Names = ()) -> list[Row]:
        """Return the records of these ids, such as "red-lines" or "speaker:politico".

        Records of several sections have the fields of all these sections, and `section`. Raise
        NoRecordError for an id that no record has.
        """
        keys, missing = matches(self._index, _texts(ids))
        if missing:
            lines = (f"no record '{visible(text)}'{visible(near)}" for text, near in missing)
            raise NoRecordError("\n".join(lines))
        return list(records(self._index, keys, _names(fields)).dicts())

    def drift(self, *words: str, **selected: Unpack[Selected]) -> Rows:
        """Return how far retellings have moved from their origins, the most changed first.

        Words are about appearances. Everything is compared before you get the first row.
        """
        wanted = _wanted(words, **selected)
        section = RESULTS["drift"]
        fields, sorts = chosen(section, wanted), order(section, wanted)
        asked = self._resolved(underlying(SECTIONS["appearances"], wanted))
        answer = drift(self._index, asked._replace(sorts=sorts))
        return _page(answer.with_fields(fields), wanted)

    def sourcing(self, *words: str) -> Row:
        """Return how well claims are sourced, as one row."""
        asked = self._resolved(underlying(SECTIONS["claims"], _wanted(words)))
        [row] = sourcing(self._index, asked).dicts()
        return row

    def stats(self, *words: str, by: Names = (), **selected: Unpack[Selected]) -> Rows:
        """Return counts of claims: by one or two fields, or by each of the usual fields."""
        wanted, counted = _wanted(words, **selected), counted_by(_names(by))
        fields = chosen(counted_section(counted), wanted)
        sorts = counted_order(counted, wanted)
        asked = self._resolved(underlying(SECTIONS["claims"], wanted))
        answer = counts(self._index, asked._replace(sorts=sorts), counted)
        return _page(answer.with_fields(fields), wanted)

    def timeline(self, *words: str, by: str | None = None, **selected: Unpack[Selected]) -> Rows:
        """Return how many claims, articles and facts have their dates in each period.

        `by` is "day", "month" or "year"; without it the period is the one that fits.
        """
        wanted, section = _wanted(words, **selected), RESULTS["timeline"]
        period, fields, sorts = parse_period(by), chosen(section, wanted), order(section, wanted)
        asked = asked_of(self._index, questions(wanted.words), self._tell)
        return _page(timeline(self._index, asked, period, sorts).with_fields(fields), wanted)

    def verify(
        self,
        *words: str,
        text: Mapping[str, Path] | None = None,
        texts: Path | None = None,
        require_all: bool = False,
        **selected: Unpack[Selected],
    ) -> Rows:
        """Return quotes and wordings, compared with the texts of their articles.

        `text` maps the ids of articles to files. `texts` is a folder of files with such ids as
        names: liga.txt. The default is the folder that coalition.toml names. Words are about
        appearances. Everything is compared before you get the first row. Raise DataError for a
        text that cannot be read, TextError if nothing can be compared, and with `require_all`
        NoTextError if a quote has no text.
        """
        wanted = _wanted(words, **selected)
        section = RESULTS["verify"]
        fields, sorts = chosen(section, wanted), order(section, wanted)
        named = {article: os.fspath(path) for article, path in (text or {}).items()}
        folder = self._data.texts() if texts is None else os.fspath(texts)
        if not named and folder is None:
            raise UsageError("no article text is given\ntext={'liga': 'liga.txt'} gives one")
        given = texts_given(named.items(), folder, self._data.paths)
        asked = self._resolved(underlying(SECTIONS["appearances"], wanted))
        held = verify(self._index, asked._replace(sorts=sorts), given, self._tell)
        if require_all:
            held.require_all()
        return _page(held.answer().with_fields(fields), wanted)

    def diff(self, newer: "Claims", **page: Unpack[Page]) -> Rows:
        """Return how records differ between these claims and newer ones, field by field."""
        wanted = _wanted((), **page)
        fields = chosen(RESULTS["diff"], wanted)
        if self._index.left_out() or newer._index.left_out():
            raise UsageError(
                "claims of which files are left out cannot be compared: their records would look"
                " as if somebody had removed them\nopen them without keep_going"
            )
        comparison = Comparison(self._side(), newer._side())
        return _page(comparison.answer().with_fields(fields), wanted)

    def _side(self) -> Side:
        # In differences a file has its name within the one path.
        return Side(self._index, self._data.paths[0] if len(self._data.paths) == 1 else "")

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
    """Return the caller's wishes as one value; raise UsageError for a negative number of rows."""
    limit, offset = None if limit is None else whole(limit), whole(offset)
    for name, number in (("limit", limit), ("offset", offset)):
        if number is not None and number < 0:
            raise UsageError(f"{name} is a number of rows, 0 or more, not {number}")
    return Wanted(_texts(words), {}, _names(fields), _names(sort), limit, offset)


def _page(answer: Answer, wanted: Wanted) -> Rows:
    return answer.dicts(wanted.offset, wanted.limit)


def _texts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words or ids; raise TypeError for an argument that is no text, such as a list."""
    for word in words:
        if not isinstance(word, str):
            raise TypeError(f"each argument is a text, and {word!r} is none")
    return words


def _names(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _paths(paths: Paths) -> list[str]:
    """Return the paths; raise UsageError for an empty list, which does not mean the example."""
    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    named = [os.fspath(path) for path in several or ()]
    if several is not None and not named:
        raise UsageError("the list of paths is empty\ngive at least one, or None for the example")
    return named
