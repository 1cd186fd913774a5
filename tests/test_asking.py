"""Answers as a caller in Python has them: in pages, read twice, of many threads, and broken off."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice, permutations
from pathlib import Path
from threading import Barrier, Timer

import pytest

from coalition_cli.answers.opening import opened
from coalition_cli.cache import entry as entries
from coalition_cli.index import Index
from coalition_cli.index.keeping import ClosedError, DamagedError
from coalition_cli.model import SECTIONS
from coalition_cli.model.answer import Row
from coalition_cli.project import corpus_of
from coalition_cli.query import Question, Sort, Term, parse_word, query_field

from .caches import databases, entry
from .conftest import COMMAND
from .records import make_claim, yaml_text

Write = Callable[..., str]

CLAIMS = SECTIONS["claims"]
COUNT = 330  # claims: some pieces of what is taken from SQLite at once
MANY = 10_000  # sources
PAGE = 4096  # bytes of a page of SQLite's


def claims_text(count: int = COUNT) -> str:
    claims = (
        make_claim(
            id=f"c{number}",
            text=f"The tide is {'low' if number % 3 else 'high'} at noon, says {number}",
            speaker=f"Skipper {number % 40}",
            source=f"harbour-{number % 7}",
            topics=["Tides", f"pier {number % 5}"],
            appearances=[{"article": f"log-{number % 4}"}],
        )
        for number in range(count)
    )
    articles = "articles: [{id: log-0}, {id: log-1}, {id: log-2}, {id: log-3}]\n"
    return f"{articles}claims:\n" + "".join(f"- {yaml_text(claim)}\n" for claim in claims)


@pytest.fixture
def store(claims_file: Write) -> Iterator[Index]:
    with opened(corpus_of([claims_file(claims_text())])) as index:
        yield index


def question(
    words: str = "", sorts: Sequence[str] = (), limit: int | None = None, offset: int = 0
) -> Question:
    terms = tuple(parse_word(CLAIMS, word) for word in words.split())
    by = tuple(Sort(name.lstrip("-"), name.startswith("-")) for name in sorts)
    return Question(CLAIMS, terms, CLAIMS.fields, by, limit, offset)


QUESTIONS = {
    "everything": question(),
    "a search": question("tide high"),
    "in an order": question(sorts=["-speaker_name", "confidence"]),
    "a search in an order": question("low", sorts=["source"]),
    "a few conditions": question("topic:tides source:harbour-1,harbour-2 not:3"),
    "so many": question("tide", limit=101),
    "from there on": question("tide", offset=17),
    "so many from there on": question(sorts=["-id"], limit=60, offset=290),
    "from beyond the end": question(offset=COUNT + 5),
    "none": question("id:nobody"),
    "none of many": question(limit=0),
}
each_question = pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)


def ids(rows: Iterator[Row]) -> list[object]:
    return [row[0] for row in rows]


# In pages, and read again.


@each_question
@pytest.mark.parametrize("size", [9, 50, 64, COUNT + 1])
def test_pages_are_the_whole(store: Index, asked: Question, size: int) -> None:
    answer = store.rows(asked)
    whole = list(answer.rows())
    pages = [list(answer.rows(start, size)) for start in range(0, COUNT + size, size)]
    assert list(chain.from_iterable(pages)) == whole
    assert [len(page) for page in pages if page][:-1] == [size] * ((len(whole) - 1) // size)
    assert answer.count() == len(whole)


@each_question
def test_a_limit_and_an_offset_cut_what_there_is_without_them(
    store: Index, asked: Question
) -> None:
    everything = list(store.rows(asked._replace(limit=None, offset=0)).rows())
    end = None if asked.limit is None else asked.offset + asked.limit
    assert list(store.rows(asked).rows()) == everything[asked.offset : end]
    assert store.count(asked) == len(everything)


def test_what_is_asked_for_is_neither_one_too_many_nor_one_too_few(store: Index) -> None:
    assert ids(store.rows(question(offset=328)).rows()) == ["c328", "c329"]
    assert ids(store.rows(question(limit=2, offset=9)).rows()) == ["c9", "c10"]
    assert ids(store.rows(question(limit=5, offset=9)).rows(3)) == ["c12", "c13"]
    assert ids(store.rows(question(limit=5, offset=9)).rows(3, 1)) == ["c12"]
    assert ids(store.rows(question(limit=5)).rows(5)) == []


@pytest.mark.parametrize("exact", [("harbour-2",), ("HARBOUR-2",)])
@pytest.mark.parametrize("back", [False, True])
def test_ids_as_they_stand_and_in_any_case_are_told_apart(
    store: Index, exact: tuple[str], back: bool
) -> None:
    source = CLAIMS.field("source")
    terms = [Term(source, ("HARBOUR-1",), True), Term(source, exact, True, exact=True)]
    asked = Question(CLAIMS, tuple(reversed(terms) if back else terms), (source,))
    left = {f"harbour-{number}" for number in range(7)} - {"harbour-1", *exact}
    assert {value for (value,) in store.rows(asked).rows()} == left


def test_values_that_begin_so_are_no_others(store: Index) -> None:
    found = store.values(CLAIMS, CLAIMS.field("id"), 20, "c32")
    assert [key for key, _ in found] == ["c32", *(f"c32{number}" for number in range(10))]


@pytest.mark.parametrize("names", [["speaker"], ["topic"], ["source", "topic"], ["article"]])
def test_pages_of_counts_are_the_whole(store: Index, names: list[str]) -> None:
    by = tuple(query_field(CLAIMS, name) for name in names)
    whole = list(store.groups(question(), by))
    assert len(whole) > 3
    pages = [store.groups(question(limit=3, offset=n), by) for n in range(0, len(whole), 3)]
    assert list(chain.from_iterable(pages)) == whole
    assert list(store.groups(question(offset=2), by)) == whole[2:]


def test_an_answer_is_read_again_while_it_is_read(store: Index) -> None:
    answer = store.rows(question("tide", sorts=["-id"]))
    whole = list(answer.rows())
    assert len(whole) == COUNT
    first, second = answer.rows(), answer.rows()
    assert [*islice(first, 60)] == whole[:60]
    assert [*islice(second, 120)] == whole[:120]
    assert (list(first), list(second)) == (whole[60:], whole[120:])


# Of many threads.


def test_many_threads_ask_at_once(store: Index) -> None:
    asked = list(QUESTIONS.values())
    by = (query_field(CLAIMS, "topic"),)
    expected = [list(store.rows(one).rows()) for one in asked], list(store.groups(question(), by))
    begin = Barrier(8)

    def ask(number: int) -> object:
        begin.wait()
        turned = [*asked[number:], *asked[:number]]  # not all the same at the same time
        answers = [list(store.rows(one).rows()) for one in turned]
        whole = [*answers[len(asked) - number :], *answers[: len(asked) - number]]
        return whole, list(store.groups(question(), by))

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(8))) == [expected] * 8


def test_an_answer_is_begun_in_one_thread_and_ended_in_others(store: Index) -> None:
    whole = list(store.rows(question(sorts=["speaker_name"])).rows())
    rows = store.rows(question(sorts=["speaker_name"])).rows()
    taken: list[Row] = []
    for _ in range(6):
        with ThreadPoolExecutor(1) as thread:
            taken += thread.submit(lambda: [*islice(rows, 60)]).result()
    assert (taken, len(taken)) == (whole, COUNT)


def test_answers_that_nobody_ends_keep_no_thread_waiting(store: Index) -> None:
    with ThreadPoolExecutor(4) as threads:
        begun = [threads.submit(lambda: store.rows(question()).rows()) for _ in range(4)]
        answers = [one.result() for one in begun]
        assert [next(rows)[0] for rows in answers] == ["c0"] * 4
        assert threads.submit(store.count, question()).result(timeout=20) == COUNT
        del answers, begun
        assert threads.submit(store.count, question()).result(timeout=20) == COUNT


def test_an_answer_cannot_be_read_once_its_claims_are_closed(claims_file: Write) -> None:
    with opened(corpus_of([claims_file(claims_text())])) as index:
        answer = index.rows(question())
        begun = answer.rows()
        assert next(begun)[0] == "c0"
    with pytest.raises(
        ClosedError, match=r"^the claims are closed\nread an answer before they are"
    ):
        list(begun)
    with pytest.raises(ClosedError):
        list(answer.rows())
    with pytest.raises(ClosedError):
        index.count(question())


# Broken off.


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each index taken for one that is too large to be held against its checksum each time."""
    monkeypatch.setattr(entries, "CHECKED", 0)


