"""A claims file into its place: standard output, a file in the format of its name, or a folder."""

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import TextIO

from ...model import SECTIONS, VERSION
from ...model.problems import OutputError, UsageError, reason
from ...reading import SUFFIXES
from ...reading.kinds import JSON, kind_named
from ...reading.limits import MAX_CHANGED
from ...rewriting.scalars import escaped
from ...writing import opened
from ...writing import refuse_unwritable as refuse_unwritable_file
from ...writing.folders import made_folder, try_to_fill
from ...writing.refusing import cannot_write
from ...writing.replacing import made
from ..gathering.store import Store
from .composing import NOTHING, about, in_order, json_lines, yaml_file, yaml_head, yaml_records

_LINES = ".jsonl"
_ABOUT = "about.yaml"  # has what is stated of the whole, in a folder
_MOST = MAX_CHANGED - (1 << 20)  # bytes of a file in a folder: larger ones cannot be changed


def is_folder(path: str) -> bool:
    """Whether a path names a folder: one that is there, or is to be made."""
    return path.endswith(("/", os.sep)) or os.path.isdir(path)


def refuse_unknown(path: str | None) -> None:
    """Raise UsageError for a file whose name ends as no claims file does."""
    if path in (None, "-") or is_folder(str(path)) or kind_named(str(path)):
        return
    if os.path.splitext(str(path))[1]:
        endings = ", ".join(SUFFIXES)
        known = f"the endings: {endings}; or name a folder, such as claims/"
        raise UsageError(f"a claims file does not end as '{path}' does\n{known}")


def refuse_unwritable(path: str) -> None:
    """Raise OutputError where `place` would, before there is anything to write."""
    if not is_folder(path):
        refuse_unwritable_file(path)
        return
    try:
        try_to_fill(os.path.normpath(path))
    except OSError as error:
        raise cannot_write(path, error) from error


def place(
    stores: Mapping[str, Store], path: str | None, file: Mapping[str, object] = NOTHING
) -> None:
    """Write a claims file. Raise OutputError if it cannot be written: then nothing is.

    `file` is what is stated of the whole file, such as its title.
    """
    if path is not None and is_folder(path):
        _into_folder(stores, path, file)
        return
    with opened(path) as out:
        out.writelines(pieces(stores, path or "", file))
        out.flush()  # a failure is told before what became of the rows


def pieces(stores: Mapping[str, Store], name: str, file: Mapping[str, object]) -> Iterator[str]:
    """Yield the pieces of a claims file in the form that its name ends with; else in YAML."""
    if kind_named(name) is not JSON:
        return yaml_file(stores, file)
    return json_lines(stores, file) if name.lower().endswith(_LINES) else _object(stores, file)


def _object(stores: Mapping[str, Store], file: Mapping[str, object]) -> Iterator[str]:
    """Yield the pieces of a claims file that is one object of JSON."""
    yield _in_json(in_order(SECTIONS["file"], about(file))).removesuffix("\n}")
    for name, store in stores.items():
        if len(store):
            yield f',\n  "{name}": ['
            for number, kept in enumerate(store.values()):
                text = _in_json(in_order(store.section, kept.values))
                yield f"{',' if number else ''}\n    " + text.replace("\n", "\n    ")
            yield "\n  ]"
    yield "\n}\n"


def _in_json(value: object) -> str:
    return escaped(json.dumps(value, ensure_ascii=False, indent=2))


def _into_folder(stores: Mapping[str, Store], folder: str, file: Mapping[str, object]) -> None:
    """Write a file for each section, or several where one would be too large to be changed."""
    try:
        with made_folder(os.path.normpath(folder)), ExitStack() as files:
            if file:
                _new(folder, _ABOUT, files).write(yaml_head(file))
            for store in stores.values():
                if len(store):
                    _write_section(store, folder, files)
    except OSError as error:
        named = error.filename2 or error.filename or folder
        why = (
            "is there already\nname a new folder, or use --into"
            if isinstance(error, FileExistsError)
            else reason(error)
        )
        raise OutputError(f"cannot write {named}: {why}") from error


def _write_section(store: Store, folder: str, files: ExitStack) -> None:
    out: TextIO | None = None
    number = size = 0
    for piece in yaml_records(store):
        length = len(piece.encode())
        if out is None or size + length > _MOST:
            number += 1
            name = f"{store.section.name}{f'-{number}' if number > 1 else ''}.yaml"
            out = _new(folder, name, files)
            size = out.write(f"version: {VERSION}\n\n{store.section.name}:\n")
            piece = piece.removeprefix("\n")
        out.write(piece)
        size += length


def _new(folder: str, name: str, files: ExitStack) -> TextIO:
    """Open a new file of a folder; raise FileExistsError before any of them gets its name."""
    path = os.path.join(folder, name)
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
    return files.enter_context(made(path))
