"""Globs of paths: `*`, `?` and `[…]` within a name, and `**` for any folders.

Each name is compared by itself, so that no glob takes long.
"""

import os
import re
from collections.abc import Iterable, Sequence
from fnmatch import translate

_ANY_FOLDERS = "**"


def is_glob(path: str) -> bool:
    """Whether a path has the marks of a glob."""
    return re.search(r"[*?[]", path) is not None


class Glob:
    """A pattern of paths, from the folder that they are in. What it matches, it matches whole.

    So a path in a folder that matches does too. `literal` takes the marks for letters. `anywhere`
    has a pattern without a slash match names at any depth.
    """

    def __init__(self, pattern: str, *, literal: bool = False, anywhere: bool = False) -> None:
        parts = pattern.replace(os.sep, "/").split("/")
        names = [name for name in parts if name not in ("", os.curdir)]
        marked = [not literal and is_glob(name) for name in names]
        first = marked.index(True) if True in marked else len(names)
        self.beginning = tuple(names[:first])  # the folders before the first mark
        if anywhere and len(names) == 1:
            names, marked = [_ANY_FOLDERS, *names], [True, *marked]
        self._parts = [
            re.compile(translate(name) if is_marked else re.escape(name))
            if (name, is_marked) != (_ANY_FOLDERS, True)
            else None
            for name, is_marked in zip(names, marked, strict=True)
        ]

    def matches(self, names: Sequence[str]) -> bool:
        """Whether the path of these names matches, or a folder that it is in."""
        return len(self._parts) in self._reached(names)

    def leads_on(self, names: Sequence[str]) -> bool:
        """Whether a path in the folder of these names may match."""
        return bool(self._reached(names))

    def _reached(self, names: Iterable[str]) -> set[int]:
        """Return how many parts of the pattern the names, or the first of them, may stand for."""
        end = len(self._parts)
        reached = self._and_none({0})
        for name in names:
            if end in reached:
                break
            reached = self._and_none({on for at in reached for on in self._after(at, name)})
        return reached

    def _after(self, at: int, name: str) -> Sequence[int]:
        part = self._parts[at]
        if part is None:
            return [at]
        return [at + 1] if part.fullmatch(name) else []

    def _and_none(self, reached: set[int]) -> set[int]:
        """Add what is reached where `**` stands for no folder."""
        for at, part in enumerate(self._parts):
            if at in reached and part is None:
                reached.add(at + 1)
        return reached
