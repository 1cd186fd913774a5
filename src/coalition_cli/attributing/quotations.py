"""The quotations that no verb of saying introduces: whose words they go on, or by what verb.

“We will go,” Ana Ruiz said. “We will win.”      the second goes on with the first
He wrote to the council:                         the next paragraph is what he wrote
He waved off the “cheap and easy” plan.          no verb of saying: perhaps his words
"""

import re
from collections.abc import Iterator, Sequence

from ..verifying.paragraphs import Span
from .claims import Claim
from .governing import action_before, last_subject, main_subject
from .phrases import Phrase, after_verb
from .pointing import Pointed
from .sentences import Sentence
from .tokens import Tokens

_LABEL = 6  # words of a quotation that may be a label
_EDGES = "“”\"'‘’`«»„‟.,;:!?…– —-"
_FEWEST = 2  # words of a quotation that is somebody's words without a verb of saying


_QUOTATION = re.compile("Q")
_SOLE = re.compile(r"(?:[&B],?|C,)?Q\.*")
_BEGINS = re.compile(r"(?:[&B],?|C,)?Q")


def is_sole(sentence: Sentence) -> bool:
    """Return whether a sentence is a quotation and no more than a word before it."""
    return _SOLE.fullmatch(sentence.pattern) is not None


def begins_quoted(sentence: Sentence) -> Span | None:
    """Return the quotation with which a sentence begins."""
    found = _BEGINS.match(sentence.pattern)
    return sentence.span(found.end() - 1, found.end()) if found else None


def _bare(quotation: str) -> str:
    return quotation.strip(_EDGES).casefold()


def left_over(sentence: Sentence, found: Sequence[Claim]) -> list[Claim]:
    """Return the quotations of a sentence that no claim has, each with the verb before it.

    Those of one word are left out.
    """
    done: list[Claim] = []
    places = [found.start() for found in _QUOTATION.finditer(sentence.pattern)]
    for place in places:
        words = _bare(sentence.units[place].text)
        if len(words.split()) < _FEWEST:
            continue
        span = sentence.span(place, place + 1)
        if _is_named(sentence, place):
            continue
        if not any(_holds(claim, span) for claim in (*found, *done)):
            claim = _by_any_verb(sentence, place)
            if claim.cue or not _is_label(sentence, place):
                done.append(claim)
    return done


def _is_label(sentence: Sentence, place: int) -> bool:
    """Return whether a quotation that nothing leads to is a short name: the “Second Way” idea."""
    text = sentence.units[place].text.lstrip("“”\"'‘’`«„")
    return text[:1].isupper() and len(text.split()) < _LABEL


def _is_named(sentence: Sentence, place: int) -> bool:
    """Return whether a quotation is only what something is called: a group called “Forward”."""
    called = sentence.word(place - 1) in sentence.words.naming
    return called and sentence.pattern[place - 2 : place - 1] in ("N", "C", ",", "")


def _holds(claim: Claim, span: Span) -> bool:
    return any(start <= span.start and span.end <= end for start, end in claim.content)


def _by_any_verb(sentence: Sentence, place: int) -> Claim:
    """Return a quotation with the nearest noun or verb that leads to it, and who is credited."""
    if named := _NAMED.match(sentence.pattern, 0, place):
        name, colon = sentence.span(*named.span("name")), sentence.span(place - 1, place)
        content = sentence.span(place, place + 1)
        return Claim([content], name, colon, direct=True, signed=True)
    if claim := _by_noun(sentence, place):
        return claim
    action = action_before(sentence, place)
    if action and sentence.pattern[place - 1] == ":" and (main := last_subject(sentence, place)):
        source, cue = _source(sentence, main), sentence.span(action.verb, action.verb + 1)
        return Claim([sentence.span(place, place + 1)], source, cue, direct=True)
    source = _source(sentence, action.subject) if action else None
    if action is None or source is None:
        return _clause(sentence, place)
    start = action.verb + 1
    cue = sentence.span(action.verb, start)
    end = _end(sentence, place)
    direct = start == place and end == place + 1
    return Claim([sentence.span(start, end)], source, cue, direct=direct)


_CLAUSE_BEGINS = re.compile(r"(?:^|[;:]|(?<=,)&)(?:[&B],?|C,)*")


def _clause(sentence: Sentence, place: int) -> Claim:
    """Return a quotation with its clause, of which nobody is said to say it."""
    if sentence.leads_on(place) and place == 0:
        return Claim([sentence.span(place, place + 1)], direct=True)
    first = max(
        (found.end() for found in _CLAUSE_BEGINS.finditer(sentence.pattern, 0, place)), default=0
    )
    end = _end(sentence, place)
    return Claim([sentence.span(first, end)], direct=(first, end) == (place, place + 1))


