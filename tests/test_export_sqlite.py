"""The database of `export sqlite`: its schema, our own answers in SQL, and Datasette's view."""

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.writing.beside import new_file

from .conftest import Run
from .disks import small_disk
from .records import claims_files

PAGE = Path(__file__).parents[1] / "docs" / "exporting.md"
SCHEMA = Path(__file__).parent / "expected" / "sqlite.sql"

DATA = """\
version: 1
title: The bridge
membership: {counted: 2, claim: shut}
sources:
- {id: gazette, name: The Gazette, kind: outlet, reliability: B, aliases: [GZ],
  same_as: ["https://gazette.example/about"]}
- {id: echo, name: Łódź Echo, kind: outlet, not_same: [gazette]}
- {id: checkers, name: The Checkers}
articles:
- {id: scoop, headline: Bridge shut, publisher: gazette, authors: [Jo Kim, Al Po], date: 2026-03-01,
  url: "https://gazette.example/scoop", language: en,
  corrections: [{date: 2026-03-02, by: the editor, reason: a wrong day, text: It was Monday.}]}
- {id: retold, headline: Most zamknięty, publisher: echo, language: pl, retells: [scoop]}
- {id: wire, publisher: newsroom}
speakers:
- {id: mayor, name: Ana Ruiz, role: mayor, aliases: [A. Ruiz], kind: person}
- {id: engineer, description: an engineer of the port, kind: person}
claims:
- {id: shut, text: The bridge is shut for 1500 days., speaker: mayor, source: gazette,
  confidence: high, kind: event, topics: [Bridges, harbour], date: 2026-03-01, place: the harbour,
  supports: [cracks], reviews: [{by: checkers, rating: Right, title: It is shut, value: 4.5}],
  evidence: [{text: A photograph of the barrier, url: "https://gazette.example/photo"}],
  appearances: [
    {article: scoop, paragraph: 2, quote: shut for now},
    {article: retold, wording: most jest zamknięty, attribution: the city}]}
- {id: cracks, text: The pillars have cracks., speaker: engineer, source: gazette, confidence: 50,
  kind: causal, topics: [bridges], date: 2026-03, contradicts: [sound],
  appearances: [{article: scoop, wording: cracks were seen}]}
- {id: sound, text: The pillars are sound., speaker: mayor, source: echo, confidence: low,
  topics: [harbour], date: 2026, status: retracted, on_behalf_of: council,
  appearances: [{article: retold, quote: filary są całe, speaker: engineer},
                {article: wire, quote: sound}]}
- {id: toll, text: A toll is planned., speaker: Bo Berg, source: newsroom, confidence: none,
  kind: prediction, date: 2026-04~, status: draft}
- {id: whisper, text: The money is gone., anonymous: true, source: gazette, topics: [Money],
  appearances: [{article: wire, wording: there is no money left, speaker: Bo Berg}]}
- {id: hearsay, text: The port is sold., speaker: engineer, status: corrected}
- {id: nobody, text: Nobody was hurt., confidence: 29, context: a debate}
facts:
- {id: built, text: The bridge was built in 1931., date: 1931, supports: [shut],
  reference: {title: The register, url: "https://register.example/1"}}
members:
- {country: PL, name: Poland, eu: true, claims: [shut, cracks], facts: [built]}
"""


@pytest.fixture
def data(tmp_path: Path) -> str:
    path = tmp_path / "claims.yaml"
    path.write_text(DATA, encoding="utf-8")
    return str(path)


@pytest.fixture
def database(coalition: Run, tmp_path: Path, data: str) -> Iterator[sqlite3.Connection]:
    path = exported(coalition, tmp_path / "claims.db", data)
    with closing(sqlite3.connect(path)) as opened:
        yield opened


def exported(coalition: Run, path: Path, *arguments: str) -> Path:
    data, *more = arguments
    result = coalition("export", "sqlite", "-d", data, *more, "-o", str(path))
    assert (result.code, result.out) == (0, ""), result
    return path


def test_the_schema_is_the_expected_one(database: sqlite3.Connection) -> None:
    query = (
        "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE '%~_fts~_%' ESCAPE '~'"
    )
    schema = "".join(f"{sql};\n\n" for (sql,) in database.execute(query))
    if os.environ.get("UPDATE_EXPECTED"):
        SCHEMA.write_text(schema, encoding="utf-8")
    assert schema == SCHEMA.read_text(encoding="utf-8")


