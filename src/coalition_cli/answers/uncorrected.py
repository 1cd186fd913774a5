"""Which articles still carry what was corrected in a claim, or in the article that they retell.

An article carries a claim if the claim appears in it. It carries what another article said if it
retells that one and was published before the correction, or if it retells an article that still
carries it. It has put that right if a correction of its own is of the same day or later: it
counts for all that the article says. Of several corrections the last one counts. Where dates do
not tell, it is not known.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from ..index import Index
from ..model import Section
from ..model.answer import Values
from ..model.vocabularies import CORRECTED
from ..words.dates import earliest, latest
from .articles import STEPS, records_with


class Carrier(NamedTuple):
    """An article that carries what was corrected; its fields but the last are those of articles."""

    id: str
    headline: str | None
    url: str | None
    publisher_name: str | None
    date: str | None
    doubt: str | None  # why it is not known whether it still does; None: it does


class _Article(NamedTuple):
    id: str
    headline: str | None
    url: str | None
    publisher_name: str | None
    date: str | None
    retells: list[str]
    corrections: list[Values]


class _Corrections(NamedTuple):
    """When something was corrected for the last time: the earliest and the latest day for it."""

    first: str | None  # None: no correction has a date
    last: str | None  # None: a correction has no date
    recorded: bool  # whether there is any: a status alone may say that a claim was corrected

    def not_put_right(self, own: Sequence[str | None]) -> bool:
        """Whether none of an article's own corrections puts it right."""
        if not own:
            return True
        dated = [latest(date) for date in own if date]
        return self.first is not None and len(dated) == len(own) and max(dated) < self.first

    def put_right(self, own: Sequence[str | None]) -> bool:
        """Whether an article's own corrections put it right."""
        newest = max((earliest(date) for date in own if date), default="")
        return self.last is not None and newest >= self.last


def carriers(index: Index, section: Section, record: Values) -> Iterator[Carrier]:
    """Yield the articles that carry what was corrected in a claim or an article, or perhaps do.

    Those in which a claim appears come in the data's order; those that retell an article come
    step by step. Other records have none.
    """
    if section.name == "claims" and (record["corrections"] or record["status"] in CORRECTED):
        yield from _of_claim(index, record)
    if section.name == "articles" and record["corrections"]:
        yield from _of_article(index, record)


def _of_claim(index: Index, claim: Values) -> Iterator[Carrier]:
    corrected = _last(_dates(claim["corrections"]))
    appearances = claim["appearances"]
    assert isinstance(appearances, list)  # noqa: S101 - a list is always one
    keys = [str(appearance["article"]) for appearance in appearances]
    for article in records_with(index, "articles.id", keys, _Article):
        yield from _carrier(article, corrected, carries=True)


def _of_article(index: Index, original: Values) -> Iterator[Carrier]:
    corrected = _last(_dates(original["corrections"]))
    carrying: set[str] = set()
    for article in _retellings(index, str(original["id"])):
        early = bool(article.date and corrected.first and latest(article.date) < corrected.first)
        carries = early or not carrying.isdisjoint(article.retells)
        for carrier in _carrier(article, corrected, carries=carries):
            carrying.update([article.id] if carrier.doubt is None else [])
            yield carrier


def _carrier(article: _Article, corrected: _Corrections, *, carries: bool) -> Iterator[Carrier]:
    """Yield the carrier that an article is, or perhaps is. `carries` says that it was one."""
    own = _dates(article.corrections)
    if corrected.put_right(own):
        return
    doubt = None
    if not (carries and corrected.not_put_right(own)):
        doubt = _doubt(article, own, corrected)
    yield Carrier(*article[:5], doubt)


def _doubt(article: _Article, own: Sequence[str | None], corrected: _Corrections) -> str:
    """Return why it is not known whether an article still carries what was corrected."""
    if not corrected.recorded:
        return "no correction of the claim is recorded"
    if corrected.last is None:
        return "the correction has no date"
    if own:
        return (
            "its own correction has no date" if None in own else "its own correction may be older"
        )
    return "it may retell the corrected text" if article.date else "it has no date"


def _retellings(index: Index, key: str) -> Iterator[_Article]:
    """Yield the articles that retell one, then those that retell these, each once."""
    seen, level = {key}, [key]
    everything: Mapping[str, Sequence[_Article]] | None = None
    for step in count():
        if step == STEPS:  # where trails are that long, most articles belong to them
            everything = _by_retold(index)
        if everything is None:
            found = list(records_with(index, "articles.retells", level, _Article))
        else:
            found = [article for retold in level for article in everything.get(retold, ())]
        new = {article.id: article for article in found if article.id not in seen}
        yield from new.values()
        seen.update(new)
        level = list(new)
        if not level:
            return


def _by_retold(index: Index) -> Mapping[str, Sequence[_Article]]:
    """Return all articles by what they retell."""
    retelling: dict[str, list[_Article]] = defaultdict(list)
    for article in records_with(index, "articles.id", None, _Article):
        for retold in article.retells:
            retelling[retold].append(article)
    return retelling


def _dates(corrections: object) -> list[str | None]:
    assert isinstance(corrections, list)  # noqa: S101 - a list is always one
    return [correction["date"] for correction in corrections]


def _last(dates: Sequence[str | None]) -> _Corrections:
    """Return when the last of some corrections was made; without any, that is not known."""
    dated = [date for date in dates if date]
    first = max(map(earliest, dated), default=None)
    last = max(map(latest, dated)) if dated and len(dated) == len(dates) else None
    return _Corrections(first, last, recorded=bool(dates))
