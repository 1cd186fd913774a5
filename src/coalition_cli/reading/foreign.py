"""Files of other tools that lie among claims files: package.json, mkdocs.yml, a list of places.

A file that was found, and not named, is another tool's if nothing in it looks like claims: no key
is the name of a section, or near one, and no mapping looks like a claim. Keys that many tools have,
such as `version`, `title` and `id`, say nothing. The whole file is looked at, and its syntax has
to be sound. Only files that have problems are looked at so.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from io import BufferedReader
from typing import NamedTuple

import msgspec
import yaml
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ..model import FILE_SECTIONS, SECTIONS, Type
from ..model.problems import nearest
from .files import DataFile
from .kinds import JSON, kind_named
from .limits import MAX_FOREIGN
from .yaml_defects import LOADER

# How near a key has to be to stand for one of ours. A suggestion may be a wild guess; but with
# less, `services` and `features` would be `sources` and `facts`.
_NEAR = 0.75
_HEADER = SECTIONS["file"].stated
# The keys that only claims files have, and those of a file that many tools have.
_OF_FILE = (*FILE_SECTIONS, *(field.name for field in _HEADER if field.type is Type.RECORD))
_COMMON = frozenset(field.name for field in _HEADER) - {*_OF_FILE}
_OF_CLAIM = SECTIONS["claims"].by_name
_ID, _TEXT = "id", "text"  # of a claim: what every thing has, and what it needs
_JSON = msgspec.json.Decoder(dict[str, msgspec.Raw] | list[msgspec.Raw])
_JSON_MAPPING = msgspec.json.Decoder(dict[str, msgspec.Raw])

_Following = Callable[[], Event]  # returns the next event of a text


class _Outline(NamedTuple):
    """The keys of a mapping: of the file, or of an item of the list that the file is.

    There are none if it is an item of another kind, such as a number.
    """

    keys: Sequence[str] | None
    is_item: bool


def is_foreign(file: DataFile) -> bool:
    """Whether a file is another tool's."""
    if file.size > MAX_FOREIGN:
        return False
    status = file.status  # of the bytes that are read elsewhere
    outlined = _json_outlines if kind_named(file.name) is JSON else _yaml_outlines
    strange = False
    try:
        with file.open() as stream:
            for outline in outlined(stream):
                strange = _is_strange(outline)
                if not strange:
                    break
    except (OSError, RecursionError, msgspec.MsgspecError, yaml.YAMLError):
        return False
    finally:
        file.status = status
    return strange


def _is_strange(outline: _Outline) -> bool:
    keys = outline.keys
    if keys is None:
        return True
    of_file = any(_is_of_file(key) for key in keys if not (outline.is_item and key in _OF_CLAIM))
    says_nothing = not outline.is_item and _COMMON.issuperset(keys)
    return not (of_file or says_nothing or _is_like_claim(keys))


def _is_like_claim(keys: Sequence[str]) -> bool:
    """Whether a mapping has a text, or more keys of a claim than others."""
    others = [key for key in keys if key != _ID]
    known = sum(key in _OF_CLAIM for key in others)
    return not others or known * 2 > len(others) or any(map(_is_text, others))


@lru_cache(maxsize=4_096)
def _is_of_file(key: str) -> bool:
    return _stands_for(key, _OF_FILE)


@lru_cache(maxsize=4_096)
def _is_text(key: str) -> bool:
    return _stands_for(key, [_TEXT])


def _stands_for(key: str, names: Sequence[str]) -> bool:
    """Whether a key, or the word that it begins with, is one of the names or near one."""
    word = re.match(r"\w*", key)
    assert word is not None  # noqa: S101 - it matches nothing too
    return any(nearest(each, names, _NEAR) for each in (key, word[0]))


def _json_outlines(stream: BufferedReader) -> Iterator[_Outline]:
    text = stream.read().removeprefix(BOM_UTF8)
    try:
        root = _JSON.decode(text)
    except msgspec.ValidationError:  # it is neither a mapping nor a list
        return
    except msgspec.DecodeError:  # or it has several
        yield from (_Outline([*each], is_item=True) for each in _JSON_MAPPING.decode_lines(text))
        return
    if isinstance(root, dict):
        yield _Outline([*root], is_item=False)
        return
    for item in root:
        try:
            keys = [*_JSON_MAPPING.decode(item)]
        except msgspec.ValidationError:
            yield _Outline(None, is_item=True)
        else:
            yield _Outline(keys, is_item=True)


def _yaml_outlines(stream: BufferedReader) -> Iterator[_Outline]:
    """Yield what each document has: a claims file has one, other tools may have several."""
    following: _Following = LOADER(stream).get_event
    following()  # the stream begins
    while not isinstance(following(), StreamEndEvent):
        yield from _document_outlines(following)
        following()  # the document ends


def _document_outlines(following: _Following) -> Iterator[_Outline]:
    root = following()
    if isinstance(root, MappingStartEvent):
        keys: list[str] = []
        for key in _keys(following):
            keys.append(key)
            if _is_of_file(key):  # enough is known, and the file may be long
                break
        yield _Outline(keys, is_item=False)
    elif isinstance(root, SequenceStartEvent):
        while not isinstance(event := following(), SequenceEndEvent):
            if isinstance(event, MappingStartEvent):
                yield _Outline(list(_keys(following)), is_item=True)
            else:
                _pass(following, event)
                yield _Outline(None, is_item=True)
    # Else it is one value, which says nothing.


def _keys(following: _Following) -> Iterator[str]:
    """Yield the keys of the mapping that has just begun, and pass over the rest of it."""
    while not isinstance(event := following(), MappingEndEvent):
        yield event.value if isinstance(event, ScalarEvent) else ""
        _pass(following, event)
        _pass(following, following())


def _pass(following: _Following, event: Event) -> None:
    """Pass over the value that begins with an event."""
    depth = 0
    while True:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth == 0:
            return
        event = following()
