"""The name of an unnamed speaker: in no answer, message, page, difference, excerpt or cache.

The law is that a name makes no difference: whatever a confidential name is, what the program says
is the same to the byte. So also names are held to it that the program's own words hold.
"""

import json
import os
import re
import subprocess
import sys
import traceback
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coalition_cli
from coalition_cli import Claims
from coalition_cli.cache import making, note
from coalition_cli.checking import findings
from coalition_cli.reading.confidential import Names
from coalition_cli.reading.excerpts import MARGIN

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
    yield from called_otherwise(name, second)
    yield "ascii.json", json_file(speaker, ascii_only=True)
    yield "text.json", json_file(speaker, ascii_only=False)
    more = {**speaker, "kind": "x", "nmae": name}
    yield "broken.json", json_file(more, ascii_only=True).replace("k1", "k1}")


def called_otherwise(name: str, second: str) -> Iterator[tuple[str, str]]:
    """Yield claims files with that name as an alias, and in an address."""
    quoted = yaml_text(name)
    address = yaml_text(f"https://example.org/{'-'.join(name.split())}")
    apart = "- {id: s4, name: Plover}\n"
    rest = {"id": "s1", "description": "an adventurer"}
    yield "by-alias.yaml", yaml_file(block({**rest, "aliases": [name]}), second)
    unnamed = {**rest, "anonymous": True}
    both = {**unnamed, "aliases": ["Q", name], "role": "xyzzyx"}
    yield "alias-list.yaml", yaml_file(block(both), f"  same_as:\n  - {address}\n", second)
    listed = f"  aliases:\n    - {quoted}\n    - Q\n  kind: person\n"
    yield "alias-lines.yaml", yaml_file(block(unnamed), listed, second)
    yield "alias-text.yaml", yaml_file(block(unnamed), f"  aliases: {quoted}\n", second)
    yield "alias-nested.yaml", yaml_file(block({**unnamed, "aliases": [[name]]}), second)
    yield "alias-misspelt.yaml", yaml_file(block(unnamed), f"  alias: [{quoted}]\n", second)
    yield "no-address.yaml", yaml_file(block({**unnamed, "same_as": [name]}), second)
    yield "page.yaml", yaml_file(block(unnamed), f"  url: {address}\n", second)
    yield "address-text.yaml", yaml_file(block(unnamed), f"  same_as: {address}\n", second)
    yield "not-same.yaml", yaml_file(block({**unnamed, "name": name, "not_same": ["s4"]}), apart)


FORMATS = ["table", "list", "tsv", "csv", "json", "jsonl", "yaml", "md"]
QUESTIONS = [
    *(["claims", "-f", form] for form in FORMATS),
    ["speakers", "-f", "table"],
    ["speakers", "--json"],
    ["appearances", "--json"],
    ["appearances", "-f", "table"],
    ["claims", "--sort", "speaker_name", "--fields", "id,speaker_name"],
    ["speakers", "--sort", "-name", "--fields", "name,description"],
    ["claims", "--count", "xyzzy"],
    ["speakers", "--fields", "aliases,same_as,not_same", "-f", "csv"],
    ["speakers", "plover"],
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
    for style, *strict in (
        ["full", "--strict"],
        ["plain"],
        ["concise"],
        ["json", "--strict"],
        ["github"],
    )
]


def all_that_is_said(coalition: Run, file: str) -> list[Result | str]:
    """Return what every question to a file is answered with, and every report on it."""
    asked = [coalition(*question, "-d", file) for question in QUESTIONS]
    checked = [coalition("check", file, "-f", *options) for options in CHECKS]
    Path("named.yaml").write_text(NAMED, encoding="utf-8")
    differences = [
        coalition("diff", *pair, *form)
        for pair in (["named.yaml", file], [file, "named.yaml"])
        for form in (["--json"], ["-f", "table"])
    ]
    return [*asked, *checked, *differences, *said_in_python(file)]


def said_in_python(file: str) -> Iterator[str]:
    """Yield what the methods of Python give for a file, and their errors and notes."""
    for strict in (False, True):
        yield repr(coalition_cli.check(file, strict=strict))
    notes: list[str] = []
    try:
        with (
            coalition_cli.open_claims(file, tell=notes.append) as corpus,
            coalition_cli.open_claims("named.yaml") as named,
        ):
            for ask in ASKED_IN_PYTHON:
                yield repr(ask(corpus))
            yield repr([*corpus.diff(named), *named.diff(corpus)])
    except coalition_cli.CoalitionError as error:
        yield "".join(traceback.format_exception(error))
    yield repr(notes)


def of_nobody(corpus: Claims) -> str:
    """Return the error that nobody has such an id, with what was perhaps meant."""
    with pytest.raises(coalition_cli.NoRecordError) as caught:
        corpus.show("speaker:s3", "Mirabel")
    return str(caught.value)


ASKED_IN_PYTHON: list[Callable[[Claims], object]] = [
    lambda corpus: list(corpus.claims(fields=["id", "speaker_name"], sort="speaker_name")),
    lambda corpus: [*corpus.claims("speaker:somebody"), *corpus.claims(), *corpus.facts()],
    lambda corpus: [*corpus.speakers(), *corpus.appearances(), *corpus.articles()],
    lambda corpus: [corpus.count("xyzzy"), corpus.sourcing(), *corpus.drift()],
    lambda corpus: [*corpus.stats(), *corpus.stats(by=["speaker", "speaker_name"])],
    lambda corpus: corpus.show("k1", "k2", "k3", "speaker:s1"),
    of_nobody,
]


