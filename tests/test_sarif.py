"""`check --format sarif`: by the schema of the standard, and by what code scanning takes of it."""

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from coalition_cli import formats
from coalition_cli.model.codes import CODES

from .conftest import Run

SCHEMA = json.loads((Path(__file__).parent / "sarif" / "sarif-2.1.0-rtm.5.json").read_text())
# A mistake of each severity.
MISTAKES = """\
speakers:
- {id: diplomat, description: a diplomat, country: EL}
claims:
- {id: first, text: T., kind: postion, speaker: diplomat}
"""
NAME = "Jan Mraz"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of a repository."""
    root = tmp_path / "work"
    (root / ".git").mkdir(parents=True)
    (root / "news").mkdir()
    monkeypatch.chdir(root / "news")
    return root


def report(coalition: Run, *arguments: str, code: int = 1) -> dict[str, Any]:
    """Return the one run of a report, held to the schema and to what code scanning takes."""
    checked = coalition("check", "--format", "sarif", *arguments)
    assert checked.code == code
    return held(checked.out)


def held(text: str) -> dict[str, Any]:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    log: dict[str, Any] = json.loads(text)
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(log)] == []
    assert log["version"] == "2.1.0"
    run: dict[str, Any]
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "coalition"
    for rule in driver["rules"]:
        assert rule["id"] == rule["id"].strip() != ""
        texts = [rule[key]["text"] for key in ("shortDescription", "fullDescription", "help")]
        assert all(0 < len(each) <= 1024 for each in texts)
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert len(rule["properties"]["tags"]) <= 20
    assert len(run["results"]) <= 25_000
    prints = []
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        [location] = result["locations"]
        place = location["physicalLocation"]
        file, region = place["artifactLocation"], place["region"]
        assert re.fullmatch(r"(?:[\w./~-]|%[0-9A-F]{2}|^file:)+", file["uri"], re.ASCII)
        assert (file.get("uriBaseId") == "%SRCROOT%") is not file["uri"].startswith("file:///")
        assert region["startLine"] == region["endLine"] >= 1
        assert 1 <= region["startColumn"] < region["endColumn"]
        prints.append((file["uri"], *result["partialFingerprints"].values()))
    assert len(set(prints)) == len(prints)
    return run


def found(run: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the code and the file of each result."""
    return [
        (
            result["ruleId"],
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        )
        for result in run["results"]
    ]


def prints(run: dict[str, Any]) -> list[str]:
    return [one["partialFingerprints"]["primaryLocationLineHash"] for one in run["results"]]


def test_each_code_is_a_rule_and_each_problem_a_result(coalition: Run) -> None:
    Path("claims.yaml").write_text(MISTAKES)
    run = report(coalition, "--strict", "claims.yaml")
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert [levels[code] for code in ("unknown-value", "unknown-country", "no-source")] == [
        "error",
        "warning",
        "note",
    ]
    known = CODES["unknown-country"]
    assert next(rule for rule in rules if rule["id"] == "unknown-country") == {
        "id": "unknown-country",
        "shortDescription": {"text": known.meaning},
        "fullDescription": {"text": f"{known.meaning}. {known.why}"},
        "help": {
            "text": f"{known.why}\n\n'coalition check --explain unknown-country' says this too."
        },
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["warning"]},
    }
    as_rows = json.loads(coalition("check", "--strict", "claims.yaml", "--json").out)
    assert [one["ruleId"] for one in run["results"]] == [row["code"] for row in as_rows]
    [result] = [one for one in run["results"] if one["ruleId"] == "unknown-country"]
    [hash_] = result.pop("partialFingerprints").values()
    assert re.fullmatch("[0-9a-f]{16}:1", hash_)
    assert result == {
        "ruleId": "unknown-country",
        "ruleIndex": list(CODES).index("unknown-country"),
        "level": "warning",
        "message": {
            "text": "'country' in speaker 'diplomat' is not a code of ISO 3166-1: 'EL';"
            " did you mean 'GR'?\nwrite the alpha-2 code, such as GB or NO"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "news/claims.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 52, "endLine": 2, "endColumn": 53},
                }
            }
        ],
    }


def test_a_report_without_problems_has_no_results(coalition: Run) -> None:
    Path("claims.yaml").write_text("claims: []\n")
    assert report(coalition, "claims.yaml", code=0)["results"] == []


@pytest.mark.parametrize("name", ["news.sarif", "news.sarif.json", "NEWS.SARIF"])
def test_the_ending_of_a_file_asks_for_it(coalition: Run, tmp_path: Path, name: str) -> None:
    Path("claims.yaml").write_text(MISTAKES)
    out = tmp_path / name
    assert coalition("check", "claims.yaml", "-o", out).out == ""
    assert ("unknown-value", "news/claims.yaml") in found(held(out.read_text()))


