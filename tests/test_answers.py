"""Answers as the rooms above take them: read again, in pages, with fewer fields."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from coalition_cli.answers.asking import Wanted, question, resolved, underlying
from coalition_cli.answers.counts import counted_by, counts
from coalition_cli.answers.differences import Comparison, Side
from coalition_cli.answers.drift import drift
from coalition_cli.answers.opening import opened
from coalition_cli.answers.records import records
from coalition_cli.answers.sourcing import sourcing
from coalition_cli.answers.texts import texts_named
from coalition_cli.answers.verify import verify
from coalition_cli.index import Index
from coalition_cli.model import SECTIONS
from coalition_cli.model.answer import Answer
from coalition_cli.project import corpus_of
from coalition_cli.query import Sort
from coalition_cli.reading import ignore

from .conftest import Run

BEFORE = """\
version: 1
articles:
  - {id: first, headline: One}
  - {id: second, headline: Two, retells: [first]}
  - {id: third, headline: Three, retells: [second]}
speakers:
  - {id: clerk, name: Ada Quill}
  - {id: guest, description: a guest at the table}
  - {id: porter, description: unnamed speaker}
claims:
  - {id: a, text: Doors were open., speaker: clerk, topics: [doors], appearances: [
      {article: first, quote: The doors were open}, {article: second, quote: A door stood open}]}
  - {id: b, text: Doors were shut., speaker: guest, topics: [doors, locks], appearances: [
      {article: first, quote: All shut}, {article: third, wording: nothing was open}]}
  - {id: c, text: Nobody came., speaker: porter, topics: [locks]}
  - {id: d, text: The table was set., speaker: guest, anonymous: false, confidence: low}
  - {id: e, text: It rained., confidence: high}
