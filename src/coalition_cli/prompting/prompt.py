"""One question on a terminal: a line that is edited, and completed with TAB."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.output import ColorDepth, create_output
from prompt_toolkit.shortcuts import CompleteStyle
from prompt_toolkit.styles import Style

from ..words.safe import visible

_SHOWN = 60  # characters of what a choice means
# Nothing but what reads well on a light and on a dark background.
_STYLE = Style.from_dict(
    {
        "label": "bold",
        "completion-menu": "noinherit",
        "completion-menu.completion": "noinherit",
        "completion-menu.completion.current": "noinherit reverse",
        "completion-menu.meta.completion": "noinherit",
        "completion-menu.meta.completion.current": "noinherit reverse",
    }
)
_PLAIN = Style.from_dict({**dict(_STYLE.style_rules), "label": ""})

Offer = tuple[str, str]  # a word, and what it means
Offers = Callable[[str], Iterable[Offer]]  # what may stand for a beginning


class Interrupted(NamedTuple):
    """The user has ended the questions; `typed` is what the open answer had."""

    typed: str


class Prompt:
    """Asks on the terminal of standard error, so that standard output has the answer alone."""

    def __init__(self, *, colour: bool) -> None:
        self._session: PromptSession[str] = PromptSession(
            output=create_output(stdout=sys.stderr),
            history=DummyHistory(),
            style=_STYLE if colour else _PLAIN,
            color_depth=None if colour else ColorDepth.DEPTH_1_BIT,
            complete_style=CompleteStyle.COLUMN,
            complete_while_typing=False,
            enable_open_in_editor=False,
            enable_history_search=False,
        )

    def ask(
        self, label: str, offers: Offers, *, several: bool = False, typed: str = ""
    ) -> str | Interrupted:
        """Return the line that was typed; Interrupted after Ctrl-C and Ctrl-D.

        `offers` says what TAB offers; with `several`, behind the last comma. `typed` stands there
        already.
        """
        message = FormattedText([("class:label", visible(label)), ("", ": ")])
        completer = _Completer(offers, several=several)
        try:
            return self._session.prompt(message, completer=completer, default=typed)
        except (KeyboardInterrupt, EOFError):
            return Interrupted(self._session.default_buffer.text)


class _Completer(Completer):
    """Offers words that can be typed and shown."""

    def __init__(self, offers: Offers, *, several: bool) -> None:
        self._offers, self._several = offers, several

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Yield what may stand in the place of what is typed before the cursor."""
        del complete_event
        typed = document.text_before_cursor.lstrip()
        if self._several:
            typed = typed.rpartition(",")[2].lstrip()
        for word, meaning in self._offers(typed):
            if visible(word) == word:
                yield Completion(word, -len(typed), display_meta=_cut(visible(meaning)))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def chosen(sequence: Sequence[Offer]) -> Offers:
    """Return what offers the words of a short list that begin as typed."""
    return lambda typed: [offer for offer in sequence if offer[0].startswith(typed)]
