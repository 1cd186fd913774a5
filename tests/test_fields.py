"""A field is one line in the field table, and works in every way: one of each type is tried.

The lines are added to a copy of the package, which runs in processes of its own.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import coalition_cli

from .terminals import Result

pytestmark = pytest.mark.slow

# What is added to claims: the line, a value in a file, another, and one that is refused.
ADDED: dict[str, tuple[str, Any, Any, Any]] = {
    "docket": ("Type.ID, 'm'", "d-1", "d-2", "d 1"),
    "gloss": ("Type.TEXT, 'm'", "a quiet harbour", "loud gulls", ["a"]),
    "venue": ("Type.NAME, 'm'", "Pier Seven", "Quay One", {"a": 1}),
    "permit": ("Type.ADDRESS, 'm'", "https://quay.example/7", "http://pier.example", "pier"),
    "wind": ("Type.WORD, 'm', words=('north', 'south')", "north", "south", "west"),
    "sealed": ("Type.BOOLEAN, 'm'", True, False, "yes"),
    "votes": ("Type.NUMBER, 'm', at_least=2, at_most=90", 12, 7, 91),
    "trust": ("Type.CONFIDENCE, 'm', words=_BAND_WORDS", 20, 90, 101),
    "heard": ("Type.DATE, 'm'", "2026-02~", "2025-12-31", "2026-13"),
    "heard_in": ("Type.REFERENCE, 'm', of='articles'", "gazette", "echo", ["a"]),
    "page": ("Type.RECORD, 'm', of='reference'", {"title": "Log of the harbour"},
             {"url": "https://example.org/a"}, {"title": "T", "odd": 1}),
    "more": ("Type.ANYTHING, 'm'", {"k": [1, None]}, None, None),
    "verses": ("Type.TEXT, 'm', many=True, singular='verse'",
               ["salt and rope", "tar"], ["foam"], "salt"),
    "callers": ("Type.NAME, 'm', many=True, singular='caller'",
                ["Ann Lee", "Bo"], ["Cy"], "Ann"),
    "echoes": ("Type.REFERENCE, 'm', many=True, of='claims', singular='echo_of'",
               ["three"], ["one"], "three"),
    "tallies": ("Type.NUMBER, 'm', many=True, singular='tally', at_most=90", [3, 12], [40], [91]),
    "days": ("Type.DATE, 'm', many=True, singular='day'",
             ["2026-02?", "2025"], ["2024"], ["2024-13"]),
    "gusts": ("Type.WORD, 'm', many=True, singular='gust', words=('north', 'south')",
              ["north"], ["south"], ["west"]),
    "signals": ("Type.BOOLEAN, 'm', many=True, singular='signal'", [True], [False], ["yes"]),
    "odds": ("Type.CONFIDENCE, 'm', many=True, singular='odd', words=_BAND_WORDS",
             [20, 25, 50], [90], [101]),
}  # fmt: skip
# What every other section gets.
ALSO = {"gloss": "Type.TEXT, 'm'", "heard": "Type.DATE, 'm'"}
OTHERS = ("sources", "articles", "speakers", "facts", "members", "appearances")
TEXTS = ("gloss", "page", "verses")  # that are searched
NOT_COMPARED = "more"
NOT_SORTED = ("page", "more")

one: dict[str, Any] = {name: value for name, (_, value, _, _) in ADDED.items()}
# Without what JSON claims are never read the short way with.
two: dict[str, Any] = {name: value for name, (_, _, value, _) in ADDED.items() if name != "more"}
SEEN = {"article": "gazette", "gloss": "in the margin", "heard": "2026-03"}
CLAIMS: list[dict[str, Any]] = [
    {"id": "one", "text": "One.", "appearances": [SEEN], **one},
    {"id": "two", "text": "Two.", **two},
    {"id": "three", "text": "Three."},
]
REST = {
    "sources": [{"id": "paper", "gloss": "of the docks", "heard": "1901"}],
    "articles": [{"id": "gazette", "gloss": "of the docks", "heard": "1901"}, {"id": "echo"}],
    "speakers": [{"id": "ada", "name": "Ada", "gloss": "of the docks", "heard": "1901"}],
    "facts": [{"id": "tide", "text": "It rose.", "gloss": "of the docks", "heard": "1901"}],
    "members": [{"country": "NO", "gloss": "of the docks", "heard": "1901"}],
}
FILE = {**REST, "claims": CLAIMS}
# Each with a claim that it finds: one, two.
TERMS = {
    "docket": ("D-1", "d-2"),
    "venue": ("pier seven", "Quay One"),
    "permit": ("HTTPS://quay.example/7", "http://pier.example"),
    "wind": ("north", "SOUTH"),
    "sealed": ("true", "false"),
    "votes": ("10..", "..9"),
    "trust": ("low", "80.."),
    "heard": ("2026", "..2025"),
    "heard_in": ("Gazette", "echo"),
    "caller": ("bo", "Cy"),
    "echo_of": ("three", "one"),
    "tally": ("..9,12", "13.."),
    "day": ("2025,2026-02-03", "..2024"),
    "gust": ("north", "South"),
    "signal": ("true", "false"),
    "odd": ("medium", "80.."),
}
SEARCHES = {"gloss": ("harbour", "gull*"), "verse": ("rope", "foam"), "page": ("log", None)}


# Confidence is counted by its word, and a claim once by a word.
WORDS = {"trust": ["low", "high"], "odds": ["low", "medium", "high"]}
IDS = ("claims", "-d", "c.json", "--json", "--fields", "id")


def _added(section: str) -> dict[str, str]:
    return {name: line for name, (line, *_) in ADDED.items()} if section == "claims" else ALSO


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where a copy of the package is that has the fields."""
    [package] = coalition_cli.__path__
    copy = tmp_path_factory.mktemp("grown")
    shutil.copytree(package, copy / "coalition_cli", ignore=shutil.ignore_patterns("__pycache__"))
    table = copy / "coalition_cli" / "model" / "fields.py"
    text = table.read_text(encoding="utf-8")
    for section in ("claims", *OTHERS):
        before, head, rest = text.partition(f"\n_{section.upper()} = Section(")
        lines = "".join(
            f"        Field('{name}', {line}),\n" for name, line in _added(section).items()
        )
        inner, last, behind = rest.partition("        _FILE,\n")
        text = before + head + inner + lines + last + behind
    table.write_text(text, encoding="utf-8")
    return copy


