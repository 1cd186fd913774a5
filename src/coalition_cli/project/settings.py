"""What the coalition.toml of a project says. It is read only where a folder has one."""

import operator
import os
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, NamedTuple

from .. import __version__
from ..model.problems import DataError, Problem, suggestion
from ..reading.files import printable
from .keys import CONDITION, KEYS
from .toml import lines, table_of, text_of

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
    check: Mapping[str, Any] = MappingProxyType({})

    def problem(self, key: str, code: str, message: str, remedy: str) -> Problem:
        """Return a problem at the line of a key."""
        return Problem(code, message, remedy, printable(self.path), lines(self.text).get(key, 1))


def read_settings(path: str, base: str) -> Settings:
    """Return what a coalition.toml says; `base` is the way to its folder.

    Raise DataError with all its problems.
    """
    text = text_of(path)
    table = table_of(text, path)
    written = Settings(path, text)
    # A newer program may know keys that we do not, so we say first that we are too old.
    problems = list(_unmet(written, table.get("coalition")))
    problems = problems or [*_unknown(written, table), *_wrong(written, table)]
    if problems:
        raise DataError(sorted(problems, key=lambda problem: problem.line))
    return written._replace(
        data=tuple(_joined(base, path) for path in _texts(table.get("data"))),
        texts=next((_joined(base, path) for path in _texts(table.get("texts"))), None),
        ignore=_texts(table.get("ignore")),
        check=table.get("check", {}),
    )


def _joined(base: str, path: str) -> str:
    return os.path.join(base, os.path.normpath(path))


def _texts(value: Any) -> tuple[str, ...]:
    """Return the texts of a value: one, several, or none."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


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


def _unknown(written: Settings, table: Mapping[str, Any]) -> Iterator[Problem]:
    for key in table:
        if key not in KEYS:
            message = f"unknown key '{key}'{suggestion(key, list(KEYS))}"
            remedy = f"the keys: {', '.join(KEYS)}"
            yield written.problem(key, "unknown-key", message, remedy)


def _wrong(written: Settings, table: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the problems of values that are not what their key takes."""
    for name, key in KEYS.items():
        if name not in table:
            continue
        value = table[name]
        if key.table:
            right, kind = isinstance(value, dict), "a table"
        elif key.many:
            right = isinstance(value, str) or (
                isinstance(value, list) and all(isinstance(each, str) for each in value)
            )
            kind = "a text or a list of texts"
        else:
            right, kind = isinstance(value, str), "a text"
        if not right:
            message = f"'{name}' takes {kind}"
            yield written.problem(name, "wrong-type", message, f"such as {key.shown(name)}")
        elif name in ("data", "texts", "ignore"):
            yield from _wrong_paths(written, name, _texts(value))


def _wrong_paths(written: Settings, name: str, paths: tuple[str, ...]) -> Iterator[Problem]:
    if not paths and name == "data":
        remedy = f"such as {KEYS[name].shown(name)}; or leave it out"
        yield written.problem(name, "missing-key", "'data' names nothing", remedy)
    for path in paths:
        if not path.strip() or "\0" in path:
            message = f"a path in '{name}' is empty"
            yield written.problem(name, "missing-key", message, f"such as {KEYS[name].shown(name)}")
        elif _leads_out(path):
            message = f"'{path}' leads out of the project's folder"
            remedy = "move it into the folder, or name it with -d or in COALITION_DATA"
            yield written.problem(name, "unreadable", message, remedy)


def _leads_out(path: str) -> bool:
    """Whether a path leads out of the folder that it is in. A glob is a path here."""
    first = os.path.normpath(path).split(os.sep)[0]
    return os.path.isabs(path) or bool(os.path.splitdrive(path)[0]) or first in ("..", "~")
