"""`coalition set`: one field of one record changes, and no other line."""

import json
import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from .conftest import COMMAND, Run

Write = Callable[..., str]
Lines = Mapping[int, bytes | None]

YAML = b"""\
# The harbour: a file with everything in it\r
version: 1\r
membership:\t{counted: 3}   # for now\r
sources:\r
- id: gazette\r
- {id: radio, kind: outlet}\r
articles:\r
- id:\tfirst\r
- id: second   # the other\r
speakers:\r
- id: mayor\r
  name: Ana Ruiz\r
  aliases: [ 'Ruiz, A.' , "A. R." ]\r
- id: clerk\r
  description: a clerk of the port\r
claims:\r
- id: shut\r
  text: >-   # folded\r
    The bridge\r
    is shut.\r
  speaker:\t&who mayor\t# a tab on both sides\r
  topics:\r
  -   port   # first\r
  -   'bridge'\r
  # the last one\r
  -   'harbour'\r
  appearances:\r
  - article: first\r
    quote: |\r
      It is shut\r
\r
    # below the quote\r
  - {article: second, wording: is shut}\r
- id: open   # for now\r
  text: "It is open."\r
  speaker: *who\r
  on_behalf_of: *who\r
  confidence: high\r
  supports: [\r
    shut,   # this\r
  ]\r
  note:\r
  extra:\r
    read: 1\r
facts:\r
- id: built\r
  text: 'Built in 1900.'\r
  reference: {url: "https://port.example"}\r
members:\r
- country: MT\r
"""
LINES = (
    '{"id": "far", "text": "Far", "topics": ["port"]}\r\n'
    '{"id": "near", "text": "Near", "appearances": [{"article": "first", "paragraph": 2}]}\r\n'
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, claims_file: Write) -> Path:
    claims_file(YAML, "claims/a.yaml")
    claims_file(LINES, "claims/b.jsonl")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(lines: Lines) -> bytes:
    """Return the YAML with other lines at these numbers; None for a line that is gone."""
    before = YAML.split(b"\r\n")
    now: dict[int, bytes | None] = dict(enumerate(before, start=1))
    now |= lines
    return b"\r\n".join(line for line in now.values() if line is not None)


