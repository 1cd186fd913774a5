"""What a lake says of itself: `manifest.json`, written last. Without it a folder is no lake.

It lists every file with its rows and bytes, for object storage over HTTP lists nothing. It counts
the records and words that search weighs words by.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..model.problems import CoalitionError
from ..query.tables import tokens_of
from ..query.tokens import Size
from ..words.safe import visible
from .layout import SEARCHED, TABLES

NAME = "manifest.json"
FORMAT = 1  # of a lake


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
            "coalition_lake": FORMAT,
            "made_by": dict(self.made_by),
            "parts": self.parts,
            "searched": {name: size._asdict() for name, size in self.sizes.items()},
            "tables": {
                name: [file._asdict() for file in files] for name, files in self.files.items()
            },
        }
        return json.dumps(content, indent=1) + "\n"


def is_lake(path: str) -> bool:
    """Whether a path is a folder with a manifest."""
    return (Path(path) / NAME).is_file()


def read(folder: str) -> Manifest:
    """Return what a lake says of itself; raise LakeError where it cannot be read."""
    path = Path(folder) / NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        version = content["coalition_lake"]
        if version != FORMAT:
            other = f"it has version {version!r} of the format, and this program reads {FORMAT}"
            raise _wrong(folder, other)
        manifest = _parsed(content)
    except OSError as error:
        raise _wrong(folder, f"{NAME} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _wrong(folder, f"{NAME} is damaged") from error
    missing = [name for name in (*TABLES, *map(tokens_of, SEARCHED)) if name not in manifest.files]
    if missing:
        raise _wrong(folder, f"it has no {missing[0]}")
    return manifest


def _parsed(content: Any) -> Manifest:
    files = {
        str(name): tuple(
            Stored(str(one["path"]), int(one["rows"]), int(one["bytes"])) for one in files
        )
        for name, files in content["tables"].items()
    }
    sizes = {
        name: Size(int(one["records"]), int(one["words"]))
        for name, one in content["searched"].items()
    }
    return Manifest(files, sizes, content["made_by"], int(content["parts"]))


def _wrong(folder: str, what: str) -> LakeError:
    return LakeError(f"{visible(folder)} cannot be asked: {what}\nmake the lake anew")


def check_files(folder: str, manifest: Manifest) -> None:
    """Raise LakeError for a file that is not there, or has another size than the manifest says."""
    for files in manifest.files.values():
        for file in files:
            path = Path(folder) / file.path
            try:
                size = path.stat().st_size
            except OSError as error:
                raise _wrong(folder, f"{file.path} cannot be read: {error.strerror}") from error
            if size != file.bytes:
                raise _wrong(
                    folder,
                    f"{file.path} has {size:,} bytes, and had {file.bytes:,}",
                )
