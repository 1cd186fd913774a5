"""BibLaTeX: the articles as entries of a .bib file, in UTF-8.

The manual of biblatex has the fields (2.2). What a text has of LaTeX's own signs is escaped, and no
brace of it is one: a value would end there. Headlines keep their capitals, by a second pair of
braces, and so names stay whole. An archived copy is the `eprint` of an entry.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TextIO

from ...importing.references.bibliography import ARCHIVED, DATED, VARIABLES
from ...words.safe import visible
from ..export import Export
from .items import LEFT_OUT, TERMS, Items

__all__ = ["LEFT_OUT", "TERMS", "key", "write"]

# What the publisher is called, by the kind of the entry.
_PUBLISHER = {"article": VARIABLES["container-title"][0], "online": "organization"}
_SIGNS = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': '"{}',  # in German and other languages, babel reads it with what follows: "a is ä
}
# BibTeX counts these as braces, so they need to be pairs. More programs know them.
_PAIRS = {"{": r"\{", "}": r"\}"}
_SIGN = re.compile(r'[&%$#_\\{}~^"]')
_LIGATURE = re.compile(r"(?<=-)-|(?<=')'|(?<=`)`|(?<=[?!])`")  # the second sign of one
_NO_KEY = re.compile(r"[^\w.:/-]|[^\W\dA-Za-z_]")
_NO_ADDRESS = re.compile(r"[\\{}\s]")


def latex(text: str) -> str:
    """Return a text so that LaTeX says it as it stands, on one line."""
    apart = _LIGATURE.sub(lambda sign: f"\0{sign[0]}", visible(text))
    signs = _SIGNS | _PAIRS if _is_balanced(text) else _SIGNS
    return _SIGN.sub(lambda sign: signs[sign[0]], apart).replace("\0", "{}")


def _is_balanced(text: str) -> bool:
    """Whether each brace of a text has its other one."""
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def address(text: str) -> str:
    """Return an address, which LaTeX takes as it stands, without a brace or a blank of its own."""
    return _NO_ADDRESS.sub(
        lambda sign: "".join(f"%{b:02X}" for b in sign[0].encode()), visible(text)
    )


def _whole(text: str) -> str:
    return f"{{{latex(text)}}}"


def _whole_names(names: list[str]) -> str:
    return " and ".join(map(_whole, names))


def _claims(custom: dict[str, list[dict[str, str]]]) -> str:
    return latex("; ".join(map(_claim, custom["claims"])))


def _claim(cited: dict[str, str]) -> str:
    """Return a claim with its place: `claim red-lines (draft), paragraph 6`."""
    status = f" ({cited['status']})" if "status" in cited else ""
    place = " ".join(cited[name] for name in ("label", "locator") if name in cited)
    return f"claim {cited['id']}{status}" + (f", {place}" if place else "")


# What variables are called, and how their values are written where that is no plain text.
_NAMES = {
    "title": "title",
    "author": "author",
    **{name: VARIABLES[name][0] for name in ("URL", "language")},
    **DATED,
    "archive_location": "eprint",
    "custom": "annotation",
}
_WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "title": _whole,
    "author": _whole_names,
    "container-title": _whole,
    **dict.fromkeys(DATED, str),  # 2026% is a date of EDTF
    "URL": address,
    "archive_location": address,
    "custom": _claims,
}


def write(export: Export, out: TextIO) -> None:
    """Write an entry for each article."""
    between = ""
    for item in Items(export):
        kind = "article" if item["type"] == "article-newspaper" else "online"
        lines = (f"  {name} = {{{value}}},\n" for name, value in _fields(kind, item))
        out.write(f"{between}@{kind}{{{key(item['id'])},\n{''.join(lines)}}}\n")
        between = "\n"


def _fields(kind: str, item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry, each with its value as LaTeX has it."""
    if kind == "article":
        yield "entrysubtype", "newspaper"
    names = {**_NAMES, "container-title": _PUBLISHER[kind]}
    for variable, value in item.items():
        if variable in names:
            yield names[variable], _WRITTEN.get(variable, latex)(value)
    if "archive_location" in item:
        yield "eprinttype", ARCHIVED


def key(article: str) -> str:
    """Return the key of an article: its id, with signs that no key can have as +7b+.

    Two ids have two keys, as the sign + of an id is written so too.
    """
    return _NO_KEY.sub(lambda sign: f"+{ord(sign[0]):x}+", article)
