"""A lake of parts answers as a lake of all their files together."""

import fcntl
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from coalition_cli.lake.layout import SEARCHED, TABLES
from coalition_cli.lake.manifest import read
from coalition_cli.lake.storing import alone
from coalition_cli.model.problems import UsageError
from coalition_cli.query.tables import tokens_of

from .conftest import Run
from .lakes import NEEDED

duckdb = pytest.importorskip("duckdb", reason=NEEDED)

Records = dict[str, list[dict[str, Any]]]

_NAMES = ["Ana Ruiz", "Łucja Żak", "straße", "İstanbul board", "E\u0301mile", "the Times", "東京"]
_WORDS = ["red", "Straße", "lines", "Łódź", "ΣΊΣΥΦΟΣ", "O’Clock", "ferry", "shut", "中文", "nul\0"]
_TOPICS = ["Bridge", "bridge", "BRIDGE", "straße", "STRASSE", "x-ray", "X–ray"]


def _text(draw: Random) -> str:
    return " ".join(draw.choices(_WORDS, k=draw.randint(1, 5)))


def part(draw: Random, name: str, before: Records) -> Records:
    """Return the records of a file, which may refer to those of another."""
    made: Records = {}

    def known(section: str) -> list[str]:
        return [one["id"] for records in (before, made) for one in records.get(section, [])]

    def maybe(**values: Any) -> dict[str, Any]:
        return {key: value for key, value in values.items() if draw.random() < 0.6 and value}

    free = ["wire", "post", f"{name} paper"]  # sources and speakers that nothing declares
    made["sources"] = [
        {"id": f"{name}-s{n}", **maybe(name=draw.choice(_NAMES), aliases=[f"{name} alias {n}"])}
        for n in range(draw.randint(0, 2))
    ]
    made["articles"] = []
    for n in range(draw.randint(1, 4)):
        retells = draw.sample(known("articles"), min(len(known("articles")), draw.randint(0, 2)))
        publisher = draw.choice([*known("sources"), *free])
        article = {"id": f"{name}-a{n}", **maybe(publisher=publisher, headline=_text(draw))}
        made["articles"].append(article | ({"retells": retells} if retells else {}))
    made["speakers"] = []
    for n in range(draw.randint(0, 3)):
        called: dict[str, Any] = {"name": f"{draw.choice(_NAMES)} {name}{n}"}
        kind = draw.choice(
            [called, {"description": _text(draw)}, {**called, "anonymous": True},
             {**called, "aliases": [f"{name} {n}"]}]
        )  # fmt: skip
        made["speakers"].append({"id": f"{name}-p{n}", **kind})
    made["claims"] = []
    for n in range(draw.randint(1, 6)):
        seen = [
            {
                "article": draw.choice(known("articles")),
                **draw.choice([{"quote": _text(draw)}, {"wording": _text(draw)}]),
                **maybe(speaker=draw.choice([*known("speakers"), *free])),
            }
            for _ in range(draw.randint(0, 3))
        ]
        claims = known("claims")
        made["claims"].append(
            {
                "id": f"{name}-c{n}",
                "text": _text(draw),
                **maybe(
                    speaker=draw.choice([*known("speakers"), *free]),
                    on_behalf_of=draw.choice([*known("speakers"), *free]),
                    source=draw.choice([*known("sources"), *free]),
                    topics=list({draw.choice(_TOPICS): 0 for _ in range(2)}),
                    supports=draw.sample(claims, min(1, len(claims))),
                    reviews=[{"by": draw.choice([*known("sources"), *free]), "rating": "false"}],
                    appearances=seen,
                ),
            }
        )
        if draw.random() < 0.2 and "speaker" in made["claims"][-1]:
            made["claims"][-1]["anonymous"] = made["claims"][-1]["speaker"] not in free
    made["facts"] = [
        {"id": f"{name}-f{n}", "text": _text(draw), "supports": [draw.choice(known("claims"))]}
        for n in range(draw.randint(0, 2))
    ]
    facts = known("facts")
    made["members"] = [
        {
            "country": {"a": "FR", "b": "NO", "c": "PL"}[name],
            "claims": [draw.choice(known("claims"))],
            "facts": facts[:1],
        }
    ]
    return made