def damage(database: Path) -> None:
    """Lose all pages of a database but the first, in its place, as a disk may."""
    content = database.read_bytes()
    database.write_bytes(content[:PAGE] + bytes(len(content) - PAGE))


@pytest.mark.usefixtures("_large")
def test_an_index_that_is_damaged_in_the_middle_of_an_answer_is_made_anew_for_the_next(
    claims_file: Write,
) -> None:
    file = claims_file(claims_text(1_000))
    with opened(corpus_of([file])) as index:
        whole = list(index.rows(question()).rows())
    with opened(corpus_of([file])) as index:
        answer = index.rows(question())
        rows = answer.rows()
        taken = [*islice(rows, 20)]
        before = databases()
        damage(entry().database)
        with pytest.raises(DamagedError, match=r"^the answer is not complete: .*\nask again"):
            taken.extend(rows)
        assert taken == whole[: len(taken)]
        assert len(taken) < len(whole)
        assert list(answer.rows()) == whole
        assert (len(databases()), databases() != before) == (1, True)


@pytest.mark.usefixtures("_large")
def test_an_answer_does_not_go_on_with_what_another_found_damaged(claims_file: Write) -> None:
    file = claims_file(claims_text(1_000))
    with opened(corpus_of([file])) as index:
        whole = list(index.rows(question()).rows())
        found = list(index.rows(question("high")).rows())
    with opened(corpus_of([file])) as index:
        begun = index.rows(question()).rows()
        assert next(begun) == whole[0]
        damage(entry().database)
        with ThreadPoolExecutor(8) as threads:
            every = [threads.submit(lambda: [*index.rows(question("high")).rows()]) for _ in "1234"]
            assert [one.result() for one in every] == [found] * 4
        assert [*islice(begun, 49)] == whole[1:50]  # they were taken before
        with pytest.raises(DamagedError):
            next(begun)
        assert list(index.rows(question()).rows()) == whole
    assert len(databases()) == 1


