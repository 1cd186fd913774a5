"""What came in goes into a claims file that is there already: only what is new, behind the rest.

Each other line stays as it is. A claim that is there already may have got a review: that is added.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from ...model import SECTIONS, Section
from ...model.problems import CoalitionError, UsageError
from ...project import corpus_of
from ...project.corpus import LakeDataError
from ...reading import SUFFIXES, DataFile, data_files
from ...reading.kinds import kind_named
from ...reading.lakes import is_lake
from ...reading.spans import SequenceSpan
from ...rewriting.changes import Part
from ...rewriting.edition import Edition
from ...rewriting.edits import Edit
from ...rewriting.fields import with_value
from ...rewriting.items import behind, with_record
from ...rewriting.source import Source
from ..gathering.gathering import Gathering
from ..gathering.merging import Values
from ..gathering.store import Kept, Store
from .composing import NOTHING, comments, in_order
from .known import new_records, new_reviews, of_files, there_before
from .matching import match
from .placing import pieces


class Joined(NamedTuple):
    """What was done with the records that came in."""

    added: Counter[str]  # by section
    there: int  # rows' records that were there already
    reviews: int  # that were added to claims
    file: Mapping[str, object]  # what was stated of the whole, where a file has its own
    left: int = 0  # reviews of claims that do not change

    @property
    def any(self) -> bool:
        """Whether the file changes."""
        return bool(self.added.total() or self.reviews)


def join(gathering: Gathering, edition: Edition, file: DataFile) -> Joined:
    """Add what is new to a file of the edition. Raise what an edition raises.

    A record is new if no file of the edition has its id, and no claim has its text, speaker and
    date. Of what rows only refer to, that is added which a new record needs.
    """
    known = of_files(edition.files)
    match(gathering.stores, known.names)
    found = new_reviews(gathering, known)
    reviews = {key: each for key, each in found if known.reviews[key].file == file.name}
    new = new_records(gathering, known, reviews)
    left = append(new, edition, file, gathering.file)
    _add_reviews(reviews, edition, file)
    added = Counter({name: len(store) for name, store in new.items()})
    return Joined(added, there_before(gathering, added), sum(map(len, reviews.values())), left)


def _make(
    new: Mapping[str, Store], edition: Edition, source: Source, about: Mapping[str, object]
) -> None:
    parts = [*(Part("file", None, (name,)) for name in ("version", *about)), *_parts(new)]
    text = "".join(pieces(new, source.file.path, about))
    edition.splice(source, [Edit(0, 0, text)], parts)


def _parts(new: Mapping[str, Store]) -> Iterator[Part]:
    return (Part(name, key) for name, store in new.items() for key in store)


def append(
    new: Mapping[str, Store],
    edition: Edition,
    file: DataFile,
    about: Mapping[str, object] = NOTHING,
) -> Mapping[str, object]:
    """Add records behind those of their section. What is not there is made first.

    `about` is what is stated of a whole file; return what of it is not in this one.
    """
    if not edition.source(file).content:
        _make(new, edition, edition.source(file), about)
        return {}
    waiting = {name: [*store.items()] for name, store in new.items() if len(store)}
    for name, records in waiting.items():
        source = edition.source(file)
        listed = source.section(name)
        if listed is None or not listed.items:
            (key, kept), *waiting[name] = records
            edits = _edits(source, SECTIONS[name], kept)
            edition.splice(source, edits, [Part(name, key)])
    source = edition.source(file)
    edits = [
        edit
        for name, records in waiting.items()
        for _, kept in records
        for edit in _edits(source, SECTIONS[name], kept)
    ]
    if edits:
        edition.splice(source, edits, [Part(n, key) for n, rs in waiting.items() for key, _ in rs])
    return about


def _edits(source: Source, section: Section, kept: Kept) -> list[Edit]:
    """Return the edits that add a record, with its doubts as comments above it."""
    edits = with_record(source, section, in_order(section, kept.values))
    return [_commented(source, edit, kept) for edit in edits]


def _commented(source: Source, edit: Edit, kept: Kept) -> Edit:
    if not source.kind.comment:
        return edit
    lines = edit.text.split(source.newline)
    at = next((n for n, line in enumerate(lines) if line.lstrip(" ").startswith("- ")), None)
    if at is None:
        return edit
    margin = lines[at][: len(lines[at]) - len(lines[at].lstrip(" "))]
    lines[at:at] = [f"{margin}{comment}" for comment in comments(kept)]
    return edit._replace(text=source.newline.join(lines))


def _add_reviews(reviews: Mapping[str, list[Values]], edition: Edition, file: DataFile) -> None:
    """Add reviews to claims that are there."""
    if not reviews:
        return
    source, section = edition.source(file), SECTIONS["claims"]
    edits: list[Edit] = []
    for record, span in source.placed("claims"):
        if more := reviews.get(record.key or ""):
            ordered = [in_order(SECTIONS["reviews"], each) for each in more]
            pair = span.pair("reviews")
            listed = source.meant(pair[1]) if pair else None
            if isinstance(listed, SequenceSpan) and listed.items:
                edits += (
                    e for each in ordered for e in behind(source, SECTIONS["reviews"], each, listed)
                )
            else:
                edits += with_value(source, span, section, ("reviews", ordered))
    edition.splice(source, edits, [Part("claims", key, ("reviews",)) for key in reviews])


@contextmanager
def edition_of(path: str) -> Iterator[tuple[Edition, DataFile]]:
    """Open an edition of a claims file, with the other files of its project, if it is in one.

    Raise UsageError for a file that ends as no claims file does, and LakeDataError for a lake.
    """
    if is_lake(path):
        raise LakeDataError(path)
    if kind_named(path) is None:
        raise UsageError(
            f"'{path}' is no claims file\nthe endings: {', '.join(SUFFIXES)}; a new file is made"
        )
    [own] = data_files([path])
    files = [own]
    try:
        corpus = corpus_of([]).own()
        of_project = corpus.files()
    except CoalitionError:  # there is no project here
        of_project = []
    same = [f for f in of_project if os.path.realpath(f.path) == os.path.realpath(path)]
    if same or (of_project and corpus.takes_in(path)):
        files = [*of_project, *([] if same else [own])]
        own = same[0] if same else own
    with Edition(files) as edition:
        yield edition, own
