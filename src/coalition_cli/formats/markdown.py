"""Markdown: tables of rows, and the pieces of notes. Text from data marks nothing up there.

It is CommonMark with the tables and the struck text of GitHub.
"""

import re
from collections.abc import Iterable
from typing import TextIO

from ..model.answer import Answer
from ..words.safe import plain, visible
from ..words.unnamed import mark_within

# Signs that are markup in Markdown or HTML. Two of the last hide or mark text in some editors.
_SIGNS = r"[\\`*_{}\[\]<>#+!|~&$]|:(?=\w+:)"
_SIGNS_OF_NOTES = rf"{_SIGNS}|\^|%(?=%)|=(?==)"
_NUMBERED = r"^(\d+)([.)])"
_ADDRESS = r"(?i:https?)://[^\s/]\S*"
# What ends an address, or is markup that begins before it ends.
_ENDS = "[\\x00-\\x20\\x7f<>()\\[\\]\\\\`\"'|]"


def write_table(answer: Answer, out: TextIO) -> None:
    """Write a table. Signs that are markup in Markdown or HTML are escaped."""
    header = " | ".join(field.name.replace("_", r"\_") for field in answer.fields)
    out.write(f"| {header} |\n|{' --- |' * len(answer.fields)}\n")
    who = [number for number, field in enumerate(answer.fields) if field.says_who]
    names = [field.name for field in answer.fields]
    for row in answer.rows():
        values = dict(zip(names, row, strict=True))
        cells = [re.sub(_SIGNS, r"\\\g<0>", visible(plain(value))) for value in row]
        for number in who:
            cells[number] += mark_within(values, names[number])
        out.write(f"| {' | '.join(cells)} |\n")


def inline(value: object) -> str:
    """Return a value as text on one line that means nothing but itself, wherever it stands."""
    text = re.sub(r"\s+", " ", visible(plain(value))).strip()
    text = re.sub(_SIGNS_OF_NOTES, r"\\\g<0>", text)
    return re.sub(_NUMBERED, r"\1\\\2", re.sub(r"^(?=[-=])", r"\\", text))


def link(words: object, address: object) -> str:
    """Return words that lead to an address of the web. Of another address they are only words."""
    if not isinstance(address, str) or not re.fullmatch(_ADDRESS, visible(address)):
        return inline(words)
    target = re.sub(_ENDS, lambda sign: f"%{ord(sign[0]):02X}", visible(address))
    target = re.sub(r"&(?=#?\w+;)", "&amp;", target)
    return f"[{inline(words)}]({target})"


def heading(level: int, words: str) -> str:
    """Return a heading; the words are Markdown already."""
    return f"{'#' * level} {words}\n\n"


def items(lines: Iterable[str]) -> str:
    """Return a list of lines that are Markdown already; nothing for no lines."""
    listed = "".join(f"- {line}\n" for line in lines)
    return f"{listed}\n" if listed else ""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table whose first column is flush left, and the others flush right."""
    titles = list(head)
    lines = [titles, ["---", *["---:"] * (len(titles) - 1)], *map(list, rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def quotation(words: str, who: str) -> str:
    """Return a quote with who said it. Both are Markdown already, without line ends."""
    return partial(f"“{words}”", who)


def partial(words: str, who: str) -> str:
    """Return words that have their own quotation marks, with who said what stands in these."""
    return f"> {words}\n>\n> — {who}\n\n"
