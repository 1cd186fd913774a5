"""`coalition review` on a terminal: drafts are read, and somebody answers."""

import io
import os
import re
import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.model import SECTIONS
from coalition_cli.model.record import Record
from coalition_cli.presenting import Screen
from coalition_cli.presenting.drafts import drafts
from coalition_cli.reading import data_files
from coalition_cli.reading.confidential import Names
from coalition_cli.reading.nodes import Spot
from coalition_cli.reading.reader import records_in
from coalition_cli.reviewing.passages import Mark, Passage, Piece, passage
from coalition_cli.reviewing.queue import Fate, Queue
from coalition_cli.reviewing.replies import Reply, reply, whole_word
from coalition_cli.reviewing.sheet import Seen, Sheet
from coalition_cli.verifying import ArticleText

from .conftest import COMMAND, Run
from .terminals import Result, conversation

Talk = Callable[..., Result]

HEAD = """\
version: 1

sources:
  - id: gazette
    name: The Gazette

articles:
  - id: ferry
    headline: The ferry stops
    publisher: gazette
    url: https://gazette.example/ferry
    date: 2026-04-02
    original: true

speakers:
  - id: ines-moor
    name: Ines Moor
    role: captain
  - id: clerk
    description: a clerk of the harbour
    anonymity_reason: not allowed to speak

claims:
"""
STOPS = """\
  - id: ferry-stops
    text: No ferry runs from May on.
    speaker: ines-moor
    source: gazette
    status: draft
    appearances:
      - article: ferry
        paragraph: 1
        quote: the ferry stops … in May
        attribution: Captain Ines Moor
        verb: said
"""
COSTS = """\

  # the sum is to be asked for
  - id: costs-known
    text: the costs were known
    speaker: clerk  # "he", taken as a clerk of the harbour (previous sentence)
    source: gazette
    status: draft
    appearances:
      - article: ferry
        paragraph: 3
        wording: the costs were known  # by phone: he meant 2024
        attribution: He
        verb: said
"""
WAITS = """\

  - id: town-waits
    text: The town waits.
    # no verb of saying; perhaps Ines Moor (paragraph 1)
    source: gazette
    status: draft
    supports: [costs-known]
    appearances:
      - article: ferry
        paragraph: 4
        quote: a town that waits
        wording: It is “a town that waits”
"""
FILE = HEAD + STOPS + COSTS + WAITS
TEXT = """\
“From this spring on the ferry stops,” Captain Ines Moor said, “in May.”

A clerk of the harbour met us in the evening.

He said the costs were known.

It is “a town that waits”.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with three drafts and the text of their article, and go there."""
    folder = tmp_path / "project"
    (folder / "texts").mkdir(parents=True)
    (folder / "coalition.toml").write_text('texts = "texts"\n', encoding="utf-8")
    (folder / "claims.yaml").write_text(FILE, encoding="utf-8")
    (folder / "texts" / "ferry.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def talk(project: Path) -> Talk:
    """Run the program in the project: talk(["review"], answers, columns=80)."""
    del project

    def run(words: Sequence[str], answers: Sequence[str], columns: int = 80) -> Result:
        return conversation([*COMMAND, *words], answers, columns=columns, env=dict(os.environ))

    return run


class Meanwhile(str):
    """An answer before which something else happens."""

    __slots__ = ("happens",)
    happens: Callable[[], object]

    def partition(self, sep: str) -> tuple[str, str, str]:
        """Let it happen, just before the keys are typed."""
        self.happens()
        return super().partition(sep)


def meanwhile(happens: Callable[[], object], keys: str) -> Meanwhile:
    answer = Meanwhile(keys)
    answer.happens = happens
    return answer


def written() -> str:
    return Path("claims.yaml").read_text(encoding="utf-8")


SCREEN = """\

Read each draft beside its passage. One letter and Enter answers; ? explains.

draft 1 of 3: ferry-stops (claims.yaml:24)

The ferry stops (ferry), paragraph 1
  “From this spring on the ferry stops,” Captain Ines Moor said, “in May.”
                       ^^^^^^^^^^^^^^^                            ^^^^^^
  quote        the ferry stops … in May
  attribution  Captain Ines Moor
  verb         said

  text         No ferry runs from May on.
  speaker      ines-moor: Ines Moor
  source       gazette: The Gazette

accept, edit, speaker, drop, later, back, quit: a

how sure are you that this was said so? (high, medium, low, none or 0 to 100)
confidence: h

the next drafts show what 'accept' adds: what you said last. 'a m' accepts
with another confidence: medium

draft 2 of 3: costs-known (claims.yaml:37)

The ferry stops (ferry), paragraph 3
  A clerk of the harbour met us in the evening.
  He said the costs were known.
          ~~~~~~~~~~~~~~~~~~~~
  wording      the costs were known
  attribution  He
  verb         said

  text         the costs were known
  speaker      clerk: a clerk of the harbour (unnamed)
  source       gazette: The Gazette
  why          the sum is to be asked for
  why          "he", taken as a clerk of the harbour (previous sentence)
  why          by phone: he meant 2024

accept, edit, speaker, drop, later, back, quit: later

draft 3 of 3: town-waits (claims.yaml:49)

The ferry stops (ferry), paragraph 4
  He said the costs were known.
  It is “a town that waits”.
  ~~~~~~~^^^^^^^^^^^^^^^^^~
  quote        a town that waits
  wording      It is “a town that waits”

  text         The town waits.
  speaker      nobody yet
  source       gazette: The Gazette
  supports     costs-known
  why          no verb of saying; perhaps Ines Moor (paragraph 1)

accept, edit, speaker, drop, later, back, quit: d
coalition: 1 read, 1 dropped, 1 left: 'coalition review' goes on

"""
RATED = STOPS.replace("    status: draft\n", "    confidence: high\n")


@pytest.mark.slow
def test_each_draft_is_shown_in_its_passage_and_each_answer_is_written(talk: Talk) -> None:
    result = talk(["review"], ["a", "h", "later", "d"])
    assert result.err == SCREEN
    assert (result.code, result.out) == (0, "")
    assert written() == HEAD + RATED + COSTS


@pytest.mark.slow
def test_what_a_person_judged_goes_and_what_a_person_wrote_stays(talk: Talk) -> None:
    answers = ["e", " in 2024.", "", "a", "medium"]
    assert talk(["review", "speaker:clerk"], answers).code == 0
    assert (
        written()
        == HEAD
        + STOPS
        + COSTS.replace('  # "he", taken as a clerk of the harbour (previous sentence)', "")
        .replace("text: the costs were known", "text: the costs were known in 2024.")
        .replace("    status: draft\n", "    confidence: medium\n")
        + WAITS
    )


@pytest.mark.slow
def test_a_person_gets_from_drafts_to_a_file_that_passes_the_strict_check(
    talk: Talk, process: Run
) -> None:
    text = FILE.replace("    date: 2026-04-02\n    original: true\n", "")
    text = text.replace("    anonymity_reason: not allowed to speak\n", "")
    text = text.replace("    speaker: ines-moor\n    source: gazette\n", "    speaker: ines-moor\n")
    Path("claims.yaml").write_text(text, encoding="utf-8")
    answers = ["a", "2026-04-02", "y", "h"]  # an original: its publisher is the source
    answers += ["a", "m", "\x01\x0bnot allowed to speak"]
    answers += ["a", "a sailor", "d", "\x01\x0bl", "It is", ""]
    result = talk(["review"], answers)
    assert result.err.endswith(
        "coalition: 3 read, 0 left: 'coalition check --strict' comes next\n\n"
    )
    assert process("check", "--strict").err == "coalition: no problems in claims.yaml\n"
    assert process("verify").code == 0
    assert "\nsource:" not in result.err  # the article retells nothing
    assert "    speaker: ines-moor\n    source: gazette\n" in written()
    assert "speaker: sailor\n" in written().partition("id: town-waits")[2]
    assert "    anonymity_reason: not allowed to speak\n" in written()
    assert "description: a sailor\n    anonymity_reason: not stated\n" in written()
    assert written().endswith("attribution: It is\n")  # what an unnamed speaker is called there
    assert "no verb of saying" not in written()


@pytest.mark.slow
def test_a_source_may_be_new_and_what_is_wrong_is_asked_again(talk: Talk, process: Run) -> None:
    answers = ["e", "", "source", "\x01\x0bThe Echo", "n", "\x01\x0bThe Echo", "y"]
    answers += ["date", "2026-13", "2026-04", "", "a", "", "h", "q"]
    result = talk(["review", "speaker:ines-moor"], answers)
    assert "there is no source 'The Echo' yet\na new one? [y/n]: n\n" in result.err.replace(
        "  ", ""
    )
    assert "is declared" not in result.err
    assert "'date' in claim 'ferry-stops' is not a date: '2026-13'\n" in result.err
    assert "\ndate: 2026-04\n" in result.err
    assert "  - id: echo\n    name: The Echo\n" in written()
    assert "    source: echo\n    confidence: high\n    date: 2026-04\n    appearances" in written()
    assert process("check").err == "coalition: 2 warnings in claims.yaml\n"  # drafts are left


@pytest.mark.slow
def test_the_article_of_a_source_that_carried_it_first_may_be_recorded(
    talk: Talk, process: Run
) -> None:
    text = FILE.replace("sources:\n", "sources:\n  - id: echo\n    name: The Echo\n")
    text = text.replace("ines-moor\n    source: gazette", "ines-moor\n    source: echo")
    Path("claims.yaml").write_text(text, encoding="utf-8")
    of_article = ["https://echo.example/ferry", "2026-04-01", "y"]
    answers = ["a", *of_article, "h", "n", "\x01\x0bm"]
    answers += ["a", "l", "a", "Ines Moor", "\x01\x0bl"]
    result = talk(["review"], answers)
    assert "\necho carried it first, it says, but no article of echo is recorded\n" in result.err
    said = " ".join(result.err.split())
    assert "is rated high, though all its appearances are in retellings" in said
    assert "accept it so? [y/n]: n\n" in result.err
    assert "coalition: 3 read, 0 left" in result.err
    assert (
        written()
        .partition("articles:\n")[2]
        .startswith(
            "  - id: ferry\n    headline: The ferry stops\n    publisher: gazette\n"
            "    url: https://gazette.example/ferry\n    date: 2026-04-02\n"
            "    retells: [echo-article]\n\n"
            "  - id: echo-article\n    publisher: echo\n    url: https://echo.example/ferry\n"
            "    date: 2026-04-01\n    original: true\n"
        )
    )
    assert process("check", "--strict").err == "coalition: no problems in claims.yaml\n"


@pytest.mark.slow
def test_the_article_of_a_source_may_be_not_at_hand(talk: Talk, process: Run) -> None:
    text = FILE.replace("sources:\n", "sources:\n  - id: echo\n    name: The Echo\n")
    text = text.replace("source: gazette", "source: echo")
    Path("claims.yaml").write_text(text, encoding="utf-8")
    result = talk(["review"], ["a", "", "m", "a", "m", "d"])
    assert result.err.count("no article of echo is recorded") == 1
    assert "2 read, 1 dropped, 0 left" in result.err
    noted = (
        "    # coalition: ignore[untraced-source] the article of echo is not at hand\n"
        "    source: echo\n"
    )
    assert written().count(noted) == 2
    assert process("check", "--strict").err == "coalition: no problems in claims.yaml\n"


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "source"), [("", "gazette"), ("\x01\x0becho", "echo")])
def test_only_a_source_that_somebody_has_said_is_proposed_again(
    talk: Talk, typed: str, source: str
) -> None:
    text = FILE.replace("sources:\n", "sources:\n  - id: echo\n    name: The Echo\n")
    text = text.replace("    source: gazette\n", "").replace(
        "    speaker: ines-moor\n", "    speaker: ines-moor\n    source: echo\n"
    )
    text = text.replace("    original: true\n", "")
    Path("claims.yaml").write_text(text, encoding="utf-8")
    of_first = ["a", "", "", "m"]  # the article of echo is not at hand, ferry's origin is not known
    result = talk(["review"], [*of_first, "a", typed, "m", "q"])
    assert re.findall("\nsource: (.*)", result.err) == [source]
    assert f"\n  accept adds  source {source}\n" in result.err  # of the last one


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "credited"), [("y", True), ("", False), ("n", False)])
def test_who_perhaps_said_it_is_credited_by_a_letter_and_by_enter_is_not(
    talk: Talk, typed: str, credited: bool
) -> None:
    result = talk(["review", "town-waits"], ["s", typed, "q"])
    assert typed == "" or "\nspeaker [as it is; y: Ines Moor]: " in result.err
    added = "    speaker: ines-moor\n" in written().partition("- id: town-waits")[2]
    assert added is credited
    assert "coalition: 1 left: 'coalition review' goes on" in result.err


