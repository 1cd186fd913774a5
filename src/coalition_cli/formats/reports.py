"""Problems → lines of text, for people and for GitHub."""

from collections.abc import Iterable
from typing import TextIO

from ..model.codes import SHOWN
from ..model.problems import Problem
from ..words.safe import visible


def write_plain(problems: Iterable[Problem], out: TextIO) -> None:
    """Write each problem on two lines: `file:line:column: code: message`, and the remedy."""
    out.writelines(f"{problem}\n" for problem in problems)


def write_concise(problems: Iterable[Problem], out: TextIO) -> None:
    """Write each problem on one line, without the remedy."""
    out.writelines(f"{problem.headline}\n" for problem in problems)


def write_github(problems: Iterable[Problem], out: TextIO) -> None:
    """Write workflow commands, which GitHub shows beside the line in a pull request.

    They and their escapes are those of "Workflow commands for GitHub Actions" (docs.github.com)
    and of its toolkit (actions/toolkit, packages/core/src/command.ts).
    """
    for one in problems:
        properties = {"file": one.file, "line": one.line, "col": one.column, "title": one.code}
        stated = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
        text = _data(f"{visible(one.message)}\n{visible(one.remedy)}")
        out.write(f"::{SHOWN[one.severity].command} {stated}::{text}\n")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    # A line break in the name of a file is escaped; any other control is made visible.
    lines = "\n".join("\r".join(map(visible, line.split("\r"))) for line in text.split("\n"))
    return _data(lines).replace(":", "%3A").replace(",", "%2C")
