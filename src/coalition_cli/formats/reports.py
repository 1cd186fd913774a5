"""Problems → lines of text, for people and for GitHub."""

from collections.abc import Iterable
from typing import TextIO

from ..model.answer import Answer
from ..model.codes import SHOWN
from ..model.problems import Problem
from ..words.safe import visible


def write_plain(problems: Iterable[Problem], out: TextIO) -> None:
    """Write each problem as `file:line:column: code: message`, and below it the remedy."""
    out.writelines(f"{problem}\n" for problem in problems)


def write_counts(counts: Answer, out: TextIO) -> None:
    """Write how many problems each code has, a line for each: the fields of `statistics`."""
    rows = [
        [str(row[name]) for name in ("count", "code", "severity", "meaning")]
        for row in counts.dicts()
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for count, *words in rows:
        padded = [word.ljust(width) for word, width in zip(words, widths[1:], strict=True)]
        out.write("  ".join([count.rjust(widths[0]), *padded]).rstrip() + "\n")


def write_concise(problems: Iterable[Problem], out: TextIO) -> None:
    """Write each problem on one line, without the remedy."""
    out.writelines(f"{problem.headline}\n" for problem in problems)


def write_github(problems: Iterable[Problem], out: TextIO) -> None:
    """Write workflow commands, which GitHub shows beside the line in a pull request.

    "Workflow commands for GitHub Actions" (docs.github.com) defines them. The escapes are those
    of its toolkit (actions/toolkit, packages/core/src/command.ts).
    """
    for problem in problems:
        values = (problem.file, problem.line, problem.column, problem.code)
        pairs = zip(("file", "line", "col", "title"), values, strict=True)
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in pairs)
        text = _data("\n".join([visible(problem.message), *problem.advice]))
        out.write(f"::{SHOWN[problem.severity].command} {properties}::{text}\n")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    # A line break in the name of a file is escaped. Other control characters become visible.
    lines = "\n".join("\r".join(map(visible, line.split("\r"))) for line in text.split("\n"))
    return _data(lines).replace(":", "%3A").replace(",", "%2C")
