"""The parts of the screen between the query and the keys: facets, list and page."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip

from ..presenting.cut import Layout, Line, laid_out
from . import drawing
from .drawing import Piece
from .view import Found, Pane, Sheet, View, Window, mark_of
from .widgets import Bar, Lines, strip_of


class Panes(Horizontal):
    """Draws the list, the page and the facets of a view."""

    def __init__(self) -> None:
        super().__init__(id="panes")
        self._view = View()
        self._shown = Found(), ""  # what the list has until the next answer comes, and of what
        self._layout, self._layout_of = Layout(), ("", 0, self._view.words)
        self._drawn: dict[int, list[Line]] = {}  # rows of the window that were seen already
        self._drawn_of = Window()
        self._page: Sequence[Line] = ()
        self._facets: Sequence[tuple[list[Piece], int | None]] = ()

    def compose(self) -> ComposeResult:
        """Yield the parts, from the left."""
        yield Lines("facets", self._draw_facet)
        with Vertical(id="left"):
            yield Bar("headings", lambda: [[Piece(f"  {self._layout.heading()}", "bold")]])
            yield Lines("list", self._draw_row)
        yield Lines("page", self._draw_page)

    def show(self, view: View, page: Sequence[Line]) -> None:
        """Draw a view, with these lines as the page."""
        self._view, self._page = view, page
        if view.found.window.rows or view.found.counted:
            self._shown = view.found, view.section
        self._lay_out()
        for name, pane in (("left", Pane.LIST), ("page", Pane.PAGE), ("facets", Pane.FACETS)):
            part = self.query_one(f"#{name}")
            part.display = pane in view.shows
            part.styles.width = view.widths[pane]
        total = self._shown[0].total if self._shown[1] == view.section else 0
        self.query_one("#list", Lines).show(total * view.tall, view.place.top * view.tall)
        self.query_one("#page", Lines).show(len(page), view.scroll)
        if Pane.FACETS in view.shows:
            self._show_facets()

    def choice_at(self, number: int) -> int | None:
        """Return the choice on a line of the facets."""
        return self._facets[number][1] if number < len(self._facets) else None

    def _show_facets(self) -> None:
        """Draw the facets, the cursor in the middle."""
        view = self._view
        self._facets = list(drawing.facet_lines(view))
        here = next((n for n, (_, choice) in enumerate(self._facets) if choice == view.choice), 0)
        most = max(0, len(self._facets) - view.paper)
        top = min(max(0, here - view.paper // 2), most)
        self.query_one("#facets", Lines).show(len(self._facets), top)

    def _lay_out(self) -> None:
        """Make columns for the rows, anew for other rows, another section or another width."""
        (shown, section), width = self._shown, self._view.list_width
        if section != self._view.section or not shown.window.rows:
            if self._layout_of[0] != self._view.section:
                self._layout, self._layout_of = Layout(), ("", 0, ())
            return
        if self._layout_of != (section, width, self._view.asked):
            self._layout_of = (section, width, self._view.asked)
            self._layout = laid_out(section, shown.window.rows[: self._view.lines], width)
            self._drawn.clear()
        if self._drawn_of is not shown.window:
            self._drawn_of = shown.window
            self._drawn.clear()

    def _draw_row(self, number: int, width: int) -> Strip:
        view, (shown, section) = self._view, self._shown
        number, part = divmod(number, view.tall)
        row = shown.window.at(number)
        if row is None or section != view.section or not self._layout.columns:
            return Strip.blank(width)
        if number not in self._drawn:
            self._drawn[number] = self._layout.row(row)
        here = number == view.place.row
        marked = mark_of(section, row) in view.marks
        edge = "  " if part else (">" if here else " ") + ("*" if marked else " ")
        strip = strip_of([*drawing.line([Piece(edge)]), *self._drawn[number][part]], width)
        if here:
            away = view.pane in (Pane.PAGE, Pane.FACETS)
            style = "lines--away" if away else "lines--cursor"
            return self.query_one("#list", Lines).styled(strip, style)
        return strip

    def _draw_page(self, number: int, width: int) -> Strip:
        if number >= len(self._page):
            return Strip.blank(width)
        return strip_of([*drawing.line([Piece(" ")]), *self._page[number]], width)

    def _draw_facet(self, number: int, width: int) -> Strip:
        if number >= len(self._facets):
            return Strip.blank(width)
        pieces, choice = self._facets[number]
        strip = strip_of(drawing.line(pieces), width)
        if choice == self._view.choice and self._view.pane is Pane.FACETS:
            return self.query_one("#facets", Lines).styled(strip, "lines--cursor")
        return strip


def help_for(view: View) -> list[Line]:
    """Return the help, as wide as the page."""
    return [*map(drawing.line, drawing.help_lines(view.widths[Pane.PAGE] - 2))]


def is_help(view: View) -> bool:
    """Whether the help stands in the place of the page."""
    return view.sheet is Sheet.HELP
