"""The hook that checks claims before each commit, in the repository that a folder is in.

Git says where its hooks are: it knows worktrees, a .git that is a file, and core.hooksPath. It is
asked in a way that runs no program of the repository.
"""

import os
import subprocess
from typing import NamedTuple

from ..model.problems import OutputError, reason
from ..reading import printable
from ..reading.objects import ELSEWHERE, GIT, SAFELY
from ..writing.replacing import made

_NAME = "pre-commit"
_SETTINGS = ".pre-commit-config.yaml"
_LINE = "coalition check --tracked"
_LONGEST = 1 << 16  # bytes of a hook that are read
SCRIPT = f"""\
#!/bin/sh
# Made by 'coalition init': claims with errors are not committed. 'git commit --no-verify' skips it.
if ! command -v coalition >/dev/null 2>&1; then
    echo "coalition is not in the PATH, so the claims cannot be checked" >&2
    exit 1
fi
if [ -n "$COALITION_PRIVATE" ] || git config --get coalition.private >/dev/null; then
    coalition check --leaks --tracked || exit
fi
{_LINE}
code=$?
[ "$code" -eq 2 ] && exit 0 # git tracks no claims yet
exit "$code"
"""


class Hook(NamedTuple):
    """A hook that can be made, or the reason why not."""

    path: str
    obstacle: str = ""  # why it is not made, and what to do in its place
    checks: bool = False  # whether there is one already that checks the claims

    @classmethod
    def of(cls, folder: str) -> "Hook | None":
        """Return the hook of the repository that a folder is in; None if it is in none."""
        top = _asked(folder, "--show-toplevel")
        common = _asked(folder, "--git-common-dir")
        hooks = _asked(folder, "--git-path", "hooks")
        if top is None or common is None or hooks is None:
            return None
        hooks = os.path.join(folder, hooks)
        path = os.path.join(hooks, _NAME)
        return cls(path, _obstacle(path, [os.path.join(folder, common), top]), _checks(path))

    @property
    def name(self) -> str:
        """Its path from the working folder, for messages."""
        return printable(os.path.relpath(self.path))

    def make(self) -> None:
        """Write it; raise OutputError if that is not possible."""
        try:
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            with made(self.path, 0o777) as out:
                out.write(SCRIPT)
        except OSError as error:
            raise OutputError(f"{self.name} cannot be made: {reason(error)}") from error


def _obstacle(path: str, inside: list[str]) -> str:
    if os.path.lexists(os.path.join(inside[-1], _SETTINGS)):
        return f"the repository has a {_SETTINGS}\nadd the hook coalition-check to it"
    if os.path.lexists(path):
        return f"there is {printable(os.path.relpath(path))} already\nadd this line to it: {_LINE}"
    hooks = os.path.realpath(os.path.dirname(path))
    if not any(os.path.commonpath([hooks, root]) == root for root in map(os.path.realpath, inside)):
        return (
            f"core.hooksPath leads out of the repository: {printable(hooks)}\n"
            f"add this line to the hook there, if it shall check all repositories: {_LINE}"
        )
    return ""


def _checks(path: str) -> bool:
    """Whether there is a hook that checks the claims."""
    try:
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as hook:
            return b"coalition check" in hook.read(_LONGEST)
    except OSError:
        return False


def _asked(folder: str, *words: str) -> str | None:
    """Return what git says of the repository of a folder; None if there is no answer."""
    environment = {k: v for k, v in os.environ.items() if k not in ELSEWHERE}
    try:
        said = subprocess.run(  # noqa: S603 - no word of it is a user's
            [*GIT, "rev-parse", *words],
            cwd=folder or os.curdir,
            env={**environment, **SAFELY},
            capture_output=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return os.fsdecode(said).removesuffix("\n")