@pytest.mark.slow
def test_what_accept_adds_is_told_only_if_a_draft_follows(talk: Talk) -> None:
    result = talk(["review"], ["later", "a", "m", "d"])
    assert "the next drafts show" in result.err
    Path("claims.yaml").write_text(FILE, encoding="utf-8")
    result = talk(["review", "ferry-stops"], ["a", "h"])
    assert "the next drafts show" not in result.err
    assert "1 read, 0 left" in result.err


@pytest.mark.slow
def test_what_is_left_out_is_told(talk: Talk) -> None:
    text = FILE.replace("    anonymity_reason: not allowed to speak\n", "")
    Path("claims.yaml").write_text(text, encoding="utf-8")
    result = talk(["review", "speaker:clerk"], ["a", "m", "\x01\x0b"])
    assert "\n  left out: 'check --strict' misses it\n" in result.err


@pytest.mark.slow
def test_doubts_of_a_draft_in_json_are_shown_and_go_too(talk: Talk) -> None:
    doubt = '"he", taken as Ines Moor (previous sentence)'.replace('"', '\\"')
    text = FILE_IN_JSON.replace("DOUBT", f', "extra": {{"comments": {{"speaker": "{doubt}"}}}}')
    Path("all.json").write_text(text, encoding="utf-8")
    result = talk(["review", "-d", "all.json"], ["a", "", "", "", "q"])
    assert '  why          "he", taken as Ines Moor (previous sentence)\n' in result.err
    accepted = FILE_IN_JSON.replace("DOUBT", "").replace(', "status": "draft"', "")
    assert Path("all.json").read_text(encoding="utf-8") == accepted


