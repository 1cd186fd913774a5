"""An attribution put as a claim has it: its words as the text of the claim, and the verb of saying.

Both are proposals. Whoever reads the draft puts the text in words of her own.
"""

import re
from functools import reduce

from ..attributing.attribution import Attribution, Kind
from ..attributing.languages.language import Language
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
    if attribution.kind is Kind.PARTIAL and _is_calling(text, attribution, language):
        words = _as_called(words, language)
    first, _, more = words.partition(" ")
    if more and first in language.words("conjunctions"):
        words = more
    return _ended(words[:1].upper() + words[1:])


def _is_calling(text: ArticleText, attribution: Attribution, language: Language) -> bool:
    """Return whether a verb says what somebody or something is called: called it “a sad joke”."""
    verb = verb_of(text, attribution, language)
    return not language.words("calling").isdisjoint(verb.split())


def _as_called(words: str, language: Language) -> str:
    """Return an object and what it is called as a clause: it “a sad joke” → it is “a sad joke”."""
    found = _CALLED.fullmatch(words)
    if found is None:
        return words
    called, quoted = found["called"], found["quoted"]
    if not language.words("auxiliaries").isdisjoint(called.split()):
        return words
    subjects = dict(pair.split("=") for pair in language.words("subjects_of_objects"))
    subject, _, verb = subjects.get(called, f"{called}+is").partition("+")
    return f"{subject} {verb} {quoted}"


# At most six words without a sign, then a quotation.
_CALLED = re.compile(rf"(?P<called>[\w'’-]+(?: [\w'’-]+){{0,5}}) (?P<quoted>[{MARKS}].*)")


def verb_of(text: ArticleText, attribution: Attribution, language: Language) -> str:
    """Return the verb or phrase of saying, without adverbs; empty where there is none."""
    words = [word for span in attribution.cue for word in text.content[slice(*span)].split()]
    adverbs = language.words("adverbs")
    kept = [word for word in map(str.lower, words) if word not in adverbs] or words
    verb = " ".join(kept)
    return verb if any(map(str.isalpha, verb)) else ""


def denial_of(text: ArticleText, attribution: Attribution, language: Language) -> str:
    """Return the verb with which words are denied; empty where they are said, or quoted whole."""
    if attribution.kind is Kind.DIRECT:
        return ""
    verb = verb_of(text, attribution, language)
    return verb if language.words("denials").intersection(verb.split()) else ""


def _without_repeated(text: ArticleText, span: Span) -> str:
    """Return the words of a stretch without the marks that repeat an opening mark."""
    repeated = text.quotations.repeated
    return "".join(text.content[at] for at in range(*span) if at not in repeated)


def _after(words: str, more: str) -> str:
    """Return words with those of the next stretch, which may begin a sentence."""
    return f"{_ended(words) if words and more[:1].isupper() else words} {more}"


def _ended(words: str) -> str:
    """Return words with the point of a sentence, in the place of a comma before a closing mark."""
    bare = words.rstrip(MARKS)
    if bare[-1:] in _ENDS:
        return words
    if bare != words and bare.endswith(","):
        return f"{bare[:-1]}.{words[len(bare) :]}"
    return f"{words}."