# What is set: which lines differ then, and what is printed for the field.
SET: dict[str, tuple[Lines, str]] = {
    "shut status retracted": (
        {26: b"  -   'harbour'\r\n  status: retracted"},
        "status  – → retracted",
    ),
    "open confidence 40": ({38: b"  confidence: 40"}, "confidence  high 85 → medium 40"),
    "open note no": ({42: b'  note: "no"'}, "note  {+no+}"),
    "open text 'Say: \"no\"'": (
        {35: b'  text: "Say: \\"no\\""'},
        'text  [-It is open.-] {+Say: "no"+}',
    ),
    "shut text 'It is shut for good.'": (
        {19: b"    It is shut for good.", 20: None},
        "text  [-The bridge-] {+It+} is [-shut.-] {+shut for good.+}",
    ),
    # The anchor moves to where it is used next.
    "shut speaker clerk": (
        {21: b"  speaker:\tclerk\t# a tab on both sides", 36: b"  speaker: &who mayor"},
        "speaker  mayor → clerk",
    ),
    "shut speaker --unset": (
        {21: b"  # a tab on both sides", 36: b"  speaker: &who mayor"},
        "speaker  mayor → –",
    ),
    "open speaker clerk": ({36: b"  speaker: clerk"}, "speaker  mayor → clerk"),
    "shut topics --add far,port": (
        {26: b"  -   'harbour'\r\n  -   'far'"},
        "topics  {+far+}",
    ),
    "shut topics --remove bridge,nowhere": ({24: None}, "topics  [-bridge-]"),
    "shut topics port harbour": ({24: None}, "topics  [-bridge-]"),
    "shut topics bridge,harbour,more": (
        {23: b"  # first", 26: b"  -   'harbour'\r\n  -   'more'"},
        "topics  [-port-] {+more+}",
    ),
    "open topics port": (
        {38: b"  confidence: high\r\n  topics: [port]"},
        "topics  {+port+}",
    ),
    "open supports --add far": ({40: b"    shut,   # this\r\n    far,"}, "supports  {+far+}"),
    "mayor aliases --add 'R., Ana'": (
        {13: b"""  aliases: [ 'Ruiz, A.' , "A. R." , "R., Ana" ]"""},
        "aliases  {+R., Ana+}",
    ),
    "mayor aliases --remove 'Ruiz, A.'": ({13: b'  aliases: [ "A. R." ]'}, "aliases  [-Ruiz, A.-]"),
    "shut appearances.first.quote 'Shut!'": (
        {30: b"      Shut!"},
        "appearances 1 quote  [-It is shut-] {+Shut!+}",
    ),
    "shut appearances.2.paragraph 7": (
        {33: b"  - {article: second, paragraph: 7, wording: is shut}"},
        "appearances 2 paragraph  – → 7",
    ),
    "shut appearances --remove second": (
        {33: None},
        'appearances 2  [-{"article": "second", "wording": "is shut"}-]',
    ),
    "open appearances --add second": (
        {38: b"  confidence: high\r\n  appearances:\r\n  - article: second"},
        'appearances  {+[{"article": "second"}]+}',
    ),
    "open extra.read '[1, 2]'": (
        {44: b"    read: [1, 2]"},
        'extra  [-{"read": 1}-] {+{"read": [1, 2]}+}',
    ),
    "open extra.read --unset": ({43: None, 44: None}, 'extra  [-{"read": 1}-]'),
    "built reference.title 'The port'": (
        {48: b'  reference: {title: The port, url: "https://port.example"}'},
        "reference title  {+The port+}",
    ),
    "built reference.url ''": (
        {48: None},
        'reference  [-{"url": "https://port.example"}-]',
    ),
    "MT eu yes": ({50: b"- country: MT\r\n  eu: true"}, "eu  not known → yes"),
    "file:claims/a.yaml membership.claim shut": (
        {3: b"membership:\t{counted: 3, claim: shut}   # for now"},
        "membership claim  – → shut",
    ),
    "a.yaml title 'The harbour'": (
        {2: b"version: 1\r\ntitle: The harbour"},
        "title  {+The harbour+}",
    ),
    "source:radio reliability B": (
        {6: b"- {id: radio, kind: outlet, reliability: B}"},
        "reliability  – → B",
    ),
}


@pytest.mark.parametrize("words", SET)
def test_a_field_is_set_and_no_other_line_changes(coalition: Run, folder: Path, words: str) -> None:
    lines, shown = SET[words]
    path = folder / "claims/a.yaml"
    dry = coalition("set", *shlex.split(words), "--dry-run")
    assert path.read_bytes() == YAML
    done = coalition("set", *shlex.split(words))
    assert done.err == "coalition: changed 1 record in claims/a.yaml\n"
    _, *values = done.out.splitlines()
    assert (done.code, values) == (0, [f"    {shown}"])
    assert path.read_bytes() == written(lines)
    assert (dry.code, dry.out) == (0, done.out)
    assert dry.err == done.err.replace("changed", "would change")
    assert coalition("check", "--json").code == 0
    assert (folder / "claims/b.jsonl").read_bytes() == LINES.encode()


