"""Whatever happens to the cache, and whoever else uses it, the answer is right."""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.cache import entry as entries
from coalition_cli.cache import making
from coalition_cli.cache.note import is_marked
from coalition_cli.commands import opening
from coalition_cli.project import Corpus
from coalition_cli.query import tables as statement
from coalition_cli.reading import stamps
from coalition_cli.reading.beside import LARGE

from .caches import at_look, at_opening, cache, databases, entry, left_over, notes, without_cache
from .conftest import COMMAND, Run
from .records import make_claim, yaml_text
from .terminals import Result

pytestmark = pytest.mark.slow

Write = Callable[..., str]
Damage = Callable[[bytes], bytes]

IS_ROOT = os.geteuid() == 0
PAGE = 4096  # bytes of a page of SQLite's

BROKE_OFF = (
    "coalition: the answer is not complete: "
    "the index in the cache was damaged, and is removed now\n"
    "ask again: that makes a new one\n"
)


def many_claims(count: int) -> str:
    """Return a claims file with as many claims, each with an appearance and some names."""
    claims = (
        make_claim(
            id=f"c{number}",
            text=f"claim number {number} of {count}",
            speaker=f"speaker {number % 50}",
            source=f"source-{number % 9}",
            appearances=[{"article": f"a{number % 3}", "quote": f"in so many words: {number}"}],
        )
        for number in range(count)
    )
    articles = "articles: [{id: a0, publisher: source-1}, {id: a1, retells: [a0]}, {id: a2}]\n"
    return f"{articles}claims:\n" + "".join(f"- {yaml_text(claim)}\n" for claim in claims)


def large_file(write: Write) -> str:
    """Write a file so large that two processes make its index, and return its path."""
    lines = many_claims(3000).replace("}]}\n", f"}}], note: {'at length ' * 140}}}\n")
    assert len(lines) > LARGE
    return write(lines, "large.yaml")


def file_of_notes(write: Write) -> str:
    """Write a small number of claims with 200 MB that nobody searches, and return the path."""
    extra = {"kept": "x" * 250_000}
    lines = (f"{json.dumps(make_claim(id=f'c{n}', extra=extra))}\n" for n in range(800))
    return write("".join(lines), "notes.jsonl")


def helpers() -> list[int]:
    """Return the processes that fill an index for those of this test, by what they run.

    Other tests may run beside this one, in a folder of their own.
    """
    found = []
    here = os.fsencode(cache().parent)
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (process / "cmdline").read_bytes().split(b"\0")
            ours = any(word.startswith(here) for word in words)
            if ours and b"coalition_cli.index.apart" in words:
                found.append(int(process.name))
    return found


def have_ended() -> bool:
    """Whether the processes that fill an index for others end soon."""
    deadline = time.monotonic() + 20
    while helpers() and time.monotonic() < deadline:
        time.sleep(0.01)
    return not helpers()


def stating(name: str, text: str) -> str:
    """Return a claims file with one claim."""
    return f"claims:\n- {{id: {name}, text: {text}}}\n"


def write(file: Path, text: str) -> None:
    """Replace a file by one with another text, so that it is whole at all times."""
    beside = file.with_name(f".{os.urandom(6).hex()}")
    beside.write_text(text)
    beside.replace(file)


# Damage that shows: the database is not the one of the note, the note is not whole.

ASKED = ("claims", "number", "--json", "-d")  # a search, and all fields
BRIEFLY = ("claims", "number", "--fields", "id,text", "-d")


