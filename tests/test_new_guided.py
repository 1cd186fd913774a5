"""`coalition new` on a terminal: questions, and somebody who answers them."""

import os
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from .conftest import COMMAND, Run
from .disks import fill, small_disk
from .terminals import Result, conversation

pytestmark = pytest.mark.slow

Talk = Callable[..., Result]

# Answers that give a first claim, with its speaker, source and article.
FIRST = [
    "A border town was cut off by snow.",
    "Ana Ruiz",
    *("", ""),  # not unnamed; the id
    "The Gazette",
    "",
    "hi\t{confidence: high}",
    "Snow cuts off town",
    *("", "https://gazette.example/snow", "2026-13", "2026-01-03", "", "yes", ""),
    "nobody can leave",
    "",
    "",
    "y",
]


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Run the program in an empty folder: talk(["new", "claim"], answers, columns=80)."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def run(words: Sequence[str], answers: Sequence[str], columns: int = 80) -> Result:
        return conversation([*COMMAND, *words], answers, columns=columns, env=dict(os.environ))

    return run


def drafts() -> list[Path]:
    """Return the drafts that were broken off."""
    return list(Path(os.environ["COALITION_CACHE"]).glob(".draft-*"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")
def test_a_draft_that_finds_no_room_is_told_and_nothing_is_left(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        monkeypatch.setenv("COALITION_CACHE", str(disk / "cache"))
        (disk / "cache").mkdir(mode=0o700)
        fill(disk / "full")
        result = talk(["new", "source"], ["The Gazette", "\x03"])
        assert list((disk / "cache").iterdir()) == []
    assert result.code == 130
    assert result.err.rstrip().endswith(
        f"coalition: the draft cannot be kept in {disk}/cache: no space left on device\n"
        "end by writing the record, or name another folder with COALITION_CACHE"
    )


def last_question(result: Result) -> str:
    """Return the last line that asks for something."""
    asked = [line for line in result.err.splitlines() if ": " in f"{line} " and line[:1] != " "]
    return asked[-1]


SCREEN = """\
coalition: a new claim for claims.yaml
  TAB shows what is known. Enter takes what stands in brackets, or leaves the
  field out, as - does. < goes back. Ctrl-C ends, and keeps the draft.

the claim in the curator's words (required)
text: A border town was cut off by snow.

who made it
speaker: Ana Ruiz
  there is no speaker 'Ana Ruiz' yet

whether the speaker is unnamed (yes or no)
speaker's anonymous [no]:

identifies the record; unique within its section (required)
speaker's id [ana-ruiz]:

who first carried it
source: The Gazette
  there is no source 'The Gazette' yet

identifies the record; unique within its section (required)
source's id [gazette]:

how sure it is that this speaker made the claim, as worded (none, low, medium,
high or 0 to 100)
confidence: high

the article that it appears in
article: Snow cuts off town
  there is no article 'Snow cuts off town' yet

the source that published it
article's publisher [gazette]:

where it was read
article's url: https://gazette.example/snow

when it was published (2026, 2026-01 or 2026-01-19)
article's date: 2026-13
  'date' in article 'snow-cuts-off-town' is not a date: '2026-13'
  write a year, a month or a day: 2026, 2026-01, 2026-01-19; or 2026~ for about,
  2026? for unsure

when it was published (2026, 2026-01 or 2026-01-19)
article's date: 2026-01-03

the articles that it is derived from (several are parted by commas)
article's retells:

whether a person has confirmed that it retells nothing (yes or no)
article's original: yes

identifies the record; unique within its section (required)
article's id [snow-cuts-off-town]:

words that stand in quotation marks there
quote: nobody can leave

identifies the record; unique within its section (required)
id [border-town-cut-off-snow]:

more? one or several of: anonymous, on_behalf_of, credibility, kind, topics,
date, place, context, language, embargo, status, appearances, supports,
contradicts, reviews, evidence, corrections, note; or all
more [none]:

sources:
  - id: gazette
    name: The Gazette
articles:
  - id: snow-cuts-off-town
    headline: Snow cuts off town
    publisher: gazette
    url: https://gazette.example/snow
    date: 2026-01-03
    original: true
speakers:
  - id: ana-ruiz
    name: Ana Ruiz
claims:
  - id: border-town-cut-off-snow
    text: A border town was cut off by snow.
    speaker: ana-ruiz
    source: gazette
    confidence: high
    appearances:
      - article: snow-cuts-off-town
        quote: nobody can leave

write them? [y/n/edit]: y
coalition: wrote source gazette to claims.yaml:4
coalition: wrote article snow-cuts-off-town to claims.yaml:8
coalition: wrote speaker ana-ruiz to claims.yaml:16
coalition: wrote claim border-town-cut-off-snow to claims.yaml:20

"""
FILE = """\
version: 1

sources:
  - id: gazette
    name: The Gazette

articles:
  - id: snow-cuts-off-town
    headline: Snow cuts off town
    publisher: gazette
    url: https://gazette.example/snow
    date: 2026-01-03
    original: true

speakers:
  - id: ana-ruiz
    name: Ana Ruiz

claims:
  - id: border-town-cut-off-snow
    text: A border town was cut off by snow.
    speaker: ana-ruiz
    source: gazette
    confidence: high
    appearances:
      - article: snow-cuts-off-town
        quote: nobody can leave
"""


def test_a_newcomer_records_a_first_claim_and_check_is_content(talk: Talk, process: Run) -> None:
    result = talk(["new", "claim"], FIRST)
    assert result.err == SCREEN
    assert (result.code, result.out) == (0, "border-town-cut-off-snow\n")
    assert Path("claims.yaml").read_text(encoding="utf-8") == FILE
    assert process("check", "--strict") == (0, "", "coalition: no problems in claims.yaml\n")
    assert drafts() == []


def test_a_second_claim_takes_what_is_known(talk: Talk) -> None:
    Path("claims.yaml").write_text(FILE, encoding="utf-8")
    answers = ["The road is shut.", "ana ruiz", "gaz\t{source: gazette}", "50", "", "it is shut"]
    result = talk(["new", "claim"], [*answers, "shut", "topics", "roads, snow", "y"], columns=140)
    assert result.out == "shut\n"
    assert "  that is speaker 'ana-ruiz'\n" in result.err
    assert "\narticle [snow-cuts-off-town]:\n" in result.err
    assert Path("claims.yaml").read_text(encoding="utf-8") == FILE + (
        """\

  - id: shut
    text: The road is shut.
    speaker: ana-ruiz
    source: gazette
    confidence: 50
    topics: [roads, snow]
    appearances:
      - article: snow-cuts-off-town
        quote: it is shut
"""
    )


def test_back_takes_the_last_answer_back_also_into_a_record_and_out_of_it(talk: Talk) -> None:
    answers = ["<", "Wrong.", "<", "Right.", "Nobody", "<", "Ana Ruiz", "y", "<", "no", "<", "<"]
    answers += ["Ann", "", "ann", *["-"] * 3, "", "", "y"]
    result = talk(["new", "claim"], answers)
    assert (result.code, result.out) == (0, "right\n")
    assert "this is the first question" in result.err
    assert Path("claims.yaml").read_text(encoding="utf-8") == (
        "version: 1\n\nspeakers:\n  - id: ann\n    name: Ann\n\n"
        "claims:\n  - id: right\n    text: Right.\n    speaker: ann\n"
    )


@pytest.mark.parametrize("end", ["\x03", "\x04", None])
def test_what_is_broken_off_goes_on_the_next_time(talk: Talk, end: str | None) -> None:
    begun = FIRST[:7] if end is None else [*FIRST[:7], end]
    result = talk(["new", "claim"], begun)
    [path] = drafts()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    if end is None:  # the terminal was closed
        assert result.code < 0
    else:
        assert result.code == 130
        assert f"coalition: the draft is kept in {path}".replace("\n", "") in "".join(
            result.err.splitlines()
        )
        assert "'coalition new claim' goes on with it\n" in result.err
    assert not Path("claims.yaml").exists()
    result = talk(["new", "claim"], ["what", "y", *FIRST[7:]])
    assert "a draft was not finished: A border town was cut off by snow.\n" in result.err
    assert (result.code, result.out) == (0, "border-town-cut-off-snow\n")
    assert Path("claims.yaml").read_text(encoding="utf-8") == FILE
    assert drafts() == []


def test_a_draft_is_told_by_the_first_answer_that_says_something(talk: Talk) -> None:
    talk(["new", "speaker"], ["yes", "a clerk at the port", "\x03"])
    result = talk(["new", "speaker"], ["n", "\x03"])
    assert "a draft was not finished: a clerk at the port\n" in result.err


def test_a_draft_that_goes_on_shows_no_empty_list(talk: Talk) -> None:
    talk(["new", "claim"], [*FIRST[:8], "x\x03"])  # the article is asked for
    result = talk(["new", "claim"], ["y", "\x03"])
    shown = "claims:\n  - text: A border town was cut off by snow.\n"
    assert shown in result.err
    assert "appearances:" not in result.err


def test_an_answer_that_was_begun_is_there_the_next_time(talk: Talk) -> None:
    talk(["new", "source"], ["The Gaz\x03"])
    result = talk(["new", "source"], ["y", "ette", "", "", "y"])
    assert result.out == "gazette\n"
    assert "name: The Gazette" in Path("claims.yaml").read_text(encoding="utf-8")


def test_a_draft_that_is_not_wanted_is_gone(talk: Talk) -> None:
    talk(["new", "source"], ["The Gazette", "\x03"])
    result = talk(["new", "source"], ["n", "Echo", "", "", "n", *["x"] * 0])
    assert (result.code, result.out) == (0, "")
    assert "nothing was written; the draft is kept in" in result.err
    assert not Path("claims.yaml").exists()
    result = talk(["new", "source"], ["y", "y"])
    assert result.out == "echo\n"


def test_the_name_of_an_unnamed_speaker_is_not_asked_for_and_not_kept(talk: Talk) -> None:
    answers = ["It leaks.", "Rita Book", "y", "a worker at the dam", "\x03"]
    result = talk(["new", "claim"], answers)
    said = " ".join(result.err.split())
    assert "the name of an unnamed speaker is not asked for" in said
    assert "'coalition help unnamed' says where to keep it" in said
    assert "speaker's name" not in said
    [draft] = drafts()
    assert "Book" not in draft.read_text(encoding="utf-8")
    rest = ["y", "for fear of her job", "", *["-"] * 3, "", "", "y"]
    result = talk(["new", "claim"], rest)
    assert result.code == 0
    assert "Book" not in result.err
    text = Path("claims.yaml").read_text(encoding="utf-8")
    assert "Book" not in text
    assert "  - id: worker-dam\n    description: a worker at the dam\n    anonymous: true\n" in text


SECRET = """\
speakers:
- id: clerk
  description: a clerk
  anonymous: true
  name: Jorge Quill
- {id: quill, name: Quill}
- {id: odd, name: "\\e[31mred\\u202e"}
- {id: "od\\x07d2", name: Bell}
claims:
- {id: a, text: A.}
"""


def test_no_withheld_name_and_no_control_character_is_offered(talk: Talk) -> None:
    Path("claims.yaml").write_text(SECRET, encoding="utf-8")
    result = talk(["new", "claim"], ["It leaks.", "\t{\\x1b[31mred\\u202e}", "\x03"])
    assert "uill" not in result.err
    assert result.code == 130
    result = talk(["new", "claim"], ["n", "Says Jorge Quill.", "\x03"])
    assert "holds a name that must be withheld" in " ".join(result.err.split())


def test_an_answer_can_be_changed_at_the_end(talk: Talk) -> None:
    changed = [*FIRST[:-1], "edit", "speaker", "Bo Ek", "no", "bo", "edit", "colour"]
    changed += ["edit", "article.date", "2026", "edit", "quote", "", "y"]
    result = talk(["new", "claim"], changed)
    assert "there is no 'colour'" in result.err
    assert "\nquote [nobody can leave]:\n" in result.err
    text = Path("claims.yaml").read_text(encoding="utf-8")
    assert text == FILE.replace("2026-01-03", "2026").replace("ana-ruiz", "bo").replace(
        "Ana Ruiz", "Bo Ek"
    )


def test_a_file_that_changed_meanwhile_keeps_the_change_and_the_draft(
    talk: Talk, tmp_path: Path
) -> None:
    other = "sources:\n- {id: gazette, name: The Gazette}\n"
    Path("claims.yaml").write_text("title: x\n", encoding="utf-8")
    script = tmp_path / "late.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        "from coalition_cli.commands.conversation import guiding\n"
        "from coalition_cli.__main__ import main\nwrite = guiding.write\n"
        f"def late(*a, **k):\n    Path('claims.yaml').write_text({other!r})\n"
        "    return write(*a, **k)\nguiding.write = late\nsys.exit(main(sys.argv[1:]))\n",
        encoding="utf-8",
    )
    result = conversation(
        [sys.executable, str(script), "new", "source"],
        ["The Gazette", "", "", "y"],
        env=dict(os.environ),
    )
    assert result.code == 3
    assert "repeated-id" in result.err
    assert Path("claims.yaml").read_text(encoding="utf-8") == other
    assert len(drafts()) == 1


TEXT = """\
Bridge closed

“The bridge stays closed for two years,” Mayor Ana Ruiz said on Monday.

“We told them,” an engineer of the port said.
"""


@pytest.mark.parametrize("option", ["--from-text", "--text"])
def test_a_quotation_of_a_text_is_picked(talk: Talk, option: str) -> None:
    Path("article.txt").write_text(TEXT, encoding="utf-8")
    answers = ["bridge stays", "It stays shut.", "", "", "", *["-"] * 2, "Bridge", *["-"] * 5]
    answers += ["", "", "", "y"]
    result = talk(["new", "claim", option, "article.txt"], answers)
    assert (
        "  1  paragraph 2: The bridge stays closed for two years  (Mayor Ana Ruiz)\n" in result.err
    )
    assert "\nspeaker [Mayor Ana Ruiz]:\n" in result.err
    text = Path("claims.yaml").read_text(encoding="utf-8")
    assert text.endswith(
        """\
    appearances:
      - article: bridge
        paragraph: 2
        quote: The bridge stays closed for two years
        attribution: Mayor Ana Ruiz
        verb: said
"""
    )


PARTIAL = "The port is shut.\n\nMany consider this an “outright ban” on trade, Bo Lind wrote.\n"


def test_a_part_of_a_sentence_is_picked_with_the_sentence(talk: Talk) -> None:
    Path("article.txt").write_text(PARTIAL, encoding="utf-8")
    answers = ["1", "It is a ban.", "", "", "", *["-"] * 2, "Port", *["-"] * 5, "", "", "", "y"]
    result = talk(["new", "claim", "--from-text", "article.txt"], answers)
    assert result.code == 0, result.err
    assert (
        Path("claims.yaml")
        .read_text(encoding="utf-8")
        .endswith(
            """\
        paragraph: 2
        quote: outright ban
        wording: Many consider this an “outright ban” on trade, Bo Lind wrote
        attribution: Bo Lind
        verb: wrote
"""
        )
    )


def test_the_sentence_of_a_typed_quote_is_offered(talk: Talk) -> None:
    Path("article.txt").write_text(PARTIAL, encoding="utf-8")
    answers = ["", "It is a ban.", *["-"] * 3, "Port", *["-"] * 5, "", "outright ban"]
    sentence = "Many consider this an “outright ban” on trade, Bo Lind wrote"
    wrong = "they call it a ban"
    result = talk(
        ["new", "claim", "--from-text", "article.txt"],
        [*answers, wrong, "this an “outright ban”", "", "", "y"],
    )
    assert result.code == 0, result.err
    said = " ".join(result.err.split())
    assert f"wording [{sentence}]:" in said
    assert "'quote' in appearance 'port' of claim 'ban' does not stand in 'wording'" in said
    text = Path("claims.yaml").read_text(encoding="utf-8")
    assert "        quote: outright ban\n        wording: this an “outright ban”\n" in text


@pytest.mark.parametrize(
    ("quote", "proposed"),
    [("The bridge stays closed for two years", " [old]"), ("Nothing stays closed", "")],
)
def test_the_last_article_is_proposed_only_if_its_quote_stands_in_the_text(
    talk: Talk, quote: str, proposed: str
) -> None:
    Path("article.txt").write_text(TEXT, encoding="utf-8")
    Path("claims.yaml").write_text(
        "articles: [{id: old}]\n"
        f"claims: [{{id: a, text: A, appearances: [{{article: old, quote: {quote}}}]}}]\n"
    )
    answers = ["bridge stays", "It stays shut.", "-", "-", "-", "\x03"]
    result = talk(["new", "claim", "--from-text", "article.txt"], answers)
    assert f"\narticle{proposed}:\n" in result.err


def test_a_quote_is_held_to_the_text_and_gets_its_paragraph(talk: Talk) -> None:
    Path("article.txt").write_text(TEXT, encoding="utf-8")
    answers = ["", "It stays shut.", *["-"] * 3, "Bridge", *["-"] * 5, ""]
    answers += ["stays closed for ten years", "stays closed for two years", "", "", "y"]
    result = talk(["new", "claim", "--from-text", "article.txt"], answers)
    assert (
        "  the quote is altered in the text of the article: 'ten' stands for 'two'\n" in result.err
    )
    assert "  give it again to keep it as it is\n" in result.err
    text = Path("claims.yaml").read_text(encoding="utf-8")
    assert "        paragraph: 2\n        quote: stays closed for two years\n" in text


@pytest.mark.parametrize(
    ("kind", "answers", "written"),
    [
        ("speaker", ["", "Ann", "", "", "y"], "speakers:\n  - id: ann\n    name: Ann\n"),
        ("source", ["Echo", "", "kind", "out\t{kind: outlet}", "y"],
         "sources:\n  - id: echo\n    name: Echo\n    kind: outlet\n"),
        ("fact", ["It froze.", "Almanac", "-", "", "", "y"],
         "facts:\n  - id: froze\n    text: It froze.\n    reference:\n      title: Almanac\n"),
        ("member", ["", "MT", "Malta", "It joined in 2004.", "-", "-", "", "eu", "yes", "y"],
         "facts:\n  - id: joined-2004\n    text: It joined in 2004.\n\n"
         "members:\n  - country: MT\n    name: Malta\n    eu: true\n    facts: [joined-2004]\n"),
        ("article", ["Snow", "The Gazette", "", "-", "-", "-", "-", "", "", "y"],
         "sources:\n  - id: gazette\n    name: The Gazette\n\n"
         "articles:\n  - id: snow\n    headline: Snow\n    publisher: gazette\n"),
    ],
)  # fmt: skip
def test_each_kind_of_record_can_be_recorded(
    talk: Talk, kind: str, answers: list[str], written: str
) -> None:
    result = talk(["new", kind], answers)
    assert result.code == 0, result.err
    assert Path("claims.yaml").read_text(encoding="utf-8") == f"version: 1\n\n{written}"


def test_what_a_quote_brings_along_stays_after_another_answer_is_taken_back(talk: Talk) -> None:
    Path("article.txt").write_text(TEXT, encoding="utf-8")
    answers = ["", "It stays shut.", *["-"] * 3, "Bridge", *["-"] * 5, ""]
    answers += ["stays closed for two years", "a b", "my-id", "kind", "<", "<", "", "", "y"]
    result = talk(["new", "claim", "--from-text", "article.txt"], answers)
    assert (result.code, result.out) == (0, "stays-shut\n")
    assert "'id' in claim 'a b' has blanks in it" in " ".join(result.err.split())
    text = Path("claims.yaml").read_text(encoding="utf-8")
    assert "        paragraph: 2\n        quote: stays closed for two years\n" in text


def test_more_appearances_and_their_articles_can_be_added(talk: Talk) -> None:
    answers = ["It froze.", *["-"] * 3, "Snow", *["-"] * 5, "", "one", "", "appearances"]
    answers += ["Echo", *["-"] * 3, "snow", "", "two", "y"]
    result = talk(["new", "claim"], answers)
    assert (result.code, result.out) == (0, "froze\n"), result.err
    assert Path("claims.yaml").read_text(encoding="utf-8") == (
        """\
version: 1

articles:
  - id: snow
    headline: Snow
  - id: echo
    headline: Echo
    retells: [snow]

claims:
  - id: froze
    text: It froze.
    appearances:
      - article: snow
        quote: one
      - article: echo
        quote: two
"""
    )


def test_all_of_a_review_is_asked_for_once_one_is_to_be_stated(talk: Talk) -> None:
    Path("claims.yaml").write_text(FILE, encoding="utf-8")
    review = ["gazette", "https://g.example/r", "", "2026-02", "Half right", "2,5", "2.50", "5"]
    correction = ["2026-02-03", "The Gazette", "a typo", "", ""]
    answers = ["The road is shut.", "", "", "", "-", "shut", "status reviews corrections"]
    answers += ["corrected", *review, "1", "", "", *correction, "y"]
    result = talk(["new", "claim"], answers)
    assert result.out == "shut\n"
    assert "\nreview's rating: Half right\n" in result.err
    assert "must be a number, not '2,5'" in " ".join(result.err.split())
    assert "\ncorrection's by: The Gazette\n" in result.err
    assert Path("claims.yaml").read_text(encoding="utf-8") == FILE + (
        """\

  - id: shut
    text: The road is shut.
    status: corrected
    reviews:
      - by: gazette
        url: https://g.example/r
        date: 2026-02
        rating: Half right
        value: 2.50
        best: 5
        worst: 1
    corrections:
      - date: 2026-02-03
        by: The Gazette
        reason: a typo
"""
    )