def test_a_field_is_set_in_json_lines(coalition: Run, folder: Path) -> None:
    assert coalition("set", "near", "appearances.first.quote", "So near").out == (
        "changed claim near  claims/b.jsonl:2\n    appearances 1 quote  {+So near+}\n"
    )
    assert coalition("set", "far", "topics", "--add", "bridge", "port").code == 0
    assert coalition("set", "far", "date", "2026").code == 0
    near = '[{"article": "first", "paragraph": 2, "quote": "So near"}]'
    assert (folder / "claims/b.jsonl").read_bytes().decode() == (
        '{"id": "far", "text": "Far", "topics": ["port", "bridge"], "date": "2026"}\r\n'
        f'{{"id": "near", "text": "Near", "appearances": {near}}}\r\n'
    )
    assert (folder / "claims/a.yaml").read_bytes() == YAML


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029", "\ufeff"])
def test_what_ends_a_line_for_other_tools_is_escaped(
    coalition: Run, folder: Path, character: str
) -> None:
    for words in (("shut", "status", "retracted"), ("shut", "note", f"It is{character}shut")):
        assert coalition("set", *words).code == 0
    assert coalition("set", "mayor", "name", f"Ana{character}Ruiz").code == 0
    shown = f"\\u{ord(character):04x}"
    assert (folder / "claims/a.yaml").read_bytes() == written(
        {
            12: f'  name: "Ana{shown}Ruiz"'.encode(),
            26: b"  -   'harbour'\r\n  status: retracted",
            33: f'  - {{article: second, wording: is shut}}\r\n  note: "It is{shown}shut"'.encode(),
        }
    )