@pytest.mark.parametrize(
    "name", ["a b%25.yaml", "c:d#e?.yaml", "žluť.yaml", "[x](y).yaml", "\\back.yaml", "\x1b.yaml"]
)
def test_any_name_of_a_file_is_a_uri_from_the_root_of_the_repository(
    coalition: Run, repository: Path, name: str
) -> None:
    Path(name).write_text(MISTAKES)
    for path in (name, f"../news/{name}", str(repository / "news" / name)):
        for _, uri in found(report(coalition, path)):
            assert (repository / unquote(uri)).read_text() == MISTAKES


def test_a_name_that_is_no_text_is_a_uri_of_its_bytes(coalition: Run) -> None:
    path = os.fsdecode(b"\xff.yaml")
    Path(path).write_text(MISTAKES)
    assert {uri for _, uri in found(report(coalition, path))} == {"news/%FF.yaml"}


def test_what_is_in_no_repository_leads_from_the_working_folder(
    coalition: Run, repository: Path, tmp_path: Path
) -> None:
    (repository / ".git").rmdir()
    Path("claims.yaml").write_text(MISTAKES)
    other = tmp_path / "other.yaml"
    other.write_text(MISTAKES.replace("first", "second").replace("diplomat", "envoy"))
    uris = {uri for _, uri in found(report(coalition, "claims.yaml", str(other)))}
    assert uris == {"claims.yaml", f"file://{other}"}


def test_standard_input_has_a_place_too(coalition: Run) -> None:
    checked = coalition("check", "-f", "sarif", "-", stdin=MISTAKES)
    assert {uri for _, uri in found(held(checked.out))} == {"news/-"}


def test_a_problem_is_known_again_where_its_lines_have_moved(coalition: Run) -> None:
    Path("claims.yaml").write_text(MISTAKES)
    before = report(coalition, "claims.yaml")
    Path("claims.yaml").write_text(f"# a line\n\ntitle: T\n{MISTAKES}")
    assert prints(report(coalition, "claims.yaml")) == prints(before)
    Path("claims.yaml").write_text(MISTAKES.replace("postion", "posiiton"))
    changed = report(coalition, "claims.yaml")
    assert sum(a != b for a, b in zip(prints(before), prints(changed), strict=True)) == 1


def test_a_merge_conflict_is_known_again_where_it_has_moved(coalition: Run) -> None:
    conflict = "claims:\n<<<<<<< a\n- {id: a, text: A.}\n=======\n- {id: a, text: B.}\n>>>>>>> b\n"
    Path("claims.yaml").write_text(conflict)
    before = report(coalition, "claims.yaml")
    Path("claims.yaml").write_text(f"# a line\n{conflict}")
    assert prints(report(coalition, "claims.yaml")) == prints(before)


def test_equal_problems_of_a_file_are_told_apart_and_none_is_folded(coalition: Run) -> None:
    Path("claims.yaml").write_text("claims:\n" + "".join(f"- {{text: T{n}.}}\n" for n in range(40)))
    run = report(coalition, "claims.yaml")
    hashes = [
        one for one, (code, _) in zip(prints(run), found(run), strict=True) if "missing" in code
    ]
    assert [one.partition(":")[2] for one in hashes] == [str(n) for n in range(1, 41)]
    assert len({one.partition(":")[0] for one in hashes}) == 1


def test_text_of_the_data_is_no_link_and_no_control_character(coalition: Run) -> None:
    Path("claims.yaml").write_text(
        'claims: [{id: "[x](http://a.example)", text: T., kind: "\\e[31m\\u202e [y](1)"}]\n'
    )
    run = report(coalition, "claims.yaml")
    texts = [result["message"]["text"] for result in run["results"]]
    assert any("[x] (http" in text for text in texts)
    assert not any("](" in text for text in texts)


def test_confidential_names_stay_masked(coalition: Run) -> None:
    Path("claims.yaml").write_text(
        f"speakers: [{{id: aide, name: {NAME}, anonymous: true}}]\n"
        f"claims: [{{id: a, text: T., kind: {NAME}, note: {NAME} said so}}]\n"
    )
    checked = coalition("check", "-f", "sarif", "claims.yaml")
    assert NAME not in checked.out
    codes = [code for code, _ in found(held(checked.out))]
    assert {"confidential-name", "unknown-value"} <= set(codes)


def test_of_more_problems_than_readers_take_the_most_serious_are_written(
    coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("claims.yaml").write_text(MISTAKES)
    few = formats.FORMATS["sarif"]._replace(most=2)
    monkeypatch.setattr(formats, "_FORMATS", (few,))
    monkeypatch.setattr(formats, "FORMATS", {**formats.FORMATS, "sarif": few})
    checked = coalition("check", "--strict", "claims.yaml", "-o", "x.sarif")
    run = held(Path("x.sarif").read_text())
    assert [code for code, _ in found(run)] == ["unknown-country", "unknown-value"]
    assert checked.err.startswith("coalition: sarif has the most serious 2 of ")


def test_counts_are_no_sarif(coalition: Run) -> None:
    Path("claims.yaml").write_text(MISTAKES)
    assert coalition("check", "claims.yaml", "--statistics", "-f", "sarif").code == 2
