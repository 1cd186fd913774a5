"""Whether a gap wrongly joins two quotations.

Two stretches are one quotation if the words between them only say who said both.
"""

import re

from ..words.wordings import placed_words
from .negations import FREQUENT
from .paragraphs import Span
from .quotations import MARKS
from .speech import PRONOUNS, is_verb_of_saying
from .text import ArticleText, sentence_ends

# A point or a comma ends the quoted words before an attribution.
_INTERRUPTS = re.compile(rf"[,.!?…;—–，。！？،؟-][\s{re.escape(MARKS)}]*$")
_LEADS_TO_SPEAKER = re.compile(r"[,!?，！？،؟]\s*$")
_BLANKS = " \n\t\r\xa0\u2009\u202f\u3000"
_LONGEST = 2_000  # code points of a sentence that are looked at
_AT_ENDS = f"{_BLANKS}.,;!?…—–―-"
_GOES_ON = re.compile(r"\s*[,—–-]")
_SENTENCE_END = re.compile(rf"[.!?。！？][\s{re.escape(MARKS)}]*$")
_SEPARATED = re.compile(r"[.,:;!?…—–―،؛，、。！？-]\s*$")
_SIGNS = re.compile(r"[,.:;!?…]")
_NEAR = 40  # code points before a quotation
_WORD_BEFORE = re.compile(rf"(\w+)[{_BLANKS}]+[{re.escape(MARKS)}]+\Z")
_WORD_AFTER = re.compile(rf"[{re.escape(MARKS)}]+[{_BLANKS}]+(\w+)")
_TITLE = 5  # words


def wrongly_joined(text: ArticleText, gap: Span) -> str | None:
    """Return what is wrong where a gap leads from one quotation to another.

    Two quotations that only an attribution separates are one: "Go," she said, "now".
    """
    quotations = text.quotations
    first, second = quotations.at(gap.start - 1), quotations.at(gap.end)
    if first is None or second is None or first == second:
        return None
    if not all(_is_title(text, one) for one in quotations.between(first, second)):
        return "another quotation stands between"
    same_paragraph = text.paragraph(first.end - 1) == text.paragraph(second.start)
    if not (same_paragraph and _only_attributes(text, first, second)):
        return "separate quotations are joined"
    return None


def _is_title(text: ArticleText, quotation: Span) -> bool:
    """Return whether a quotation may be the name of a newspaper: she told the “Sarn Post”.

    It is none beside a verb of saying, or behind a sign.
    """
    words = text.content[slice(*quotation)].rstrip(f"{_BLANKS}.,")
    if not words[:1].isupper() or _SIGNS.search(words) or len(words.split()) > _TITLE:
        return False
    before = _WORD_BEFORE.search(text.content, max(0, quotation.start - _NEAR), quotation.start)
    after = _WORD_AFTER.match(text.content, quotation.end)
    beside = [before, after] if after else [before]
    return all(word and not is_verb_of_saying(word[1].casefold()) for word in beside)


def _only_attributes(text: ArticleText, first: Span, second: Span) -> bool:
    """Return whether the words between two quotations only say who said both."""
    content = text.content
    between = content[first.end : second.start].lstrip(MARKS)
    clause = between.strip(f"{MARKS}{_AT_ENDS}")
    interrupts = _INTERRUPTS.search(content[first.start : first.end]) or _GOES_ON.match(between)
    if not interrupts or between.rstrip(f"{MARKS}{_BLANKS}").endswith((":", "：")):
        return False
    end = content.rfind(clause, first.end, second.start) + len(clause)
    if next(sentence_ends(content, Span(first.end, end)), None):
        return False
    if not _interrupts(content, first, second, clause):
        return False
    return _is_one_speaker(clause, _attribution(text, second))


def _interrupts(content: str, first: Span, second: Span, clause: str) -> bool:
    """Return whether a clause interrupts one quotation, and does not lead to another.

    Punctuation separates it from the second: "Go," she said, "now", not "go," she was "sure". After
    a point it is a sentence of its own: "Go." He wrote, "Now." After ! or ? it may be one.
    """
    between = content[first.end : second.start].rstrip(f"{MARKS}{_BLANKS}")
    if clause and not _SEPARATED.search(between):
        return False
    ended = _SENTENCE_END.search(content, first.start, first.end)
    if not ended or not clause[:1].isupper() or _GOES_ON.match(between.lstrip(MARKS)):
        return True
    leads_on = not _SENTENCE_END.search(between)
    return ended[0][0] in "!?！？" and not (leads_on and content[second.start].isupper())


def _attribution(text: ArticleText, quotation: Span) -> str:
    """Return the rest of the sentence after a quotation that ends in a comma, ! or ?."""
    if not _LEADS_TO_SPEAKER.search(text.content, quotation.start, quotation.end):
        return ""
    paragraph = text.paragraphs[text.paragraph(quotation.start) - 1]
    rest = Span(quotation.end, min(paragraph.end, quotation.end + _LONGEST))
    end = next(sentence_ends(text.content, rest), None)
    return text.content[rest.start : end.start() if end else rest.end]


def _is_one_speaker(clause: str, attribution: str) -> bool:
    """Return whether two attributions may name one speaker: by a pronoun, or by a shared word."""
    first, second = ({word.word for word in placed_words(text)} for text in (clause, attribution))
    shared = {word for word in first & second if not is_verb_of_saying(word)} - FREQUENT
    return not second or bool(shared or second & PRONOUNS)
