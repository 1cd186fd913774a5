"""`import … -o claims.lake`: what comes in becomes a lake, or a part of one, in one step."""

import csv
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from .conftest import COMMAND, Run
from .lakes import NEEDED

duckdb = pytest.importorskip("duckdb", reason=NEEDED)

_COLUMNS = ("text", "speaker", "date", "source", "headline", "quote", "topic", "shoe_size")
_WORDS = ["red", "Straße", "lines", "Łódź", "ΣΊΣΥΦΟΣ", "O’Clock", "ferry", "中文", "nul", "=1"]
_SPEAKERS = ["Ana Ruiz", "ana ruiz", "Łucja Żak", "E\u0301mile", "an official", "東京", ""]
_SOURCES = ["The Gazette", "Łódź Echo", "wire"]
_ASKED = (
    ("claims",),
    ("claims", "red"),
    ("claims", "text:straße", "--sort", "-date"),
    ("appearances",),
    ("speakers",),
    ("sources",),
    ("articles",),
    ("topics",),
    ("stats", "--by", "source"),
    ("claims", "--count", "speaker_name:ana*"),
)


def table(draw: Random, path: Path, rows: int) -> str:
    """Write a table, some rows of which are those of another one, and return its path."""

    def text(most: int) -> str:
        return " ".join(draw.choices(_WORDS, k=draw.randint(1, most)))

    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(_COLUMNS)
        for _ in range(rows):
            date = draw.choice(["2026-03-01", "2026-03", ""])
            seen = (text(2), text(3)) if draw.random() < 0.5 else ("", "")
            who = draw.choice(_SPEAKERS), date, draw.choice(_SOURCES)
            writer.writerow([text(2), *who, *seen, draw.choice(["Bridge", "bridge", ""]), "43"])
    return str(path)


def answers(coalition: Run, data: str) -> Iterator[Any]:
    """Yield the answers to some questions, without the places of records in files."""
    for command, *words in _ASKED:
        result = coalition(command, *words, "-d", data, "--json")
        rows = result.json
        for row in rows if isinstance(rows, list) else []:
            row.pop("file", None)
            row.pop("line", None)
        yield command, words, result.code, rows


@pytest.mark.parametrize("seed", range(6))
def test_a_lake_has_what_a_claims_file_would_have(
    coalition: Run, tmp_path: Path, seed: int
) -> None:
    draw = Random(seed)
    lake, file = str(tmp_path / "claims.lake"), str(tmp_path / "claims.jsonl")
    for number in range(3):
        one = table(draw, tmp_path / f"{number}.csv", draw.randint(1, 12))
        into = "--into" if number else "-o"
        in_lake = coalition("import", one, into, lake)
        in_file = coalition("import", one, into, file)
        assert in_lake.code == in_file.code == 0
        assert in_lake.err == in_file.err.replace("claims.jsonl", "claims.lake")
        assert [*answers(coalition, lake)] == [*answers(coalition, file)]


def test_a_record_tells_what_it_was_imported_from(coalition: Run, tmp_path: Path) -> None:
    one = table(Random(1), tmp_path / "a.csv", 2)
    lake = str(tmp_path / "claims.lake")
    coalition("import", one, "-o", lake)
    rows = coalition("claims", "-d", lake, "--fields", "file", "--json").json
    assert {row["file"] for row in rows} == {f"{one} (imported)"}


def test_into_a_name_that_is_free_is_a_new_lake(coalition: Run, tmp_path: Path) -> None:
    one = table(Random(1), tmp_path / "a.csv", 2)
    lake = tmp_path / "new.lake"
    told = coalition("import", one, "--into", str(lake)).err
    assert told.endswith(f"coalition: changed {lake}\n")
    assert coalition("claims", "--count", "-d", str(lake)).out == "2\n"
    assert lake.stat().st_mode & 0o777 == 0o700


