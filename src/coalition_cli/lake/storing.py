"""A lake is whole once its manifest says so: that is written last, when all else is on the disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.problems import OutputError, UsageError, reason
from ..reading.lakes import MANIFEST, is_manifest
from ..words.safe import visible
from ..writing.replacing import is_part
from .layout import TABLES, TOKEN_TABLES
from .manifest import Manifest

_NEXT = f".{MANIFEST}.part"  # the manifest until it is complete
_ENDING = ".parquet"


def keep(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, once all that it lists is on the disk; replace one that is there."""
    for files in manifest.files.values():
        for file in files:
            _on_disk(folder / file.path)
    for name in manifest.files:
        _on_disk(folder / name)
    part = folder / _NEXT
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
    """Whether a folder has a lake, and nothing else but what runs left there that were killed.

    It may be a lake that cannot be read.
    """
    if not is_manifest(os.path.join(folder, MANIFEST)):
        return False
    left = [path for path in Path(folder).iterdir() if path.name not in (MANIFEST, _NEXT)]
    return all(is_part(path.name) or _has_table(path) for path in left)


def _has_table(folder: Path) -> bool:
    """Whether a folder has files of a table, and nothing else."""
    known = folder.name in TABLES or folder.name in TOKEN_TABLES.values()
    return known and folder.is_dir() and all(file.suffix == _ENDING for file in folder.iterdir())


def sweep(folder: str, manifest: Manifest) -> None:
    """Remove what the manifest does not list, of a run that failed or of parts before.

    Whoever asks the lake meanwhile may need what was listed until the last part. So that is
    removed only when the next one comes.
    """
    listed = {file.path for files in manifest.files.values() for file in files}
    for name in manifest.files:
        for path in Path(folder, name).glob(f"*{_ENDING}"):
            if f"{name}/{path.name}" not in listed:
                path.unlink(missing_ok=True)


@contextmanager
def alone(folder: str) -> Iterator[None]:
    """Let no other run change the lake; raise UsageError where one does.

    Raise OutputError where the folder cannot be read.
    """
    try:
        import fcntl
    except ImportError:  # Windows locks no folders
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise OutputError(f"cannot write {visible(folder)}: {reason(error)}") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _busy(folder) from error
        except OSError:  # a disk without locks
            pass
        if not _is_still(folder, handle):  # a new lake took its place, or is about to
            raise _busy(folder)
        yield
    finally:
        os.close(handle)


def _is_still(folder: str, handle: int) -> bool:
    """Whether a path leads to the folder that is open."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(folder))
    except FileNotFoundError:
        return False


def _busy(folder: str) -> UsageError:
    return UsageError(f"another run changes {visible(folder)}\nwait until it is done")
