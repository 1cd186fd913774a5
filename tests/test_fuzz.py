"""Laws: any input gives an answer or problems with a line; what is written is read again."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from .conftest import Run, errors
from .records import (
    any_text,
    claims_files,
    expected,
    make_claim,
    make_file,
    plain,
    stated,
    yaml_text,
)

pytestmark = pytest.mark.slow

Write = Callable[..., str]
SHIPPED = (Path(__file__).parent.parent / "data" / "claims.yaml").read_bytes()


def runs(count: int) -> settings:
    """Return settings for as many runs, the same ones every time."""
    return settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=count,
        # The fixtures that these tests use keep nothing from run to run.
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


SMALL = """\
version: 1
title: "Red lines"
membership: {counted: 2, claim: red-lines}
sources: [{id: politico, reliability: B}]
articles:
  - id: liga  # a comment
    publisher: politico
    retells: [unn]
    date: 2026-01-19
  - {id: unn, original: true}
speakers:
  - {id: diplomat, description: a diplomat, anonymous: true}
claims:
  - &first
    id: red-lines
    text: >
      Red lines
      will not be crossed – ever.
    speaker: diplomat
    confidence: 50
    topics: &topics [red, "lines"]
    appearances:
      - {article: liga, paragraph: 6, quote: 'ever'}
      - article: unn
        wording: |
          never
    extra: {a: [1, 0.5, ~], b: true}
  - {id: green-lines, text: Łódź, topics: *topics, contradicts: [red-lines]}
facts: [{id: f, text: F, reference: {title: T, url: u}, supports: [red-lines]}]
members: [{country: NO, eu: false, claims: [red-lines]}]
""".encode()
AS_JSON = json.dumps(
    make_file(
        make_claim(appearances=[{"article": "a0", "quote": "Łódź"}], extra={"a": [1, 0.5, None]}),
        make_claim(id="green-lines", supports=["red-lines"], anonymous=True),
    ),
    indent=1,
).encode()
AS_LINES = b"".join(
    json.dumps(make_claim(id=name, supports=["a"], note="🚩")).encode() + b"\n" for name in "abc"
)
FILES = {
    "shipped.yaml": SHIPPED,
    "small.yaml": SMALL,
    "claims.json": AS_JSON,
    "claims.jsonl": AS_LINES,
}

# What means something to a parser or to the format.
TOKENS = [
    b": ", b"- ", b"? ", b"\n", b"\r", b"\r\n", b"  ", b"\t", b",", b"[", b"]", b"{", b"}", b"#",
    b"&first ", b"*first", b"*topics", b"<<: *first", b"!", b"!!str ", b"!!int ", b"!x ", b"|",
    b">", b"'", b'"', b"\\", b"@", b"%", b"%YAML 1.1\n", b"---\n", b"...\n", b"~", b"null", b"NO",
    b"true", b"0x1F", b"1e999", b"-1", b"NaN", b"2026-02-30", b"\\ud800", b"\\u0000", b"\x00",
    b"\x1b", b"\x7f", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xc2\x85",
    b"\xe2\x80\xa8", b"\xe2\x80\xae", b"id: ", b"claims:\n", b"retells: [liga]", b"version: 2",
    b'"id"', b'"claims"', b"[" * 40,
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """Draw what is left of a file when pieces are lost, doubled, moved or written over."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 1) | st.integers(0, 60)))
        piece = data[start:end]
        other = draw(st.integers(0, len(data)))
        new = draw(
            st.sampled_from([b"", piece * 2, piece * 20, data[other : other + 40]])
            | st.sampled_from(TOKENS)
            | st.binary(max_size=4)
        )
        data = data[:start] + new + data[end:]
    return data


@st.composite
def rearranged(draw: st.DrawFn, data: bytes) -> bytes:
    """Draw a file with some of its tokens in each other's place."""
    tokens = re.split(rb"(\s+|[\[\]{},:&*'\"#|>-])", data)
    for _ in range(draw(st.integers(1, 6))):
        one, other = (draw(st.integers(0, len(tokens) - 1)) for _ in range(2))
        tokens[one], tokens[other] = tokens[other], tokens[one]
    return b"".join(tokens)


def lines(data: bytes) -> int:
    """Return how many lines a file has at most; the end of the last break begins another."""
    return len(re.findall("\r\n|[\r\n\x85\u2028\u2029]", data.decode(errors="replace"))) + 1


_PLACE = re.compile(r"(\S+?):([0-9]+):([0-9]+): [a-z0-9-]+: .")


