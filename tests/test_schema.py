"""`coalition schema`: files and answers are what the schemas say, and broken files are not."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from jsonschema import Draft7Validator, Draft202012Validator

from coalition_cli.json_schema import NAMES, schema
from coalition_cli.json_schema.answers import answer
from coalition_cli.model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from coalition_cli.model.codes import CODES, Severity

from . import documents
from .cases import REFUSED, TAKEN
from .conftest import Run
from .core_yaml import core_values
from .records import claims_files, yaml_text
from .test_errors import CASES, ERRORS, FILES, OF_IMPORT, code
from .test_fuzz import runs

Write = Callable[..., str]
SHIPPED = documents.ROOT / "data" / "claims.yaml"
README = documents.README.read_text(encoding="utf-8")


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema(name)))


FILE = validator("claims-file")


def test_without_a_name_it_says_which_schemas_there_are(coalition: Run) -> None:
    result = coalition("schema")
    assert (result.code, result.err) == (0, "")
    assert [line.split("  ")[0] for line in result.lines] == list(NAMES)
    assert result.lines[:3] == [
        "claims-file     what a claims file may state",
        "coalition.toml  what a coalition.toml may say",
        "mapping         what a mapping for import may say",
    ]


def test_a_near_name_is_suggested_and_all_are_listed(coalition: Run) -> None:
    listed = f"the schemas: {', '.join(NAMES)}"
    said = f"coalition: no schema 'claimsfile'; did you mean 'claims-file'?\n{listed}\n"
    assert coalition("schema", "claimsfile") == (2, "", said)


def test_the_help_lists_the_names(coalition: Run) -> None:
    said = " ".join(coalition("schema", "-h").out.split())
    assert f"One of {', '.join(NAMES)}." in said


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_json_schema(coalition: Run, name: str) -> None:
    result = coalition("schema", name)
    assert (result.code, result.err) == (0, "")
    Draft202012Validator.check_schema(result.json)
    Draft7Validator.check_schema(result.json)
    assert result.json["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert result.json["$id"] == f"urn:coalition:{name}:1"
    assert result.json["title"]
    assert result.json["description"]


def test_it_can_be_written_to_a_file(coalition: Run, tmp_path: Path) -> None:
    assert coalition("schema", "claims", "-o", tmp_path / "out.json") == (0, "", "")
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == coalition("schema", "claims").out


def test_the_shipped_claims_name_the_schema_that_is_kept_beside_them() -> None:
    named = re.findall(
        r"^# yaml-language-server: \$schema=(\S+)$", SHIPPED.read_text(), re.MULTILINE
    )
    assert [SHIPPED.parent / path for path in named] == [documents.SCHEMA]


def test_a_schema_in_a_folder_is_no_data(coalition: Run, claims_file: Write) -> None:
    folder = Path(claims_file("claims: [{id: a, text: A}]")).parent
    (folder / "claims.schema.json").write_text(schema("claims-file"), encoding="utf-8")
    assert coalition("claims", "-d", folder, "--fields", "id", "-f", "csv") == (0, "id\na\n", "")


def test_the_shipped_claims_are_valid_as_an_editor_reads_them() -> None:
    assert list(FILE.iter_errors(core_values(SHIPPED.read_text(encoding="utf-8")))) == []


def test_the_shipped_claims_are_valid_as_we_read_them(coalition: Run) -> None:
    file: dict[str, Any] = {"version": 1}
    for name in FILE_SECTIONS:
        keys = ",".join(field.name for field in SECTIONS[name].stated)
        file[name] = coalition(name, "--fields", keys, "--json").json
        assert file[name]
    assert list(FILE.iter_errors(file)) == []


def test_the_file_of_the_readme_is_valid() -> None:
    [text] = re.findall(r"^```yaml\n(version: .*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert list(FILE.iter_errors(core_values(text))) == []


@pytest.mark.slow
@runs(50)
@given(claims_files())
def test_a_file_without_a_defect_is_valid(file: dict[str, object]) -> None:
    assert list(FILE.iter_errors(file)) == []
    assert list(FILE.iter_errors(core_values(yaml_text(file)))) == []


@pytest.mark.parametrize("words", ["claims", "claims -n 1", "claims id:no-such"])
def test_our_own_claims_are_a_valid_file(coalition: Run, words: str) -> None:
    assert list(FILE.iter_errors(coalition(*words.split(), "--json").json)) == []


@pytest.mark.parametrize("text", TAKEN)
def test_what_we_read_is_valid(coalition: Run, text: str) -> None:
    found = coalition("check", "-", "--json", stdin=text)
    assert found.code == 0
    assert {problem["severity"] for problem in found.json} <= {"warning"}
    assert list(FILE.iter_errors(core_values(text))) == []


@pytest.mark.parametrize("text", REFUSED)
def test_a_mistake_is_invalid(coalition: Run, text: str) -> None:
    assert coalition("check", "-", stdin=text).code == 1
    assert list(FILE.iter_errors(core_values(text))) != []


# What a schema cannot know: what the parser refuses, or overlooks, and what spans records.
BEYOND = {
    "unreadable",
    "not-utf8",
    "bad-syntax",
    "merge-conflict",
    "over-limit",
    "repeated-key",
    "repeated-id",
    "unknown-reference",
    "circular-retelling",
    "repeated-alias",
    "not-same-unnamed",
    "leaked-name",  # only the file with the identities tells which names
    "quote-and-wording",
    "bad-date.no-such-day",  # how long months are
    "out-of-range.infinite",  # which is no JSON
    "out-of-range.too-large",  # nor is that, once it is read
    "wrong-type.tag-of-another",  # nor is that
}
NO_VALUES = {  # keys that are no words, and an unknown tag
    "wrong-type.key",
    "wrong-type.key-in-extra",
    "wrong-type.top-level-key",
    "wrong-type.tag",
}
FOUND = [case for case in CASES if code(case) not in OF_IMPORT]
BROKEN = [case for case in FOUND if CODES[code(case)].severity is Severity.ERROR]
KNOWN = [case for case in BROKEN if not {code(case), case} & (BEYOND | NO_VALUES)]
DOUBTFUL = [case for case in FOUND if case not in BROKEN]  # and yet a claims file


@pytest.mark.parametrize("case", KNOWN)
def test_a_broken_file_is_invalid_where_a_schema_can_know(case: str) -> None:
    assert list(FILE.iter_errors(_values(case))) != []


@pytest.mark.parametrize("case", DOUBTFUL)
def test_a_doubtful_file_is_valid(case: str) -> None:
    assert list(FILE.iter_errors(_values(case))) == []


def _values(case: str) -> Any:
    text = (ERRORS / FILES[case]).read_text(encoding="utf-8")
    if FILES[case].endswith(".jsonl"):
        return [json.loads(line) for line in text.splitlines()]
    return core_values(text)


@pytest.mark.parametrize("case", sorted(NO_VALUES))
def test_what_stands_for_no_value_is_refused_before(case: str) -> None:
    with pytest.raises(yaml.YAMLError):
        core_values((ERRORS / FILES[case]).read_text(encoding="utf-8"))


OLDER = "claims: [{id: a, text: A, topics: [t], confidence: 5}, {id: b, text: B, extra: {k: 1}}]"
NEWER = "title: T\nclaims: [{id: a, text: C, speaker: s, confidence: 6}, {id: c, text: C}]"
# Commands, and how many rows they have: none, one, or more.
ANSWERS = [
    *((f"{name} -n 1", 1) for name in FILE_SECTIONS),
    *((name, 2) for name in (*FILE_SECTIONS, "appearances", "topics")),
    *((f"{name} no-such-word-anywhere", 0) for name in (*FILE_SECTIONS, "appearances", "topics")),
    ("show no-such-id", 0),
    ("show red-lines", 1),
    ("show red-lines step-too-far", 2),
    *((f"show {key}", 1) for key in ("liga", "GB", "uk-left-eu", "greenland")),
    ("show red-lines liga GB greenland", 2),
    ("stats", 2),
    ("stats no-such-word-anywhere", 0),
    ("stats -n 1", 1),
    *((f"stats --by {name}", 2) for name in ("confidence", "anonymous", "article", "date")),
    ("stats --by source --by credibility", 2),
    ("stats --by origins --by speaker_name", 2),
    ("cache", 0),
    ("doctor", 2),
    ("diff old.yaml old.yaml", 0),
    ("diff old.yaml old.yaml -e", 0),
    ("diff old.yaml new.yaml -n 1", 1),
    ("diff old.yaml new.yaml", 2),
    ("diff new.yaml old.yaml", 2),
    ("check EXAMPLE", 0),
    ("check new.yaml", 2),
    ("check --strict EXAMPLE", 2),
    ("check --statistics new.yaml", 2),
    ("check --statistics EXAMPLE", 0),
    ("drift", 2),
    ("drift -n 1", 1),
    ("drift no-such-word-anywhere", 0),
    ("sourcing", 1),
    ("verify -d EXAMPLE --text liga=liga.txt", 2),
    ("verify -d EXAMPLE claim:red-lines --text liga=liga.txt", 1),
    ("sourcing no-such-word-anywhere", 1),
]


@pytest.mark.parametrize(("words", "count"), ANSWERS)
def test_an_answer_is_valid_and_has_the_keys_of_its_schema(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: str,
    count: int,
) -> None:
    claims_file(OLDER, "old.yaml")
    claims_file(NEWER, "new.yaml")
    claims_file("He said: “There are also red lines”.", "liga.txt")
    monkeypatch.chdir(tmp_path)
    rows = coalition(*words.replace("EXAMPLE", str(SHIPPED)).split(), "--json").json
    assert min(len(rows), 2) == count
    command = "statistics" if "--statistics" in words else words.split()[0]
    assert list(validator(command).iter_errors(rows)) == []
    items = json.loads(schema(command))["items"]
    if "anyOf" not in items:
        assert [list(row) for row in rows] == [list(items["properties"])] * len(rows)


def test_the_cache_is_valid(coalition: Run) -> None:
    coalition("claims")
    [row] = coalition("cache", "--json").json
    assert list(validator("cache").iter_errors([row])) == []
    assert list(validator("cache").iter_errors([{**row, "size": "4"}])) != []


def test_a_row_without_a_key_or_with_another_type_is_invalid(coalition: Run) -> None:
    [row] = coalition("claims", "-n", "1", "--json").json
    claims = validator("claims")
    assert list(claims.iter_errors([row, {**row, "added": 1}])) == []
    for key in row:
        rest = {name: value for name, value in row.items() if name != key}
        assert list(claims.iter_errors([rest])) != [], key
        if key != "extra":
            assert list(claims.iter_errors([{**row, key: {}}])) != [], key
    for key in ("id", "text", "topics", "appearances"):
        assert list(claims.iter_errors([{**row, key: None}])) != [], key
    assert list(claims.iter_errors(row)) != []


def test_records_within_results_have_all_their_fields() -> None:
    inner = Field("reference", Type.RECORD, "where", derived=True, of="reference")
    words = Field("found", Type.RECORD, "what", derived=True, many=True, of="verify")
    items: Any = answer(Section("x", "x", (inner, words)))["items"]
    reference, found = (items["properties"][name] for name in ("reference", "found"))
    assert reference["type"] == ["object", "null"]
    assert reference["required"] == ["title", "url"]
    assert found["type"] == "array"
    assert "status" in found["items"]["required"]


@pytest.mark.parametrize("name", ["a.csv", "a.yaml", "a.jsonl"])
def test_a_schema_goes_into_no_file_of_another_format(
    coalition: Run, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    refused = coalition("schema", "claims", "-o", path)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("coalition: a schema is JSON, and cannot be written as ")
    assert not path.exists()
    assert coalition("schema", "claims", "-o", tmp_path / "a.json").code == 0
