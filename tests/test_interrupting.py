"""An answer that somebody ends: nothing else is lost, and the next question is answered."""

import os
import threading
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from coalition_cli.answers.asking import Wanted, question
from coalition_cli.answers.opening import opened
from coalition_cli.cache.entry import Entry
from coalition_cli.index.keeping import InterruptedAnswer
from coalition_cli.model import SECTIONS
from coalition_cli.project import corpus_of
from coalition_cli.query import Statement

Write = Callable[..., str]

_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"
_DATA = "claims:\n" + "".join(f"- {{id: c{n}, text: It rains on day {n}.}}\n" for n in range(30))


def test_an_endless_answer_is_ended_and_the_index_stays(
    claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def searched_for_damage(_: object) -> bool:  # which reads all of a large index
        pytest.fail("an interrupt was taken for damage")

    monkeypatch.setattr(Entry, "is_whole", searched_for_damage)
    with opened(corpus_of([claims_file(_DATA)])) as index:
        raised: list[BaseException] = []

        def ask() -> None:
            try:
                list(index._engine.rows(Statement(_ENDLESS, ())))
            except InterruptedAnswer as error:
                raised.append(error)

        kept = sorted(Path(os.environ["COALITION_CACHE"]).iterdir())
        asking = threading.Thread(target=ask)
        asking.start()
        while asking.is_alive():  # the statement may not have begun yet
            index.interrupt()
            time.sleep(0.01)
        assert [str(error) for error in raised] == ["the answer was ended before it was complete"]
        assert index.count(question(SECTIONS["claims"], Wanted())) == 30
        assert sorted(Path(os.environ["COALITION_CACHE"]).iterdir()) == kept


def test_an_interrupt_without_an_answer_does_nothing(claims_file: Write) -> None:
    index = opened(corpus_of([claims_file(_DATA)]))
    index.interrupt()
    assert index.count(question(SECTIONS["claims"], Wanted())) == 30
    index.close()
    index.interrupt()


@pytest.mark.parametrize(("most", "count"), [(None, 30), (40, 30), (30, 30), (7, 7)])
@pytest.mark.parametrize("words", [(), ("rains",)])
def test_no_more_rows_are_counted_than_are_wanted(
    claims_file: Write, words: tuple[str, ...], most: int | None, count: int
) -> None:
    with opened(corpus_of([claims_file(_DATA)])) as index:
        assert index.count(question(SECTIONS["claims"], Wanted(words)), most) == count


def test_rows_that_are_not_ranked_are_the_same_in_the_order_of_the_data(
    claims_file: Write,
) -> None:
    data = claims_file(
        "claims:\n- {id: a, text: rain and snow}\n- {id: b, text: rain rain rain}\n"
        "- {id: c, text: dry}\n- {id: d, text: dry, appearances: [{article: x, quote: rain}]}\n"
        "articles:\n- {id: x}\n"
    )
    with opened(corpus_of([data])) as index:
        for words in (("rain",), ("rain", "OR", "dry"), ("not:rain",), ("rain", "snow")):
            asked = question(SECTIONS["claims"], Wanted(words, fields=("id",)))
            ranked = [key for (key,) in index.rows(asked).rows()]
            plain = [key for (key,) in index.rows(asked._replace(ranked=False)).rows()]
            assert plain == sorted(ranked, key=str)
            assert index.count(asked) == len(ranked)


_WORDS = [(), ("rain",), ("not:rain",), ("rain", "snow"), ("rain", "OR", "ann")]


@pytest.mark.parametrize(
    ("section", "words"),
    [
        *product(("claims", "appearances", "speakers", "topics"), _WORDS),
        ("claims", ("text:rain",)),
        ("claims", ("quote:rain",)),
        ("appearances", ("text:rain",)),
    ],
)
def test_a_question_among_the_first_records_has_those_of_its_rows(
    claims_file: Write, section: str, words: tuple[str, ...]
) -> None:
    first = claims_file(
        "claims:\n- {id: a, text: rain and snow, speaker: ann, topics: [rain]}\n"
        "- {id: b, text: dry,"
        " appearances: [{article: x, quote: rain}, {article: y, quote: snow}]}\n"
        "- {id: c, text: dry, speaker: bob, topics: [snow], appearances: [{article: x}]}\n"
        "articles:\n- {id: x}\n- {id: y}\nspeakers:\n- {id: ann, name: Ann of the Rain}\n",
        name="first.yaml",
    )
    second = claims_file(
        "claims:\n- {id: d, text: snow, topics: [wind],"
        " appearances: [{article: x, wording: rain}]}\n"
        "- {id: e, text: rain, speaker: cid}\n",
        name="second.yaml",
    )
    with opened(corpus_of([first, second])) as index:
        known = SECTIONS[section]
        everything = list(index.rows(question(known, Wanted())).rows())
        asked = question(known, Wanted(words))._replace(ranked=False)
        rows = list(index.rows(asked).rows())
        for among in range(len(everything) + 2):
            fewer = asked._replace(among=among)
            expected = [row for row in rows if row in everything[:among]]
            assert list(index.rows(fewer).rows()) == expected
            assert index.count(fewer) == len(expected)


def test_nothing_is_scored_for_a_count_or_for_rows_that_are_not_ranked(
    claims_file: Write, statements: list[str]
) -> None:
    with opened(corpus_of([claims_file(_DATA)])) as index:
        asked = question(SECTIONS["claims"], Wanted(("rains", "day OR 3"), fields=("id",)))
        statements.clear()
        list(index.rows(asked._replace(ranked=False)).rows())
        index.count(asked)
        assert [_scores(one) for one in statements if " MATCH " in one] == [False, False]
        list(index.rows(asked).rows())
        assert _scores(next(one for one in statements[::-1] if " MATCH " in one))


def _scores(statement: str) -> bool:
    return "rank AS score" in statement