_RUN = """
import io, json, sys
from coalition_cli.__main__ import main
answers = []
for arguments in json.load(sys.stdin):
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in "ab")
    sys.stdout, sys.stderr = out, err
    code = main(arguments)
    answers.append([code, *(one.seek(0) and "" or one.read() for one in (out, err))])
sys.stdout = sys.__stdout__
json.dump(answers, sys.stdout)
"""

Ask = Callable[[Iterable[str | Sequence[str]]], list[Result]]


@pytest.fixture
def ask(grown: Path, tmp_path: Path) -> Ask:
    """Run commands of the copy, one after the other in one process: ask(["claims --json"])."""

    def run(commands: Iterable[str | Sequence[str]]) -> list[Result]:
        listed = [one.split() if isinstance(one, str) else [*one] for one in commands]
        done = subprocess.run(
            [sys.executable, "-c", _RUN],
            input=json.dumps(listed),
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(grown)},
            cwd=tmp_path,
            check=True,
            timeout=120,
        )
        return [Result(*one) for one in json.loads(done.stdout)]

    return run


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    """Write the same claims as YAML, JSON and JSON Lines."""
    for name in ("c.yaml", "c.json"):
        (tmp_path / name).write_text(json.dumps(FILE), encoding="utf-8")
    (tmp_path / "list.json").write_text(json.dumps(CLAIMS), encoding="utf-8")
    lines = "".join(f"{json.dumps(claim)}\n" for claim in CLAIMS)
    (tmp_path / "c.jsonl").write_text(lines, encoding="utf-8")


KINDS = ("c.yaml", "c.json", "list.json", "c.jsonl")
EMPTY: dict[str, Any] = {
    name: [] if isinstance(value, list) else None for name, value in one.items()
}
READ: dict[str, dict[str, Any]] = {  # as answers have it: every key of a record within
    "one": {**one, "page": {"title": "Log of the harbour", "url": None}},
    "two": {**two, "more": None, "page": {"title": None, "url": "https://example.org/a"}},
    "three": EMPTY,
}