FILE_IN_JSON = '[{"id": "a", "text": "A", "speaker": "Ines Moor", "status": "draft"DOUBT}]\n'


@pytest.mark.slow
def test_what_is_left_out_once_is_not_asked_for_again(talk: Talk) -> None:
    Path("claims.yaml").write_text(FILE.replace("    date: 2026-04-02\n", ""), encoding="utf-8")
    result = talk(["review"], ["a", "", "h", "a", "m", "q"])
    assert result.err.count("\ndate:") == 1
    assert result.err.count("\nconfidence:") == 2
    assert "2 read, 1 left" in result.err


@pytest.mark.slow
def test_back_from_a_question_and_back_to_a_draft_before(talk: Talk) -> None:
    result = talk(["review"], ["b", "a", "<", "a", "h", "b", "e", "<", "l", "q"])
    shown = [line for line in result.err.splitlines() if line.startswith("draft ")]
    assert shown == [
        "draft 1 of 3: ferry-stops (claims.yaml:24)",
        "draft 1 of 3: ferry-stops (claims.yaml:24)",
        "draft 1 of 3: ferry-stops (claims.yaml:24)",
        "draft 2 of 3: costs-known (claims.yaml:37)",
        "draft 1 of 3, read already: ferry-stops (claims.yaml:24)",
        "draft 1 of 3, read already: ferry-stops (claims.yaml:24)",
        "draft 2 of 3: costs-known (claims.yaml:37)",
    ]
    assert "this is the first draft" in result.err
    assert "coalition: 1 read, 2 left" in result.err
    assert written() == HEAD + RATED + COSTS + WAITS


