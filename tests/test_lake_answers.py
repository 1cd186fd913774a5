"""A lake answers as the index of its files does: the same rows, order, hints and numbers.

The questions and the corpora are generated. One lake answers many questions, for writing one takes
longest.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coalition_cli.answers.asking import Wanted, question, resolved
from coalition_cli.answers.counts import counted_by, counted_order
from coalition_cli.answers.opening import opened
from coalition_cli.index import Index
from coalition_cli.lake.opening import opened_lake
from coalition_cli.model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from coalition_cli.model.problems import UsageError
from coalition_cli.project.corpus import Corpus, Origin
from coalition_cli.query import Question
from coalition_cli.query.fields import asked_fields
from coalition_cli.query.question import is_open
from coalition_cli.reading import ignore

from .lakes import NEEDED
from .nasty import DATES, Pool, pool_of, write_corpus

pytest.importorskip("duckdb", reason=NEEDED)

ASKED = [SECTIONS[name] for name in (*FILE_SECTIONS, "appearances", "topics")]
CLAIMS = SECTIONS["claims"]
COUNTED = [field for field in asked_fields(CLAIMS) if field.is_counted]


OTHERS = ("broken down", "appearing", "declared", "declared only", "files")


class Lakes:
    """An index of claims files, and engines that answer from the lake of it."""

    def __init__(self, number: int, stack: ExitStack) -> None:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        paths = tuple(write_corpus(number, folder))
        self.index = stack.enter_context(opened(Corpus(paths, Origin.NAMED)))
        (folder / "lake").mkdir()
        from coalition_cli.lake.apart import write

        write(self.index, folder / "lake", ignore)
        self.lake = str(folder / "lake")
        self.engines = {"DuckDB": stack.enter_context(opened_lake(self.lake))}


@pytest.fixture(scope="module")
def lakes() -> Iterator[Callable[[int], Lakes]]:
    """Return what makes the lake of a corpus, once."""
    with ExitStack() as stack:
        yield cache(lambda number: Lakes(number, stack))


class Asked(NamedTuple):
    """What is asked of an index: a method of it, and words of a user."""

    what: str
    section: str
    wanted: Wanted = Wanted()
    more: Any = None


def answer(index: Index, asked: Asked) -> object:
    """Return all that an index says to a question."""
    section = SECTIONS[asked.section]
    if asked.what == "values":
        field, limit, begins = asked.more
        return index.values(section, field, limit, begins), index.aliases(section, field, limit)
    if asked.what == "declared":
        fields = [field for field in section.fields if not field.lender]
        return [index.plain(fields, row) for row in index.declared(section, fields)]
    if asked.what == "files":
        whole = Question(SECTIONS["file"], fields=SECTIONS["file"].fields)
        asks = tuple(field for field in CLAIMS.fields if field.name in ("id", "file"))
        claims = index.rows(Question(CLAIMS, fields=asks)).rows()
        kept = {claim for claim, _ in index.speakers_withheld()}  # of which a lake tells the file
        withholding = {file for claim, file in claims if claim in kept}
        named = index.left_out(), index.foreign(), withholding | index.withholding()
        return named, list(index.rows(whole).rows())
    hints: list[str] = []
    try:
        by = counted_by(asked.more) if asked.what == "groups" else ()
        sorts = counted_order(by, asked.wanted) if by else ()
        plain = asked.wanted._replace(sorts=()) if by else asked.wanted
        put = resolved(index, question(section, plain), hints.append)
    except UsageError as error:
        return str(error)
    if by:
        return hints, list(index.groups(put._replace(sorts=sorts), by))
    if asked.what == "broken down":
        return hints, list(index.broken_down(put, CLAIMS.field(asked.more)))
    if asked.what == "appearing":
        return hints, index.appearing(put)
    if asked.what == "among":
        return hints, index.count(put._replace(among=asked.more))
    if asked.what == "declared only":
        put = put._replace(declared=True)
    return hints, list(index.rows(put).rows()), index.count(put), index.count(put, asked.more)


def words(pool: Pool) -> st.SearchStrategy[str]:
    """Return what is searched for: words, phrases, their beginnings, names."""
    pieces = st.sampled_from(pool.pieces)
    phrases = st.lists(pieces, min_size=1, max_size=3).map(" ".join)
    begun = pieces.map(lambda word: f"{word[:2]}*")
    return st.one_of(
        pieces, phrases, begun, st.sampled_from(pool.names), phrases.map(lambda one: f'"{one}"')
    )


def values(pool: Pool, field: Field) -> st.SearchStrategy[str]:
    """Return values of a field, as a term has them."""
    numbers = ["0", "1", "2", "5", "30", "1..3", "2..", "..1", "50..100"]
    plain: st.SearchStrategy[str]
    if field.type is Type.DATE:
        date = st.sampled_from(DATES)
        plain = st.one_of(date, date.map(lambda one: f"{one}.."), date.map(lambda one: f"..{one}"))
    elif field.type is Type.CONFIDENCE:
        plain = st.sampled_from([*numbers, "low", "medium..", "none", "..high"])
    elif field.type is Type.NUMBER:
        plain = st.sampled_from(numbers)
    elif field.type is Type.BOOLEAN:
        plain = st.sampled_from(["true", "false", "*"])
    elif field.type is Type.WORD:
        plain = st.sampled_from([*field.words, "*"])
    elif is_open(field):
        names = st.sampled_from([*pool.names, *pool.ids])
        plain = st.one_of(names, names.map(lambda one: f"{one[:1]}*"), words(pool), st.just("*"))
    else:
        plain = st.one_of(words(pool), st.just("*"))
    return st.lists(plain, min_size=1, max_size=2).map(",".join)


@st.composite
def terms(draw: st.DrawFn, pool: Pool, section: Section) -> str:
    """Draw a term: words, or a field with its values, or their negation."""
    negated = draw(st.sampled_from(["", "", "not:"]))
    if draw(st.booleans()):
        return negated + draw(words(pool))
    field = draw(st.sampled_from(asked_fields(section)))
    return f"{negated}{field.query_name}:{draw(values(pool, field))}"


@st.composite
def queries(draw: st.DrawFn, pool: Pool, section: Section) -> tuple[str, ...]:
    """Draw the words of a query, some of them with OR between them."""
    listed: list[str] = []
    for either, term in draw(st.lists(st.tuples(st.booleans(), terms(pool, section)), max_size=3)):
        if listed and either:
            listed.append("OR")
        listed.append(term)
    return tuple(listed)


def sorts(fields: list[Field]) -> st.SearchStrategy[tuple[str, ...]]:
    names = [field.name for field in fields if field.type not in (Type.RECORD, Type.ANYTHING)]
    one = st.builds(str.__add__, st.sampled_from(["", "-"]), st.sampled_from(names))
    return st.lists(one, max_size=2).map(tuple)


@st.composite
def questions(draw: st.DrawFn, pool: Pool) -> Asked:
    """Draw a question, most of them for rows."""
    section = draw(st.sampled_from([CLAIMS, CLAIMS, *ASKED]))
    limits = st.sampled_from([None, None, 0, 1, 3])
    offsets = st.sampled_from([0, 0, 1, 4])
    what = draw(st.sampled_from(["rows"] * 6 + ["groups"] * 3 + ["values", "among", *OTHERS]))
    if what in ("declared", "files"):
        declared = [one for one in ASKED if one.name not in ("appearances", "topics")]
        return Asked(what, draw(st.sampled_from(declared)).name)
    if what == "values":
        field = draw(st.sampled_from([one for one in asked_fields(section) if is_open(one)]))
        begins = draw(st.sampled_from(["", "r", "É", "\U00010000", "\uff21"]))
        return Asked(what, section.name, more=(field, draw(st.integers(0, 5)), begins))
    if what in ("groups", "broken down", "appearing"):
        section = CLAIMS
    wanted = Wanted(draw(queries(pool, section)), limit=draw(limits), offset=draw(offsets))
    if what == "groups":
        by = draw(st.lists(st.sampled_from(COUNTED), min_size=1, max_size=2, unique=True))
        return _groups(draw, wanted, by)
    if what == "broken down":
        return Asked(what, "claims", wanted, draw(st.sampled_from(["source", "speaker", "topics"])))
    if what == "rows":
        wanted = wanted._replace(sorts=draw(sorts([*asked_or_shown(section)])))
    return Asked(what, section.name, wanted, draw(st.integers(0, 9)))


def asked_or_shown(section: Section) -> dict[Field, None]:
    """Return the fields that rows can be sorted by."""
    return dict.fromkeys((*section.fields, *asked_fields(section)))


def _groups(draw: st.DrawFn, wanted: Wanted, by: list[Field]) -> Asked:
    called = [field.query_name for field in by]
    periods = st.sampled_from(["", "", ":month", ":year"])
    more = tuple(one.query_name + (draw(periods) if one.type is Type.DATE else "") for one in by)
    ways = [sign + one for one in (*called, "claims") for sign in ("", "-")]
    ordered = draw(st.lists(st.sampled_from(ways), max_size=2))
    return Asked("groups", "claims", wanted._replace(sorts=tuple(ordered)), more)


def corpora(count: int) -> st.SearchStrategy[tuple[int, list[Asked]]]:
    """Return numbers of corpora, each with so many questions to it."""
    return st.integers(0, 10**6).flatmap(
        lambda number: st.tuples(
            st.just(number),
            st.lists(questions(pool_of(number)), min_size=count, max_size=count),
        )
    )


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],  # each question is small, and one fails alone
    suppress_health_check=list(HealthCheck),
)
@given(corpora(100))
def test_a_lake_answers_as_the_index_does(
    lakes: Callable[[int], Lakes], corpus: tuple[int, list[Asked]]
) -> None:
    number, asked = corpus
    both = lakes(number)
    for one in asked:
        told = answer(both.index, one)
        for engine, index in both.engines.items():
            assert answer(index, one) == told, f"{engine} on corpus {number}: {one}"