"""
AFTER = BEFORE.replace("It rained.", "It poured.").replace("guest, topics", "clerk, topics")
CLAIMS, APPEARANCES = SECTIONS["claims"], SECTIONS["appearances"]


class Data(NamedTuple):
    """Claims before and after a change, and a folder for texts."""

    before: Index
    after: Index
    folder: Path


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Data]:
    files = [write(tmp_path / "b.yaml", BEFORE), write(tmp_path / "a.yaml", AFTER)]
    with opened(corpus_of(files[:1])) as before, opened(corpus_of(files[1:])) as after:
        yield Data(before, after, tmp_path)


@pytest.fixture
def index(data: Data) -> Index:
    return data.before


def write(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    return str(file)


def of_texts(data: Data) -> Answer:
    text = write(data.folder / "first.txt", "The doors were open. “All is shut”, said the guest.\n")
    asked = underlying(APPEARANCES, Wanted())
    return verify(data.before, asked, texts_named([f"first={text}"], None, []), ignore).answer()


def of_two(data: Data) -> Answer:
    return Comparison(Side(data.before, "b.yaml"), Side(data.after, "a.yaml")).answer()


ANSWERS: dict[str, Callable[[Data], Answer]] = {
    "all": lambda data: data.before.rows(question(CLAIMS, Wanted())),
    "found": lambda data: data.before.rows(question(CLAIMS, Wanted(("doors",)))),
    "in an order": lambda data: data.before.rows(question(CLAIMS, Wanted(sorts=("-id",)))),
    "cut": lambda data: data.before.rows(question(CLAIMS, Wanted(limit=3, offset=1))),
    "behind the last": lambda data: data.before.rows(question(CLAIMS, Wanted(offset=7))),
    "none": lambda data: data.before.rows(question(CLAIMS, Wanted(("zebra",)))),
    "marked": lambda data: data.before.rows(question(CLAIMS, Wanted(fields=("speaker_name",)))),
    "records": lambda data: records(
        data.before, [(CLAIMS, str(row[0])) for row in ANSWERS["all"](data).rows()]
    ),
    "counts": lambda data: counts(data.before, underlying(CLAIMS, Wanted()), counted_by(["topic"])),
    "usual counts": lambda data: counts(data.before, underlying(CLAIMS, Wanted()), ()),
    "drift": lambda data: drift(data.before, underlying(APPEARANCES, Wanted())),
    "sourcing": lambda data: sourcing(data.before, underlying(CLAIMS, Wanted())),
    "verify": of_texts,
    "diff": of_two,
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_read_again_and_in_pages(data: Data, name: str) -> None:
    answer = ANSWERS[name](data)
    rows = list(answer.rows())
    assert all(len(row) == len(answer.fields) for row in rows)
    names = [field.name for field in answer.fields]
    for offset, limit in product((0, 1, 2, len(rows), 9), (None, 0, 1, 2, 9)):
        page = rows[offset:] if limit is None else rows[offset : offset + limit]
        assert list(answer.rows(offset, limit)) == page
        assert [list(row.items()) for row in answer.dicts(offset, limit)] == [
            list(zip(names, row, strict=True)) for row in page
        ]
    assert answer.count() == len(rows)
    assert bool(rows) == (name not in {"none", "behind the last"})


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("most", [0, 1, 3, 50, None])
def test_the_first_rows_are_an_answer_too(data: Data, name: str, most: int | None) -> None:
    answer = ANSWERS[name](data)
    rows = list(answer.rows())[:most]
    cut = answer.first(most)
    assert list(cut.rows()) == rows
    assert list(cut.rows(1, 1)) == rows[1:2]
    assert cut.count() == len(rows)
    assert list(cut.first(2).rows()) == rows[:2]
    assert cut.first(2).count() == len(rows[:2])


@pytest.mark.parametrize("name", ANSWERS)
def test_fields_are_chosen_of_an_answer(data: Data, name: str) -> None:
    answer = ANSWERS[name](data)
    turned = answer.with_fields(answer.fields[::-1])
    assert turned.fields == answer.fields[::-1]
    assert list(turned.rows()) == [row[::-1] for row in answer.rows()]
    assert turned.count() == answer.count()


def test_a_name_without_the_flag_beside_it_has_the_mark(index: Index) -> None:
    answer = index.rows(question(CLAIMS, Wanted()))
    for names in (["speaker_name"], ["id", "speaker_name"], ["speaker_name", "speaker", "text"]):
        fields = [CLAIMS.field(name) for name in names]
        asked = index.rows(question(CLAIMS, Wanted(fields=tuple(names))))
        assert list(answer.with_fields(fields).rows()) == list(asked.rows())
        assert [row["speaker_name"] for row in answer.with_fields(fields).dicts()] == [
            "Ada Quill",
            "a guest at the table (unnamed)",
            "unnamed speaker",
            "a guest at the table",
            None,
        ]
    beside = answer.with_fields([CLAIMS.field("anonymous"), CLAIMS.field("speaker_name")])
    assert list(beside.rows(1, 1)) == [(True, "a guest at the table")]


def test_what_a_result_is_worked_out_from_has_all_rows_and_fields() -> None:
    wanted = Wanted(("doors",), {"speaker": "guest"}, ("id",), ("-id",), 1, 1)
    found = underlying(CLAIMS, wanted)
    assert len(found.terms) == 2
    assert found._replace(terms=()) == question(CLAIMS, Wanted())
    whole = question(CLAIMS, wanted)
    assert whole.terms == found.terms
    assert (whole.sorts, whole.limit, whole.offset) == ((Sort("id", descending=True),), 1, 1)
    assert whole.fields == (CLAIMS.field("id"),)


def test_filters_take_one_value_or_several(index: Index) -> None:
    def found(**filters: object) -> list[object]:
        asked = question(CLAIMS, Wanted(filters=filters, fields=("id",)))
        return [key for (key,) in index.rows(resolved(index, asked, ignore)).rows()]

    assert found(speaker="guest") == ["b", "d"]
    assert found(speaker=["guest", "clerk"]) == ["a", "b", "d"]
    assert found(anonymous=True) == ["b", "c"]
    assert found(confidence="low..high", anonymous=False) == ["d"]
    assert found(min_confidence="high") == ["e"]


def test_hints_are_told_and_not_written(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    asked = question(CLAIMS, Wanted(("speaker:gest", "topic:luck\u202ex"), {"source": "nowhere"}))
    resolved(index, asked, told.append)
    assert told == [
        "no speaker 'gest'; did you mean 'guest'?",
        "no topic 'luck\\u202ex'; did you mean 'locks'?",
        "no source 'nowhere'",
    ]
    assert capsys.readouterr() == ("", "")


def test_counts_mark_an_unnamed_speaker_once(coalition: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "claims.yaml", BEFORE)
    by = ("stats", "-d", file, "--by", "speaker_name")
    assert coalition(*by, "--by", "anonymous", "-f", "md", "speaker:guest").out == (
        "| speaker\\_name | anonymous | claims |\n"
        "| --- | --- | --- |\n"
        "| a guest at the table | false | 1 |\n"
        "| a guest at the table (unnamed) | true | 1 |\n"
    )
    shown = coalition(*by, "--by", "anonymous", "--fields", "speaker_name,claims", "-f", "csv").out
    assert shown.count("(unnamed)") == 1
    assert "a guest at the table (unnamed),1\n" in shown


@pytest.mark.slow
def test_answers_are_worked_out_without_the_libraries_of_commands_and_screens() -> None:
    room = Path(sys.modules["coalition_cli.answers"].__file__ or "").parent
    names = [f"coalition_cli.answers.{path.stem}" for path in room.glob("[!_]*.py")]
    assert len(names) > 10
    code = f"import sys, {', '.join(['coalition_cli.answers', *names])}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "coalition_cli.index" in loaded
    rooms = {name.split(".")[1] for name in loaded if name.startswith("coalition_cli.")}
    assert rooms & {"writing", "formats", "presenting", "commands", "cli"} == set()
    assert {"typer", "rich", "click"} & set(loaded) == set()


@pytest.mark.parametrize("asked", ["claims", "stats", "drift", "verify --text first=-"])
def test_a_count_is_written_in_no_format(coalition: Run, tmp_path: Path, asked: str) -> None:
    file = write(tmp_path / "claims.yaml", BEFORE)
    result = coalition(
        *asked.split(), "-d", file, "--count", "--json", "-f", "csv", stdin="All shut"
    )
    assert (result.err.count("two formats"), result.out.strip().isdecimal()) == (0, True)
