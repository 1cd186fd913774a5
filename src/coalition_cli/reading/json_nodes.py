"""JSON → entries, as those of YAML, placed at the line of their record."""

import re
from io import BufferedReader

from ..model import FILE_SECTIONS, SECTIONS
from ..model.problems import Problem
from .encoding import Reached
from .files import DataFile
from .json_lines import entries_of_file, has_sections, is_of_section
from .json_text import Cursor, Malformed
from .nodes import Entries, MappingNode, Spot

_NOTHING = "the file is empty, and JSON has at least one value"
_STATE = "write [] if there are no claims"
_FILE_KEYS = {*(field.name for field in SECTIONS["file"].stated), *FILE_SECTIONS}
_CLAIM_KEYS = {field.name for field in SECTIONS["claims"].fields}
_FIRST_KEY = re.compile(rb'\s*\{\s*"(\w+)"')
_DECIDING = _FILE_KEYS ^ _CLAIM_KEYS  # what only one of them has
_FILE_KEY = re.compile(rf'"(?:{"|".join(sorted(_FILE_KEYS - _CLAIM_KEYS))})"\s*:')


def json_entries(stream: BufferedReader, file: DataFile) -> Entries:
    """Yield the entries of a file object, of an array of claims, or of claims in a row.

    All three are read piece by piece.
    """
    begin = Reached()
    begin.skip(stream)
    start = Spot(begin.line - 1, begin.column - 1)
    beginning = stream.peek()
    if not beginning and file.name.lower().endswith(".json"):
        yield Problem("bad-syntax", _NOTHING, _STATE, file.name)
        return
    if has_lines(beginning):
        yield from entries_of_file(stream, file.name, start, extract=not has_sections(beginning))
        return
    cursor = Cursor("", file.name, start, stream)
    try:
        yield from cursor.items(None) if beginning.startswith(b"[") else cursor.members()
        cursor.end()
    except Malformed as malformed:
        yield cursor.problem(malformed)


def has_lines(beginning: bytes) -> bool:
    """Whether a JSON text that begins so, without blanks, is records in a row."""
    first = _FIRST_KEY.match(beginning)
    if first and first[1].decode() in _CLAIM_KEYS - _FILE_KEYS:
        return True
    probe = Cursor(beginning.decode(errors="ignore"), "")
    kind = probe.peek()
    return kind not in ("[", "{") or (kind == "{" and not _is_file(probe))


def _is_file(cursor: Cursor) -> bool:
    """Whether the object that begins here is a claims file, and no record.

    Its first key decides; if neither has that key, all keys of the object do. Where the text
    that is held is not JSON, a key of files anywhere in it decides.
    """
    start = cursor.at
    if is_of_section(cursor):
        return False
    cursor.at = start
    try:
        cursor.take("{")
        if cursor.peek() != '"':
            return True
        first = cursor.key().value
        if first in _DECIDING:
            return first in _FILE_KEYS
        cursor.at = start
        whole = cursor.value()
    except Malformed:  # or the text that is held ends too early
        return _FILE_KEY.search(cursor.text) is not None
    assert isinstance(whole, MappingNode)  # noqa: S101 - it begins with {
    keys = {key for key, _ in whole.pairs}
    return keys <= _FILE_KEYS or not keys.isdisjoint(_FILE_KEYS - _CLAIM_KEYS)
