"""A ClaimReview → a row of one shape, however a page has written it.

What a claim takes stands at one path, whatever the page has there; all other values keep their
own. docs/importing.md says what is brought into shape, and maps/claimreview.map.yaml takes it.
"""

import re

from ...extracting.linked_data.lenient import local
from ...extracting.linked_data.linked import Node, Ways, identity, kinds, listed, only_refers
from .shaping import Shaping, as_object, distinct, of_kind, works

REVIEW = "ClaimReview"
NAMED = "claimReviewed"  # the key of a review that no other node has
CLAIM = "Claim"
# What leads from a review to what is said of it elsewhere in the document, and on from there.
_OF_SPEAKER: Ways = {"affiliation": {}, "worksFor": {}, "memberOf": {}}
_WORK: Ways = {"author": {}, "publisher": {}}
_ITEM: Ways = {
    "author": _OF_SPEAKER,
    "creator": _OF_SPEAKER,
    "appearance": _WORK,
    "firstAppearance": _WORK,
}
WAYS: Ways = {"author": {}, "publisher": {}, "reviewRating": {}, "itemReviewed": _ITEM}
_NUMBER = re.compile(r"\s*[-+\u2212]?[0-9]*[.,]?[0-9]+\s*")
# What says where an old review read the claim: the work was the item, and the claim had none.
_OF_WORK = ("@type", "name", "headline", "url", "sameAs", "publisher", "isPartOf")
_SCALE = ("ratingValue", "bestRating", "worstRating")
_SINGLE = ("url", "name", "headline", "datePublished", "dateCreated")


def is_review(node: Node) -> bool:
    """Whether a node is the review of a claim. Some dumps leave out the type."""
    if identity(node) and only_refers(node):
        return False
    named = kinds(node)
    if named:
        return REVIEW in named or ("Review" in named and _states_claim(node))
    return _states_claim(node)


def _states_claim(node: Node) -> bool:
    return any(local(key) == NAMED for key in node)


def row(review: Node, page: str = "") -> Node:
    """Return the row of a review. `page` is the address where it stands, if that is known."""
    review, shaping = dict(review), Shaping(page)
    for key in (*_SINGLE, "dateModified", "inLanguage"):
        shaping.single(review, key)
    shaping.words(review, "claimReviewed")
    _reviewer(review, shaping)
    _item(review, shaping)
    _rating(review, shaping)
    if page and not review.get("url") and "mainEntityOfPage" not in review:
        review["url"] = page
    shaping.whole_address(review)
    if shaping.more:
        review[free(review, "more")] = shaping.more
    return review


def free(node: Node, key: str) -> str:
    """Return a key that a node does not have."""
    while key in node:
        key += "_"
    return key


def _reviewer(review: Node, shaping: Shaping) -> None:
    """Leave as the author the house that reviews: what a person writes, a house publishes."""
    publisher = shaping.thing(review, "publisher")
    authors = [as_object(one, "name") for one in listed(review.pop("author", None))]
    named = [one for one in authors if one.get("name") or one.get("url")]
    houses = [one for one in named if kinds(one) != ["Person"]]
    first = next(iter(houses or ([] if publisher else named)), None)
    if others := [one for one in authors if one is not first]:
        shaping.keep("author", others)
    if first is not None:
        review["author"] = first
        author = shaping.thing(review, "author")
        if author and author == publisher and "@id" in author:
            review["publisher"] = {"@id": author["@id"]}  # the same house: refer to it
    for key in ("author", "publisher"):
        house = review.get(key)
        if isinstance(house, dict) and kinds(house) != ["Person"]:  # a source is no person
            of_kind(house)


def _item(review: Node, shaping: Shaping) -> None:
    """Bring what was reviewed into the shape of a Claim, with a list of its appearances."""
    item = shaping.thing(review, "itemReviewed")
    if item is None:
        return
    given = [*works(item.pop("firstAppearance", None), first=True)]
    given += works(item.pop("appearance", None))
    if work := _work_reviewed(item, review):
        given[:0] = [*works([work]), *works(shaping.more.pop("itemReviewed.url", None))]
    for key in ("datePublished", "dateCreated"):
        shaping.single(item, key, "itemReviewed.")
    shaping.words(item, "text", "itemReviewed.")
    _speaker(item, shaping)
    others = listed(shaping.more.get("itemReviewed"))
    for other in others:
        if isinstance(other, dict):  # the same claim, read elsewhere
            given += works(other.pop("firstAppearance", None), first=True)
            given += works(other.pop("appearance", None))
    if given:
        item["appearance"] = distinct([_work(work, shaping.page) for work in given])


