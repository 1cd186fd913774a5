"""Whether a gap leads from one quotation to another, or both are one.

Stretches of a quotation are one where what parts them says no more than who said both.
"""

import re

from ..words.wordings import placed_words
from .negations import FREQUENT
from .paragraphs import Span
from .quotations import MARKS
from .speech import PRONOUNS, is_verb_of_saying
from .text import ArticleText, sentence_ends

# An attribution within a quotation: a point or a comma ends the words before it.
_INTERRUPTS = re.compile(rf"[,.!?…;—–，。！？،؟-][\s{re.escape(MARKS)}]*$")
_GOES_BEHIND = re.compile(r"[,!?，！？،؟]\s*$")
_BLANKS = " \n\t\r\xa0\u2009\u202f\u3000"
_AT_ENDS = f"{_BLANKS}.,;!?…—–―-"
_GOES_ON = re.compile(r"\s*[,—–-]")
_SENTENCE_IN = re.compile(rf"[.!?。！？][\s{re.escape(MARKS)}]*$")
_PARTED = re.compile(r"[.,:;!?…—–―،؛，、。！？-]\s*$")


def joined(text: ArticleText, gap: Span) -> str | None:
    """Return what is wrong where a gap leads from one quotation to another.

    Those that are parted by who said them are one: "Go," she said, "now".
    """
    quotations = text.quotations
    one, other = quotations.at(gap.start - 1), quotations.at(gap.end)
    if one is None or other is None or one == other:
        return None
    if quotations.between(one, other):
        return "another quotation stands between"
    if text.paragraph(one.end - 1) != text.paragraph(other.start) or not _attributes(
        text, one, other
    ):
        return "separate quotations are joined"
    return None


def _attributes(text: ArticleText, one: Span, other: Span) -> bool:
    """Whether what stands between two quotations says no more than who said both."""
    content = text.content
    between = content[one.end : other.start].lstrip(MARKS)
    clause = between.strip(f"{MARKS}{_AT_ENDS}")
    interrupts = _INTERRUPTS.search(content[one.start : one.end]) or _GOES_ON.match(between)
    if not interrupts or between.rstrip(f"{MARKS}{_BLANKS}").endswith((":", "：")):
        return False
    end = content.rfind(clause, one.end, other.start) + len(clause)
    if next(sentence_ends(content, Span(one.end, end)), None):
        return False
    if not _interrupted(content, one, other, clause):
        return False
    return _is_one_voice(clause, _attribution(text, other))


def _interrupted(content: str, one: Span, other: Span, clause: str) -> bool:
    """Whether a clause may stand within what is quoted, and does not lead to another quotation.

    Something parts it from what follows: "Go," she said, "now", not "go," she was "sure". Behind a
    point it is a sentence of its own: "Go." He wrote, "Now." So it may be behind other marks.
    """
    between = content[one.end : other.start].rstrip(f"{MARKS}{_BLANKS}")
    if clause and not _PARTED.search(between):
        return False
    ended = _SENTENCE_IN.search(content, one.start, one.end)
    if not ended or not clause[:1].isupper() or _GOES_ON.match(between.lstrip(MARKS)):
        return True
    leads_on = not _SENTENCE_IN.search(between)
    return ended[0][0] in "!?！？" and not (leads_on and content[other.start].isupper())


def _attribution(text: ArticleText, quotation: Span) -> str:
    """Return what stands behind a quotation in its sentence, where that is a comma or the like."""
    if not _GOES_BEHIND.search(text.content, quotation.start, quotation.end):
        return ""
    paragraph = text.paragraphs[text.paragraph(quotation.start) - 1]
    rest = Span(quotation.end, paragraph.end)
    ends = next(sentence_ends(text.content, rest), None)
    return text.content[rest.start : ends.start() if ends else rest.end]


def _is_one_voice(before: str, behind: str) -> bool:
    """Whether two attributions may be of one speaker: by a pronoun, or a word that they share."""
    one, other = ({word.word for word in placed_words(clause)} for clause in (before, behind))
    shared = {word for word in one & other if not is_verb_of_saying(word)} - FREQUENT
    return not other or bool(shared or other & PRONOUNS)
