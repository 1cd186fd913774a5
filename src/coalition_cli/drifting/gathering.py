"""The appearances that a question means, gathered with their origins and put in order."""

from collections.abc import Iterable, Iterator, Sequence

from ..index import Index
from ..origins import BATCH, Article, asked, batches, learn
from ..query import Question, Sort, check_fields, in_order
from .comparing import Appearance, Claim, Drift, compared, origins_of


def drifts(index: Index, question: Question) -> Iterator[Drift]:
    """Yield how far the appearances that a question means have moved, in the question's order.

    Those in articles that are no retellings are left out.
    """
    fields = check_fields(question.section, Appearance._fields)
    appearances = map(Appearance._make, index.rows(question._replace(fields=fields)).rows)
    articles: dict[str, Article] = {}
    for batch in batches(appearances, BATCH):
        learn(index, (one.article for one in batch), articles)
        yield from _of(index, [one for one in batch if origins_of(one, articles)], articles)


def _of(
    index: Index, retold: Sequence[Appearance], articles: dict[str, Article]
) -> Iterator[Drift]:
    keys = [one.claim for one in retold]
    claims = {claim.id: claim for claim in asked(index, "claims", Claim, "id", keys)}
    recorded: dict[str, list[Appearance]] = {}
    for one in asked(index, "appearances", Appearance, "claim", keys):
        recorded.setdefault(one.claim, []).append(one)
    for one in retold:
        drift = compared(one, claims[one.claim], recorded[one.claim], articles)
        if drift is not None:
            yield drift


def ordered(drifts: Iterable[Drift], sorts: Sequence[Sort]) -> list[Drift]:
    """Return drifts in an order that was asked for; else, and within it, most changed first."""
    return in_order(drifts, (*sorts, Sort("drift", descending=True)), getattr)
