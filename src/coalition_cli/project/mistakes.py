"""What is wrong in the table of a coalition.toml: its keys, and their values."""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ..model.problems import Problem, suggestion
from .keys import KEYS, Key

# Makes a problem of the place of a key, a code, a message and a remedy.
Told = Callable[[str, str, str, str], Problem]


class _Place(NamedTuple):
    """A table of the file: where its problems are told, and the keys that it may have."""

    told: Told
    keys: Mapping[str, Key]
    lead: str = ""  # before the names of its keys

    def problem(self, name: str, code: str, message: str, remedy: str) -> Problem:
        return self.told(self.lead + name, code, message, remedy)


def mistakes(told: Told, table: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield all that is wrong in the table."""
    yield from _of_table(_Place(told, KEYS), table)


def texts(value: Any) -> tuple[str, ...]:
    """Return the texts of a value: one, several, or none."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _of_table(place: _Place, table: Mapping[str, Any]) -> Iterator[Problem]:
    for name in table:
        if name not in place.keys:
            message = f"unknown key '{place.lead}{name}'{suggestion(name, list(place.keys))}"
            remedy = f"the keys: {', '.join(place.lead + key for key in place.keys)}"
            yield place.problem(name, "unknown-key", message, remedy)
    for name, key in place.keys.items():
        if name not in table:
            continue
        if kind := _kind_wanted(key, table[name]):
            message = f"'{place.lead}{name}' takes {kind}"
            remedy = f"such as {key.shown(name)}"
            yield place.problem(name, "wrong-type", message, remedy)
        elif table[name] == [] and not key.empty:
            message = f"'{place.lead}{name}' names nothing"
            remedy = f"such as {key.shown(name)}; or leave it out"
            yield place.problem(name, "missing-key", message, remedy)
        elif key.keys is not None:
            yield from _of_table(_Place(place.told, key.keys, f"{name}."), table[name])
        elif wrong := _WRONG.get(place.lead + name):
            yield from wrong(place, name, texts(table[name]))


def _kind_wanted(key: Key, value: Any) -> str:
    """Return what the key takes, if the value is of another type; else nothing."""
    if key.keys is not None:
        return "" if isinstance(value, dict) else "a table"
    if isinstance(key.example, bool):
        return "" if isinstance(value, bool) else "true or false"
    if isinstance(value, str):
        return ""
    if not key.many:
        return "a text"
    is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return "" if is_list else "a text or a list of texts"


def _paths(place: _Place, name: str, paths: tuple[str, ...]) -> Iterator[Problem]:
    such_as = f"such as {place.keys[name].shown(name)}"
    for path in paths:
        if not path.strip() or "\0" in path:
            yield place.problem(name, "missing-key", f"a path in '{name}' is empty", such_as)
        elif _leads_out(path):
            message = f"'{path}' leads out of the project's folder"
            remedy = "move it into the folder, or name it with -d or in COALITION_DATA"
            yield place.problem(name, "unreadable", message, remedy)


def _leads_out(path: str) -> bool:
    """Whether a path leads out of the folder that it is in. A glob is a path here."""
    first = os.path.normpath(path).split(os.sep)[0]
    return os.path.isabs(path) or bool(os.path.splitdrive(path)[0]) or first in ("..", "~")


def _names(place: _Place, name: str, names: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the mistakes in names of codes and tiers."""
    from ..model.choice import mistakes as mistaken  # few projects say anything of it

    for message, remedy in mistaken(names, ignored=name == "ignore"):
        yield place.problem(name, "unknown-value", message, remedy)


def _tier(place: _Place, name: str, names: tuple[str, ...]) -> Iterator[Problem]:
    words = place.keys[name].words
    known = words() if words else ()
    for word in names:
        if word not in known:
            message = f"'{place.lead}{name}' cannot be '{word}'{suggestion(word, known)}"
            remedy = f"{name} is one of {', '.join(known)}"
            yield place.problem(name, "unknown-value", message, remedy)


_WRONG: Mapping[str, Callable[[_Place, str, tuple[str, ...]], Iterator[Problem]]] = {
    **dict.fromkeys(("data", "texts", "ignore"), _paths),
    **dict.fromkeys(("check.select", "check.ignore"), _names),
    "check.fail-on": _tier,
}
