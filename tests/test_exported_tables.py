"""What `coalition export csv` writes: a Data Package that its tool accepts, and that says all."""

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from coalition_cli.answers.opening import opened_files
from coalition_cli.exporting.cells import of_json, of_list, of_text
from coalition_cli.exporting.export import Export
from coalition_cli.exporting.tables import write
from coalition_cli.model import SECTIONS, Type
from coalition_cli.model.answer import Values
from coalition_cli.publishing.fields import OPTIONAL
from coalition_cli.publishing.leaving import Leaving
from coalition_cli.publishing.public import public
from coalition_cli.reading import DataFile, ignore

from .conftest import Run
from .records import any_text, claims_files

SHIPPED = Path(__file__).parent.parent / "data" / "claims.yaml"
HOSTILE: dict[str, Any] = {
    "title": "=cmd()\nx",
    "membership": {"counted": 3, "claim": "c"},
    "sources": [{"id": "=1+1", "name": "-5", "url": "@x"}, {"id": "'=1+1"}, {"id": "''=1+1"}],
    "articles": [
        {
            "id": "a",
            "publisher": "=1+1",
            "date": "2026-01",
            "authors": ["=a;b", "c; d", "'=e"],
            "corrections": [{"date": "2026", "text": "+x"}, {}],
        },
        {"id": "-a", "publisher": "nobody", "date": "2026~", "authors": ['["x"]', "-y"]},
    ],
    "speakers": [
        {"id": "\\x1b", "name": "+49 \\\\x1b", "aliases": ["-1", "=2"]},
        {"id": "\x1b", "name": "\\\x1b", "aliases": ["-1; =2"]},
        {"id": "-un", "description": 'one\ntwo,"q"\r\nthree\rfour\t;=5'},
    ],
    "claims": [
        {
            "id": "=c",
            "text": "x" * 262_144,
            "speaker": "undeclared",
            "on_behalf_of": "undeclared too",
            "source": "not declared",
            "topics": ["a; b", "c"],
            "supports": ["c"],
            "appearances": [
                {"article": "-a", "quote": "=x", "extra": {"a": [1, {"b": None}, -5, "=1"]}},
                {"article": "-a", "wording": "w", "speaker": "else"},
            ],
            "reviews": [
                {"by": "nobody", "rating": "=1", "value": 1.5e-7, "extra": {"k": "x, =v", "=k": 1}},
                {"url": "u", "value": -3, "best": 1e22},
            ],
        },
        {
            "id": "c",
            "text": "=x\n=y\u202e",
            "speaker": "-un",
            "confidence": 0,
            "contradicts": ["=c"],
            "evidence": [{}],
            "extra": {"\x1b": "\u202e"},
        },
    ],
    "facts": [{"id": "f", "text": "t", "reference": {"title": "=t"}, "supports": ["=c"]}],
    "members": [{"country": "=C", "eu": True, "nuclear": False}],
}