def test_all_keys_lead_to_rows_and_the_file_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_no_speaker_without_a_name_is_shown_as_a_person(database: sqlite3.Connection) -> None:
    titles = dict(database.execute("SELECT id, title FROM speakers"))
    assert titles == {
        "mayor": "Ana Ruiz",
        "engineer": "an engineer of the port (unnamed)",
        "Bo Berg": "Bo Berg (not declared)",
        "council": "council (not declared)",
    }
    seen = database.execute("SELECT claim, speaker_name FROM appearances_with_names").fetchall()
    assert seen == [
        ("shut", "Ana Ruiz"),
        ("shut", "Ana Ruiz"),
        ("cracks", "an engineer of the port (unnamed)"),
        ("sound", "an engineer of the port (unnamed)"),
        ("sound", "Ana Ruiz"),
        ("whisper", "Bo Berg (not declared)"),
    ]
    titles = dict(database.execute("SELECT id, title FROM claims WHERE title <> text"))
    assert titles == {
        "sound": "The pillars are sound. (retracted)",
        "toll": "A toll is planned. (draft)",
        "hearsay": "The port is sold. (corrected)",
    }


# What commands find, and SQL.
QUESTIONS = {
    ("--source", "gazette"): "source = 'gazette'",
    ("--speaker", "mayor"): "speaker = 'mayor'",
    ("anonymous:true",): "anonymous",
    ("anonymous:false",): "NOT anonymous",
    ("not:anonymous:*",): "anonymous IS NULL",
    ("confidence:medium..",): "confidence >= 30",
    ("confidence:..29",): "confidence <= 29",
    ("confidence:low",): "confidence_label = 'low'",
    ("topic:bridges",): "id IN (SELECT claim FROM claim_topics WHERE topic = 'Bridges')",
    ("topic:harbour", "topic:bridges"): (
        "id IN (SELECT claim FROM claim_topics WHERE topic = 'Bridges')"
        " AND id IN (SELECT claim FROM claim_topics WHERE topic = 'harbour')"
    ),
    ("not:topic:*",): "id NOT IN (SELECT claim FROM claim_topics)",
    ("date:2026-03-15..2026-03-20",): (
        "rtrim(date, '~?%') || '-99' >= '2026-03-15' AND rtrim(date, '~?%') <= '2026-03-20'"
    ),
    ("date:2026-04",): (
        "rtrim(date, '~?%') || '-99' >= '2026-04' AND rtrim(date, '~?%') <= '2026-04-99'"
    ),
    ("not:date:*",): "date IS NULL",
    ("origins:1",): "origins = 1",
    ("origins:..0",): "origins <= 0",
    ("direct:true",): "direct",
    ("kind:event,causal",): "kind IN ('event', 'causal')",
    ("status:draft",): "status = 'draft'",
    ("supports:cracks",): "id IN (SELECT claim FROM claim_supports WHERE supports = 'cracks')",
    ("contradicts:*",): "id IN (SELECT claim FROM claim_contradicts)",
    ("by:checkers",): "id IN (SELECT claim FROM reviews WHERE reviewer = 'checkers')",
    ("rating:right",): "id IN (SELECT claim FROM reviews WHERE rating = 'Right' COLLATE NOCASE)",
    ("article:retold",): "id IN (SELECT claim FROM appearances WHERE article = 'retold')",
    ("pillars",): "rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'pillars')",
    (
        "are sound",
    ): """rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH '"are sound"')""",
    ("shut for now",): (
        """rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH '"shut for now"')"""
    ),
    ("ZAMKNIETY",): "rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'ZAMKNIETY')",
    ("engineer",): "rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'engineer')",
    ("photograph",): "rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'photograph')",
    ("no such words",): "rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'nosuch')",
}


@pytest.mark.parametrize("asked", QUESTIONS, ids=" ".join)
def test_sql_finds_the_claims_that_a_query_finds(
    asked: tuple[str, ...], coalition: Run, data: str, database: sqlite3.Connection
) -> None:
    result = coalition("claims", "-d", data, *asked, "--json", "--fields", "id")
    assert result.code == 0, result
    found = {row["id"] for row in json.loads(result.out)}
    sql = f"SELECT id FROM claims WHERE declared AND {QUESTIONS[asked]}"
    assert {key for (key,) in database.execute(sql)} == found
    assert found or asked == ("no such words",)


@pytest.mark.parametrize(
    ("by", "sql"),
    [
        ("speaker", "SELECT speaker, claims FROM claims_by_speaker"),
        ("source", "SELECT source, claims FROM claims_by_source"),
        ("topic", "SELECT topic, claims FROM claims_by_topic"),
        ("kind", "SELECT kind, count(*) FROM claims WHERE declared GROUP BY kind"),
        (
            "confidence_label",
            "SELECT confidence_label, count(*) FROM claims WHERE declared GROUP BY 1",
        ),
    ],
)
def test_sql_counts_what_stats_counts(
    by: str, sql: str, coalition: Run, data: str, database: sqlite3.Connection
) -> None:
    rows = json.loads(coalition("stats", "-d", data, "--by", by, "--json").out)
    counted = dict(list(row.values())[:2] for row in rows)
    found = dict(database.execute(sql).fetchall())
    if by == "topic":  # claims without one are not counted there
        counted.pop(None, None)
    assert found == counted


