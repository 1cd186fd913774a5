"""A search of a lake finds positions first; if they are few, rows are read there alone."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coalition_cli.answers.asking import Wanted, question, resolved
from coalition_cli.answers.opening import opened
from coalition_cli.index import Index
from coalition_cli.lake.opening import opened_lake
from coalition_cli.model import SECTIONS
from coalition_cli.project import corpus_of
from coalition_cli.query import Question, Statement, counted, narrowing
from coalition_cli.query.tokens import TokensDialect

from .lakes import lake_of

EXAMPLE = str(Path(__file__).parents[1] / "data" / "claims.yaml")
CLAIMS = SECTIONS["claims"]


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Index, Index]]:
    """Return the index of the shipped claims, and that of their lake."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        lake = lake_of(folder, EXAMPLE)
        index = stack.enter_context(opened(corpus_of([EXAMPLE])))
        yield index, stack.enter_context(opened_lake(lake))


def asked(index: Index, *words: str) -> Question:
    """Return the question of some words."""
    return resolved(index, question(CLAIMS, Wanted(words)), lambda _: None)


def noted(index: Index, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which each statement is added that the index asks its engine."""
    statements: list[str] = []
    ask = index._engine.rows

    def rows(statement: Statement) -> Iterator[tuple[object, ...]]:
        statements.append(statement.sql)
        return ask(statement)

    monkeypatch.setattr(index._engine, "rows", rows)
    return statements


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("nato",), 1),
        (("nato", "a"), 2),
        (("nato", "red", "lines", "nato"), 3),  # of more, the longest
        (("nato", "OR", "red"), 1),  # one for both
        (("nato", "OR", "confidence:low"), 0),
        (("not:nato",), 0),
        (("text:nato",), 1),
        (("description:official",), 0),  # whose words stand in another section
        (("source:politico",), 0),
        ((), 0),
    ],
)
def test_a_search_is_what_finds_positions(
    both: tuple[Index, Index], words: tuple[str, ...], count: int
) -> None:
    _, lake = both
    assert len(list(narrowing(asked(lake, *words), TokensDialect({}, 1)))) == count


@pytest.mark.parametrize("few", [0, 1, 2, 1_000])
@pytest.mark.parametrize(
    "words", ["nato", "nato a", "red OR nato", "text:red not:nato", "nothing-at-all", "the", "n*"]
)
def test_rows_are_those_of_the_index_however_many_are_few(
    both: tuple[Index, Index], words: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(both[1]._engine.dialect, "few", few)
    for section in ("claims", "appearances"):
        wanted = question(SECTIONS[section], Wanted(tuple(words.split()), limit=20))
        answers = [one.rows(resolved(one, wanted, lambda _: None)) for one in both]
        of_index, of_lake = ([*answer.rows(), answer.count()] for answer in answers)
        assert of_lake == of_index


def test_few_rows_are_read_at_their_positions_and_many_are_not(
    both: tuple[Index, Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, lake = both
    statements = noted(lake, monkeypatch)
    found = asked(lake, "nato")
    for few, read in ((1_000, True), (1, False)):
        monkeypatch.setattr(lake._engine.dialect, "few", few)
        del statements[:]
        answer = lake.rows(found._replace(fields=CLAIMS.fields[:2]))
        assert len(list(answer.rows())) == len(list(answer.rows())) == answer.count() > 1
        first, *others = statements
        assert first.endswith(f"LIMIT {few + 1}")
        assert len(others) == 3
        assert all(("claims.position IN (" in sql.split("WHERE")[-1]) is read for sql in others)


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("nato", False),
        ("nato red", False),
        ("nato OR red", False),
        ("red not:nato", False),
        ("text:red", False),
        ("not:nato", True),  # whatever has no such word
        ("red source:politico", True),
        ("red OR source:politico", True),
        ("description:official", True),  # whose words stand in another section
        ("", True),
    ],
)
def test_what_searches_find_is_counted_without_the_records(
    both: tuple[Index, Index], words: str, reads: bool
) -> None:
    for index in both:
        question = asked(index, *words.split())
        sql, _ = counted(question, index._engine.dialect)
        assert ("claims" in re.findall(r"(?:FROM|JOIN) (\w+)", sql)) is reads
        assert index.count(question) == len(list(index.rows(question).rows()))
        assert index.count(question, 2) == min(2, index.count(question))


def test_what_no_search_finds_is_not_looked_for_among_the_records(
    both: tuple[Index, Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, lake = both
    statements = noted(lake, monkeypatch)
    answer = lake.rows(asked(lake, "unheard", "nato")._replace(fields=CLAIMS.fields[:2]))
    assert (list(answer.rows()), answer.count()) == ([], 0)
    assert len(statements) == 1