@pytest.mark.slow
def test_fields_are_stated_anew_until_they_are_right(talk: Talk) -> None:
    answers = ["e", " It may return.", "topics", "ferries, May"]
    answers += ["confidence", "200", "\x08\x08\x0850"]
    answers += ["qoute", "quote", "\x01\x0bthe ferry stops", "", "q"]
    result = talk(["review"], answers)
    assert "'confidence' in claim 'ferry-stops' is out of range: 200\n" in result.err
    assert "no field 'qoute'; did you mean 'quote'?" in result.err
    assert written() == FILE.replace(
        "    text: No ferry runs from May on.\n",
        "    text: No ferry runs from May on. It may return.\n",
    ).replace(
        "    source: gazette\n    status: draft\n",
        "    source: gazette\n    confidence: 50\n    topics: [ferries, May]\n    status: draft\n",
        1,
    ).replace("quote: the ferry stops … in May", "quote: the ferry stops")


@pytest.mark.slow
def test_a_text_stands_there_in_one_line_and_controls_nothing(talk: Talk) -> None:
    text = FILE.replace(
        "text: No ferry runs from May on.", "text: |\n      No ferry\n\n      runs."
    )
    text = text.replace("text: The town waits.", 'text: "The \\e[31m\\u202etown"')
    Path("claims.yaml").write_text(text, encoding="utf-8")
    answers = ["e", "", "", "l", "l", "e", "", "", "q"]
    result = talk(["review"], answers)
    assert "\ntext: No ferry runs.\n" in result.err
    assert "\u202e" not in result.err
    assert "\ntext:\n" in result.err
    assert written() == text


@pytest.mark.slow
def test_a_field_of_one_of_several_appearances_has_the_article_before_it(talk: Talk) -> None:
    more = "      - article: echo\n        quote: it stops\n"
    text = FILE.replace("articles:\n", "articles:\n  - id: echo\n    retells: [ferry]\n")
    Path("claims.yaml").write_text(text.replace(STOPS, STOPS + more), encoding="utf-8")
    answers = ["e", "", "echo.quote", " now", "", "q"]
    talk(["review"], answers)
    assert "        quote: it stops now\n" in written()


@pytest.mark.slow
def test_the_editor_opens_the_draft(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "sed -i 's/runs from/goes from/'")
    result = talk(["review"], ["e", "", "editor", "", "q"])
    assert "  text         No ferry goes from May on.\n" in result.err
    assert written() == FILE.replace("runs from", "goes from")


NEW = "  - id: {}\n    {}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "key", "stated"),
    [
        (["Rolf Berg", "name"], "rolf-berg", "name: Rolf Berg"),
        (["a diver", "d"], "diver", "description: a diver"),
    ],
)
def test_a_speaker_may_be_new(talk: Talk, said: list[str], key: str, stated: str) -> None:
    result = talk(["review", "speaker:ines-moor"], ["s", *said, "n", "q"])
    assert f"there is no speaker '{said[0]}' yet" in result.err
    assert "nothing else names speaker:ines-moor: does it go too? [y/n]: n" in result.err
    head = HEAD.replace("\n\nclaims:", f"\n  - id: {key}\n    {stated}\n\nclaims:")
    head = head.replace("speak\n  - id", "speak\n  - id")
    assert written() == head + STOPS.replace("ines-moor", key) + COSTS + WAITS


@pytest.mark.slow
def test_a_speaker_whom_nothing_names_any_more_may_go(talk: Talk) -> None:
    result = talk(["review", "speaker:clerk"], ["s", "Ines Moor", "y", "s", "Nobody", "m", "q"])
    assert "nothing else names speaker:clerk: does it go too? [y/n]: y" in result.err
    head = HEAD[: HEAD.index("  - id: clerk")] + "\nclaims:\n"
    costs = COSTS.replace(
        'clerk  # "he", taken as a clerk of the harbour (previous sentence)', "ines-moor"
    )
    assert written() == head + STOPS + costs + WAITS


@pytest.mark.slow
def test_a_speaker_whom_somebody_names_meanwhile_stays(talk: Talk) -> None:
    more = "  - id: other\n    text: It is so.\n    speaker: clerk\n"

    def change() -> None:
        Path("claims.yaml").write_text(FILE + more, encoding="utf-8")

    talk(["review", "speaker:clerk"], ["d", "y", meanwhile(change, "y"), "q"])
    assert "id: costs-known" not in written()
    assert "  - id: clerk\n" in written()
    assert written().endswith(more)


@pytest.mark.slow
def test_why_an_article_is_said_to_retell_another_is_shown(talk: Talk) -> None:
    retold = "    # a link in paragraph 1\n    retells: [echo]\n"
    text = FILE.replace("    original: true\n", retold)
    text = text.replace("articles:\n", "articles:\n  - id: echo\n    original: true\n")
    Path("claims.yaml").write_text(text, encoding="utf-8")
    result = talk(["review"], ["q"])
    assert "  retells      echo\n  why          a link in paragraph 1\n" in result.err