FIELDS = (
    "id, text, speaker, anonymous, on_behalf_of, source, confidence, credibility, kind, topics, "
    "date, place, context, language, embargo, status, appearances, supports, contradicts, "
    "reviews, evidence, corrections, note, extra"
)
REFUSED: dict[str, tuple[int, str]] = {
    "shut status reopened": (
        1,
        "'status' in claim 'shut' cannot be 'reopened'\n"
        "status is one of active, draft, corrected, retracted\nnothing was written",
    ),
    "shut kind evnt": (
        1,
        "'kind' in claim 'shut' cannot be 'evnt'; did you mean 'event'?\n"
        "kind is one of event, numerical, causal, position, prediction\nnothing was written",
    ),
    "shut confidence 101": (
        1,
        "'confidence' in claim 'shut' is out of range: 101\n"
        "confidence is 0 to 100\nnothing was written",
    ),
    "shut date yesterday": (
        1,
        "'date' in claim 'shut' is not a date: 'yesterday'\n"
        "write a year, a month or a day: 2026, 2026-01, 2026-01-19;"
        " or 2026~ for about, 2026? for unsure\nnothing was written",
    ),
    "shut appearances.first.paragraph six": (
        1,
        "'paragraph' in appearance 'first' of claim 'shut' must be a whole number, not 'six'\n"
        "write a whole number, without quotation marks\nnothing was written",
    ),
    "shut appearances.first.wording x": (
        1,
        "'quote' in appearance 'first' of claim 'shut' does not stand in 'wording'\n"
        "write in 'quote' what stands in quotation marks in 'wording', letter by letter; or keep "
        "only one of the two\n"
        "nothing was written",
    ),
    "shut supports opne": (
        1,
        "no claim 'opne', named by 'supports' in claim 'shut'; did you mean 'open'?\n"
        "declare it under 'claims', or correct the id\nnothing was written",
    ),
    "open text --unset": (
        1,
        "'text' is missing in claim 'open'\n"
        "add 'text': the claim in the curator's words\nnothing was written",
    ),
    "mayor same_as example.org": (
        1,
        "an item of 'same_as' in speaker 'mayor' is not an http or https address\n"
        "write the whole address, with https:// or http:// at its beginning, and without blanks\n"
        "nothing was written",
    ),
    "clerk aliases Bob": (
        1,
        "'aliases' in speaker 'clerk' says who an unnamed speaker is\n"
        "move it to a private file outside the repository; git keeps what was committed: "
        "'coalition help unnamed' says what to do\nnothing was written",
    ),
    "shutt status active": (1, "no record 'shutt'; did you mean 'shut'?"),
    "shut statsu active": (
        2,
        f"a claim has no field 'statsu'; did you mean 'status'?\nits fields: {FIELDS}",
    ),
    "shut origins 2": (2, "no file states 'origins' of a claim: the program works it out"),
    "shut quote x": (
        2,
        "no file states 'quote' of a claim\nset it where it stands: appearances.ARTICLE.quote",
    ),
    "shut id closed": (
        2,
        "'id' is the id of a claim\n"
        "'coalition rename OLD NEW' changes it, and all that refers to it",
    ),
    "shut text.first x": (2, "'text' has no fields within it\nwrite only: text"),
    "shut appearances.third.quote x": (
        2,
        "claim 'shut' has no appearance 'third'\nto add it: appearances --add third",
    ),
    "shut appearances third": (
        2,
        "'appearances' has records, which are set one by one\n"
        "say appearances.ARTICLE.FIELD, or --add ARTICLE, or --remove ARTICLE",
    ),
    "built reference x": (
        2,
        "'reference' has fields within it\nsay which one: reference.title or reference.url",
    ),
    "shut status active corrected": (
        2,
        "'status' takes one value, not 2\nput a value with blanks in quotation marks",
    ),
    "shut status --add active": (2, "'status' is no list\nset its value without --add"),
    "shut status": (2, "no value is given for 'status'\n--unset removes the field"),
    "shut status x --unset": (2, "--unset takes no value\nleave one of the two out"),
    "shut note caf\udce9": (2, "a value is not UTF-8 text\nwrite it in UTF-8"),
    "shut topics x --add --remove": (
        2,
        "--add and --remove exclude each other\nleave one of them out",
    ),
    "file:b.jsonl title x": (
        3,
        "claims/b.jsonl: is a list of claims, and has no fields of its own\nname another file",
    ),
    "open supports far": (
        3,
        "claims/a.yaml:39: a comment stands within what would be replaced\n"
        "move the comment above it, or change it by hand",
    ),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_set_is_said_as_check_says_it(
    coalition: Run, folder: Path, words: str
) -> None:
    code, message = REFUSED[words]
    assert coalition("set", *shlex.split(words)) == (code, "", f"coalition: {message}\n")
    assert (folder / "claims/a.yaml").read_bytes() == YAML


@pytest.mark.parametrize(
    "words",
    [
        "open confidence 85",
        "open text 'It is open.'",
        "shut topics port,bridge,harbour",
        "shut topics --remove none",
        "shut status --unset",
        "shut speaker mayor",
        "shut appearances --add first",
        "open extra.read 1",
        "MT eu ''",
    ],
)
def test_what_is_so_already_is_left_as_it_is(coalition: Run, folder: Path, words: str) -> None:
    result = coalition("set", *shlex.split(words))
    assert result == (0, "", "coalition: nothing to change\n")
    assert (folder / "claims/a.yaml").read_bytes() == YAML


def test_a_value_comes_from_standard_input(coalition: Run, folder: Path) -> None:
    assert coalition("set", "open", "note", "-", stdin="Two\nlines: here\n").code == 0
    assert coalition("set", "shut", "topics", "-", stdin="port, bridge\nharbour\nsea\n").code == 0
    assert (folder / "claims/a.yaml").read_bytes() == written(
        {42: b'  note: "Two\\nlines: here"', 26: b"  -   'harbour'\r\n  -   'sea'"}
    )
    assert coalition("set", "open", "note", "-", stdin=" \n") == (
        1,
        "",
        "coalition: standard input is empty\n--unset removes a field\n",
    )
    assert coalition("set", "open", "note", "-", stdin=b"\xff").err == (
        "coalition: standard input is not UTF-8 text\nsave it in UTF-8\n"
    )


def test_a_speaker_or_a_source_that_nothing_declares_is_told(coalition: Run, folder: Path) -> None:
    changed = "coalition: changed 1 record in claims/a.yaml\n"
    assert coalition("set", "open", "speaker", "clrek").err == (
        f"{changed}coalition: no speaker 'clrek' is declared; did you mean 'clerk'?\n"
    )
    assert coalition("set", "open", "source", "The Times").err == (
        f"{changed}coalition: no source 'The Times' is declared\n"
    )
    assert coalition("set", "open", "source", "radio").err == changed
    assert coalition("set", "open", "topics", "new").err == changed


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("a topics --add c", ("topics: [x, w, c]", "topics: &t [x, w]")),
        ("a topics --remove w", ("topics: [x]", "topics: &t [x, w]")),
        ("a topics z", ("topics: [z]", "topics: &t [x, w]")),
        ("b topics --add c", ('topics: &t [x, "w"]', "topics: [x, w, c]")),
        ("b topics --remove w", ('topics: &t [x, "w"]', "topics: [x]")),
    ],
)
def test_a_list_that_two_claims_share_is_changed_in_one_of_them(
    coalition: Run, claims_file: Write, words: str, lines: tuple[str, str]
) -> None:
    text = "claims:\n- id: a\n  text: A\n  {}\n- id: b\n  text: B\n  {}\n"
    file = Path(claims_file(text.format('topics: &t [x, "w"]', "topics: *t"), "shared.yaml"))
    assert coalition("-d", str(file), "set", *words.split()).code == 0
    assert file.read_text() == text.format(*lines)