def written(file: dict[str, Any], folder: Path) -> list[tuple[str, Values]]:
    """Export a file that holds nothing back; return all records with their sections."""
    files = [DataFile("x", "x.json", content=json.dumps(file).encode())]
    leaving = Leaving("9999-01-01", frozenset(OPTIONAL.values()))
    with opened_files(files) as private:
        found = public(private, files, leaving)
        with found.records as index:
            export = Export(index, leaving, found.withheld, ignore)
            write(export, str(folder))
            return [
                (section, record)
                for section in ("sources", "articles", "speakers", "claims", "facts", "members")
                for record in export.records(section)
            ]


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table, by its columns."""
    csv.field_size_limit(1_000_000)  # Python's own is smaller than the longest text
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def value(cell: str, kind: Type, *, many: bool) -> Any:
    """Return what a cell states, by the rules that the descriptor has."""
    if cell == "":
        return [] if many else None
    if kind is Type.ANYTHING:
        return json.loads(cell)
    if kind is Type.BOOLEAN:
        return {"true": True, "false": False}[cell]
    if kind in (Type.NUMBER, Type.CONFIDENCE):
        return int(cell)
    if kind is Type.DECIMAL:
        return float(cell)
    if many and cell.startswith("["):
        return json.loads(cell)
    text = as_stated(cell)
    return text.split("; ") if many else text


SIGN = "[=+\\-@\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
BLANK = '[\\s\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff"]'


def as_stated(cell: str) -> str:
    """Return the text that made a cell."""
    cell = re.sub(rf"^'(?='*{BLANK}*{SIGN}|'*[\t\r\n])", "", cell)
    cell = re.sub(rf"([,;|\t\r\n]{BLANK}*)'(?='*{SIGN})", r"\1", cell)
    return re.sub(r"(\\+)(x[0-9a-f]{2}|u[0-9a-f]{4})", one_control, cell)


def one_control(found: re.Match[str]) -> str:
    half, is_control = divmod(len(found[1]), 2)
    return "\\" * half + (chr(int(found[2][1:], 16)) if is_control else found[2])


def holds(section: str, record: Mapping[str, Any], row: dict[str, str]) -> None:
    """Hold a row to all that its record states, but for the lists of records within it."""
    for field in SECTIONS[section].stated:
        inner = record[field.name]
        if field.type is Type.RECORD:
            for name, each in (inner or {}).items() if not field.many else ():
                kind = SECTIONS[field.of].field(name)
                assert value(row[f"{field.name}_{name}"], kind.type, many=kind.many) == each
        elif not field.many and inner is None:
            assert row[field.name] == ""
        else:
            assert value(row[field.name], field.type, many=field.many) == inner, field.name


def holds_all(records: list[tuple[str, Values]], folder: Path) -> None:
    """Hold the tables to records, and to those within them, each in its order."""
    left: dict[str, list[dict[str, str]]] = {}
    for section, record in records:
        own = left.setdefault(section, rows(folder, section))
        holds(section, record, own.pop(0))
        for field in SECTIONS[section].stated:
            if field.type is Type.RECORD and field.many:
                parts: Any = record[field.name] or ()
                for part in parts:
                    inside = left.setdefault(field.of, rows(folder, field.of))
                    row = inside.pop(0)
                    owner = SECTIONS[section]
                    assert as_stated(row[owner.singular]) == record[owner.key]
                    holds(field.of, part, row)
    assert not any(left.values())


@settings(max_examples=60, deadline=None)
@given(claims_files())
def test_each_stated_value_can_be_had_from_its_cell(file: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        holds_all(written(file, Path(folder)), Path(folder))


def test_hostile_values_can_be_had_from_their_cells(tmp_path: Path) -> None:
    holds_all(written(HOSTILE, tmp_path), tmp_path)


@settings(max_examples=300)
@given(any_text)
def test_no_text_of_a_cell_begins_a_formula_and_none_is_lost(text: str) -> None:
    assert as_stated(of_text(text)) == text
    assert json.loads(of_json({text: [text]})) == {text: [text]}
    for cell in (of_text(text), of_list([text]), of_list([text, text])):
        assert not re.match(rf"{BLANK}*{SIGN}", cell)
        assert not re.search(rf"[,;|\t\r\n]{BLANK}*{SIGN}", cell)


def validated(folder: Path) -> dict[str, Any]:
    """Return what Frictionless finds in a package."""
    program = shutil.which("frictionless")
    if program is None:
        pytest.skip("there is no frictionless here: install it, as .ci/run does")
    done = subprocess.run(
        [program, "validate", "--json", "datapackage.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return dict(json.loads(done.stdout))


@pytest.mark.slow
@pytest.mark.parametrize("which", ["shipped", "hostile", "empty", "broken"])
def test_frictionless_accepts_the_package(coalition: Run, tmp_path: Path, which: str) -> None:
    folder = tmp_path / "claims"
    if which == "hostile":
        folder.mkdir()
        written(HOSTILE, folder)
    else:
        query = ["topic:nothing"] if which == "empty" else []
        done = coalition(
            "export", "csv", *query, "--with", "all", "-d", str(SHIPPED), "-o", str(folder)
        )
        assert done.code == 0
    if which == "broken":  # so it does look at values and keys
        claims = folder / "claims.csv"
        claims.write_text(claims.read_text(encoding="utf-8").replace(",85,", ",850,"), "utf-8")
    found = validated(folder)
    errors = [error["type"] for task in found["tasks"] for error in task["errors"]]
    assert (found["valid"], found["errors"], set(errors)) == (
        (False, [], {"constraint-error"}) if which == "broken" else (True, [], set())
    )
    assert len(found["tasks"]) == len(list(folder.glob("*.csv"))) == 11


@pytest.mark.slow
def test_miller_reads_the_tables(tmp_path: Path) -> None:
    if not shutil.which("mlr"):
        pytest.skip("there is no mlr here: install it")
    written(HOSTILE, tmp_path)
    for path in sorted(tmp_path.glob("*.csv")):
        done = subprocess.run(
            ["mlr", "--icsv", "--ojson", "-S", "cat", str(path)],
            capture_output=True,
            text=True,
            check=True,
        )
        read = [
            {name: cell.replace("\r\n", "\n") for name, cell in row.items()}  # as Miller has it
            for row in rows(tmp_path, path.stem)
        ]
        assert json.loads(done.stdout) == read, path.name


SMALL = """\
title: The bridge
articles: [{id: scoop, authors: [Ann Orr, "Bo; Berg"], date: 2026-01}]
speakers: [{id: aide, description: an aide}]
claims:
- id: shut
  text: =It is shut.
  speaker: aide
  confidence: high
  topics: [bridges, tolls]
  appearances: [{article: scoop, quote: is shut}]