@pytest.mark.parametrize("file", KINDS)
def test_what_files_state_is_answered(ask: Ask, file: str) -> None:
    fields = ",".join(["id", *ADDED])
    whole, some, page, table = ask([
        f"claims -d {file} --json",
        f"claims -d {file} --json --fields {fields}",
        f"show -d {file} --json one two three",
        f"claims -d {file} -f csv --fields id,votes,page,verses",
    ])  # fmt: skip
    for answer in (whole, some, page):
        rows = {row["id"]: row for row in answer.json}
        assert {key: {name: row[name] for name in ADDED} for key, row in rows.items()} == READ
    assert [seen["gloss"] for seen in whole.json[0]["appearances"]] == ["in the margin"]
    assert table.lines[1].startswith("one,12,")
    assert table.lines[3] == "three,,,"


def test_other_sections_have_theirs(ask: Ask) -> None:
    asked = [f"{name} -d c.yaml --json --fields gloss,heard --sort -heard -n 1" for name in OTHERS]
    *lists, seen = [answer.json for answer in ask(asked)]
    assert lists == [[{"gloss": "of the docks", "heard": "1901"}]] * len(lists)
    assert seen == [{"gloss": "in the margin", "heard": "2026-03"}]
    found = ask(f"{name} -d c.yaml --count heard:2026-03,1901" for name in OTHERS)
    assert [answer.out for answer in found] == ["1\n"] * len(OTHERS)


def test_terms_find_them(ask: Ask) -> None:
    asked = []
    for name, values in TERMS.items():
        for value in values:
            terms = f"{name}:{value}", f"not:{name}:{value}"
            asked += [[*IDS, term] for term in terms]
    found = [[row["id"] for row in answer.json] for answer in ask(asked)]
    expected = [["one"], ["two", "three"], ["two"], ["one", "three"]] * len(TERMS)
    assert list(zip(asked, found, strict=True)) == list(zip(asked, expected, strict=True))


def test_search_finds_texts(ask: Ask) -> None:
    asked, expected = [], []
    for name, (first, second) in SEARCHES.items():
        for word, found, rest in ((first, "one", "two"), (second, "two", "one")):
            if word:
                terms = (f"{name}:{word}", word, f"not:{name}:{word}")
                asked += [[*IDS, term] for term in terms]
                expected += [[found], [found], [rest, "three"]]
    found_ids = [[row["id"] for row in answer.json] for answer in ask(asked)]
    assert found_ids == expected
    others = ask(f"{name} -d c.yaml --count gloss:docks" for name in OTHERS[:-1])
    assert [answer.out for answer in others] == ["1\n"] * (len(OTHERS) - 1)
    [seen] = ask(["appearances -d c.yaml --count gloss:margin"])
    assert seen.out == "1\n"


def test_they_have_an_order(ask: Ask) -> None:
    names = [name for name in ADDED if name not in NOT_SORTED]
    asked = [
        f"claims -d c.json --json --fields id --sort {sign}{name}"
        for name in names
        for sign in ("", "-")
    ]
    found = [[row["id"] for row in answer.json] for answer in ask(asked)]
    rising = [one[name] < two[name] for name in names]
    for up, down, lower in zip(found[::2], found[1::2], rising, strict=True):
        up.remove("three")
        down.remove("three")
        assert up == (["one", "two"] if lower else ["two", "one"])
        assert down == up[::-1]
    refused = ask(f"claims -d c.json --sort {name}" for name in NOT_SORTED)
    assert [answer.err for answer in refused] == [
        f"coalition: claims cannot be sorted by '{name}'\n" for name in NOT_SORTED
    ]


def test_claims_are_counted_by_them(ask: Ask) -> None:
    singular = {name: re.findall(r"singular='(\w+)'", line) for name, (line, *_) in ADDED.items()}
    names = [name for name in ADDED if name != NOT_COMPARED]
    asked = [f"stats -d c.json --json --by {[*singular[name], name][0]}" for name in names]
    for name, answer in zip(names, ask(asked), strict=True):
        by = [*singular[name], name][0]
        rows = [(row[by], row["claims"]) for row in answer.json]
        values = [READ[key][name] for key in ("one", "two")]
        values = WORDS.get(name, values)
        known = [
            item for value in values for item in (value if isinstance(value, list) else [value])
        ]
        expected = [(value, 1) for value in known] + [(None, 1)]
        key = lambda pair: json.dumps(pair, sort_keys=True)  # noqa: E731
        assert sorted(rows, key=key) == sorted(expected, key=key), name
        assert rows[-1] == (None, 1)
    both, refused = ask([
        "stats -d c.json --json --by trust --by confidence --sort -trust",
        "stats -d c.json --by more",
    ])  # fmt: skip
    assert [row["trust"] for row in both.json] == ["high", "low", None]
    assert refused.code == 2
    assert refused.err.startswith("coalition: 'more' cannot be compared")


