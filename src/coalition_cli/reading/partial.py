"""Partial quotations: a wording with the quote that stands in it.

Most quotes stand there letter by letter, but for the shape of marks and the case of the first
letter. Only of the others all typography is compared, which takes a hundred times as long.
"""

from typing import NamedTuple

_SHAPES = str.maketrans("“”„«»‘’\xa0", '"""""\'\' ')
_MARKS = frozenset('"「」')
_BEFORE = _MARKS | {" ", ""}
_AFTER = _BEFORE | frozenset(",;:!?")
# Marks of any language, dashes before direct speech, and ends of paragraphs.
_SIGNS = frozenset("\"'`‚‛‟‹›「」『』﹁﹂﹃﹄｢｣〝〞〟״＂＇—–―-\n\r\u2028\u2029")
_DASHES = frozenset("-‐‑‒–—―−")
_FEW = 8  # characters before a quote in which a number would end


class _Seen(NamedTuple):
    """What is plain to see of a quote in a wording."""

    whole: bool  # it stands there as whole words
    marked: bool | None  # between two quotation marks; None where that is not plain


def holds(wording: str, quote: str) -> bool:
    """Return whether a wording has the words of a quote, as `verify` finds words in a text."""
    if _seen(wording, quote).whole:
        return True
    from ..verifying.holding import held  # takes a while to import, and few need it

    return held(wording, quote) is not None


def lacks_marks(wording: str, quote: str) -> bool:
    """Return whether a wording has the words of a quote, but no quotation marks around them."""
    whole, marked = _seen(wording, quote)
    if whole and marked is not None:
        return not marked
    from ..verifying.holding import held  # as above

    found = held(wording, quote)
    return found is not None and not found.marked


def _seen(wording: str, quote: str) -> _Seen:
    literal = quote in wording
    wording, quote = wording.translate(_SHAPES), quote.translate(_SHAPES)
    start = wording.find(quote)
    if start < 0 and quote[0].isascii():
        start = wording.find(quote[0].swapcase() + quote[1:])
    ends = quote[0] + quote[-1]
    joined = not literal and not _DASHES.isdisjoint(wording)  # a dash may join what it parts
    if start < 0 or joined or not ends.isalnum():
        return _Seen(whole=False, marked=None)
    end = start + len(quote)
    before, after = wording[max(0, start - 1) : start], wording[end : end + 1]
    if before and _MARKS.issuperset((before, after)):
        return _Seen(whole=True, marked=True)
    in_words = ends.isascii() and ends.isalpha() and before in _BEFORE and after in _AFTER
    after_number = wording[max(0, start - _FEW) : start].rstrip()[-1:].isdigit()  # 5 million
    marked = False if _SIGNS.isdisjoint(wording) else None
    return _Seen(in_words and not after_number, marked)
