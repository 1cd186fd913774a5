"""How much is read: what goes beyond is a problem with its place, what does not is read."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.checking import findings
from coalition_cli.index import linking as soundness
from coalition_cli.reading import files, reader
from coalition_cli.reading.limits import MAX_RECORD, MAX_SCALAR

from .conftest import COMMAND, Run, errors
from .records import make_claim
from .terminals import Result

Write = Callable[..., str]

KEEP_SHORT = "  move long texts to another file, and write in a claim only what was claimed\n"
CLOSE = "  check for a missing quotation mark or bracket at an end; write each claim by itself\n"
TOO_LONG_TEXT = f"over-limit: a text has more than 262,144 characters\n{KEEP_SHORT}"
TOO_LONG_RECORD = f"over-limit: a record is longer than 1 MiB\n{CLOSE}"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def stated(text: str) -> list[tuple[str, str, str]]:
    """Return a claim with this text in each format: the file's name, it, and where the text is."""
    as_json = json.dumps({"id": "a", "text": text}, ensure_ascii=False)
    return [
        ("plain.yaml", f"claims:\n- id: a\n  text: {text}\n", "3:9"),
        ("quoted.yaml", f'claims:\n- {{id: a, text: "{text}"}}\n', "2:17"),
        ("block.yaml", f"claims:\n- id: a\n  text: |-\n    {text}\n", "3:9"),
        ("a.jsonl", f"{as_json}\n", "1:1"),
        ("array.json", f"[\n{as_json}\n]", "2:1"),
        ("object.json", f'{{"claims": [\n{as_json}]}}', "2:1"),
    ]


@pytest.mark.parametrize("form", range(6))
@pytest.mark.parametrize("letter", ["x", "é", "日"])
def test_a_text_may_have_so_many_characters_and_no_more(
    coalition: Run, claims_file: Write, form: int, letter: str
) -> None:
    name, content, _ = stated(letter * MAX_SCALAR)[form]
    claims_file(content, name)
    assert coalition("claims", "-d", name, "--json").json[0]["text"] == letter * MAX_SCALAR
    name, content, place = stated(letter * (MAX_SCALAR + 1))[form]
    claims_file(content, name)
    expected = Result(1, f"{name}:{place}: {TOO_LONG_TEXT}", "")
    assert errors(coalition, name) == expected
    problems = f"{expected.out}coalition: 1 problem\n"
    assert coalition("claims", "-d", name) == Result(3, "", problems)


def test_a_text_is_too_long_wherever_it_stands(coalition: Run, claims_file: Write) -> None:
    long = "x" * (MAX_SCALAR + 1)
    for extra in (long, {"a": [1, {"b": long}]}, {long: 1}):
        claim = json.dumps({"id": "b", "text": "B", "extra": extra})
        first = '{"id": "a", "text": "A"}'
        for name, text in [("a.jsonl", f"{first}\n{claim}\n"), ("a.json", f"[{first},\n{claim}]")]:
            claims_file(text, name)
            assert coalition("check", name).out == f"{name}:2:1: {TOO_LONG_TEXT}"
    claims_file(f'claims:\n- id: a\n  text: A\n  extra: [1, {{b: "{long}"}}]\n', "a.yaml")
    assert coalition("check", "a.yaml").out == f"a.yaml:4:18: {TOO_LONG_TEXT}"


def test_a_line_that_is_too_long_hides_no_problem_before_it(
    coalition: Run, claims_file: Write
) -> None:
    long = json.dumps({"id": "b", "text": "x" * MAX_RECORD})
    claims_file(f'{{"id": "a"}}\n{long}\n{{"id": "c"}}\n', "a.jsonl")
    assert coalition("check", "a.jsonl").out == (
        "a.jsonl:1:1: missing-key: 'text' is missing in claim 'a'\n"
        f"  add 'text': the claim in the curator's words\na.jsonl:2:1: {TOO_LONG_RECORD}"
    )


