"""What the data answers to a view, part by part, the most urgent first.

What takes long has a first screen soon. While a query is typed, that is the rows among the first
records of all: they stay where they are when the others come. Where very many rows are to be
ranked, some of them are shown until the best are known.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ..answers.asking import Wanted, question
from ..answers.columns import fields_of
from ..index import Index
from ..model import SECTIONS, Field, Section
from ..presenting.cut import Line
from ..query import Question, check_fields
from .facets import Facet, facets
from .sheets import Sheets
from .view import Mark, Pane, Sheet, View, Window, mark_of

MOST_COUNTED = 1_001  # rows that are counted before the page is drawn
_FIRST = 4_000  # records among which the first rows of a screen are soon found
_AROUND = 100  # rows that are at hand above and below the screen
_BESIDE = ("anonymous", "file", "line", "claim", "article")  # fields that every row has, if it can


class Query(NamedTuple):
    """What a list is asked."""

    section: str
    words: tuple[str, ...] = ()
    ranked: bool = True
    edition: int = 0  # of the data


class Want(NamedTuple):
    """What a view needs of the data."""

    query: Query
    row: int  # under the cursor
    rows: range  # on the screen
    sheet: Sheet
    width: int  # of the page; 0 if it is not shown
    faceted: bool
    sought: Mark | None  # the record whose row is wanted


class Part(NamedTuple):
    """A part of an answer; what it does not have is None."""

    query: Query
    row: int | None = None  # of the record that was sought
    window: Window | None = None
    total: int | None = None
    counted: bool = False
    lines: tuple[Line, ...] | None = None
    facets: tuple[Facet, ...] | None = None
    hints: tuple[str, ...] | None = None
    failed: bool = False  # whether the hints say why there is no answer


def query_of(view: View) -> Query:
    """Return what the list of a view is asked."""
    return Query(view.section, view.asked, view.ranked, view.edition)


def wanted(view: View) -> Want:
    """Return what a view needs of the data."""
    place = view.place
    query = query_of(view)
    rows = range(place.top, place.top + view.body)
    is_shown = Pane.PAGE in view.shows and view.sheet is not Sheet.HELP
    width = view.widths[Pane.PAGE] - 2 if is_shown else 0
    faceted = Pane.FACETS in view.shows and view.section == "claims"
    return Want(query, place.row, rows, view.sheet, width, faceted, view.sought)


class Parts:
    """Answers of an index, and what is known of them."""

    def __init__(self, index: Index, sheets: Sheets) -> None:
        self._index, self._sheets = index, sheets
        self._known = self._next = _Known(Query(""))  # of what is asked, and of what may be next

    def of(self, want: Want) -> Iterator[Part]:
        """Yield what is wanted and not known yet, the most urgent first."""
        query = want.query
        if self._known.query != query:
            self._known = self._next if self._next.query == query else _Known(query)
            self._next = _Known(Query(""))
        known = self._known
        if known.question is None:
            asked, unknown = self._index.resolve(_question(query))
            known.question, known.hints = asked, (*unknown, *asked.hints)
        if want.sought is not None:
            yield Part(query, row=self._row_of(want.sought, known.question, want.row))
            return
        for part in self._rows(want, known.question):
            yield part._replace(hints=known.hints)
        yield from self._sheet(want)
        if not known.counted:
            known.total, known.counted = self._index.count(known.question), True
            yield Part(query, total=known.total, counted=True)
        if want.faceted and not known.facets_done:
            for facet in facets(self._index, query.words, len(known.facets)):
                known.facets += (facet,)
                yield Part(query, facets=known.facets)
            known.facets_done = True
        if not query.ranked:
            self._rank(want, known.question)

    def _rows(self, want: Want, asked: Question) -> Iterator[Part]:
        """Yield the rows of the screen, and how many there are as far as that is counted."""
        query, known = want.query, self._known
        first = asked._replace(ranked=False, among=_FIRST)
        if known.window is None and not query.ranked:
            known.window = self._window(first, want.rows)
            yield Part(query, window=known.window)
        elif known.window is None and _is_search(asked) and self._has_many(asked.section):
            yield Part(query, window=self._window(first, want.rows))
        elif known.window is not None and known.expected:
            yield Part(query, window=known.window, total=known.total, counted=known.counted)
        known.expected = False
        if not known.has(want.rows):
            known.window = self._window(asked, want.rows)
            yield Part(query, window=known.window)
        if known.total is None:
            known.total = self._index.count(first, MOST_COUNTED)
            if known.total < MOST_COUNTED:
                known.total = self._index.count(asked, MOST_COUNTED)
            known.counted = known.total < MOST_COUNTED
            yield Part(query, total=known.total, counted=known.counted)

    def _has_many(self, section: Section) -> bool:
        """Whether there are more records than those among which the first are soon found."""
        return self._index.count(Question(section), _FIRST + 1) > _FIRST

    def _rank(self, want: Want, asked: Question) -> None:
        """Have the best matches at hand, as the next key may ask for them."""
        query = want.query._replace(ranked=True)
        if self._next.query == query or not _is_search(asked):
            return
        known = _Known(query)
        known.expected = True
        known.question, known.hints = asked._replace(ranked=True), self._known.hints
        known.total, known.counted = self._known.total, self._known.counted
        known.window = self._window(known.question, range(len(want.rows)))
        self._next = known

    def _sheet(self, want: Want) -> Iterator[Part]:
        known = self._known
        row = known.window.at(want.row) if known.window else None
        if not want.width or row is None:
            return
        sheet = (mark_of(want.query.section, row), want.sheet, want.width)
        if known.sheet != sheet:
            lines = self._sheets.drawn(self._index, want.query.section, row, want.sheet, want.width)
            known.sheet = sheet
            yield Part(want.query, lines=tuple(lines))

    def _window(self, asked: Question, rows: range) -> Window:
        offset = max(0, rows.start - _AROUND)
        limit = rows.stop + _AROUND - offset
        return Window(offset, tuple(self._index.rows(asked).dicts(offset, limit)))

    def _row_of(self, sought: Mark, asked: Question, otherwise: int) -> int:
        """Return the row of a record, or the one where it was if it is gone."""
        section = asked.section
        names = [section.key, *(name for name in _BESIDE if name in section.by_name)]
        rows = self._index.rows(asked._replace(fields=check_fields(section, names))).dicts()
        found = (number for number, row in enumerate(rows) if mark_of(section.name, row) == sought)
        return next(found, otherwise)


class _Known:
    """What has been answered of a query."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.question: Question | None = None
        self.hints: tuple[str, ...] = ()
        self.expected = False  # whether it was answered before it was asked
        self.window: Window | None = None
        self.total: int | None = None
        self.counted = False
        self.sheet: tuple[Mark, Sheet, int] | None = None
        self.facets: tuple[Facet, ...] = ()
        self.facets_done = False

    def has(self, rows: range) -> bool:
        """Whether all of these rows are at hand that there are."""
        window = self.window
        if window is None or rows.start < window.offset:
            return False
        end = window.offset + len(window.rows)
        return rows.stop <= end or (self.counted and self.total is not None and end >= self.total)


def _is_search(asked: Question) -> bool:
    """Whether its rows can be ranked."""
    return any(term.ranks for term in asked.every_term)


def _question(query: Query) -> Question:
    section = SECTIONS[query.section]
    asked = question(section, Wanted(query.words))
    return asked._replace(fields=tuple(_fields(section)), ranked=query.ranked)


def _fields(section: Section) -> Iterator[Field]:
    """Yield the fields of the list, and those that say which record it is, and where it stands."""
    names = dict.fromkeys((section.key, *fields_of(section), *_BESIDE))
    yield from (section.by_name[name] for name in names if name in section.by_name)
