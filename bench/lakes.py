"""`python -m bench.lakes`: what a lake takes, beside the index and SQL by hand on the same files.

Each size has three processes that stay: one asks the lake, one the index, and one DuckDB by hand.
They are asked in turn. Times are those of the processor, the best of three. The SQL by hand asks
for less than ours: no names, no order of texts, no complement. 10,000,000 claims are ten parts.
"""

import argparse
import hashlib
import json
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import NamedTuple

import duckdb

from coalition_cli.answers.asking import Wanted, question, resolved
from coalition_cli.answers.counts import counted_by
from coalition_cli.answers.opening import opened
from coalition_cli.index import Index
from coalition_cli.lake.manifest import read
from coalition_cli.model import SECTIONS
from coalition_cli.project.corpus import Corpus, Origin
from coalition_cli.reading import ignore

from .data import HUGE, LARGE, MIDDLE, lines_file, make
from .exports import run
from .invented import RARE_WORD, SOURCE
from .shifting import shift

_TIMES = 3
_PARTS = 10  # of the largest lake
_SETTLED = 5  # seconds after which the index's cache trusts a file
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
    "count a phrase": (
        partial(_count, word='"gas deal"'),
        (
            "SELECT count(DISTINCT a.position) FROM claims_tokens a JOIN claims_tokens b ON"
            " b.position = a.position AND b.col = a.col AND b.nth = a.nth + 1"
            " WHERE a.term = 'gas' AND b.term = 'deal'",
        ),
    ),
    "count a beginning": (
        partial(_count, word="harb*"),
        ("SELECT count(DISTINCT position) FROM claims_tokens WHERE term LIKE 'harb%'",),
    ),
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
        partial(_rows, wanted=Wanted(("id:alliance-000000",))),
        ("SELECT * FROM claims WHERE id = 'alliance-000000'",),
    ),
}


class Taken(NamedTuple):
    """What a question took of the processor, and what it found, in short."""

    seconds: float
    found: str


_asked: Callable[[str], object]  # of this process


def _of_index(data: str) -> None:
    """Have this process ask claims files or a lake."""
    global _asked
    index = opened(Corpus((data,), Origin.NAMED))

    def asked(name: str) -> object:
        return QUESTIONS[name][0](index)

    _asked = asked


