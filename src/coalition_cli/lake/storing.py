"""A lake is whole once its manifest says so: that is written last, when all else is on the disk."""

import os
from pathlib import Path

from ..reading.lakes import MANIFEST
from .manifest import LakeError, Manifest, read


def keep(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, once all that it lists is on the disk; replace one that is there."""
    for files in manifest.files.values():
        for file in files:
            _on_disk(folder / file.path)
    for name in manifest.files:
        _on_disk(folder / name)
    part = folder / f".{MANIFEST}.part"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(manifest.as_json().encode())
        out.flush()
        os.fsync(out.fileno())
    part.replace(folder / MANIFEST)
    _on_disk(folder)


def _on_disk(path: Path) -> None:
    """Have a file, or the names in a folder, outlast a loss of power."""
    if os.name == "nt":  # Windows opens no folders, and flushes no file that is only read
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_ours(folder: str) -> bool:
    """Whether a folder has a lake, and nothing else."""
    try:
        manifest = read(folder)
    except LakeError:
        return False
    ours = {MANIFEST, *manifest.files}
    return {path.name for path in Path(folder).iterdir()} <= ours