NAMED = yaml_file("- {id: s1, name: Nobody In Particular}\n- {id: s2, name: plugh}\n")


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("called", [called for called, _ in files("")])
@pytest.mark.parametrize("name", ["Bo", "Doe, Jane, anonymous: false"])
def test_nor_does_it_in_any_of_these_files(
    name: str, called: str, coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hold(coalition, called, {n: dict(files(n))[called] for n in (name, ANYBODY)})


WORDS = "Zebulon Quartz"
FOLDER = {
    "a.yaml": "claims: [{id: k1, text: xyzzy, speaker: s1}]\n",
    "b.yaml": f"speakers: [{{id: s1, name: {WORDS}}}]\n",
    "c.yaml": "claims: [{id: k2, text: plugh, speaker: s1}]\n",
}


def cached() -> bytes:
    """Return all that the cache holds, in small letters."""
    folder = Path(os.environ["COALITION_CACHE"])
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir())).lower()


@pytest.mark.parametrize(
    "now",
    [
        f"speakers: [{{id: s1, name: {WORDS}, anonymous: true}}]\n",
        "speakers: [{id: s1, description: an adventurer}]\n",
        "speakers: [{id: s1, name: Somebody Else}]\n",
        "speakers: []\n",
    ],
)
def test_the_cache_forgets_who_is_no_longer_named(now: str, coalition: Run, tmp_path: Path) -> None:
    for name, text in FOLDER.items():
        (tmp_path / name).write_text(text)
    assert coalition("claims", "zebulon", "-d", tmp_path, "--count").out == "2\n"
    assert b"zebulon" in cached()
    (tmp_path / "b.yaml").write_text(now)
    assert coalition("claims", "zebulon", "-d", tmp_path, "--count").out == "0\n"
    assert b"zebulon" not in cached()


ALIASED = (
    f"speakers: [{{id: s1, name: Plover, aliases: [{WORDS}, Grue], same_as: [https://x/1]}}]\n"
)


@pytest.mark.parametrize(
    "now",
    [
        "speakers: [{id: s1, name: Plover, aliases: [Grue], same_as: [https://x/1]}]\n",
        f"speakers: [{{id: s1, description: x, aliases: [{WORDS}]}}]\n",
        ALIASED.replace("s1,", "s1, anonymous: true,"),
        "speakers: [{id: s2, name: Plover, aliases: [Grue], same_as: [https://x/1]}]\n",
    ],
)
def test_the_cache_forgets_an_alias_that_nobody_has_any_more(
    now: str, coalition: Run, tmp_path: Path
) -> None:
    for name, text in {**FOLDER, "b.yaml": ALIASED}.items():
        (tmp_path / name).write_text(text)
    assert coalition("claims", "zebulon", "-d", tmp_path, "--count").out == "2\n"
    assert b"zebulon" in cached()
    (tmp_path / "b.yaml").write_text(now)
    assert coalition("claims", "zebulon", "-d", tmp_path, "--count").out == "0\n"
    assert b"zebulon" not in cached()