def _work_reviewed(item: Node, review: Node) -> Node | None:
    """Take out of an item what says where the claim was read.

    An old review has the work itself as its item. The address of a claim is where it stands, if it
    is not that of its review.
    """
    if "url" in item and item["url"] == review.get("url"):
        return None
    if CLAIM in kinds(item):
        return {"url": item.pop("url")} if "url" in item else None
    names_work = {"name"} if "claimReviewed" in review else set()
    if not item.keys() & {"headline", "url", "publisher", *names_work}:
        return None
    work = {key: item.pop(key) for key in _OF_WORK if key in item}
    if "datePublished" in item:
        work["datePublished"] = item["datePublished"]
    return work


def _speaker(item: Node, shaping: Shaping) -> None:
    """Leave one speaker, as the author of the item."""
    if not listed(item.get("author")) and "creator" in item:
        item["author"] = item.pop("creator")
    path = "itemReviewed.author."
    speaker = shaping.thing(item, "author", "itemReviewed.")
    if speaker is None:
        return
    of_kind(speaker)
    shaping.single(speaker, "jobTitle", path)
    for key in _OF_SPEAKER:
        house = shaping.thing(speaker, key, path)
        if house and kinds(house) == ["Organization"]:  # as schema.org expects it
            house.pop("@type", None)
    if "sameAs" in speaker:
        speaker["sameAs"] = listed(speaker["sameAs"])


def _work(work: Node, page: str) -> Node:
    """Bring a work where the claim appears into shape. What it has more of stays with it."""
    shaping = Shaping(page)
    for key in ("name", "headline", "url", "datePublished", "inLanguage"):
        shaping.single(work, key)
    shaping.thing(work, "publisher")
    if "author" in work:
        work["author"] = [as_object(one, "name") for one in listed(work["author"])]
    known = work.get("@id")
    if "url" not in work and isinstance(known, str) and known.startswith(("http:", "https:")):
        work["url"] = work.pop("@id")
    shaping.whole_address(work)
    if kinds(work) == ["CreativeWork"]:  # as schema.org expects it: that says nothing
        work.pop("@type", None)
    if shaping.more:
        work[free(work, "more")] = shaping.more
    return work


def _rating(review: Node, shaping: Shaping) -> None:
    """Leave one rating: the words of the verdict, and numbers only where they are one."""
    given = listed(review.get("reviewRating"))
    is_number = bool(given) and _number(given[0]) is not None
    rating = shaping.thing(
        review, "reviewRating", name="ratingValue" if is_number else "alternateName"
    )
    if rating is None:
        return
    for key in ("ratingExplanation", *_SCALE):
        shaping.single(rating, key, "reviewRating.")
    shaping.words(rating, "alternateName", "reviewRating.")
    if not _is_text(rating.get("alternateName")):
        value = rating.get("ratingValue")
        words = ["ratingValue"] if _is_text(value) and _number(value) is None else []
        words += [key for key in ("name", "ratingExplanation") if _is_text(rating.get(key))]
        if words:
            rating["alternateName"] = rating.pop(words[0])
    if _is_none(rating):
        for key in _SCALE:
            if key in rating:
                shaping.keep(f"reviewRating.{key}", rating.pop(key))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) < 1e300 else None
    if isinstance(value, str) and len(value) < 100 and _NUMBER.fullmatch(value):
        return float(value.replace(",", ".").replace("\u2212", "-"))
    return None


def _is_none(rating: Node) -> bool:
    """Whether a rating is none: -1 of -1 to -1, on a scale without length, or outside of it."""
    value, best, worst = (_number(rating.get(key)) for key in _SCALE)
    given = {number for number in (value, best, worst) if number is not None}
    if len(given) == 1 and given.pop() < 0:
        return True
    if best is None or worst is None:
        return False
    return best == worst or (
        value is not None and not min(best, worst) <= value <= max(best, worst)
    )
