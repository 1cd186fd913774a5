"""The data file of a language → its words by their keys, and what is wrong in it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ...model.problems import DataError, Problem, suggestion
from ...reading.files import DataFile
from ...reading.nodes import FileEntry, MappingNode, Node, is_scalar, written
from ...reading.yaml_nodes import yaml_entries
from .keys import KEYS, NEEDED, NOUNS

Words = Mapping[str, object]  # texts, or mappings of these

_FULL = "en"  # rules of its grammar ask for keys of their own
_GROUPS = frozenset(key.partition(".")[0] for key in KEYS if "." in key)
_SEE = "docs/languages.md has the keys"


def words_in(path: Path) -> Words:
    """Return the words of a data file. Raise DataError with each problem that it has."""
    file = DataFile("", path.name, content=path.read_bytes())
    problems: list[Problem] = []
    pairs: list[tuple[Node, Node]] = []
    with file.open() as stream:
        for entry in yaml_entries(stream, file):
            if isinstance(entry, Problem):
                problems.append(entry)
            elif isinstance(entry, FileEntry) and entry.key is not None:
                pairs.append((entry.key, entry.node))
    words = {written(key): _plain(node) for key, node in pairs if is_scalar(key)}
    if not problems and words.get("language") != _FULL:
        problems += [*_misfits(pairs, path.name), *_missing(words, path)]
    if problems:
        raise DataError(problems)
    return words


def _plain(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {written(key): _plain(value) for key, value in node.pairs if is_scalar(key)}
    return written(node) if is_scalar(node) else ""


def _misfits(pairs: list[tuple[Node, Node]], file: str, group: str = "") -> Iterator[Problem]:
    """Yield the keys that no rule asks for, stand twice, or have another value than words."""
    seen: set[str] = set()
    for key, node in pairs:
        name = f"{group}{written(key)}" if is_scalar(key) else group
        place = _place(key)
        if name in seen:
            message = f"the key '{name}' stands twice"
            yield Problem("repeated-key", message, "keep one of them", file, *place)
        elif name in _GROUPS and isinstance(node, MappingNode):
            yield from _misfits(node.pairs, file, f"{name}.")
        elif name not in KEYS and name not in _GROUPS:
            near = suggestion(name, tuple(KEYS))
            yield Problem("unknown-key", f"unknown key '{name}'{near}", _SEE, file, *place)
        elif name in _GROUPS or not is_scalar(node):
            message = f"'{name}' must have {'keys' if name in _GROUPS else 'words between blanks'}"
            yield Problem("wrong-type", message, _SEE, file, *place)
        seen.add(name)


def _place(node: Node) -> tuple[int, int]:
    """Return line and column of a node, from 1."""
    mark = None if isinstance(node, str) else node.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _missing(words: Words, path: Path) -> Iterator[Problem]:
    """Yield what a file has to say, and does not."""
    for key in NEEDED:
        group, _, name = key.partition(".")
        value = words.get(group, "")
        if not (value.get(name) if isinstance(value, Mapping) else value):
            yield Problem("missing-key", f"the key '{key}' is missing", _SEE, path.name)
    if words.get("nouns", NOUNS[0]) not in NOUNS:
        message = f"'nouns' must be {' or '.join(NOUNS)}"
        yield Problem("unknown-value", message, _SEE, path.name)
    if words.get("language", path.stem) != path.stem:
        message = f"'language' must be {path.stem}, as the name of the file"
        yield Problem("unknown-value", message, _SEE, path.name)