def bitten(content: bytes) -> Iterator[bytes]:
    """Yield a file cut short, grown, and written over in many places."""
    size = len(content)
    lengths = {0, 1, 8, 9, 16, 100, PAGE - 1, PAGE, PAGE + 1, size // 2, size - PAGE, size - 1}
    yield from (content[:length] for length in sorted(lengths) if 0 <= length < size)
    yield from (content + tail for tail in (b"\0", b"]", content))
    draw = random.Random(size)
    for start in range(0, size, max(1, size // 20)):
        for bitten in (bytes(64), b"\xff" * 64, draw.randbytes(64)):
            yield content[:start] + bitten[: size - start] + content[start + 64 :]


@pytest.mark.parametrize("which", ["note", "database"])
def test_a_damaged_entry_is_made_anew_quietly(
    coalition: Run, claims_file: Write, which: str
) -> None:
    file = claims_file(many_claims(20))
    expected = without_cache(coalition)(*ASKED, file)
    assert coalition(*ASKED, file) == expected
    for content in bitten(getattr(entry(), which).read_bytes()):
        coalition("cache", "clear", "--all")
        coalition(*ASKED, file)
        before = entry()
        path: Path = getattr(before, which)
        beside = path.with_suffix(".beside")
        beside.write_bytes(content)
        beside.chmod(0o600)
        beside.replace(path)
        assert coalition(*ASKED, file) == expected
        if not is_marked(str(path)) if path.exists() else False:
            assert path.read_bytes() == content  # who knows whose it is
            path.unlink()
        assert left_over() == []
        assert entry().database != before.database


def _nothing(path: Path) -> None:
    path.unlink()


def _an_empty_file(path: Path) -> None:
    path.write_bytes(b"")


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _a_folder_with_something_in_it(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "mine").write_text("")


def _a_link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


def _another_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE claims (id)")
    database.close()


@pytest.mark.parametrize("which", ["note", "database"])
@pytest.mark.parametrize(
    "replace",
    [
        _nothing,
        _an_empty_file,
        _a_folder,
        _a_folder_with_something_in_it,
        _a_link_to_itself,
        _a_pipe,
        _another_database,
    ],
    ids=lambda replace: replace.__name__.strip("_"),
)
def test_something_else_in_the_place_of_an_entry_is_no_failure(
    coalition: Run, claims_file: Write, replace: Callable[[Path], None], which: str
) -> None:
    file = claims_file(many_claims(5))
    expected = without_cache(coalition)(*ASKED, file)
    coalition(*ASKED, file)
    replace(getattr(entry(), which))
    for number in (5, 6):
        claims_file(many_claims(number))
        expected = without_cache(coalition)(*ASKED, file)
        for _ in range(2):
            assert coalition(*ASKED, file) == expected


def test_databases_that_have_changed_places_are_made_anew(
    coalition: Run, claims_file: Write
) -> None:
    files = [claims_file(many_claims(number), f"{number}.yaml") for number in (5, 6)]
    expected = [without_cache(coalition)(*ASKED, file) for file in files]
    for file in files:
        coalition(*ASKED, file)
    one, other = databases()
    one.rename(cache() / "between")
    other.rename(one)
    (cache() / "between").rename(other)
    assert [coalition(*ASKED, file) for file in files] == expected
    assert len(notes()) == 2
    assert left_over() == []


# Damage that does not show: the disk gives back something else than was written.

QUESTIONS = [
    ["claims", "number", "--json"],
    ["speakers", "--json"],
    ["stats", "--json"],
    ["show", "c7", "a1"],
    [],
]


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each index taken for one that is too large to be held against its checksum each time."""
    monkeypatch.setattr(entries, "CHECKED", 0)


EVERY = 5  # of the pages, one in so many is lost: 1 takes a few minutes


def zeroed(content: bytes) -> bytes:
    """Return a page that was lost."""
    return bytes(len(content))


def ones(content: bytes) -> bytes:
    """Return a page of a disk's that was never written."""
    return b"\xff" * len(content)


def of_another_file(content: bytes) -> bytes:
    """Return a page with something else."""
    return (b"claims:\n- {id: a, text: b}\n" * len(content))[: len(content)]


def right_or_broken_off(run: Run, arguments: list[str], expected: Result) -> None:
    """Ask twice: the answer is right, or says that it is none, and then is right."""
    result = run(*arguments)
    if result != expected:
        assert (result.code, result.err) == (3, BROKE_OFF)
        assert expected.out.startswith(result.out)
        assert run(*arguments) == expected


@pytest.mark.usefixtures("_large")
@pytest.mark.parametrize("damage", [zeroed, ones, of_another_file])
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_page_that_is_lost_never_makes_a_wrong_answer(
    coalition: Run, claims_file: Write, question: list[str], damage: Damage
) -> None:
    file = claims_file(many_claims(150))
    arguments = [*question, "-d", file]
    expected = coalition(*arguments)
    content = entry().database.read_bytes()
    first = (len(question) * 7 + len(damage.__name__)) % EVERY
    for start in [0, *range(PAGE * first, len(content), PAGE * EVERY)]:
        page = content[start : start + PAGE]
        entry().forge(content[:start] + damage(page) + content[start + PAGE :])
        right_or_broken_off(coalition, arguments, expected)
        assert coalition(*arguments) == expected


@pytest.mark.usefixtures("_large")
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_database_that_is_cut_short_never_makes_a_wrong_answer(
    coalition: Run, claims_file: Write, question: list[str]
) -> None:
    file = claims_file(many_claims(150))
    arguments = [*question, "-d", file]
    expected = coalition(*arguments)
    content = entry().database.read_bytes()
    for length in [0, 1, 50, 100, *range(PAGE, len(content), PAGE * EVERY * 3)]:
        entry().forge(content[:length])
        right_or_broken_off(coalition, arguments, expected)


@pytest.mark.usefixtures("_large")
def test_a_lost_page_is_not_carried_on_when_the_data_changes(
    coalition: Run, tmp_path: Path
) -> None:
    folder, small = tmp_path / "data", tmp_path / "data" / "small.yaml"
    folder.mkdir()
    (folder / "large.yaml").write_text(many_claims(150))
    small.write_text("claims:\n- {id: a, text: number one}\n")
    arguments = [*ASKED, str(folder)]
    coalition(*arguments)
    kept = entry()
    content, note = kept.database.read_bytes(), kept.read()
    small.write_text("claims:\n- {id: a, text: number two}\n")
    expected = without_cache(coalition)(*arguments)
    for start in range(PAGE * 2, len(content), PAGE * EVERY):
        lost = content[:start] + bytes(PAGE) + content[start + PAGE :]
        entry().forge(lost, stamps=note.stamps)
        right_or_broken_off(coalition, arguments, expected)
        assert coalition(*arguments) == expected


@pytest.mark.usefixtures("_large")
def test_bytes_that_are_lost_within_pages_are_no_failure(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(many_claims(150))
    draw = random.Random(1)
    coalition("-d", file)
    content = entry().database.read_bytes()
    for number in range(400 // EVERY):
        start = draw.randrange(len(content))
        lost = draw.choice([bytes(50), b"\xff" * 50, draw.randbytes(50), draw.randbytes(1)])
        entry().forge(content[:start] + lost + content[start + len(lost) :])
        result = coalition(*QUESTIONS[number % len(QUESTIONS)], "-d", file)
        assert (result.code, result.err) in [(0, ""), (3, BROKE_OFF)]
        if result.code:
            assert coalition("-d", file).code == 0


@pytest.mark.usefixtures("_large")
def test_a_list_that_is_lost_breaks_the_answer_off(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    file = claims_file("claims:\n- {id: a, text: A, topics: [red]}\n")
    expected = coalition("claims", "-d", file)
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(entry().database.read_bytes())
    with closing(sqlite3.connect(damaged)) as database, database:
        database.execute("UPDATE stated_claims SET topics = '[\"re'")
    entry().forge(damaged.read_bytes())
    assert coalition("claims", "-d", file)[::2] == (3, BROKE_OFF)
    assert coalition("claims", "-d", file) == expected


def flipped(content: bytes, draw: random.Random) -> bytes:
    """Return a file with a few bits that are not as they were."""
    changed = bytearray(content)
    for _ in range(draw.randrange(1, 4)):
        changed[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def test_a_flipped_bit_never_makes_a_wrong_answer(coalition: Run, claims_file: Write) -> None:
    file = claims_file(many_claims(150))
    asked = [[*question, "-d", file] for question in QUESTIONS]
    expected = [coalition(*question) for question in asked]
    draw = random.Random(1)
    for number in range(200 // EVERY):
        entry().forge(flipped(entry().database.read_bytes(), draw))
        which = number % len(asked)
        assert coalition(*asked[which]) == expected[which]
        assert left_over() == []


@pytest.mark.usefixtures("_large")
def test_a_large_index_that_rested_for_a_day_is_held_against_its_checksum(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file("claims:\n- {id: a, text: one}\n")
    expected = coalition("claims", "-d", file)
    lost = entry().database.read_bytes().replace(b"one", b"two")
    entry().forge(lost)
    assert "two" in coalition("claims", "-d", file).out  # as it was asked just now
    a_day_ago = time.time() - 25 * 3600
    os.utime(entry().note, (a_day_ago, a_day_ago))
    assert coalition("claims", "-d", file) == expected


@pytest.mark.usefixtures("_large")
def test_a_lost_bit_is_not_carried_on_when_the_data_changes(coalition: Run, tmp_path: Path) -> None:
    for name in "ab":
        write(tmp_path / f"{name}.yaml", stating(name, "one"))
    asked = ["claims", "--fields", "id,text", "-d", str(tmp_path)]
    coalition(*asked)
    entry().forge(entry().database.read_bytes().replace(b"one", b"two"))
    write(tmp_path / "b.yaml", stating("b", "six"))
    assert coalition(*asked) == (0, "id\ttext\na\tone\nb\tsix\n", "")


def test_a_question_that_cannot_be_answered_leaves_the_index(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = claims_file(many_claims(20))
    coalition("claims", "-d", file)
    kept = databases()
    monkeypatch.setattr(statement, "_TOGETHER", 10_000)  # as if nothing were done about it
    result = coalition("claims", *(f"text:{number}" for number in range(1_500)), "-d", file)
    assert result == (
        2,
        "",
        "coalition: the question cannot be answered: Expression tree is too large"
        " (maximum depth 1000)\nask for less in one question\n",
    )
    assert databases() == kept


# Runs that end early.


def test_a_run_that_is_killed_leaves_nothing_wrong(
    process: Run, claims_file: Write, tmp_path: Path
) -> None:
    file = large_file(claims_file)
    asked = ["stats", "number", "--by", "speaker", "-d", file]
    expected = without_cache(process)(*asked)
    begun = time.monotonic()
    assert process(*asked) == expected
    duration = time.monotonic() - begun

    def killed_after(moment: int) -> tuple[Result, list[str]]:
        folder = tmp_path / str(moment)
        env = {"COALITION_CACHE": str(folder)}
        with subprocess.Popen(
            [*COMMAND, *asked], stdout=subprocess.DEVNULL, env={**os.environ, **env}
        ) as child:
            time.sleep(duration * moment / 20)
            child.kill()
        after = process(*asked, env=env)
        # An empty file stays if it was killed between its making and its mark: it may be anybody's.
        left = [path.suffix for path in folder.iterdir() if path.stat().st_size]
        return after, sorted(left)

    with ThreadPoolExecutor(2) as pool:
        for after, left in pool.map(killed_after, range(2, 22)):
            assert after == expected
            assert left == [".json", ".sqlite"]
    assert have_ended()


@pytest.mark.parametrize("whom", [os.kill, os.killpg], ids=["it alone", "all of its group"])
def test_an_interrupt_leaves_nothing_behind(
    claims_file: Write, whom: Callable[[int, int], None]
) -> None:
    file = large_file(claims_file)
    ends = []
    for wait in (0, 0.1, 0.2, 0.3, None, None):
        for path in cache().iterdir():
            path.unlink()
        with subprocess.Popen(
            [*COMMAND, "claims", "-d", file, "--count"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as child:
            # At first, a little later, and once another process helps.
            while not (databases() if wait is not None else helpers()) and child.poll() is None:
                time.sleep(0.001)
            time.sleep(wait or 0)
            if child.poll() is None:
                whom(child.pid, signal.SIGINT)
            out, error = child.communicate(timeout=60)
        ends.append((child.returncode, out, error))
        assert left_over() == []
        assert have_ended()
    assert ends[0] == (130, b"", b"")
    # Some may be quicker than we are: done, or so far that Python itself is what is ended.
    quicker = {(0, b"3000\n", b""), (-signal.SIGINT, b"3000\n", b"")}
    assert set(ends) <= {ends[0], *quicker}


def _interrupt() -> None:
    raise KeyboardInterrupt


def test_an_interrupt_at_any_look_leaves_nothing_behind(coalition: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for name in "ab":
        write(data / f"{name}.yaml", stating(name, "one"))
    expected = without_cache(coalition)(*ASKED, data)
    for moment in count():
        coalition("cache", "clear", "--all")
        with at_look(moment, (data, cache()), _interrupt) as looks:
            result = coalition(*ASKED, data)
        if len(looks) <= moment:  # the run was over before
            break
        assert result == (130, "", "")
        assert left_over() == []
        assert coalition(*ASKED, data) == expected
    assert moment > 2


# The process that helps with a large file.


@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "exit 1",
        "kill -9 $$",
        "echo what is this",
        'exec "{python}" -c "import no_such_module"',
        '"{python}" "$@" more | true',
        None,
    ],
)
def test_a_helper_that_fails_is_no_failure(
    coalition: Run,
    claims_file: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str | None,
) -> None:
    file, python = large_file(claims_file), tmp_path / "python"
    if script is not None:
        python.write_text("#!/bin/sh\n" + script.format(python=sys.executable))
        python.chmod(0o755)
    asked = ["stats", "number", "--by", "speaker", "-d", file]
    expected = coalition(*asked)
    assert expected.code == 0
    coalition("cache", "clear", "--all")
    monkeypatch.setattr(sys, "executable", str(python))
    for _ in range(2):
        assert coalition(*asked) == expected
    assert left_over() == []


# Others at the same time.


def test_many_readers_and_writers_at_once_have_right_answers(process: Run, tmp_path: Path) -> None:
    versions = [f"version{number}" for number in range(5)]

    def claims(version: str) -> str:
        rows = (f"- {{id: c{number}, text: {version}, speaker: s}}\n" for number in range(20))
        return "claims:\n" + "".join(rows)

    def speaker(version: str) -> str:
        return f"speakers:\n- {{id: s, name: {version}}}\n"

    write(tmp_path / "claims.yaml", claims(versions[0]))
    write(tmp_path / "speakers.yaml", speaker(versions[0]))
    asked = ["claims", "-d", str(tmp_path), "-f", "tsv", "--fields", "text,speaker_name"]
    right = {
        "text\tspeaker_name\n" + f"{text}\t{name}\n" * 20 for text in versions for name in versions
    }

    def work(worker: int) -> None:
        draw = random.Random(worker)
        for _ in range(6):
            if draw.random() < 0.5:
                write(tmp_path / "claims.yaml", claims(draw.choice(versions)))
            if draw.random() < 0.5:
                write(tmp_path / "speakers.yaml", speaker(draw.choice(versions)))
            result = process(*asked)
            assert (result.code, result.err) == (0, "")
            assert result.out in right

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    for version in versions:
        write(tmp_path / "claims.yaml", claims(version))
        for _ in range(2):
            assert process(*asked) == without_cache(process)(*asked)
    assert len(notes()) == 1
    assert left_over() == []


def test_many_first_readings_at_once_make_one_index(process: Run, claims_file: Write) -> None:
    file = claims_file(many_claims(500))
    expected = without_cache(process)(*BRIEFLY, file)
    with ThreadPoolExecutor(10) as pool:
        for result in pool.map(lambda _: process(*BRIEFLY, file), range(10)):
            assert result == expected
    claims_file(many_claims(501))
    process(*BRIEFLY, file)  # the last to make one may have met another that was not done yet
    assert entry().database.exists()
    assert left_over() == []


Others = Callable[[Path, Run], object]


def _clear(data: Path, run: Run) -> None:
    run("cache", "clear", "--all")


def _lose_the_databases(data: Path, run: Run) -> None:
    for path in databases():
        path.unlink()


def _change_a_file(data: Path, run: Run) -> None:
    write(data / "a.yaml", stating("a", "two"))
    run("claims", "-d", data)


def _add_a_file(data: Path, run: Run) -> None:
    write(data / "a.yaml", stating("a", "two"))
    write(data / "aa.yaml", stating("aa", "two"))
    run("claims", "-d", data)


def _change_a_file_there_and_back(data: Path, run: Run) -> None:
    _change_a_file(data, run)
    write(data / "a.yaml", stating("a", "one"))


@pytest.mark.parametrize(
    "others",
    [_clear, _lose_the_databases, _change_a_file, _add_a_file, _change_a_file_there_and_back],
    ids=lambda others: others.__name__.strip("_"),
)
def test_what_others_do_between_two_looks_makes_no_wrong_answer(
    coalition: Run, tmp_path: Path, others: Others
) -> None:
    for moment in count():
        data = tmp_path / f"data{moment}"
        data.mkdir()
        _clear(data, coalition)
        asked = ["claims", "--json", "--fields", "id,text", "-d", str(data)]
        for name in "abc":
            write(data / f"{name}.yaml", stating(name, "one"))
        coalition(*asked)
        write(data / "b.yaml", stating("b", "two"))
        with at_look(moment, (data, cache()), partial(others, data, coalition)) as looks:
            result = coalition(*asked)
        assert (result.code, result.err) == (0, "")
        seen = {row["id"]: row["text"] for row in result.json}
        assert seen.pop("a", "nothing") in ("one", "two")
        assert seen.pop("aa", "two") == "two"
        assert seen == {"b": "two", "c": "one"}
        for text in (None, "one", "two"):
            if text:
                write(data / "a.yaml", stating("a", text))
            assert coalition(*asked) == without_cache(coalition)(*asked)
        if len(looks) <= moment:  # the run was over before
            break
    assert moment > 5


def by_and_by(file: Path, number: int) -> None:
    """Write to a file in place, as many bytes as before, and set its time back."""
    before = file.stat()
    file.write_text(file.read_text().replace(f"v{number}", f"v{number + 1}"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("command", ["claims", "check"])
@pytest.mark.parametrize("kept", [True, False], ids=["kept", "in memory"])
@pytest.mark.parametrize("to", ["a", "b"])
def test_a_record_that_moves_while_files_are_read_is_neither_lost_nor_seen_twice(
    coalition: Run, tmp_path: Path, command: str, kept: bool, to: str
) -> None:
    files = {name: tmp_path / f"{name}.yaml" for name in "ab"}
    run = coalition if kept else without_cache(coalition)
    asked = {
        "claims": ["claims", "-d", str(tmp_path), "--fields", "id,text"],
        "check": ["check", str(tmp_path), "-f", "concise"],
    }[command]

    def place(name: str) -> None:
        for other, file in files.items():
            write(file, stating("x", "moving") if other == name else "claims: []\n")

    openings = count()

    def move(path: str) -> None:
        if path == str(files["b"]) and next(openings) == 0:  # when a has been read
            place(to)

    place("ab".replace(to, ""))
    with at_opening(move):
        result = run(*asked)
    assert next(openings) > 1
    assert result == run(*asked)
    assert command == "check" or result == (0, "id\ttext\nx\tmoving\n", "")
    assert left_over() == []


@pytest.mark.parametrize("act", ["add", "remove", "rename"])
def test_files_that_come_and_go_while_others_are_read_are_seen(
    coalition: Run, tmp_path: Path, act: str
) -> None:
    files = [tmp_path / f"{name}.yaml" for name in "abc"]
    for file in files[:2]:
        write(file, stating(file.stem, "one"))
    openings = count()

    def change(path: str) -> None:
        if path == str(files[1]) and next(openings) == 0:
            if act == "add":
                write(files[2], stating("c", "one"))
            elif act == "remove":
                files[0].unlink()
            else:
                files[0].rename(files[2])

    with at_opening(change):
        result = coalition("claims", "-d", tmp_path, "--fields", "id,file")
    assert result == without_cache(coalition)("claims", "-d", tmp_path, "--fields", "id,file")


def test_what_can_be_read_only_once_is_not_lost_when_files_are_read_again(
    coalition: Run, tmp_path: Path
) -> None:
    a, b = tmp_path / "a.yaml", tmp_path / "b.yaml"
    for file in (a, b):
        write(file, stating(file.stem, "one"))
    openings = count()

    def change(path: str) -> None:
        if path == str(b) and next(openings) == 0:
            write(a, stating("a", "two"))

    with at_opening(change):
        asked = ["claims", "--fields", "id,text", "-d", "-", "-d", str(tmp_path)]
        result = coalition(*asked, stdin=stating("s", "said"))
    assert result == (0, "id\ttext\ns\tsaid\na\ttwo\nb\tone\n", "")


def test_files_that_never_stay_as_they_are_are_a_problem(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "_PATIENCE", 0)
    a, b = tmp_path / "a.yaml", tmp_path / "b.yaml"
    for file in (a, b):
        write(file, stating(file.stem, "v1000"))
    numbers = count(1000)

    def change(path: str) -> None:
        if path == str(b):
            by_and_by(a, next(numbers))

    problem = f"{a}:1:1: unreadable: changes while it is read\n  wait until it is written\n"
    with at_opening(change):
        asked = without_cache(coalition)("claims", "-d", tmp_path)  # which reads all each time
        checked = coalition("check", tmp_path)
    assert asked == (3, "", f"{problem}coalition: 1 problem\n")
    assert checked.code == 1
    assert problem in checked.out
    assert left_over() == []


@pytest.mark.parametrize("name", ["a.yaml", "a.jsonl"])
def test_a_file_that_is_written_to_in_place_and_set_back_is_no_mixture(
    coalition: Run, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / name
    claims = [{"id": f"c{number}", "text": "v1000"} for number in range(20_000)]
    lines = [yaml_text(claim) for claim in claims]
    head = "" if name == "a.jsonl" else "claims:\n"
    file.write_text(head + "".join(f"{line}\n" if not head else f"- {line}\n" for line in lines))
    numbers = count(1000)

    def see(progress: object) -> None:
        number = next(numbers)
        if number < 1003:
            by_and_by(file, number)

    monkeypatch.setattr(opening, "watched", lambda: nullcontext(see))
    result = coalition("claims", "-d", file, "--fields", "text")
    texts = set(result.lines[1:])
    assert result.code == 0
    assert len(texts) == 1


# No room.


@contextmanager
def disk(place: Path, size: str) -> Iterator[Path]:
    """Mount a disk of that size at the place."""
    place.mkdir(exist_ok=True)
    if not IS_ROOT or sys.platform != "linux" or not shutil.which("mount"):
        pytest.skip("only root of a Linux system mounts disks")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False, timeout=60).returncode:
        pytest.skip("this system lets nobody mount a disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True, timeout=60)


def not_kept(folder: Path, why: str) -> str:
    """Return the pattern of what is said where no index can be written."""
    return (
        "coalition: each question reads all files again, because no index can be kept: "
        f"the program cannot write to the cache folder {re.escape(str(folder))}: {why}\n"
        "COALITION_CACHE can name another folder, or be off\n"
    )


def test_a_disk_without_room_is_no_failure(
    process: Run, claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = claims_file(many_claims(200))
    expected = without_cache(process)(*BRIEFLY, file)
    process(*BRIEFLY, file)
    needed = entry().database.stat().st_size // 1024
    for size in (4, 64, needed // 2, needed - 64, needed - 4, needed):
        with disk(tmp_path / "disk", f"{size}k") as place:
            monkeypatch.setenv("COALITION_CACHE", str(place / "cache"))
            said = not_kept(place / "cache", "(no space left on device|database or disk is full)")
            for _ in range(2):
                result = process(*BRIEFLY, file)
                assert result[:2] == expected[:2]
                assert re.fullmatch(said, result.err)
            assert [*place.rglob("*.sqlite*"), *place.rglob("*.json*")] == []


def test_a_disk_with_room_for_one_index_keeps_one(
    process: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, small = tmp_path / "data", tmp_path / "data" / "small.yaml"
    data.mkdir()
    (data / "large.yaml").write_text(many_claims(500))
    small.write_text("claims: []\n")
    process(*BRIEFLY, str(data))
    needed = entry().database.stat().st_size // 1024
    with disk(tmp_path / "disk", f"{needed * 3 // 2}k") as place:
        monkeypatch.setenv("COALITION_CACHE", str(place / "cache"))
        for text in ("one", "two", "six"):
            small.write_text(f"claims:\n- {{id: a, text: number {text}}}\n")
            expected = without_cache(process)(*BRIEFLY, str(data))
            for _ in range(2):
                assert process(*BRIEFLY, str(data)) == expected
            assert len(notes()) == 1
            assert left_over() == []


@pytest.mark.parametrize("blocks", [0, 1, 100, 700])
def test_files_that_may_not_grow_are_no_failure(
    process: Run, claims_file: Write, blocks: int
) -> None:
    file = claims_file(many_claims(200))
    expected = without_cache(process)(*BRIEFLY, file)
    limited = ["sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh", *COMMAND, *BRIEFLY, file]
    for _ in range(2):
        done = subprocess.run(limited, capture_output=True, check=False, timeout=60)
        assert (done.returncode, done.stdout.decode()) == (0, expected.out)
        said = not_kept(cache(), "(file too large|disk i/o error|database or disk is full)")
        assert re.fullmatch(said, done.stderr.decode())
        assert list(cache().iterdir()) == []


def test_a_full_disk_for_temporary_files_is_no_failure(
    process: Run, claims_file: Write, tmp_path: Path
) -> None:
    asked = ["claims", "--sort", "-text", "--json", "-d", large_file(claims_file)]
    expected = process(*asked)
    kept = databases()
    with disk(tmp_path / "disk", "64k") as place:
        (place / "full").write_bytes(bytes(60 << 10))
        env = {"TMPDIR": str(place), "SQLITE_TMPDIR": str(place)}
        assert process(*asked, env=env) == expected
        assert databases() == kept
        assert process("cache", "clear", "--all").code == 0
        assert process(*asked, env=env) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such limit")
@pytest.mark.parametrize("given", ["$0", "-"], ids=["file", "stdin"])
def test_an_index_that_nobody_keeps_is_not_all_in_memory(
    claims_file: Write, tmp_path: Path, given: str
) -> None:
    file = file_of_notes(claims_file)
    place = tmp_path / "temporary"
    place.mkdir()
    most = 220_000 if given != "-" else 420_000  # standard input is kept in memory itself
    asked = f'ulimit -v {most}; exec {" ".join(COMMAND)} claims --count -d "{given}" <"$0"'
    env = {**os.environ, "COALITION_CACHE": "off", "TMPDIR": str(place)}
    done = subprocess.run(
        ["sh", "-c", asked, file], capture_output=True, env=env, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"800\n", b"")
    assert list(place.iterdir()) == []


def test_an_index_that_nobody_keeps_is_in_memory_where_a_disk_is_full(
    process: Run, claims_file: Write, tmp_path: Path
) -> None:
    file = file_of_notes(claims_file)
    with disk(tmp_path / "disk", "64k") as place:
        env = {"COALITION_CACHE": "off", "TMPDIR": str(place), "SQLITE_TMPDIR": str(place)}
        assert process("claims", "--count", "-d", file, env=env) == (0, "800\n", "")
        assert list(place.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such limit")
def test_too_little_memory_is_said_and_leaves_nothing(claims_file: Write) -> None:
    file = large_file(claims_file)

    def limited(kilobytes: int, *arguments: str) -> tuple[int, str, str]:
        shell = ["sh", "-c", f'ulimit -v {kilobytes}; exec "$@"', "sh", *COMMAND, *arguments]
        done = subprocess.run(shell, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, done.stdout, done.stderr

    # What is just enough for a small file.
    enough = next(n for n in count(20_000, 4_000) if limited(n, "claims", "--count")[0] == 0)
    assert limited(10 * enough, "cache", "clear", "--all")[0] == 0
    said = "coalition: there is not enough memory\nask for less, or split the data\n"
    assert limited(enough, "claims", "-d", file) == (3, "", said)
    assert list(cache().iterdir()) == []


def test_an_index_is_closed_where_its_files_cannot_be_looked_at_again(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    made: list[sqlite3.Connection] = []

    def kept(*asked: Any) -> making.Made:
        found = make(*asked)
        made.append(found.database)
        return found

    make = making.made
    monkeypatch.setattr(making, "made", kept)
    monkeypatch.setattr(Corpus, "files_again", interrupted)
    assert coalition("claims", "-d", claims_file("claims: []")) == (130, "", "")
    [database] = made
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        database.execute("SELECT 1")


def test_a_file_that_goes_while_it_is_checked_is_told(coalition: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    write(file, stating("a", "one"))
    openings = count()

    def change(path: str) -> None:
        if path == str(file) and next(openings) == 1:  # its comments are looked at
            file.unlink()

    with at_opening(change):
        result = coalition("check", file, "-f", "concise")
    assert result.code == 1
    assert result.out.startswith(f"{file}:1:1: unreadable: ")