@pytest.mark.slow
def test_a_file_that_breaks_meanwhile_ends_the_review(talk: Talk) -> None:
    def change() -> None:
        Path("claims.yaml").write_text("claims: [\n", encoding="utf-8")

    result = talk(["review"], ["l", "a", meanwhile(change, " x")])
    assert result.code == 3
    assert "coalition: 3 left: 'coalition review' goes on\n" in result.err
    assert ": bad-syntax: " in result.err
    assert written() == "claims: [\n"


@pytest.mark.slow
def test_what_refers_to_a_claim_refers_to_it_no_more_when_it_is_dropped(talk: Talk) -> None:
    result = talk(["review", "speaker:clerk"], ["d", "n", "d", "y", "y"])
    assert "'supports' in claim 'town-waits' would lose it: drop it? [y/n]: y" in result.err
    head = HEAD[: HEAD.index("  - id: clerk")] + "\nclaims:\n"
    assert written() == head + STOPS + WAITS.replace("    supports: [costs-known]\n", "")


@pytest.mark.slow
def test_all_may_be_dropped(talk: Talk, process: Run) -> None:
    talk(["review"], ["d", "y", "d", "y", "y", "d", "y"])
    assert written() == HEAD[: HEAD.index("speakers:")] + (
        "speakers: []\n\nclaims: []\n  # the sum is to be asked for\n"  # it may be of all
    )
    assert process("check").code == 0


@pytest.mark.slow
@pytest.mark.parametrize(("end", "code"), [("\x03", 130), ("\x04", 130), (None, -signal.SIGHUP)])
def test_a_review_that_is_broken_off_loses_no_answer(
    talk: Talk, end: str | None, code: int
) -> None:
    answers = ["a", "h", "e", " to all.", *([end] if end else [])]
    result = talk(["review"], answers)
    assert result.code == code
    assert ("coalition: 1 read, 2 left: 'coalition review' goes on" in result.err) is bool(end)
    costs = COSTS.replace("text: the costs were known", "text: the costs were known to all.")
    assert written() == HEAD + RATED + costs + WAITS
    assert not list(Path().glob("claims.yaml?*"))
    assert "draft 1 of 2: costs-known" in talk(["review"], ["q"]).err


@pytest.mark.slow
def test_a_claim_that_changed_meanwhile_is_shown_anew_and_not_written_over(talk: Talk) -> None:
    def change() -> None:
        Path("claims.yaml").write_text(FILE.replace("May on.", "June on."), encoding="utf-8")

    result = talk(["review"], ["a", meanwhile(change, "h"), "q"])
    assert "claim 'ferry-stops' has changed meanwhile: nothing was written\n" in result.err
    assert "  text         No ferry runs from June on.\n" in result.err
    assert written() == FILE.replace("May on.", "June on.")


@pytest.mark.slow
def test_other_records_may_change_meanwhile(talk: Talk) -> None:
    def change() -> None:
        text = "# a note\n" + written().replace("captain", "pilot").replace("The town", "A town")
        Path("claims.yaml").write_text(text, encoding="utf-8")

    talk(["review"], ["a", meanwhile(change, "h"), "q"])
    text = "# a note\n" + HEAD.replace("captain", "pilot") + RATED + COSTS
    assert written() == text + WAITS.replace("The town", "A town")


@pytest.mark.slow
def test_a_draft_that_somebody_else_reads_or_removes_is_passed_over(talk: Talk) -> None:
    def change() -> None:
        Path("claims.yaml").write_text(
            HEAD + STOPS + WAITS.replace("    status: draft\n    supports: [costs-known]\n", ""),
            encoding="utf-8",
        )

    result = talk(["review"], [meanwhile(change, "l")])
    assert "costs-known is no draft any more: somebody else has read it" in result.err
    assert "town-waits is no draft any more: somebody else has read it" in result.err
    assert "coalition: 2 settled elsewhere, 1 left" in result.err


