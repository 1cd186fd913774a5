"""The appearances that a question means, gathered with their origins and put in order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..index import Index
from ..model.retellings import Trails
from ..origins import BATCH, Article, asked, batches, learn
from ..query import Question, Sort, check_fields, in_order
from .comparing import Appearance, Claim, Drift, Recorded, compared, origins_of


def drifts(index: Index, question: Question) -> Iterator[Drift]:
    """Yield how far the appearances that a question means have moved, in the question's order.

    Those in articles that are no retellings are left out.
    """
    keys, fields = (
        check_fields(question.section, names) for names in (["article"], Appearance._fields)
    )
    articles: dict[str, Article] = {}
    learn(index, {str(key) for (key,) in index.rows(question._replace(fields=keys)).rows}, articles)
    trails = Trails(articles)
    appearances = map(Appearance._make, index.rows(question._replace(fields=fields)).rows)
    recorded: dict[str, Recorded] = {}
    for batch in batches(appearances, BATCH):
        retold = [one for one in batch if origins_of(one, trails)]
        recorded = _recorded(index, [one.claim for one in retold], recorded)
        for one in retold:
            drift = compared(one, recorded[one.claim], trails, articles)
            if drift is not None:
                yield drift


def _recorded(
    index: Index, keys: Iterable[str], known: Mapping[str, Recorded]
) -> dict[str, Recorded]:
    """Return the appearances of these claims; what is known of them is not asked for again."""
    wanted = [key for key in dict.fromkeys(keys) if key not in known]
    seen: dict[str, list[Appearance]] = {}
    for one in asked(index, "appearances", Appearance, "claim", wanted):
        seen.setdefault(one.claim, []).append(one)
    claims = asked(index, "claims", Claim, "id", wanted)
    new = {claim.id: Recorded(claim, seen[claim.id]) for claim in claims}
    return {key: new.get(key) or known[key] for key in keys}


def ordered(drifts: Iterable[Drift], sorts: Sequence[Sort]) -> list[Drift]:
    """Return drifts in an order that was asked for; else, and within it, most changed first."""
    return in_order(drifts, (*sorts, Sort("drift", descending=True)), getattr)
