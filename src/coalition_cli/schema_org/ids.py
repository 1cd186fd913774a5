"""Ids of records ↔ addresses of nodes: a fragment of the document, such as #claim/red-lines."""

from urllib.parse import quote, unquote

from ..model import SECTIONS

_SECTIONS = {section.singular: name for name, section in SECTIONS.items()}


def address(section: str, key: object) -> str:
    """Return the address of a node. Two records never share one."""
    return f"#{SECTIONS[section].singular}/{quote(str(key), safe='')}"


def record_of(address: object) -> tuple[str, str] | None:
    """Return the section and the id of the record that a node is; None if it is none of ours.

    The address of a document that stands on the web may stand before the fragment.
    """
    if not isinstance(address, str):
        return None
    kind, _, key = address.rpartition("#")[2].partition("/")
    section = _SECTIONS.get(kind)
    return (section, unquote(key)) if section and key else None
