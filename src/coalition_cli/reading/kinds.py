"""The formats that claims are read from: how each is recognised, read, and cut into lines."""

from typing import NamedTuple


class FileKind(NamedTuple):
    """A format that claims are read from."""

    endings: tuple[str, ...]  # of a file's name, in lower case
    begins: bytes  # a text begins with one of these characters; empty: with any
    entries: str  # the function that reads it: its module in this room, and its name
    tree: str  # the function that says where its values begin and end, named as `entries`
    by_hand: bool  # people write it: keys that only our own output has are mistakes
    breaks: str  # a pattern of where lines end, as its parser counts them
    comment: str  # begins a comment; empty where there are none


YAML = FileKind(
    (".yaml", ".yml"),
    b"",
    "yaml_nodes:yaml_entries",
    "yaml_spans:yaml_tree",
    True,
    r"\r\n|[\r\n]",
    "#",
)
JSON = FileKind(
    (".json", ".jsonl"), b"{[", "json_nodes:json_entries", "json_spans:json_tree", False, r"\n", ""
)
KINDS = (YAML, JSON)
SUFFIXES = tuple(ending for kind in KINDS for ending in kind.endings)


def kind_named(name: str) -> FileKind | None:
    """Return the format by the ending of a file's name; None for any other ending."""
    name = name.lower()
    return next((kind for kind in KINDS if name.endswith(kind.endings)), None)


def kind_beginning(text: bytes) -> FileKind:
    """Return the format of a text by its first character, which must not be blank."""
    return next((kind for kind in KINDS if text and text[:1] in kind.begins), YAML)
