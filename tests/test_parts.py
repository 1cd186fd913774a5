"""What the browser is answered, part by part: what is shown first, and what stands at the end."""

from collections.abc import Callable, Iterator

import pytest

from coalition_cli.answers.opening import opened
from coalition_cli.browsing import parts
from coalition_cli.browsing.parts import Part, Parts, Query, Want
from coalition_cli.browsing.sheets import Sheets
from coalition_cli.browsing.view import Sheet, Window
from coalition_cli.index import Index
from coalition_cli.project import corpus_of

Write = Callable[..., str]

# Of these, every second one is about rain, and the last one is the best match.
_TEXTS = [f"It may {('snow', 'rain')[n % 2]} on day {n} or later." for n in range(9)]
_CLAIMS = [f"- {{id: c{n}, text: {text}}}\n" for n, text in enumerate([*_TEXTS, "Rain and rain."])]
_SCREEN = range(2)


@pytest.fixture
def index(claims_file: Write, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """Return an index that is large: the first rows are looked for in five of its ten claims."""
    monkeypatch.setattr(parts, "_FIRST", 5)
    monkeypatch.setattr(parts, "_AROUND", 1)
    with opened(corpus_of([claims_file(f"claims:\n{''.join(_CLAIMS)}")])) as index:
        yield index


def asked(answers: Parts, *words: str, ranked: bool, rows: range = _SCREEN) -> list[Part]:
    """Return the parts of the answer to a query."""
    query = Query("claims", words, ranked)
    return [*answers.of(Want(query, rows.start, rows, Sheet.PAGE, 0, False, None))]


def windows(told: list[Part]) -> list[list[object]]:
    """Return the ids of the rows of each part that has rows."""
    return [ids(part.window) for part in told if part.window is not None]


def ids(window: Window) -> list[object]:
    """Return the ids of rows."""
    return [row["id"] for row in window.rows]


def test_while_a_query_is_typed_the_rows_of_the_first_records_do(index: Index) -> None:
    assert windows(asked(Parts(index, Sheets()), "ra*", ranked=False)) == [["c1", "c3"]]


def test_rows_that_the_first_records_do_not_have_follow_them(index: Index) -> None:
    told = windows(asked(Parts(index, Sheets()), "ra*", ranked=False, rows=range(4)))
    assert told == [["c1", "c3"], ["c1", "c3", "c5", "c7", "c9"]]
    assert windows(asked(Parts(index, Sheets()), "later", ranked=False, rows=range(9, 11))) == [
        [],
        ["c8"],
    ]


def test_what_nothing_has_is_known_to_be_nothing(index: Index) -> None:
    told = asked(Parts(index, Sheets()), "sun", ranked=False)
    assert windows(told) == [[], []]
    assert (told[-1].total, told[-1].counted) == (0, True)


def test_some_rows_are_shown_until_the_best_are_known(index: Index) -> None:
    assert windows(asked(Parts(index, Sheets()), "rain", ranked=True)) == [
        ["c1", "c3"],
        ["c9", "c1", "c3"],
    ]


def test_the_rows_of_few_claims_are_ranked_at_once(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_FIRST", 10)
    assert windows(asked(Parts(index, Sheets()), "rain", ranked=True)) == [["c9", "c1", "c3"]]


def test_what_needs_no_ranking_is_asked_once(index: Index) -> None:
    assert windows(asked(Parts(index, Sheets()), ranked=True)) == [["c0", "c1", "c2"]]


def test_the_best_are_at_hand_when_they_are_asked_for_after_a_pause(
    statements: list[str], index: Index
) -> None:
    answers = Parts(index, Sheets())
    asked(answers, "rain", "later", ranked=False)
    statements.clear()
    told = asked(answers, "rain", "later", ranked=True)
    assert windows(told) == [["c1", "c3", "c5"]]
    assert (told[0].total, told[0].counted, told[0].hints, statements) == (4, True, (), [])
    asked(answers, ranked=True)  # another question, and back: they are asked for again
    assert windows(asked(answers, "rain", "later", ranked=True))[-1] == ["c1", "c3", "c5"]
