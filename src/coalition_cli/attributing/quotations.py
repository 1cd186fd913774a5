"""The quotations that no verb of saying introduces: whose words they go on, or by what verb.

“We will go,” Ana Ruiz said. “We will win.”      the second goes on with the first
He wrote to the council:                         the next paragraph is what he wrote
He waved off the “cheap and easy” plan.          no verb of saying: perhaps his words
"""

import re
from collections.abc import Sequence

from ..verifying.paragraphs import Span
from .claims import Claim
from .cues import main_subject, main_verb
from .sentences import Sentence
from .tokens import Tokens

_FEWEST = 3  # words of a quotation that is somebody's words without a verb of saying


_SOLE = re.compile(r"(?:[&B],?|C,)?Q\.*")
_BEGINS = re.compile(r"(?:[&B],?|C,)?Q")


def is_sole(sentence: Sentence) -> bool:
    """Return whether a sentence is a quotation and no more than a word before it."""
    return _SOLE.fullmatch(sentence.pattern) is not None


def begins_quoted(sentence: Sentence) -> Span | None:
    """Return the quotation with which a sentence begins."""
    found = _BEGINS.match(sentence.pattern)
    return sentence.span(found.end() - 1, found.end()) if found else None


def left_over(sentence: Sentence, found: Sequence[Claim]) -> list[Claim]:
    """Return the quotations of a sentence that no claim has, each with the verb before it."""
    done: list[Claim] = []
    for place, letter in enumerate(sentence.pattern):
        if letter != "Q" or len(sentence.units[place].text.split()) < _FEWEST:
            continue
        span = sentence.span(place, place + 1)
        if not any(_holds(claim, span) for claim in (*found, *done)):
            done.append(_by_any_verb(sentence, place))
    return done


def _holds(claim: Claim, span: Span) -> bool:
    return any(start <= span.start and span.end <= end for start, end in claim.content)


def _by_any_verb(sentence: Sentence, place: int) -> Claim:
    verb = main_verb(sentence, place)
    if verb is None:
        return Claim([sentence.span(place, place + 1)], direct=True)
    subject = main_subject(sentence, place)
    source = sentence.span(*subject) if subject else None
    content = sentence.span(verb + 1, place + 1)
    return Claim([content], source, sentence.span(verb, verb + 1), direct=verb + 1 == place)


def leads_on(sentence: Sentence) -> Claim | None:
    """Return who says the next paragraph, where a sentence ends with a colon."""
    if not sentence.pattern.endswith(":"):
        return None
    end = len(sentence.pattern) - 1
    subject = main_subject(sentence, end)
    verb = main_verb(sentence, end)
    if subject is None:
        return None
    cue = sentence.span(verb, verb + 1) if verb is not None else None
    return Claim([], sentence.span(*subject), cue, direct=True)


class Thread:
    """Whose words a quotation goes on that stands by itself."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._last: Claim | None = None  # whose quotation was the last
        self._lead: Claim | None = None  # who was about to say something

    def note(self, sentence: Sentence, found: Sequence[Claim]) -> None:
        """Take note of a sentence that has words of its own, and of its claims."""
        direct = [claim for claim in found if claim.direct]
        quoted = [claim for claim in found if self._ends_quoted(claim)]
        self._last = (direct or quoted or list(found) or [None])[-1]
        self._lead = leads_on(sentence)

    def _ends_quoted(self, claim: Claim) -> bool:
        place = self._tokens.at(claim.content[-1].end) - 1
        return self._tokens[place].quotation >= 0

    def goes_on(self, span: Span, within: bool) -> bool:
        """Take in a quotation that goes on with the one before in its paragraph, if it does."""
        if within and self._last is not None and self._last.direct:
            self._last.content.append(span)
            return True
        return False

    def sole(self, span: Span, *, first: bool) -> Claim | None:
        """Return a new claim for a quotation by itself; None where it goes on with another."""
        lead, self._lead = self._lead, None
        if lead is not None and first:
            lead.content.append(span)
            self._last = lead
            return lead
        if self._last is not None and (not first or self._last.direct):
            self._last.content.append(span)
            return None
        self._last = Claim([span], direct=True)
        return self._last
