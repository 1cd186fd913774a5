"""Values as text that is safe to show, and addresses that are safe to be opened."""

import re
from urllib.parse import quote

from ..model.answer import Values
from ..words.safe import plain, visible
from ..words.unnamed import MARK, NOT_DECLARED, mark_within

# Of all schemes these alone open nothing but a page or a letter.
_SAFE = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)


def shown(value: object) -> str:
    """Return a value as one line of text; nothing for one that is not known."""
    if isinstance(value, list):
        value = ", ".join(map(plain, value))
    return visible(plain(value)).strip()


def address(value: object) -> str:
    """Return an address that may be opened; nothing for another."""
    text = plain(value).strip()
    return text if _SAFE.fullmatch(text) and visible(text) == text else ""


def marked(row: Values, name: str = "speaker_name") -> tuple[str, str]:
    """Return who speaks in a row, and the mark of a speaker who is unnamed or not declared."""
    called = shown(row.get(name))
    mark = mark_within(row, name)
    for known in (MARK, NOT_DECLARED):
        if called.endswith(known):  # the row has its marks already
            called, mark = called.removesuffix(known), known
    return called, mark.strip()


def anchor(key: object) -> str:
    r"""Return the id of a claim's element: its own id, with controls written out.

    A backslash is doubled, so that no two ids have one element.
    """
    return visible(str(key).replace("\\", "\\\\"))


def href(key: object) -> str:
    """Return the address of a claim on the page."""
    return f"#{quote(anchor(key), safe='')}"