@pytest.mark.slow
def test_two_reviews_at_once_write_all_answers(talk: Talk) -> None:
    head = HEAD.replace("claims:\n", "claims:")
    claims = [
        STOPS.replace("ferry-stops", f"stop-{n}")
        .replace("May on.", f"{n} May on.")
        .replace("    status", "    confidence: low\n    status")
        for n in range(1, 16)
    ]
    Path("claims.yaml").write_text("\n".join([head, *claims]), encoding="utf-8")
    results: list[Result] = []
    answers = (["a"] * 60, ["a", "l"] * 30)
    threads = [
        threading.Thread(target=lambda said=said: results.append(talk(["review"], said)))
        for said in answers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [result.code for result in results] == [0, 0]
    assert written() == "\n".join([head, *claims]).replace("    status: draft\n", "")


@pytest.mark.slow
def test_a_passage_is_shown_of_a_text_that_is_named(talk: Talk, project: Path) -> None:
    (project / "coalition.toml").write_text("", encoding="utf-8")
    result = talk(["review"], ["q"])
    assert "there is no text: --text ferry=FILE shows the passage\n" in result.err
    (project / "other.txt").write_text(TEXT.replace("in May", "in June"), encoding="utf-8")
    for words in (["--text", "Ferry=other.txt"], ["--texts", "texts"]):
        result = talk(["review", *words], ["q"])
        assert ("the quote is altered in the text: 'May' stands for 'June'" in result.err) is (
            words[0] == "--text"
        )
        assert "^^^^^^^^^^^^^^^" in result.err


@pytest.mark.slow
def test_a_text_that_cannot_be_read_is_told_and_the_review_goes_on(
    talk: Talk, project: Path
) -> None:
    (project / "texts" / "ferry.txt").write_bytes(b"\xff\xfe\x00")
    result = talk(["review"], ["a", "h", "q"])
    assert result.err.count("texts/ferry.txt") == 1
    assert "1 read, 2 left" in result.err


@pytest.mark.slow
def test_an_unnamed_speaker_is_marked_also_if_the_id_is_the_description(talk: Talk) -> None:
    text = FILE.replace("description: a clerk of the harbour", "description: clerk")
    Path("claims.yaml").write_text(text, encoding="utf-8")
    result = talk(["review", "speaker:clerk"], ["q"])
    assert "  speaker      clerk (unnamed)\n" in result.err


@pytest.mark.slow
def test_no_id_that_is_a_confidential_name_is_shown(talk: Talk, project: Path) -> None:
    hidden = "  - id: otto-krug\n    name: Otto Krug\n    anonymous: true\n"
    text = FILE.replace("  - id: clerk\n", hidden).replace("speaker: clerk", "speaker: otto-krug")
    (project / "claims.yaml").write_text(text, encoding="utf-8")
    result = talk(["review", "costs"], ["s", "Ines Moor", "n", "d", "y", "q"])
    assert "nothing else names speaker:(withheld): does it go too? [y/n]: n\n" in result.err
    assert "krug" not in result.err.lower()


@pytest.mark.slow
def test_no_confidential_name_is_shown(talk: Talk, project: Path) -> None:
    text = FILE.replace(
        "  - id: clerk\n", "  - id: clerk\n    name: Otto Krug\n    anonymous: true\n"
    )
    text = text.replace("by phone: he", "by phone: Otto Krug")
    text = text.replace("    appearances:\n", "    note: ask Otto Krug\n    appearances:\n")
    (project / "claims.yaml").write_text(text, encoding="utf-8")
    named = TEXT.replace("He said the costs", "He, Otto Krug, said the costs")
    (project / "texts" / "ferry.txt").write_text(named, encoding="utf-8")
    result = talk(["review", "speaker:clerk"], ["e", "", "note", "", "", "q"])
    assert "Krug" not in result.err
    assert "\nnote:\n" in result.err
    assert "  note         ask (withheld)\n" in result.err
    assert "  He, (withheld), said the costs were known.\n" in result.err
    assert "  speaker      clerk: a clerk of the harbour (unnamed)\n" in result.err
    assert "by phone: (withheld) meant 2024" in result.err
    assert written() == text


def test_without_a_terminal_a_line_says_so(coalition: Run, project: Path) -> None:
    del project
    result = coalition("review")
    assert result == (2, "", "coalition: drafts are read on a terminal, and there is none\n")
    assert written() == FILE


def test_it_says_if_nothing_is_left_to_read(
    coalition: Run, claims_file: Callable[..., str]
) -> None:
    data = claims_file("claims: [{id: a, text: A}]\n")
    done = coalition("review", "-d", data)
    assert done == (0, "", "coalition: no draft is left to read\n")
    done = coalition("review", "-d", data, "topic:x")
    assert done.err.endswith("coalition: no draft matches\n")
    assert coalition("review").err.startswith("coalition: there is no data of yours")


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_drafts_in_json_are_read_too(talk: Talk, project: Path, ending: str) -> None:
    (project / "claims.yaml").unlink()
    a, b = '{"id": "a", "text": "A", "status": "draft"}', '{"id": "b", "text": "B"}'
    text = f"[{a}, {b}]\n" if ending == "json" else f"{a}\n{b}\n"
    file = project / f"all.{ending}"
    file.write_text(text, encoding="utf-8")
    talk(["review", "-d", file.name], ["a", "", "", "", "q"])
    assert file.read_text(encoding="utf-8") == text.replace(', "status": "draft"', "")
    file.write_text(text, encoding="utf-8")
    talk(["review", "-d", file.name], ["d"])
    assert "a" not in [record.key for record in records_in(data_files([str(file)])[0])]


HIGH_OF_CLERK = """\
    # coalition: ignore[unnamed-single-origin] accepted in review
    confidence: high
"""


@pytest.mark.slow
def test_what_is_accepted_although_it_is_doubtful_is_recorded(talk: Talk, process: Run) -> None:
    only = HEAD + COSTS.lstrip("\n")
    Path("claims.yaml").write_text(only, encoding="utf-8")
    result = talk(["review"], ["a", "h", "y"])
    assert "is rated high, though its speaker is unnamed" in " ".join(result.err.split())
    assert HIGH_OF_CLERK in written()
    assert process("check", "--strict").err == "coalition: no problems in claims.yaml\n"


@pytest.mark.slow
def test_what_was_accepted_so_and_is_mended_needs_no_comment(talk: Talk, process: Run) -> None:
    later = ["b", "e", "", "confidence", "\x01\x0bm", "", "a"]
    talk(["review"], ["l", "a", "h", "y", *later, "d"])
    assert "    confidence: medium\n" in written()
    assert "coalition: ignore" not in written()
    assert process("check").err == "coalition: 1 warning in claims.yaml\n"  # a draft is left


@pytest.mark.slow
def test_who_does_not_accept_a_doubt_is_asked_for_the_field_again(talk: Talk) -> None:
    result = talk(["review", "speaker:clerk"], ["a", "h", "n", "", "a", "n", "\x01\x0bl"])
    assert re.findall("\nconfidence: (.*)", result.err) == ["h", "high", "l"]
    assert result.err.count("draft 1 of 1") == 2  # nothing was said anew: it is shown again
    assert "coalition: 1 read, 0 left" in result.err
    assert "    confidence: low\n" in written()


@pytest.mark.slow
def test_accepting_adds_what_was_said_last_and_shows_it_before(talk: Talk) -> None:
    more = [STOPS.replace("ferry-stops", f"ferry-stops-{n}") for n in (2, 3, 4)]
    text = HEAD + "\n".join([STOPS, *more])
    Path("claims.yaml").write_text(text.replace("    source: gazette\n", ""), encoding="utf-8")
    result = talk(["review"], ["a", "h", "a", "a 60", "a x", "a"])
    assert re.findall("accept adds (.*)", result.err) == [
        " source gazette",  # of the article a person has said that it retells nothing
        " source gazette, confidence high",
        " source gazette, confidence high",
        " source gazette, confidence 60",
    ]
    assert "  'a x' is no answer: ? explains them\n" in result.err
    assert re.findall("confidence: (.*)", written()) == ["high", "high", "60", "60"]
    assert written().count("source: gazette\n") == 4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "article"),
    [
        (
            [""],
            "ignore[unknown-origin] what it retells is not at hand\n  - id: ferry",
        ),
        (
            ["The Echo", "y", ""],
            "ignore[unknown-origin] the article of echo is not at hand\n  - id: ferry",
        ),
        (["The Echo", "y", "https://echo.example/a", "2026-04-01", "y"], "retells: [echo-article]"),
        (
            ["The Echo", "y", "https://echo.example/a", "", "y"],
            "ignore[no-date] its date is not at hand\n  - id: echo-article",
        ),
        (["log"], "retells: [log]"),
    ],
)
def test_what_an_article_retells_is_asked_once(
    talk: Talk, process: Run, said: list[str], article: str
) -> None:
    log = (
        "  - {id: log, publisher: gazette, url: 'https://l.example', date: 2026, original: true}\n"
    )
    text = HEAD.replace("    original: true\n", log) + STOPS
    Path("claims.yaml").write_text(text, encoding="utf-8")
    result = talk(["review"], ["a", "n", *said, "m"])
    assert result.err.count("so it retells another article") == 1
    assert article in written()
    assert process("check", "--strict").err == "coalition: no problems in claims.yaml\n"


