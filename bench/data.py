"""The data: claims files of several sizes. They are made once, and are the same everywhere.

`python -m bench.data` makes them; `--quick` only the small ones.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from .block_yaml import section
from .invented import Size, articles, claims, size_of, sources, speakers

FOLDER = Path(__file__).parent / ".data"  # ignored by git
SMALL, MIDDLE, LARGE, HUGE = 20, 10_000, 100_000, 1_000_000  # claims

_VERSION = "1"  # of the data: with another one, all of it is made again
_STAMP = FOLDER / "version"


def yaml_file(count: int) -> Path:
    """Return the path of a complete claims file with that many claims."""
    return FOLDER / f"claims-{count}.yaml"


def whole(count: int) -> Path:
    """Return the path of a complete claims file with that many claims, which is made if need be."""
    path = yaml_file(count)
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        _write(path, _yaml(size_of(count)))
    return path


def lines_file(count: int) -> Path:
    """Return the path of only the claims of that file, as JSON Lines."""
    return FOLDER / f"claims-{count}.jsonl"


def whole_lines(count: int) -> Path:
    """Return the path of a complete claims file as JSON Lines, which is made if need be."""
    path = FOLDER / f"whole-{count}.jsonl"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        _write(path, _records(size_of(count)))
    return path


def files(*, quick: bool) -> list[Path]:
    """Return the paths of all files that a run needs. There is no YAML of a million claims."""
    sizes = (SMALL, MIDDLE) if quick else (SMALL, MIDDLE, LARGE, HUGE)
    whole = [yaml_file(count) for count in sizes if count != HUGE]
    return whole + [lines_file(count) for count in sizes]


def make(*, quick: bool) -> None:
    """Make the files that do not exist yet."""
    if _STAMP.exists() and _STAMP.read_text(encoding="utf-8") != _VERSION:
        shutil.rmtree(FOLDER)
    FOLDER.mkdir(exist_ok=True)
    _STAMP.write_text(_VERSION, encoding="utf-8")
    for path in files(quick=quick):
        if not path.exists():
            size = size_of(int(path.stem.removeprefix("claims-")))
            _write(path, _yaml(size) if path.suffix == ".yaml" else _json_lines(size))


def _yaml(size: Size) -> Iterator[str]:
    yield f"version: 1\ntitle: {size.claims:,} invented claims, to measure with\n"
    yield from chain(
        section("sources", sources(size)),
        section("articles", articles(size)),
        section("speakers", speakers(size)),
        section("claims", claims(size)),
    )


def _records(size: Size) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    sections = {"sources": sources, "articles": articles, "speakers": speakers, "claims": claims}
    for name, records in sections.items():
        yield from (f"{encode({name: record})}\n" for record in records(size))


def _json_lines(size: Size) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    return (f"{encode(claim)}\n" for claim in claims(size))


def _write(path: Path, pieces: Iterator[str]) -> None:
    """Write a file under another name and rename it, so that each file is complete."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(pieces)
    beside.replace(path)


if __name__ == "__main__":
    make(quick="--quick" in sys.argv[1:])
