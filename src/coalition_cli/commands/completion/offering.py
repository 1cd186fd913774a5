"""The answer to a shell that asks what TAB offers at the cursor.

The shell's script (see shells.py) passes the typed line in the environment. The first line of the
answer is `words`, `spellings` or `paths`. After `paths` a line has the part of the word that leads
to the path, such as `--data=`. Else each line is a word that is offered. If the shell shows
meanings, a tab and the meaning follow. No blank belongs after a word that ends with `:` or `=`:
more is to come. Zsh and fish quote the words that they insert. For bash they are quoted here.
PowerShell gets only words that need no quotes.

If nothing begins as it is typed, `spellings` are words that begin so in other letters: `Łódź` for
`lod`, `nato` for `NA`. Of these, fish takes only those that differ in case.
"""

import os
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ...words import collated
from ...words.safe import visible
from .cursor import LONGEST_MEANING, Offer, Paths, possible
from .typed import taken_apart

ASKED = "_COALITION_COMPLETE"  # complete_SHELL
LINE = "_COALITION_LINE"  # the command line, up to the cursor
WORD = "_COALITION_WORD"  # the end of that line, which bash replaces

_LONGEST = 1_000  # characters of a word that is offered


def answer(command: Any, environment: Mapping[str, str]) -> bytes:
    """Return the answer to a shell; nothing if it does not pass the typed line.

    `command` is the whole program, of Typer's own class.
    """
    shell = environment[ASKED].removeprefix("complete_")
    if shell not in _WRITERS or LINE not in environment:
        return b""
    typed = taken_apart(environment[LINE], shell)
    offers = possible(command, typed)
    if isinstance(offers, Paths):
        return b"paths\n" + _encoded(offers.lead)
    as_typed = [offer for offer in offers if offer.word.startswith(typed.last)]
    kind = b"words\n" if as_typed or not offers else b"spellings\n"
    lines = _WRITERS[shell](filter(_can_be_typed, as_typed or offers), environment)
    return kind + b"".join(map(_encoded, lines))


def _can_be_typed(offer: Offer) -> bool:
    """Whether a word is short enough, and has no invisible characters."""
    return 0 < len(offer.word) <= _LONGEST and visible(offer.word) == offer.word


def _encoded(line: str) -> bytes:
    """Return a line as bytes that the program can read back. Nothing if there are none."""
    try:
        return os.fsencode(line) + b"\n"
    except UnicodeEncodeError:
        return b""


def _for_zsh(offers: Iterator[Offer], _: Mapping[str, str]) -> Iterator[str]:
    """Yield words and meanings. Zsh quotes the word that it inserts."""
    for word, meaning in offers:
        yield f"{word}\t{visible(' '.join(meaning.split()))[:LONGEST_MEANING]}"


def _for_fish(offers: Iterator[Offer], environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the same. Fish quotes too, but not a `~` at the beginning of a word."""
    yield from _for_zsh((offer for offer in offers if not offer.word.startswith("~")), environment)


# Characters with a meaning for bash, by the quotation mark that is open, and how each is quoted.
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
    """Yield the texts that bash puts in the place of the end of the line.

    That end, its $2, begins after the last sign that breaks words (COMP_WORDBREAKS) or opens a
    quotation. The text before it stays.
    """
    line, end = environment[LINE], environment.get(WORD, "")
    before = taken_apart(line.removesuffix(end), "bash")
    lead, typed = len(before.last), taken_apart(line, "bash").last
    ends = [word[lead:] for word, _ in offers if word.startswith(before.last)]
    if _would_shorten(typed[lead:], ends):
        return
    words = [_quoted_for_bash(end, before.quote) for end in ends]
    common = os.path.commonprefix(words)  # noqa: RUF071 - all that bash inserts of several
    if len(words) > 1 and not before.quote and _ESCAPE.sub("", common).endswith("\\"):
        # The line may not end in half an escape, so one word is quoted in another way.
        common = common[:-1]
        rest = words[0].removeprefix(common)
        words[0] = common + shlex.quote(_ESCAPE.sub(r"\1", rest))
    yield from words


def _would_shorten(typed: str, words: list[str]) -> bool:
    """Whether bash would put less in the place of what was typed.

    That is what words in other spellings have in common. If it is nothing, what was typed stays.
    """
    common = os.path.commonprefix(words)  # noqa: RUF071 - as above
    return 0 < len(collated(common)) < len(collated(typed))


def _quoted_for_bash(text: str, quote: str) -> str:
    unsafe, written = _BASH[quote]
    quoted = re.sub(unsafe, written, text)
    mark = quote[-1:]
    if mark == '"':  # in which only single quotes keep `!` from the history
        quoted = quoted.replace("!", "\"'!'\"")
    # Bash takes a mark at either end for the mark that opens or closes the quotation.
    first = mark if mark and quoted.startswith(mark) else ""
    last = mark if mark and quoted.endswith(mark) else ""
    return first + quoted + last


_NEEDS_NO_QUOTES = r"-{0,2}[A-Za-z0-9_][A-Za-z0-9_./:=+-]*"
_PLAIN_WORDS = r"[A-Za-z0-9_ .,:/-]*"


def _for_powershell(offers: Iterator[Offer], _: Mapping[str, str]) -> Iterator[str]:
    """Yield only text that PowerShell does not run, in quotes or without."""
    for word, meaning in offers:
        if re.fullmatch(_NEEDS_NO_QUOTES, word):
            yield f"{word}\t{meaning if re.fullmatch(_PLAIN_WORDS, meaning) else ''}"


_Writer = Callable[[Iterator[Offer], Mapping[str, str]], Iterator[str]]
_WRITERS: Mapping[str, _Writer] = MappingProxyType(
    {
        "bash": _for_bash,
        "zsh": _for_zsh,
        "fish": _for_fish,
        "powershell": _for_powershell,
    }
)
