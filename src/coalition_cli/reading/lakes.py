"""Which data is a lake: claims as Parquet files, which an engine is asked. See the room `lake`."""

import os
import re
from contextlib import suppress

ENDING = ".lake"  # of a folder that is to be one
MANIFEST = "manifest.json"  # in a lake, says what the lake has
MARK = "coalition_lake"  # the first key there
_BEGINNING = 64  # bytes, in which the mark stands
_URL = re.compile(r"(s3|s3a|s3n|gs|gcs|r2|hf|https?)://.", re.IGNORECASE)  # what httpfs reads


def is_url(path: str) -> bool:
    """Whether a path is one of object storage, such as `s3://bucket/lake`."""
    return _URL.match(path) is not None and not os.path.lexists(path)


def is_lake(path: str) -> bool:
    """Whether a path is a lake, though its manifest may be damaged. What is at a URL is one."""
    if is_url(path):
        return True
    manifest = os.path.join(path, MANIFEST)
    return is_manifest(manifest) or (os.path.isfile(manifest) and has_parquet(path))


def names_lake(path: str | None) -> bool:
    """Whether a path is a lake, or has the name of one that is to be made."""
    return path is not None and (path.rstrip("/").endswith(ENDING) or is_lake(path))


def is_manifest(path: str) -> bool:
    """Whether a file is the manifest of a lake; other tools have manifests too."""
    if os.path.basename(path) != MANIFEST or not os.path.isfile(path):  # a pipe would be waited for
        return False
    try:
        with open(path, "rb") as file:
            return f'"{MARK}"'.encode() in file.read(_BEGINNING)
    except OSError:
        return False


def has_parquet(path: str) -> bool:
    """Whether a folder has folders with Parquet files."""
    with suppress(OSError), os.scandir(path) as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.is_dir() and any(n.endswith(".parquet") for n in os.listdir(entry.path)):
                    return True
    return False
