"""How well a body of claims is sourced."""

from ..index import Index
from ..model import SECTIONS
from ..model.answer import Answer, listed
from ..model.results import RESULTS
from ..model.retellings import Trails
from ..query import Question, check_fields, parse_term
from .articles import Article, add_articles

_CLAIMS = SECTIONS["claims"]
_SOURCING = RESULTS["sourcing"]
_GROUP = RESULTS["breakdown"].fields
_COUNTS = range(2, len(_GROUP))  # after a value and its name
_BY = ("source", "speaker", "topics")
# An unnamed speaker, one origin, no quote.
_WEAK = (("anonymous", "true"), ("origins", "1"), ("direct", "false"))


def sourcing(index: Index, question: Question) -> Answer:
    """Return one row about a question's claims, with the fields of RESULTS["sourcing"]."""
    groups = [list(index.broken_down(question, _CLAIMS.field(name))) for name in _BY]
    # Each claim has one source at most, so those groups have all claims.
    totals = [sum(_number(row[place]) for row in groups[0]) for place in _COUNTS]
    names = [field.name for field in _GROUP]
    by = [[dict(zip(names, row, strict=True)) for row in rows] for rows in groups]
    keys = index.rows(weakest(question)._replace(fields=check_fields(_CLAIMS, ["id"])))
    row = (*totals, *_reach(index, question), *by, [key for (key,) in keys.rows()])
    return listed(_SOURCING, _SOURCING.fields, [row])


def weakest(question: Question) -> Question:
    """Return the question for those of its claims that are sourced the worst."""
    terms = (parse_term(_CLAIMS, name, value) for name, value in _WEAK)
    return question._replace(terms=(*question.terms, *terms))


def _reach(index: Index, question: Question) -> tuple[int, int]:
    """Return how many articles the claims appear in, and how many origins these have."""
    pairs = index.appearing(question)
    appearing = {article for article, _ in pairs}
    articles: dict[str, Article] = {}
    add_articles(index, appearing, articles)
    trails = Trails(articles)
    origins = (trails.ends([article], source) for article, source in pairs)
    return len(appearing), len({key for keys in origins for key in keys or ()})


def _number(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101 - a count
    return value