MANY = 3 * MAX_RECORD


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("plain.yaml", "claims:\n- id: a\n  text: " + "x " * MANY, "2:3"),
        ("quoted.yaml", 'claims:\n- id: a\n  text: "' + "x\n " * MANY + '"', "2:3"),
        ("open.yaml", "claims:\n- id: a\n- id: b\n  text: 'x" + "\n  x" * MANY, "3:3"),
        ("block.yaml", "claims:\n- id: a\n  text: |\n" + "   x\n" * MANY, "2:3"),
        ("whole.yaml", "x" * MANY, "1:1"),
        ("key.yaml", '? "' + "x" * MANY, "1:1"),
        ("title.yaml", "version: 1\ntitle: '" + "x" * MANY + "'\n", "2:1"),
        ("anchored.yaml", "claims: &all\n" + f"- {{id: a, text: {'b' * 999}}}\n" * 2_000, "1:9"),
        ("bare.jsonl", "x" * MANY, "1:1"),
        ("open.jsonl", '{"id": "a", "text": "A"}\n{"id": "b", "text": "' + "x" * MANY, "2:1"),
        ("lines.jsonl", '{"id": "a",\n' + "\n" * MANY + "}", "1:1"),
        ("array.json", '[{"id": "a", "text": "A"},\n{"id": "b", "text": "' + "x" * MANY, "2:1"),
        ("number.json", '[{"id": "a", "text": ' + "9" * MANY + "}]", "1:2"),
        ("title.json", '{"title": "' + "x" * MANY + '"}', "1:11"),
        ("list.json", '{"claims": [{"extra": [' + "[1111111111]," * (MANY // 12), "1:13"),
    ],
)  # fmt: skip
def test_what_has_no_end_is_a_problem(
    coalition: Run, claims_file: Write, name: str, text: str, place: str
) -> None:
    claims_file(text, name)
    result = coalition("check", name)
    assert result.code == 1
    assert f"{name}:{place}: {TOO_LONG_RECORD}" in result.out
    assert result.out.count("over-limit") == 1
    assert coalition("claims", "-d", name).code == 3


