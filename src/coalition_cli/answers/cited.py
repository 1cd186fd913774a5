"""What the rows of `drift` name by ids: the claims, and the articles with their addresses."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..index import Index
from ..model.answer import Values
from .articles import records_with


class CitedArticle(NamedTuple):
    """An article as notes cite it; its fields are those of the field table."""

    id: str
    headline: str | None
    publisher_name: str | None
    url: str | None
    date: str | None


class CitedClaim(NamedTuple):
    """What a claim says."""

    id: str
    text: str


class Cited(NamedTuple):
    """Claims and articles by their ids. Articles outside the data are not there."""

    claims: Mapping[str, CitedClaim]
    articles: Mapping[str, CitedArticle]


def cited(index: Index, rows: Iterable[Values]) -> Cited:
    """Return the claims and the articles that rows of drift name."""
    pairs = [(str(row["claim"]), (str(row["article"]), str(row["origin"]))) for row in rows]
    claims = records_with(index, "claims.id", [claim for claim, _ in pairs], CitedClaim)
    ids = [article for _, both in pairs for article in both]
    articles = records_with(index, "articles.id", ids, CitedArticle)
    return Cited({claim.id: claim for claim in claims}, {one.id: one for one in articles})
