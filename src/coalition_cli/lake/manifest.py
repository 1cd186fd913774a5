"""What a lake says of itself: `manifest.json`, written last. Without it a folder is no lake.

It lists every file with its rows and bytes, for object storage over HTTP lists nothing. It counts
the records and words that search weighs words by.
"""

import json
import os
import re
import stat
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from ..model.problems import CoalitionError, reason, shortened
from ..query.tokens import Size
from ..reading import printable
from ..reading.lakes import MANIFEST, MARK
from .layout import SEARCHED, TABLES, TOKEN_TABLES

FORMAT = 1  # of a lake
_LARGEST = 1 << 26  # bytes of a manifest: those of a lake of 10^8 claims has some millions
# Of a file: in a folder of the lake. Nothing leads out, and nothing is a pattern to an engine.
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+", re.ASCII)


class LakeError(CoalitionError):
    """A lake that cannot be read."""

    exit_code = 3


class Stored(NamedTuple):
    """A file of a lake: its path within, with `/`, and what is in it."""

    path: str
    rows: int
    bytes: int


class Manifest(NamedTuple):
    """The files of a lake, by table, and the sizes of the sections that are searched."""

    files: Mapping[str, tuple[Stored, ...]]
    sizes: Mapping[str, Size]
    made_by: Mapping[str, str]  # programs, each with its version
    parts: int = 1  # one more with each `--into`

    def as_json(self) -> str:
        """Return the text of the file."""
        content = {
            MARK: FORMAT,
            "made_by": dict(self.made_by),
            "parts": self.parts,
            "searched": {name: size._asdict() for name, size in self.sizes.items()},
            "tables": {
                name: [file._asdict() for file in files] for name, files in self.files.items()
            },
        }
        return json.dumps(content, indent=1) + "\n"


def read(folder: str) -> Manifest:
    """Return what a lake says of itself; raise LakeError where it cannot be read."""
    try:
        with open(os.path.join(folder, MANIFEST), "rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise unusable(folder, f"{MANIFEST} cannot be read: {reason(error)}") from error
    if len(content) > _LARGEST:
        raise unusable(folder, f"{MANIFEST} has more than {_LARGEST:,} bytes")
    return parsed(folder, content)


def parsed(place: str, text: str | bytes) -> Manifest:
    """Return what the manifest of a lake says; raise LakeError where that cannot be used."""
    try:
        content = json.loads(text)
        version = _count(content[MARK])
        if version != FORMAT:
            other = f"it has version {version} of the format, and this program reads {FORMAT}"
            raise unusable(place, other)
        manifest = _manifest(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise unusable(place, f"{MANIFEST} is damaged") from error
    tables = (*TABLES, *TOKEN_TABLES.values())
    missing = [f"table '{name}'" for name in tables if not manifest.files.get(name)]
    missing += [f"size of '{name}'" for name in SEARCHED if name not in manifest.sizes]
    if missing:
        raise unusable(place, f"it has no {missing[0]}")
    paths = Counter(file.path for files in manifest.files.values() for file in files)
    for path, times in paths.items():
        if not _PATH.fullmatch(path):
            raise unusable(place, f"{MANIFEST} names what is no file of a lake: {shortened(path)}")
        if times > 1:
            raise unusable(place, f"{MANIFEST} names {path} more than once")
    return manifest


def _manifest(content: Any) -> Manifest:
    files = {
        _text(name): tuple(
            Stored(_text(one["path"]), _count(one["rows"]), _count(one["bytes"])) for one in files
        )
        for name, files in content["tables"].items()
    }
    sizes = {
        name: Size(_count(one["records"]), _count(one["words"]))
        for name, one in content["searched"].items()
    }
    made_by = {_text(name): _text(version) for name, version in content["made_by"].items()}
    return Manifest(files, sizes, made_by, _count(content["parts"]))


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def unusable(place: str, what: str) -> LakeError:
    """Return the error of a lake that cannot be asked."""
    return LakeError(f"{printable(place)} cannot be asked: {what}\nmake the lake anew")


def check_files(folder: str, manifest: Manifest) -> None:
    """Raise LakeError for a file that is not in the lake, or is not as large as it was.

    A link may lead to a file that nobody put into the lake. So it is not followed.
    """
    root = os.path.realpath(folder)
    real = cache(os.path.realpath)
    for file in (file for files in manifest.files.values() for file in files):
        parent, name = os.path.split(os.path.join(root, *file.path.split("/")))
        try:
            status = os.lstat(os.path.join(parent, name))
        except OSError as error:
            raise unusable(folder, f"{file.path} cannot be read: {reason(error)}") from error
        if real(parent) != parent or not stat.S_ISREG(status.st_mode):
            raise unusable(folder, f"{file.path} is a link, or no file")
        if status.st_size != file.bytes:
            raise unusable(
                folder, f"{file.path} has {status.st_size:,} bytes, and had {file.bytes:,}"
            )
