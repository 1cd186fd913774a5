"""The chain of a claim: by which articles it came here, step by step."""

from typing import NamedTuple

from ..model.retellings import ends_at
from .answer import Values
from .dossier import Dossier, Passed, source_of


class Step(NamedTuple):
    """An article of a claim's chain."""

    article: str
    level: int  # 0 where a trail ends; 1 for what retells that, and so on
    known: Passed | None  # None outside the data
    appearance: Values | None  # None where the claim is not recorded


def steps(dossier: Dossier, most: int | None = None) -> tuple[list[Step], int]:
    """Return the chain of a claim: each article, and directly below it those that retell it.

    An article that retells several stands below each, and what retells it below the first. After
    `most` articles the chain stops; the number says how many are left out.
    """
    source = source_of(dossier.record)
    seen = {str(row["article"]): row for row in dossier.rows("appearances")}
    retellings: dict[str, list[str]] = {}
    tops = [key for key in seen if key not in dossier.articles]
    for key, article in dossier.articles.items():
        if ends_at(article, source):
            tops.append(key)
            continue
        for original in article.retells:
            retellings.setdefault(original, []).append(key)
    chain: list[Step] = []
    shown: set[str] = set()
    ahead = [(key, 0) for key in reversed(tops)]
    while ahead and len(shown) != most:
        key, level = ahead.pop()
        chain.append(Step(key, level, dossier.articles.get(key), seen.get(key)))
        if key not in shown:
            ahead += [(below, level + 1) for below in reversed(retellings.get(key, ()))]
        shown.add(key)
    return chain, len(dossier.articles.keys() | seen.keys()) - len(shown)
