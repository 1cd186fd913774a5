"""Drafts into their files: where each goes, and all of a session or nothing."""

import json
import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import FILE_SECTIONS, VERSION
from ..model.problems import UsageError
from ..reading import DataFile
from ..reading.kinds import JSON, kind_named
from ..reading.reader import without_garbage_collection
from ..rewriting.changes import Part
from ..rewriting.edition import Edition
from ..rewriting.edits import Edit
from ..rewriting.items import with_record
from ..rewriting.scalars import escaped
from ..writing.folders import made_folder
from .composing import composed
from .draft import Draft
from .known import KnownData

_LINES = ".jsonl"  # a claim a line, or a record under the name of its section


class RecordPlace(NamedTuple):
    """Where a record stands now, or would stand."""

    section: str
    key: str
    file: str
    line: int


class NewRecords(NamedTuple):
    """What was written, or would be."""

    places: list[RecordPlace]
    files: list[DataFile]  # the data as it is then


def write(
    drafts: Sequence[Draft], known: KnownData, into: DataFile | None, *, dry_run: bool
) -> NewRecords:
    """Write drafts into their files, those that others name first; return where they stand.

    Each goes behind the last record of its section, or else into the file of the first draft.
    Raise DataError where the data would have an error, and CoalitionError for a file that cannot
    be changed. Then nothing is written. `dry_run` writes nothing either.
    """
    files = [*known.files]
    if into is not None and all(file is not into for file in files):
        files.append(into)
    with without_garbage_collection(), Edition(files, dry=dry_run) as edition:
        for file, together in _rounds(drafts, into, files, known):
            source = edition.source(file)
            parts: list[Part] = [Part(draft.section.name, draft.key) for draft in together]
            if source.content:
                edits = [
                    edit
                    for draft in together
                    for edit in with_record(source, draft.section, draft.stated())
                ]
            else:
                parts.append(Part("file", None, ("version",)))
                edits = [Edit(0, 0, _new_file(together, file.name))]
            edition.splice(source, edits, parts)
        places = [
            RecordPlace(change.section, change.key or "", change.file, change.line)
            for change in edition.changes()
            if change.whole
        ]
        now = {after.file.path: after.kept for _, after in edition.texts()}
        if dry_run:
            edition.check()
        else:
            with made_folder(os.path.dirname(into.path) if into else ""):
                edition.save()
    return NewRecords(places, [now.get(file.path, file) for file in files])


def _rounds(
    drafts: Sequence[Draft], into: DataFile | None, files: Sequence[DataFile], known: KnownData
) -> Iterator[tuple[DataFile, list[Draft]]]:
    """Yield what is written into a file at once: after each round the file is read again.

    What others name comes first. All drafts go into a new file together, and else one of each
    section that the file has; a section that it has not is made alone.
    """
    waiting: dict[str, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda each: FILE_SECTIONS.index(each.section.name)):
        file = into or _file_of(draft, drafts[0], files, known)
        waiting.setdefault(file.path, []).append(draft)
    for path, left in waiting.items():
        file = next(each for each in files if each.path == path)
        has = {each.section.name for each in known.records if each.file == file.name}
        while left:
            first = {draft.section.name: draft for draft in reversed(left)}
            together = [first[name] for name in FILE_SECTIONS if name in first.keys() & has]
            together = left[:] if file.size == 0 else together or left[:1]
            yield file, together
            has |= {draft.section.name for draft in together}
            left = [draft for draft in left if draft not in together]


def _new_file(drafts: Sequence[Draft], name: str) -> str:
    """Return the text of a file that has only these records, in the format of its name."""
    sections = {
        name: [each for each in drafts if each.section.name == name] for name in FILE_SECTIONS
    }
    stated = {name: own for name, own in sections.items() if own}
    if kind_named(name) is not JSON:
        texts = ("".join(f"{line.text}\n" for line in composed(own)) for own in stated.values())
        return "\n".join([f"version: {VERSION}\n", *texts])
    records = {name: [draft.stated() for draft in own] for name, own in stated.items()}
    if name.lower().endswith(_LINES):
        lines = [
            each if [*records] == ["claims"] else {of: each}
            for of in records
            for each in records[of]
        ]
        return "".join(f"{escaped(json.dumps(each, ensure_ascii=False))}\n" for each in lines)
    whole = json.dumps({"version": VERSION, **records}, ensure_ascii=False, indent=2)
    return f"{escaped(whole)}\n"


def _file_of(draft: Draft, first: Draft, files: Sequence[DataFile], known: KnownData) -> DataFile:
    """Return the file where the last record of a draft's section stands, or of the first one's.

    Raise UsageError if there is none, and all files are those of other tools.
    """
    last = known.last(draft.section) or known.last(first.section)
    for file in files:
        if file.name == last.file if last else not file.foreign:
            return file
    raise UsageError(
        "no claims file is here, but only those of other tools\n--into names a new one"
    )
