"""Partial quotations: a wording with the quote that stands in it."""

_MARKS = frozenset('"“”„«»「」')  # of most texts


def holds(wording: str, quote: str) -> bool:
    """Return whether a wording has the words of a quote, as `verify` finds words in a text."""
    at = wording.find(quote)
    if at > 0 and _MARKS.issuperset(
        (wording[at - 1], wording[at + len(quote) : at + len(quote) + 1])
    ):
        return True
    from ..verifying.holding import held  # takes a while to import, and most quotes end here

    return held(wording, quote) is not None
