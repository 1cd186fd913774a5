"""`coalition review`: the claims that a program has drafted, read one after the other."""

from collections.abc import Sequence

from ..model.problems import UsageError
from .conversation.asking import can_ask
from .next_steps import Again, command
from .opening import note
from .options.shared import Query, WrittenData
from .options.texts import TextOptions


def review(texts: TextOptions, data: WrittenData = None, query: Query = None) -> None:
    """Read drafts beside their articles: accept, change or drop each.

    You see the passage, the record that was drafted from it, and why it says so. One letter
    answers; ? lists them. Each answer is written at once, so you can stop at any time. Where
    'check --strict' would miss something in an accepted claim, you are asked for it. The
    texts of articles are those of the project, or those that you name.

    \b
    coalition review
    coalition review --text bridge=bridge.txt
    coalition review speaker:ana-ruiz article:bridge
    """
    from ..project import corpus_of
    from ..reviewing.drafts import drafts_of

    corpus = corpus_of(data or []).own()
    corpus.files()  # a lake has none to change
    drafts = drafts_of(corpus, query or [], (texts.text or [], texts.texts), note)
    if not drafts.keys:
        note("no draft is left to read" if not query else "no draft matches")
        return
    if not can_ask():
        raise UsageError("drafts are read on a terminal, and there is none")
    from .conversation.reviewing import reviewed

    reviewed(corpus, drafts, _again(texts, data or []))


def _again(texts: TextOptions, data: Sequence[str]) -> Again:
    """Return how this review goes on, and the check that comes behind it."""
    named = [word for path in data for word in ("-d", path)]
    told = [word for text in texts.text or [] for word in ("--text", text)]
    folder = ["--texts", texts.texts] if texts.texts else []
    return Again(command("review", *named, *told, *folder), command("check", "--strict", *named))
