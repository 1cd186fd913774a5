"""The table of formats. `-f`, `-o`, completion and help follow it."""

import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple, TextIO

from ..model.answer import Answer
from ..model.problems import Problem

ROWS, PROBLEMS, COUNTS = "rows", "problems", "counts"  # counts of problems, by code


class Format(NamedTuple):
    """A format: its name, the endings of its files, and its writer."""

    name: str
    endings: tuple[str, ...] = ()  # of the names of files, in lower case
    writer: str = ""  # a module of this room and a function; without one it is drawn, for people
    # If it is of both, its writer takes problems as rows. With neither, an option of its own names
    # it, and not -f.
    contents: tuple[str, ...] = (ROWS,)
    safe: bool = False  # it takes --safe, because spreadsheets open it
    brief: bool = False  # it has the fields of the table, unless --fields says otherwise
    # Of problems: it names files by URIs, from the root of their repository; and how many of them
    # its readers take at most.
    uris: bool = False
    most: int = sys.maxsize

    @property
    def drawn(self) -> bool:
        """Whether it is drawn on a screen. The others are for programs."""
        return not self.writer

    @property
    def for_people(self) -> bool:
        """Whether people read it. It is drawn, or has the fields of the table."""
        return self.drawn or self.brief

    def write(self, answer: Answer | Iterable[Problem], out: TextIO, *, safe: bool = False) -> None:
        """Write rows, or problems if the format is not of rows. A drawn format has no writer."""
        module, _, function = self.writer.partition(":")
        writer = getattr(import_module(f".{module}", __name__), function)  # a run needs only one
        writer(answer, out, **({"safe": True} if safe else {}))

    def __str__(self) -> str:
        """Return the name, for `-f`, help and messages."""
        return self.name


# In the order of help and messages.
_FORMATS = (
    Format("table", (".txt",)),
    Format("list"),
    Format("oneline", contents=()),
    Format("full", contents=(PROBLEMS, COUNTS)),
    Format("plain", (".txt",), "reports:write_plain", (PROBLEMS, COUNTS)),
    Format("concise", (), "reports:write_concise", (PROBLEMS,)),
    Format("tsv", (".tsv",), "delimited:write_tsv", safe=True, brief=True),
    Format("csv", (".csv",), "delimited:write_csv", (ROWS, COUNTS), safe=True),
    Format("json", (".json",), "objects:write_json", (ROWS, PROBLEMS, COUNTS)),
    Format("jsonl", (".jsonl", ".ndjson"), "objects:write_jsonl"),
    Format("yaml", (".yaml", ".yml"), "objects:write_yaml"),
    Format("md", (".md",), "markdown:write_table", brief=True),
    Format("github", (), "reports:write_github", (PROBLEMS,)),
    Format(
        "sarif",
        (".sarif", ".sarif.json"),
        "sarif:write_sarif",
        (PROBLEMS,),
        uris=True,
        most=25_000,  # results of a run, by GitHub's code scanning
    ),
)
FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _FORMATS})


def formats_of(*contents: str) -> list[Format]:
    """Return the formats of ROWS, of PROBLEMS, of COUNTS, or of several of them."""
    return [form for form in _FORMATS if not {*contents}.isdisjoint(form.contents)]


def by_ending(name: str, content: str) -> Format | None:
    """Return the format with the longest ending of this file name, if there is one."""
    endings = {ending: form for form in formats_of(content) for ending in form.endings}
    known = [ending for ending in endings if name.lower().endswith(ending)]
    return endings[max(known, key=len)] if known else None