def test_an_appearance_that_two_claims_share_is_left_alone(
    coalition: Run, claims_file: Write
) -> None:
    text = "claims:\n- {id: a, text: A, appearances: &a [{article: x}]}\n"
    text += "- {id: b, text: B, appearances: *a}\narticles: [{id: x}]\n"
    path = claims_file(text, "shared.yaml")
    result = coalition("set", "b", "appearances.x.quote", "Q", "-d", "shared.yaml")
    assert (result.code, result.out) == (3, "")
    said = "coalition: shared.yaml:2: this would also change 'appearances' of claim 'a'\n"
    assert result.err.startswith(said)
    assert Path(path).read_text() == text


KEPT = """\
claims:
  - id: one
    text: One
    note: |+
      # kept
      and this

    extra: {page: 3}


  - id: two
    text: Two
    topics:
      - port
      - >2+  # folded
          harbour
      - sea


    note: none
"""


@pytest.mark.parametrize(
    ("words", "line"), [("one extra --unset", 4), ("two topics --remove sea", 15)]
)
def test_a_text_that_keeps_empty_lines_gets_no_others(
    coalition: Run, claims_file: Write, words: str, line: int
) -> None:
    path = claims_file(KEPT)
    result = coalition("set", *words.split(), "-d", path)
    assert result == (
        3,
        "",
        f"coalition: {path}:{line}: the text that begins here keeps the empty lines below it, and"
        " would have others then\nremove the + behind its | or >, or change it by hand\n",
    )
    assert Path(path).read_text() == KEPT


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (["one", "text", "The first"], "text: One", "text: The first"),
        (["one", "note", "other"], "# kept\n      and this", "other"),
        (["two", "topics", "--remove", "port"], "      - port\n", ""),
    ],
)
def test_other_texts_can_change_beside_one_that_keeps_empty_lines(
    coalition: Run, claims_file: Write, words: list[str], old: str, new: str
) -> None:
    path = claims_file(KEPT)
    assert coalition("set", *words, "-d", path).code == 0
    assert Path(path).read_text() == KEPT.replace(old, new)


def test_two_appearances_in_one_article_have_numbers(coalition: Run, claims_file: Write) -> None:
    text = "articles: [{id: x}, {id: x.y}]\nclaims:\n- id: a\n  text: A\n  appearances:\n"
    path = claims_file(f"{text}  - article: x\n  - article: x\n  - article: x.y\n", "two.yaml")
    assert coalition("set", "a", "appearances.x.quote", "Q", "-d", "two.yaml") == (
        2,
        "",
        "coalition: claim 'a' has 2 appearances 'x'\n"
        "say which by its number: appearances.1 or appearances.2\n",
    )
    assert coalition("set", "a", "appearances.2.quote", "Q", "-d", "two.yaml").code == 0
    assert coalition("set", "a", "appearances.x.y.quote", "R", "-d", "two.yaml").code == 0
    assert coalition("set", "a", "appearances.1", "--unset", "-d", "two.yaml").code == 0
    assert Path(path).read_text() == (
        f"{text}  - article: x\n    quote: Q\n  - article: x.y\n    quote: R\n"
    )


