"""`coalition fmt`: one order and one style, whatever the file looks like."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.model.problems import DataError
from coalition_cli.reading import DataFile
from coalition_cli.reading.files import data_files
from coalition_cli.reading.spans import ScalarSpan, within
from coalition_cli.rewriting.edition import Edition
from coalition_cli.rewriting.formatting import formatted
from coalition_cli.rewriting.refusals import RefusedError
from coalition_cli.rewriting.source import Source

from .conftest import Run
from .terminals import Result
from .test_rewriting import FORMATS, stated

ROOT = Path(__file__).parent.parent
SHIPPED, README = ROOT / "data" / "claims.yaml", ROOT / "README.md"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


Fmt = Callable[[str], str]


@pytest.fixture
def fmt(coalition: Run) -> Fmt:
    """Bring a text of YAML into its canonical form, which is to stay as it is."""

    def run(text: str) -> str:
        once = coalition("fmt", "-", stdin=text)
        assert (once.code, once.err) == (0, "")
        again = coalition("fmt", "-", stdin=once.out)
        assert again == Result(0, once.out, "")
        return once.out

    return run


ODD = """\
# The bridge of Lindau: what is said of it.
# yaml-language-server: $schema=claims.schema.json

# Who votes
members:
- country: "GB"   # voted late
  name: 'United Kingdom'
# end of the members


# From here on: claims
claims:   # newest first
# of the mayor
-   # typed at night
    text:\t"A bridge is closed"   # about the text
    # above the id
    id:   closed
    topics : [ bridge,city , "old town" ]
    note: >
        It is folded
        here.

          This is more indented.
    appearances:
    - {quote: 'shut for good', article: echo }
    -   quote: "it's # not"
        # counted by hand
        paragraph: 3
        article: echo
        # end of the appearance
    # end of the claim
- id: kept
  # not deeper than the key
  note: |+
    keeps its lines

  text: "over
     three
  lines"
        # deeper than any key
# the third

-   speaker: &who mayor
    text: plain
      text


    id: third
    appearances: [
      {article: echo,   # in brackets
       quote: x},
    ]
- text: t
  id: fourth
  speaker: *who
  date: '2026-03-02'
  extra:
      Z: "1"
      a: ["b" , 'c']
      lines: |2
          two more
        than this
speakers:
    - name: 'It''s "quoted"'
      id: mayor


articles: [{id: echo, date: '2026-01-01'}]
title: 'no'
version: 1
"""
TIDY = """\
# yaml-language-server: $schema=claims.schema.json
# The bridge of Lindau: what is said of it.

version: 1
title: "no"

articles: [{id: echo, date: 2026-01-01}]

speakers:
  - id: mayor
    name: It's "quoted"

# From here on: claims
claims:   # newest first
  # of the mayor
  -   # typed at night
    # above the id
    id: closed
    text: A bridge is closed   # about the text
    topics: [bridge, city, old town]
    appearances:
      - {article: echo, quote: shut for good}
      - article: echo
        # counted by hand
        paragraph: 3
        quote: "it's # not"
        # end of the appearance
    note: >
      It is folded
      here.

        This is more indented.
    # end of the claim
  - id: kept
    # not deeper than the key
    note: |+
      keeps its lines

    text: "over
      three
      lines"
      # deeper than any key
  # the third

  - id: third
    text: plain
      text
    speaker: &who mayor
    appearances: [
      {article: echo,   # in brackets
        quote: x},
    ]
  - id: fourth
    text: t
    speaker: *who
    date: 2026-03-02
    extra:
      Z: "1"
      a: [b, c]
      lines: |2
          two more
        than this

# Who votes
members:
  - country: GB   # voted late
    name: United Kingdom
# end of the members
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_a_file_of_many_styles_gets_one(coalition: Run, begin: str, end: str) -> None:
    file = Path("claims.yaml")
    file.write_bytes((begin + ODD.replace("\n", end)).encode())
    before = stated(file)
    told = Result(0, "changed claims.yaml\n", "coalition: changed 1 of 1 file\n")
    assert coalition("fmt", "claims.yaml") == told
    assert file.read_bytes().decode() == begin + TIDY.replace("\n", end)
    assert stated(file) == before
    assert coalition("fmt", "claims.yaml") == Result(0, "", "coalition: nothing to change\n")


