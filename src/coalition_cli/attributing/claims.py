"""A sentence → what it attributes: each cue with the words that it reports, and to whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..verifying.paragraphs import Span
from .credits import cited
from .cue import Cue, Order
from .cues import cues
from .extents import end_of
from .introduced import following, past_times
from .phrases import Phrase, before_verb
from .relatives import around, as_relative
from .reported import goes_on, preceding, stands_aside
from .sentences import Sentence
from .unsaid import is_unsaid

_Found = tuple[Cue, list[Phrase]]  # with the stretches that it reports


@dataclass
class Claim:
    """An attribution in the making. A continuation has no cue of its own."""

    content: list[Span]
    source: Span | None = None
    cue: Span | None = None
    order: Order | None = None
    groups: frozenset[str] = frozenset()
    direct: bool = False  # whether all of it stands in quotation marks
    carrier: Span | None = None  # who first carried it
    perhaps: Span | None = None  # who may say it, where no verb of saying stands
    carried: bool = False  # whether the sentence before shows who says it
    signed: bool = False  # whether a colon or a dash alone credits somebody
    unsaid: bool = False  # whether the sentence leaves open that it was said


def claims(sentence: Sentence, *, stances: bool) -> list[Claim]:
    """Return what the verbs and phrases of a sentence attribute, in order."""
    found = [as_relative(sentence, cue) for cue in cues(sentence)]
    done: list[_Found] = []
    low = aside = 0  # where begins what no cue has yet, and what none that stands beside it has
    gap = range(0)  # between two stretches
    for number, cue in enumerate(found):
        if cue.verb in gap:
            continue
        beside = stands_aside(sentence, cue)
        beside = beside or cue.order is Order.PHRASE
        stretches = _stretches(sentence, cue, found[number + 1 :], aside if beside else low)
        if not stretches:
            continue
        done.append((cue, stretches))
        low = _after(sentence, max(cue.past, *(past for _, past in stretches)))
        if beside:
            aside = low
        if cue.order is Order.PHRASE:
            gap = range(cue.first, past_credit(sentence, cue))
        elif len(stretches) > 1:
            gap = range(stretches[0].past, stretches[1].first)
    stated = [each for each in done if stances or not _is_stance(sentence, *each)]
    return _credited_to_cited(
        sentence, [each for each in stated if stances or not _is_part(sentence, each, stated)]
    )


def _credited_to_cited(sentence: Sentence, found: Sequence[_Found]) -> list[Claim]:
    """Return claims; where somebody is cited, it is his or hers: Politico said, citing Ana Ruiz."""
    done: list[Claim] = []
    for cue, stretches in found:
        informant = cited(sentence, cue.verb)
        if informant is None:
            done.append(claim_of(sentence, cue, stretches))
        elif done and cue.order is Order.PARTICIPLE:
            last = done[-1]
            last.carrier, last.source = last.source, sentence.span(*informant)
    return done


def _after(sentence: Sentence, place: int) -> int:
    while sentence.pattern[place : place + 1] in (",", ";"):
        place += 1
    return place


def _is_stance(sentence: Sentence, cue: Cue, stretches: Sequence[Phrase]) -> bool:
    """Return whether words are a belief or a plan without a quotation."""
    return cue.groups == {"holding"} and not _is_quoted(sentence, stretches)


def _is_part(sentence: Sentence, one: _Found, others: Sequence[_Found]) -> bool:
    """Return whether words are only a part of what somebody else says: he said that she agreed."""
    cue, stretches = one
    if cue.groups != {"holding"} and _is_quoted(sentence, stretches):
        return False
    first, past = min(cue.verb, stretches[0].first), max(cue.past, stretches[-1].past)
    return any(
        a <= first and past <= b for other, each in others if other is not cue for a, b in each
    )


def _is_quoted(sentence: Sentence, stretches: Sequence[Phrase]) -> bool:
    return any("Q" in sentence.pattern[first:past] for first, past in stretches)


def claim_of(sentence: Sentence, cue: Cue, stretches: Sequence[Phrase]) -> Claim:
    """Return a claim of some units."""
    after = cue.order is Order.NOUN and cue.subject and cue.subject.first > cue.verb
    return Claim(
        [sentence.span(*stretch) for stretch in stretches],
        sentence.span(*cue.subject) if cue.subject else None,
        sentence.span(cue.first, cue.verb + 1 if after else cue.past),
        cue.order,
        cue.groups,
        all(set(sentence.pattern[first:past]) <= set("QH,.") for first, past in stretches),
        unsaid=is_unsaid(sentence, cue, stretches),
    )


def _stretches(sentence: Sentence, cue: Cue, later: Sequence[Cue], low: int) -> list[Phrase]:
    """Return the words that a cue reports: before it, after it, or on both sides of it."""
    if cue.order is Order.PHRASE:
        return _credited(sentence, cue, later, low)
    if cue.order is Order.PASSIVE:
        return _undergone(sentence, cue, later)
    if within := around(sentence, cue):
        return within
    pattern = sentence.pattern
    start = following(sentence, cue)
    if stands_aside(sentence, cue):
        again = goes_on(sentence, cue)
        before = preceding(sentence, cue, low, whole=again is None and start is None)
        if again is not None and cue.compares and (before is None or _opens(sentence, cue)):
            return [Phrase(again, end_of(sentence, cue, again, later))]
        if before and start is not None and pattern[start - 1] == ":":
            return [Phrase(start, end_of(sentence, cue, start, later))]
        if before and start is not None and pattern[start] in "QH":
            return [before, Phrase(start, end_of(sentence, cue, start, later))]
        if before:
            return [before, *_resumed(sentence, cue, later, again)]
    if start is None or _names(sentence, cue, start):
        return []
    return [Phrase(start, end_of(sentence, cue, start, later))]


def _opens(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a clause only begins before a cue: given that, as Ana Ruiz said, ..."""
    return sentence.pattern[: cue.begins].rstrip(",")[-1:] in tuple("HSK&")