def test_a_speaker_becomes_unnamed_though_the_name_is_still_there(
    coalition: Run, folder: Path
) -> None:
    assert coalition("set", "mayor", "aliases", "--unset").code == 0
    result = coalition("set", "mayor", "anonymous", "true")
    assert result == (
        0,
        "changed speaker mayor  claims/a.yaml:11\n    anonymous  not known → yes\n",
        "coalition: changed 1 record in claims/a.yaml\n"
        "coalition: claims/a.yaml:12:9: confidential-name: 'name' in speaker 'mayor' says who an"
        " unnamed speaker is\n"
        "  move it to a private file outside the repository; git keeps what was committed: "
        "'coalition help unnamed' says what to do\n",
    )
    assert (folder / "claims/a.yaml").read_bytes() == written(
        {13: b"  anonymous: true"},
    )
    for words in ("mayor role 'Ana Ruiz, the mayor'", "shut note 'as Ana Ruiz said'"):
        refused = coalition("set", *shlex.split(words))
        assert (refused.code, refused.out) == (1, "")
        assert "holds a name that must be withheld" in refused.err
        assert "Ruiz" not in refused.err
    gone = coalition("set", "mayor", "name", "--unset")
    assert (gone.code, "Ruiz" in gone.out + gone.err) == (1, False)  # a description has to be there
    assert coalition("set", "mayor", "description", "a mayor").code == 0
    gone = coalition("set", "mayor", "name", "--unset")
    assert (gone.code, gone.out.splitlines()[1:]) == (0, ["    name  (withheld)"])


@pytest.mark.parametrize("before", range(-4, 1))
def test_an_id_is_found_wherever_it_stands_in_a_long_file(
    coalition: Run, claims_file: Write, before: int
) -> None:
    many = [f"- {{id: x{number}, text: {'x' * 200_000}}}\n" for number in range(5)]
    begin, end = f"claims:\n{''.join(many)}# ", "\n- {id: abc, text: A}\n"
    filled = begin + "x" * ((1 << 20) + before - len(begin) - end.index("abc"))
    path = claims_file(filled + end, "long.yaml")
    assert coalition("set", "abc", "text", "B", "-d", "long.yaml").code == 0
    assert Path(path).read_text() == filled + end.replace("text: A", "text: B")


@pytest.mark.slow
def test_a_huge_file_beside_it_needs_no_memory(folder: Path) -> None:
    huge = folder / "huge.yaml"
    huge.touch()
    os.truncate(huge, 300 << 20)
    words = ["set", "shut", "note", "N", "-d", "claims", "-d", huge.name]
    limited = f"ulimit -v 400000; exec {shlex.join([*COMMAND, *words])}"
    done = subprocess.run(["/bin/sh", "-c", limited], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "coalition: changed 1 record in claims/a.yaml\n")