@pytest.mark.slow
def test_where_no_comment_can_stand_that_is_told(talk: Talk, process: Run) -> None:
    text = FILE.replace("sources:\n", "sources:\n  - id: echo\n    name: The Echo\n")
    text = text.partition("claims:\n")[0] + (
        "claims:\n  - {id: a, text: A, speaker: ines-moor, source: echo, status: draft,"
        " appearances: [{article: ferry}]}\n"
    )
    Path("claims.yaml").write_text(text, encoding="utf-8")
    result = talk(["review"], ["a", "", "m"])
    told = "  no comment can stand there: 'check' goes on to say so (untraced-source)\n"
    assert result.err.count(told) == 1
    assert ": untraced-source: " in process("check", "--strict").out


@pytest.mark.slow
def test_a_letter_that_is_typed_on_is_no_part_of_a_value(talk: Talk) -> None:
    text = FILE.replace("    anonymity_reason: not allowed to speak\n", "")
    Path("claims.yaml").write_text(text, encoding="utf-8")
    answers = ["a", "m", "a", "n", "", "e", "s", "n", "s", "y"]  # "No ferry … on.s", "not stateda"
    result = talk(["review"], ["e", *answers[6:], "", "l", *answers[:5], "q"])
    assert result.err.count("': is that meant? [y/n]: n\n") == 2
    assert "text: No ferry runs from May on.s\n" in written()
    assert "anonymity_reason: not stated\n" in written()


@pytest.mark.slow
def test_words_that_were_denied_are_to_be_said_so(talk: Talk) -> None:
    text = FILE.replace(
        "    text: No ferry",
        '    # "denied": these are the words that were denied\n    text: No ferry',
    )
    Path("claims.yaml").write_text(text, encoding="utf-8")
    talk(["review", "speaker:ines-moor"], ["a", "\x01\x0bA ferry runs.", "h"])
    assert "  - id: ferry-stops\n    text: A ferry runs.\n" in written()


@pytest.mark.slow
def test_a_review_of_named_data_says_how_it_goes_on(talk: Talk, project: Path) -> None:
    (project / "claims.yaml").rename(project / "my.yaml")
    words = ["review", "-d", "my.yaml", "--texts", "texts"]
    assert (
        "coalition: 3 left: 'coalition review -d my.yaml --texts texts' goes on\n"
        in talk(words, ["q"]).err
    )
    assert (
        "coalition: 3 dropped, 0 left: 'coalition check --strict -d my.yaml' comes next\n"
        in talk(words, ["d", "y", "d", "y", "y", "d", "y"]).err
    )


