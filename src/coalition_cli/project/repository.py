"""Where files are in their repository, for readers who do not know the working folder."""

import os
from urllib.parse import quote

_ROOT = ".git"  # a folder, or in a worktree a file


def root() -> str:
    """Return the root of the repository of the working folder, or else the working folder.

    It is an absolute path; empty if the working folder is gone.
    """
    try:
        here = os.getcwd()
    except OSError:
        return ""
    folder = here
    while not os.path.lexists(os.path.join(folder, _ROOT)):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return here
    return folder


def uri_of(path: str, base: str) -> str:
    """Return the URI of a file: relative if it is below the base, which is an absolute path."""
    if not base:
        return quote(os.fsencode(path.replace(os.sep, "/")))
    absolute = os.path.normpath(os.path.join(os.getcwd(), path))
    within = os.path.join(base, "")
    if absolute.startswith(within):
        return quote(os.fsencode(absolute.removeprefix(within).replace(os.sep, "/")))
    shown = absolute.replace(os.sep, "/")
    return "file://" + quote(os.fsencode(shown if shown.startswith("/") else f"/{shown}"))
