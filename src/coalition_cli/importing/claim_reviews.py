"""A ClaimReview → a row of one shape, however a page has written it.

schema.org lets any property be absent, a value, or a list, and a text stand for what has that name.
Where a claim takes one, and the page has several, the first stays at its path, and the others go
under `more`, by theirs. All other values keep their path. See docs/importing.md.
"""

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from .linked import CLAIM, Node, kinds, listed

_ADDRESS = re.compile(r"(?:https?:)?//[^\s/]+\S*$", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[-+\u2212]?[0-9]*[.,]?[0-9]+\s*")
# What says where an old review read the claim: the work was the item, and the claim had none.
_OF_WORK = ("@type", "name", "headline", "url", "sameAs", "publisher", "isPartOf")
_SCALE = ("ratingValue", "bestRating", "worstRating")
_SINGLE = ("claimReviewed", "url", "name", "headline", "datePublished", "dateModified")


class _Shaping:
    """Brings one review into its shape, and keeps what there is more of than a claim takes."""

    def __init__(self, review: Node, page: str) -> None:
        self.review = dict(review)
        self.page = page
        self.more: Node = {}

    def row(self) -> Node:
        review = self.review
        for key in (*_SINGLE, "inLanguage"):
            self.single(review, (key,))
        self.reviewer()
        self.item()
        self.rating()
        if self.page and "url" not in review and "mainEntityOfPage" not in review:
            review["url"] = self.page
        self.absolute(review)
        for key in ("author", "publisher"):
            self.absolute(review.get(key))
        if self.more:
            review["more"] = self.more
        return review

    def single(self, node: Node, path: tuple[str, ...]) -> None:
        """Leave the first value of the last key of a path in the node; no key without a value."""
        key = path[-1]
        first, *others = listed(node.get(key)) or [None]
        if first is None:
            node.pop(key, None)
            return
        node[key] = first
        if others:
            self.keep(path, others)

    def keep(self, path: tuple[str, ...], values: object) -> None:
        """Keep what a claim has no place for under its own path."""
        inner = self.more
        for key in path[:-1]:
            inner = inner.setdefault(key, {})  # type: ignore[assignment]
        inner[path[-1]] = values

    def thing(self, node: Node, path: tuple[str, ...], name: str = "name") -> Node | None:
        """Leave one object at the last key of a path: a text stands for what has that name."""
        key = path[-1]
        self.single(node, path)
        if key not in node:
            return None
        node[key] = found = _object(node[key], name)
        for inner in ("name", "url"):
            self.single(found, (*path, inner))
        return found

    def reviewer(self) -> None:
        """Leave the house that reviews: what a person writes, a house publishes."""
        review = self.review
        self.thing(review, ("publisher",))
        authors = [_object(one, "name") for one in listed(review.pop("author", None))]
        houses = [one for one in authors if kinds(one) != ["Person"]]
        first = houses[0] if houses else None
        if first is None and authors and "publisher" not in review:
            first = authors[0]
        if first is not None:
            review["author"] = first
            self.thing(review, ("author",))
            known = first.get("@id")
            if known and review.get("publisher") == first:
                review["publisher"] = {"@id": known}  # the same house, as a page would refer to it
        others = [one for one in authors if one is not first]
        if others:
            self.keep(("author",), others)

    def item(self) -> None:
        """Bring what was reviewed into the shape of a Claim, with a list of its appearances."""
        review = self.review
        item = self.thing(review, ("itemReviewed",))
        if item is None:
            return
        works = [*_works(item.pop("firstAppearance", None), first=True)]
        works += _works(item.pop("appearance", None))
        if CLAIM not in kinds(item) and item.keys() & {"headline", "url", "publisher"}.union(
            {"name"} if "claimReviewed" in review else ()
        ):
            work = {key: item.pop(key) for key in _OF_WORK if key in item}
            if "datePublished" in item:
                work["datePublished"] = item["datePublished"]
            works.insert(0, work)
        for key in ("text", "datePublished", "dateCreated"):
            self.single(item, ("itemReviewed", key))
        self.speaker(item)
        others = self.more.get("itemReviewed")
        if isinstance(others, list):
            works += self.works_of(others)
        if works:
            item["appearance"] = _distinct(map(self.work, works))

    def works_of(self, others: list[object]) -> Iterable[Node]:
        """Take the appearances out of what else was reviewed: the same claim, read elsewhere."""
        for number, other in enumerate(others):
            if isinstance(other, dict):
                others[number] = other = dict(other)
                for key in ("firstAppearance", "appearance"):
                    yield from _works(other.pop(key, None), first=key == "firstAppearance")

    def speaker(self, item: Node) -> None:
        path = ("itemReviewed", "author")
        if "author" not in item and "creator" in item:
            path = ("itemReviewed", "creator")
        speaker = self.thing(item, path)
        if speaker is None:
            return
        for key in ("jobTitle", "affiliation", "worksFor", "memberOf"):
            self.single(speaker, (*path, key))
            if key != "jobTitle" and key in speaker:
                speaker[key] = _object(speaker[key], "name")
        if "sameAs" in speaker:
            speaker["sameAs"] = listed(speaker["sameAs"])
        self.absolute(speaker)

    def work(self, work: Node) -> Node:
        """Bring an appearance into its shape: its own lists stay where they are."""
        for key in ("name", "headline", "url", "datePublished", "inLanguage"):
            first, *others = listed(work.get(key)) or [None]
            if first is not None:
                work[key] = first
            if others:
                more = work.setdefault("more", {})
                more[key] = others  # type: ignore[index]
        publisher, *others = listed(work.get("publisher")) or [None]
        if publisher is not None:
            work["publisher"] = _object(publisher, "name")
        if others:
            more = work.setdefault("more", {})
            more["publisher"] = others  # type: ignore[index]
        if "author" in work:
            work["author"] = [_object(one, "name") for one in listed(work["author"])]
        known = work.get("@id")
        if "url" not in work and isinstance(known, str) and _ADDRESS.match(known):
            work["url"] = work.pop("@id")
        self.absolute(work)
        return work

    def rating(self) -> None:
        """Leave the words of the verdict, and the number only where there is a scale for it."""
        review = self.review
        given = listed(review.get("reviewRating"))
        name = "alternateName" if given and _number(given[0]) is None else "ratingValue"
        self.single(review, ("reviewRating",))
        if "reviewRating" not in review:
            return
        review["reviewRating"] = rating = _object(review["reviewRating"], name)
        for key in ("alternateName", "name", "ratingExplanation", *_SCALE):
            self.single(rating, ("reviewRating", key))
        if not _is_text(rating.get("alternateName")):
            words = [key for key in ("name", "ratingExplanation") if _is_text(rating.get(key))]
            value = rating.get("ratingValue")
            if _is_text(value) and _number(value) is None:
                words.insert(0, "ratingValue")
            if words:
                rating["alternateName"] = rating.pop(words[0])
        if _is_none(rating):
            for key in _SCALE:
                if key in rating:
                    self.keep(("reviewRating", key), rating.pop(key))

    def absolute(self, node: object) -> None:
        """Make the address of a node whole, where the page says its own."""
        if isinstance(node, dict) and isinstance(node.get("url"), str):
            node["url"] = absolute(node["url"], self.page)


def row(review: Node, page: str = "") -> Node:
    """Return the row of a review. `page` is the address where it stands, if that is known."""
    return _Shaping(review, page).row()


def absolute(url: str, page: str) -> str:
    """Return a whole address; as it stands where it is none, or the page does not say its own."""
    url = url.strip()
    try:
        return urljoin(page, url) if page and url else url
    except ValueError:
        return url


def _object(value: object, name: str) -> Node:
    """Return an object; a text stands for one that has this name, or this address."""
    if isinstance(value, dict):
        return dict(value)
    is_address = isinstance(value, str) and _ADDRESS.match(value.strip())
    return {"url" if is_address else name: value}


def _works(value: object, *, first: bool = False) -> Iterable[Node]:
    for one in listed(value):
        yield _object(one, "name") | ({"firstAppearance": True} if first else {})


def _distinct(works: Iterable[Node]) -> list[Node]:
    """Return each work once: many pages list the first appearance among the others too."""
    kept: list[Node] = []
    by_address: dict[object, Node] = {}
    for work in works:
        url = work.get("url")
        before = by_address.setdefault(url, work) if isinstance(url, str) else work
        if before is work or any(before.get(key, value) != value for key, value in work.items()):
            kept.append(work)
        else:
            before.update(work)
    return kept


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) < 1e300 else None
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value.replace(",", ".").replace("\u2212", "-"))
    return None


def _is_none(rating: Node) -> bool:
    """Whether a rating has no place on a scale: -1 of -1 to -1, or outside of what it states."""
    value, best, worst = (_number(rating.get(key)) for key in _SCALE)
    if best is None or worst is None:
        return False
    if best == worst:
        return True
    return value is not None and not min(best, worst) <= value <= max(best, worst)