def _tables(lake: Path) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Yield the tables of a lake, with positions and slots by their ranks."""
    manifest = read(str(lake))
    names = [*TABLES, *map(tokens_of, SEARCHED)]
    with duckdb.connect(config={"threads": 1}) as database:
        for name in names:
            paths = [str(lake / file.path) for file in manifest.files[name]]
            database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({paths})")
        places = " UNION ".join(
            f"SELECT {column.name} AS place FROM {table.name}"
            for table in TABLES.values()
            for column in table.columns
            if column.name in ("position", "owner") and table.name != "topics"
        )
        slots = "SELECT slot << 32 AS place FROM files"
        ranked = "SELECT place, row_number() OVER (ORDER BY place) AS rank"
        database.execute(f"CREATE TABLE ranks AS {ranked} FROM ({places} UNION {slots})")
        ranks = dict(database.execute("SELECT place, rank FROM ranks").fetchall())
        for name in names:
            columns = [column for column, *_ in database.execute(f"DESCRIBE {name}").fetchall()]
            moved = [n for n, column in enumerate(columns) if column in ("position", "owner")]
            slot = [n for n, column in enumerate(columns) if column == "slot"]
            found = []
            for row in database.execute(f"SELECT * FROM {name}").fetchall():
                values = list(row)
                for n in moved if not name.startswith("topics") else []:
                    values[n] = ranks[values[n]]
                for n in slot:
                    values[n] = ranks[values[n] << 32]
                found.append(tuple(values))
            yield name, sorted(found, key=repr)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(16))
def test_a_lake_of_parts_is_one_of_their_files_together(
    seed: int, coalition: Run, tmp_path: Path
) -> None:
    draw = Random(seed)
    files: list[str] = []
    before: Records = {}
    for name in ("a", "b", "c"):
        made = part(draw, name, before)
        before = {key: [*before.get(key, []), *records] for key, records in made.items()}
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(made), encoding="utf-8")
        files.append(str(path))
    whole, parts = tmp_path / "whole.lake", tmp_path / "parts.lake"
    data = [word for file in files for word in ("-d", file)]
    assert coalition("export", "lake", str(whole), *data) == (0, "", "")
    assert coalition("export", "lake", str(parts), "-d", files[0]) == (0, "", "")
    for file in files[1:]:
        added = coalition("export", "lake", str(parts), "--into", "-d", file)
        if "changes whether speaker" in added.err:  # whom one part calls unnamed, and another not
            assert added.code == 2
            pytest.skip("what one part says of a speaker differs from what another does")
        assert added == (0, "", "")
    expected = dict(_tables(whole))
    for name, rows in _tables(parts):
        assert rows == expected[name], name
    assert read(str(parts)).sizes == read(str(whole)).sizes
    for command in ("claims", "speakers", "sources", "articles", "topics", "facts", "members"):
        for query in ([], ["red"], ["--sort", "-id"]):
            asked = [command, *query, "--json"]
            assert coalition(*asked, "-d", str(parts)) == coalition(*asked, "-d", str(whole))


ONE = """\
sources: [{id: wire, name: Wire}]
articles: [{id: first, publisher: daily}]
speakers: [{id: ruiz, name: Ana Ruiz, aliases: [A. R.]}]
claims:
- {id: open, text: It is open., speaker: mayor, appearances: [{article: first, quote: open}]}
"""


@pytest.fixture
def lake(coalition: Run, tmp_path: Path) -> Path:
    (tmp_path / "one.yaml").write_text(ONE, encoding="utf-8")
    lake = tmp_path / "one.lake"
    assert coalition("export", "lake", str(lake), "-d", str(tmp_path / "one.yaml")).code == 0
    return lake


def content(lake: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in lake.rglob("*") if path.is_file()}


REFUSED = {
    "claims: [{id: open, text: Again.}]": (
        "the lake has the claim 'open', and the new part declares it"
    ),
    "sources: [{id: daily}]": "the lake names the source 'daily', and the new part declares it",
    "speakers: [{id: mayor, name: Tom Field}]": (
        "the lake names the speaker 'mayor', and the new part declares it"
    ),
    "claims: [{id: shut, text: Shut., speaker: x, appearances: [{article: nowhere}]}]": (
        "unknown-reference: no article 'nowhere'"
    ),
    "speakers: [{id: other, name: Olga Rey, aliases: [a. r.]}]": "a. r.",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_would_change_earlier_parts_is_refused(
    text: str, lake: Path, coalition: Run, tmp_path: Path
) -> None:
    (tmp_path / "two.yaml").write_text(text, encoding="utf-8")
    before = content(lake)
    result = coalition("export", "lake", str(lake), "--into", "-d", str(tmp_path / "two.yaml"))
    assert result.code in (2, 3)
    assert REFUSED[text] in result.err
    assert content(lake) == before


def test_earlier_files_stay_and_only_what_counts_is_written_anew(
    lake: Path, coalition: Run, tmp_path: Path
) -> None:
    (tmp_path / "two.yaml").write_text("claims: [{id: two, text: Two., source: wire}]")
    before = content(lake)
    result = coalition("export", "lake", str(lake), "--into", "-d", str(tmp_path / "two.yaml"))
    assert result == (0, "", "")
    after = content(lake)
    assert [path for path in before if after.get(path) != before[path]] == [
        str(lake / "manifest.json")
    ]
    replaced = {file.path for files in read(str(lake)).files.values() for file in files}
    listed = {str(lake / path) for path in replaced}
    gone = {Path(path).parent.name for path in before.keys() - listed} - {lake.name}
    assert gone == {"sources", "topics", "topic_spellings", "topics_tokens"}
    (tmp_path / "three.yaml").write_text("claims: [{id: three, text: Three.}]")
    coalition("export", "lake", str(lake), "--into", "-d", str(tmp_path / "three.yaml"))
    assert not (before.keys() - listed - {str(lake / "manifest.json")}) & content(lake).keys()


@pytest.mark.parametrize("above", ["kind=foo", "date=2026", "b[1]", "s*r", "q?"])
def test_the_folder_above_a_lake_says_nothing_of_its_records(
    above: str, coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.yaml").write_text("sources: [{id: wire, kind: agency}]", encoding="utf-8")
    Path("two.yaml").write_text("claims: [{id: two, text: Two., source: wire}]", encoding="utf-8")
    Path("other.yaml").write_text("sources: [{id: other}]", encoding="utf-8")
    alike = above.translate({ord("*"): "xx", ord("?"): "x", ord("["): None, ord("]"): None})
    for folder, data in {alike: "other.yaml", above: "one.yaml"}.items():
        Path(folder).mkdir()
        assert coalition("export", "lake", f"{folder}/lake", "-d", data).code == 0
    assert coalition("export", "lake", f"{above}/lake", "--into", "-d", "two.yaml") == (0, "", "")
    asked = ["sources", "--json", "-d"]
    assert coalition(*asked, f"{above}/lake") == coalition(*asked, "one.yaml", "-d", "two.yaml")
    Path(above, "lake").rename("plain")
    files = Path("plain/sources").iterdir()
    assert len({tuple(duckdb.read_parquet(str(file)).columns) for file in files}) == 1


def test_a_run_that_fails_leaves_the_lake_as_it_was(
    lake: Path, coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "two.yaml").write_text("claims: [{id: two, text: Two., source: wire}]")
    before = content(lake)
    monkeypatch.setattr("coalition_cli.lake.adding.keep", full)
    result = coalition("export", "lake", str(lake), "--into", "-d", str(tmp_path / "two.yaml"))
    assert result == (
        3,
        "",
        f"coalition: cannot add to {lake}: no space left on device\n",
    )
    assert content(lake) == before


def test_a_query_or_force_does_not_go_with_into(lake: Path, coalition: Run) -> None:
    result = coalition("export", "lake", str(lake), "--into", "open")
    assert result == (
        2,
        "",
        "coalition: --into adds all claims of the data, so it takes no query and no --force\n",
    )


@pytest.mark.parametrize("name", ["none", "own"])
def test_a_part_goes_into_a_lake_alone(
    name: str, coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own").mkdir()
    result = coalition("export", "lake", name, "--into")
    assert result == (
        2,
        "",
        f"coalition: {name} is no lake, and --into adds to one that is there\n"
        "without --into a new one is written\n",
    )


def test_a_lake_that_is_about_to_be_another_one_is_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = tmp_path / "x.lake"
    lake.mkdir()

    def taken_away(*_: object) -> None:
        lake.rename(tmp_path / "before")

    monkeypatch.setattr(fcntl, "flock", taken_away)
    with pytest.raises(UsageError, match="another run changes"), alone(str(lake)):
        pytest.fail("it is not there any more")
