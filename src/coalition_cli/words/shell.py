r"""Words quoted for a shell, so that bash, zsh and fish read the same ones.

Python's `shlex.quote` is for sh alone: fish takes `\\` for one backslash also between single
quotation marks, and zsh replaces `=ls` by the path of ls.
"""

import re
from collections.abc import Iterable

_PLAIN = r"[\w@%+:,./-][\w@%+=:,./-]*"
_PARTS = {"'": '"\'"', "\\": '"\\\\"'}  # what cannot stand between single quotation marks


def quoted(word: str) -> str:
    """Return a word as it is typed."""
    if re.fullmatch(_PLAIN, word, re.ASCII):
        return word
    parts = re.split(r"(['\\])", word)
    return "".join(_PARTS.get(part) or f"'{part}'" for part in parts if part) or "''"


def joined(words: Iterable[str]) -> str:
    """Return words as they are typed."""
    return " ".join(map(quoted, words))
