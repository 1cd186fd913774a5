"""A lake that is not as it was made: what is wrong, and the next step, and never a traceback."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.answers.opening import opened
from coalition_cli.index import Index
from coalition_cli.index.keeping import ClosedError, InterruptedAnswer
from coalition_cli.project import corpus_of
from coalition_cli.query import Statement

from .conftest import Run
from .lakes import NEEDED, lake_of
from .privileges import bound_by_permissions
from .terminals import Result

duckdb = pytest.importorskip("duckdb", reason=NEEDED)

Write = Callable[..., str]

DATA = "claims:\n" + "".join(f"- {{id: c{n}, text: It rains on day {n}.}}\n" for n in range(30))
ANEW = "make the lake anew"
# Statements that no machine ends: one has no rows, and one has its first row after all others.
ENDLESS = [
    "SELECT i FROM range(1000000000000) AS t(i) WHERE hash(i) = 5",
    "SELECT COUNT(*) FROM range(1000000000000) AS t(i) WHERE i % 7 = hash(i) % 5",
]


@pytest.fixture
def lake(claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of a lake; the file that it is made from is `claims.yaml`."""
    monkeypatch.chdir(tmp_path)
    claims_file(DATA)
    return Path(lake_of(Path("lake"), "claims.yaml"))


def said(what: str, remedy: str = ANEW) -> Result:
    return Result(3, "", f"coalition: lake cannot be asked: {what}\n{remedy}\n")


def changed(**changes: Any) -> bytes:
    """Return the manifest with other values."""
    return json.dumps(json.loads(Path("lake/manifest.json").read_bytes()) | changes).encode()


def of_claims(**changes: Any) -> bytes:
    """Return the manifest with other values of the first file of claims."""
    tables = json.loads(Path("lake/manifest.json").read_bytes())["tables"]
    tables["claims"][0] |= changes
    return changed(tables=tables)


DAMAGED = "manifest.json is damaged"
OUTSIDE = "manifest.json names what is no file of a lake: "
TORN: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", DAMAGED),
    "torn": (lambda: changed()[:200], DAMAGED),
    "not UTF-8": (lambda: changed().replace(b"claims", b"cl\xffms"), DAMAGED),
    "not JSON": (lambda: b"coalition_lake: 1\n", DAMAGED),
    "nested deeply": (lambda: b'{"coalition_lake":' + b"[" * 100_000, DAMAGED),
    "a list": (lambda: b'["coalition_lake"]', DAMAGED),
    "huge": (lambda: changed() + b" " * (1 << 26), "manifest.json has more than 67,108,864 bytes"),
    "of another version": (
        lambda: changed(coalition_lake=2),
        "it has version 2 of the format, and this program reads 1",
    ),
    "of a version that is no number": (lambda: changed(coalition_lake="1"), DAMAGED),
    "of a version that is a truth": (lambda: changed(coalition_lake=True), DAMAGED),
    "without tables": (lambda: changed(tables=[]), DAMAGED),
    "without a table": (lambda: changed(tables={}), "it has no table 'file'"),
    "without files": (lambda: changed(tables={"claims": []}), "it has no table 'file'"),
    "without sizes": (lambda: changed(searched={}), "it has no size of 'sources'"),
    "with a program that is none": (lambda: changed(made_by={"coalition": [1]}), DAMAGED),
    "with rows of text": (lambda: of_claims(rows="30"), DAMAGED),
    "with rows below nothing": (lambda: of_claims(rows=-1), DAMAGED),
    "with a part of a byte": (lambda: of_claims(bytes=1.5), DAMAGED),
    "with a path of a number": (lambda: of_claims(path=5), DAMAGED),
    "with a path up": (lambda: of_claims(path="../x.parquet"), f"{OUTSIDE}../x.parquet"),
    "with a path up within": (lambda: of_claims(path="a/../../x"), f"{OUTSIDE}a/../../x"),
    "with an absolute path": (lambda: of_claims(path="/etc/passwd"), f"{OUTSIDE}/etc/passwd"),
    "with a URL": (lambda: of_claims(path="s3://a/b"), f"{OUTSIDE}s3://a/b"),
    "with a pattern": (lambda: of_claims(path="claims/*.parquet"), f"{OUTSIDE}claims/*.parquet"),
    "with a control": (lambda: of_claims(path="a/\x1b[31m"), f"{OUTSIDE}a/\\x1b[31m"),
    "with a file twice": (
        lambda: of_claims(path="speakers/000-00000.parquet"),
        "manifest.json names speakers/000-00000.parquet more than once",
    ),
}