def test_views_say_what_commands_work_out(
    coalition: Run, data: str, database: sqlite3.Connection
) -> None:
    [report] = json.loads(coalition("sourcing", "-d", data, "--json").out)
    database.row_factory = sqlite3.Row
    counts = dict(database.execute("SELECT * FROM sourcing").fetchone())
    assert counts == {name: report[name] for name in counts}
    weakest = [row["id"] for row in database.execute("SELECT id FROM weakest_claims")]
    assert weakest == report["weakest"]
    fields = [
        *("id", "text", "status", "speaker", "speaker_name", "source", "source_name"),
        *("confidence", "confidence_label", "direct", "origins", "kind", "topics", "date"),
        *("quote", "wording", "ratings", "reviewers"),
    ]
    asked = ("claims", "-d", data, "--json", "--fields", ",".join(fields))
    told = json.loads(coalition(*asked).out)
    rows = []
    for row in database.execute(f"SELECT {', '.join(fields)} FROM claims_with_names"):
        rows.append({**dict(row), "direct": bool(row["direct"])})
        for name in ("topics", "ratings", "reviewers"):
            rows[-1][name] = json.loads(rows[-1][name])
    for row in told:  # the database has one spelling of a topic
        row["topics"] = ["Bridges" if topic == "bridges" else topic for topic in row["topics"]]
    assert rows == told


def test_two_ids_stay_two_whatever_is_in_them(
    coalition: Run, claims_file: Any, tmp_path: Path
) -> None:
    keys = ["a\x1b", "a\\x1b", "a\\x5cx1b", "b\0", "b\\x00", "<i>", "'); DROP TABLE claims; --"]
    claims = [{"id": f"c{n}", "text": "=1+1\x1b[31m", "speaker": key} for n, key in enumerate(keys)]
    data = claims_file(json.dumps({"version": 1, "claims": claims}), "odd.json")
    with closing(sqlite3.connect(exported(coalition, tmp_path / "odd.db", data))) as database:
        rows = database.execute("SELECT text, speaker FROM claims ORDER BY rowid").fetchall()
        speakers = database.execute("SELECT id FROM speakers").fetchall()
    assert [text for text, _ in rows] == ["=1+1\\x1b[31m"] * len(keys)
    assert [key for _, key in rows] == [
        *("a\\x1b", "a\\x5cx1b", "a\\x5cx5cx1b", "b\\x00", "b\\x5cx00", "<i>"),
        "'); DROP TABLE claims; --",
    ]
    assert len(speakers) == len(keys)


def test_a_list_of_claims_may_name_what_no_file_has(
    coalition: Run, claims_file: Any, tmp_path: Path
) -> None:
    claim = {"id": "one", "text": "One.", "supports": ["two"], "appearances": [{"article": "far"}]}
    data = claims_file(json.dumps(claim), "claims.jsonl")
    with closing(sqlite3.connect(exported(coalition, tmp_path / "c.db", data))) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        titles = database.execute("SELECT id, title, declared FROM claims").fetchall()
        assert titles == [("one", "One.", 1), ("two", "two (not declared)", 0)]
        assert database.execute("SELECT title FROM articles").fetchall() == [
            ("far (not declared)",)
        ]
        assert database.execute("SELECT claims FROM sourcing").fetchall() == [(1,)]


