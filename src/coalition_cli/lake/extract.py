"""What a new part of a lake needs of the parts before: the records that its own records name.

They are read as claims files beside those of the part. So names, anonymity and origins of the new
claims come out as those of one corpus.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..checking.called import Called
from ..index import Index
from ..index.part import having
from ..model import FILE_SECTIONS, SECTIONS, Type
from ..model.problems import UsageError
from ..model.record import Record
from ..query.tables import UNDECLARED_FROM, Statement, aliases_table
from ..reading import DataFile
from ..reading.reader import records_in
from ..words import any_case
from ..words.safe import visible

_NAME = "the lake"  # what messages call the files
# What the rows of new claims show and search of other records, and what follows from it.
_FIELDS: Mapping[str, Sequence[str]] = {
    "sources": ("id", "name", "aliases"),
    "articles": ("id", "publisher", "retells"),
    "speakers": ("id", "name", "description", "anonymous", "aliases"),
    "claims": ("id", "text"),
    "facts": ("id", "text"),
}
_WITHHELD = "name withheld"  # stands for one that no lake has; reading withholds it again
Values = dict[str, Any]


class New(NamedTuple):
    """What the records of a part declare and name, by section, and what some are called.

    These are speakers and sources; their ids, names and aliases have the form that spellings share.
    """

    declared: Mapping[str, set[str]]
    named: Mapping[str, set[str]]
    called: Mapping[str, set[str]]


def new(files: Iterable[DataFile]) -> New:
    """Read what some files declare and name."""
    found = New(defaultdict(set), defaultdict(set), defaultdict(set))
    for record in (record for file in files for record in records_in(file)):
        section = record.section
        if section.name in FILE_SECTIONS:
            found.declared[section.name].add(str(record.values.get(section.key)))
        for name, key in _named(record):
            found.named[name].add(key)
        if section.name in Called.sections:
            aliases: Any = record.values.get("aliases", ())
            names = (record.values.get("id"), record.values.get("name"), *aliases)
            found.called[section.name].update(any_case(str(name)) for name in names if name)
    return found


def _named(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the records that a record names, or a record within it: their sections and ids."""
    for field in record.section.stated:
        value: Any = record.values.get(field.name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Record):
                yield from _named(one)
            elif one is not None and field.type is Type.REFERENCE and field.of in _FIELDS:
                yield field.of, str(one)


def refuse_known(lake: Index, part: New) -> None:
    """Raise UsageError where the part declares what the lake has, or what its records name."""
    for name, ids in part.declared.items():
        key = SECTIONS[name].key
        for known, position in having(lake, name, key, sorted(ids), f"{key}, position"):
            only_named = name in Called.sections and int(str(position)) > UNDECLARED_FROM
            raise _known(name, known, "names" if only_named else "has")
    for table, column in (("stated_appearances", "article"), ("article_retells", "retells")):
        for (known,) in having(lake, table, column, sorted(part.declared["articles"]), column):
            raise _known("articles", known, "names")


def _known(section: str, key: object, how: str) -> UsageError:
    what = f"{SECTIONS[section].singular} '{visible(str(key))}'"
    return UsageError(
        f"the lake {how} the {what}, and the new part declares it\n"
        "what a lake has does not change: make it anew, of all files together"
    )


def extract(lake: Index, part: New) -> list[DataFile]:
    """Return the records of the lake that a part needs, as files to read before its own."""
    articles = _articles(lake, part.named["articles"])
    publishers = {str(article["publisher"]) for article in articles if article["publisher"]}
    sources = _of_ids(lake, "sources", part.named["sources"] | publishers)
    sources += alike(lake, "sources", part.called["sources"])
    speakers = _of_ids(lake, "speakers", part.named["speakers"])
    speakers += alike(lake, "speakers", part.called["speakers"])
    facts = _of_ids(lake, "facts", part.named["facts"])
    records = {
        "sources": sources,
        "articles": articles or _first(lake, "articles"),
        "speakers": speakers,
        "facts": facts or _first(lake, "facts"),
    }
    lines = [
        {section: _stated(record)}
        for section, found in records.items()
        for record in {record["id"]: record for record in found}.values()
    ]
    # A mere list of claims: the part's own may name claims that are nowhere.
    claims = [_stated(record) for record in _of_ids(lake, "claims", part.named["claims"])]
    files = [_file("others", lines), _file("claims", claims)]
    return [file for file in files if file.size]


def _file(name: str, lines: Iterable[Values]) -> DataFile:
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    content = text.encode(errors="surrogatepass")
    return DataFile(f"{_NAME} ({name}).jsonl", _NAME, content=content)


def _stated(record: Values) -> Values:
    """Return a record as a claims file states it."""
    if record.get("anonymous") and not (record["name"] or record["description"]):
        record = {**record, "name": _WITHHELD}
    return {name: value for name, value in record.items() if value not in (None, [])}


def _articles(lake: Index, ids: set[str]) -> list[Values]:
    """Return articles, and all those that they retell."""
    found: dict[str, Values] = {}
    while ahead := ids - found.keys():
        records = _of_ids(lake, "articles", ahead)
        found |= {str(record["id"]): record for record in records}
        ids = {key for record in records for key in record["retells"]}
    return [*found.values()]


def _of_ids(lake: Index, section: str, ids: Iterable[str]) -> list[Values]:
    return declared(lake, section, "id", sorted(ids), _FIELDS[section])


def declared(
    lake: Index, section: str, column: str, values: Iterable[str | int], names: Sequence[str]
) -> list[Values]:
    """Return fields of the records that the lake declares with these values in a column."""
    rows = having(lake, section, column, values, ", ".join(("position", *names)))
    return [*_records(lake, section, rows, names)]


def alike(lake: Index, section: str, names: Iterable[str]) -> list[Values]:
    """Return the sources, or speakers, of which an id, a name or an alias is among these.

    The names have the form that spellings share.
    """
    if not (called := sorted(names)):
        return []
    aliases = str(aliases_table(SECTIONS[section]))
    owners = having(lake, aliases, "key", called, "owner")
    positions = {int(str(position)) for (position,) in owners}
    for column in ("id", "key", "name_key"):
        found = having(lake, section, column, called, "position")
        positions |= {int(str(position)) for (position,) in found}
    return declared(lake, section, "position", sorted(positions), _FIELDS[section])


def _first(lake: Index, section: str) -> list[Values]:
    """Return a record of a section that has any: then references must lead to some.

    It is without what it refers to.
    """
    names = _FIELDS[section]
    sql = f"SELECT {', '.join(('position', *names))} FROM {section} LIMIT 1"
    found = _records(lake, section, lake.table(Statement(sql, ())), names)
    return [{**record, "publisher": None, "retells": []} for record in found]


def _records(
    lake: Index, section: str, rows: Iterable[tuple[Any, ...]], names: Sequence[str]
) -> Iterator[Values]:
    fields = [SECTIONS[section].field(name) for name in names]
    for position, *values in rows:
        if position < UNDECLARED_FROM:
            yield dict(zip(names, lake.plain(fields, tuple(values)), strict=True))