def test_the_shipped_data_are_in_the_canonical_form(coalition: Run) -> None:
    done = coalition("fmt", "--check", SHIPPED)
    assert done == Result(0, "", "coalition: nothing to change\n")


@pytest.mark.slow
def test_what_a_newcomer_begins_with_is_in_the_canonical_form(coalition: Run, fmt: Fmt) -> None:
    example = re.search("```yaml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    assert fmt(example[1]) == example[1]
    assert coalition("init", "--no-hook").code == 0
    assert coalition("fmt", "--check").code == 0


def scalars(name: str, content: bytes) -> Counter[str]:
    """Return all scalars of a text, with the blanks around them that no record keeps."""
    root = Source(DataFile(name, name, content=content), content).root
    spans = within(root) if root else ()
    return Counter(span.value for span in spans if isinstance(span, ScalarSpan))


MARK = re.compile(r"[cn]\d{6}\b")  # of a comment or an anchor, each with a number of its own
seeds = st.integers(0, 2**32)
fuzzy = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def canonical(file: Path) -> bytes:
    """Format a file on the disk, and return its bytes."""
    [each] = data_files([str(file)])
    with Edition([each]) as edition:
        formatted(edition, each)
        edition.save()
    return file.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
@given(seed=seeds)
@fuzzy
def test_no_value_no_comment_and_no_anchor_is_lost(tmp_path: Path, name: str, seed: int) -> None:
    file = tmp_path / name
    text = FORMATS[name](Random(seed))
    file.write_bytes(text.encode())
    before = stated(file)
    try:
        once = canonical(file)
    except RefusedError:  # test_few_files_are_refused counts these
        assert file.read_bytes() == text.encode()
        return
    assert Counter(MARK.findall(once.decode())) == Counter(MARK.findall(text))
    assert scalars(name, once) == scalars(name, text.encode())
    assert canonical(file) == once
    assert stated(file) == before


def test_few_files_are_refused(tmp_path: Path) -> None:
    refused = 0
    for seed in range(100):
        file = tmp_path / "claims.yaml"
        file.write_bytes(FORMATS["claims.yaml"](Random(seed)).encode())
        try:
            canonical(file)
        except (RefusedError, DataError):
            refused += 1
    assert refused <= 2


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        # A comment belongs to the next key, or else to what is above it.
        ("# head\nclaims: []\nversion: 1\n", "# head\nversion: 1\nclaims: []\n"),
        ("# head\n\n# c\nclaims: []\nversion: 1\n", "# head\n\nversion: 1\n# c\nclaims: []\n"),
        ("claims: []\n# v\nversion: 1\n", "# v\nversion: 1\nclaims: []\n"),
        ("claims: []\n# c\n\nversion: 1\n", "version: 1\nclaims: []\n# c\n"),
        ("claims: []\n  # c\nversion: 1\n", "version: 1\nclaims: []\n  # c\n"),
        ("title: t\n# t\n\nversion: 1\nclaims: []", "version: 1\ntitle: t\n# t\n\nclaims: []\n"),
        ("claims: []\n\n# v\nversion: 1\n# w\n", "# v\nversion: 1\n# w\n\nclaims: []\n"),
        ("claims: []\nversion: 1\n\n# end\n", "version: 1\nclaims: []\n\n# end\n"),
        ("# a\n--- # b\nclaims: []\nversion: 1", "# a\n--- # b\nversion: 1\nclaims: []\n"),
        # An alias stays behind its anchor.
        (
            "claims:\n- {text: &t x, id: a}\ntitle: *t\nversion: 1\n",
            "version: 1\n\nclaims:\n  - {id: a, text: &t x}\n\ntitle: *t\n",
        ),
        # Empty lines that belong to a text
        (
            "claims:\n- text: |+\n    a\n  id: b\n- id: c\n  text: d\n",
            "claims:\n  - text: |+\n      a\n    id: b\n  - id: c\n    text: d\n",
        ),
        (
            "claims:\n- text: |\n    a\n\n  id: b\n- id: c\n  text: d\n",
            "claims:\n  - id: b\n    text: |\n      a\n  - id: c\n    text: d\n",
        ),
        # Empty lines
        ("\n\nversion: 1\n\n\n\ntitle: t\n\n\n", "version: 1\n\ntitle: t\n"),
        (
            "sources:\n- id: a\n\n\n- id: b\nfacts: []\nmembers: []\n",
            "sources:\n  - id: a\n\n  - id: b\n\nfacts: []\nmembers: []\n",
        ),
        # Quotation marks
        ("title: 'a: b'", 'title: "a: b"\n'),
        ("title: 'a \"b\": c'", "title: 'a \"b\": c'\n"),
        ('title: "1945"', 'title: "1945"\n'),
        ('title: " a"', 'title: " a"\n'),
        ('title: "a\\ \n  b"', 'title: "a\\ \n  b"\n'),
        ('title: "a #b"', 'title: "a #b"\n'),
        ('title: "a\\u00e9"', "title: aé\n"),
        ('title: "a\\tb"', 'title: "a\\tb"\n'),
        ('claims: [{id: "a", text: "b, c"}]', 'claims: [{id: a, text: "b, c"}]\n'),
        # Brackets
        ("---\n{ version : 1 ,claims: [ ] , }", "---\n{version: 1, claims: []}\n"),
        ("---\n{claims: [], version: 1}", "---\n{version: 1, claims: []}\n"),
        ("---\n{claims: [], # c\n version: 1}", "---\n{claims: [], # c\n  version: 1}\n"),
        ("claims: [\n{id: a,\ntext: b}\n]", "claims: [\n  {id: a,\n    text: b}\n]\n"),
        # A key with a question mark
        ("? claims\n: []\n? version\n: 1\n", "version: 1\nclaims: []\n"),
        # Comments alone, and nothing
        ("  # a\n\n\n# b  \n", "  # a\n\n# b\n"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_the_canonical_form(fmt: Fmt, written: str, canonical: str) -> None:
    assert fmt(written) == canonical


def test_an_ignored_code_stays_with_its_line(fmt: Fmt) -> None:
    record = "claims:\n  # coalition: ignore[no-appearance]\n  - text: t # coalition: ignore[x]\n"
    assert fmt(f"{record}    id: a # second\n") == (
        "claims:\n  # coalition: ignore[no-appearance]\n  - id: a # second\n"
        "    text: t # coalition: ignore[x]\n"
    )


def test_json_is_laid_out_and_its_strings_stay(fmt: Fmt) -> None:
    written = (
        '{"claims":[{"text":"\\u00e9 caf\\u00e9","id":"a","extra":{"b":1.50,"a":[]}}],"version":1}'
    )
    assert fmt(written) == (
        '{\n  "version": 1,\n  "claims": [\n    {\n      "id": "a",\n'
        '      "text": "\\u00e9 caf\\u00e9",\n'
        '      "extra": {\n        "b": 1.50,\n        "a": []\n      }\n    }\n  ]\n}\n'
    )
    assert fmt('{"text":"A","id":"a"}\n\n{"id":"b","text": "B" }') == (
        '{"id": "a", "text": "A"}\n{"id": "b", "text": "B"}\n'
    )


def test_our_own_output_in_json_lines_is_in_the_canonical_form(coalition: Run, fmt: Fmt) -> None:
    own = coalition("claims", "-f", "jsonl").out
    assert fmt(own) == own


def test_what_would_change_is_told_and_nothing_is_written(coalition: Run) -> None:
    Path("a.yaml").write_text("claims: [ ]\n")
    Path("b.yaml").write_text("claims: []\n")
    for option, code, out in (
        ("--check", 1, "a.yaml\n"),
        ("--dry-run", 0, "changed a.yaml\n"),
        (
            "--diff",
            1,
            "--- ./a.yaml\n+++ ./a.yaml\n@@ -1 +1 @@\n-claims: [ ]\n+claims: []\n",
        ),
    ):
        done = coalition("fmt", option, "a.yaml", "b.yaml")
        assert done == Result(code, out, "coalition: would change 1 of 2 files\n")
        assert Path("a.yaml").read_text() == "claims: [ ]\n"
        well_kept = coalition("fmt", option, "b.yaml")
        assert well_kept == Result(0, "", "coalition: nothing to change\n")


def test_files_with_errors_are_left_and_the_others_are_changed(coalition: Run) -> None:
    texts = {
        "a.yaml": "claims: [ ]\n",
        "b.yaml": "claims: [{id: x}]\n",
        "c.yaml": "claims:\n- ? id\n  : a\n  ? # here\n    text\n  : t\n",
        "d.yaml": "claims: [ ]\n",
    }
    Path("claims").mkdir()
    for name, text in texts.items():
        Path("claims", name).write_text(text)
    done = coalition("fmt", "claims")
    assert done.code == 3
    assert done.out == "changed claims/a.yaml\nchanged claims/d.yaml\n"
    assert "claims/b.yaml:1:10: missing-key: " in done.err
    assert "claims/c.yaml:5: a key with '?' or of several lines\nwrite it as" in done.err
    assert done.err.endswith("changed 2 of 4 files, could not change 2 files\n")
    assert Path("claims/b.yaml").read_text() == texts["b.yaml"]
    assert Path("claims/c.yaml").read_text() == texts["c.yaml"]
    assert Path("claims/d.yaml").read_text() == "claims: []\n"


@pytest.mark.parametrize("option", ["--check", "--diff", "--dry-run"])
def test_an_error_counts_more_than_a_change(coalition: Run, option: str) -> None:
    Path("a.yaml").write_text("claims: [ ]\n")
    assert coalition("fmt", option, "a.yaml", "missing.yaml").code == 3


def test_standard_input_is_alone_and_refused_with_its_errors(coalition: Run) -> None:
    done = coalition("fmt", "-", stdin="claims: [{id: x}]\n")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("-:1:10: missing-key: ")
    assert coalition("fmt", "-", "a.yaml", stdin="").code == 2
    assert coalition("fmt", "--check", "-", stdin="claims: [ ]").out == "-\n"


def test_the_project_is_meant_without_a_path(coalition: Run) -> None:
    assert coalition("fmt").code == 3  # the example is nobody's own
    Path("claims.yaml").write_text("claims: [ ]\n")
    changed = "coalition: changed 1 of 1 file in claims.yaml\n"
    assert coalition("fmt") == Result(0, "changed claims.yaml\n", changed)


def test_a_file_of_another_tool_in_a_folder_is_left(coalition: Run) -> None:
    Path("claims").mkdir()
    Path("claims/a.yaml").write_text("claims: [ ]\n")
    others = {"claims/compose.yaml": "services:\n- web:   1\n", "claims/p.json": '{"name":  "p"}'}
    for name, text in others.items():
        Path(name).write_text(text)
    assert coalition("fmt", "claims").out == "changed claims/a.yaml\n"
    assert {name: Path(name).read_text() for name in others} == others


NAMED = "speakers:\n- description: a clerk\n  name: Ida Brandt\n  anonymous: true\n  id: clerk\n"


def test_no_diff_shows_who_an_unnamed_speaker_is(coalition: Run) -> None:
    Path("a.yaml").write_text(f"# as Ida Brandt said\n{NAMED}")
    Path("b.yaml").write_text("claims: [{text: Ida Brandt says so, id: a}]\n# Ida Brandt\n")
    done = coalition("fmt", "--diff", "a.yaml", "b.yaml")
    assert "Brandt" not in done.out + done.err
    assert done.out.count("(withheld)") >= 4
    assert (
        "coalition: a name is withheld in 3 lines of a.yaml, so this cannot be applied\n"
        in done.err
    )
    assert coalition("fmt", "a.yaml").code == 0
    assert "    name: Ida Brandt\n" in Path("a.yaml").read_text()


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["git apply", "patch -p0 -i", "patch -p1 -i"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_diff_can_be_applied(coalition: Run, tool: str, end: str) -> None:
    import shutil
    import subprocess

    command = tool.split()
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} here")
    file = Path("my claims.yaml")
    file.write_bytes(("\ufeff" + ODD.replace("\n", end)).rstrip().encode())
    patch = Path("fmt.patch")
    patch.write_bytes(coalition("fmt", "--diff", str(file)).out.encode())
    subprocess.run([*command, str(patch)], check=True, capture_output=True)
    assert file.read_bytes().decode() == "\ufeff" + TIDY.replace("\n", end)


@pytest.mark.slow
def test_on_a_terminal_a_diff_has_colours_and_no_controls(terminal: Run) -> None:
    Path("a.yaml").write_text("claims: [ ] # \u202e\n")
    shown = terminal("fmt", "--diff", "a.yaml").out
    assert "\x1b[31m-claims: [ ] # \\u202e\x1b[0m\n" in shown
    assert "\x1b[32m+claims: [] # \\u202e\x1b[0m\n" in shown
