"""What `export lake` writes: the files of a lake, and what becomes of a run that fails."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.lake.layout import TABLES

from .conftest import COMMAND, Run
from .disks import small_disk
from .lakes import NEEDED

duckdb = pytest.importorskip("duckdb", reason=NEEDED)

Write = Callable[..., str]
Rows = list[tuple[object, ...]]

TWO = """\
title: Two claims
sources: [{id: wire, name: Wire}, {id: daily}]
articles:
- {id: first, publisher: wire}
- {id: second, publisher: daily, retells: [first]}
- {id: third, publisher: daily}
speakers:
- {id: aide, name: Jiri Vesely, anonymous: true, description: an aide, aliases: [Veselý]}
- {id: ruiz, name: Ana Ruiz}
claims:
- id: open
  text: "Straße and bridge: open."
  speaker: ruiz
  source: wire
  topics: [Bridge, harbour]
  note: Ask again in May.
  appearances: [{article: second, quote: open}]
- id: shut
  text: The ferry is shut.
  speaker: aide
  source: port-board
  topics: [bridge]
  embargo: 2999-01-01
  supports: [open]
  appearances: [{article: third, wording: It is shut}]
facts:
- {id: law, text: The law., supports: [shut]}
members:
- {country: FR, claims: [open]}
"""


def rows(folder: Path, sql: str) -> Rows:
    """Return what a statement finds, in which {NAME} is a table of the lake."""
    names = [path.name for path in folder.iterdir() if path.is_dir()]
    paths = {name: f"read_parquet('{folder / name}/*.parquet')" for name in names}
    with duckdb.connect(config={"threads": 1}) as database:  # rows in the order of the files
        found: Rows = database.execute(sql.format(**paths)).fetchall()
        return found


@pytest.fixture
def lake(coalition: Run, claims_file: Write, tmp_path: Path) -> Path:
    data = claims_file(TWO)
    assert coalition("export", "lake", str(tmp_path / "two.lake"), "-d", data) == (0, "", "")
    return tmp_path / "two.lake"


def test_each_table_is_a_folder_of_parquet_with_its_columns(lake: Path) -> None:
    for name, table in TABLES.items():
        found = rows(lake, f"DESCRIBE SELECT * FROM {{{name}}}")
        assert [(name, kind) for name, kind, *_ in found] == list(table.every_column)


def test_the_manifest_lists_every_file_with_its_rows_and_bytes(lake: Path) -> None:
    manifest = json.loads((lake / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest) == {"coalition_lake", "made_by", "parts", "searched", "tables"}
    assert manifest["parts"] == 1
    assert set(manifest["made_by"]) == {"coalition", "sqlite", "duckdb"}
    listed = {}
    for name, files in manifest["tables"].items():
        assert files, name  # a table without rows has a file too
        for file in files:
            path = lake / file["path"]
            [(count,)] = rows(lake, f"SELECT COUNT(*) FROM read_parquet('{path}')")
            assert (path.parent.name, file["rows"]) == (name, count)
            listed[path] = file["bytes"]
    found = {path: path.stat().st_size for path in lake.glob("*/*")}
    assert listed == found
    assert manifest["searched"]["claims"]["records"] == 2
    [(words,)] = rows(lake, "SELECT COUNT(*) FROM {claims_tokens}")
    assert manifest["searched"]["claims"]["words"] == words


def test_only_its_user_may_read_it(lake: Path) -> None:
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in lake.rglob("*")}
    assert modes == {(True, 0o700), (False, 0o600)}
    assert stat.S_IMODE(lake.stat().st_mode) == 0o700


def test_a_lake_keeps_what_is_not_public_and_no_confidential_name(lake: Path) -> None:
    assert rows(lake, "SELECT id, note, embargo FROM {claims} ORDER BY position") == [
        ("open", "Ask again in May.", None),
        ("shut", None, "2999-01-01"),
    ]
    assert rows(lake, "SELECT id, name, description FROM {speakers} ORDER BY position") == [
        ("aide", None, "an aide"),
        ("ruiz", "Ana Ruiz", None),
    ]
    assert rows(lake, "SELECT DISTINCT term FROM {speakers_tokens} WHERE term LIKE '%vesel%'") == []
    for path in lake.rglob("*.parquet"):
        assert (
            rows(lake, f"SELECT * FROM '{path}' AS t WHERE CAST(t AS VARCHAR) ILIKE '%vesel%'")
            == []
        )


def test_a_folded_text_stands_beside_one_that_an_engine_would_fold_otherwise(lake: Path) -> None:
    assert rows(lake, "SELECT text_order FROM {claims} ORDER BY position") == [
        ("strasse and bridge open",),
        ("the ferry is shut",),
    ]
    assert rows(lake, "SELECT DISTINCT id_order FROM {claims}") == [(None,)]


def test_words_come_in_their_order_each_with_its_place(lake: Path) -> None:
    found = rows(lake, "SELECT term, col, nth, size FROM {facts_tokens}")
    assert found == [("law", "text", 1, 2), ("the", "text", 0, 2)]
    [(ordered,)] = rows(lake, "SELECT list(term) = list_sort(list(term)) FROM {claims_tokens}")
    assert ordered


LISTS = ["claims", "members", "appearances", "facts", "speakers", "sources", "articles", "topics"]


@pytest.mark.parametrize("command", LISTS)
def test_a_lake_answers_as_its_file(
    command: str, lake: Path, coalition: Run, tmp_path: Path
) -> None:
    file = str(tmp_path / "claims.yaml")
    expected = coalition(command, "-d", file, "--json")
    assert coalition(command, "-d", str(lake), "--json") == expected


@pytest.mark.slow
def test_groups_have_20_480_rows_in_the_order_of_positions(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    lines = (f'{{"id": "c{n}", "text": "It rains {n} times"}}' for n in range(110_000))
    data = claims_file("\n".join(lines), "claims.jsonl")
    lake = tmp_path / "rain"
    assert coalition("export", "lake", "-d", data, "-o", str(lake)).code == 0
    files = sorted((lake / "claims").iterdir())
    assert [path.name for path in files] == [f"000-{n:05d}.parquet" for n in range(3)]
    about = f"SELECT row_group_num_rows, compression FROM parquet_metadata('{files[0]}')"
    assert set(rows(lake, about)) == {(20_480, "ZSTD")}
    [(ordered,)] = rows(lake, "SELECT list(position) = list_sort(list(position)) FROM {claims}")
    assert ordered
    assert rows(lake, "SELECT COUNT(*) FROM {claims_tokens} WHERE size <> 4") == [(0,)]


def test_a_query_takes_what_its_claims_refer_to(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    data, lake = claims_file(TWO), tmp_path / "part"
    assert coalition("export", "lake", str(lake), "ferry", "-d", data) == (0, "", "")
    assert rows(lake, "SELECT id, line FROM {claims}") == [("shut", 18)]
    assert rows(lake, "SELECT id FROM {articles}") == [("third",)]
    assert rows(lake, "SELECT id, claims, articles FROM {sources} ORDER BY position") == [
        ("daily", 0, 1),
        ("port-board", 1, 0),
    ]
    assert rows(lake, "SELECT topic, claims FROM {topics}") == [("bridge", 1)]
    assert rows(lake, "SELECT id FROM {facts}") == [("law",)]
    assert rows(lake, "SELECT * FROM {members}") == []
    assert coalition("claims", "-d", str(lake), "--json") == coalition(
        "claims", "-d", data, "--json", "ferry"
    )
    assert coalition("show", "shut", "-d", str(lake)).code == 0


def test_filters_choose_claims_too(coalition: Run, claims_file: Write, tmp_path: Path) -> None:
    data, lake = claims_file(TWO), tmp_path / "part"
    words = ["-o", str(lake), "-d", data, "--source", "wire"]
    assert coalition("export", "lake", *words) == (0, "", "")
    assert rows(lake, "SELECT id, origins FROM {claims}") == [("open", 1)]
    assert rows(lake, "SELECT id FROM {articles} ORDER BY position") == [("first",), ("second",)]


def test_where_nothing_matches_the_lake_is_empty(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    data, lake = claims_file(TWO), tmp_path / "part"
    result = coalition("export", "lake", str(lake), "tram", "-d", data)
    assert result == (0, "", "coalition: no claims match\n")
    assert coalition("claims", "-d", str(lake), "--json") == (0, "[]\n", "")


REFUSED = {
    ("--as-of", "2026-01-01"): "a lake keeps what is not public too, so it takes no --as-of\n",
    ("--with", "note"): "a lake keeps what is not public too, so it takes no --with\n",
    ("--by", "speaker"): "lake has the order of the data, so it takes no --by\n",
    ("-f", "dot"): "lake has one notation, so it takes no -f\n",
    ("--texts", "."): "lake takes no texts of articles\n",
    ("--public",): "no such option: --public",
}


@pytest.mark.parametrize("option", REFUSED, ids=" ".join)
def test_options_of_what_is_public_are_refused(
    option: tuple[str, ...], coalition: Run, tmp_path: Path
) -> None:
    result = coalition("export", "lake", str(tmp_path / "new"), *option)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"coalition: {REFUSED[option]}")
    assert not (tmp_path / "new").exists()


def test_a_lake_is_replaced_only_where_that_is_said(
    lake: Path, coalition: Run, claims_file: Write
) -> None:
    data = claims_file("claims: [{id: one, text: It rains.}]", "one.yaml")
    refused = coalition("export", "lake", str(lake), "-d", data)
    assert refused == (
        2,
        "",
        f"coalition: {lake} is a lake already\n--force writes a new one in its place\n",
    )
    assert rows(lake, "SELECT COUNT(*) FROM {claims}") == [(2,)]
    assert coalition("export", "lake", str(lake), "-d", data, "--force").code == 0
    assert rows(lake, "SELECT COUNT(*) FROM {claims}") == [(1,)]
    assert stat.S_IMODE(lake.stat().st_mode) == 0o700


def test_a_lake_of_another_version_is_replaced_with_what_killed_runs_left(
    lake: Path, coalition: Run, claims_file: Write
) -> None:
    manifest = lake / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"coalition_lake": 1', '"coalition_lake": 2'))
    (lake / ".manifest.json.part").touch()
    (lake / ".coalition.0123456789abcdef.part").mkdir()
    assert coalition("export", "lake", str(lake), "-d", claims_file(TWO), "--force").code == 0
    assert rows(lake, "SELECT COUNT(*) FROM {claims}") == [(2,)]
    assert not [*lake.glob(".*")]


@pytest.mark.parametrize("own", ["notes.txt", "claims/notes.txt", "mine/claims.parquet"])
def test_a_lake_with_other_files_is_never_replaced(
    own: str, lake: Path, coalition: Run, claims_file: Write
) -> None:
    (lake / own).parent.mkdir(exist_ok=True)
    (lake / own).write_text("mine", encoding="utf-8")
    result = coalition("export", "lake", str(lake), "-d", claims_file(TWO), "--force")
    assert (result.code, result.out) == (2, "")
    assert "has files that this command has not made" in result.err
    assert (lake / own).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("option", ["--into", "--force"])
def test_one_run_at_a_time_changes_a_lake(
    option: str, lake: Path, coalition: Run, claims_file: Write
) -> None:
    fcntl = pytest.importorskip("fcntl")
    data = claims_file("claims: [{id: one, text: It rains.}]", "one.yaml")
    other = os.open(lake, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    result = coalition("export", "lake", str(lake), option, "-d", data)
    assert result == (2, "", f"coalition: another run changes {lake}\nwait until it is done\n")
    os.close(other)
    assert coalition("export", "lake", str(lake), option, "-d", data) == (0, "", "")


@pytest.mark.parametrize("words", [["new"], ["new", "ferry"], ["two.lake", "--into"]])
def test_no_lake_is_made_of_a_lake(
    words: list[str], lake: Path, coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lake.parent)
    result = coalition("export", "lake", *words, "-d", lake.name)
    assert result == (
        3,
        "",
        "coalition: two.lake is a lake, and no lake is made of one\n"
        "name the claims files that it was made from\n",
    )


def test_a_folder_that_could_not_be_asked_is_refused(
    coalition: Run, claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = claims_file(TWO)
    above = tmp_path / os.fsdecode(b"x\xff")
    try:
        above.mkdir()
    except OSError:
        pytest.skip("names are Unicode here")
    monkeypatch.chdir(above)
    for command in (["export", "lake", "new", "-d", data], ["import", data, "-o", "new.lake"]):
        result = coalition(*command)
        assert (result.code, result.out) == (2, "")
        assert result.err.endswith(
            " cannot be a lake: DuckDB takes Unicode alone in a path\nname another folder\n"
        )
    assert list(above.iterdir()) == []


def test_a_folder_that_is_no_lake_is_never_replaced(coalition: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "notes.txt").write_text("mine", encoding="utf-8")
    result = coalition("export", "lake", str(tmp_path / "own"), "--force")
    assert (result.code, result.out) == (2, "")
    assert "has files that this command has not made" in result.err
    assert (tmp_path / "own" / "notes.txt").exists()


def test_force_is_for_a_lake(coalition: Run, tmp_path: Path) -> None:
    result = coalition("export", "csv", "-o", str(tmp_path / "new"), "--force")
    assert result == (
        2,
        "",
        "coalition: --force is for a lake, and csv is written without it\n",
    )


def test_without_a_folder_nothing_is_written(coalition: Run) -> None:
    result = coalition("export", "lake")
    assert result == (2, "", "coalition: name the folder of the lake, such as claims.lake\n")


def test_without_duckdb_it_says_what_to_install(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    for name in ("apart", "writing"):
        monkeypatch.delitem(sys.modules, f"coalition_cli.lake.{name}", raising=False)
    result = coalition("export", "lake", str(tmp_path / "new"))
    assert result == (
        2,
        "",
        "coalition: a lake needs DuckDB, which is not installed\n"
        "install it: pip install 'coalition-cli[lake]'\n",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_full_disk_leaves_nothing(coalition: Run, claims_file: Write, tmp_path: Path) -> None:
    lines = (f'{{"id": "c{n}", "text": "It rains {n * n} times"}}' for n in range(20_000))
    data = claims_file("\n".join(lines), "claims.jsonl")
    with small_disk(tmp_path / "small") as disk:
        result = coalition("export", "lake", str(disk / "new"), "-d", data)
        assert (result.code, result.out) == (3, "")
        assert result.err == f"coalition: cannot write {disk}/new: no space left on device\n"
        assert list(disk.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("table", ["claims", "claims_tokens"])
def test_a_run_that_a_signal_ends_leaves_nothing(
    number: signal.Signals, table: str, tmp_path: Path
) -> None:
    lines = (json.dumps({"id": f"c{n}", "text": "It rains."}) for n in range(60_000))
    (tmp_path / "claims.jsonl").write_text("\n".join(lines), encoding="utf-8")
    words = ["export", "lake", "new", "-d", "claims.jsonl"]
    run = subprocess.Popen(
        [*COMMAND, *words],
        cwd=tmp_path,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        stderr=subprocess.PIPE,
        text=True,
    )
    while not [*tmp_path.glob(f".coalition.*.part/{table}")]:
        assert run.poll() is None
        time.sleep(0.01)
    run.send_signal(number)
    _, err = run.communicate()
    assert run.returncode != 0
    assert "Traceback" not in err
    assert {path.name for path in tmp_path.iterdir()} - {"cache"} == {"claims.jsonl"}


@pytest.mark.slow
def test_of_two_runs_at_once_one_writes_the_lake(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text('{"id": "a", "text": "It rains."}\n', encoding="utf-8")
    words = ["export", "lake", "new", "-d", "claims.jsonl"]
    script = "; ".join(
        (
            "import sys",
            "from coalition_cli import __main__",
            "from coalition_cli.lake import apart",
            "keep = apart.keep",
            "apart.keep = lambda *of: (keep(*of), print('made', flush=True), input())",
            "sys.exit(__main__.main(sys.argv[1:]))",
        )
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, *words],
            cwd=tmp_path,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "made\n"
    first, second = [(*run.communicate("\n"), run.returncode) for run in runs]
    assert first == ("", "", 0)
    told = "coalition: new has files that this command has not made\n"
    assert second == ("", f"{told}name a folder that is new or empty\n", 2)
    assert {path.name for path in tmp_path.iterdir()} == {"claims.jsonl", "new"}
