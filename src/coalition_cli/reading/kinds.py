"""The formats that claims are read from: how each is told, read, and cut into lines."""

from typing import NamedTuple


class FileKind(NamedTuple):
    """A format that claims are read from."""

    endings: tuple[str, ...]  # of the name of a file, in lower case
    begins: bytes  # the characters of which one begins a text; none: it may begin in any way
    entries: str  # what reads one: its module in this room, and its name there
    by_hand: bool  # people write it, and keys that only our own output has are mistakes
    breaks: str  # a pattern: where lines end, as its parser counts them
    comment: str  # what a comment begins with; nothing where there are none


YAML = FileKind((".yaml", ".yml"), b"", "yaml_nodes:yaml_entries", True, r"\r\n|[\r\n]", "#")
JSON = FileKind((".json", ".jsonl"), b"{[", "json_nodes:json_entries", False, r"\n", "")
KINDS = (YAML, JSON)
SUFFIXES = tuple(ending for kind in KINDS for ending in kind.endings)


def kind_named(name: str) -> FileKind | None:
    """Return the format that the name of a file says, if it says one."""
    name = name.lower()
    return next((kind for kind in KINDS if name.endswith(kind.endings)), None)


def kind_beginning(text: bytes) -> FileKind:
    """Return the format of a text by what it begins with; blanks are not part of it."""
    return next((kind for kind in KINDS if text and text[:1] in kind.begins), YAML)