@pytest.mark.parametrize("case", TORN)
def test_a_manifest_that_cannot_be_used(coalition: Run, lake: Path, case: str) -> None:
    make, what = TORN[case]
    (lake / "manifest.json").write_bytes(make())
    assert coalition("claims", "-d", "lake") == said(what)


def test_its_manifest_is_no_claims_file(coalition: Run, lake: Path) -> None:
    assert coalition("claims", "-d", "lake/manifest.json") == Result(
        3,
        "",
        "lake/manifest.json:1:1: unreadable: is the manifest of a lake, and no claims file\n"
        "  name the folder that it is in\ncoalition: 1 problem\n",
    )


def test_doctor_says_that_it_is_not_opened(coalition: Run, lake: Path) -> None:
    (lake / "manifest.json").write_bytes(changed(coalition_lake=2))
    lines = coalition("doctor", "-d", "lake").out.splitlines()
    assert [line for line in lines if line.startswith("data")][:3] == [
        "data\topened\tnothing",
        "data\twhy\tlake cannot be asked: it has version 2 of the format, and this program reads 1;"
        " make the lake anew",
        "data\t-d\tlake",
    ]


def test_a_lake_that_was_not_finished(coalition: Run, lake: Path) -> None:
    (lake / "manifest.json").unlink()
    assert coalition("claims", "-d", "lake") == Result(
        3,
        "",
        "lake:1:1: unreadable: this folder has Parquet files and no manifest.json: a lake that is"
        " not whole\n  make the lake anew, or name claims files\ncoalition: 1 problem\n",
    )


def test_files_that_are_not_as_the_manifest_says(coalition: Run, lake: Path) -> None:
    first = lake / "claims/000-00000.parquet"
    content = first.read_bytes()
    first.write_bytes(content + b"x")
    more = f"claims/000-00000.parquet has {len(content) + 1:,} bytes, and had {len(content):,}"
    assert coalition("speakers", "-d", "lake") == said(more)
    first.unlink()
    gone = "claims/000-00000.parquet cannot be read: no such file or directory"
    assert coalition("speakers", "-d", "lake") == said(gone)
    Path("elsewhere").write_bytes(content)
    first.symlink_to("../../elsewhere")
    link = "claims/000-00000.parquet is a link, or no file"
    assert coalition("speakers", "-d", "lake") == said(link)
    first.unlink()
    first.parent.rename("claims")
    first.parent.symlink_to("../claims")
    Path("claims/000-00000.parquet").write_bytes(content)
    assert coalition("speakers", "-d", "lake") == said(link)