"""
TABLES = {
    "appearances": """\
claim,article,paragraph,locator,offset,quote,wording,attribution,verb,speaker
shut,scoop,,,,is shut,,,,
""",
    "articles": """\
id,headline,publisher,authors,url,archived,accessed,date,language,translated_from,retells,original,sha256
scoop,,,"[""Ann Orr"", ""Bo; Berg""]",,,,2026-01,,,,,
""",
    "claims": """\
id,text,speaker,anonymous,on_behalf_of,source,confidence,credibility,kind,topics,date,place,context,language,status,supports,contradicts
shut,'=It is shut.,aide,true,,,85,,,bridges; tolls,,,,,active,,
""",
    "corrections": "article,claim,date,by,reason,url,text\n",
    "evidence": "claim,text,url,archived,question,answer,date\n",
    "facts": "id,text,date,reference_title,reference_url,supports,contradicts\n",
    "file": "version,title,membership_counted,membership_claim\n,The bridge,,\n",
    "members": "country,name,eu,nato,nuclear,claims,facts\n",
    "reviews": "claim,by,url,title,date,rating,value,best,worst,language\n",
    "sources": "id,name,kind,url,reliability,aliases,same_as,not_same\n",
    "speakers": """\
id,name,description,kind,anonymous,country,role,affiliation,party,url,aliases,same_as,not_same
aide,,an aide,,true,,,,,,,,
""",
}


def test_a_small_file_as_tables(coalition: Run, tmp_path: Path) -> None:
    path, folder = tmp_path / "claims.yaml", tmp_path / "claims"
    path.write_text(SMALL, encoding="utf-8")
    done = coalition("export", "csv", "-d", str(path), "-o", str(folder))
    assert (done.code, done.out, done.err) == (0, "", "")
    tables = {each.stem: each.read_bytes().decode() for each in folder.glob("*.csv")}
    assert tables == TABLES
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert described["title"] == "The bridge"
    schemas = {each["name"]: each["schema"] for each in described["resources"]}
    assert schemas["appearances"]["foreignKeys"] == [
        {"fields": ["claim"], "reference": {"resource": "claims", "fields": ["id"]}},
        {"fields": ["article"], "reference": {"resource": "articles", "fields": ["id"]}},
    ]
    for name, schema in schemas.items():
        columns = [field["name"] for field in schema["fields"]]
        assert ",".join(columns) == tables[name].split("\n")[0]
        assert len(set(columns)) == len(columns)