def test_differences_are_told(ask: Ask, tmp_path: Path) -> None:
    swapped = [{**CLAIMS[0], **two, "more": "plain"}, {**CLAIMS[1], **one}, CLAIMS[2]]
    (tmp_path / "later.json").write_text(json.dumps({**REST, "claims": swapped}), encoding="utf-8")
    told, counted = ask(["diff c.json later.json --json", "diff c.yaml c.json --count"])
    fields = {row["field"].partition(".")[0] for row in told.json if row["id"] == "one"}
    assert fields == set(ADDED)
    assert counted.out == "0\n"


def test_schemas_have_them(ask: Ask, grown: Path) -> None:
    asked = ["claims-file", "claims", "show", "stats", "sources"]
    schemas = [
        Draft202012Validator(answer.json) for answer in ask(f"schema {name}" for name in asked)
    ]
    of_files, of_claims, of_show, of_stats, of_sources = schemas
    assert list(of_files.iter_errors(FILE)) == []
    for name, (*_, wrong) in ADDED.items():
        if wrong is not None:
            claims = [{**CLAIMS[0], name: wrong}]
            assert list(of_files.iter_errors({"claims": claims})) != [], name
    answers = ask(f"{command} -d c.yaml --json" for command in ("claims", "show one", "sources"))
    for valid, answer in zip((of_claims, of_show, of_sources), answers, strict=True):
        assert list(valid.iter_errors(answer.json)) == []
    counts = ask(
        f"stats -d c.yaml --json --by {name}" for name in ("trust", "page", "votes", "verse")
    )
    for answer in counts:
        assert list(of_stats.iter_errors(answer.json)) == []


def test_a_wrong_value_is_the_same_problem_everywhere(ask: Ask, tmp_path: Path) -> None:
    wrong = {name: value for name, (*_, value) in ADDED.items() if value is not None}
    wrong |= {"heard_in": "nowhere", "gloss": {"a": 1}}
    for name, value in wrong.items():
        claim = {"id": "c", "text": "T", name: value}
        text = json.dumps({"articles": [{"id": "gazette"}], "claims": [claim]})
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(claim), encoding="utf-8")
    told = ask(
        f"check {name}.{kind} --json" for name in wrong for kind in ("yaml", "json", "jsonl")
    )
    for number, name in enumerate(wrong):
        found = [
            [
                (one["code"], one["message"], one["remedy"])
                for one in answer.json
                if one["severity"] == "error"
            ]
            for answer in told[3 * number : 3 * number + 3]
        ]
        assert len(found[0]) == 1, name
        assert found[1] == found[0], name
        # A mere list of claims may name articles that it does not hold.
        assert found[2] == ([] if name == "heard_in" else found[0]), name


def test_an_update_finds_the_new_value(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "rest.json").write_text(json.dumps(REST), encoding="utf-8")
    place = tmp_path / "data" / "claims.json"
    names = [name for name in TERMS if name != "sealed"]
    asked = [
        ["claims", "-d", "data", "--json", "--fields", "id", f"{name}:{TERMS[name][0]}"]
        for name in names
    ]
    bare = [{"id": "one", "text": "One."}, *CLAIMS[1:]]
    for claims, expected in ((bare, []), (CLAIMS, ["one"]), (bare, [])):
        place.write_text(json.dumps({"claims": claims}), encoding="utf-8")
        found = [[row["id"] for row in answer.json] for answer in ask(asked)]
        assert found == [expected] * len(names)


def test_pages_and_tables_are_drawn(ask: Ask) -> None:
    answers: list[Any] = ask([
        "claims -d c.yaml -f table", "claims -d c.yaml -f list", "show -d c.yaml one -f table",
        "stats -d c.yaml -f table --by page", "stats -d c.yaml -f table --by trust",
        "claims -d c.yaml -f list --fields " + ",".join(ADDED),
    ])  # fmt: skip
    assert [(answer.code, answer.err) for answer in answers] == [(0, "")] * len(answers)
    assert "Log of the harbour" in answers[-1].out
