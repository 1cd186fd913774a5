"""The state of the browser as one value: what is asked, where the cursor is, what is shown.

A key makes a new view of the old one, and widgets only draw it. What the data has answered so far
is part of it (`Found`), because a cursor stops at the last row.
"""

import textwrap
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from ..model import SECTIONS
from ..model.answer import Values
from ..presenting.cut import height_of
from ..words.safe import visible
from .begun import begun
from .facets import Choice, Facet, choices

# The lists, in the order of their keys, which is that of the commands.
LISTS = ["claims", "speakers", "sources", "articles", "appearances", "topics", "facts", "members"]
WIDE = 100  # columns of a screen that shows a list and a page beside each other
END = 1 << 62  # the row of a cursor at the end of a list that is not counted yet
_ABOVE, _BELOW = 3, 1  # lines around the list: sections, query, headings; keys
_FACETS = 28  # columns of the facets
_PAGE = 9 / 20  # of the other columns
_MOST_SAID = 12  # lines
_MOST_EARLIER = 100  # queries

Mark = tuple[str, str]  # a section, and what identifies a record there
Asked = tuple[str, tuple[str, ...]]  # a section, and the words of a query


class Pane(Enum):
    """What the keys are for. The value is how help calls it."""

    LIST = "in the list"
    PAGE = "on the page"
    FACETS = "in the facets"
    QUERY = "in the query"
    YANK = "after y"
    OPEN = "after o"
    FILE = "after x"


PARTS = (Pane.LIST, Pane.PAGE, Pane.FACETS)  # of the screen


class Sheet(Enum):
    """What is shown of the record under the cursor, or in its place."""

    PAGE = "page"
    DRIFT = "drift"
    VERDICT = "verdict"
    HELP = "help"


class Place(NamedTuple):
    """Where somebody is in a list."""

    words: tuple[str, ...] = ()  # of the query
    row: int = 0  # under the cursor, from 0
    top: int = 0  # the first row on the screen


class Window(NamedTuple):
    """Rows of an answer that are at hand, from an offset on."""

    offset: int = 0
    rows: tuple[Values, ...] = ()

    def at(self, row: int) -> Values | None:
        """Return a row; None if it is not at hand."""
        number = row - self.offset
        return self.rows[number] if 0 <= number < len(self.rows) else None


class Found(NamedTuple):
    """What the data has answered so far."""

    window: Window = Window()
    total: int = 0  # rows
    counted: bool = False  # whether there are no more than these
    facets: tuple[Facet, ...] = ()
    lines: int = 0  # of what is shown of the record
    hints: tuple[str, ...] = ()  # on the words of the query, or why there is no answer
    failed: bool = False  # whether there is no answer


