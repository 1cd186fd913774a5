"""`check --fix`: what has one safe remedy is mended, and nothing else is touched."""

import json
import unicodedata
from pathlib import Path

import pytest

from .conftest import Run
from .terminals import Result


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def fixed(coalition: Run, text: str, name: str = "claims.yaml") -> str:
    """Return a file's text after --fix; a second run must leave it so."""
    path = Path(name)
    path.write_bytes(text.encode())
    coalition("check", "--fix", name)
    once = path.read_bytes()
    assert coalition("check", "--fix", name).err.startswith("coalition: fixed nothing\n")
    assert path.read_bytes() == once
    return once.decode()


BEFORE = """\
# Kept by hand.
Version: 1
speaker:   # two of them
- {id: gest,\tname: 'T. Gest', Kind: "persn"}   # in brackets
-   id: clerk
    description: a clerk
    anonymous: yes

claim:

  # The first.
  - id: harbour   # stays
    txet: >-
      The harbour is
      closed.
    speeker: &who gest
    Confidence: 'High'
    kind: postion
    topics: harbours
    Date: 2026/1/9
    appearences:
      - artcle: noon
        paragraph: "3"   # counted by hand
  - {id: ferry, text: Confidence: is not a key here, speaker: *who}
articles: [{id: noon, original: "True"}]"""
AFTER = """\
# Kept by hand.
version: 1
speakers:   # two of them
- {id: gest,\tname: 'T. Gest', kind: person}   # in brackets
-   id: clerk
    description: a clerk
    anonymous: true

claims:

  # The first.
  - id: harbour   # stays
    text: >-
      The harbour is
      closed.
    speaker: &who gest
    confidence: high
    kind: position
    topics: [harbours]
    date: 2026-01-09
    appearances:
      - article: noon
        paragraph: 3   # counted by hand
  - {id: ferry, text: Confidence: is not a key here, speaker: *who}
articles: [{id: noon, original: true}]"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_what_is_mended_changes(coalition: Run, end: str) -> None:
    before, after = (
        text.replace("text: Confidence: is", 'text: "Confidence: is').replace("here, ", 'here", ')
        for text in (BEFORE, AFTER)
    )
    assert fixed(coalition, before.replace("\n", end)) == after.replace("\n", end)


def test_it_says_how_much_it_fixed_and_what_is_left(coalition: Run) -> None:
    Path("claims.yaml").write_text("claim:\n- {id: a, text: A, colour: red}\n")
    assert coalition("check", "--fix", "claims.yaml") == Result(
        1,
        "claims.yaml:2:3: no-appearance: 'appearances' is missing in claim 'a' [warning]\n"
        "  add 'appearances': where it appears, and in which words\n"
        "claims.yaml:2:3: no-confidence: 'confidence' is missing in claim 'a' [warning]\n"
        "  add 'confidence': how sure it is that this speaker made the claim, as worded\n"
        "claims.yaml:2:20: unknown-key: unknown key 'colour' in claim 'a'\n"
        "  the keys of a claim: id, text, speaker, anonymous, on_behalf_of, source, confidence,"
        " credibility, kind, topics, date, place, context, language, embargo, status,"
        " appearances, supports, contradicts, reviews, evidence, corrections, note, extra\n",
        "coalition: fixed 1 problem in 1 file\ncoalition: 1 error, 2 warnings\n",
    )


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("Speaker", "speaker"),
        ("SPEAKER", "speaker"),
        ("speakr", "speaker"),
        ("spaeker", "speaker"),
        ("sspeaker", "speaker"),
        ("on-behalf-of", "on_behalf_of"),
        ('"on behalf of"', '"on_behalf_of"'),
        ("onbehalf_of", "on_behalf_of"),
        ("spokesman", "spokesman"),  # another word
        ("source_name", "source_name"),  # of our own output
        ("sp", "sp"),
    ],
)
def test_a_key_is_mended_if_only_one_can_be_meant(coalition: Run, key: str, meant: str) -> None:
    text = "speakers: [{id: x, name: X}]\nclaims:\n- id: a\n  text: A\n  %s: x\n"
    assert fixed(coalition, text % key) == text % meant


def test_a_key_that_is_there_already_is_not_written_twice(coalition: Run) -> None:
    text = "claims:\n- {id: a, text: A, Text: B}\n- {id: b, text: A, sorce: x, soruce: y}\n"
    assert fixed(coalition, text) == text.replace("sorce", "source")


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("confidence: HIGH", "confidence: high"),
        ("confidence: hgih", "confidence: high"),
        ("confidence: '85'", "confidence: 85"),
        ("confidence: 850", "confidence: 850"),
        ("confidence: sure", "confidence: sure"),
        ("kind: Position ", "kind: position "),
        ("kind: 'position '", "kind: 'position '"),  # reading takes it
        ("status: Correctd", "status: corrected"),
        ("anonymous: off", "anonymous: false"),
        ("anonymous: 'True'", "anonymous: true"),
        ("anonymous: maybe", "anonymous: maybe"),
        ("credibility: '2'", "credibility: 2"),
        ("credibility: '9'", "credibility: '9'"),
        ("reviews: [{value: '2.50'}]", "reviews: [{value: 2.50}]"),
        ("reviews: [{value: '2,5'}]", "reviews: [{value: '2,5'}]"),
        ("reviews: [{raitng: Wrong, date: 2026/3}]", "reviews: [{rating: Wrong, date: 2026-03}]"),
        ("date: 2026.3.5", "date: 2026-03-05"),
        ("date: 2026/3", "date: 2026-03"),
        ("date: 2026/3~", "date: 2026-03~"),
        ('date: "2026 ?"', "date: 2026?"),
        ("date: circa 1950", "date: 1950~"),
        ("date: ca. 1950", "date: 1950~"),
        ("date: circa 1950?", "date: circa 1950?"),  # `?` or `%`
        ("date: 195X", "date: 195X"),
        ("date: 5.3.2026", "date: 5.3.2026"),  # of May, or of March
        ("date: 2026/30/5", "date: 2026/30/5"),
        ("topics: one, two", "topics: one, two"),  # one topic or two
        ("topics: 'the north'", "topics: ['the north']"),
        ("topics: 'north'", "topics: ['north']"),
        ("supports: b", "supports: [b]"),
        ("supports: [B]", "supports: [B]"),  # a reference
        ("supports: [bb]", "supports: [bb]"),
        ("speaker: jon-doe", "speaker: jon-doe"),
        ("kind: !!str postion", "kind: !!str postion"),
    ],
)
def test_a_value_is_mended_if_only_one_can_be_meant(coalition: Run, value: str, meant: str) -> None:
    text = "speakers:\n- {id: john-doe, name: John Doe}\nclaims:\n- {id: b, text: B}\n- id: a\n"
    text += "  text: A\n  %s   # beside\n"
    assert fixed(coalition, text % value) == text % meant


def test_what_is_written_as_json_stays_json(coalition: Run) -> None:
    text = (
        '{"claims": [{"id": "a", "text": "A", "Kind": "postion", "topics": "x",\n'
        '  "anonymous": "no", "confidence": "85", "Date": "2026/1/9"}]}'
    )
    after = fixed(coalition, text, "claims.json")
    assert after == (
        '{"claims": [{"id": "a", "text": "A", "kind": "position", "topics": ["x"],\n'
        '  "anonymous": false, "confidence": 85, "date": "2026-01-09"}]}'
    )
    lines = '{"id": "a", "text": "A"}\n\n{"id": "b", "Text": "B", "kind": "POSITION"}\n'
    after = fixed(coalition, lines, "claims.jsonl")
    assert after == '{"id": "a", "text": "A"}\n\n{"id": "b", "text": "B", "kind": "position"}\n'


def test_ids_are_composed_with_all_that_refers_to_them(coalition: Run) -> None:
    apart, composed = (unicodedata.normalize(form, "café") for form in ("NFD", "NFC"))
    (data := Path("data")).mkdir()
    (data / "a.yaml").write_text(f"claims:\n- {{id: {apart}, text: {apart}}}\n")
    (data / "b.yaml").write_text(
        f"claims:\n- {{id: b, text: B, supports: ['{apart}'], speaker: {apart}}}\n"
    )
    coalition("check", "--fix", "data")
    assert (data / "a.yaml").read_text() == f"claims:\n- {{id: {composed}, text: {apart}}}\n"
    # No record has the speaker's id: it is a name.
    assert (data / "b.yaml").read_text() == (
        f"claims:\n- {{id: b, text: B, supports: ['{composed}'], speaker: {apart}}}\n"
    )


def test_two_ids_do_not_become_one(coalition: Run) -> None:
    apart, composed = (unicodedata.normalize(form, "café") for form in ("NFD", "NFC"))
    text = f"claims:\n- {{id: {apart}, text: A}}\n- {{id: {composed}, text: B}}\n"
    assert fixed(coalition, text) == text


def test_a_difference_is_shown_and_nothing_is_written(coalition: Run) -> None:
    text = "claim:\r\n- {id: a, text: A}"
    Path("claims.yaml").write_bytes(text.encode())
    assert coalition("check", "--fix", "--diff", "claims.yaml") == Result(
        1,
        "--- ./claims.yaml\n+++ ./claims.yaml\n@@ -1,2 +1,2 @@\n-claim:\r\n+claims:\r\n"
        " - {id: a, text: A}\n\\ No newline at end of file\n",
        "coalition: would fix 1 problem in 1 file\n",
    )
    assert Path("claims.yaml").read_bytes() == text.encode()
    Path("claims.yaml").write_text("claims:\n- {id: a, speaker: b}\n")  # an error that stays
    assert coalition("check", "--fix", "--diff", "claims.yaml") == Result(
        0, "", "coalition: would fix nothing\n"
    )


def test_a_difference_names_no_unnamed_speaker(coalition: Run) -> None:
    Path("claims.yaml").write_text(
        "speakers:\n- id: deep\n  name: Ada Quine\n  Kind: person\n  anonymous: true\n"
        "- id: other\n  description: a friend of Ada Quine\n  kind: Person\n"
    )
    shown = coalition("check", "--fix", "--diff", "claims.yaml").out
    assert "Quine" not in shown
    assert "-  Kind: person\n+  kind: person\n" in shown
    coalition("check", "--fix", "claims.yaml")
    assert "  name: Ada Quine\n  kind: person\n" in Path("claims.yaml").read_text()


def test_a_difference_is_asked_for_with_a_fix(coalition: Run) -> None:
    assert coalition("check", "--diff", "x.yaml") == Result(
        2, "", "coalition: --diff shows what --fix would change\nwrite both: --fix --diff\n"
    )


def test_a_file_that_cannot_be_read_is_left_alone(coalition: Run) -> None:
    Path("broken.yaml").write_text("claim: [\n")
    Path("sound.yaml").write_text("claim: []\n")
    found = coalition("check", "--fix", "broken.yaml", "sound.yaml")
    assert found.code == 1
    assert "broken.yaml:1:9: bad-syntax" in found.out
    assert Path("broken.yaml").read_text() == "claim: [\n"
    assert Path("sound.yaml").read_text() == "claims: []\n"


def test_what_is_read_once_cannot_be_fixed(coalition: Run) -> None:
    found = coalition("check", "--fix", "-", stdin="claim: []")
    assert (found.code, found.out) == (3, "")
    assert found.err == "coalition: standard input cannot be changed\nname a claims file\n"


def test_what_shows_behind_a_mistake_is_reported(coalition: Run) -> None:
    Path("claims.yaml").write_text("claim:\n- {id: a, text: A, kind: thought}\n")
    found = coalition("check", "--fix", "claims.yaml", "--json")
    assert "unknown-value" in [problem["code"] for problem in json.loads(found.out)]
    assert Path("claims.yaml").read_text().startswith("claims:\n")