@given(file=claims_files(), optional=st.sampled_from(["all", "notes"]))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
def test_any_claims_become_rows_whose_keys_hold(
    file: dict[str, Any], optional: str, coalition: Run, tmp_path: Path
) -> None:
    data = tmp_path / "any.json"
    data.write_text(json.dumps(file), encoding="utf-8")
    path = exported(coalition, tmp_path / "any.db", str(data), "--with", optional)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        [(count,)] = database.execute("SELECT count(*) FROM claims WHERE declared")
        columns = "claim, article, verb, paragraph, offset"
        seen = database.execute(f"SELECT {columns} FROM appearances ORDER BY id").fetchall()
    folder = tmp_path / "any"
    assert coalition("export", "csv", "-d", str(data), "-o", str(folder)).code == 0
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as table:
        assert count == len(list(csv.DictReader(table)))
    with (folder / "appearances.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(seen) == len(rows)
    for row, stated in zip(seen, rows, strict=True):
        assert ["" if value is None else str(value) for value in row][3:] == [
            stated["paragraph"],
            stated["offset"],
        ]


@pytest.mark.slow
def test_a_full_disk_leaves_no_file(coalition: Run, data: str, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        result = coalition("export", "sqlite", "-d", data, "-o", str(disk / "claims.db"))
        assert (result.code, result.out) == (3, "")
        assert f"cannot write {disk / 'claims.db'}: " in result.err
        assert "full" in result.err
        assert list(disk.iterdir()) == []


# It runs in a process of its own, for it never closes its databases.
ASK_DATASETTE = """
import asyncio, json, sys
from datasette.app import Datasette

async def answers(path, asked, metadata):
    server = Datasette([path], metadata=metadata)
    found = []
    for address in asked:
        response = await server.client.get(address)
        assert response.status_code == 200, (address, response.text)
        found.append(response.json() if ".json" in address else response.text)
    return found

json.dump(asyncio.run(answers(*json.load(sys.stdin))), sys.stdout)
"""


def datasette(path: Path, *asked: str, metadata: dict[str, Any] | None = None) -> list[Any]:
    """Return what Datasette answers to each address: JSON, or the text of a page."""
    told = json.dumps([str(path), asked, metadata])
    command = [sys.executable, "-W", "ignore", "-c", ASK_DATASETTE]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers


@pytest.mark.slow
def test_datasette_lists_counts_and_searches_the_file_alone(
    coalition: Run, data: str, tmp_path: Path
) -> None:
    path = exported(coalition, tmp_path / "claims.db", data)
    database, found, counted, speaker, page = datasette(
        path,
        "/claims.json",
        "/claims/claims.json?_search=zamkniety&_labels=on&_shape=objects",
        "/claims/claims.json?_facet=speaker&_facet=confidence_label&_size=0",
        "/claims/speakers/engineer.json?_shape=objects",
        "/claims/claims",
    )
    names = {table["name"]: table["count"] for table in database["tables"] if not table["hidden"]}
    assert names["claims"] == 7
    assert names["claim_topics"] == 5
    assert not [name for name in names if "_fts" in name]
    [row] = found["rows"]
    assert (row["id"], row["speaker"]["label"]) == ("shut", "Ana Ruiz")
    [speakers, _] = (counted["facet_results"][name] for name in ("speaker", "confidence_label"))
    labels = {value["label"]: value["count"] for value in speakers["results"]}
    assert labels["an engineer of the port (unnamed)"] == 2
    assert labels["Bo Berg (not declared)"] == 1
    assert speaker["rows"][0]["name"] is None
    assert 'type="search"' in page
    assert "-- how sure it is that this speaker made the claim, as worded" in page


@pytest.mark.slow
def test_datasette_shows_every_table_and_view_with_what_the_file_says_of_it(
    coalition: Run, data: str, tmp_path: Path
) -> None:
    path = exported(coalition, tmp_path / "my claims.v2.db", data)
    with closing(sqlite3.connect(path)) as database:
        [(text,)] = database.execute("SELECT json FROM metadata")
        query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        names = {name for (name,) in database.execute(query) if "_fts" not in name}
    metadata = json.loads(text)
    assert metadata["title"] == "The bridge"
    [(name, described)] = metadata["databases"].items()
    assert name == "my claims.v2"
    assert described["tables"].keys() == names
    home, claims, *_ = datasette(
        path,
        "/",
        "/my~20claims~2Ev2/claims",
        *(f"/my~20claims~2Ev2/{name}" for name in sorted(names)),
        metadata=metadata,
    )
    assert "The bridge" in home
    assert "how sure it is that this speaker made the claim, as worded" in claims
    assert "an engineer of the port (unnamed)" in claims  # among the speakers that are counted


@pytest.mark.slow
def test_the_command_that_is_told_shows_the_file(coalition: Run, data: str, tmp_path: Path) -> None:
    path = tmp_path / "it's.db"
    result = coalition("export", "sqlite", "-d", data, "-o", str(path))
    told = result.err.splitlines()[-1].removeprefix("coalition: to look at it: ")
    script = f'PATH="{Path(sys.executable).parent}:$PATH"; {told} --get /'
    shown = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert "<h1>The bridge</h1>" in shown.stdout


def test_the_queries_of_the_documentation_find_claims(coalition: Run, tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    assert coalition("export", "sqlite", "-o", str(path)).code == 0
    queries = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(queries) == 3
    with closing(sqlite3.connect(path)) as database:
        for query in queries:
            assert len(database.execute(query).fetchall()) > 3


@pytest.mark.slow
def test_another_run_takes_no_unfinished_database_for_a_leftover(tmp_path: Path) -> None:
    with new_file(str(tmp_path / "claims.db")) as part:
        script = (
            "import sys; from coalition_cli.writing.replacing import part_of; part_of(sys.argv[1])"
        )
        other = [sys.executable, "-c", script, str(tmp_path / "other.csv")]
        subprocess.run(other, check=True)
        assert Path(part).exists()
        Path(part).write_text("whole", encoding="utf-8")
    assert (tmp_path / "claims.db").read_text(encoding="utf-8") == "whole"
    assert [path.name for path in tmp_path.iterdir()] == ["claims.db"]
