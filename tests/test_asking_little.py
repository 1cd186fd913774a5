"""Of many records an engine is asked few questions: for each it may read all records of a lake."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.answers.articles import growing
from coalition_cli.answers.asking import Wanted, question
from coalition_cli.answers.counts import counted_by
from coalition_cli.answers.opening import opened
from coalition_cli.index.keeping import SQLite
from coalition_cli.model import SECTIONS
from coalition_cli.project import corpus_of
from coalition_cli.query import Statement, grouped
from coalition_cli.query.full_text import SQLITE

from .conftest import Run
from .lakes import NEEDED, lake_of

MANY = 3_000  # records
_HALF = [f"c{n}" for n in range(0, MANY, 2)]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of claims that each have a speaker, an article of their own, and a retelling.

    Half of the articles retell another one.
    """
    path = tmp_path_factory.mktemp("many") / "many.jsonl"
    with path.open("w", encoding="utf-8") as lines:

        def add(section: str, **record: object) -> None:
            lines.write(json.dumps({section: record}) + "\n")

        add("sources", id="herald", name="Herald", kind="outlet")
        add("sources", id="echo", name="Echo", kind="outlet")
        for n in range(MANY):
            retells = [] if n % 2 else [f"a{n + 1}"]
            add("articles", id=f"a{n}", headline=f"A{n}", publisher="herald", retells=retells)
            add("articles", id=f"r{n}", headline=f"R{n}", publisher="echo", retells=[f"a{n}"])
            add("speakers", id=f"s{n}", name=f"Ana {n}")
            quoted = {"article": f"a{n}", "quote": "We will open the port."}
            retold = {"article": f"r{n}", "quote": "We will open the old port."}
            claim = {"text": f"The port opens {n}.", "speaker": f"s{n}", "source": "herald"}
            add("claims", id=f"c{n}", **claim, appearances=[quoted, retold])
    return path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the statements that lakes are asked, as they come."""
    pytest.importorskip("duckdb", reason=NEEDED)
    from coalition_cli.lake.engines.duckdb import DuckDB

    asked: list[str] = []
    rows = DuckDB.rows

    def noted(engine: DuckDB, statement: Statement) -> Iterator[tuple[object, ...]]:
        asked.append(statement.sql)
        return rows(engine, statement)

    monkeypatch.setattr(DuckDB, "rows", noted)
    return asked


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (15, ("drift", "--json")),
        (10, ("sourcing", "--json")),
        (5, ("stats", "--by", "speaker")),
        (20, ("show", *_HALF, "--json", "--fields", "id,speaker_name")),
    ],
    ids=["drift", "sourcing", "stats", "show"],
)
def test_an_answer_on_many_records_asks_few_questions(
    data: Path,
    coalition: Run,
    tmp_path: Path,
    asked: list[str],
    most: int,
    words: tuple[str, ...],
) -> None:
    of_file = coalition(*words, "-d", str(data))
    of_lake = coalition(*words, "-d", str(lake_of(tmp_path, str(data))))
    assert len(of_file.out) > MANY * 10
    assert of_lake.out == of_file.out
    assert 0 < len(asked) <= most


def test_a_part_of_many_records_asks_the_lake_few_questions(
    data: Path, coalition: Run, tmp_path: Path, asked: list[str]
) -> None:
    (tmp_path / "one.yaml").write_text("claims: [{id: one, text: It rains.}]", encoding="utf-8")
    lake = lake_of(tmp_path / "lake", str(tmp_path / "one.yaml"))
    assert coalition("export", "lake", lake, "--into", "-d", str(data)) == (0, "", "")
    assert 0 < len(asked) <= 30
    assert coalition("claims", "--count", "-d", lake).out == f"{MANY + 1}\n"


@pytest.mark.parametrize("by", [("speaker", "date"), ("speaker", "topic"), ("source", "speaker")])
def test_counting_by_fields_of_many_values_takes_so_much_more_as_there_is_more(
    tmp_path: Path, by: tuple[str, ...]
) -> None:
    """SQLite joins each group to the place of its value: looked up, not looked for."""

    def steps(size: int) -> int:
        path = tmp_path / f"{size}.jsonl"
        with path.open("w", encoding="utf-8") as lines:
            for n in range(size):
                claim: dict[str, object] = {"id": f"c{n}", "text": f"It rains {n}."}
                claim |= {"speaker": f"s{n}", "source": f"o{n}", "topics": [f"t{n}"]}
                claim["date"] = f"{1900 + n % 100}-{1 + n % 12:02}"
                lines.write(json.dumps(claim) + "\n")
        with opened(corpus_of([str(path)])) as index:
            engine = index._engine
            assert isinstance(engine, SQLite)
            assert engine._database is not None
            taken: list[int] = []
            sql, values = grouped(question(SECTIONS["claims"], Wanted()), counted_by(by), SQLITE)
            engine._database.set_progress_handler(lambda: taken.append(1), 1_000)
            assert len(engine._database.execute(sql, values).fetchall()) == size
        return len(taken)

    assert steps(2_000) < 3 * steps(1_000)


@pytest.mark.slow
@pytest.mark.parametrize("named", ["c{}", "C{}", "Ana {}"])
def test_as_many_records_are_shown_as_every_sqlite_takes_parameters(
    data: Path, coalition: Run, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    connect = sqlite3.connect

    def limited(*arguments: Any, **options: Any) -> sqlite3.Connection:
        database: sqlite3.Connection = connect(*arguments, **options)
        database.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_766)
        return database

    monkeypatch.setattr(sqlite3, "connect", limited)
    names = [named.format(n) for n in (*range(MANY, MANY + 50_000), 0)]
    result = coalition("show", *names, "--fields", "file", "--json", "-d", str(data))
    assert (result.code, json.loads(result.out)) == (1, [{"file": str(data)}])


def test_records_with_long_texts_are_taken_fewer_at_once() -> None:
    short, long = [("c", 1, "a")] * 20_000, [("c", None, ["a" * 99_999])] * 2_000
    assert [len(rows) for rows in growing(short)] == [500, 1000, 2000, 4000, 8000, 4500]
    assert [len(rows) for rows in growing(long)] == [500, 500, 500, 500]
    nothing: list[str] = []
    assert list(growing(nothing)) == []