def _end(sentence: Sentence, place: int) -> int:
    """Return where the clause ends that has a quotation."""
    found = _CLAUSE_END.search(sentence.pattern, place + 1, sentence.last)
    return found.start() if found and not sentence.leads_on(place) else place + 1


_CLAUSE_END = re.compile(r"[,;:)]|&(?=[FVE])|\Z")


_NAMED = re.compile(r"(?P<name>D?[NE#]*[CN]+(?:\([^()]*\))?):\Z")  # Ana Ruiz: “...”
_LED_BY_NOUN = re.compile(
    r"(?P<owner>D|(?:D?[NE]*[NC]+)G)[BENIC#Y]*?(?P<noun>N)(?:P[DNC#Y]+)*(?P<lead>,|H[^Q,;:]{0,12},?)?Q"
)


def _by_noun(sentence: Sentence, place: int) -> Claim | None:
    """Return a quotation that a noun of saying leads to: her claim that “...”"""
    for found in _LED_BY_NOUN.finditer(sentence.pattern, max(0, place - 16), place + 1):
        noun, owner = found.start("noun"), found.start("owner")
        if found.end() != place + 1 or sentence.word(noun) not in sentence.words.sayings:
            continue
        if sentence.pattern[owner] == "D" and sentence.word(owner) not in sentence.words["owners"]:
            continue
        start = found.start("lead") if found["lead"] and found["lead"] != "," else place
        content = sentence.span(start, place + 1)
        source = sentence.span(owner, found.end("owner"))
        direct = set(sentence.pattern[start : place + 1]) <= set("HQ,")
        return Claim([content], source, sentence.span(noun, noun + 1), direct=direct)
    return None


def _source(sentence: Sentence, subject: Phrase | None) -> Span | None:
    """Return the words for who is credited; none for a subject that cannot speak."""
    if (
        subject is None
        or sentence.word(subject.first) in _MUTE
        and subject.past - subject.first == 1
    ):
        return None
    return sentence.span(*subject)


_MUTE = frozenset({"it", "that", "this", "there", "these", "those", "what"})


def leads_on(sentence: Sentence) -> Claim | None:
    """Return who says the next paragraph, where a sentence ends with a colon."""
    if not sentence.pattern.endswith(":"):
        return None
    end = len(sentence.pattern) - 1
    if sentence.pattern[:1] in ("V", "E"):  # Stated Ana Ruiz:
        subject = after_verb(sentence, 1)
        source = _source(sentence, subject)
        return Claim([], source, sentence.span(0, 1), direct=True) if source else None
    subject = last_subject(sentence, end)
    action = action_before(sentence, end)
    if subject is None:
        subject = action.subject if action else None
    source = _source(sentence, subject)
    if source is None:
        return None
    return Claim(
        [], source, sentence.span(action.verb, action.verb + 1) if action else None, direct=True
    )


def _writes(sentence: Sentence) -> Claim | None:
    """Return who made public what the next paragraph has: She issued a statement on the vote."""
    words = sentence.words
    for place, unit in enumerate(sentence.units):
        if unit.lower in words.papers and sentence.pattern[place - 1 : place] in ("D", "N"):
            action = action_before(sentence, place)
            if action and action.subject and sentence.word(action.verb) in words.issuing:
                cue = sentence.span(action.verb, place + 1)
                return Claim([], _source(sentence, action.subject), cue, direct=True)
    return None


class Thread:
    """Whose words a quotation goes on that stands by itself."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._last: Claim | None = None  # whose quotation was the last
        self._lead: Claim | None = None  # who was about to say something
        self._rest: Sequence[Claim] = ()  # of the sentence before, without a verb of saying
        self._subject: Span | None = None  # of the sentence before, which quotes nobody

    def carry(self, rest: Sequence[Claim]) -> None:
        """Credit quotations without a verb of saying to whom the sentence before credits."""
        last = self._last
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
        self._lead = leads_on(sentence) or _writes(sentence)
        subject = None if found else main_subject(sentence, len(sentence.pattern))
        self._subject = _source(sentence, subject)

    def _ends_quoted(self, claim: Claim) -> bool:
        place = self._tokens.at(claim.content[-1].end) - 1
        return self._tokens[place].quotation >= 0

    def sign(self, quotation: Span | None, name: Span, dash: Span) -> Iterator[Claim]:
        """Credit a quotation with the name after its dash: this one, or the last, if it has none."""
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
        self._last, self._lead, self._subject = claim, None, None

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
        self._last = Claim([span], direct=True, perhaps=None if first else self._subject)
        return self._last
