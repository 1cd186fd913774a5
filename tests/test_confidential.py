"""The name of an unnamed speaker: in no answer, message, page, difference, excerpt or cache.

The law is that a name makes no difference: whatever a confidential name is, what the program says
is the same to the byte. So also names are held to it that the program's own words hold.
"""

import json
import os
import sqlite3
import unicodedata
from binascii import crc32
from collections.abc import Callable, Iterator, Mapping
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coalition_cli.confidential import Names
from coalition_cli.index import cache, entry

from .conftest import Run
from .records import yaml_text
from .terminals import Result
from .test_completion import complete

Write = Callable[..., str]

ANYBODY = "Mirabel Ostrander"
# Marks, line breaks, composed and decomposed letters, numbers, what YAML and JSON read as no text,
# one letter, words of the program's own messages, and what looks like more keys.
HOSTILE = [
    'Quincy "Quill" Featherstone',
    "Q'Uincy O'Featherstone",
    "Quincy\nFeatherstone",
    "Quincy \\ Featherstone\t\u2028x",
    unicodedata.normalize("NFC", "Zoë Żółć-Ångström"),
    unicodedata.normalize("NFD", "Zoë Żółć-Ångström"),
    "QUINCY FEATHERSTONE",
    "4815162342",
    "Q",
    "Bo",
    "true",
    "null",
    "claim",
    "the speaker's name",
    "name",
    "unnamed speaker",
    "(withheld)",
    "Doe, Jane, anonymous: false",
    "name: Doe",
    "*",
    "🦊",
    "王小明",
    "[red]Ox[/red]",
    "Quincy " * 300,
]
names = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
).filter(str.strip)

# A speaker by name and claims that lead to one; no word of theirs is a word of a name above.
REST = """\
claims:
- {id: k1, text: xyzzy plugh, speaker: s1, topics: [zork], appearances: [{article: r1, quote: xyzzy}, {article: r2, quote: plover}]}
- {id: k2, text: frotz, speaker: s1, anonymous: true, confidence: 85, appearances: [{article: r1, wording: frotz}]}
- {id: k3, text: gnusto, speaker: s2, on_behalf_of: s1, appearances: [{article: r1, speaker: s1}]}
articles: [{id: r1}, {id: r2, retells: [r1]}]
"""  # noqa: E501
Stated = Mapping[str, object]
UNNAMED: Stated = {"id": "s1", "anonymous": True, "role": "xyzzyx", "name": ANYBODY}


def block(speaker: Stated) -> str:
    """Return a speaker as YAML, a line for each key."""
    lines = [f"  {key}: {yaml_text(value)}" for key, value in speaker.items()]
    return f"- {lines[0].strip()}\n" + "\n".join(lines[1:]) + "\n"


def yaml_file(*speakers: str) -> str:
    return f"speakers:\n{''.join(speakers)}{REST}"


def folded(speaker: Stated) -> str:
    """Return a speaker with the name in a block of its own; its first letter tells the indent."""
    rest = {key: value for key, value in speaker.items() if key != "name"}
    name = yaml_text(speaker["name"])
    return f"{block(rest)}  name: &n\n     {name}\n  affiliation: xyzzyz\n"


def aliased(speaker: Stated) -> str:
    """Return a speaker whose name stands with an anchor in a key that nobody knows."""
    rest = {key: value for key, value in speaker.items() if key != "name"}
    return f"{block(rest)}  zz: &n {yaml_text(speaker['name'])}\n  name: *n\n"


def json_file(speaker: Stated, *, ascii_only: bool) -> str:
    """Return the file as JSON, each record on a line of its own."""
    listed = [
        '{"speakers": [',
        json.dumps(speaker, ensure_ascii=ascii_only) + ",",
        '{"id": "s2", "name": "plugh", "nmae": "x"}',
        '], "claims": [',
        '{"id": "k1", "text": "xyzzy", "speaker": "s1"}',
        "]}",
    ]
    return "\n".join(listed) + "\n"


