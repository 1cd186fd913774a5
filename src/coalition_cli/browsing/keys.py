"""The keys: what each is called, means and does. Help, footer and palette follow this table."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from . import acts
from .view import LISTS, PARTS, Pane, Sheet, View

Act = Callable[[View], View]


class Effect(Enum):
    """What reaches beyond the view: files, programs, the clipboard, the end."""

    QUIT = auto()
    INTERRUPT = auto()
    SUSPEND = auto()
    PALETTE = auto()
    COMMAND = auto()
    EDIT = auto()
    OPEN = auto()
    VISIT = auto()
    EXPORT = auto()
    WRITE = auto()
    YANK_ID = auto()
    YANK_JSON = auto()
    YANK_CITATION = auto()
    YANK_QUOTE = auto()


class Key(NamedTuple):
    """One act: the keys that do it, its name, its meaning, and where it works."""

    keys: tuple[str, ...]  # the first is shown
    name: str  # a word or two, for the footer and the palette
    meaning: str
    act: Act | Effect
    panes: frozenset[Pane] = frozenset(PARTS)
    brief: bool = False  # whether the footer shows it


def _in(*panes: Pane) -> frozenset[Pane]:
    return frozenset(panes)


_MOVES = frozenset({*PARTS, Pane.QUERY})
_LISTED = _in(Pane.LIST, Pane.PAGE)
_SECOND = _in(Pane.YANK, Pane.OPEN)

KEYS: tuple[Key, ...] = (
    Key(("enter", "l", "right"), "read", "go to the page", acts.read, _in(Pane.LIST), brief=True),
    Key(
        ("escape", "h", "left"), "back", "go back to the list", acts.back, _in(*PARTS), brief=False
    ),
    Key(
        ("slash",),
        "search",
        "change the query; the list follows each letter",
        acts.typed,
        brief=True,
    ),
    Key(("f",), "facets", "count by topic, speaker and more, and choose", acts.faceted, brief=True),
    Key(
        ("u",),
        "unnamed",
        "only what unnamed speakers said, or all again",
        partial(acts.narrowed, word="anonymous:true"),
        brief=True,
    ),
    Key(
        ("s",),
        "single",
        "only what goes back to a single origin, or all again",
        partial(acts.narrowed, word="origins:1"),
        brief=True,
    ),
    Key(("c",), "clear", "empty the query", acts.cleared),
    Key(
        ("d",),
        "drift",
        "how the words changed from article to article",
        partial(acts.shown, sheet=Sheet.DRIFT),
        _LISTED,
        brief=True,
    ),
    Key(
        ("v",),
        "verify",
        "hold each quote to the text of its article",
        partial(acts.shown, sheet=Sheet.VERDICT),
        _LISTED,
    ),
    Key(
        ("o",),
        "open",
        "open the article's address in your browser",
        Effect.OPEN,
        _LISTED,
        brief=True,
    ),
    Key(
        ("y",),
        "yank",
        "copy the id, JSON, a citation or the quote",
        partial(acts.prefixed, pane=Pane.YANK),
        _LISTED,
        brief=True,
    ),
    Key(("e",), "edit", "open your editor at the record's line", Effect.EDIT, _LISTED),
    Key(("space",), "mark", "mark the record, or take the mark away", acts.marked, _LISTED),
    Key(("M",), "unmark", "take all marks away", acts.unmarked, _LISTED),
    Key(
        ("x",),
        "export",
        "write what is marked, else what is shown, to a file",
        Effect.EXPORT,
        _LISTED,
    ),
    Key(("colon",), "command", "show and copy the command that gives the same", Effect.COMMAND),
    Key(("n",), "next", "the next record, also from its page", partial(acts.stepped, by=1)),
    Key(("N",), "previous", "the record before", partial(acts.stepped, by=-1)),
    Key(("down", "j", "ctrl+n"), "down", "a row or a line down", partial(acts.moved, by=1), _MOVES),
    Key(("up", "k"), "up", "a row or a line up", partial(acts.moved, by=-1), _MOVES),
    Key(
        ("pagedown", "ctrl+f", "ctrl+d"),
        "screen down",
        "a screen down",
        partial(acts.paged, by=1),
        _MOVES,
    ),
    Key(
        ("pageup", "ctrl+b", "ctrl+u"),
        "screen up",
        "a screen up",
        partial(acts.paged, by=-1),
        _MOVES,
    ),
    Key(("g", "home"), "first", "the first row, or the top of the page", acts.to_first),
    Key(("G", "end"), "last", "the last row, or the end of the page", acts.to_last),
    Key(("tab",), "across", "to the next part of the screen", acts.across),
    *(
        Key((str(number),), name, f"list the {name}", partial(acts.listed, name=name))
        for number, name in enumerate(LISTS, start=1)
    ),
    Key(
        ("question_mark", "f1"),
        "help",
        "all keys, or the page again",
        partial(acts.shown, sheet=Sheet.HELP),
        brief=True,
    ),
    Key(("ctrl+p",), "palette", "find an act by its name", Effect.PALETTE),
    Key(("ctrl+z",), "suspend", "go back to the shell; fg comes back", Effect.SUSPEND),
    Key(("q",), "quit", "leave the browser", Effect.QUIT, brief=True),
    Key(("ctrl+c",), "interrupt", "leave the browser at once", Effect.INTERRUPT, frozenset(Pane)),
    Key(
        ("space", "enter", "l", "right"),
        "choose",
        "choose the value, or do not any more",
        acts.chosen,
        _in(Pane.FACETS),
        brief=True,
    ),
    Key(
        ("enter",),
        "keep",
        "keep the query, the best matches first",
        acts.entered,
        _in(Pane.QUERY),
        brief=True,
    ),
    Key(
        ("escape",),
        "undo",
        "go back to the query before",
        acts.restored,
        _in(Pane.QUERY),
        brief=True,
    ),
    Key(("i", "y"), "id", "copy the id", Effect.YANK_ID, _in(Pane.YANK), brief=True),
    Key(("j",), "JSON", "copy the record as JSON", Effect.YANK_JSON, _in(Pane.YANK), brief=True),
    Key(
        ("c",),
        "citation",
        "copy who said what, and where",
        Effect.YANK_CITATION,
        _in(Pane.YANK),
        brief=True,
    ),
    Key(("q",), "quote", "copy the words", Effect.YANK_QUOTE, _in(Pane.YANK), brief=True),
    Key(
        tuple("123456789"),
        "open",
        "open the address of that number",
        Effect.VISIT,
        _in(Pane.OPEN),
        brief=True,
    ),
    Key(("enter",), "write", "write the file", Effect.WRITE, _in(Pane.FILE), brief=True),
    Key(
        ("escape",),
        "leave it",
        "do nothing",
        acts.dropped,
        _in(Pane.FILE, Pane.YANK, Pane.OPEN),
        brief=True,
    ),
)


def key_of(pressed: str, pane: Pane) -> Key | None:
    """Return what a key does in a pane, if anything; what is of this pane alone comes first."""
    found = [key for key in KEYS if pressed in key.keys and pane in key.panes]
    return min(found, key=lambda key: len(key.panes), default=None)


def briefly(pane: Pane) -> Iterator[Key]:
    """Yield the keys that the last line of the screen shows, those of this pane alone first."""
    found = [key for key in KEYS if key.brief and pane in key.panes]
    yield from sorted(found, key=lambda key: len(key.panes) > 1)


_SHOWN: Mapping[str, str] = MappingProxyType(
    {
        "slash": "/",
        "colon": ":",
        "question_mark": "?",
        "escape": "Esc",
        "enter": "Enter",
        "space": "Space",
        "tab": "Tab",
        "pagedown": "PgDn",
        "pageup": "PgUp",
        "home": "Home",
        "end": "End",
        "up": "↑",
        "down": "↓",
        "left": "←",
        "right": "→",
        "f1": "F1",
    }
)


def shown(key: str) -> str:
    """Return a key as people write it."""
    if key.startswith("ctrl+"):
        return f"Ctrl-{key[-1].upper()}"
    return _SHOWN.get(key, key)
