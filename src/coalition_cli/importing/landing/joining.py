"""What came in goes into a claims file that is there already: only what is new, behind the rest.

Each other line stays as it is. A claim that is there already may have got a review: that is added.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ...model import FILE_SECTIONS, SECTIONS, Section, Type
from ...model.problems import CoalitionError, UsageError
from ...model.record import Record
from ...project import corpus_of
from ...project.corpus import LakeDataError
from ...reading import SUFFIXES, DataFile, data_files
from ...reading.kinds import kind_named
from ...reading.lakes import is_lake
from ...reading.reader import records_in
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
from .matching import NAMED, match
from .placing import pieces

_SAME = ("text", "speaker", "date")  # what two claims have in common that are one


class Joined(NamedTuple):
    """What was done with the records that came in."""

    added: Counter[str]  # by section
    there: int  # rows' records that were there already
    reviews: int  # that were added to claims
    file: Mapping[
        str, object
    ]  # what was stated of the whole, where the file is not new and has its own

    @property
    def any(self) -> bool:
        """Whether the file changes."""
        return bool(self.added.total() or self.reviews)


def join(gathering: Gathering, edition: Edition, file: DataFile) -> Joined:
    """Add what is new to a file of the edition. Raise what an edition raises.

    A record is new if no file of the edition has its id, and no claim has its text, speaker and
    date. Of what rows only refer to, that is added which a new record needs.
    """
    known = _Known(edition.files)
    match(gathering.stores, known.named)
    reviews = dict(_new_reviews(gathering, known, file))
    new = _new(gathering, known, reviews)
    left = append(new, edition, file, gathering.file)
    _add_reviews(reviews, edition, file)
    landed = {name: len(gathering.stores[name]) for name in gathering.landed}
    added = Counter({name: len(store) for name, store in new.items()})
    there = sum(count - added[name] for name, count in landed.items())
    return Joined(added, there, sum(map(len, reviews.values())), left)


class _Known:
    """What the files have: ids of each section, and claims by what they say."""

    def __init__(self, files: Sequence[DataFile]) -> None:
        self.keys: dict[str, set[str]] = {name: set() for name in FILE_SECTIONS}
        self.named: dict[str, dict[str, Record]] = {name: {} for name in NAMED}
        self.same: dict[tuple[object, ...], str] = {}  # ids of claims
        self.reviews: dict[str, tuple[str, set[object]]] = {}  # of claims: their file, and which
        for file in files:
            for record in records_in(file):
                name = record.section.name
                if name in self.keys and record.key is not None:
                    self.keys[name].add(record.key)
                    if name in self.named:
                        self.named[name][record.key] = record
                    if name == "claims":
                        self.same.setdefault(_said(record.values), record.key)
                        listed = record.values.get("reviews", [])
                        assert isinstance(listed, list)  # noqa: S101 - reading makes a list
                        told = {_told(review.values) for review in listed}
                        self.reviews[record.key] = record.file, told

    def key(self, section: Section, key: str, values: Values) -> str | None:
        """Return the id of the record that is there already; None if there is none."""
        if key in self.keys[section.name]:
            return key
        return self.same.get(_said(values)) if section.name == "claims" else None


def _said(values: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(values.get(name) for name in _SAME)


def _told(review: Mapping[str, object]) -> object:
    """Return what two reviews have in common that are one."""
    return review.get("url") or tuple(review.get(name) for name in ("by", "rating", "date"))


def _new_reviews(
    gathering: Gathering, known: _Known, file: DataFile
) -> Iterator[tuple[str, list[Values]]]:
    """Yield the claims of a file that get reviews, by their ids, with these."""
    for key, kept in gathering.stores["claims"].items():
        there = known.key(SECTIONS["claims"], key, kept.values)
        if there is not None and "reviews" in kept.values:
            name, told = known.reviews[there]
            found = [each for each in kept.values["reviews"] if _told(each) not in told]  # type: ignore[attr-defined]  # a list of records
            if found and name == file.name:
                yield there, found


def _new(
    gathering: Gathering, known: _Known, reviews: Mapping[str, Sequence[Values]]
) -> dict[str, Store]:
    """Return what is new: of the rows, and of what these and new reviews refer to."""
    new = {name: Store(SECTIONS[name]) for name in FILE_SECTIONS}
    waiting = [
        (name, key, kept)
        for name in gathering.landed
        for key, kept in gathering.stores[name].items()
        if known.key(SECTIONS[name], key, kept.values) is None
    ]
    section = SECTIONS["claims"]
    wanted = [ref for each in reviews.values() for ref in _references(section, {"reviews": each})]
    waiting += _to_declare(gathering, known, wanted)
    while waiting:
        name, key, kept = waiting.pop()
        if key in new[name]:
            continue
        new[name].replace(key, kept)
        waiting += _to_declare(gathering, known, _references(SECTIONS[name], kept.values))
    return {name: _as_they_came(gathering.stores[name], new[name]) for name in FILE_SECTIONS}


def _to_declare(
    gathering: Gathering, known: _Known, references: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str, Kept]]:
    """Yield the records that came in, are referred to, and are not there."""
    for name, key in references:
        store = gathering.stores.get(name)
        if store is not None and key in store and key not in known.keys[name]:
            yield name, key, store.get(key)


def _as_they_came(all_of_them: Store, some: Store) -> Store:
    ordered = Store(some.section)
    for key in all_of_them:
        if key in some:
            ordered.replace(key, some.get(key))
    return ordered


def _references(section: Section, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the sections and the ids that a record refers to, and those within it."""
    for name, value in values.items():
        field = section.by_name[name]
        for one in value if isinstance(value, list) else [value]:
            if field.type is Type.REFERENCE:
                yield field.of, str(one)
            elif isinstance(one, dict) and field.type is Type.RECORD:
                yield from _references(SECTIONS[field.of], one)


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
