"""A large lake of the parts of a small one: what `export lake --into` would make of other claims.

Each part is the first one with other ids, in other places. Speakers and sources are those of the
first part, with the claims of all parts. DuckDB writes the files, in the groups that a lake has.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from coalition_cli.lake.manifest import Manifest, Stored, read
from coalition_cli.lake.storing import keep
from coalition_cli.lake.writing import Writer, writer
from coalition_cli.query.tables import SLOT_BITS, tokens_of
from coalition_cli.query.tokens import Size

_OF_ALL = ("sources", "speakers", "articles", "topics", "topic_spellings")
_KEPT = {*_OF_ALL, *map(tokens_of, _OF_ALL)}  # one for all parts
_PLACES = ("position", "owner")
# Columns that name a claim, by table, and how another claim is named there.
_ID = "'p{part}-' || {column}"
_IDS = """regexp_replace({column}, '"([^"]+)"', '"p{part}-\\1"', 'g')"""
_ORDER = "CASE {column} WHEN '' THEN '' ELSE 'p{part} ' || {column} END"
_NAMING: Mapping[str, Mapping[str, str]] = {
    "claims": {"id": _ID, "id_order": _ORDER, "supports": _IDS, "supports_order": _ORDER},
    "claim_supports": {"supports": _ID, "supports_order": _ORDER},
    "appearances": {"claim": _ID, "claim_order": _ORDER},
}


def shift(small: Path, large: Path, parts: int) -> None:
    """Write a lake of so many parts into a folder that is new."""
    before = read(str(small))
    large.mkdir(mode=0o700)
    with writer(large) as out:
        shifting = _Shifting(small, large, out, parts)
        files = {name: tuple(shifting.files(name, of)) for name, of in before.files.items()}
    sizes = {
        name: size if name in _KEPT else Size(size.records * parts, size.words * parts)
        for name, size in before.sizes.items()
    }
    keep(large, Manifest(files, sizes, before.made_by, parts))


class _Shifting(NamedTuple):
    """A lake of one part, and where that of many is written."""

    small: Path
    large: Path
    out: Writer
    parts: int

    def files(self, name: str, stored: Sequence[Stored]) -> Iterator[Stored]:
        """Write the files of a table."""
        (self.large / name).mkdir(mode=0o700)
        for file in stored:
            if name in _KEPT and "claims" in self._columns(file):
                yield self._copied(file, file.path, f"claims * {self.parts} AS claims")
            else:
                os.link(self.small / file.path, self.large / file.path)
                yield file
        if name in _KEPT:
            return
        for part in range(1, self.parts):
            for number, file in enumerate(file for file in stored if file.rows):
                path = f"{name}/{part:03d}-{number:05d}.parquet"
                yield self._copied(file, path, ", ".join(self._changes(file, name, part)))

    def _changes(self, file: Stored, name: str, part: int) -> Iterator[str]:
        """Yield how the columns of a part's file are made of those of the first part."""
        naming = _NAMING.get(name, {})
        for column in self._columns(file):
            if column in _PLACES:
                yield f"{column} + {part << SLOT_BITS} AS {column}"
            elif column == "slot":
                yield f"slot + {part} AS slot"
            elif column in naming:
                yield f"{naming[column].format(part=part, column=column)} AS {column}"

    def _columns(self, file: Stored) -> list[str]:
        return self.out.duck.read_parquet(str(self.small / file.path)).columns

    def _copied(self, file: Stored, path: str, changes: str) -> Stored:
        quoted = str(self.small / file.path).replace("'", "''")
        select = f"SELECT * REPLACE ({changes}) FROM read_parquet('{quoted}')"
        return self.out.copied(path, select)