def _undergone(sentence: Sentence, cue: Cue, later: Sequence[Cue]) -> list[Phrase]:
    """Return what is said of somebody: Ana Ruiz was accused of fraud; she was told that ..."""
    pattern = sentence.pattern
    follows = cue.subject is not None and cue.subject.first == cue.past + 1  # accused by Ana Ruiz
    start = past_times(sentence, cue.subject.past if cue.subject and follows else cue.past)
    letter = pattern[start : start + 1]
    whom = before_verb(sentence, cue.first)
    if follows and whom and cue.groups & {"judging"} and (letter in ".,;" or not letter):
        return [whom]  # the plan was praised by Ana Ruiz
    if sentence.word(start) in sentence.words["as"] and pattern[start + 1 : start + 2] == "J":
        return []  # was quoted as saying that
    if start >= sentence.last or not (letter in "HKTPQ" or cue.past > cue.verb + 1):
        return []
    if letter == "P" and not (cue.groups & _OF_PERSONS and sentence.word(start) in _REASONS):
        return []
    end = end_of(sentence, cue, start, later)
    if cue.subject and not follows:  # recommended for the post by Ana Ruiz
        end = min(end, cue.subject.first - 1)
    if end <= start:
        return []
    content = Phrase(start, end)
    return [whom, content] if whom and letter in "TP" else [content]


_OF_PERSONS = frozenset({"judging", "telling", "asking"})
_REASONS = frozenset({"for", "of", "as", "with", "about"})


# called Anti-Prom, called voters; but: called him a liar, called the plan unfair
_ONE_NAME = re.compile(r"(?:R?D?[CG#]*C#?|[NE]+|DN)(?:[.,;:&P-]|\Z)")


def _names(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Return whether a verb only gives a name: a group called “Forward”."""
    pattern = sentence.pattern
    if not cue.groups <= {"judging"} or start != cue.past:
        return False
    if pattern[start] != "Q":
        calls = any(form.lemma == "call" for form in cue.forms) and start == cue.verb + 1
        return calls and _ONE_NAME.match(pattern, start) is not None
    if sentence.word(cue.first - 1) == "so":  # so called
        return True
    if cue.order is not Order.SUBJECT or cue.first != cue.verb or pattern[cue.first - 1] != "N":
        return False
    return cue.subject is None or sentence.word(cue.subject.first - 1) != "what"


def _resumed(sentence: Sentence, cue: Cue, later: Sequence[Cue], again: int | None) -> list[Phrase]:
    """Return what goes on after a cue in the middle: “...,” she said, “...”."""
    place = cue.subject.past if cue.order is Order.INVERTED and cue.subject else cue.past
    quotation = sentence.pattern.find("Q", place)
    if quotation > 0 and _may_resume(sentence, place, quotation):
        return [Phrase(quotation, end_of(sentence, cue, quotation, later))]
    fresh = again is not None and "Q" not in sentence.pattern[:place]
    if again is not None and (fresh or sentence.pattern[again] == "A"):  # “You,” she said, would
        return [Phrase(again, end_of(sentence, cue, again, later))]
    return []


def _may_resume(sentence: Sentence, place: int, quotation: int) -> bool:
    between = sentence.pattern[place:quotation]
    if set(between) <= set("BYPTDNC#GO,:-W") and between[-1:] in tuple(",:-"):
        return True
    text = sentence.units[quotation].text.lstrip(_MARKS)
    return between[-1:] in (",", "-") and "Q" not in between and text[:1].islower()


_MARKS = "“”\"'‘’`«„"


def past_credit(sentence: Sentence, cue: Cue) -> int:
    """Return where a phrase ends that credits somebody, with what it says of him or her."""
    past = max(cue.past, cue.subject.past if cue.subject else 0)
    if sentence.pattern[past : past + 1] == "W" and not cue.begins:
        comma = sentence.pattern.find(",", past)
        return comma if comma > 0 else past
    return past


def _credited(sentence: Sentence, cue: Cue, later: Sequence[Cue], low: int) -> list[Phrase]:
    """Return what a phrase credits: before it, or after it where it begins the sentence."""
    past = past_credit(sentence, cue)
    if before := preceding(sentence, cue, low):
        return [before]
    if sentence.pattern[past : past + 1] != "," or past + 1 >= sentence.last:
        return []
    rest = Phrase(past + 1, end_of(sentence, cue, past + 1, later))
    part = preceding(sentence, cue, low, whole=False)
    return [part, rest] if part and cue.begins > low else [rest]
