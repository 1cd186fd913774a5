"""What the data has, read once: records by their ids, and what may be chosen in a field."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from ..model import FILE_SECTIONS, TAKEN_AS_NAME, Field, Section, Type
from ..model.problems import Problem
from ..model.record import Record
from ..reading import DataFile, Progress, Watch, ignore
from ..reading.confidential import Names
from ..reading.reader import read, without_garbage_collection
from ..rewriting.concealing import refusal, withheld
from ..rewriting.source import Source
from ..words import any_case, collated
from .draft import Draft

MOST = 1_000  # values that are offered for one field


class KnownValue(NamedTuple):
    """A value that may be chosen, and what it means."""

    word: str
    meaning: str = ""


class KnownData:
    """The records of the data. No confidential name is in them."""

    def __init__(
        self,
        files: Sequence[DataFile],
        watch: Watch = ignore,
        kept: Mapping[str, Source] = MappingProxyType({}),
    ) -> None:
        """Read the files; raise DataError if they have an error that stops commands.

        `kept` has those, by path, that need not be read again.
        """
        self.files = files
        self.records: list[Record] = []
        with without_garbage_collection():
            stops = list(self._read(watch, kept))
        self.names = Names(withheld(self.records))
        if stops:
            raise refusal(self.names, stops)

    def _read(self, watch: Watch, kept: Mapping[str, Source]) -> Iterator[Problem]:
        """Keep the records; yield the problems that stop commands."""
        total, done = sum(file.size for file in self.files), 0

        def passed(piece: bytes) -> None:
            nonlocal done
            done += len(piece)
            watch(Progress(f"reading {file.name}", done, total))

        for file in self.files:
            source = kept.get(file.path)
            items: Iterable[Record | Problem] = (
                chain(source.records, source.problems) if source else read(file, passed)
            )
            for item in items:
                if isinstance(item, Record):
                    self.records.append(item)
                elif item.stops:
                    yield item

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Record]]:
        """The records by their section and id."""
        found: dict[str, dict[str, Record]] = {name: {} for name in FILE_SECTIONS}
        for record in self.records:
            if record.key is not None and record.section.name in found:
                found[record.section.name].setdefault(record.key, record)
        return found

    @cached_property
    def _called(self) -> Mapping[str, Mapping[str, str]]:
        """By section, what records go by in any case, and their ids.

        An id comes before a name, and a name before what only describes. What describes two does
        not tell which is meant.
        """
        found: dict[str, dict[str, str]] = {name: {} for name in FILE_SECTIONS}
        for section, records in self.by_key.items():
            spellings = found[section]
            for key in records:
                spellings.setdefault(any_case(key), key)
            described: dict[str, list[str]] = defaultdict(list)
            for key, record in records.items():
                for name in _names(record):
                    spellings.setdefault(any_case(name), key)
                described[any_case(shown(record))].append(key)
            for text, keys in described.items():
                if text and len(keys) == 1:
                    spellings.setdefault(text, keys[0])
        return found

    def find(self, section: str, called: str) -> str | None:
        """Return the id of the record that is called so: by its id, name or leading text."""
        if called in self.by_key.get(section, {}):
            return called
        return self._called.get(section, {}).get(any_case(called))

    def takes(self, section: str, called: str) -> bool:
        """Whether a reference may be called so: a mere list of claims has no place for others."""
        bare = all(record.extract for record in self.records if record.section.name == "claims")
        no_place = bare and bool(self.by_key["claims"]) and section in TAKEN_AS_NAME
        return no_place or self.find(section, called) is not None

    def is_used(self, section: str, word: str) -> bool:
        """Whether the data has a word where such a section has no records, such as a topic."""
        return any(choice.word == word for choice in self._in_use.get(section, ()))

    def choices(self, field: Field) -> Sequence[KnownValue]:
        """Return what may be chosen in a field: words of a vocabulary, or what the data has."""
        if field.type is Type.BOOLEAN:
            return [KnownValue("yes"), KnownValue("no")]
        if field.words:
            return [KnownValue(word) for word in field.words]
        if field.type is not Type.REFERENCE:
            return ()
        return self._of_section.get(field.of) or self._in_use.get(field.of, ())

    @cached_property
    def _of_section(self) -> Mapping[str, Sequence[KnownValue]]:
        return {
            section: self._shown(KnownValue(key, shown(record)) for key, record in records.items())
            for section, records in self.by_key.items()
        }

    @cached_property
    def _in_use(self) -> Mapping[str, Sequence[KnownValue]]:
        """What references of claims name without a record, such as topics, the last used first."""
        used: dict[str, dict[str, None]] = defaultdict(dict)
        for record in reversed(self.records):
            for field in record.section.stated:
                if field.type is Type.REFERENCE and field.of not in FILE_SECTIONS:
                    used[field.of].update(dict.fromkeys(record.texts(field.name)))
        return {of: self._shown(map(KnownValue, words)) for of, words in used.items()}

    def _shown(self, choices: Iterator[KnownValue]) -> Sequence[KnownValue]:
        """Return the choices that give no confidential name away."""
        return [one for one in choices if not self.names.are_in(f"{one.word} {one.meaning}")]

    def last(self, section: Section) -> Record | None:
        """Return the last record of a section, in the order of the files."""
        own = (each for each in reversed(self.records) if each.section is section)
        return next(own, None)


def begun_so(choices: Sequence[KnownValue], typed: str) -> list[KnownValue]:
    """Return the choices that begin as typed, or else those with a word that does."""
    lead = collated(typed)
    if not lead:
        return list(choices[:MOST])
    first = [one for one in choices if collated(one.word).startswith(lead)]
    others = (
        one for one in choices if f" {lead}" in f" {collated(one.word)} {collated(one.meaning)}"
    )
    return list(dict.fromkeys([*first, *others]))[:MOST]


def shown(record: Record | Draft) -> str:
    """Return what shows in short which record it is, in the data or a new one."""
    leads = (record.values.get(name) for name in record.section.leads)
    return str(next((lead for lead in leads if lead), ""))


def _names(record: Record) -> Iterator[str]:
    for name in ("name", "aliases"):
        value = record.values.get(name, [])
        yield from (str(each) for each in (value if isinstance(value, list) else [value]))
