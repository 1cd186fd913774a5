"""An attribution put as a claim has it: its words as the text of the claim, and the verb of saying.

Both are proposals. Whoever reads the draft puts the text in words of her own.
"""

from functools import reduce

from ..attributing.attribution import Attribution, Kind
from ..attributing.language import Language
from ..verifying import ArticleText
from ..verifying.paragraphs import Span
from ..verifying.quotations import MARKS
from .passages import quoted_in, stretches_of

_ENDS = ".!?…。！？"


def text_of(text: ArticleText, attribution: Attribution, language: Language) -> str:
    """Return the words of an attribution as a sentence, without the conjunction before them."""
    stretches = stretches_of(text, attribution)
    if attribution.kind is Kind.DIRECT:
        stretches = quoted_in(text, stretches) or stretches
    written = (" ".join(_without_repeated(text, span).split()) for span in stretches)
    words = reduce(_after, written, "").lstrip()
    first, _, more = words.partition(" ")
    if more and first in language.words("conjunctions"):
        words = more
    return words[:1].upper() + words[1:] + _point(words)


def verb_of(text: ArticleText, attribution: Attribution, language: Language) -> str:
    """Return the verb or phrase of saying, without adverbs; empty where there is none."""
    words = [word for span in attribution.cue for word in text.content[slice(*span)].split()]
    adverbs = language.words("adverbs")
    kept = [word for word in map(str.lower, words) if word not in adverbs] or words
    verb = " ".join(kept)
    return verb if any(map(str.isalpha, verb)) else ""


def _without_repeated(text: ArticleText, span: Span) -> str:
    """Return the words of a stretch without the marks that repeat an opening mark."""
    repeated = text.quotations.repeated
    return "".join(text.content[at] for at in range(*span) if at not in repeated)


def _after(words: str, more: str) -> str:
    """Return words with those of the next stretch, which may begin a sentence."""
    return f"{words}{_point(words) if words and more[:1].isupper() else ''} {more}"


def _point(words: str) -> str:
    """Return the point that a sentence of these words needs."""
    return "" if words.rstrip(MARKS)[-1:] in _ENDS else "."
