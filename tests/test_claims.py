"""The answers of the commands in Python: the same rows, from any thread."""

import doctest
import io
import json
import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas  # type: ignore[import-untyped]
import pytest

import coalition_cli
from coalition_cli import (
    Claims,
    CoalitionError,
    DataError,
    NoRecordError,
    NoTextError,
    TextError,
    UsageError,
    open_claims,
)
from coalition_cli.checking import findings
from coalition_cli.model.results import RESULTS
from coalition_cli.reading.files import shipped

from . import documents
from .caches import watched
from .conftest import Run

BEFORE = """\
version: 1
title: Two lamps
membership: {counted: 3}
articles:
  - {id: dusk, headline: Dusk, publisher: post}
  - {id: dawn, headline: Dawn, retells: [dusk]}
  - {id: noon, headline: Noon, retells: [dawn]}
sources: [{id: post, name: The Post}]
speakers:
  - {id: keeper, name: Ida Wick}
  - {id: guest, description: a guest of the house}
facts: [{id: f, text: A lamp gives light., reference: {title: On Lamps}}]
members: [{country: NO, name: Norway}]
claims:
  - {id: lit, text: The lamps were lit., speaker: keeper, source: post, confidence: high, topics: [lamps], appearances: [
      {article: dusk, quote: The lamps were lit}, {article: dawn, quote: "The lamps, they say, were lit"}]}
  - {id: out, text: The lamps went out., speaker: guest, topics: [lamps, night], confidence: 20, appearances: [
      {article: dusk, quote: All dark}, {article: noon, wording: it was dark, speaker: keeper}]}
  - {id: oil, text: There was no oil., speaker: guest, supports: [out], extra: {page: [1, null]}}
  - {id: moon, text: "The moon: \\"bright\\""}
"""  # noqa: E501
AFTER = BEFORE.replace("There was no oil", "There was oil").replace("Two lamps", "Lamps")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to a folder with claims before and after a change, and texts of articles."""
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text(BEFORE, encoding="utf-8")
    Path("new").mkdir()
    Path("new/new.yaml").write_text(AFTER, encoding="utf-8")
    Path("texts").mkdir()
    Path("texts/dusk.txt").write_text("“The lamps were lit”, she said.\n", encoding="utf-8")
    Path("noon.txt").write_text("He said that it was quite dark.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def corpus(folder: Path) -> Iterator[Claims]:
    with open_claims(folder / "old.yaml") as corpus:
        yield corpus


SAME: dict[str, Callable[[Claims], object]] = {
    "claims": lambda corpus: corpus.claims(),
    "claims lamps not:speaker:guest": lambda corpus: corpus.claims("lamps", "not:speaker:guest"),
    "claims confidence:..medium": lambda corpus: corpus.claims("confidence:..medium"),
    "claims --fields speaker_name,id": lambda corpus: corpus.claims(fields=["speaker_name", "id"]),
    "claims --fields text": lambda corpus: corpus.claims(fields="text"),
    "claims --sort -id -n 2": lambda corpus: corpus.claims(sort="-id", limit=2),
    "claims --sort speaker,-id": lambda corpus: corpus.claims(sort=("speaker", "-id")),
    "claims zebra": lambda corpus: corpus.claims("zebra"),
    "members": lambda corpus: corpus.members(),
    "appearances claim:out": lambda corpus: corpus.appearances("claim:out"),
    "facts": lambda corpus: corpus.facts(),
    "speakers claims:1..": lambda corpus: corpus.speakers("claims:1.."),
    "sources": lambda corpus: corpus.sources(),
    "articles retells:dusk": lambda corpus: corpus.articles("retells:dusk"),
    "topics --sort -claims": lambda corpus: corpus.topics(sort=["-claims"]),
    "show lit": lambda corpus: corpus.show("lit"),
    "show oil speaker:GUEST no": lambda corpus: corpus.show("oil", "speaker:GUEST", "no"),
    "show oil lit --fields id,text": lambda corpus: corpus.show(
        "oil", "lit", fields=["id", "text"]
    ),
    "drift": lambda corpus: corpus.drift(),
    "drift claim:lit --sort article": lambda corpus: corpus.drift("claim:lit", sort="article"),
    "drift -n 1 --fields credited_name,drift": lambda corpus: corpus.drift(
        limit=1, fields=("credited_name", "drift")
    ),
    "sourcing": lambda corpus: [corpus.sourcing()],
    "sourcing topic:lamps": lambda corpus: [corpus.sourcing("topic:lamps")],
    "stats": lambda corpus: corpus.stats(),
    "stats --fields field,claims -n 3": lambda corpus: corpus.stats(
        fields=["field", "claims"], limit=3
    ),
    "stats lamps --by speaker_name --by topic": lambda corpus: corpus.stats(
        "lamps", by=["speaker_name", "topic"]
    ),
    "stats --by topic --sort claims": lambda corpus: corpus.stats(by="topic", sort="claims"),
    "stats --by date:year --by date:month": lambda corpus: corpus.stats(
        by=["date:year", "date:month"]
    ),
    "claims lit OR dark not:source:*": lambda corpus: corpus.claims(
        "lit", "OR", "dark", "not:source:*"
    ),
    "show Ida_Wick": lambda corpus: corpus.show("Ida Wick"),
    "timeline": lambda corpus: corpus.timeline(),
    "timeline topic:lamps": lambda corpus: corpus.timeline("topic:lamps"),
    "timeline --by month --sort -claims -n 1 --fields date,claims": lambda corpus: corpus.timeline(
        by="month", sort="-claims", limit=1, fields=["date", "claims"]
    ),
    "verify --texts texts": lambda corpus: corpus.verify(texts="texts"),
    "verify --text noon=noon.txt --texts texts/ --sort -claim": lambda corpus: corpus.verify(
        text={"noon": Path("noon.txt")}, texts=Path("texts"), sort="-claim"
    ),
    "verify claim:lit --texts texts --fields quote,status": lambda corpus: corpus.verify(
        "claim:lit", texts="texts", fields=["quote", "status"]
    ),
}


@pytest.mark.parametrize("command", SAME)
def test_a_method_gives_the_rows_of_its_command(
    coalition: Run, corpus: Claims, command: str
) -> None:
    data = Path("old.yaml").absolute()
    rows = SAME[command](corpus)
    assert isinstance(rows, Iterable)
    words = [word.replace("_", " ") if word == "Ida_Wick" else word for word in command.split()]
    told = coalition(*words, "-d", data, "--json").json
    # As text, so that the order of the keys counts, and True is not 1.
    assert json.dumps(list(rows)) == json.dumps(told)
    assert bool(told) == ("zebra" not in command)


def test_every_method_is_held_to_its_command() -> None:
    methods = {name for name in vars(Claims) if not name.startswith("_")}
    assert methods - {command.split()[0] for command in SAME} == {"close", "count", "diff"}


@pytest.mark.parametrize("fields", [[], ["section", "field", "new"]])
def test_differences_are_those_of_the_command(
    coalition: Run, corpus: Claims, fields: list[str]
) -> None:
    with open_claims(["new"]) as newer:
        rows = list(corpus.diff(newer, fields=fields))
        assert list(corpus.diff(newer, fields=fields, offset=1, limit=1)) == rows[1:2]
    chosen = ["--fields", ",".join(fields)] if fields else []
    told = coalition("diff", Path("old.yaml").absolute(), "new", *chosen, "--json").json
    assert json.dumps(rows) == json.dumps(told)
    assert len(rows) == 2


def test_a_count_is_that_of_the_command(coalition: Run, corpus: Claims) -> None:
    for section, word in (("claims", "lamps"), ("speakers", "guest"), ("topics", "night")):
        told = coalition(section, word, "-d", "old.yaml", "--count").out
        assert told == f"{corpus.count(word, section=section)}\n"
    assert corpus.count() == 4
    with pytest.raises(UsageError, match=r"^no section 'speakrs'; did you mean 'speakers'\?$"):
        corpus.count(section="speakrs")
    with pytest.raises(UsageError, match="no section 'file'"):
        corpus.count(section="file")


BROKEN = "claims:\n- {id: a, text: x, supports: [b]}\n- {id: a, text: x, confidence: 101}\n"


@pytest.mark.parametrize("strict", [False, True])
def test_problems_are_those_of_the_command(
    coalition: Run, claims_file: Callable[..., str], folder: Path, strict: bool
) -> None:
    for path in (claims_file(BROKEN), folder / "old.yaml"):
        told = coalition("check", path, "--json", *["--strict"] * strict).json
        found = coalition_cli.check([path], strict=strict)
        assert json.dumps(found) == json.dumps(told)
        assert {type(value) for row in found for value in row.values()} == {str, int}
        assert told or not strict


def test_problems_that_are_too_many_to_be_given_are_counted(
    coalition: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "MAX_PROBLEMS", 2)
    told: list[str] = []
    problems = coalition_cli.check("old.yaml", strict=True, tell=told.append)
    assert problems == coalition("check", "--strict", "old.yaml", "--json").json
    assert len(problems) == 2
    [said] = told
    assert re.fullmatch(r"\d+ more warnings or strict findings are not shown", said)
    assert said in coalition("check", "--strict", "old.yaml").err.replace("that are", "are")


def test_standard_input_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BEFORE.encode())))
    with open_claims("-") as corpus:
        assert corpus.count() == 4
        with pytest.raises(UsageError, match="standard input can be read only once"):
            corpus.verify(text={"dusk": "-"})


def test_rows_are_given_in_pages(corpus: Claims) -> None:
    for ask in (corpus.claims, corpus.drift, corpus.stats):
        rows = list(ask())
        assert list(ask(offset=1)) == rows[1:]
        assert list(ask(offset=1, limit=1)) == rows[1:2]
        assert list(ask(limit=0)) == []
        with pytest.raises(UsageError, match="limit is a number of rows, 0 or more, not -1"):
            ask(limit=-1)
        with pytest.raises(UsageError, match="offset is a number of rows, 0 or more, not -2"):
            ask(offset=-2)


WRONG: list[tuple[Callable[[Claims], object], str]] = [
    (lambda corpus: corpus.claims("confidence:lots"), "confidence"),
    (lambda corpus: corpus.claims("sauce:post"), "sauce"),
    (lambda corpus: corpus.topics(fields="id,claims"), "id,claims"),
    (lambda corpus: corpus.speakers(sort="-nmae"), "did you mean 'name'"),
    (lambda corpus: corpus.drift(sort="text"), "text"),
    (lambda corpus: corpus.stats(by="colour"), "colour"),
    (lambda corpus: corpus.stats(by=["speaker", "topic", "kind"]), "2 fields at most"),
    (lambda corpus: corpus.stats(sort="claims"), "needs --by"),
    (lambda corpus: corpus.timeline(by="week"), "no period 'week'"),
    (lambda corpus: corpus.claims("lit", "OR"), "'OR' stands between two terms"),
    (lambda corpus: corpus.verify(), "no article text is given"),
    (lambda corpus: corpus.verify(texts=""), "path of the folder is empty"),
    (lambda corpus: corpus.verify(text={"dusk": "-", "noon": "-"}), "read only once"),
    (lambda corpus: corpus.diff(corpus, fields="colour"), "colour"),
]


@pytest.mark.parametrize(("ask", "told"), WRONG)
def test_what_cannot_be_asked_is_said_at_the_call(
    corpus: Claims, ask: Callable[[Claims], object], told: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        ask(corpus)


def test_an_id_that_no_record_has_is_an_error(corpus: Claims) -> None:
    with pytest.raises(NoRecordError) as caught:
        corpus.show("lit", "lid", "speaker:geust")
    assert str(caught.value) == (
        "no record 'lid'; did you mean 'lit'?\n"
        "no record 'speaker:geust'; did you mean 'speaker:guest'?"
    )
    assert corpus.show() == []


def test_quotes_that_cannot_be_compared_are_an_error(corpus: Claims) -> None:
    given: dict[str, Any] = {"text": {"noon": "noon.txt"}}
    with pytest.raises(UsageError, match="no article 'nooon'; did you mean 'noon'"):
        corpus.verify(text={"noon": "noon.txt", "nooon": "noon.txt"})
    with pytest.raises(TextError, match="nothing to compare: no appearances match"):
        corpus.verify("speaker:gest", **given)
    with pytest.raises(TextError, match="nothing was compared: no text for 2 articles"):
        corpus.verify("claim:lit", **given)
    Path("others").mkdir()
    with pytest.raises(DataError, match="this folder has no text of an article"):
        corpus.verify(texts="others")
    Path("others/nooon.txt").write_text("He said.")
    with pytest.raises(TextError, match=r"nooon\.txt: no article 'nooon'; did you mean 'noon'"):
        corpus.verify(texts="others")


def test_all_quotes_can_be_required_to_have_a_text(corpus: Claims) -> None:
    rows = list(corpus.verify(text={"noon": "noon.txt"}))
    with pytest.raises(NoTextError, match="3 quotes without the text of the article\n"):
        corpus.verify(text={"noon": "noon.txt"}, require_all=True)
    assert list(corpus.verify("article:noon", text={"noon": "noon.txt"}, require_all=True)) == rows


def test_files_with_errors_say_where(claims_file: Callable[..., str]) -> None:
    file = claims_file("".join(f"- {{id: a{n}}}\n" for n in range(9)))
    with pytest.raises(DataError) as caught:
        open_claims(file)
    head, *lines = str(caught.value).splitlines()
    assert (head, len(lines)) == ("9 problems", 10)
    assert lines[:2] == str(caught.value.problems[0]).splitlines()
    assert lines[0].startswith(f"{file}:1:3: missing-key: ")


def test_notes_are_logged_or_given_to_whoever_takes_them(
    corpus: Claims, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(corpus.claims("speaker:gest")) == []
    said = "no speaker 'gest'; did you mean 'guest'?"
    assert caplog.record_tuples == [("coalition_cli", logging.WARNING, said)]
    told: list[str] = []
    with open_claims("old.yaml", tell=told.append) as other:
        assert list(other.claims("speaker:gest")) == []
    assert told == [said]
    assert len(caplog.records) == 1
    assert capsys.readouterr() == ("", "")


def test_rows_are_read_as_they_are_taken(corpus: Claims) -> None:
    asked = corpus.claims(), corpus.stats()
    corpus.close()
    corpus.close()
    for rows in asked:
        with pytest.raises(CoalitionError, match="the claims are closed"):
            next(rows)
    with pytest.raises(CoalitionError, match="the claims are closed"):
        corpus.count()


@pytest.mark.parametrize("cache", ["", "off"])
def test_any_thread_may_ask(folder: Path, monkeypatch: pytest.MonkeyPatch, cache: str) -> None:
    if cache:
        monkeypatch.setenv("COALITION_CACHE", cache)
    lines = [f'{{"id": "c{n}", "text": "x", "speaker": "s{n % 7}"}}' for n in range(2_000)]
    (folder / "many.jsonl").write_text("\n".join(lines))
    with ThreadPoolExecutor(8) as pool, open_claims("many.jsonl") as corpus:

        def ask(number: int) -> list[object]:
            rows = corpus.claims(f"speaker:s{number % 7}")
            counted = list(corpus.stats(by="speaker"))
            return [row["id"] for row in rows] + [one["claims"] for one in counted]

        alone = [ask(number) for number in range(7)]
        assert [len(one) for one in alone] == [293] * 5 + [292] * 2
        shared = iter(corpus.claims())  # one thread begins an answer, others end it
        first = [next(shared)["id"] for _ in range(3)]
        assert list(pool.map(ask, range(70))) == alone * 10
        rest = pool.submit(lambda: [row["id"] for row in shared]).result()
        assert first + rest == [f"c{n}" for n in range(2_000)]


def test_paths_are_one_or_several_and_those_of_the_command(
    coalition: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("more.yaml").write_text("claims: [{id: more, text: x}]\n")
    one: list[str | Path] = ["old.yaml", folder / "old.yaml"]
    several: list[Iterable[str | Path]] = [["old.yaml", Path("more.yaml")], map(Path, ["new"])]
    counts = []
    for paths in (*one, *several):
        with open_claims(paths) as corpus:
            counts.append(corpus.count())
    assert counts == [4, 4, 5, 4]
    with open_claims() as corpus:
        assert list(corpus.claims()) == coalition("claims", "--json").json
    monkeypatch.setenv("COALITION_DATA", "more.yaml")
    with open_claims() as corpus:
        assert [row["id"] for row in corpus.claims()] == ["more"]
    for ask in (open_claims, coalition_cli.check):
        with pytest.raises(UsageError, match="the list of paths is empty"):
            ask(folder.glob("*.absent"))
    with pytest.raises(DataError, match=r"absent\.yaml"):
        open_claims("absent.yaml")


def test_pandas_makes_a_table_of_rows() -> None:
    with open_claims() as corpus:
        table = pandas.DataFrame(corpus.claims("source:politico"))
        drift = pandas.DataFrame(corpus.drift())
        problems = pandas.DataFrame(coalition_cli.check(shipped().path, strict=True))
    assert len(table) == 26
    assert set(table["source"]) == {"politico"}
    assert table["confidence"].mean() == pytest.approx(table["confidence"].sum() / 26)
    assert list(drift.columns) == [field.name for field in RESULTS["drift"].fields]
    assert len(problems) == len(coalition_cli.check(shipped().path, strict=True))


@pytest.mark.parametrize("words", [["red", "lines"], None, 7])
def test_a_list_in_place_of_several_words_is_a_mistake(folder: Path, words: Any) -> None:
    told = re.escape(f"each argument is a text, and {words!r} is none")
    with coalition_cli.open_claims() as corpus:
        for asked in (corpus.claims, corpus.stats, corpus.drift, corpus.show, corpus.count):
            with pytest.raises(TypeError, match=f"^{told}$"):
                asked(words)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["claims --json", "show red-lines", "stats -f table", "-h"])
def test_a_command_imports_nothing_of_it(command: str) -> None:
    seen = watched(*command.split())
    assert seen.result.code == 0
    assert "coalition_cli.__main__" in seen.modules
    assert {"coalition_cli.answers.claims", "logging", "pandas"} & set(seen.modules) == set()


def test_the_package_offers_what_it_has() -> None:
    assert {"open_claims", "check", "Claims", "CoalitionError"} <= set(dir(coalition_cli))
    for name in coalition_cli.__all__:
        assert getattr(coalition_cli, name).__name__ == name
    with pytest.raises(AttributeError, match="module 'coalition_cli' has no attribute 'shut'"):
        coalition_cli.shut  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("page", [documents.NOTEBOOKS, documents.README])
def test_the_documents_show_what_python_gives(folder: Path, page: Path) -> None:
    text = "there are also red lines"
    story = "articles: [{id: a}]\nclaims: [{id: c, text: It is so., appearances: [{article: a}]}]"
    (folder / "story").mkdir()
    (folder / "story/pier.yaml").write_text(story, encoding="utf-8")
    (folder / "liga.txt").write_text(f"“… {text}”, he said: “{text}”.\n", encoding="utf-8")
    blocks = re.findall(
        r"^```pycon\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert blocks
    flags = doctest.IGNORE_EXCEPTION_DETAIL
    test = doctest.DocTestParser().get_doctest("".join(blocks), {}, page.name, page.name, 0)
    said: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=flags).run(test, out=said.append)
    assert (outcome.failed, "".join(said)) == (0, "")
