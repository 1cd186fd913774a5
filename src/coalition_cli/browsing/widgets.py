"""The widgets: lines that a function draws, and a line that is typed."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollDown, ScrollTo, ScrollUp
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from ..presenting.cut import Line
from ..words.safe import visible
from .drawing import Piece, key_at, line

_BY_WHEEL = 3  # lines


class Pressed(Message):
    """A click that stands for a key."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class Bar(Widget):
    """Lines that stand still. A click on a piece presses its key."""

    def __init__(self, name: str, draw: Callable[[], Sequence[Sequence[Piece]]]) -> None:
        super().__init__(id=name)
        self._draw = draw

    def render_line(self, y: int) -> Strip:
        """Return a line."""
        drawn = self._draw()
        return strip_of(line(drawn[y]) if y < len(drawn) else (), self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Press the key of what is clicked."""
        drawn = self._draw()
        if event.y < len(drawn) and (key := key_at(drawn[event.y], event.x)):
            self.post_message(Pressed(key))


class Lines(ScrollView, can_focus=False):
    """Very many lines, of which only those on the screen are drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor", "lines--away"}

    class Clicked(Message):
        """A click on a line, or several."""

        def __init__(self, lines: "Lines", number: int, times: int) -> None:
            super().__init__()
            self.lines, self.number, self.times = lines, number, times

    class Wheeled(Message):
        """The wheel was turned by so many lines."""

        def __init__(self, lines: "Lines", by: int) -> None:
            super().__init__()
            self.lines, self.by = lines, by

    class Dragged(Message):
        """The scroll bar shows the lines from another one on."""

        def __init__(self, lines: "Lines", top: int) -> None:
            super().__init__()
            self.lines, self.top = lines, top

    def __init__(self, name: str, draw: Callable[[int, int], Strip]) -> None:
        super().__init__(id=name)
        self._draw_line = draw
        self._count = self._top = 0

    def show(self, count: int, top: int) -> None:
        """Show so many lines, from one on."""
        self._count, self._top = count, top
        size = Size(self.size.width, count)
        if self.virtual_size != size:
            self.virtual_size = size
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Show the same lines: as long as it was taller, it could not be scrolled as far."""
        self.show(self._count, self._top)

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen."""
        return self._draw_line(self.scroll_offset.y + y, self.size.width)

    def styled(self, strip: Strip, name: str) -> Strip:
        """Return a line in the style of a component."""
        return strip.apply_style(self.get_component_rich_style(name, partial=True))

    def on_scroll_to(self, event: ScrollTo) -> None:
        """Tell that the scroll bar was dragged."""
        self._drag(event, self._top if event.y is None else round(event.y))

    def on_scroll_down(self, event: ScrollDown) -> None:
        """Tell that somebody clicked below what the scroll bar shows."""
        self._drag(event, self._top + self.size.height)

    def on_scroll_up(self, event: ScrollUp) -> None:
        """Tell that somebody clicked above what the scroll bar shows."""
        self._drag(event, self._top - self.size.height)

    def _drag(self, event: Message, top: int) -> None:
        event.stop()
        event.prevent_default()
        self.post_message(self.Dragged(self, top))

    def on_click(self, event: events.Click) -> None:
        """Tell which line is clicked."""
        number = self.scroll_offset.y + event.y
        self.post_message(self.Clicked(self, number, event.chain))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Tell that the wheel was turned down."""
        self._wheel(event, _BY_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Tell that the wheel was turned up."""
        self._wheel(event, -_BY_WHEEL)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        event.prevent_default()
        self.post_message(self.Wheeled(self, by))


class _Line(Input):
    """A line whose text is no control, whatever is pasted into it."""

    def validate_value(self, value: str) -> str:
        """Return the text with its controls written out."""
        return visible(value)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines: an article breaks a sentence anywhere."""
        event.stop()
        event.prevent_default()
        lines = (line.strip() for line in event.text.splitlines())
        self.replace(visible(" ".join(line for line in lines if line)), *self.selection)


class Typed(Horizontal):
    """A line that is typed, behind a prompt."""

    def __init__(self, name: str, prompt: str) -> None:
        super().__init__(id=name)
        self._prompt = prompt
        self._line = _Line(name=name, compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        """Yield the prompt and the line."""
        yield Static(self._prompt, classes="prompt", markup=False)
        yield self._line

    @property
    def value(self) -> str:
        """What was typed."""
        return self._line.value

    def begin(self, value: str) -> None:
        """Show the line, and take the keys."""
        self.display = True
        self._line.value = value
        self._line.focus()
        self._line.cursor_position = len(value)

    def end(self) -> None:
        """Hide the line, and leave the keys to the app."""
        self.display = False
        self.screen.set_focus(None)


def strip_of(line: Line, width: int) -> Strip:
    """Return a line as Textual draws it, as wide as it has to be."""
    return Strip(line).adjust_cell_length(width)
