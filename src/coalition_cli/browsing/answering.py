"""A thread that answers the newest view: rows first, then the page under the cursor, then the rest.

No key waits for it. A newer view ends the statement that is still running for an older one. What an
act needs of the data (`do`) is answered here too, and nothing ends it.
"""

from collections.abc import Callable, Iterator
from threading import Condition, Thread
from typing import NamedTuple

from ..answers.asking import Wanted, question
from ..answers.columns import fields_of
from ..index import Index
from ..index.keeping import InterruptedAnswer
from ..model import SECTIONS, Field, Section
from ..model.problems import CoalitionError
from ..presenting.cut import Line
from ..query import Question, check_fields
from .facets import Facet, facets
from .sheets import Sheets
from .view import Mark, Pane, Sheet, View, Window, mark_of

MOST_COUNTED = 1_001  # rows that are counted before the page is drawn
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


Job = Callable[[Index], None]


class Answering(Thread):
    """Answers what is wanted last, part by part. It owns the index."""

    def __init__(
        self, index: Index, sheets: Sheets, tell: Callable[[Part | Exception], None]
    ) -> None:
        super().__init__(name="answering", daemon=True)
        self._index, self._sheets, self._tell = index, sheets, tell
        self._changed = Condition()
        self._newest: Want | None = None
        self._jobs: list[Job] = []
        self._can_stop = self._busy = self._closing = False
        self._known = _Known(Query(""))

    def want(self, want: Want) -> None:
        """Answer this next; what is being answered now is not wanted any more."""
        with self._changed:
            self._newest = want
            self._wake()

    def do(self, job: Job) -> None:
        """Have this done next, whatever is wanted meanwhile."""
        with self._changed:
            self._jobs.append(job)
            self._wake()

    def replace(self, index: Index) -> None:
        """Answer from another index; the old one is closed."""

        def job(old: Index) -> None:
            self._index = index
            self._known = _Known(Query(""))
            old.close()

        self.do(job)

    def _wake(self) -> None:
        if self._can_stop:
            self._index.interrupt()
        self._changed.notify()

    @property
    def settled(self) -> bool:
        """Whether all that was wanted has been answered."""
        with self._changed:
            return self._newest is None and not self._busy and not self._jobs

    def close(self) -> None:
        """End the thread and close the index."""
        with self._changed:
            self._closing = True
            self._index.interrupt()
            self._changed.notify()
        if self.is_alive():
            self.join()
        self._index.close()

    def run(self) -> None:
        """Answer until it is closed."""
        while (step := self._next()) is not None:
            try:
                if isinstance(step, Want):
                    self._answer(step)
                else:
                    step(self._index)
            except InterruptedAnswer:
                pass
            except Exception as error:
                self._tell(error)

    def _next(self) -> Want | Job | None:
        """Wait for what is to be done; None at the end."""
        with self._changed:
            self._busy = self._can_stop = False
            while self._newest is None and not self._jobs and not self._closing:
                self._changed.wait()
            self._busy = True
            if self._closing:
                return None
            if self._jobs:
                return self._jobs.pop(0)
            want, self._newest = self._newest, None
            self._can_stop = True
            return want

    def _answer(self, want: Want) -> None:
        try:
            for part in self._parts(want):
                self._tell(part)
                if self._newest is not None or self._jobs or self._closing:
                    break
            else:
                return
        except InterruptedAnswer:
            pass
        except CoalitionError as error:
            self._tell(Part(want.query, hints=tuple(str(error).split("\n")), failed=True))
            return
        with self._changed:  # it goes on behind the acts, unless something else is wanted by now
            self._newest = self._newest or want

    def _parts(self, want: Want) -> Iterator[Part]:
        """Yield what is wanted and not known yet, the most urgent first."""
        query = want.query
        if self._known.query != query:
            self._known = _Known(query)
        known = self._known
        if known.question is None:
            asked, unknown = self._index.resolve(_question(query))
            known.question = asked
            yield Part(query, hints=(*unknown, *asked.hints))
        if want.sought is not None:
            yield Part(query, row=self._row_of(want.sought, known.question, want.row))
            return
        if not known.has(want.rows):
            known.window = self._window(known.question, want.rows)
            yield Part(query, window=known.window)
        if known.total is None:
            known.total = self._index.count(known.question, MOST_COUNTED)
            known.counted = known.total < MOST_COUNTED
            yield Part(query, total=known.total, counted=known.counted)
        yield from self._sheet(want)
        if not known.counted:
            known.total, known.counted = self._index.count(known.question), True
            yield Part(query, total=known.total, counted=True)
        if want.faceted and not known.facets_done:
            for facet in facets(self._index, query.words, len(known.facets)):
                known.facets += (facet,)
                yield Part(query, facets=known.facets)
            known.facets_done = True

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


def _question(query: Query) -> Question:
    section = SECTIONS[query.section]
    asked = question(section, Wanted(query.words))
    return asked._replace(fields=tuple(_fields(section)), ranked=query.ranked)


def _fields(section: Section) -> Iterator[Field]:
    """Yield the fields of the list, and those that say which record it is, and where it stands."""
    names = dict.fromkeys((section.key, *fields_of(section), *_BESIDE))
    yield from (section.by_name[name] for name in names if name in section.by_name)