# The values of the room


def test_a_queue_goes_on_to_what_is_left_and_back_to_what_is_there() -> None:
    queue = Queue(["a", "b", "c", "d"])
    assert not queue.back()
    queue.settle(Fate.READ)
    queue.settle(Fate.DROPPED)
    assert (queue.now, queue.place) == ("c", "3 of 4")
    assert queue.back()
    assert (queue.now, queue.fate("a")) == ("a", Fate.READ)
    queue.pass_over()
    assert queue.now == "c"
    queue.pass_over()
    queue.settle(Fate.ELSEWHERE)
    assert (queue.now or "", queue.left) == ("", 1)
    assert queue.summary() == "1 read, 1 dropped, 1 settled elsewhere, 1 left"
    assert Queue([]).summary() == "0 left"


def test_a_letter_or_a_word_answers() -> None:
    for one in Reply:
        assert reply(f" {one.word[0].upper()} ") == reply(one.word) == (one, "")
    wrong = ("", " ", "x", "accepted", "a b", "a 101", "a -1", "a ٣", "e m", "a h m")
    assert [reply(typed) for typed in wrong] == [(None, "")] * len(wrong)
    rated = [reply(typed) for typed in ("a m", " accept  HIGH ", "a l", "a 60", "a 0")]
    assert rated == [(Reply.ACCEPT, said) for said in ("medium", "high", "low", "60", "0")]


@pytest.mark.parametrize(
    ("section", "name", "typed", "word"),
    [
        ("claims", "confidence", "h", "high"),
        ("claims", "confidence", "55", "55"),
        ("claims", "kind", "po", "position"),
        ("claims", "kind", "p", "p"),  # it may be a prediction
        ("articles", "original", "Y", "yes"),
        ("claims", "note", "h", "h"),
        ("claims", "confidence", "", ""),
    ],
)
def test_the_beginning_of_a_word_will_do(section: str, name: str, typed: str, word: str) -> None:
    assert whole_word(SECTIONS[section].by_name[name], typed) == word


PASSAGES = [
    ({"quote": "It is shut"}, "Ann: “[^It is shut].” Bob agreed."),
    ({"quote": "It is … shut"}, "“[^It is],” Ann said, “[^shut].”"),
    ({"wording": "the bridge is shut"}, "Ann said [~the bridge is shut]."),
    ({"quote": "shut", "wording": "It is “shut” now"}, "[~It is “][^shut][~” now], said Ann."),
    ({"quote": "nothing like it"}, "Ann said the bridge is shut."),
    ({"quote": "It is shut"}, "Otto Krug: “[^It is shut],” Krug said.", ["Otto Krug"]),
    ({"quote": "Ask Otto"}, "“[^Ask Otto]” Krug, they said.", ["Otto Krug"]),
]


@pytest.mark.parametrize("case", PASSAGES)
def test_the_words_of_a_claim_are_marked_in_their_paragraph(case: tuple[Any, ...]) -> None:
    stated, shown, *withheld = case
    content = shown
    for sign in ("[^", "[~", "]"):
        content = content.replace(sign, "")
    appearance = Record(
        SECTIONS["appearances"], "f", Spot(0, 0), None, values={**stated, "paragraph": 1}
    )
    found = passage(ArticleText(content), appearance, Names(*withheld or [()]))
    [pieces] = found.paragraphs
    drawn = "".join(
        piece.text if piece.mark is Mark.CONTEXT else f"[{piece.mark.value}{piece.text}]"
        for piece in pieces
    )
    expected = shown.replace("Otto Krug", "(withheld)") if withheld else shown
    expected = expected.replace("Otto]” Krug", "](withheld)")  # a name that goes on behind it
    assert drawn == expected


def test_a_long_paragraph_is_cut_around_the_words() -> None:
    content = f"{'Before. ' * 500}\n\n{'word ' * 1000}“It is shut.” {'more ' * 1000}"
    values: dict[str, object] = {"quote": "It is shut"}
    appearance = Record(SECTIONS["appearances"], "f", Spot(0, 0), None, values=values)
    found = passage(ArticleText(content), appearance, Names(()))
    before, own = ("".join(piece.text for piece in pieces) for pieces in found.paragraphs)
    assert before.startswith("…")
    assert before.endswith("Before.")
    assert own.startswith("…")
    assert own.endswith("…")
    assert "“It is shut.”" in own
    assert len(before) + len(own) < 2_000


@pytest.mark.parametrize("colour", ["never", "always"])
def test_the_marks_are_as_wide_as_the_words(colour: str) -> None:
    pieces = [
        Piece("日本 "),
        Piece("quote 本", Mark.QUOTE),
        Piece(" and\x1b\n"),
        Piece("so", Mark.WORDING),
    ]
    seen = Seen("here", Passage([pieces]), [])
    out = io.StringIO()
    Screen(out, colour=colour).show(drafts(Sheet("a", [], [], [seen])))
    lines = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()).splitlines()
    assert lines[1:3] == ["  日本 quote 本 and\\x1b so", "       ^^^^^^^^         ~~"]
    assert ("\x1b[1m" in out.getvalue()) is (colour == "always")
