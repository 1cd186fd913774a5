"""What holds for every format of `coalition export`."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coalition_cli.exporting.formats import FORMATS
from coalition_cli.model import SECTIONS

from .conftest import COMMAND, Run
from .exports import ALL, STREAMS, Export, exporter
from .test_publishing import DATA, OF_PLAN, OF_REST

DAY = ("--as-of", "2026-02-04")  # the plan may leave a day later


@pytest.fixture
def export(coalition: Run, tmp_path: Path) -> Export:
    return exporter(coalition, tmp_path)


@pytest.fixture
def data(tmp_path: Path) -> str:
    path = tmp_path / "claims.yaml"
    path.write_text(DATA, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("form", ALL)
def test_each_field_has_a_term_or_a_reason_to_be_left_out(form: str) -> None:
    room = FORMATS[form].room()
    for name, section in SECTIONS.items():
        terms, left_out = room.TERMS.get(name, {}), room.LEFT_OUT.get(name, {})
        assert {*terms, *left_out} == {field.name for field in section.stated}, name
        assert not terms.keys() & left_out.keys(), name
        assert all(left_out.values()), name


@pytest.mark.parametrize("form", ALL)
def test_what_may_not_leave_stays_in(form: str, export: Export, data: str) -> None:
    done = export(form, "-d", data, *DAY)
    text = done.content.decode(errors="replace").casefold()
    for word in f"{OF_PLAN} {OF_REST}".split():
        if word not in ("embargo", "off-record", "deep-background", "anonymity"):  # our own words
            assert word.casefold() not in text, word
    assert "ruiz" in text or "scoop" in text  # what leaves is there
    assert done.code == 0
    assert "1 claim under embargo" in done.err
    assert "1 claim off the record" in done.err


@pytest.mark.parametrize("form", ALL)
def test_the_day_after_an_embargo_its_claim_leaves(form: str, export: Export, data: str) -> None:
    before = export(form, "-d", data, *DAY).content
    done = export(form, "-d", data, "--as-of", "2026-02-05")
    assert done.content != before
    assert "under embargo" not in done.err


NAMED = """\
articles: [{id: scoop, url: "https://gazette.example/scoop"}]
speakers: [{id: aide, name: Jiri Vesely, anonymous: true, description: an aide}]
claims:
- id: one
  text: The talks go on.
  speaker: aide
  confidence: low
  appearances: [{article: scoop, quote: go on}]