def files(name: str) -> Iterator[tuple[str, str]]:
    """Yield claims files with that name for an unnamed speaker, each with what it is called.

    Some are sound but for that, others have more defects, at and around the name.
    """
    speaker = {**UNNAMED, "name": name}
    second = "- {id: s2, name: plugh}\n"
    for number, order in enumerate(permutations(["id", "name", "anonymous"])):
        ordered = {key: speaker[key] for key in order}
        yield f"order-{number}.yaml", yaml_file(block(ordered), second)
    described = block({**speaker, "description": "an adventurer"})
    quoted = yaml_text(name)
    yield "described.yaml", yaml_file(described, second)
    yield "own-line.yaml", yaml_file(folded(speaker), second)
    yield "alias.yaml", yaml_file(aliased(speaker), second)
    yield "repeated.yaml", yaml_file(described, f"  name: {quoted}\n", second)
    yield "misspelt.yaml", yaml_file(described, f"  nmae: {quoted}\n  anonymus: true\n", second)
    yield "unknown.yaml", yaml_file(described, f"  phone: {quoted}\n", second)
    yield "twice.yaml", yaml_file(described, f"- {{id: s1, name: {quoted}}}\n", second)
    yield "list.yaml", yaml_file(block({**speaker, "name": [name]}), second)
    yield "mapping.yaml", yaml_file(block({**speaker, "name": {"first": name}}), second)
    yield "wrong.yaml", yaml_file(block({"id": "s1", "anonymous": "yes", "name": name}), second)
    yield (
        "by-default.yaml",
        yaml_file("- id: s1\n  description: x\n", f"  nick: {quoted}\n", second),
    )
    flow = f"- {{id: s1, knid: x, anonymous: true, name: {quoted}}}\n"
    yield "flow.yaml", yaml_file(flow, second)
    yield "broken.yaml", yaml_file(f"- {{id: s1 x: y, anonymous: true, name: {quoted}}}\n", second)
    yield "open.yaml", yaml_file(f"- id: s1\n  anonymous: true\n  ]: x # name: {quoted}\n", second)
    yield "ascii.json", json_file(speaker, ascii_only=True)
    yield "text.json", json_file(speaker, ascii_only=False)
    more = {**speaker, "kind": "x", "nmae": name}
    yield "broken.json", json_file(more, ascii_only=True).replace("k1", "k1}")


FORMATS = ["table", "list", "tsv", "csv", "json", "jsonl", "yaml", "md"]
QUESTIONS = [
    *([command, "-f", form] for command in ("claims", "speakers") for form in FORMATS),
    ["appearances", "--json"],
    ["appearances", "-f", "table"],
    ["claims", "--sort", "speaker_name", "--fields", "id,speaker_name"],
    ["speakers", "--sort", "-name", "--fields", "name,description"],
    ["claims", "--count", "xyzzy"],
    ["claims", "--speaker", "nobody-of-that-name"],
    ["stats", "--by", "speaker_name"],
    ["stats", "--by", "speaker"],
    ["sourcing", "-f", "table"],
    ["sourcing", "--json"],
    ["drift", "-f", "table"],
    ["drift", "--json"],
    ["show", "k1", "k2", "k3", "speaker:s1"],
    ["show", "speaker:s1", "--json"],
    ["articles", "--json"],
    [],
]
CHECKS = [
    [style, *strict]
    for style in ("full", "plain", "concise", "json", "github")
    for strict in ([], ["--strict"])
]


def all_that_is_said(coalition: Run, file: str) -> list[Result]:
    """Return what every question to a file is answered with, and every report on it."""
    asked = [coalition(*question, "-d", file) for question in QUESTIONS]
    checked = [coalition("check", file, "-f", *options) for options in CHECKS]
    Path("named.yaml").write_text(NAMED, encoding="utf-8")
    differences = [
        coalition("diff", *pair, *form)
        for pair in (["named.yaml", file], [file, "named.yaml"])
        for form in (["--json"], ["-f", "table"])
    ]
    return [*asked, *checked, *differences]


NAMED = yaml_file("- {id: s1, name: Nobody In Particular}\n- {id: s2, name: plugh}\n")


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=names, data=st.data())
def test_a_confidential_name_makes_no_difference(
    name: str,
    data: st.DataObject,
    coalition: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    called, text = data.draw(st.sampled_from(list(files(name))))
    hold(coalition, called, {name: text, ANYBODY: dict(files(ANYBODY))[called]})


def hold(coalition: Run, called: str, texts: Mapping[str, str]) -> None:
    """Hold what is said of a file with one name to what is said of it with another."""
    said = []
    for text in texts.values():
        Path(called).write_bytes(text.encode())
        said.append(all_that_is_said(coalition, called))
    assert said[0] == said[-1]


@pytest.mark.parametrize("called", [called for called, _ in files("")])
@pytest.mark.parametrize("name", ["Quincy Featherstone", "the", "Doe, Jane, anonymous: false"])
def test_nor_does_it_in_any_of_these_files(
    name: str, called: str, coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hold(coalition, called, {n: dict(files(n))[called] for n in (name, ANYBODY)})
