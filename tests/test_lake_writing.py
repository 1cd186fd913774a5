"""How rows get into a lake: in pieces of one text for each column, by two processes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.lake import packing, writing
from coalition_cli.lake.layout import TABLES, TOKEN_TABLES, Column
from coalition_cli.words import all_collated, collated

from .conftest import Run
from .lakes import NEEDED

duckdb = pytest.importorskip("duckdb", reason=NEEDED)

Write = Callable[..., str]

COLUMNS = [Column("position", "BIGINT"), Column("text", "VARCHAR"), Column("said", "BOOLEAN")]
SIGNS = "\x1f\x1e\x1d\x1c\ue000\ue001"  # those that stand between values, as a rule
texts = st.text(
    st.one_of(st.sampled_from(f"{SIGNS}\0a \n"), st.characters(exclude_categories=["Cs"]))
)
rows = st.tuples(st.integers(0, 1 << 62), st.none() | texts, st.none() | st.sampled_from([0, 1]))


@settings(deadline=None)
@given(st.lists(st.lists(rows, min_size=1, max_size=4), min_size=1, max_size=3))
def test_rows_come_out_as_they_were_packed(pieces: list[list[tuple[int, str | None, int]]]) -> None:
    with duckdb.connect() as database:
        listed = ", ".join(f'"{name}" {kind}' for name, kind in packing.packing(COLUMNS))
        database.execute(f"CREATE TABLE packed ({listed})")
        names = [column.name for column in COLUMNS]
        for piece in pieces:
            packed = packing.packed(dict(zip(names, zip(*piece, strict=True), strict=True)))
            appender = database.appender("packed", columns=[*packed])
            appender.append_rows([tuple(packed.values())])
            appender.flush()
        found = database.execute(packing.unpacked(COLUMNS)).fetchall()
    assert found == [row for piece in pieces for row in piece]


@settings(deadline=None)
@given(st.lists(st.text(st.one_of(st.sampled_from("\t\x1c -ÿA'"), st.characters()))))
def test_many_texts_are_ordered_as_each_by_itself(some: list[str]) -> None:
    assert all_collated(some) == [collated(text) for text in some]


def contents(lake: Path) -> dict[str, object]:
    """Return what a lake says of itself, and the rows of its tables in their order."""
    manifest = json.loads((lake / "manifest.json").read_text(encoding="utf-8"))
    found: dict[str, object] = {"": manifest["searched"]}
    with duckdb.connect(config={"threads": 1}) as database:
        for name, files in manifest["tables"].items():
            paths = [str(lake / file["path"]) for file in files]
            found[name] = database.execute("SELECT * FROM read_parquet(?)", [paths]).fetchall()
    return found


class Other(subprocess.Popen[bytes]):
    """Stands for the other process; notes what is begun."""

    begun: ClassVar[list[list[str]]] = []

    def __init__(self, command: list[str], **options: Any) -> None:
        self.begun.append(command)
        super().__init__(self.changed(command), **options)

    def changed(self, command: list[str]) -> list[str]:
        """Return what is run."""
        return command


class Failing(Other):
    """It cannot read the index."""

    def changed(self, command: list[str]) -> list[str]:
        return [*command[:-2], f"{command[-2]}-gone", command[-1]]


@pytest.mark.slow
def test_two_processes_write_what_one_writes(
    coalition: Run, claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (
        json.dumps({"id": f"c{n}", "text": f"It rains {n % 97} times in Malmö", "topics": ["rain"]})
        for n in range(50_000)
    )
    data = claims_file("\n".join(lines), "claims.jsonl")
    assert coalition("claims", "--count", "-d", data).code == 0  # which makes the index
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert coalition("export", "lake", str(tmp_path / "alone"), "-d", data) == (0, "", "")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    expected = contents(tmp_path / "alone")
    for other in (Other, Failing):
        monkeypatch.setattr(subprocess, "Popen", other)
        lake = tmp_path / other.__name__
        assert coalition("export", "lake", str(lake), "-d", data) == (0, "", "")
        assert contents(lake) == expected
        assert {path.name for path in lake.iterdir()} == {
            "manifest.json",
            *TABLES,
            *TOKEN_TABLES.values(),
        }
    assert len(Other.begun) == 2


@pytest.mark.slow
def test_texts_that_are_long_together_are_written_few_at_a_time(
    coalition: Run, claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = " ".join(f"word{number}" for number in range(20_000))
    lines = (json.dumps({"id": f"c{n}", "text": "It rains", "context": long}) for n in range(400))
    data = claims_file("\n".join(lines), "claims.jsonl")
    monkeypatch.setattr(writing, "_MEMORY", "200MB")
    assert coalition("export", "lake", str(tmp_path / "lake"), "-d", data) == (0, "", "")
    assert len([*(tmp_path / "lake" / "claims").iterdir()]) == 3


SPILLING = """\
import os, signal
from pathlib import Path
from coalition_cli.lake.writing import writer
with writer(Path()) as out:
    out.duck.execute("SET memory_limit = '20MB'")
    out.duck.execute("CREATE TABLE many AS SELECT hash(n) AS n FROM range(5_000_000) AS r(n)")
    print(len(os.listdir()), flush=True)
    os.kill(os.getpid(), signal.SIGTERM)
"""


@pytest.mark.slow
def test_a_signal_leaves_nothing_of_what_is_sorted_on_the_disk(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SPILLING]
    run = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, check=False)
    assert (run.returncode, run.stdout) == (-signal.SIGTERM, b"1\n")
    assert list(tmp_path.iterdir()) == []
