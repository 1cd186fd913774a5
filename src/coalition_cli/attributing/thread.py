"""Quotations that stand by themselves, and whose words they are.

“We will go,” Ana Ruiz said. “We will win.”      the second goes on with the first
He wrote to the council:                         the next paragraph is what he wrote
Ana Ruiz was worried. It was “as bad as it gets.”    whose words the sentence before has
"""

import re
from collections.abc import Iterator, Sequence

from ..verifying.paragraphs import Span
from ..verifying.quotations import MARKS
from .claims import Claim
from .cues.governing import main_subject
from .cues.pointing import Pointed
from .grammar.sentences import Sentence
from .grammar.tokens import Tokens
from .unintroduced import credited, issued, leads_on, recurring, spoke

_SOLE = re.compile(r"(?:[&B],?|C,)?Q\.*")
_CLOSING = "”\"'’»“"
_BEGINS = re.compile(r"(?:[&B],?|C,)?Q")


def _reaching(sentence: Sentence, found: Sequence[Claim]) -> Claim | None:
    """Return who says the next paragraph too, after a colon: she said it had two faults."""
    end = sentence.span(0, len(sentence.pattern)).end - 1
    if not sentence.pattern.endswith(":"):
        return None
    for claim in found:
        if claim.cue and claim.source and end <= claim.content[-1].end:
            return Claim([], claim.source, claim.cue, direct=True)
    return None


def is_sole(sentence: Sentence) -> bool:
    """Return whether a sentence is a quotation and no more than a word before it."""
    return _SOLE.fullmatch(sentence.pattern) is not None


def begins_quoted(sentence: Sentence) -> Span | None:
    """Return the quotation with which a sentence begins."""
    found = _BEGINS.match(sentence.pattern)
    return sentence.span(found.end() - 1, found.end()) if found else None


class Thread:
    """Whose words a quotation goes on that stands by itself."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.recurring = recurring(tokens)
        self._last: Claim | None = None  # whose quotation was the last
        self._lead: Claim | None = None  # who was about to say something
        self._rest: Sequence[Claim] = ()  # of the sentence before, without a verb of saying
        self._subject: Span | None = None  # of the sentence before, which quotes nobody
        self._spoke: Claim | None = None  # who spoke in it, without any words

    def carry(self, sentence: Sentence, rest: Sequence[Claim]) -> None:
        """Credit quotations without a verb of saying to whom the sentence before credits.

        Where a sentence has somebody else in it who does something, it is not clear whose they are.
        """
        last = self._last
        subject = main_subject(sentence, len(sentence.pattern)) if rest else None
        if subject and "C" in sentence.pattern[slice(*subject)]:
            return
        for claim in rest:
            if claim.source is None and last is not None and last.source is not None:
                claim.source, claim.carried = last.source, True

    def note(self, sentence: Sentence, found: Sequence[Claim], rest: Sequence[Claim]) -> None:
        """Take note of a sentence that has words of its own, of its claims, and of the rest."""
        self._rest = rest
        found = [*found, *rest]
        direct = [claim for claim in found if claim.direct]
        quoted = [claim for claim in found if self._ends_quoted(claim)]
        last = direct or quoted or found
        self._last = last[-1] if last else None
        self._spoke = spoke(sentence, found)
        self._lead = _reaching(sentence, found) or leads_on(sentence) or issued(sentence)
        subject = None if found else main_subject(sentence, len(sentence.pattern))
        self._subject = credited(sentence, subject)

    def _ends_quoted(self, claim: Claim) -> bool:
        place = self._tokens.at(claim.content[-1].end) - 1
        return self._tokens[place].quotation >= 0

    def sign(self, quotation: Span | None, name: Span, dash: Span) -> Iterator[Claim]:
        """Credit a quotation with the name after its dash: this one, or the last by itself."""
        if quotation:
            yield Claim([quotation], name, dash, direct=True, signed=True)
        elif self._last is not None and self._last.cue is None and self._last.direct:
            self._last.source, self._last.cue, self._last.signed = name, dash, True
        self._last = None

    def point(self, sentence: Sentence, credit: Pointed) -> Claim:
        """Return the claim of the sentence before, which a sentence credits to somebody."""
        for claim in self._rest:  # no verb of saying: they are part of what is credited here
            claim.content.clear()
        before = self._tokens.sentences[sentence.number - 1]
        content = self._tokens.span(before)
        end = content.end - (self._tokens[before.stop - 1].text == ".")
        carrier = sentence.span(*credit.carrier) if credit.carrier else None
        source, cue = sentence.span(*credit.source), sentence.span(*credit.cue)
        return Claim([Span(content.start, end)], source, cue, signed=True, carrier=carrier)

    def turn(self, claim: Claim) -> None:
        """Take note of a turn of a transcript."""
        self._last, self._lead, self._subject, self._spoke = claim, None, None, None

    def goes_on(self, span: Span, within: bool) -> bool:
        """Take in a quotation that goes on with the one before in its paragraph, if it does."""
        if within and self._last is not None and self._last.direct:
            self._last.take_in(span)
            return True
        return False

    def sole(self, span: Span, *, first: bool) -> Claim | None:
        """Return a new claim for a quotation by itself; None where it goes on with another."""
        lead, self._lead = self._lead, None
        if not first:
            lead = self._spoke
        if lead is not None:
            lead.take_in(span)
            self._last = lead
            return lead
        if first and self._is_heading(span):
            self._last = None
            return Claim([span], direct=True)
        if self._last is not None and self._last.content and self._answers(span, first=first):
            self._last = Claim([span], direct=True)
            return self._last
        if self._last is not None and (not first or self._last.direct):
            self._last.goes_over |= first and self._is_closed()
            self._last.take_in(span)
            return None
        teller = self._teller()
        perhaps = None if first or teller else self._subject
        self._last = Claim([span], teller, direct=True, perhaps=perhaps, carried=teller is not None)
        return self._last

    def _teller(self) -> Span | None:
        """Return who says what the sentence before reports: Ana Ruiz said it was late."""
        last = self._last
        return last.source if last and last.cue and not (last.denied or last.unsaid) else None

    def _answers(self, span: Span, *, first: bool) -> bool:
        """Return whether a quotation is what somebody else says to the last one.

        It follows with nothing between, or in a paragraph of its own after a question.
        """
        if self._last is None or not self._is_closed():
            return False
        end = self._last.content[-1].end
        text = self._tokens.content
        if first:
            return text[:end].rstrip(_CLOSING).endswith("?")
        return end <= span.start and not text[end : span.start].strip()

    def _is_closed(self) -> bool:
        """Return whether the last quotation has its closing mark."""
        if self._last is None or not self._last.content:
            return False
        start, end = self._last.content[-1]
        return self._tokens.content[start:end].rstrip(".,")[-1:] in tuple(_CLOSING)

    def _is_heading(self, quotation: Span) -> bool:
        """Return whether a quotation that is a paragraph ends as no sentence does: “A lifeline”."""
        content = self._tokens.content
        said = content[slice(*quotation)].rstrip(MARKS)
        return said[-1:].isalnum() and content[quotation.end : quotation.end + 1] in ("", "\n")
