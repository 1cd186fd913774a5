"""Why somebody is not named, where an article says it.

an official who asked not to be named because the talks are private      because the talks …
a diplomat, granted anonymity to speak candidly,                         to speak candidly
two people, speaking on condition of anonymity                           on condition of anonymity
"""

import re

from ..grammar.tokens import Tokens
from .wordlists import Wordlists

_END = re.compile(r"[,;:()\[\]—–“”\"„«»]|--|\s[-]\s|''|(?<=[\w)])\.(?=\s|$)|\n\s*\n")


_BEFORE, _AFTER = 60, 150  # tokens around a source that are looked at


def anonymity_reason(tokens: Tokens, source: range, words: Wordlists) -> str:
    """Return why the source of some tokens is not named: in its sentence, or in the one after it.

    Empty where the article does not say it.
    """
    if not words.anonymity:
        return ""
    number = source.start
    sentence = tokens.sentence(number)
    paragraph = tokens.paragraph(number)
    for each in (sentence, sentence + 1):
        if (
            each >= len(tokens.sentences)
            or tokens.paragraph(tokens.sentences[each].start) != paragraph
        ):
            break
        whole = tokens.sentences[each]
        near = range(max(whole.start, number - _BEFORE), min(whole.stop, number + _AFTER))
        if near and (reason := _reason(tokens, near, source, words)):
            return reason
    return ""


def asks_not_to_be_named(tokens: Tokens, numbers: range, words: Wordlists) -> bool:
    """Return whether some tokens say that somebody is not to be named."""
    span = tokens.span(numbers)
    return any(pattern.search(tokens.content, *span) for pattern in words.anonymity)


def _reason(tokens: Tokens, sentence: range, source: range, words: Wordlists) -> str:
    span = tokens.span(sentence)
    text = tokens.content[span.start : span.end]
    credited = tokens.span(source).end - span.start  # behind it stands what the source says
    asked = sorted(
        (found for pattern in words.anonymity for found in pattern.finditer(text)),
        key=lambda found: found.start("short"),
    )
    unquoted = [one for one in asked if tokens[tokens.at(span.start + one.start())].quotation == -1]
    if not unquoted:
        return ""
    stated = ((one, words.because.match(text, one.end())) for one in unquoted)
    found, because = min(stated, key=lambda one: one[1] is None)  # the first that says why
    begin = because.start(1) if because else found.start("short")
    end = _END.search(text, max(begin, found.end()))
    past = end.start() if end else len(text)
    if found.end() <= credited:
        past = min(past, credited)
    if not because:
        past = min(past, _said_from(text, found.end(), words))
    return " ".join(text[begin:past].split()).rstrip(". ")


def _said_from(text: str, start: int, words: Wordlists) -> int:
    """Return where a verb of saying begins, which is no part of a reason; else the end."""
    found = re.compile(r"[^\W\d_]+").finditer(text, start)
    return next((word.start() for word in found if word[0] in words.said), len(text))
