"""Partial quotations: a wording with the quote that stands in it.

Most quotes stand there letter by letter. Only for the others is the typography compared, which
takes a hundred times as long, and a while to import.
"""

_MARKS = frozenset('"“”„«»「」')  # of most texts
_BEFORE = _MARKS | {" ", ""}
_AFTER = _BEFORE | frozenset(",;:!?")
_FEW = 8  # characters before a quote in which a number would end


def holds(wording: str, quote: str) -> bool:
    """Return whether a wording has the words of a quote, as `verify` finds words in a text."""
    if _stands(wording, quote):
        return True
    from ..verifying.holding import held

    return held(wording, quote) is not None


def lacks_marks(wording: str, quote: str) -> bool:
    """Return whether a wording has the words of a quote, but no quotation marks around them."""
    start, end = _place(wording, quote)
    if start > 0 and _MARKS.issuperset((wording[start - 1], wording[end : end + 1])):
        return False
    from ..verifying.holding import held

    found = held(wording, quote)
    return found is not None and not found.marked


def _place(wording: str, quote: str) -> tuple[int, int]:
    """Return where a quote first stands letter by letter, and where it ends; -1 for nowhere."""
    start = wording.find(quote)
    return start, start + len(quote)


def _stands(wording: str, quote: str) -> bool:
    """Whether a quote stands letter by letter, and is surely no part of a word or a number."""
    start, end = _place(wording, quote)
    if start < 0:
        return False
    before, after = wording[max(0, start - 1) : start], wording[end : end + 1]
    if before and _MARKS.issuperset((before, after)):
        return True
    ends = quote[0] + quote[-1]
    in_words = ends.isascii() and ends.isalpha()
    after_number = wording[max(0, start - _FEW) : start].rstrip()[-1:].isdigit()  # 5 million
    return in_words and not after_number and before in _BEFORE and after in _AFTER
