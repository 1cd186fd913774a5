"""Answers of Google's Fact Check Tools API → rows: one answer, or several pages of them."""

from collections.abc import Iterator

from ...extracting.linked_data.lenient import Malformed, pieces
from ...extracting.linked_data.linked import Node, TooMuch, listed, plain
from ...model.problems import Problem, plural, shortened
from ..content import Content
from ..forms import Sample
from ..rows import Layout, Row
from .feeds import noted

_MEND = "save the answer as it came, or leave such parts out with --keep-going"
_MORE = "ask for it with pageToken, and give both files to 'coalition import'"
_KNOWN = {"claims", "results", "nextPageToken", "error"}  # keys of an answer
_CLAIM_KEYS = {"claimReview", "claimant", "claimDate"}


def is_one(sample: Sample) -> bool:
    """Whether JSON has a list of claims with their reviews, as that service gives it."""
    return any(_is_answer(top) for value in sample.values for top in listed(value))


def rows(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield a row for each claim; its reviews are a list in it."""
    del layout  # an answer has one list
    more = False
    for piece in pieces(content.whole()):
        line = piece.line
        if isinstance(piece, Malformed):
            yield _problem(content, piece.message, line, piece.column)
        elif not isinstance(piece.value, dict):
            yield _problem(content, "expected an object", line)
        elif piece.key:
            yield _row(content, piece.value.get("claim", piece.value), line)
        elif "claimReview" in piece.value:
            yield _row(content, piece.value, line)
        else:
            yield from _answer(content, piece.value, line)
            more = bool(piece.value.get("nextPageToken"))
    if more:
        noted(content, "the service has more than this: there is a nextPageToken", _MORE)


def _answer(content: Content, answer: Node, line: int) -> Iterator[Row | Problem]:
    """Yield what an answer has besides a list that was read item by item."""
    if others := sorted(answer.keys() - _KNOWN):
        names = shortened(", ".join(others))
        message = f"{plural(len(others), 'key')} of an answer left out: {names}"
        noted(content, message, "only its claims are read; look there if some are missing")
    error = answer.get("error")
    if error is not None:
        said = error.get("message") if isinstance(error, dict) else error
        yield _problem(content, f"the service answered with an error: {said}", line)
    for key in ("claims", "results"):
        for claim in listed(answer.get(key)):
            inner = claim.get("claim", claim) if isinstance(claim, dict) else claim
            yield _row(content, inner, line)


def _row(content: Content, claim: object, line: int) -> Row | Problem:
    try:
        values = plain(claim)
    except TooMuch as much:
        return _problem(content, str(much), line)
    if not isinstance(values, dict):
        return _problem(content, "expected a claim", line)
    if "claimReview" in values:
        values["claimReview"] = [_review(one) for one in listed(values["claimReview"])]
    return Row(line, values)


def _review(review: object) -> object:
    if isinstance(review, dict) and isinstance(review.get("publisher"), str):
        return {**review, "publisher": {"name": review["publisher"]}}
    return review


def _is_answer(top: object) -> bool:
    if not isinstance(top, dict):
        return False
    if "claimReview" in top:
        return "text" in top
    claims = [*listed(top.get("claims")), *listed(top.get("results"))]
    inner = [one.get("claim", one) for one in claims if isinstance(one, dict)]
    return any(isinstance(one, dict) and one.keys() & _CLAIM_KEYS for one in inner)


def _problem(content: Content, message: str, line: int, column: int = 1) -> Problem:
    return Problem("bad-row", message, _MEND, content.name, line, column)
