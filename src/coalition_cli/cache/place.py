"""Where the cache is, and whether it can be there."""

import os
import stat
import sys
from contextlib import suppress

from ..index.database import is_gone
from ..model.problems import reason
from .note import belongs_to_user, is_ours, is_own

_ELSEWHERE = "COALITION_CACHE can name another folder, or be off"


class NotKeptError(OSError):
    """No index can be kept; the message says why, and on its second line what to do."""


def cache_folder() -> str | None:
    """Return the folder that the cache is in, or will be; None where there shall be none.

    COALITION_CACHE names it, or is `off`; else it is where the system keeps such things:
    the XDG Base Directory Specification, and its like on macOS and Windows.
    """
    named = os.environ.get("COALITION_CACHE", "")
    if named:
        return None if named == "off" else _absolute(named)
    if sys.platform == "win32":
        base, name = os.environ.get("LOCALAPPDATA", ""), os.path.join("coalition", "cache")
    elif sys.platform == "darwin":
        base, name = os.path.expanduser("~/Library/Caches"), "coalition"
    else:
        base, name = os.environ.get("XDG_CACHE_HOME", ""), "coalition"
        if not os.path.isabs(base):
            base = os.path.expanduser("~/.cache")
    return os.path.join(base, name) if os.path.isabs(base) else None


def _absolute(path: str) -> str | None:
    try:
        return os.path.abspath(path)
    except OSError:  # the working folder is gone
        return None


def made_ready(folder: str) -> None:
    """Make the folder, for the user alone; raise NotKeptError where it is another's or cannot be.

    A folder that is there already is closed to others if it holds nothing but what is the
    cache's: whatever else it holds, its owner has said who may see it.
    """
    try:
        _refuse_the_home_of_another(folder)
        _made(folder)
        _close(folder)
    except NotKeptError:
        raise
    except OSError as error:
        raise NotKeptError(
            f"the cache folder {folder} cannot be used: {reason(error)}\n{_ELSEWHERE}"
        ) from error


def _close(folder: str) -> None:
    """Close the folder to others; refuse one that they can do as they like with."""
    status = os.stat(folder)
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError("it is no folder")
    if not belongs_to_user(status):
        above = os.stat(os.path.dirname(folder))  # in a folder of the user's own, sudo has made it
        remedy = (
            "'sudo chown -R \"$USER\" FOLDER' makes it yours; " if belongs_to_user(above) else ""
        )
        raise NotKeptError(
            f"the cache folder {folder} belongs to another user\n{remedy}{_ELSEWHERE}"
        )
    if not is_own(status):
        remedy = "'chmod 700 FOLDER' corrects it; " if _is_ours_alone(folder) else ""
        raise NotKeptError(f"others may write to the cache folder {folder}\n{remedy}{_ELSEWHERE}")
    if os.name != "nt" and status.st_mode & 0o077 and _is_ours_alone(folder):
        os.chmod(folder, 0o700)


def _made(folder: str) -> None:
    """Make a folder, and those above it that are not there, for the user alone."""
    if not os.path.lexists(folder):
        _made(os.path.dirname(folder))
        with suppress(FileExistsError):  # somebody else was first
            os.mkdir(folder, 0o700)
            os.chmod(folder, 0o700)  # whatever the umask


def _refuse_the_home_of_another(folder: str) -> None:
    """Keep root, by sudo with HOME kept, from making a folder that its user cannot use."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    above = folder
    while not os.path.lexists(above):
        above = os.path.dirname(above)
    if not belongs_to_user(os.stat(above)):
        raise NotKeptError(
            f"the cache folder {folder} belongs to another user, and root makes no index there\n"
            f"run it without sudo, or with 'sudo -H'; {_ELSEWHERE}"
        )


def _is_ours_alone(folder: str) -> bool:
    return all(is_ours(os.path.join(folder, name)) for name in os.listdir(folder))


def why(error: Exception, folder: str) -> str:
    """Return why no index is kept, for people: what is wrong, and on a second line what helps.

    Nothing, where somebody else has removed what was being made: that will not last.
    """
    if isinstance(error, NotKeptError):
        return str(error)
    if isinstance(error, FileNotFoundError) or is_gone(error):
        return ""
    return f"the program cannot write to the cache folder {folder}: {reason(error)}\n{_ELSEWHERE}"
