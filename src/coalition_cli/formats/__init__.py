"""The formats that answers are written in. `-f`, `-o`, completion and help follow this table."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple, TextIO

from ..model.answer import Answer
from ..model.problems import Problem

ROWS, PROBLEMS = "rows", "problems"


class Format(NamedTuple):
    """A format: how a user names it, what it is for, and what writes it."""

    name: str
    endings: tuple[str, ...] = ()  # of the name of a file, in lower case
    writer: str = ""  # a module of this room and its function; none: it is drawn, for people
    of: tuple[str, ...] = (ROWS,)  # its writer takes problems as rows, if it is of both
    safe: bool = False  # spreadsheets open it: --safe leaves nothing in it that they would run

    @property
    def drawn(self) -> bool:
        """Whether it is drawn on a screen; the others are for programs."""
        return not self.writer

    def write(self, told: Answer | Iterable[Problem], out: TextIO, *, safe: bool = False) -> None:
        """Write rows; in a format of problems alone, problems. A drawn format has no writer."""
        module, _, function = self.writer.partition(":")
        writer = getattr(import_module(f".{module}", __name__), function)  # only the one needed
        writer(told, out, **({"safe": True} if safe else {}))

    def __str__(self) -> str:
        """Return its name, which the user says."""
        return self.name


# In the order of help and messages.
_FORMATS = (
    Format("table", (".txt",)),
    Format("list"),
    Format("full", of=(PROBLEMS,)),
    Format("plain", (), "reports:write_plain", (PROBLEMS,)),
    Format("concise", (), "reports:write_concise", (PROBLEMS,)),
    Format("tsv", (".tsv",), "delimited:write_tsv", safe=True),
    Format("csv", (".csv",), "delimited:write_csv", safe=True),
    Format("json", (".json",), "objects:write_json", (ROWS, PROBLEMS)),
    Format("jsonl", (".jsonl", ".ndjson"), "objects:write_jsonl"),
    Format("yaml", (".yaml", ".yml"), "objects:write_yaml"),
    Format("md", (".md",), "delimited:write_markdown"),
    Format("github", (), "reports:write_github", (PROBLEMS,)),
)
FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _FORMATS})


def formats_of(what: str) -> list[Format]:
    """Return the formats of rows, or those of problems."""
    return [one for one in _FORMATS if what in one.of]


def by_ending(name: str, what: str) -> Format | None:
    """Return the format that the end of a file's name says, if it says one."""
    name = name.lower()
    return next((one for one in formats_of(what) if name.endswith(one.endings)), None)
