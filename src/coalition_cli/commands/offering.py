"""What the program answers when a shell asks, at a press of TAB, what may stand at the cursor.

The shell's script (see shells.py) says in the environment what is typed. The answer is a line
that says of which kind it is, `words` or `paths`, and a line for each word that is offered, with
what it stands for behind a tab where the shell shows it. Zsh and fish quote what they insert.
For bash it is quoted here, and PowerShell gets only what needs no quotes.
"""

import os
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

# Typer's own classes answer with code, which its scripts then run.
from typer._click.shell_completion import _resolve_context, _resolve_incomplete

from ..words.safe import visible
from .typed import Typed, taken_apart

ASKED = "_COALITION_COMPLETE"  # complete_SHELL
LINE = "_COALITION_LINE"  # the command line, up to the cursor
WORD = "_COALITION_WORD"  # the end of that line, which bash replaces

_LONGEST = 1_000  # characters of a word that anybody would have inserted
_TOLD = 200  # characters of what it stands for
_PATHS = re.compile("PATH|FILE|FOLDER|OLD|NEW")  # how parameters say that they take a path


class Offer(NamedTuple):
    """A word that may stand at the cursor, and what it stands for."""

    word: str
    told: str


def answer(command: Any, environment: Mapping[str, str]) -> bytes:
    """Return the answer to a shell that asks; nothing to one that does not say what is typed.

    `command` is the whole program, of Typer's own class.
    """
    shell = environment[ASKED].removeprefix("complete_")
    if shell not in _WRITTEN or LINE not in environment:
        return b""
    typed = taken_apart(environment[LINE], shell)
    offers = _offers(command, typed)
    if offers is None:
        return b"paths\n"
    lines = _WRITTEN[shell](filter(_is_typed_as_it_is_seen, offers), environment)
    return b"words\n" + b"".join(map(_encoded, lines))


def _offers(command: Any, typed: Typed) -> list[Offer] | None:
    """Return what may stand at the cursor; None where that is a path."""
    words = typed.words[1:]
    context = _resolve_context(command, {}, "coalition", words)
    asked, incomplete = _resolve_incomplete(context, words, typed.last)
    if _PATHS.search(getattr(asked, "metavar", None) or ""):
        return None
    lead = typed.last.removesuffix(incomplete)  # such as --source=
    items = asked.shell_complete(context, incomplete)
    offers = [Offer(lead + item.value, item.help or "") for item in items]
    if getattr(asked, "param_type_name", None) == "argument" and "--" not in words:
        return [offer for offer in offers if not offer.word.startswith("-")]  # no option is meant
    return offers


def _is_typed_as_it_is_seen(offer: Offer) -> bool:
    """Whether a word is one that a person would have on the command line."""
    return 0 < len(offer.word) <= _LONGEST and visible(offer.word) == offer.word


def _encoded(line: str) -> bytes:
    """Return a line in bytes that the program reads back as that; nothing if there are none."""
    try:
        return os.fsencode(line) + b"\n"
    except UnicodeEncodeError:
        return b""


def _told(text: str) -> str:
    return visible(" ".join(text.split()))[:_TOLD]


def _for_zsh(offers: Iterator[Offer], _: Mapping[str, str]) -> Iterator[str]:
    """Yield words as they are, for zsh quotes what it inserts, with what they stand for."""
    for word, text in offers:
        yield f"{word}\t{_told(text)}"


def _for_fish(offers: Iterator[Offer], environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the same: fish quotes too, but no `~` that a word begins with."""
    yield from _for_zsh((one for one in offers if not one.word.startswith("~")), environment)


# What is not the character that it seems to be, by the quotation mark that is open, and what
# makes it one.
_IN_DOUBLE = (r"[\\\"$`]", r"\\\g<0>")
_BASH: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "": (r"(?![\w.,/:=@+-])[\0-\x7f\s]", r"\\\g<0>"),
        '"': _IN_DOUBLE,
        '$"': _IN_DOUBLE,
        "'": ("'", r"'\\''"),
        "$'": (r"[\\']", r"\\\g<0>"),
    }
)


_ESCAPE = re.compile(r"\\(.)")


def _for_bash(offers: Iterator[Offer], environment: Mapping[str, str]) -> Iterator[str]:
    """Yield what bash inserts, as it is, in the place of the end of the line.

    That end, its $2, begins behind the last sign that breaks words (COMP_WORDBREAKS) or opens a
    quotation, so that what is before it stays.
    """
    line, end = environment[LINE], environment.get(WORD, "")
    before = taken_apart(line.removesuffix(end), "bash")
    words = [_quoted_for_bash(word.removeprefix(before.last), before.quote) for word, _ in offers]
    common = os.path.commonprefix(words)  # noqa: RUF071 - all that bash inserts of several
    if len(words) > 1 and not before.quote and _ESCAPE.sub("", common).endswith("\\"):
        # No line may end in half an escape: one word has it written in another way.
        common = common[:-1]
        rest = words[0].removeprefix(common)
        words[0] = common + shlex.quote(_ESCAPE.sub(r"\1", rest))
    yield from words


def _quoted_for_bash(text: str, quote: str) -> str:
    unsafe, written = _BASH[quote]
    quoted = re.sub(unsafe, written, text)
    mark = quote[-1:]
    if mark == '"':  # where nothing but single quotes keeps history out
        quoted = quoted.replace("!", "\"'!'\"")
    # Bash takes a mark at either end for the one that opens or closes the quotation.
    first = mark if mark and quoted.startswith(mark) else ""
    last = mark if mark and quoted.endswith(mark) else ""
    return first + quoted + last


_NEEDS_NO_QUOTES = r"-{0,2}[A-Za-z0-9_][A-Za-z0-9_./=+-]*"
_PLAIN_WORDS = r"[A-Za-z0-9_ .,:/-]*"


def _for_powershell(offers: Iterator[Offer], _: Mapping[str, str]) -> Iterator[str]:
    """Yield what is no code in any quotes, or in none."""
    for word, text in offers:
        if re.fullmatch(_NEEDS_NO_QUOTES, word):
            yield f"{word}\t{text if re.fullmatch(_PLAIN_WORDS, text) else ''}"


_Written = Callable[[Iterator[Offer], Mapping[str, str]], Iterator[str]]
_WRITTEN: Mapping[str, _Written] = MappingProxyType(
    {
        "bash": _for_bash,
        "zsh": _for_zsh,
        "fish": _for_fish,
        "powershell": _for_powershell,
    }
)