"""


@pytest.mark.parametrize("form", ALL)
def test_a_confidential_name_stands_nowhere(form: str, export: Export, tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(f"# Jiri told us\n{NAMED}", encoding="utf-8")
    done = export(form, "-d", str(path), "--with", "all")
    assert done.code == 0
    assert b"vesely" not in done.content.lower()
    assert "vesely" not in done.err.lower()


HIDING = {
    "text": ("The talks go on.", "Jiri Vesely says that talks go on."),
    "quote": ("quote: go on", "quote: J. and Jiří Veselý go on"),
    "id": ("id: one", "id: jiri-vesely-goes-on"),
    "locator": ("quote: go on", "quote: go on, locator: jiri vesely 2"),
    "address": ("/scoop", "/Ji%C5%99%C3%AD-Vesel%C3%BD"),
    "headline": ("id: scoop,", "id: scoop, headline: Jiří Veselý talks,"),
}


@pytest.mark.parametrize("form", ALL)
@pytest.mark.parametrize("place", HIDING)
def test_a_confidential_name_elsewhere_stops_the_export(
    form: str, place: str, export: Export, tmp_path: Path
) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(NAMED.replace(*HIDING[place]), encoding="utf-8")
    done = export(form, "-d", str(path))
    assert done.code == 3
    assert not done.path.exists()
    assert "holds a name that must be withheld" in done.err
    assert "claims.yaml" in done.err
    assert "esel" not in done.err


@pytest.mark.parametrize("form", ALL)
def test_of_broken_data_nothing_is_written(form: str, export: Export, tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text("claims:\n- {id: one}\n", encoding="utf-8")
    done = export(form, "-d", str(path))
    assert done.code == 3
    assert "claims.yaml:2" in done.err
    assert not done.path.exists()
    assert list(done.path.parent.iterdir()) == []


@pytest.mark.parametrize("form", ALL)
def test_what_stood_there_stays_if_an_export_fails(
    form: str, export: Export, data: str, tmp_path: Path
) -> None:
    first = export(form, "-d", data, *DAY)
    broken = tmp_path / "broken.yaml"
    broken.write_text("claims:\n- {id: one}\n", encoding="utf-8")
    again = export(form, "-d", str(broken))
    assert (again.code, again.content) == (3, first.content)


@pytest.mark.parametrize("form", ALL)
def test_the_same_data_give_the_same_bytes(form: str, export: Export, data: str) -> None:
    assert export(form, "-d", data, *DAY).content == export(form, "-d", data, *DAY).content


@pytest.mark.parametrize("form", ALL)
def test_an_empty_answer_is_written_too(form: str, export: Export, data: str) -> None:
    done = export(form, "-d", data, *DAY, "topic:nothing-of-this")
    assert done.code == 0
    assert "no claims match" in done.err
    assert b"bridge is shut" not in done.content
    assert done.path.exists()


@pytest.mark.parametrize("form", ALL)
def test_a_query_chooses_claims_and_what_belongs_to_them(
    form: str, export: Export, data: str
) -> None:
    done = export(form, "-d", data, *DAY, "shut")
    text = done.content.decode(errors="replace")
    assert "scoop" in text
    assert "ferry" not in text.casefold()


@pytest.mark.parametrize("form", [name for name in ALL if name not in STREAMS])
def test_what_is_no_text_needs_a_path(form: str, coalition: Run) -> None:
    result = coalition("export", form)
    assert (result.code, result.out) == (2, "")
    assert "say where: -o " in result.err


@pytest.mark.parametrize("form", ALL)
def test_an_empty_path_is_none(form: str, coalition: Run, data: str) -> None:
    result = coalition("export", form, "-d", data, "-o", "")
    assert (result.code, result.out) == (2, "")
    assert "is empty" in result.err.splitlines()[-1]


def test_a_format_that_is_none_is_told_with_those_that_are(coalition: Run) -> None:
    result = coalition("export", "csvv")
    assert (result.code, result.out) == (2, "")
    for form in FORMATS:
        assert f"'{form}'" in result.err


def test_where_no_format_is_named_they_are_told(coalition: Run) -> None:
    result = coalition("export")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"coalition: missing argument 'FORMAT'. It is one of {', '.join(FORMATS)}\n"
        "try 'coalition export -h' for help\n"
    )


def test_a_folder_of_other_files_is_not_replaced(coalition: Run, data: str, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    result = coalition("export", "csv", "-d", data, "-o", str(folder))
    assert result.code == 2
    assert result.err == (
        f"coalition: {folder} has files that this command has not made\n"
        "name a folder that is new or empty\n"
    )
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_would_become_data_is_not_made(
    coalition: Run, data: str, tmp_path: Path
) -> None:
    folder = Path(data).parent
    result = coalition("export", "csv", "-d", str(folder), "-o", str(folder / "tables"))
    assert result.code == 2
    assert f"tables/datapackage.json would become part of the data in {folder}\n" in result.err
    assert not (folder / "tables").exists()


@pytest.mark.parametrize("path", ["pipe", "folder", "folder/", "new/"])
def test_a_database_is_a_file(
    coalition: Run, data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    os.mkfifo("pipe")
    result = coalition("export", "sqlite", "-d", data, "-o", path)
    assert (result.code, result.out) == (3, "")
    why = (
        "file exists\nname another place" if path == "pipe" else "is a directory\nname a file in it"
    )
    assert result.err == f"coalition: cannot write {path}: {why}\n"


def test_a_folder_of_an_earlier_run_is_replaced_but_not_with_a_file_of_ones_own(
    export: Export, data: str
) -> None:
    first = export("csv", "-d", data, *DAY)
    assert export("csv", "-d", data, *DAY).code == 0
    (first.path / "notes.txt").write_text("mine", encoding="utf-8")
    assert export("csv", "-d", data, *DAY).code == 2
    assert json.loads((first.path / "datapackage.json").read_text(encoding="utf-8"))


def test_of_a_record_that_belongs_to_the_answer_all_else_is_kept(
    export: Export, tmp_path: Path
) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(
        "membership: {counted: 35}\n"
        "claims:\n"
        "- {id: one, text: One., topics: [a], supports: [two]}\n"
        "- {id: two, text: Two., topics: [b]}\n"
        "facts: [{id: law, text: A law., reference: {title: The law}, supports: [one, two]}]\n",
        encoding="utf-8",
    )
    folder = export("csv", "-d", str(path), "id:one").path
    tables = {one.stem: one.read_text(encoding="utf-8") for one in folder.glob("*.csv")}
    assert "35" in tables["file"]
    assert "The law" in tables["facts"]
    assert ",a," in tables["claims"]
    assert [name for name, text in tables.items() if "two" in text] == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_run_that_a_signal_ends_leaves_no_copy(number: signal.Signals, tmp_path: Path) -> None:
    lines = (json.dumps({"id": f"c{n}", "text": "It rains."}) for n in range(20_000))
    (tmp_path / "claims.jsonl").write_text("\n".join(lines), encoding="utf-8")
    room = tmp_path / "room"
    room.mkdir()
    words = ["export", "csv", "-d", "claims.jsonl", "-o", "out"]
    run = subprocess.Popen(
        [*COMMAND, *words],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(room)},
        stderr=subprocess.DEVNULL,
    )
    while not [*room.glob("coalition-*/claims.jsonl")]:
        assert run.poll() is None
        time.sleep(0.01)
    run.send_signal(number)
    assert run.wait() != 0
    assert [*room.iterdir()] == []
    assert not (tmp_path / "out").exists()


KILLED = """\
import os, signal, sys
from coalition_cli.__main__ import main
from coalition_cli.exporting import tables
tables._descriptor = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # before the last file
main(sys.argv[1:])
"""


@pytest.mark.slow
def test_what_a_killed_export_leaves_is_removed_by_the_next_and_nothing_else(
    coalition: Run, data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("places").mkdir()
    words = ["export", "csv", "-d", data, "-o", "places/out"]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *words], stderr=subprocess.DEVNULL, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    [left] = Path("places").iterdir()
    assert (left / "claims.csv").exists()
    own = Path("places/.coalition.00000000000000a0.part")
    (own / "below").mkdir(parents=True)
    held = Path("places/.coalition.00000000000000a1.part")
    held.mkdir()
    handle = os.open(held, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)  # by a run that goes on
    assert coalition(*words).code == 0
    assert sorted(Path("places").iterdir()) == [own, held, Path("places/out")]
    os.close(handle)
    assert coalition(*words).code == 0
    assert sorted(Path("places").iterdir()) == [own, Path("places/out")]
    assert left not in (own, held)