def test_a_review_of_a_claim_of_the_lake_is_told_and_left_out(
    coalition: Run, tmp_path: Path
) -> None:
    lake = str(tmp_path / "claims.lake")
    for name, rating in (("a", "false"), ("b", "half true")):
        page = {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": f"https://check.example/{name}",
            "author": {"@type": "Organization", "name": "The Checkers"},
            "claimReviewed": "The bridge is shut",
            "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Ana Ruiz"}},
            "reviewRating": {"@type": "Rating", "alternateName": rating},
        }
        (tmp_path / f"{name}.json").write_text(json.dumps(page), encoding="utf-8")
    coalition("import", str(tmp_path / "a.json"), "-o", lake)
    result = coalition("import", str(tmp_path / "b.json"), "--into", lake)
    assert result.code == 0
    assert (
        "1 review of claims that were there left out: what a lake has does not change" in result.err
    )
    again = coalition("import", str(tmp_path / "a.json"), "--into", lake)
    assert "left out" not in again.err
    assert coalition("claims", "--fields", "ratings", "-d", lake, "--json").json == [
        {"ratings": ["false"]}
    ]


def test_nothing_that_is_there_is_replaced(coalition: Run, tmp_path: Path) -> None:
    one = table(Random(1), tmp_path / "a.csv", 2)
    lake = tmp_path / "claims.lake"
    coalition("import", one, "-o", str(lake))
    before = {path: path.read_bytes() for path in lake.rglob("*") if path.is_file()}
    refused = coalition("import", one, "-o", str(lake))
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        f"coalition: {lake} is a lake already\n--into adds what is new to it, as a part\n"
    )
    assert {path: path.read_bytes() for path in lake.rglob("*") if path.is_file()} == before
    other = tmp_path / "other.lake"
    other.mkdir()
    (other / "note.txt").write_text("mine", encoding="utf-8")
    for option in ("-o", "--into"):
        refused = coalition("import", one, option, str(other))
        assert (refused.code, refused.out) == (2, "")
        assert "has files that this command has not made" in refused.err
    assert [path.name for path in other.iterdir()] == ["note.txt"]