LONG = MAX_RECORD + MAX_RECORD // 2
ONE = "claims:\n- {id: a, text: A}\n- {id: b}\n"
AS_JSON = '{"claims": [{"id": "a", "text": "A"},\n{"id": "b"}]}'
AS_LINES = '{"id": "a", "text": "A"}\n{"id": "b"}\n'
BEFORE = {
    "comments": "# a comment\n" * (LONG // 12),
    "comment": "#" + "é" * LONG + "\n",
    "blanks": " " * LONG + "\n",
    "lines": "\n" * LONG,
    "start": "%YAML 1.2\n" + "# a comment\n" * (LONG // 12) + "---\n" + "\n" * LONG,
}


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "mark"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("before", BEFORE)
def test_what_stands_before_the_first_key_may_be_as_long_as_it_likes(
    coalition: Run, claims_file: Write, before: str, ends: str, mark: str
) -> None:
    text = mark + (BEFORE[before] + ONE).replace("\n", ends)
    claims_file(text, "a.yaml")
    told = f"{BEFORE[before].count(chr(10)) + 3}:3: missing-key: 'text' is missing in claim 'b'\n"
    assert f"a.yaml:{told}" in coalition("check", "a.yaml").out
    assert f"-:{told}" in coalition("check", "-", stdin=text).out


@pytest.mark.parametrize("text", [AS_JSON, AS_LINES], ids=["object", "lines"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "mark"])
@pytest.mark.parametrize("blanks", [" \n", "\n", "\t\r\n", "  "])
def test_json_may_stand_behind_blanks(
    coalition: Run, claims_file: Write, blanks: str, mark: str, text: str
) -> None:
    before = blanks * (LONG // len(blanks))
    claims_file(mark + before + text, "a.json")
    claims_file(mark + before + text, "a.jsonl")
    place = f"{before.count(chr(10)) + 2}:1"
    told = f"{place}: missing-key: 'text' is missing in claim 'b'\n"
    for name, stdin in (("a.json", ""), ("a.jsonl", ""), ("-", mark + before + text)):
        assert f"{name}:{told}" in coalition("check", name, stdin=stdin).out


def test_empty_lines_between_json_lines_may_be_as_many_as_they_like(
    coalition: Run, claims_file: Write
) -> None:
    claims_file(AS_LINES.replace("}\n{", "}\n" + " \n" * LONG + "{"), "a.jsonl")
    told = f"a.jsonl:{LONG + 2}:1: missing-key: 'text' is missing in claim 'b'\n"
    assert told in coalition("check", "a.jsonl").out


@pytest.mark.parametrize("comment", ["# a comment\n", "\n", "    # deeper\n"])
def test_more_than_a_record_may_have_between_two_hides_neither_of_them(
    coalition: Run, claims_file: Write, comment: str
) -> None:
    between = comment * (LONG // len(comment))
    claims_file(ONE.replace("A}\n", "A}\n" + between), "a.yaml")
    assert TOO_LONG_RECORD in coalition("check", "a.yaml").out
    assert coalition("claims", "-d", "a.yaml").code == 3
    claims_file(f"title: T\n{between}{ONE}", "a.yaml")
    assert TOO_LONG_RECORD in coalition("check", "a.yaml").out
    assert coalition("claims", "-d", "a.yaml").code == 3


def test_the_header_is_as_long_as_a_record_at_most(coalition: Run, claims_file: Write) -> None:
    long = "x" * (MAX_SCALAR // 2)
    keys = [f'"k{number}": "{long}"' for number in range(MAX_RECORD // len(long) + 2)]
    claims = '"claims": [{"id": "a", "text": "A"}]'
    for name in ("a.json", "a.yaml"):
        claims_file("{" + ",\n".join([*keys, claims]) + "}", name)
        assert coalition("check", name).out.count("over-limit: a record is longer than") == 1
        claims_file("{" + ",\n".join([*keys[:3], claims, *keys[3:5]]) + "}", name)
        assert "over-limit" not in coalition("check", name).out


@pytest.mark.slow
def test_json_of_many_records_is_read_piece_by_piece(coalition: Run, claims_file: Write) -> None:
    """No piece of the text is lost or misplaced where one that is held ends."""
    claims = [
        make_claim(id=f"c{n}", text=f"{n} " + "Łódź 👍" * (n % 97 + 1_000), note="\n" * (n % 5))
        for n in range(900)
    ]
    listed = ",\n".join(
        json.dumps(claim, ensure_ascii=n % 2 == 0) for n, claim in enumerate(claims)
    )
    for text, first in ((f"[{listed}]", 1), (f'{{"version": 1,\n"claims":\n[{listed}]}}', 3)):
        assert len(text) > 4 * MAX_RECORD
        claims_file(text, "a.json")
        rows = coalition("claims", "-d", "a.json", "--json").json
        assert [(row["id"], row["text"]) for row in rows] == [
            (claim["id"], claim["text"]) for claim in claims
        ]
        assert [row["line"] for row in rows] == list(range(first, first + len(claims)))
    broken = text.replace('"id": "c800"', '"id" "c800"')
    claims_file(broken, "a.json")
    assert coalition("check", "a.json").out.startswith("a.json:803:7: bad-syntax: expecting ':'")
    claims_file(text.encode() + b"\xff", "a.json")
    assert "not-utf8: byte 0xff is not UTF-8" in coalition("check", "a.json").out


def test_aliases_of_a_long_text_are_bounded_by_its_length(
    coalition: Run, claims_file: Write
) -> None:
    text = "x" * 100_000
    claims_file(f"claims:\n- id: a\n  text: &t {text}\n  extra: [{'*t, ' * 101}]\n")
    problem = (
        "over-limit: aliases stand for more than 100,000 values, or 10,000,000 characters of text\n"
        "  write the values themselves, or use fewer aliases\n"
    )
    result = coalition("check", "claims.yaml")
    assert result.out == f"claims.yaml:4:{11 + 99 * 4}: {problem}"


def test_anchors_are_bounded_by_what_they_keep(coalition: Run, claims_file: Write) -> None:
    claims = (f"- &a{n} {{id: a{n}, text: A, topics: [x, y, z]}}\n" for n in range(12_000))
    claims_file("claims:\n" + "".join(claims))
    found = coalition("check", "claims.yaml").lines
    assert found[1:] == ["  use fewer anchors"]
    assert found[0].endswith(
        ":3: over-limit: anchors stand for more than 100,000 values,"
        " or 10,000,000 characters of text"
    )


@pytest.mark.slow
def test_a_file_may_have_so_many_bytes(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    sparse = Path(claims_file("", "sparse.yaml"))
    os.truncate(sparse, 10 << 30)
    problem = (
        "sparse.yaml:1:1: over-limit: the file has more than 1,024 MiB\n"
        "  split it into several files, and give their folder\n"
    )
    assert errors(coalition, "sparse.yaml") == Result(1, problem, "")
    assert coalition("claims", "-d", "sparse.yaml").code == 3
    monkeypatch.setattr(reader, "MAX_FILE", 29)
    claims_file("claims: [{id: a, text: b}]   \n", "a.yaml")
    assert coalition("check", "a.yaml").out.startswith("a.yaml:1:1: over-limit: the file has more")
    claims_file("claims: [{id: a, text: b}]  \n", "a.yaml")
    assert coalition("check", "a.yaml").code == 0


@pytest.mark.slow
@pytest.mark.parametrize("command", ["yes", 'yes \'{"id": "a", "text": "A"}\'', "cat /dev/zero"])
def test_a_pipe_without_an_end_is_a_problem(command: str) -> None:
    problem = "over-limit: the input has more than 256 MiB\n  write it to a file, and give that\n"
    # Anything that grows without an end would meet this: 1 GB of memory.
    limited = f"ulimit -v 1000000; {command} | exec {' '.join(COMMAND)} check -"
    done = subprocess.run(
        ["bash", "-c", limited], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (1, f"-:1:1: {problem}")


@pytest.mark.slow
def test_claims_of_very_many_topics_are_indexed_one_after_the_other(claims_file: Write) -> None:
    topics = ",".join(f'"{number:x}"' for number in range(50_000))
    claims = (f'{{"id": "c{number}", "text": "T", "topics": [{topics}]}}' for number in range(24))
    file = claims_file("\n".join(claims), "topics.jsonl")
    # One takes 10 MB while it is indexed.
    limited = (
        f'ulimit -v 300000; COALITION_CACHE=off exec {" ".join(COMMAND)} claims --count -d "$0"'
    )
    done = subprocess.run(
        ["bash", "-c", limited, file], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "24\n", "")


def test_more_problems_than_anybody_reads_are_not_looked_for(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "MAX_PROBLEMS", 3)
    claims_file('{"id": }\n' * 3, "a.jsonl")
    assert coalition("check", "a.jsonl").out.count("bad-syntax") == 3
    claims_file('{"id": }\n' * 5, "a.jsonl")
    result = coalition("check", "a.jsonl")
    assert result.out.count("bad-syntax") == 3
    assert result.lines[-2:] == [
        "a.jsonl:4:8: over-limit: there are more than 3 problems, and the search stopped here",
        "  correct these first, from the top: they may have one cause",
    ]


def test_more_doubts_than_anybody_reads_hide_no_error(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "MAX_PROBLEMS", 3)
    claims = "".join(f"- {{id: c{number}, text: T{number}}}\n" for number in range(3))
    claims_file(f"claims:\n{claims}- {{id: c 4, text: no}}\n", "a.yaml")
    result = coalition("check", "a.yaml", "-f", "concise")
    assert result.code == 1
    assert [line.split(": ")[1] for line in result.lines] == [
        "no-appearance",
        "no-confidence",
        "no-appearance",
        "bad-id",
    ]
    left_out = "and 5 more warnings or strict findings that are not shown"
    assert result.err == f"coalition: 1 error, 3 warnings, {left_out}\n"


def test_what_comes_is_not_read_beyond_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_ONCE", 10)
    reading, writing = os.pipe()
    os.write(writing, b"0123456789abcdef")
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        with files.data_files(["-"])[0].open() as stream:  # though the pipe stays open
            assert stream.read() == b"0123456789a"
    os.close(writing)


def records_of(section: str, fields: str) -> str:
    """Return a file with 90 records of the fields, a line each; N is the record's number."""
    lines = (f'{{"id": "rN"{fields}}}'.replace("N", str(number)) for number in range(90))
    return f'{{"{section}": [\n' + ",\n".join(lines) + "]}"


@pytest.mark.parametrize("strict", [[], ["--strict"]])
@pytest.mark.parametrize(
    ("section", "fields"),
    [
        ("claims", f', "text": "t", "speaker": "{"s" * 900}N"'),
        ("claims", ', "text": "t", "topics": ["aN", "bN", "cN", "dN", "eN", "fN"]'),
        ("claims", ', "text": "t", "appearances": [{"article": "aN"}, {"article": "bN"}]'),
        ("claims", ', "text": "t", "anonymous": true, "speaker": "s"'),
        ("claims", f', "text": "{"a b " * 900}"'),
        ("claims", ', "text": "t", "supports": ["r1", "r2", "r3", "r4", "r5", "r6"]'),
        ("articles", ', "retells": ["r0"]'),
        ("articles", f', "original": false, "publisher": "{"é" * 900}N"'),
        ("articles", ', "date": "2020", "authors": ["N"], "publisher": "pN"'),
        ("speakers", ', "name": "Ada Bee N", "anonymous": true'),
    ],
)
def test_whatever_is_remembered_of_records_is_bounded(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    section: str,
    fields: str,
    strict: list[str],
) -> None:
    monkeypatch.setattr(findings, "MAX_CHECKED", 36_000)
    file = claims_file(records_of("claims", ', "text": "t"'), "few.json")
    assert "over-limit" not in coalition("check", file, *strict).out
    file = claims_file(records_of(section, fields), "many.json")
    result = coalition("check", file, *strict)
    assert result.code == 1
    [place] = re.findall(
        r"many\.json:(\d+):1: over-limit: checking so many records and references takes more than"
        r" 36,000 bytes of memory; the rest is not checked\n"
        r"  split the data, and check its parts one by one\n",
        result.out,
    )
    assert 10 < int(place) < 91


def test_more_retellings_than_can_be_followed_are_not_indexed(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = records_of("articles", ', "retells": ["r0"]').replace('["r0"]', "[]", 1)
    file = claims_file(articles, "a.json")
    for module in (findings, soundness):
        monkeypatch.setattr(module, "MAX_CHECKED", 36_000)
    monkeypatch.setattr(findings, "_AT_ONCE", 1)
    said = (
        f"{file}:46:1: over-limit: checking so many records and references takes more than"
        " 36,000 bytes of memory; the rest is not checked\n"
        "  split the data, and check its parts one by one\ncoalition: 1 problem\n"
    )
    assert coalition("claims", "-d", file) == Result(3, "", said)
    monkeypatch.setattr(soundness, "MAX_CHECKED", 10**6)
    assert coalition("claims", "-d", file).code == 0
