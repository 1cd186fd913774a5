"""A new part of a lake: the records of claims files that the lake has not.

Its records become files of their own, behind all others. What counts records of all parts is
written anew: sources, speakers, articles and topics. No other file changes, and none is replaced:
the manifest is, in the end. So a run that fails leaves the lake as it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..checking.findings import findings
from ..index import Index
from ..index.behind import Behind
from ..index.linking import Unsound
from ..index.part import having
from ..model.problems import DataError, UsageError
from ..query.tables import (
    LAST_SLOT,
    SHOWN_TOPICS,
    SLOT_BITS,
    TOPIC_SPELLINGS,
    UNDECLARED_FROM,
    Statement,
    tokens_of,
)
from ..query.tokens import Size
from ..reading import DataFile, Progress, Watch
from ..words import any_case
from ..words.safe import visible
from .apart import write
from .extract import extract, new, refuse_known
from .folds import all_folded
from .layout import SEARCHED, TABLES, Table
from .manifest import Manifest, Stored, read
from .opening import opened_lake
from .parquet import rows_of
from .storing import alone, keep, sweep
from .topics import counts, together
from .writing import Share, Writer, made_by, writer

# What of these sections counts records of any part.
_COUNTED = {
    "sources": ("claims", "articles", "reviews"),
    "speakers": ("claims",),
    "articles": ("claims",),
}
_OF_TOPICS = ("topics", TOPIC_SPELLINGS)


def add(folder: str, files: Sequence[DataFile], watch: Watch) -> None:
    """Add a part with the records of some files to a lake.

    Raise UsageError where the lake has such records or names them, DataError where the files have
    problems, OSError where there is no room.
    """
    with alone(folder), opened_lake(folder) as lake:
        manifest = read(folder)
        sweep(folder, manifest)
        part = new(files)
        refuse_known(lake, part)
        before = extract(lake, part)
        slot = _most(lake, "files", "slot") + 1
        if slot + len(before) + len(files) > LAST_SLOT:
            raise UsageError("the lake has no room for more files\nmake it anew")
        try:
            behind = Behind([*before, *files], slot, watch)
        except Unsound as error:
            raise DataError(findings([*before, *files], watch)[0].problems) from error
        share = Share((slot + len(before)) << SLOT_BITS, part=manifest.parts)
        with behind:
            known = _fitted(lake, behind)
            try:
                with writer(Path(folder)) as out:
                    adding = _Adding(folder, out, lake, behind.index, share, manifest)
                    keep(Path(folder), adding.manifest(known, watch))
            except BaseException:
                sweep(folder, read(folder))
                raise


def begin(folder: str, files: Sequence[DataFile], watch: Watch) -> None:
    """Write a lake of some files into an empty folder.

    Raise DataError where the files have problems, OSError where there is no room.
    """
    try:
        first = Behind(files, 0, watch)
    except Unsound as error:
        raise DataError(findings(files, watch)[0].problems) from error
    with first:
        first.fill()
        write(first.index, Path(folder), watch)


def _sum(count: object, more: int | None) -> int:
    return int(str(count)) + (more or 0)


def _most(lake: Index, table: str, column: str) -> int:
    [(most,)] = lake.table(Statement(f"SELECT MAX({column}) FROM {table}", ()))
    return int(str(most)) if most is not None else 0


def _fitted(lake: Index, behind: Behind) -> dict[str, int]:
    """Fit a part to the lake; return the last position of what nothing declares, by section."""
    last: dict[str, int] = {}
    for section in ("sources", "speakers"):
        ids = behind.undeclared(section)
        known = {
            str(key): int(str(position))
            for key, position in having(lake, section, "id", ids, "id, position")
        }
        last[section] = max(UNDECLARED_FROM, _most(lake, section, "position"))
        behind.place(section, known, last[section])
    _mark(lake, behind)
    behind.list_topics(together(lake, behind.index))
    behind.fill()
    return last


def _mark(lake: Index, behind: Behind) -> None:
    """Have speakers whom nothing declares be unnamed where all their claims say so, here and there.

    Raise UsageError where that would change what the lake says of one.
    """
    columns = "id, anonymous, claims"
    ids = behind.undeclared("speakers")
    here = {key: rest for key, *rest in having(behind.index, "speakers", "id", ids, columns)}
    for key, was, claims in having(lake, "speakers", "id", ids, columns):
        anonymous, new_claims = here[key]
        both = (was or not claims) and (anonymous or not new_claims) and (claims or new_claims)
        if bool(both) != bool(was):
            raise UsageError(
                f"the new part changes whether speaker '{visible(str(key))}' is unnamed\n"
                "what a lake has does not change: make it anew, of all files together"
            )
        behind.mark([str(key)], True if both else None)


class _Adding(NamedTuple):
    """A part that is written into a lake."""

    folder: str
    out: Writer
    lake: Index
    part: Index
    share: Share
    before: Manifest

    def manifest(self, known: Mapping[str, int], watch: Watch) -> Manifest:
        """Write the files of the part, and return what the lake has then."""
        files = dict(self.before.files)
        for table in TABLES.values():
            watch(Progress(f"adding {table.name}", 0, 0))
            if table.name in _OF_TOPICS:
                files[table.name] = self._of_topics(table)
                continue
            own = self._share(known, table.name)
            old = files[table.name]
            if table.name in _COUNTED:
                old = self._counted(table.name, own)
            elif table.name == SHOWN_TOPICS:
                old = self._shown(table)
            files[table.name] = (*old, *self._filled(self.out.table(self.part, table, own)))
        sizes = dict(self.before.sizes)
        for name in SEARCHED:
            watch(Progress(f"adding the words of {name}", 0, 0))
            tokens, whole = tokens_of(name), name == "topics"
            own = Share(part=self.share.part) if whole else self._share(known, name)
            size, found = self.out.words(self.part, name, own)
            old = () if whole else files[tokens]
            files[tokens] = tuple(found) if whole else (*old, *self._filled(found))
            was = Size(0, 0) if whole else sizes[name]
            sizes[name] = Size(was.records + size.records, was.words + size.words)
        return Manifest(files, sizes, made_by(self.part), self.before.parts + 1)

    def _share(self, known: Mapping[str, int], name: str) -> Share:
        return self.share._replace(known=known.get(name, UNDECLARED_FROM))

    def _filled(self, files: Iterable[Stored]) -> Iterator[Stored]:
        """Yield the files that have rows; the lake has others of the same table."""
        for file in files:
            if file.rows:
                yield file
            else:
                Path(self.folder, file.path).unlink()

    def _of_topics(self, table: Table) -> tuple[Stored, ...]:
        """Write the topics of the whole lake; of the part they have the claims of the part."""
        rows = self.part.table(Share().selected(table))
        if "claims" in table.select:
            place, topic = table.select.index("claims"), table.select.index("topic")
            more = counts(self.lake)
            rows = (
                (
                    *row[:place],
                    _sum(row[place], more.get(any_case(str(row[topic])))),
                    *row[place + 1 :],
                )
                for row in rows
            )
        return tuple(self.out.rows(table, self.share.part, rows))

    def _counted(self, name: str, own: Share) -> tuple[Stored, ...]:
        """Write the files of a section anew, with what the part counts too, if it counts any."""
        columns = _COUNTED[name]
        selected = {column: column for column in columns}
        if name == "sources":  # the part has articles of the lake
            theirs = "SELECT COUNT(*) FROM stated_articles WHERE publisher = sources.id"
            selected["articles"] = f"articles - ({theirs} AND position < {own.begin:d})"
        listed = ", ".join(selected.values())
        sql = f"SELECT id, {listed} FROM {name} WHERE NOT ({own.of('position')})"
        rows = [row for row in self.part.table(Statement(sql, own.values)) if any(row[1:])]
        if not rows:
            return self.before.files[name]
        self.out.take("more", ("id", *columns), rows)
        added = ", ".join(f"old.{each} + coalesce(more.{each}, 0) AS {each}" for each in columns)
        return self._again(name, f"* REPLACE ({added})", "more ON more.id = old.id", "position")

    def _shown(self, table: Table) -> tuple[Stored, ...]:
        """Write the topics of earlier claims anew, if most claims spell one otherwise by now."""
        by_key = {any_case(topic): topic for topic in _topics(self.part)}
        was = {topic: by_key[any_case(topic)] for topic in _topics(self.lake)}
        changed = [
            (old, new, *(all_folded(fold.fold, [new])[0] for fold in table.folds))
            for old, new in was.items()
            if old != new
        ]
        if not changed:
            return self.before.files[table.name]
        names = ["topic", *(fold.name for fold in table.folds)]
        self.out.take("changed", ("was", *names), changed, of="VARCHAR")
        kept = "CASE WHEN changed.was IS NULL THEN old.{0} ELSE changed.{0} END AS {0}"
        replaced = ", ".join(kept.format(name) for name in names)
        joined = "changed ON changed.was = old.topic"
        return self._again(table.name, f"* REPLACE ({replaced})", joined, "owner, topic")

    def _again(self, name: str, select: str, joined: str, order: str) -> tuple[Stored, ...]:
        """Write the files of a table anew: `old` is each, joined with what changes it."""
        files = []
        for number, file in enumerate(self.before.files[name]):
            by = ", ".join(f"old.{column}" for column in order.split(", "))
            old = rows_of([str(Path(self.folder, file.path))])
            sql = f"SELECT old.{select} FROM {old} AS old"
            path = f"{name}/{self.share.part:03d}-again-{number:05d}.parquet"
            files.append(self.out.copied(path, f"{sql} LEFT JOIN {joined} ORDER BY {by}"))
        return tuple(files)


def _topics(index: Index) -> list[str]:
    return [str(topic) for (topic,) in index.table(Statement("SELECT topic FROM topics", ()))]
