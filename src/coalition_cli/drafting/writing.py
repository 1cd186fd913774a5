"""Drafts into their files: where each goes, and all of a session or nothing."""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import FILE_SECTIONS, VERSION
from ..model.problems import UsageError
from ..project import Corpus
from ..project.corpus import Origin
from ..reading import DataFile, data_files
from ..reading.files import is_claims_file
from ..reading.reader import without_garbage_collection
from ..rewriting.changes import Part
from ..rewriting.edition import Edition
from ..rewriting.edits import Edit
from ..rewriting.items import with_record
from .composing import composed
from .draft import Draft
from .known import Known

FIRST = "claims.yaml"  # the file of data that has none yet


class Place(NamedTuple):
    """Where a record stands now, or would stand."""

    section: str
    key: str
    file: str
    line: int


class Written(NamedTuple):
    """What was written, or would be."""

    places: list[Place]
    files: list[DataFile]  # the data as it is then


def files_of(corpus: Corpus) -> list[DataFile]:
    """Return the files of the data that exist; none where a first one is to be written."""
    if corpus.origin is Origin.EXAMPLE:
        return []
    return [file for file in corpus.files() if os.path.isfile(file.path) or not _may_be_new(file)]


def into_file(corpus: Corpus, files: Sequence[DataFile], named: str | None) -> DataFile | None:
    """Return the file that new records go into where one is named, or where there is none yet.

    Raise UsageError for a file that would not be read with the data.
    """
    if named is None:
        return None if files else _first(corpus)
    [file] = data_files([named]) if not os.path.isdir(named) else [None]
    own = [
        each for each in files if file and os.path.realpath(each.path) == os.path.realpath(named)
    ]
    if own:
        return own[0]
    is_new = file is not None and not os.path.lexists(named) and is_claims_file(named)
    if file is not None and is_new and (not files or corpus.takes_in(named)):
        return file
    known = ", ".join(each.name for each in files[:5]) or "none yet"
    raise UsageError(f"'{named}' is no file of the data\nthe files of the data: {known}")


def write(
    drafts: Sequence[Draft], known: Known, into: DataFile | None, *, dry_run: bool
) -> Written:
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
                edits = [Edit(0, 0, _new_file(together))]
            edition.splice(source, edits, parts)
        places = [
            Place(change.section, change.key or "", change.file, change.line)
            for change in edition.changes()
            if change.whole
        ]
        now = {after.file.path: after.kept for _, after in edition.texts()}
        if dry_run:
            edition.check()
        else:
            edition.save()
    return Written(places, [now.get(file.path, file) for file in files])


def _rounds(
    drafts: Sequence[Draft], into: DataFile | None, files: Sequence[DataFile], known: Known
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


def _new_file(drafts: Sequence[Draft]) -> str:
    """Return the text of a file that has only these records."""
    sections = [[draft for draft in drafts if draft.section.name == name] for name in FILE_SECTIONS]
    texts = ("".join(f"{line.text}\n" for line in composed(each)) for each in sections if each)
    return "\n".join([f"version: {VERSION}\n", *texts])


def _file_of(draft: Draft, first: Draft, files: Sequence[DataFile], known: Known) -> DataFile:
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


def _first(corpus: Corpus) -> DataFile:
    """Return the file that is written where the data has none."""
    path = corpus.paths[0] if corpus.paths else FIRST
    if os.path.isdir(path):
        path = os.path.join(path, FIRST)
    [file] = data_files([path])
    return file


def _may_be_new(file: DataFile) -> bool:
    """Whether a path names a claims file that is not there, or a folder without one."""
    return os.path.isdir(file.path) or (
        not os.path.lexists(file.path) and is_claims_file(os.path.basename(file.path))
    )