def holds(coalition: Run, claims_file: Write, data: bytes, name: str) -> None:
    """Check that the file is an answer or has problems, each of them within the file."""
    claims_file(data, name)
    checked = errors(coalition, name)
    browsed = coalition("claims", "-d", name, "--json")
    assert checked.code in (0, 1)
    assert browsed.code == (3 if checked.code else 0)
    if checked.code == 0:
        assert checked.out == ""
        assert isinstance(browsed.json, list)
        return
    assert (checked.err, browsed.out) == ("", "")
    told = checked.out.splitlines()
    assert told[::2]
    assert all(remedy.startswith("  ") for remedy in told[1::2])
    for problem in told[::2]:
        found = _PLACE.match(problem)
        assert found, problem
        assert found[1] == name
        assert 1 <= int(found[2]) <= lines(data), problem
        assert int(found[3]) >= 1, problem


@runs(40)
@given(data=st.data())
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_an_answer_or_has_problems(
    coalition: Run, claims_file: Write, name: str, data: st.DataObject
) -> None:
    holds(coalition, claims_file, data.draw(damaged(FILES[name])), name)


@runs(25)
@given(data=st.data())
@pytest.mark.parametrize("name", FILES)
def test_a_rearranged_file_is_an_answer_or_has_problems(
    coalition: Run, claims_file: Write, name: str, data: st.DataObject
) -> None:
    holds(coalition, claims_file, data.draw(rearranged(FILES[name])), name)


@runs(15)
@given(data=st.data())
@pytest.mark.parametrize("name", ["claims.yaml", "claims.json", "claims"])
def test_a_file_of_one_format_is_no_danger_as_another(
    coalition: Run, claims_file: Write, name: str, data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from([SMALL, AS_JSON, AS_LINES]))
    holds(coalition, claims_file, data.draw(damaged(text)), name)


@runs(40)
@given(data=st.lists(st.sampled_from(TOKENS) | st.binary(max_size=4), max_size=30).map(b"".join))
@example(data=b"")
@example(data=b"\xef\xbb\xbf")
@example(data=b"*a")
@example(data=b"? ")
@example(data=b"[")
@example(data=b'"')
@pytest.mark.parametrize("name", ["claims.yaml", "claims.json"])
def test_any_bytes_are_an_answer_or_have_problems(
    coalition: Run, claims_file: Write, name: str, data: bytes
) -> None:
    holds(coalition, claims_file, data, name)


KEYS = ["version", "title", "membership", "sources", "articles", "claims", "members"]
CLAIM_KEYS = ["id", "text", "topics", "confidence", "date", "appearances", "supports", "extra"]


@runs(40)
@given(value=plain, key=any_text | st.sampled_from(KEYS), inner=st.sampled_from(CLAIM_KEYS))
@pytest.mark.parametrize(("name", "write"), [("a.yaml", yaml_text), ("a.json", json.dumps)])
def test_any_value_at_any_key_is_an_answer_or_has_problems(
    coalition: Run, claims_file: Write, name: str, write: Callable[[object], str],
    value: object, key: str, inner: str,
) -> None:  # fmt: skip
    file = {key: value, "facts": [value, {key: value}], "claims": [make_claim(**{inner: value})]}
    holds(coalition, claims_file, write(file).encode(), name)


def write_json(file: dict[str, object]) -> str:
    return json.dumps(file, ensure_ascii=False)


def write_array(file: dict[str, object]) -> str:
    return json.dumps(file["claims"])


def write_lines(file: dict[str, object]) -> str:
    claims = file["claims"]
    assert isinstance(claims, list)
    return "\r\n".join(json.dumps(claim) for claim in claims)


@runs(25)
@given(file=claims_files())
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("claims.yaml", yaml_text),
        ("claims.json", write_json),
        ("array.json", write_array),
        ("claims.jsonl", write_lines),
    ],
)
def test_what_was_written_is_read(
    coalition: Run, claims_file: Write, name: str,
    write: Callable[[dict[str, object]], str], file: dict[str, object],
) -> None:  # fmt: skip
    claims_file(write(file), name)
    result = coalition("claims", "-d", name, "--json")
    assert (result.code, result.err) == (0, "")
    claims = file["claims"]
    assert isinstance(claims, list)
    assert [stated(row) for row in result.json] == [expected(claim) for claim in claims]


@runs(25)
@given(file=claims_files())
@pytest.mark.parametrize("asked", ["json", "jsonl", "yaml"])
def test_what_is_output_is_read(
    coalition: Run, claims_file: Write, asked: str, file: dict[str, object]
) -> None:
    claims_file(yaml_text(file))
    out = coalition("claims", "-d", "claims.yaml", "-f", asked).out
    again = coalition("claims", "-d", "-", "--json", stdin=out)
    assert (again.code, again.err) == (0, "")
    claims = file["claims"]
    assert isinstance(claims, list)
    assert [stated(row) for row in again.json] == [expected(claim) for claim in claims]