@pytest.mark.parametrize("option", ["-o", "--into"])
def test_a_row_that_cannot_be_read_leaves_no_lake(
    coalition: Run, tmp_path: Path, option: str
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("text,speaker\n,Ana Ruiz\n", encoding="utf-8")
    result = coalition("import", str(bad), option, str(tmp_path / "claims.lake"))
    assert (result.code, result.out) == (3, "")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.csv"]


def test_without_duckdb_it_says_so_before_it_reads(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("lake.apart", "lake.writing", "lake.adding", "importing.landing.lakes"):
        monkeypatch.delitem(sys.modules, f"coalition_cli.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = coalition("import", str(tmp_path / "none.csv"), "-o", str(tmp_path / "claims.lake"))
    assert (result.code, result.err) == (
        2,
        "coalition: a lake needs DuckDB, which is not installed\n"
        "install it: pip install 'coalition-cli[lake]'\n",
    )


def test_lakes_are_written_on_disks(coalition: Run, tmp_path: Path) -> None:
    one = table(Random(1), tmp_path / "a.csv", 2)
    far = "s3://bucket/claims.lake"
    for words in (
        ("import", one, "-o", far),
        ("import", one, "--into", far),
        ("export", "lake", far),
        ("export", "lake", "--into", far),
    ):
        assert coalition(*words) == (
            2,
            "",
            f"coalition: {far} is in object storage, and lakes are written on disks\n"
            "name a folder, and copy it there when it is whole\n",
        )


def test_a_lake_is_nothing_to_import(coalition: Run, tmp_path: Path) -> None:
    lake = str(tmp_path / "claims.lake")
    coalition("export", "lake", lake)
    result = coalition("import", lake)
    assert (result.code, result.out) == (3, "")
    assert "unreadable: it is a lake\n  'coalition export' makes other forms of it" in result.err


def test_what_comes_from_standard_input_says_so(coalition: Run, tmp_path: Path) -> None:
    lake = str(tmp_path / "claims.lake")
    coalition("import", "-o", lake, stdin="text,speaker\nIt rains,Ana Ruiz\n")
    rows = coalition("claims", "-d", lake, "--fields", "file", "--json").json
    assert rows == [{"file": "standard input (imported)"}]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("option", ["-o", "--into"])
def test_a_run_that_a_signal_ends_leaves_nothing(
    coalition: Run, tmp_path: Path, option: str, number: signal.Signals
) -> None:
    rows = "".join(f"It rains {row},Ana Ruiz\n" for row in range(30_000))
    (tmp_path / "many.csv").write_text(f"text,speaker\n{rows}", encoding="utf-8")
    lake = tmp_path / "claims.lake"
    if option == "--into":
        coalition("import", table(Random(1), tmp_path / "a.csv", 2), "-o", str(lake))
    before = sorted(tmp_path.rglob("*"))
    run = subprocess.Popen(
        [*COMMAND, "import", "many.csv", option, "claims.lake"],
        cwd=tmp_path,
        stderr=subprocess.DEVNULL,
    )
    while not [*tmp_path.rglob("imported.jsonl")]:
        assert run.poll() is None
        time.sleep(0.01)
    run.send_signal(number)
    assert run.wait() != 0
    assert sorted(tmp_path.rglob("*")) == before


KILLED = """\
import os, signal, sys
from coalition_cli.__main__ import main
from coalition_cli.lake import storing
storing._on_disk = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # before the manifest
main(sys.argv[1:])
"""


@pytest.mark.slow
def test_what_a_killed_run_leaves_is_removed_by_the_next(coalition: Run, tmp_path: Path) -> None:
    one = table(Random(1), tmp_path / "a.csv", 2)
    lake = tmp_path / "claims.lake"
    for option in ("-o", "--into"):
        words = ["import", one, option, str(lake)]
        command = [sys.executable, "-c", KILLED, *words]
        killed = subprocess.run(command, stderr=subprocess.DEVNULL, check=False)
        assert killed.returncode == -signal.SIGKILL
        assert [*tmp_path.rglob("imported.jsonl")]
        assert coalition(*words).code == 0
        assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "claims.lake"}
        assert not [*lake.glob(".*")]
        one = table(Random(2), tmp_path / "a.csv", 5)


ANONYMOUS = """\
claim,speaker,anonymous
"Jane Roe knew, said Roe, Jane.",Jane Roe,yes
It was known to Jane Roe.,Bo Lee,
Nobody knew.,Ann Lee,
"""
MAP = """\
fields:
  text: claim
  speaker.name: speaker
  anonymous: {from: anonymous, values: {"yes": true}}
"""


def test_a_confidential_name_is_in_no_file_of_a_lake(coalition: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ANONYMOUS, encoding="utf-8")
    (tmp_path / "a.csv.map.yaml").write_text(MAP, encoding="utf-8")
    lake = tmp_path / "claims.lake"
    told = coalition("import", str(tmp_path / "a.csv"), "-o", str(lake))
    assert "1 row with a confidential name, which is written nowhere" in told.err
    with duckdb.connect() as database:
        written = [
            str(database.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall())
            for path in lake.rglob("*.parquet")
        ]
    assert "Bo Lee" in "".join(written)
    assert "roe" not in "".join([told.err, *written]).lower()
    assert b"Roe" not in b"".join(path.read_bytes() for path in lake.rglob("*.parquet"))


def test_lists_and_speakers_find_their_namesakes_in_the_lake(
    coalition: Run, tmp_path: Path
) -> None:
    data = tmp_path / "first.yaml"
    data.write_text(
        "speakers: [{id: ar, name: Ana Ruiz}, {id: engineer, description: an engineer}]\n"
        "claims: [{id: c1, text: It rains, speaker: ar, date: 2026-01-02, appearances: []}]\n",
        encoding="utf-8",
    )
    lake = str(tmp_path / "claims.lake")
    coalition("export", "lake", lake, "-d", str(data))
    rows = tmp_path / "rows.csv"
    rows.write_text("text,speaker\nIt snows,Ana Ruiz\nIt hails,Bo Berg\n", encoding="utf-8")
    told = coalition("import", str(rows), "--into", lake)
    assert told.err == (
        f"coalition: 2 rows in; 2 claims, 1 speaker out\ncoalition: changed {lake}\n"
    )
    said = coalition("claims", "--fields", "text,speaker", "-d", lake, "--json").json
    assert [row["speaker"] for row in said] == ["ar", "ar", "bo-berg"]