class View(NamedTuple):
    """What the browser shows, and what it knows."""

    section: str = LISTS[0]
    places: Mapping[str, Place] = MappingProxyType({})  # by section; absent: its beginning
    pane: Pane = Pane.LIST
    part: Pane = Pane.LIST  # of the screen: where the keys were before a line or a second key
    sheet: Sheet = Sheet.PAGE
    scroll: int = 0  # the first line of the page that is shown
    faceted: bool = False  # whether facets are shown
    choice: int = 0  # the choice of the facets under the cursor
    marks: frozenset[Mark] = frozenset()
    before: Place | None = None  # while the query is typed: what Esc goes back to
    earlier: tuple[Asked, ...] = ()  # what was asked so far, the newest last, each once
    unfinished: bool = False  # whether the last word of the query is still typed
    said: tuple[str, ...] = ()  # until the next key
    columns: int = 80  # of the screen
    lines: int = 24
    edition: int = 0  # how often the data has been read again
    sought: Mark | None = None  # the record that the cursor was on before that
    found: Found = Found()

    @property
    def place(self) -> Place:
        """Where one is in the list that is shown."""
        return self.places.get(self.section, Place())

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the query."""
        return self.place.words

    @property
    def asked(self) -> tuple[str, ...]:
        """The words that are asked: the last one is a beginning while it is typed."""
        return begun(self.section, self.words) if self.unfinished else self.words

    @property
    def ranked(self) -> bool:
        """Whether the best matches come first: not while the query is typed."""
        return self.before is None

    @property
    def wide(self) -> bool:
        """Whether the list and the page stand beside each other."""
        return self.columns >= WIDE

    @property
    def notices(self) -> tuple[str, ...]:
        """The lines above the keys: what was said, else hints on the query."""
        none = f"no {self.section} match" if self.words else f"there are no {self.section}"
        is_empty = self.found.counted and not self.found.total
        lines = [visible(line) for line in self.said or self.found.hints or (none,) * is_empty]
        return tuple(part for line in lines for part in _wrapped(line, self.columns - 1))[
            : min(_MOST_SAID, max(1, self.lines // 2))
        ]

    @property
    def tall(self) -> int:
        """How many lines a row of the list takes."""
        return height_of(self.section, self.list_width)

    @property
    def list_width(self) -> int:
        """The columns that rows of the list have, beside the edge and the scroll bar."""
        return self.widths[Pane.LIST] - 3

    @property
    def body(self) -> int:
        """How many rows the list shows."""
        return max(1, (self.paper - 1) // self.tall)

    @property
    def paper(self) -> int:
        """How many lines the page shows; it needs no headings."""
        return max(2, self.lines - _ABOVE - _BELOW - len(self.notices) + 1)

    @property
    def shows(self) -> frozenset[Pane]:
        """Which of the list, the page and the facets are on the screen."""
        if self.wide:
            return frozenset({Pane.LIST, Pane.PAGE} | ({Pane.FACETS} if self.faceted else set()))
        return frozenset({self.pane if self.pane in PARTS else self.part})

    @property
    def widths(self) -> Mapping[Pane, int]:
        """The columns of the screen that the list, the page and the facets get."""
        if not self.wide:
            return dict.fromkeys(PARTS, self.columns)
        facets = _FACETS if self.faceted else 0
        page = int((self.columns - facets) * _PAGE)
        return {Pane.LIST: self.columns - facets - page, Pane.PAGE: page, Pane.FACETS: facets}

    @property
    def row(self) -> Values | None:
        """The record under the cursor; None if there is none, or if it is not at hand yet."""
        return self.found.window.at(self.place.row)

    @property
    def mark(self) -> Mark | None:
        """What identifies the record under the cursor."""
        return mark_of(self.section, self.row) if self.row is not None else None

    @property
    def offered(self) -> tuple[Choice, ...]:
        """The choices of all facets, in their order."""
        return choices(self.found.facets)

    @property
    def marked(self) -> tuple[Mark, ...]:
        """The marked records of the list that is shown, in the order of their ids."""
        return tuple(sorted(mark for mark in self.marks if mark[0] == self.section))


def _wrapped(line: str, width: int) -> list[str]:
    return textwrap.wrap(line, max(1, width), break_on_hyphens=False)


def mark_of(section: str, row: Values) -> Mark:
    """Return what identifies a record: its id; of an appearance, the claim and its place."""
    if section == "appearances":
        return section, f"{row['claim']} {row['article']} {row['file']}:{row['line']}"
    return section, str(row[SECTIONS[section].key])


def at(view: View, row: int) -> View:
    """Move the cursor to a row, as far as there are rows; the screen follows it."""
    last = view.found.total - 1
    row = max(0, row if row < last or not view.found.counted else last)
    place = view.place
    top = min(max(place.top, row - view.body + 1), row)
    if view.found.counted:  # no empty lines below, where there are rows above
        top = min(top, max(0, view.found.total - view.body))
    moved = row != place.row
    view = placed(view, place._replace(row=row, top=max(0, top)))
    return view._replace(scroll=0) if moved else view


def placed(view: View, place: Place) -> View:
    """Be at another place in the list that is shown."""
    return view._replace(places={**view.places, view.section: place})


def scrolled(view: View, line: int) -> View:
    """Show the page from a line on, as far as it has lines."""
    most = max(0, view.found.lines - view.paper)
    return view._replace(scroll=max(0, min(line, most)))


def topped(view: View, row: int) -> View:
    """Show the list from a row on, once its length is known; the cursor stays on the screen."""
    if not view.found.total:
        return view
    top = max(0, min(row, view.found.total - view.body))
    place = view.place
    kept = min(max(place.row, top), top + view.body - 1)
    return at(placed(view, place._replace(top=top)), kept)


def asked(view: View, words: tuple[str, ...], *, anew: bool = False) -> View:
    """Ask for other words, from the first row on; `anew` asks for the same ones too."""
    if words == view.words and not anew:
        return view
    facets = view.found.facets
    view = remembered(view, words) if view.before is None else view
    return placed(view, Place(words))._replace(found=Found(facets=facets), scroll=0)


def remembered(view: View, words: tuple[str, ...]) -> View:
    """Keep a query among those that were asked."""
    now = view.section, words
    earlier = [each for each in view.earlier if each != now]
    return view._replace(earlier=(*earlier, now)[-_MOST_EARLIER:] if words else tuple(earlier))


def found(view: View, answered: Found) -> View:
    """Take what the data has answered. The cursor stays where there are rows."""
    view = _counted(view, answered.facets)._replace(found=answered)
    return scrolled(at(view, view.place.row), view.scroll)


def _counted(view: View, facets: tuple[Facet, ...]) -> View:
    """Move the cursor of the facets to where its choice is now."""
    words = [choice.word for choice in choices(facets)]
    here = view.offered[view.choice].word if view.choice < len(view.offered) else ""
    place = words.index(here) if here in words else min(view.choice, max(0, len(words) - 1))
    return view._replace(choice=place)


def said(view: View, *lines: str) -> View:
    """Say something above the keys, until the next key."""
    view = view._replace(said=tuple(lines))
    return at(view, view.place.row)


def sized(view: View, columns: int, lines: int) -> View:
    """Draw for a screen of another size."""
    return at(view._replace(columns=columns, lines=lines), view.place.row)