def test_an_unnamed_speaker_is_described_by_what_is_written_alone(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("speakers:\n  - id: aide\n    name: Zoe Zork\n    anonymous: true\n", "two.yaml")
    set_it = "set", "aide", "description", "-d", "two.yaml"
    assert coalition(*set_it, "unnamed speaker").out == (
        "changed speaker aide  two.yaml:2\n    description  {+unnamed speaker+}\n"
    )
    assert coalition(*set_it, "--unset").out == (
        "changed speaker aide  two.yaml:2\n    description  [-unnamed speaker-]\n"
    )


def test_an_id_that_is_made_of_a_withheld_name_is_not_printed(
    coalition: Run, claims_file: Write
) -> None:
    claims_file(
        "speakers:\n  - {id: zoe-zork, name: Zoe Zork, anonymous: true}\n"
        "claims:\n  - {id: zoe-zork-said, text: Grue}\n",
        "two.yaml",
    )
    assert coalition("set", "zoe-zork-said", "text", "Frotz", "-d", "two.yaml").out == (
        "changed claim (withheld)-said  two.yaml:4\n    text  [-Grue-] {+Frotz+}\n"
    )


def test_a_name_that_stands_in_an_old_value_is_not_printed(
    coalition: Run, claims_file: Write
) -> None:
    text = "speakers: [{id: s, name: Ana Ruiz, anonymous: true}]\n"
    claims_file(f"{text}claims: [{{id: c, text: T, note: Ana Ruiz told us}}]\n", "n.yaml")
    result = coalition("set", "c", "note", "A source told us", "-d", "n.yaml")
    assert result.out.splitlines()[1:] == ["    note  [-(withheld)-] {+A source+} told us"]


@pytest.mark.slow
def test_all_of_many_runs_at_once_arrive(folder: Path) -> None:
    claims = [f"- id: c{number}\n  text: Claim {number}\n" for number in range(12)]
    (folder / "many.yaml").write_text("claims:\n" + "".join(claims))
    ids = "".join(f"c{number}\n" for number in range(12))
    script = f"xargs -P8 -I{{}} {shlex.join(COMMAND)} set -d many.yaml {{}} status corrected"
    done = subprocess.run(
        ["sh", "-c", script], input=ids.encode(), capture_output=True, check=False, timeout=120
    )
    assert done.stderr.count(b"changed 1 record") == 12
    assert (folder / "many.yaml").read_text() == "claims:\n" + "".join(
        f"{claim}  status: corrected\n" for claim in claims
    )


PARTS = """\
claims:
  - id: ferry
    text: The ferry is late.
    appearances: [{article: log}]
    reviews:   # of others
      - by: dock
        url: https://dock.example/a.b
        value: 2.50
      - {by: pier, rating: Wrong}
      - {by: pier, rating: Right}
    corrections:
      - {date: 2026-03-04, reason: a typo}
articles: [{id: log}]
sources: [{id: dock}, {id: pier}, {id: quay}]
"""
# What is set, the lines that change by their numbers, and what is said of it.
REACHED: dict[str, tuple[dict[int, str | None], str]] = {
    "reviews.1.value 3.50": ({8: "        value: 3.50"}, "reviews 1 value  2.5 → 3.5"),
    "reviews.dock.value -- -1": ({8: "        value: -1"}, "reviews 1 value  2.5 → -1"),
    "reviews.https://dock.example/a.b.value .5": (
        {8: "        value: 0.5"},
        "reviews 1 value  2.5 → 0.5",
    ),
    "reviews.3.best 0x10": (
        {10: "      - {by: pier, rating: Right, best: 16}"},
        "reviews 3 best  – → 16",
    ),
    "reviews.2.extra.colour blue": (
        {9: "      - {by: pier, rating: Wrong, extra: {colour: blue}}"},
        'reviews 2 extra  {+{"colour": "blue"}+}',
    ),
    "reviews.2.by quay": ({9: "      - {by: quay, rating: Wrong}"}, "reviews 2 by  pier → quay"),
    "reviews --add https://quay.example/1,2": (
        {10: "      - {by: pier, rating: Right}\n      - url: https://quay.example/1,2"},
        'reviews 4  {+{"url": "https://quay.example/1,2"}+}',
    ),
    "reviews --add quay": (
        {10: "      - {by: pier, rating: Right}\n      - by: quay"},
        'reviews 4  {+{"by": "quay"}+}',
    ),
    "reviews.2 --unset": ({9: None}, 'reviews 2  [-{"by": "pier", "rating": "Wrong"}-]'),
    "reviews --remove dock": (
        {6: None, 7: None, 8: None},
        'reviews 1  [-{"by": "dock", "url": "https://dock.example/a.b", "value": 2.5}-]',
    ),
    "evidence --add 'A log, page 3'": (
        {10: "      - {by: pier, rating: Right}\n    evidence:\n      - text: A log, page 3"},
        'evidence  {+[{"text": "A log, page 3"}]+}',
    ),
    "corrections.2026-03-04.by Ed": (
        {12: "      - {date: 2026-03-04, by: Ed, reason: a typo}"},
        "corrections 1 by  – → Ed",
    ),
    "corrections --add 2026-03": (
        {12: "      - {date: 2026-03-04, reason: a typo}\n      - date: 2026-03"},
        'corrections 2  {+{"date": "2026-03"}+}',
    ),
    "appearances.log.extra.page 3": (
        {4: "    appearances: [{article: log, extra: {page: 3}}]"},
        'appearances 1 extra  {+{"page": 3}+}',
    ),
}


@pytest.mark.parametrize("words", REACHED)
def test_parts_are_reached_by_address_source_date_or_number(coalition: Run, words: str) -> None:
    file = "parts.yaml"
    Path(file).write_text(PARTS, encoding="utf-8")
    changed, said = REACHED[words]
    field, *values = shlex.split(words)
    result = coalition("set", "-d", file, "ferry", field, *values)
    assert result.err.splitlines()[-1:] == [f"coalition: changed 1 record in {file}"]
    assert result.out == f"changed claim ferry  {file}:2\n    {said}\n"
    lines: dict[int, str | None] = dict(enumerate(PARTS.splitlines(), 1))
    lines |= changed
    written = "".join(f"{line}\n" for line in lines.values() if line is not None)
    assert Path(file).read_text(encoding="utf-8") == written


PART_REFUSED = {
    "reviews.pier.rating x": (
        2,
        "claim 'ferry' has 2 reviews 'pier'\nsay which by its number: reviews.2 or reviews.3",
    ),
    "reviews.9.rating x": (2, "claim 'ferry' has no review '9'\nto add it: reviews --add 9"),
    "reviews.1.value 4,5": (
        1,
        "'value' in review '1' of claim 'ferry' must be a number, not '4,5'\n"
        "write a number such as 4 or 4.5, without quotation marks\nnothing was written",
    ),
    "reviews.1.value 1e999": (
        1,
        "'value' in review '1' of claim 'ferry' cannot be '1e999'\n"
        "write a number such as 4 or 4.5\nnothing was written",
    ),
    "reviews.1.odd x": (
        2,
        "a review has no field 'odd'\n"
        "its fields: by, url, title, date, rating, value, best, worst, language, note, extra",
    ),
}


@pytest.mark.parametrize("words", PART_REFUSED)
def test_what_cannot_be_set_in_a_part_is_said(
    coalition: Run, claims_file: Write, words: str
) -> None:
    file = claims_file(PARTS)
    code, message = PART_REFUSED[words]
    told = coalition("set", "-d", file, "ferry", *shlex.split(words))
    assert told == (code, "", f"coalition: {message}\n")
    assert Path(file).read_text(encoding="utf-8") == PARTS


def test_a_number_stays_a_number_in_json_as_it_was_typed(
    coalition: Run, claims_file: Write
) -> None:
    text = '{"id": "ferry", "text": "Late.", "reviews": [{"by": "dock", "value": 2.50}]}\n'
    file = claims_file(text, "claims.jsonl")
    assert coalition("set", "-d", file, "ferry", "reviews.1.value", "3.50").code == 0
    assert coalition("set", "-d", file, "ferry", "reviews.1.best", "--", "-1").code == 0
    assert Path(file).read_text(encoding="utf-8") == text.replace("2.50", '3.50, "best": -1')


@pytest.mark.parametrize(("block", "value"), [("|", "one"), ("|", "one\n"), (">-", "one\n")])
def test_a_line_end_under_extra_is_part_of_the_value(
    coalition: Run, claims_file: Write, block: str, value: str
) -> None:
    text = f"claims:\n  - id: a\n    text: A\n    extra:\n      k: {block}\n        old\n"
    file = claims_file(text)
    assert coalition("set", "-d", file, "a", "extra.k", json.dumps(value)).code == 0
    assert coalition("claims", "-d", file, "--json").json[0]["extra"] == {"k": value}
