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


def _key(keys: str, name: str, meaning: str, act: Act | Effect, *panes: Pane) -> Key:
    """Return a key of the table; one whose name ends in * is shown in the footer."""
    where = frozenset(panes or (Pane.LIST, Pane.PAGE))
    return Key(tuple(keys.split()), name.rstrip("*"), meaning, act, where, name.endswith("*"))


def _narrowed(word: str) -> Act:
    return partial(acts.narrowed, word=word)


def _recalled(by: int) -> Act:
    return partial(acts.recalled, by=by)


def _sheet(sheet: Sheet) -> Act:
    return partial(acts.shown, sheet=sheet)


_MOVES = (*PARTS, Pane.QUERY)
_SECOND = (Pane.FILE, Pane.YANK, Pane.OPEN)

KEYS: tuple[Key, ...] = (
    _key("enter l right", "read*", "go to the page", acts.read, Pane.LIST),
    _key("escape h left", "back*", "go back to the list", acts.back, Pane.PAGE, Pane.FACETS),
    _key("escape h left", "page", "its page again, after d, v or ?", acts.back, Pane.LIST),
    _key("slash", "search*", "type a query; the list follows each letter", acts.typed, *PARTS),
    _key("f", "facets*", "count by topic, speaker and more, to choose", acts.faceted, *PARTS),
    _key("u", "unnamed*", "only unnamed speakers, or all", _narrowed("anonymous:true"), *PARTS),
    _key("s", "single*", "only a single origin, or all", _narrowed("origins:1"), *PARTS),
    _key("c", "clear", "empty the query", acts.cleared, *PARTS),
    _key("d", "drift", "how words changed from article to article", _sheet(Sheet.DRIFT)),
    _key("v", "verify", "each quote beside its article's text", _sheet(Sheet.VERDICT)),
    _key("y", "yank*", "copy the id, JSON, a citation or the quote", acts.yanked),
    _key("question_mark f1", "help*", "all keys, or the page", _sheet(Sheet.HELP), *PARTS),
    _key("q", "quit*", "leave the browser", Effect.QUIT, *PARTS),
    _key("o", "open", "open its address in your web browser", Effect.OPEN),
    _key("e", "edit", "open your editor at the record's line", Effect.EDIT),
    _key("space", "mark", "mark the record, or not any more", acts.marked),
    _key("M", "unmark", "take all marks away", acts.unmarked),
    _key("x", "export", "write what is marked, else all that match", Effect.EXPORT),
    _key("colon", "command", "show and copy the command for this", Effect.COMMAND, *PARTS),
    _key("n", "next", "the next record, also from a page", partial(acts.stepped, by=1), *PARTS),
    _key("N", "previous", "the record before", partial(acts.stepped, by=-1), *PARTS),
    _key("down j ctrl+n", "down", "a row or a line down", partial(acts.moved, by=1), *_MOVES),
    _key("up k", "up", "a row or a line up", partial(acts.moved, by=-1), *_MOVES),
    _key("pagedown ctrl+f", "forward", "a screen down", partial(acts.paged, by=1), *_MOVES),
    _key("pageup ctrl+b", "backward", "a screen up", partial(acts.paged, by=-1), *_MOVES),
    _key("ctrl+d", "half down", "half a screen down", partial(acts.paged, by=1, parts=2), *PARTS),
    _key("ctrl+u", "half up", "half a screen up", partial(acts.paged, by=-1, parts=2), *PARTS),
    _key("g home", "first", "the first row, or the top of the page", acts.to_first, *PARTS),
    _key("G end", "last", "the last row, or the end of the page", acts.to_last, *PARTS),
    _key("tab", "across", "to the next part of the screen", acts.across, *PARTS),
    *(
        _key(str(number), name, f"list the {name}", partial(acts.listed, name=name), *PARTS)
        for number, name in enumerate(LISTS, start=1)
    ),
    _key("ctrl+p", "palette", "find an act by its name", Effect.PALETTE, *PARTS),
    _key("ctrl+z", "suspend", "go to the shell; fg comes back", Effect.SUSPEND, *PARTS),
    _key("ctrl+c", "interrupt", "leave the browser at once", Effect.INTERRUPT, *Pane),
    _key("space enter l right", "choose*", "choose it, or not any more", acts.chosen, Pane.FACETS),
    _key("enter", "keep*", "keep it, the best matches first", acts.entered, Pane.QUERY),
    _key("escape", "undo*", "go back to the query before", acts.restored, Pane.QUERY),
    _key("ctrl+p", "older", "a query that was asked before", _recalled(-1), Pane.QUERY),
    _key("ctrl+n", "newer", "a query that was asked after it", _recalled(1), Pane.QUERY),
    _key("i y", "id*", "copy the id", Effect.YANK_ID, Pane.YANK),
    _key("j", "JSON*", "copy the record as JSON", Effect.YANK_JSON, Pane.YANK),
    _key("c", "citation*", "copy who said what, and where", Effect.YANK_CITATION, Pane.YANK),
    _key("q", "quote*", "copy the words", Effect.YANK_QUOTE, Pane.YANK),
    _key("1 2 3 4 5 6 7 8 9", "open*", "open that address", Effect.VISIT, Pane.OPEN),
    _key("enter", "write*", "write the file", Effect.WRITE, Pane.FILE),
    _key("escape", "leave it*", "do nothing", acts.dropped, *_SECOND),
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
