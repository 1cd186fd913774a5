"""Partial quotations: a wording with the quote that stands in it."""

_MARKS = frozenset('"“”„«»「」')  # of most texts


def holds(wording: str, quote: str) -> bool:
    """Return whether a wording has the words of a quote, as `verify` finds words in a text."""
    if _is_plain(wording, quote):
        return True
    from ..verifying.holding import held  # takes a while to import, and few need it

    return held(wording, quote) is not None


def lacks_marks(wording: str, quote: str) -> bool:
    """Return whether a wording has the words of a quote, but no quotation marks around them."""
    if _is_plain(wording, quote):
        return False
    from ..verifying.holding import held  # as above

    found = held(wording, quote)
    return found is not None and not found.marked


def _is_plain(wording: str, quote: str) -> bool:
    """Whether a quote stands letter by letter in a wording, with a mark on each side."""
    start = wording.find(quote)
    end = start + len(quote)
    return start > 0 and _MARKS.issuperset((wording[start - 1], wording[end : end + 1]))