def test_an_index_is_brought_up_to_date_where_aliases_are_added(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in {**FOLDER, "b.yaml": ALIASED}.items():
        (tmp_path / name).write_text(text)
    assert coalition("claims", "frobozz", "-d", tmp_path, "--count").out == "0\n"
    monkeypatch.setattr(making, "_kept", None)  # no index is made anew
    (tmp_path / "b.yaml").write_text(ALIASED.replace("Grue", "Grue, Frobozz"))
    assert coalition("claims", "frobozz", "-d", tmp_path, "--count").out == "2\n"


@pytest.mark.parametrize("now", [", anonymous: true", ", note: x"])
@pytest.mark.parametrize("of", ["speaker", "on_behalf_of"])
def test_the_cache_forgets_whom_no_claim_calls_by_that_name(
    coalition: Run, tmp_path: Path, of: str, now: str
) -> None:
    file = tmp_path / "b.yaml"
    (tmp_path / "a.yaml").write_text("claims: [{id: k1, text: xyzzy, speaker: Grue Plover}]\n")
    file.write_text(f"claims: [{{id: k2, text: plugh, {of}: {WORDS}}}]\n")
    assert coalition("claims", "-d", tmp_path, "--count").out == "2\n"
    assert b"zebulon" in cached()
    left = f"speaker: {WORDS}" if "anonymous" in now else "speaker: s1"
    file.write_text(f"claims: [{{id: k2, text: plugh, {left}{now}}}]\n")
    assert coalition("claims", "-d", tmp_path, "--count").out == "2\n"
    assert b"zebulon" not in cached()
    assert b"plover" in cached()


def test_an_index_that_an_older_program_made_is_removed(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = claims_file(FOLDER["b.yaml"])
    other = claims_file("claims: [{id: k1, text: xyzzy}]\n", "other.yaml")
    with monkeypatch.context() as patch:
        patch.setattr(note, "FORM", note.FORM - 1)
        assert coalition("speakers", "-d", named, "--count").out == "1\n"
    assert b"zebulon" in cached()
    assert coalition("claims", "-d", other, "--count").out == "1\n"
    assert b"zebulon" not in cached()


@pytest.mark.parametrize("name", ["Zebulon Quartz", "ZËBULON", "Zebulon\\u0301 Quartz", "李明"])
def test_the_cache_never_holds_the_name(name: str, coalition: Run, claims_file: Write) -> None:
    for called, text in files(name):
        coalition("claims", "-d", claims_file(text, called))
    forms = {unicodedata.normalize(form, name) for form in ("NFC", "NFD", "NFKD")}
    held = cached()
    assert b"xyzzy" in held
    assert [form for form in (*forms, "zebulon") if form.lower().encode() in held] == []


CLAIM_LEVEL = """\
articles: [{id: r1}, {id: r2}]
speakers: [{id: s1, name: Zebulon Quartz}, {id: s2, name: Ann Other}]
claims:
- {id: said, text: xyzzy, speaker: s1}
- id: whispered
  text: plugh frobozz
  speaker: s1
  anonymous: true
  appearances: [{article: r1, speaker: s1, quote: plugh}, {article: r2, speaker: s2, quote: plover}]
"""


def test_a_claim_that_is_unnamed_has_no_speaker_who_is_named(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(CLAIM_LEVEL)
    fields = "id,speaker,speaker_name,anonymous"
    assert coalition("claims", "-d", file, "--fields", fields).lines[1:] == [
        "said\ts1\tZebulon Quartz\tfalse",
        "whispered\t\tunnamed speaker\ttrue",
    ]
    assert coalition("claims", "-d", file, "--fields", "id,speaker_name").lines[2:] == [
        "whispered\tunnamed speaker"
    ]
    fields = "article,speaker,speaker_name,anonymous"
    assert coalition("appearances", "-d", file, "--fields", fields).lines[1:] == [
        "r1\t\tunnamed speaker\ttrue",
        "r2\ts2\tAnn Other\tfalse",
    ]
    for found in (["zebulon"], ["--speaker", "s1"], ["--speaker", WORDS]):
        assert coalition("claims", "-d", file, *found, "--fields", "id").lines[1:] == ["said"]
    for command in (["show", "whispered"], ["drift"], ["claims", "plugh", "-f", "table"]):
        answer = coalition(*command, "-d", file)
        assert (answer.code, "Zebulon" in answer.out, "s1" in answer.out) == (0, False, False)
    assert "whispered" not in coalition("show", "speaker:s1", "-d", file).out
    by = ["-d", file, "--by", "speaker_name"]
    assert sorted(coalition("stats", *by).lines[1:]) == [f"{WORDS}\t1", "unnamed speaker\t1"]


def test_it_has_its_speaker_again_once_that_is_unnamed_too(coalition: Run, tmp_path: Path) -> None:
    speakers, claims = tmp_path / "a.yaml", tmp_path / "b.yaml"
    speakers.write_text("speakers: [{id: s1, name: Zebulon Quartz}, {id: s2, name: Ann Other}]\n")
    claims.write_text("articles" + CLAIM_LEVEL.partition("articles")[2].replace("speakers: [", "#"))
    (tmp_path / "c.yaml").write_text("claims: [{id: k, text: frotz, speaker: s2}]\n")
    ask = ["claims", "-d", tmp_path, "--fields", "id,speaker,speaker_name"]
    assert coalition(*ask).lines[2] == "whispered\t\tunnamed speaker"
    assert coalition(*ask, "adventurer").lines[1:] == []
    speakers.write_text(
        "speakers: [{id: s1, description: an adventurer}, {id: s2, name: Ann Other}]\n"
    )
    assert coalition(*ask).lines[2] == "whispered\ts1\tan adventurer (unnamed)"
    assert len(coalition(*ask, "adventurer").lines) == 3
    speakers.write_text("speakers: [{id: s1, name: Zebulon Quartz}, {id: s2, name: Ann Other}]\n")
    assert coalition(*ask).lines[2] == "whispered\t\tunnamed speaker"
    assert coalition(*ask, "zebulon").lines[1:] == ["said\ts1\tZebulon Quartz"]
    assert coalition(*ask, "frobozz").lines[1:] == ["whispered\t\tunnamed speaker"]


BEFORE = """\
speakers: [{id: s1, name: Zebulon Quartz}, {id: zq, name: Zoë Zork}]
articles: [{id: r}]
claims:
- {id: k1, text: Zebulon Quartz says xyzzy, speaker: s1, appearances: [{article: r, attribution: Z. Q., quote: a}]}
- {id: k2, text: plugh, speaker: s1}
- {id: k3, text: frotz, speaker: zq, appearances: [{article: r, speaker: zq, quote: b}]}
- {id: k4, text: zoe zork, speaker: Grue}
"""  # noqa: E501
AFTER = """\
speakers: [{id: s1, description: an adventurer, anonymous: true}, {id: s2, description: a thief}]
articles: [{id: r}]
claims:
- {id: k1, text: xyzzy, speaker: s1, appearances: [{article: r, attribution: someone, quote: a}]}
- {id: k3, text: frotz, speaker: s2, appearances: [{article: r, speaker: s2, quote: c}]}
- {id: k4, text: the thief, speaker: Grue}
"""


def test_a_difference_names_nobody_who_is_unnamed_on_one_side(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    claims_file(BEFORE, "before.yaml")
    claims_file(AFTER, "after.yaml")
    monkeypatch.chdir(tmp_path)
    fields = "change,section,id,field,old,new,speaker_name"
    rows = coalition("diff", "before.yaml", "after.yaml", "--fields", fields).lines[1:]
    assert [row.replace("\t", "|") for row in rows] == [
        "changed|claims|k1|text|(withheld) says xyzzy|xyzzy|an adventurer (unnamed)",
        "changed|claims|k1|anonymous|false|true|an adventurer (unnamed)",
        "changed|appearances|k1|attribution|Z. Q.|someone (unnamed)|an adventurer (unnamed)",
        "withdrawn|claims|k2||plugh||an adventurer (unnamed)",
        "changed|claims|k3|speaker|(withheld)|s2|a thief (unnamed)",
        "changed|claims|k3|anonymous|false|true|a thief (unnamed)",
        "changed|appearances|k3|quote|b|c|a thief (unnamed)",
        "changed|appearances|k3|speaker|(withheld)|s2|a thief (unnamed)",
        "changed|claims|k4|text|(withheld)|the thief|Grue (not declared)",
        "changed|speakers|s1|name|(withheld)||an adventurer (unnamed)",
        "changed|speakers|s1|description||an adventurer (unnamed)|an adventurer (unnamed)",
        "changed|speakers|s1|anonymous|false|true|an adventurer (unnamed)",
        "added|speakers|s2|||a thief (unnamed)|a thief (unnamed)",
        "withdrawn|speakers|(withheld)||(withheld) (unnamed)||a thief (unnamed)",
    ]
    for pair in (["before.yaml", "after.yaml"], ["after.yaml", "before.yaml"]):
        for form in ("table", "tsv", "csv", "json", "md"):
            told = coalition("diff", *pair, "-f", form).out
            assert not any(word in told for word in ("Zebulon", "Zoë", "Zork", "zork", "zq"))


def test_speakers_whose_ids_are_withheld_are_told_and_counted_each(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pilots = "{id: p1, description: a pilot}, {id: p2, description: a purser}"
    named = "{id: ikarus, name: Ida Karus}, {id: dedal, name: Dedo Alus}"
    claims = "claims: [{{id: k1, text: up, speaker: {}}}, {{id: k2, text: down, speaker: {}}}]\n"
    before = claims.format("ikarus", "dedal")
    claims_file(f"speakers: [{named}, {pilots}]\n{before}", "before.yaml")
    claims_file(f"speakers: [{pilots}]\n{claims.format('p1', 'p2')}", "after.yaml")
    monkeypatch.chdir(tmp_path)
    result = coalition("diff", "before.yaml", "after.yaml", "-f", "table")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
changed claim k1 — a pilot (unnamed)  after.yaml:2
    speaker    (withheld) → p1
    anonymous  no → yes  became unnamed

changed claim k2 — a purser (unnamed)  after.yaml:2
    speaker    (withheld) → p2
    anonymous  no → yes  became unnamed

withdrawn speaker (withheld)  before.yaml:1
    (withheld) (unnamed)

withdrawn speaker (withheld)  before.yaml:1
    (withheld) (unnamed)

2 withdrawn, 2 changed; 2 became unnamed
"""
    )


def test_where_an_unnamed_claim_appears_no_more_names_nobody(
    coalition: Run, claims_file: Write
) -> None:
    shared = "articles: [{id: log}, {id: echo}]\nspeakers: [{id: pilot, name: Ida Karus}]\n"
    other = "- {id: k2, text: down, speaker: pilot}\n"
    here, there = "appearances: [{article: log}, {article: echo}]", "appearances: [{article: log}]"
    before = f"{shared}claims:\n- {{id: k1, text: up, speaker: pilot, {here}}}\n{other}"
    after = f"{shared}claims:\n- {{id: k1, text: up, anonymous: true, {there}}}\n{other}"
    files = claims_file(before, "before.yaml"), claims_file(after, "after.yaml")
    rows = coalition("diff", *files, "--fields", "change,section,field,speaker_name").lines[1:]
    assert [row.replace("\t", "|") for row in rows] == [
        "changed|claims|speaker|unnamed speaker",
        "changed|claims|anonymous|unnamed speaker",
        "changed|claims|origins|unnamed speaker",
        "withdrawn|appearances||unnamed speaker",
    ]


NAMED_BEFORE = """\
speakers: [{id: s1, name: Bo}, {id: zq, name: Zoë Zork}, {id: s3, name: Ann Other}]
articles: [{id: r}]
claims:
- {id: k1, text: xyzzy, speaker: s1}
- {id: k2, text: gnusto, speaker: s1}
- {id: k3, text: frotz, speaker: zq, appearances: [{article: r, speaker: s3, quote: b}]}
- {id: k5, text: plugh, on_behalf_of: zq}
"""
UNNAMED_AFTER = """\
speakers: [{id: s1, description: an aide of Zoë Zork, anonymous: true}, {id: s2, description: a thief}, {id: s3, name: Ann Other}]
articles: [{id: r}]
claims:
- {id: k1, text: xyzzy plover, speaker: s1}
- {id: k3, text: frotz, speaker: s2, appearances: [{article: r, speaker: s3, quote: c}]}
- {id: k5, text: plugh, on_behalf_of: s2}
"""  # noqa: E501


def test_a_difference_withholds_short_names_descriptions_and_ids_but_not_who_is_named(
    coalition: Run, claims_file: Write
) -> None:
    before, after = claims_file(NAMED_BEFORE, "before.yaml"), claims_file(UNNAMED_AFTER, "a.yaml")
    fields = "section,id,field,old,new,speaker_name"
    rows = coalition("diff", before, after, "--fields", fields).lines[1:]
    assert [row.replace("\t", "|") for row in rows] == [
        "claims|k1|text|xyzzy|xyzzy plover|an aide of (withheld) (unnamed)",
        "claims|k1|anonymous|false|true|an aide of (withheld) (unnamed)",
        "claims|k2||gnusto||an aide of (withheld) (unnamed)",
        "claims|k3|speaker|(withheld)|s2|a thief (unnamed)",
        "claims|k3|anonymous|false|true|a thief (unnamed)",
        "appearances|k3|quote|b|c|Ann Other",
        "claims|k5|on_behalf_of|(withheld)|s2|",
        "speakers|s1|name|(withheld)||an aide of (withheld) (unnamed)",
        "speakers|s1|description||an aide of (withheld) (unnamed)|an aide of (withheld) (unnamed)",
        "speakers|s1|anonymous|false|true|an aide of (withheld) (unnamed)",
        "speakers|s2|||a thief (unnamed)|a thief (unnamed)",
        "speakers|(withheld)||(withheld) (unnamed)||a thief (unnamed)",
    ]


def test_a_difference_withholds_an_id_also_where_a_text_has_it(
    coalition: Run, claims_file: Write
) -> None:
    before, after = (
        claims_file(
            f"speakers: [{who}, {{id: s2, name: Ann Other}}]\n"
            f"claims:\n- {{id: k1, text: frotz, speaker: {key}, note: {note}}}\n"
            f"- {{id: k2, text: gnusto, speaker: s2, extra: {{{note}: [{note}]}}}}\n",
            f"{len(key)}.yaml",
        )
        for who, key, note in (
            ("{id: zork-zoe, name: Zoë Z}", "zork-zoe", "see zork-zoe"),
            ("{id: s1, description: a thief}", "s1", "see s1"),
        )
    )
    for pair in ((before, after), (after, before)):
        told = coalition("diff", *pair, "--fields", "section,id,field,old,new").lines
        assert not any("zork" in line for line in told)
        assert any("see (withheld)" in line for line in told)


def test_a_difference_names_nobody_for_whom_a_claim_was_made_and_who_is_unnamed_now(
    coalition: Run, claims_file: Write
) -> None:
    before, after = (
        claims_file(
            f"speakers: [{who}, {{id: s2, name: Ann Other}}]\n"
            f"claims:\n- {{id: k1, text: frotz, speaker: s2, on_behalf_of: {key}}}\n",
            f"{len(key)}.yaml",
        )
        for who, key in (
            ("{id: zork-zoe, name: Zoë Zork, aliases: [Grue]}", "zork-zoe"),
            ("{id: s1, description: a thief}", "s1"),
        )
    )
    fields = "change,section,id,field,old,new,speaker_name"
    told = {
        pair: coalition("diff", *pair, "--fields", fields)
        for pair in ((before, after), (after, before))
    }
    assert [row.replace("\t", "|") for row in told[before, after].lines[1:]] == [
        "changed|claims|k1|on_behalf_of|(withheld)|s1|Ann Other",
        "added|speakers|s1|||a thief (unnamed)|a thief (unnamed)",
        "withdrawn|speakers|(withheld)||(withheld) (unnamed)||a thief (unnamed)",
    ]
    assert [row.replace("\t", "|") for row in told[after, before].lines[1:]] == [
        "changed|claims|k1|on_behalf_of|s1|(withheld)|Ann Other",
        "withdrawn|speakers|s1||a thief (unnamed)||a thief (unnamed)",
        "added|speakers|(withheld)|||(withheld) (unnamed)|a thief (unnamed)",
    ]


ALIASED_BEFORE = """\
speakers:
- {id: s1, name: Bo, aliases: [Zebulon Quartz, Q.], same_as: ["https://x.example/zq"]}
- {id: s2, name: Bob, not_same: [s1]}
- {id: s3, name: BO, not_same: [s1, s2], aliases: [Grue]}
- {id: s4, description: a thief, anonymous: false, aliases: [Zoë Zork]}
claims:
- {id: k1, text: xyzzy of Zebulon Quartz, speaker: s1, note: https://x.example/zq says it}
- {id: k2, text: plugh, speaker: Zebulon Quartz}
- {id: k3, text: frotz by zoe zork, speaker: s4}
"""
ALIASED_AFTER = """\
speakers:
- {id: s1, description: an adventurer}
- {id: s2, name: Bob}
- {id: s3, name: BO, not_same: [s2], aliases: [Grue, G.]}
- {id: s4, description: a thief}
claims:
- {id: k1, text: xyzzy, speaker: s1}
- {id: k2, text: plugh, speaker: s1}
- {id: k3, text: frotz, speaker: s4}
"""


def test_a_difference_withholds_the_aliases_and_addresses_of_whom_one_side_does_not_name(
    coalition: Run, claims_file: Write
) -> None:
    before = claims_file(ALIASED_BEFORE, "before.yaml")
    after = claims_file(ALIASED_AFTER, "after.yaml")
    for pair in ((before, after), (after, before)):
        for form in ("table", "tsv", "csv", "json", "md"):
            told = coalition("diff", *pair, "-f", form)
            assert told.code == 0
            for word in ("Zebulon", "Q.", "x.example", "Zoë", "zoe", "'s1'", "[s1", '["s1'):
                assert word not in told.out
    fields = "section,id,field,old,new"
    rows = coalition("diff", before, after, "--fields", fields).lines[1:]
    assert [row.replace("\t", "|") for row in rows if row.startswith("speakers")] == [
        "speakers|s1|name|(withheld)|",
        "speakers|s1|description||an adventurer (unnamed)",
        "speakers|s1|anonymous|false|true",
        "speakers|s1|aliases|(withheld)|",
        "speakers|s1|same_as|(withheld)|",
        "speakers|s2|not_same|(withheld)|",
        "speakers|s3|aliases||G.",
        "speakers|s3|not_same|(withheld)|",
        "speakers|s4|anonymous|false|true",
        "speakers|s4|aliases|(withheld)|",
    ]


def test_a_difference_names_nobody_within_lists_and_free_values(
    coalition: Run, claims_file: Write
) -> None:
    named = f"speakers: [{{id: s1, name: {WORDS}}}]\n"
    held = f"topics: [zork, {WORDS}], extra: {{{WORDS}: [{WORDS}, 1]}}"
    before = claims_file(f"{named}claims: [{{id: k, text: xyzzy, {held}}}]\n", "before.yaml")
    unnamed = "speakers: [{id: s1, description: an adventurer, anonymous: true}]\n"
    after = claims_file(f"{unnamed}claims: [{{id: k, text: xyzzy, speaker: s1}}]\n", "after.yaml")
    rows = coalition("diff", before, after, "--json").json
    old = {row["field"]: row["old"] for row in rows if row["id"] == "k"}
    assert old["topics"] == ["zork", "(withheld)"]
    assert old["extra"] == {"(withheld)": ["(withheld)", 1]}


@pytest.mark.parametrize(
    ("name", "text", "without"),
    [
        ("Jane Doe", "said JANE DOE's aide", "said (withheld)'s aide"),
        ("Jane Doe", "Jane  Doe, jane-doe, Jane\nDoe", "(withheld), (withheld), (withheld)"),
        ("Jane Doe", "Jane Does, Doe, Sjane Doe", "Jane Does, Doe, Sjane Doe"),
        ("Łódź Ok", "lodz ok", "(withheld)"),
        ("Zoe\u0308 X", "ZOË x and Zoë\u00ad X", "(withheld) and (withheld)"),
        ("李明", "昨天李明说", "昨天(withheld)说"),
        ("か\u3099く", "がくが", "(withheld)が"),
        ("Acme™ Co", "the Acme™ Co.", "the (withheld)."),
        ("Straße", "STRASSE", "(withheld)"),
        ("Bo", "Bo knows", "Bo knows"),
        ("Al Xu", "Al Xu", "(withheld)"),
        ("…", "… and …", "… and …"),
        ("Ann Ann", "Ann Ann Ann", "(withheld) Ann"),
    ],
)
def test_names_are_found_as_whole_words_as_search_folds_them(
    name: str, text: str, without: str
) -> None:
    assert Names([name]).without(text) == without
    assert Names([name]).are_in(text) is (text != without)


PHRASES = st.lists(st.sampled_from(["ada", "bee", "cee"]), min_size=1, max_size=4)


@given(st.lists(PHRASES, max_size=6), st.lists(PHRASES, max_size=6))
def test_of_several_names_that_begin_at_a_word_the_longest_is_found(
    called: list[list[str]], parts: list[list[str]]
) -> None:
    words = [word for part in parts for word in part]
    orders = [one[at:] + one[:at] for one in called for at in range(len(one))]
    places, at = [], 0
    while at < len(words):
        there = max((len(one) for one in orders if words[at:][: len(one)] == one), default=0)
        if there:
            places.append((4 * at, 4 * (at + there) - 1))
        at += there or 1
    assert list(Names(map(" ".join, called)).spans(" ".join(words))) == places


def unnamed_speakers(count: int) -> str:
    """Return a file of speakers who are unnamed, and named, a line each."""
    speakers = (
        f'{{"id": "s{number}", "name": "Ada O\'Bee {number}", "anonymous": true}}'
        for number in range(count)
    )
    return '{"speakers": [\n' + ",\n".join(speakers) + "]}"


def test_very_many_confidential_names_are_found_in_one_pass(
    process: Run, claims_file: Write
) -> None:
    file = claims_file(unnamed_speakers(20_000), "speakers.json")
    result = process("check", "-f", "concise", file)  # which has a minute
    assert (result.code, result.err) == (1, "coalition: 20,000 errors\n")
    assert result.lines[-1] == (
        f"{file}:20001:1: confidential-name: "
        "'name' in speaker 's19999' says who an unnamed speaker is"
    )


@pytest.mark.parametrize(
    "address", ["https://x.example/Jan_Mr%C3%A1z", "https://x.example/?q=Jan%20Mraz&n=1"]
)
def test_a_name_in_an_address_is_found_though_its_letters_are_escaped(
    coalition: Run, claims_file: Write, address: str
) -> None:
    file = claims_file(
        f"articles: [{{id: r, url: '{address}'}}]\n"
        "speakers: [{id: s1, name: Jan Mráz, anonymous: true}]\n"
        "claims: [{id: k1, text: x, speaker: s1, confidence: 5, appearances: [{article: r}]}]\n",
        "a.yaml",
    )
    result = coalition("check", file, "-f", "concise")
    assert result.code == 1
    assert result.lines == [
        f"{file}:1:25: confidential-name: 'url' in article 'r' holds a name that must be withheld",
        f"{file}:2:27: confidential-name: 'name' in speaker 's1' says who an unnamed speaker is",
    ]


def test_a_message_about_an_id_that_is_an_address_has_no_name(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(
        "speakers: [{id: s1, name: Jan Mráz, anonymous: true}]\n"
        "claims: [{id: 'https://x.example/Jan%20Mr%C3%A1z', text: x, confidence: 5}]\n",
        "a.yaml",
    )
    result = coalition("check", file, "-f", "concise")
    assert result.code == 1
    assert result.lines == [
        f"{file}:1:27: confidential-name: 'name' in speaker 's1' says who an unnamed speaker is",
        f"{file}:2:10: no-appearance: 'appearances' is missing in claim '(withheld)' [warning]",
        f"{file}:2:15: confidential-name: "
        "'id' in claim '(withheld)' holds a name that must be withheld",
    ]


def test_names_are_no_more_looked_for_where_there_are_too_many_problems(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "MAX_PROBLEMS", 2)
    result = coalition("check", claims_file(unnamed_speakers(5), "a.json"), "-f", "concise")
    assert (result.code, result.err) == (1, "coalition: 3 errors\n")
    assert [line.split(": ")[1] for line in result.lines] == [
        "confidential-name",
        "confidential-name",
        "over-limit",
    ]


def test_what_a_file_says_of_an_unnamed_speaker_can_be_read_again(
    coalition: Run, claims_file: Write
) -> None:
    [speaker] = coalition(
        "speakers", "-d", claims_file(yaml_file(block(UNNAMED))[: -len(REST)]), "--json"
    ).json
    kept = {key: value for key, value in speaker.items() if key not in ("claims", "file", "line")}
    assert (kept["name"], kept["anonymous"]) == (None, True)
    again = claims_file(json.dumps({"speakers": [speaker]}), "again.json")
    assert coalition("check", again).err == "coalition: no problems\n"
    [row] = coalition("speakers", "-d", again, "--json").json
    assert {key: row[key] for key in kept} == kept


@pytest.mark.slow
def test_completion_offers_no_confidential_name(claims_file: Write) -> None:
    file = claims_file(yaml_file(block({**UNNAMED, "name": WORDS})))
    for line in (f"coalition claims -d {file} --speaker ", f"coalition show -d {file} "):
        offered = "\n".join(complete("zsh", line))
        assert ("s1" in offered, "Zebulon" in offered) == (True, False)


def test_a_question_with_the_name_tells_no_more_than_one_with_any_other(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(yaml_file(block({**UNNAMED, "name": WORDS})))
    for asked in (["--speaker", "{}"], ["speaker_name:{}"], ["{}"]):
        true, other = (
            coalition("claims", "-d", file, *(word.format(name) for word in asked), "--json")
            for name in (WORDS, "Zebulan Quarts")
        )
        assert (true.out, true.err) == (other.out, other.err.replace("Zebulan Quarts", WORDS))


def test_the_name_of_whom_another_file_does_not_name_is_in_no_report(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    claims_file(f"speakers:\n- {{id: s1, name: {WORDS}}}\n", "a.yaml")
    claims_file("speakers:\n- {id: s1, description: x}\n", "b.yaml")
    for style in ("full", "json", "github"):
        for paths in (["a.yaml", "b.yaml"], ["b.yaml", "a.yaml"]):
            told = coalition("check", *(tmp_path / path for path in paths), "-f", style).out
            assert ("repeated-id" in told, "Zebulon" in told) == (True, False)


IN_CLAIM = {"id": "k1", "text": "xyzzy", "speaker": WORDS, "anonymous": True}
CREDITED = [
    {"article": "r1", "speaker": WORDS, "attribution": f"Mr {WORDS}, he says", "quote": "x"}
]


@pytest.mark.parametrize("anonymous", [True, "yes", "maybe"])
@pytest.mark.parametrize("form", ["json", "jsonl", "yaml"])
def test_a_claim_that_is_unnamed_calls_its_speaker_by_no_name(
    coalition: Run, claims_file: Write, form: str, anonymous: object
) -> None:
    claims = [
        {**IN_CLAIM, "anonymous": anonymous},
        {**IN_CLAIM, "id": "k2", "anonymous": anonymous, "appearances": CREDITED},
        {"id": "k3", "text": "plugh", "speaker": "grue", "anonymous": True},
    ]
    lines = [json.dumps(claim) for claim in claims]
    text = "\n".join(lines) if form == "jsonl" else f"[{','.join(lines)}]"
    if form == "yaml":
        text = f"claims: {text}\narticles: [{{id: r1}}]\n"
    file = claims_file(text, f"story.{form}")
    told = [
        coalition(*command, "-d", file, *output)
        for command in (["claims"], ["appearances"], ["speakers"], ["show", "k2"], ["stats"])
        for output in ([], ["--json"])
    ]
    told += [coalition("check", file, "--strict", "-f", style) for style in ("full", "json")]
    assert not any("zebulon" in (one.out + one.err).lower() for one in told)
    assert b"zebulon" not in cached()
    if anonymous is True:
        assert [(row["speaker"], row["speaker_name"]) for row in told[1].json] == [
            (None, "unnamed speaker"),
            (None, "unnamed speaker"),
            ("grue", "grue"),
        ]
        [row] = told[3].json
        assert (row["speaker"], row["attribution"]) == (None, "Mr (withheld), he says")


@pytest.mark.parametrize(
    "text",
    [
        "claims: [{{id: k, text: x, speaker: {{name: {0}, anonymous: true}}}}]",
        "speakers:\n  s1: {{name: {0}, anonymous: true}}",
        "speakers: [[{{id: s1, name: {0}, anonymous: true}}]]",
        "people: [{{id: s1, name: {0}, anonymous: true}}]",
        "claims: [{{id: k, text: x}}]\nx: &s {{name: {0}, anonymous: true}}",
        "claims: [{{id: k, text: x, speaker: {0}, anonymous: true, }}, ]]",
        "claims: [{{id: k, text: x, told_by: {0}, anonymous: true}}]",
        "claims: [{{id: k, text: x, speaker: Quartz, Zebulon, anonymous: true}}]",
        "articles: [{{id: r}}]\nclaims:\n- id: k\n  text: x\n  appearances:\n"
        "  - {{article: r, speaker: {0}, anonymous: true}}",
        "speakers: [{{id: s1, anonymous: true, name: &n Zebulon 'Z' Quartz, kind: *n}}]",
        "speakers: [{{id: s1, anonymous: true, {0}: x}}]",
        "speakers: [{{id: s1, anonymous: true, name: *Zebulon}}]",
        "speakers:\n- id: s1\n  anonymous: true\n  name: x #Zebulon Quartz",
        "speakers: [{{id: s1, name: {0}, anonymous: true}}]\nclaims: [{{id: {0}, text: x}}]",
        # Broken before anything of them is read.
        "speakers: [{{id: s1, ANONYMOUS: true, name: {0} ]",
        "speakers:\n- {{id: s1, anonymous: true, name:\n   {0} ]",
        'speakers: [{{id: s1, anonymous: true, name: "x, kind: {0}" ]',
        "speakers: [{{id: s1, anonymous: true, nmae: {0} ]",
    ],
)
def test_no_report_repeats_a_name_that_stands_where_none_is_read(
    coalition: Run, claims_file: Write, text: str
) -> None:
    file = claims_file(text.format(WORDS) + "\n")
    for style in ("full", "plain", "json", "github"):
        report = coalition("check", file, "--strict", "-f", style)
        assert (report.code, "Zebulon" in report.out) == (1, False), report.out
    assert "Zebulon" not in coalition("claims", "-d", file).err


def excerpts_of(coalition: Run, file: str) -> set[str]:
    """Return the lines of a file that a report on it shows, with their numbers."""
    report = coalition("check", file, "-f", "full", "--color", "never")
    assert report.code == 1
    return {line for line in report.lines if re.match(r" *\d+ \| ", line)}


@pytest.mark.parametrize("shown", [2, 3, 8, len(WORDS) - 1])
def test_an_excerpt_that_ends_within_a_name_shows_no_part_of_it(
    terminal: Run, claims_file: Write, shown: int
) -> None:
    comment = f"{' x' * MARGIN}"[: MARGIN - shown - 1] + f" {WORDS}"
    file = claims_file(f"speakers: [{{id: s1, name: {WORDS}, anonymous: true}}]\n#{comment}\n")
    options = ["-f", "full", "--no-pager", "--color", "never"]
    lines = terminal("check", file, *options, columns=2 * MARGIN).out.splitlines()
    [line] = [line for line in lines if " x x" in line]
    assert line == f"    2 | #{comment.replace(WORDS, '(withheld)')}"


SHOWN = "    2 | - {id: s1, name: (withheld), anonymous: true, kind: it}"


@pytest.mark.parametrize(
    "style",
    [
        "%s",
        "%s ",
        "'%s'",
        "'%s,', ",
        '"%s"',
        '"%s, anonymous: false" ',
        '"%s, }, {"',
        "!!str %s",
        "&n %s",
        "&n !!str '%s'",
        "[%s, x]",
        "{first: %s}",
        "%s, x",
        "%s, x, '%s'",
    ],
)
def test_an_excerpt_hides_a_name_and_neither_the_comma_behind_it_nor_the_blank(
    coalition: Run, claims_file: Write, style: str
) -> None:
    for name in ("Bo", WORDS):
        flow = f"- {{id: s1, name: {style.replace('%s', name).rstrip(', ')}, anonymous: true"
        for end in (", kind: it}", ", kind: it}\n- {id: s1, bogus: x}"):  # read in full, or not
            file = claims_file(f"speakers:\n{flow}{end}\n")
            assert SHOWN in excerpts_of(coalition, file)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # Where it is not told whether a speaker is unnamed, they may be: `it` tells nothing.
        (
            "- {id: s1, name: Bo\n   Bo , anonymous: it}",
            {"name: (withheld)", "| (withheld), anonymous: it}"},
        ),
        (
            "- {name: 'Bo,\n\n  Bo, ', anonymous: it}",
            {"{name: (withheld)", "| (withheld), anonymous: it}"},
        ),
        (
            "- {id: s1, name: Bo  # , Bo\n , anonymous: it}",
            {"name: (withheld)", "| (withheld), anonymous: it}"},
        ),
        ("- name: Bo, Bo,\n  anonymous: it", {"- name: (withheld)", "|   anonymous: it"}),
        (
            "- name: |\n    Bo\n    , - Bo, \n  anonymous: it",
            {"- name: (withheld)", "|   anonymous: it"},
        ),
        ("- name: >-\n   - Bo,\n  anonymous: it", {"- name: (withheld)", "|   anonymous: it"}),
        (
            "- anonymous: true\n  name: Bo,\n- {id: s2, kind: it}",
            {"name: (withheld)", "| - {id: s2, kind: it}"},
        ),
        (
            "- {anonymous: true, name: Bo}\n- {id: s2, kind: it}",
            {"name: (withheld)", "| - {id: s2, kind: it}"},
        ),
        # A key or a value that is an alias stands where its anchor does.
        (
            "- {role: &k kind, name: Bo, *k : it, anonymous: it}",
            {"name: (withheld), anonymous: it}"},
        ),
        ("- {kind: &n Bo, name: *n, anonymous: it}", {"{kind: (withheld), anonymous: it}"}),
        (
            "- {kind: &Bo Bo, id: s1, name: *Bo, anonymous: it}",
            {"{kind: (withheld), anonymous: it}"},
        ),
        ("- {role: &k name, *k : Bo, anonymous: it}", {"*k : (withheld), anonymous: it}"}),
    ],
)
def test_an_excerpt_shows_no_part_of_a_name_over_lines_or_behind_an_alias(
    coalition: Run, claims_file: Write, text: str, shown: set[str]
) -> None:
    lines = excerpts_of(coalition, claims_file(f"speakers:\n{text}\n"))
    assert not any("Bo" in line for line in lines), lines
    assert {one for one in shown if any(line.endswith(one) for line in lines)} == shown, lines


def test_an_appearance_that_says_it_is_unnamed_calls_nobody_by_a_name(
    coalition: Run, claims_file: Write
) -> None:
    claim = {"id": "k1", "text": "xyzzy", "appearances": [{**CREDITED[0], "anonymous": True}]}
    for form, text in (("jsonl", json.dumps(claim)), ("json", json.dumps([claim]))):
        file = claims_file(text, f"story.{form}")
        [row] = coalition("appearances", "-d", file, "--json").json
        assert (row["speaker"], row["speaker_name"], row["attribution"]) == (
            None,
            None,
            "Mr (withheld), he says",
        )
        assert b"zebulon" not in cached()


_FAILS = """
from coalition_cli import __main__
from coalition_cli.reading import withholding

def fails(record, names):
    try:
        raise KeyError(*names.names)
    except KeyError as error:
        raise ValueError(str(names.names)) from error

withholding._take_out = fails
__main__.run()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    ["claims", "export csl", "page", "check", "fmt --dry-run", "claims --public"],
)
def test_a_fault_says_where_it_is_and_no_name(claims_file: Write, command: str) -> None:
    data = claims_file("speakers: [{id: one, name: Jane Doevsky, anonymous: true}]")
    words = command.split()
    named = [data] if words[0] in ("check", "fmt") else ["-d", data]
    done = subprocess.run(
        [sys.executable, "-c", _FAILS, *words, *named],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback (most recent call last):\n" in done.stderr
    assert "\nValueError\ncoalition: please report this, with your command: " in done.stderr
    assert "Doevsky" not in done.stderr
