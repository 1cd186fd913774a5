"""What the coalition.toml of a project says. It is read only where a folder has one."""

import operator
import os
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import __version__
from ..model.problems import DataError, Problem
from ..reading.files import printable
from .keys import CONDITION
from .mistakes import mistakes, texts
from .toml import lines, table_of, text_of

if TYPE_CHECKING:
    from ..model.choice import Choice

_Compared = Callable[[tuple[int, ...], tuple[int, ...]], bool]
_COMPARED: Mapping[str, _Compared] = MappingProxyType(
    {
        ">=": operator.ge,
        "<=": operator.le,
        "==": operator.eq,
        "!=": operator.ne,
        ">": operator.gt,
        "<": operator.lt,
    }
)


class Settings(NamedTuple):
    """What a coalition.toml says. The paths of data and texts lead from the working folder."""

    path: str
    text: str
    data: tuple[str, ...] = ()
    texts: str | None = None
    ignore: tuple[str, ...] = ()  # globs, as they are written
    public: bool = False  # whether only what is public is shown
    check: "Choice | None" = None  # what it says of problems

    def problem(self, key: str, code: str, message: str, remedy: str) -> Problem:
        """Return a problem at the line of a key, such as `data` or `check.ignore`."""
        known = lines(self.text)
        line = known.get(key) or known.get(key.partition(".")[0], 1)
        return Problem(code, message, remedy, printable(self.path), line)


def read_settings(path: str, base: str) -> Settings:
    """Return what a coalition.toml says; `base` is the way to its folder.

    Raise DataError with all its problems.
    """
    text = text_of(path)
    table = table_of(text, path)
    written = Settings(path, text)
    # A newer program may know keys that we do not, so we say first that we are too old.
    problems = list(_unmet(written, table.get("coalition")))
    problems = problems or list(mistakes(written.problem, table))
    if problems:
        raise DataError(sorted(problems, key=lambda problem: problem.line))
    return written._replace(
        data=tuple(_joined(base, path) for path in texts(table.get("data"))),
        texts=next((_joined(base, path) for path in texts(table.get("texts"))), None),
        ignore=texts(table.get("ignore")),
        public=table.get("public", False),
        check=_choice(table["check"]) if "check" in table else None,
    )


def _joined(base: str, path: str) -> str:
    return os.path.join(base, os.path.normpath(path))


def _choice(table: Mapping[str, Any]) -> "Choice":
    from ..model.choice import Choice  # few projects say anything of it

    return Choice(texts(table.get("select")), texts(table.get("ignore")), table.get("fail-on"))


def _unmet(written: Settings, required: Any) -> Iterator[Problem]:
    """Yield a problem if another version of the program is required."""
    if not isinstance(required, str):
        return
    ours = _numbers(re.match(r"[0-9.]*", __version__)[0])  # type: ignore[index]  # it always matches
    for part in required.split(","):
        condition = re.fullmatch(CONDITION, part.strip())
        if condition is None:
            message = f"'{required}' is no requirement of versions"
            yield written.problem("coalition", "unknown-value", message, 'write it like ">=0.2"')
            return
        pairs = zip_longest(ours, _numbers(condition[2]), fillvalue=0)
        if not _COMPARED[condition[1]](*map(tuple, zip(*pairs, strict=True))):
            message = f"the project is for coalition {required}, and this is {__version__}"
            remedy = "install a version that it is for, or change 'coalition' in coalition.toml"
            yield written.problem("coalition", "unknown-version", message, remedy)
            return


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".") if number]