def long_question(write: Write) -> tuple[str, list[str]]:
    """Write many sources; return their file and words that are true of all, and take long.

    It takes a call of ours to find out for each word and each source.
    """
    sources = "".join(f"- {{id: {n}{'c' * 90}, reliability: B}}\n" for n in range(MANY))
    grades = chain.from_iterable(permutations("ABCDEF", size) for size in range(1, 5))
    words = [f"reliability:{','.join(some)}" for some in grades if "B" in some]
    return write(f"sources:\n{sources}"), words


def test_an_interrupt_in_the_middle_of_an_answer_is_one(claims_file: Write) -> None:
    file, words = long_question(claims_file)
    sources = SECTIONS["sources"]
    terms = tuple(parse_word(sources, word) for word in words)
    with opened(corpus_of([file])) as index:
        rows = index.rows(Question(sources, terms, sources.fields[:1])).rows()
        next(rows)
        Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            list(rows)
        assert index.count(Question(sources)) == MANY


@pytest.mark.slow
@pytest.mark.parametrize("sorts", [[], ["--sort", "-id"]], ids=["as it comes", "in an order"])
def test_an_interrupt_ends_a_long_answer_with_130(claims_file: Write, sorts: list[str]) -> None:
    file, slow = long_question(claims_file)
    asked = ["-d", file, "--fields", "id", "-f", "jsonl", *sorts, *slow, "not:id:nobody"]
    subprocess.run([*COMMAND, "sources", "-d", file, "--count"], check=True, timeout=60)
    with subprocess.Popen(
        [*COMMAND, "sources", *asked], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stderr
        assert child.stderr.readline() == b"coalition: no source 'nobody'\n"  # now it is asked
        seen = b"" if sorts else child.stdout.readline()
        child.send_signal(signal.SIGINT)
        rest, error = child.stdout.read(), child.stderr.read()
    assert (child.returncode, error) == (130, b"")
    assert len((seen + rest).splitlines()) in range(0 if sorts else 1, MANY)
