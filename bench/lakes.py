"""`python -m bench.lakes`: what a lake takes, beside the index and hand-written SQL on its files.

Times are those of the processor, the best of three, in one process that has opened the data. The
SQL by hand asks for less than ours: no names, no order of texts, no complement.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import duckdb

from coalition_cli.answers.asking import Wanted, question, resolved
from coalition_cli.answers.counts import counted_by
from coalition_cli.answers.opening import opened
from coalition_cli.index import Index
from coalition_cli.lake.apart import write
from coalition_cli.model import SECTIONS
from coalition_cli.project.corpus import Corpus, Origin
from coalition_cli.reading import ignore

from .data import HUGE, LARGE, MIDDLE, lines_file, make
from .invented import RARE_WORD, SOURCE

_TIMES = 3
_CLAIMS = SECTIONS["claims"]
_FEW = ("id", "text", "speaker", "date")
Asked = Callable[[Index], object]


def _rows(index: Index, wanted: Wanted) -> object:
    return list(index.rows(resolved(index, question(_CLAIMS, wanted), ignore)).rows())


def _count(index: Index, word: str) -> object:
    return index.count(resolved(index, question(_CLAIMS, Wanted((word,))), ignore))


def _groups(index: Index, by: tuple[str, ...]) -> object:
    return list(index.groups(question(_CLAIMS, Wanted()), counted_by(by)))


def _sourcing(index: Index) -> object:
    everything = question(_CLAIMS, Wanted())
    by = ("source", "speaker", "topics")
    return [list(index.broken_down(everything, _CLAIMS.field(name))) for name in by]


def _found(word: str, limit: int | None = None) -> Asked:
    return partial(_rows, wanted=Wanted((word,), fields=_FEW, limit=limit))


_HOLDING = "SELECT position FROM claims_tokens WHERE term = "
_BROKEN_DOWN = "count(*), sum(anonymous::INT), sum(direct::INT), sum((origins = 1)::INT)"
_BY = "SELECT {0}, {1} FROM claims {2} GROUP BY 1 ORDER BY 2 DESC"
_TOPICS = "JOIN claim_topics ON owner = position"

# Each question with the SQL that one would write by hand, if there is any.
QUESTIONS: Mapping[str, tuple[Asked, tuple[str, ...]]] = {
    "count a word": (
        partial(_count, word="harbour"),
        (f"SELECT count(DISTINCT position) FROM ({_HOLDING}'harbour')",),
    ),
    "count a phrase": (partial(_count, word="red lines"), ()),
    "count a beginning": (partial(_count, word=f"{RARE_WORD[:3]}*"), ()),
    "rows of a rare word": (
        _found(RARE_WORD),
        (f"SELECT id, text FROM claims WHERE position IN ({_HOLDING}'{RARE_WORD}')",),
    ),
    "best 20 of a frequent word": (_found("the", limit=20), ()),
    "rows of a source": (
        _found(f"source:{SOURCE}"),
        (f"SELECT id, text FROM claims WHERE source = '{SOURCE}' ORDER BY position",),
    ),
    "count a range of dates": (
        partial(_count, word="date:2023-01..2023-03"),
        ("SELECT count(*) FROM claims WHERE date BETWEEN '2023-01' AND '2023-04'",),
    ),
    "first 20 by text": (
        partial(_rows, wanted=Wanted(fields=_FEW, sorts=("text",), limit=20)),
        ("SELECT id, text FROM claims ORDER BY lower(text) LIMIT 20",),
    ),
    "stats by topic": (
        partial(_groups, by=("topic",)),
        ("SELECT topic, count(DISTINCT owner) FROM claim_topics GROUP BY 1 ORDER BY 2 DESC",),
    ),
    "stats by speaker and month": (
        partial(_groups, by=("speaker", "date:month")),
        ("SELECT speaker, substr(date, 1, 7), count(*) FROM claims GROUP BY 1, 2 ORDER BY 3 DESC",),
    ),
    "sourcing": (
        _sourcing,
        (
            _BY.format("source", _BROKEN_DOWN, ""),
            _BY.format("speaker", _BROKEN_DOWN, ""),
            _BY.format("topic", _BROKEN_DOWN, _TOPICS),
        ),
    ),
    "one claim by its id": (
        partial(_rows, wanted=Wanted(("id:none-such",))),
        ("SELECT * FROM claims WHERE id = 'none-such'",),
    ),
}


def best(work: Callable[[], object]) -> tuple[float, object]:
    """Return the least seconds of the processor that a piece of work takes, and what it returns."""
    times: list[float] = []
    for _ in range(_TIMES):
        begun = time.process_time()
        result = work()
        times.append(time.process_time() - begun)
    return min(times), result


def by_hand(lake: Path) -> duckdb.DuckDBPyConnection:
    """Return DuckDB with a view of each table of a lake."""
    database = duckdb.connect()
    for folder in filter(Path.is_dir, lake.iterdir()):
        files = f"read_parquet('{folder}/*.parquet')"
        database.execute(f'CREATE VIEW "{folder.name}" AS SELECT * FROM {files}')
    return database


def run(database: duckdb.DuckDBPyConnection, statements: tuple[str, ...]) -> object:
    """Return the rows of statements."""
    return [database.execute(sql).fetchall() for sql in statements]


def measure(size: int, scratch: Path) -> None:
    """Print the rows of a table for one size of data."""
    lake = scratch / f"lake-{size}"
    lake.mkdir()
    begun = time.process_time()
    index = opened(Corpus((str(lines_file(size)),), Origin.NAMED))
    indexed = time.process_time() - begun
    begun = time.process_time()
    write(index, lake, ignore)
    written = time.process_time() - begun
    stored = sum(file.stat().st_size for file in lake.rglob("*.parquet"))
    print(f"| {size:,} | write | {written / indexed:.1f} × the index | {stored / 1e6:.0f} MB | |")
    hand = by_hand(lake)
    with index, opened(Corpus((str(lake),), Origin.NAMED)) as of_lake:
        for name, (ask, statements) in QUESTIONS.items():
            ours, rows = best(partial(ask, of_lake))
            sqlite, same = best(partial(ask, index))
            if rows != same:
                raise RuntimeError(f"{name}: the lake has another answer")
            ratio = ""
            if statements:
                plain, _ = best(partial(run, hand, statements))
                ratio = f"{ours / plain:.1f}"
            print(
                f"| {size:,} | {name} | {ours:.3f} s | {ours / sqlite:.2f} | {ratio} |", flush=True
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"| {size:,} | peak | {peak / 1e6:.0f} MB | | |", flush=True)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.lakes", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10,000 claims only")
    options = parser.parse_args()
    make(quick=options.quick)
    print("| claims | what | a lake | ÷ SQLite | ÷ SQL by hand |\n|---:|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["COALITION_CACHE"] = f"{scratch}/cache"
        for size in [MIDDLE] if options.quick else [MIDDLE, LARGE, HUGE]:
            measure(size, Path(scratch))


if __name__ == "__main__":
    main()