def _by_hand(lake: str) -> None:
    """Have this process ask DuckDB, with a view of each table of a lake."""
    global _asked
    database = duckdb.connect()
    database.execute("SET enable_progress_bar = false")
    for name, files in read(lake).files.items():
        listed = [f"{lake}/{file.path}" for file in files]
        database.execute(f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet({listed})')

    def asked(name: str) -> object:
        return [database.execute(sql).fetchall() for sql in QUESTIONS[name][1]]

    _asked = asked


def _ask(name: str) -> Taken:
    begun = time.process_time()
    found = _asked(name)
    seconds = time.process_time() - begun
    if isinstance(found, int):
        return Taken(seconds, str(found))
    return Taken(seconds, hashlib.sha256(repr(found).encode()).hexdigest())


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


class Figures(NamedTuple):
    """What each question took of a lake, in seconds, and that ÷ what it took of another."""

    lake: dict[str, float]
    files: dict[str, float]
    hand: dict[str, float]
    peaks: list[float]


def ask(lake: Path, data: Path | None) -> Figures:
    """Ask a lake, its claims files if there are any, and DuckDB by hand, in turn.

    Raise RuntimeError if the lake has another answer than the files.
    """
    figures = Figures({}, {}, {}, [])
    with ExitStack() as stack:

        def process(begin: Callable[[str], None], path: Path) -> ProcessPoolExecutor:
            own = multiprocessing.get_context("spawn")
            return stack.enter_context(ProcessPoolExecutor(1, own, begin, (str(path),)))

        of_lake, by_hand = process(_of_index, lake), process(_by_hand, lake)
        of_files = process(_of_index, data) if data else None
        for name, (_, statements) in QUESTIONS.items():
            for _ in range(_TIMES):
                told = of_lake.submit(_ask, name).result()
                _note(figures.lake, name, told.seconds)
                if of_files:
                    same = of_files.submit(_ask, name).result()
                    _note(figures.files, name, same.seconds)
                    if same.found != told.found:
                        raise RuntimeError(f"{name}: the lake has another answer")
                if statements:
                    _note(figures.hand, name, by_hand.submit(_ask, name).result().seconds)
            print(f"{name}: {figures.lake[name]:.3f} s", file=sys.stderr, flush=True)
        every = (of_lake, *([of_files] if of_files else []), by_hand)
        figures.peaks.extend(each.submit(_peak).result() for each in every)
    return figures


def _note(times: dict[str, float], name: str, seconds: float) -> None:
    times[name] = min(seconds, times.get(name, seconds))


def made(size: int, scratch: Path) -> Path:
    """Make a lake of so many claims, print what that takes, and return its folder."""
    data, lake, cache = lines_file(size), scratch / f"lake-{size}", scratch / "cache"
    time.sleep(_SETTLED)
    begun = time.monotonic()
    index = run(["claims", "--count", "-d", str(data)], cache)
    read = time.monotonic()
    written = run(["export", "lake", str(lake), "-d", str(data)], cache)
    waited = (time.monotonic() - read) / (read - begun)
    print(
        f"| {size:,} | {waited:.1f} | {written.seconds / index.seconds:.1f}"
        f" | {written.peak / 1e6:.0f} MB | {_stored(lake) / 1e6:.0f} MB"
        f" | {_added(lake, scratch):.1f} s |",
        flush=True,
    )
    return lake


def _stored(lake: Path) -> int:
    return sum(file.bytes for files in read(str(lake)).files.values() for file in files)


def _added(lake: Path, scratch: Path) -> float:
    """Return what it takes to add 10,000 claims to a copy of a lake."""
    copy, new = scratch / "copy", scratch / "new.jsonl"
    with lines_file(MIDDLE).open(encoding="utf-8") as lines, new.open("w", encoding="utf-8") as out:
        for line in lines:
            claim = {name: value for name, value in json.loads(line).items() if name != "supports"}
            out.write(f"{json.dumps({**claim, 'id': 'new-' + claim['id']}, ensure_ascii=False)}\n")
    shutil.copytree(lake, copy, copy_function=os.link)
    taken = run(["export", "lake", str(copy), "--into", "-d", str(new)], scratch / "cache")
    shutil.rmtree(copy)
    return taken.seconds


def report(asked: Mapping[int, Figures]) -> None:
    """Print the table of the questions, with how the time grows from each size to the next."""
    heads, rows = ["question"], [[name] for name in QUESTIONS]
    fewer: Mapping[str, float] = {}
    for size, each in asked.items():
        ratios = {"÷ index": each.files, "÷ by hand": each.hand, "÷ fewer claims": fewer}
        ratios = {head: others for head, others in ratios.items() if others}
        heads += [f"{size:,} claims", *ratios]
        for name, row in zip(QUESTIONS, rows, strict=True):
            row.append(f"{each.lake[name]:.3f} s")
            row += [_ratio(each.lake, others, name) for others in ratios.values()]
        fewer = each.lake
    for cells in (heads, ["---", *["---:"] * (len(heads) - 1)], *rows):
        print(f"| {' | '.join(cells)} |")
    for size, each in asked.items():
        peaks = ", ".join(f"{peak:.0f} MB" for peak in each.peaks)
        print(f"\nPeaks of {size:,}, of the lake, the index if there is one, and by hand: {peaks}")


def _ratio(times: Mapping[str, float], others: Mapping[str, float], name: str) -> str:
    return f"{times[name] / others[name]:.2f}" if name in others else ""


def measure(sizes: list[int], parts: int, scratch: Path) -> None:
    """Print the tables: what lakes take to make, and what questions take."""
    print("| claims | made ÷ index, waited | of the processor | peak | size | 10,000 more |")
    print("|---:|---:|---:|---:|---:|---:|")
    asked = {}
    for size in sizes:
        lake = made(size, scratch)
        asked[size] = ask(lake, lines_file(size))
    large = scratch / "large"
    shift(lake, large, parts)
    stored, added = _stored(large), _added(large, scratch)
    print(f"| {size * parts:,} | | | | {stored / 1e6:.0f} MB | {added:.1f} s |")
    asked[size * parts] = ask(large, None)
    report(asked)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.lakes", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10,000 claims, and two parts of them")
    options = parser.parse_args()
    make(quick=options.quick)
    sizes, parts = ([MIDDLE], 2) if options.quick else ([LARGE, HUGE], _PARTS)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["COALITION_CACHE"] = f"{scratch}/cache"
        measure(sizes, parts, Path(scratch))


if __name__ == "__main__":
    main()
