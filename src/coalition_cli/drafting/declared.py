"""Which record of some files an id means, for commands that change it there.

An index would have to be made anew after each change, so the files themselves are asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model import CLAIMS_FIRST, SECTIONS, Section
from ..model.problems import CoalitionError, UsageError, shown_id, suggestion
from ..model.record import Record
from ..query import section_named
from ..reading import DataFile
from ..reading.reader import records_in

_PIECE = 1 << 20  # bytes of a file that are looked at together
Meant = tuple[Section, str]  # a section, and an id in it


class UnknownRecordError(CoalitionError):
    """There is no record of that id."""


class Declared(NamedTuple):
    """A record that a file declares, by its section and its id."""

    section: Section
    key: str
    file: DataFile
    line: int

    @property
    def place(self) -> str:
        """Where it stands, for a message."""
        return f"{self.file.name}:{self.line}"


def may_name(files: Iterable[DataFile], *keys: str) -> list[DataFile]:
    """Return the files that may name one of these ids, by their bytes.

    Only an escape, such as `\\u0061`, can write an id in other bytes. Files that cannot be
    opened are among them, so that reading says why.
    """
    wanted = [*(key.encode("utf-8", "surrogateescape") for key in keys), b"\\"]
    return [file for file in files if _has(file, wanted)]


def meant(text: str) -> list[Meant]:
    """Return what a text may mean: an id of any section, or a kind and an id: speaker:politico."""
    found = [(SECTIONS[name], text) for name in CLAIMS_FIRST]
    section, key = parted(text)
    return [*found, (section, key)] if section is not None else found


def parted(text: str) -> tuple[Section | None, str]:
    """Return the section that a text such as speaker:politico names, and the id in it."""
    kind, colon, key = text.partition(":")
    section = section_named(kind) if colon else None
    known = section is not None and (section.name in CLAIMS_FIRST or section.name == "topics")
    return (section, key) if known else (None, text)


def declared(
    records: Iterable[tuple[DataFile, Record]], pairs: Sequence[Meant]
) -> Iterator[Declared]:
    """Yield the records that have one of these ids in its section."""
    wanted = {(section.name, key): section for section, key in pairs}
    for file, record in records:
        section = wanted.get((record.section.name, record.key or ""))
        if section is not None and not record.of:
            yield Declared(section, str(record.key), file, record.line)


def the_one(found: Sequence[Declared], text: str) -> Declared:
    """Return the one record that was found for a text.

    Raise UsageError if there are several, and the message says how to tell them apart.
    """
    first = found[0]
    sections = list(dict.fromkeys(each.section.name for each in found))
    shown = shown_id(text)
    if len(sections) > 1:
        kinds = " and of ".join(SECTIONS[name].singular_with_article for name in sections)
        choices = " or ".join(f"{SECTIONS[name].singular}:{first.key}" for name in sections)
        raise UsageError(f"'{shown}' is the id of {kinds}\nsay which one: {choices}")
    if len(found) > 1:
        places = " and ".join(each.place for each in found)
        raise UsageError(
            f"'{shown}' is the id of {len(found)} {first.section.name}: {places}\n"
            "give one of them another id by hand first"
        )
    return first


def unknown(files: Iterable[DataFile], text: str) -> UnknownRecordError:
    """Return the error that no record has that id, with the one that was perhaps meant."""
    section, _ = parted(text)
    records = [record for _, record in records_of(files) if record.key and not record.of]
    keys = (
        (f"{record.section.singular}:{record.key}" if section else record.key)
        for record in records
        if section is None or record.section is section
    )
    near = suggestion(text, [str(key) for key in keys])
    return UnknownRecordError(f"no record '{shown_id(text)}'{near}")


def records_of(files: Iterable[DataFile]) -> Iterator[tuple[DataFile, Record]]:
    """Yield the records of files, each with its file."""
    for file in files:
        for record in records_in(file):
            yield file, record


def _has(file: DataFile, words: Sequence[bytes]) -> bool:
    """Whether one of these words stands in a file, which may be larger than the memory."""
    overlap = max(map(len, words)) - 1
    text = b""
    try:
        with file.open() as stream:
            while piece := stream.read(_PIECE):
                text = text[max(len(text) - overlap, 0) :] + piece
                if any(word in text for word in words):
                    return True
    except OSError:
        return True
    return False