@pytest.mark.parametrize("where", ["first", "middle", "last", "all"])
def test_a_file_that_is_damaged_within(coalition: Run, lake: Path, where: str) -> None:
    first = lake / "claims/000-00000.parquet"
    content = bytearray(first.read_bytes())
    size = len(content)
    begin, end = {
        "first": (0, size // 3),
        "middle": (size // 4, size // 2),
        "last": (size - 60, size),
        "all": (0, size),
    }[where]
    content[begin:end] = bytes(end - begin)
    first.write_bytes(content)
    done = coalition("claims", "--json", "-d", "lake")
    line, *rest = done.err.splitlines()
    assert (done.code, done.out, rest) == (3, "", [ANEW])
    assert line.startswith("coalition: lake cannot be asked: one of its files is damaged: ")
    assert coalition("sources", "-d", "lake", "--count").out == "0\n"


@pytest.mark.parametrize(
    ("table", "select"),
    [
        ("claims_tokens", "* REPLACE ('x' AS position)"),
        ("claims", "* REPLACE (TIMESTAMP '2026-01-01' AS line)"),
        ("claims", "* EXCLUDE (text)"),
    ],
)
def test_a_file_with_other_columns(coalition: Run, lake: Path, table: str, select: str) -> None:
    path = f"{lake}/{table}/000-00000.parquet"
    duckdb.execute(
        f"COPY (SELECT {select} FROM read_parquet('{path}')) TO '{path}.new' (FORMAT parquet)"
    )
    os.replace(f"{path}.new", path)  # noqa: PTH105
    tables = json.loads((lake / "manifest.json").read_bytes())["tables"]
    tables[table][0]["bytes"] = Path(path).stat().st_size
    (lake / "manifest.json").write_bytes(changed(tables=tables))
    done = coalition("claims", "rains", "--json", "-d", "lake")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("coalition: lake cannot be asked: one of its files is damaged: ")


def test_a_lake_that_may_not_be_read(coalition: Run, lake: Path) -> None:
    denied = "permission denied"
    for path in ("claims/000-00000.parquet", "manifest.json"):
        (lake / path).chmod(0)
        with bound_by_permissions():
            done = coalition("claims", "-d", "lake")
        assert (done.code, done.out, denied in done.err.lower()) == (3, "", True)
        assert done.err.endswith(f"\n{ANEW}\n")
        (lake / path).chmod(0o600)


def test_a_lake_that_is_written_anew_while_it_is_asked(coalition: Run, lake: Path) -> None:
    with opened(corpus_of(["lake"])) as index:
        assert _count(index) == 30
        os.rename("lake", "old")  # noqa: PTH104
        lake_of(lake, "claims.yaml")
        with pytest.raises(
            Exception, match=r"^lake was written anew while it was asked\nask again$"
        ):
            _count(index)
    assert coalition("claims", "--count", "-d", "lake") == Result(0, "30\n", "")


def test_without_duckdb_and_with_one_that_is_too_old(
    coalition: Run, lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duckdb, "__version__", "1.4.3")
    assert coalition("claims", "-d", str(lake)) == Result(
        2,
        "",
        "coalition: a lake needs DuckDB 2.0 or later, and 1.4.3 is installed\n"
        "install a newer one: pip install --upgrade 'coalition-cli[lake]'\n",
    )
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert coalition("claims", "-d", str(lake)) == Result(
        2,
        "",
        "coalition: a lake needs DuckDB, which is not installed\n"
        "install it: pip install 'coalition-cli[lake]'\n",
    )


# A little over what 60 MB of memory hold.
SPILLED = (
    "SELECT i FROM"
    " (SELECT i, md5(i::VARCHAR) || md5((i + 1)::VARCHAR) AS x FROM range(1000000) AS t(i))"
    " ORDER BY x LIMIT 1 OFFSET 999990"
)


def test_what_memory_does_not_hold_is_sorted_on_the_disk(
    lake: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    from coalition_cli.lake.engines.duckdb import _OPTIONS

    monkeypatch.setitem(_OPTIONS, "memory_limit", "60MB")
    large = Statement(SPILLED, ())
    with opened(corpus_of([str(lake)])) as index:
        assert not list(room.iterdir())
        assert len(list(index.table(large))) == 1
        [folder] = room.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert _count(index) == 30
    assert not list(room.iterdir())
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with (
        opened(corpus_of([str(lake)])) as index,
        pytest.raises(Exception, match=r"no room for the temporary files.*\nTMPDIR can name"),
    ):
        list(index.table(large))


def test_of_two_answers_at_once_neither_lacks_room(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coalition_cli.lake.engines.duckdb import _OPTIONS

    monkeypatch.setitem(_OPTIONS, "memory_limit", "100MB")  # one needs less, if it may spill
    monkeypatch.setitem(_OPTIONS, "threads", 1)
    with opened(corpus_of([str(lake)])) as index, ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(lambda: list(index.table(Statement(SPILLED, ())))) for _ in "12"]
        assert [len(each.result()) for each in asked] == [1, 1]


def _count(index: Index) -> object:
    [(count,)] = index.table(Statement("SELECT COUNT(*) FROM claims", ()))
    return count


@pytest.mark.parametrize("sql", ENDLESS)
def test_an_endless_answer_is_ended_by_another_thread(lake: Path, sql: str) -> None:
    with opened(corpus_of([str(lake)])) as index:
        raised: list[BaseException] = []

        def ask() -> None:
            try:
                list(index.table(Statement(sql, ())))
            except InterruptedAnswer as error:
                raised.append(error)

        index.interrupt()  # nobody waits: nothing happens
        asking = threading.Thread(target=ask)
        asking.start()
        assert _count(index) == 30  # meanwhile
        while asking.is_alive():  # the statement may not have begun yet
            index.interrupt()
            time.sleep(0.01)
        assert len(raised) == 1
        assert _count(index) == 30
    index.interrupt()


_ASKING = """
import sys
from coalition_cli import __main__, index
from coalition_cli.index.asking import Index
from coalition_cli.query import Statement
def count(self, question, most=None):
    print("asking", flush=True)
    return list(self.table(Statement(sys.argv[1], ())))
Index.count = count
sys.exit(__main__.main(["claims", "--count", "-d", "lake"]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("sql", ENDLESS)
def test_ctrl_c_ends_an_answer_at_once(lake: Path, sql: str) -> None:
    del lake
    asking = subprocess.Popen(
        [sys.executable, "-c", _ASKING, sql], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert asking.stdout is not None
    assert asking.stdout.readline() == b"asking\n"
    asking.send_signal(signal.SIGINT)
    try:
        out, err = asking.communicate(timeout=60)
    finally:
        asking.kill()
    assert (asking.returncode, out, err) == (130, b"", b"")


_SPILLING = """
import sys
from coalition_cli.lake.engines.duckdb import _OPTIONS
from coalition_cli.lake.opening import opened_lake
from coalition_cli.query import Statement
_OPTIONS["memory_limit"] = "60MB"
with opened_lake("lake") as index:
    for row in index.table(Statement(sys.argv[1], ())):
        print("answering", flush=True)
        sys.stdin.read()
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_of_an_answer_that_is_sorted_on_the_disk(
    lake: Path, tmp_path: Path, number: signal.Signals
) -> None:
    del lake
    room = tmp_path / "room"
    room.mkdir()
    asking = subprocess.Popen(
        [sys.executable, "-c", _SPILLING, SPILLED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(room)},
    )
    with asking:
        assert asking.stdout is not None
        assert asking.stdout.readline() == b"answering\n"
        assert len([*room.iterdir()]) == 1
        asking.send_signal(number)
        assert asking.wait(60) == -number
    assert not [*room.iterdir()]


def test_an_answer_may_be_left_and_ends_with_the_lake(lake: Path) -> None:
    many = Statement("SELECT i FROM range(30000) AS t(i)", ())
    index = opened(corpus_of([str(lake)]))
    left, half = index.table(many), index.table(many)
    assert (next(left), next(half)) == ((0,), (0,))
    left.close()  # type: ignore[attr-defined]  # it is a generator
    index.interrupt()
    assert _count(index) == 30
    assert len(list(half)) == 29_999
    half = index.table(many)
    next(half)
    index.close()
    with pytest.raises(ClosedError):
        list(half)
    with pytest.raises(ClosedError):
        _count(index)


def test_nothing_but_the_lake_can_be_read_or_written(lake: Path, tmp_path: Path) -> None:
    Path("secret.csv").write_text("a\n1\n", encoding="utf-8")
    here = str(tmp_path)
    claims = {"x": 1}  # no table either
    del claims
    with opened(corpus_of([str(lake)])) as index:
        for sql in (
            f"SELECT * FROM read_csv('{here}/secret.csv')",
            f"SELECT * FROM read_csv('{here}/lake/../secret.csv')",
            f"SELECT * FROM '{here}/secret.csv'",
            f"COPY (SELECT 1) TO '{here}/new.csv'",
            f"ATTACH '{here}/new.db'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "SELECT * FROM lake",
        ):
            with pytest.raises(Exception, match=r"^lake cannot be asked"):
                list(index.table(Statement(sql, ())))
    assert {path.name for path in tmp_path.iterdir()} >= {"claims.yaml", "lake", "secret.csv"}
    assert not list(tmp_path.glob("new*"))
