"""A sentence → what it attributes: each cue with the words that it reports, and to whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..verifying.paragraphs import Span
from .contents.extents import end_of
from .contents.introduced import following
from .contents.nothing import says_nothing
from .contents.reported import LEADING, goes_on, preceding, stands_aside
from .contents.undergone import only_names, undergone
from .cues.credits import cited
from .cues.cue import Cue, Order
from .cues.cues import cues
from .cues.relatives import around, as_relative, relative_object
from .cues.unsaid import is_unsaid
from .grammar.phrases import Phrase, before_verb
from .grammar.sentences import Sentence

_LOOKED_AT = 4  # cues after one, whose subjects may have it

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
    goes_over: bool = False  # whether a paragraph is taken for its end, though its marks close
    unsaid: bool = False  # whether the sentence leaves open that it was said
    denied: bool = False  # whether the verb denies what it reports
    empty: bool = False  # whether its words are no statement: she asked a reporter

    def take_in(self, span: Span) -> None:
        """Add a quotation that goes on with it; one that stands by itself where it has none."""
        if self.empty:
            self.content, self.direct, self.empty, self.order = [], True, False, None
        self.content.append(span)


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
        if cue.groups == {"holding"} or sentence.pattern[cue.first - 1 : cue.first] == "W":
            stretches = _outside(cue, stretches, found[number + 1 : number + 1 + _LOOKED_AT])
        if not stretches:
            continue
        done.append((_governed_after(sentence, cue, stretches[-1].past), stretches))
        low = _after(sentence, max(cue.past, *(past for _, past in stretches)))
        if beside:
            aside = low
        if cue.order is Order.PHRASE:
            gap = range(cue.first, past_credit(sentence, cue))
        elif len(stretches) > 1:
            gap = range(stretches[0].past, stretches[1].first)
    done = [each for each in done if not _only_leads(sentence, each, done)]
    stated = [each for each in done if stances or not _is_stance(sentence, *each)]
    return _credited_to_cited(
        sentence, [each for each in stated if stances or not _is_part(sentence, each, stated)]
    )


def _outside(cue: Cue, stretches: Sequence[Phrase], later: Sequence[Cue]) -> list[Phrase]:
    """Return stretches up to the verb of whose subject a cue is a part: who hoped to go said."""
    ends = (
        other.first
        for other in later
        if other.subject and other.subject.first <= cue.first and cue.past <= other.subject.past
    )
    end = min(ends, default=None)
    if end is None or cue.first >= end:
        return [*stretches]
    return [Phrase(first, min(past, end)) for first, past in stretches if first < end]


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


def _governed_after(sentence: Sentence, cue: Cue, end: int) -> Cue:
    """Return a cue that opens its sentence with who does it: Adding that ..., Ruiz left."""
    opens = cue.order is Order.PARTICIPLE and cue.subject is None and cue.first < 2
    if not opens or sentence.pattern[end : end + 1] != ",":
        return cue
    for verb in range(end + 2, sentence.last):
        if sentence.pattern[verb] in "FAVE" and (subject := before_verb(sentence, verb)):
            return replace(cue, subject=subject) if subject.first == end + 1 else cue
    return cue


def _after(sentence: Sentence, place: int) -> int:
    while sentence.pattern[place : place + 1] in (",", ";"):
        place += 1
    return place


def _only_leads(sentence: Sentence, one: _Found, others: Sequence[_Found]) -> bool:
    """Return whether all that is quoted is another's: declined to comment on what he called “”."""
    cue, stretches = one
    inner = [
        stretch
        for other, each in others
        if any(first <= other.first and other.past <= past for first, past in stretches)
        for stretch in each
    ]
    quoted = [
        place
        for first, past in stretches
        for place in range(first, past)
        if sentence.pattern[place] == "Q"
    ]
    if not quoted or not all(any(a <= at < b for a, b in inner) for at in quoted):
        return False
    return cue.groups == {"holding"} or is_unsaid(sentence, cue, stretches)


def _is_stance(sentence: Sentence, cue: Cue, stretches: Sequence[Phrase]) -> bool:
    """Return whether words are a belief or a plan without a quotation."""
    return cue.groups == {"holding"} and not _is_quoted(sentence, stretches)


def _is_part(sentence: Sentence, one: _Found, others: Sequence[_Found]) -> bool:
    """Return whether words are only a part of what somebody else says: he said that she agreed."""
    cue, stretches = one
    if cue.groups != {"holding"} and _is_direct(sentence, stretches):
        return False
    first, past = min(cue.verb, stretches[0].first), max(cue.past, stretches[-1].past)
    return any(
        a <= first and past <= b for other, each in others if other is not cue for a, b in each
    )


def _is_quoted(sentence: Sentence, stretches: Sequence[Phrase]) -> bool:
    return any("Q" in sentence.pattern[first:past] for first, past in stretches)


def _is_direct(sentence: Sentence, stretches: Sequence[Phrase]) -> bool:
    """Return whether words stand in quotation marks, and no others with them."""
    return all(set(sentence.pattern[first:past]) <= set("QH,.") for first, past in stretches)


def claim_of(sentence: Sentence, cue: Cue, stretches: Sequence[Phrase]) -> Claim:
    """Return a claim of some units."""
    after = cue.order is Order.NOUN and cue.subject and cue.subject.first > cue.verb
    direct = _is_direct(sentence, stretches)
    return Claim(
        [sentence.span(*stretch) for stretch in stretches],
        sentence.span(*cue.subject) if cue.subject else None,
        sentence.span(cue.first, cue.verb + 1 if after else cue.past),
        cue.order,
        cue.groups,
        direct,
        unsaid=is_unsaid(sentence, cue, stretches),
        denied=not direct and sentence.any_of(cue.first, cue.past, sentence.words["denials"]),
        empty=says_nothing(sentence, cue, stretches),
    )


def _stretches(sentence: Sentence, cue: Cue, later: Sequence[Cue], low: int) -> list[Phrase]:
    """Return the words that a cue reports: before it, after it, or on both sides of it."""
    if cue.order is Order.PHRASE:
        return _credited(sentence, cue, later, low)
    if cue.order is Order.PASSIVE:
        return undergone(sentence, cue, later)
    if within := around(sentence, cue):
        return within
    if stands_aside(sentence, cue) and (beside := _beside(sentence, cue, later, low)):
        return beside
    start = following(sentence, cue)
    if start is None or only_names(sentence, cue, start):
        return []
    end = end_of(sentence, cue, start, later)
    return [*relative_object(sentence, cue), Phrase(start, end)]


def _beside(sentence: Sentence, cue: Cue, later: Sequence[Cue], low: int) -> list[Phrase]:
    """Return what stands before a cue that stands aside, and what goes on after it."""
    pattern = sentence.pattern
    start, again = following(sentence, cue), goes_on(sentence, cue)
    before = preceding(sentence, cue, low, whole=again is None and start is None)
    if again is not None and (before is None or (cue.compares and _opens(sentence, cue))):
        return [Phrase(again, end_of(sentence, cue, again, later))]
    if before is None:
        return []
    if start is None or not (pattern[start - 1] == ":" or pattern[start] in "QH"):
        return [before, *_resumed(sentence, cue, later, again)]
    lead = pattern[start - 1] == ":" and again is None and pattern[before.first] in LEADING
    if pattern[start - 1] == ":" and again is not None:
        start = again  # If so, she said, there is a way: “...”
    after = Phrase(start, end_of(sentence, cue, start, later))
    return [after] if lead else [before, after]


def _opens(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a clause only begins before a cue: given that, as Ana Ruiz said, ..."""
    return sentence.pattern[: cue.begins].rstrip(",")[-1:] in tuple("HSK&")


def _resumed(sentence: Sentence, cue: Cue, later: Sequence[Cue], again: int | None) -> list[Phrase]:
    """Return what goes on after a cue in the middle: “...,” she said, “...”."""
    place = cue.subject.past if cue.order is Order.INVERTED and cue.subject else cue.past
    quotation = sentence.pattern.find("Q", place)
    if quotation > 0 and _may_resume(sentence, place, quotation):
        return [Phrase(quotation, end_of(sentence, cue, quotation, later))]
    before = sentence.pattern[: cue.begins]
    partly = cue.order is Order.SUBJECT and before.strip("Q&BH,-")  # who say “no,” she said, fail
    fresh = partly or "Q" not in before or sentence.pattern[again or 0] == "A"
    if again is not None and fresh:  # “You,” she said, would
        return [Phrase(again, end_of(sentence, cue, again, later))]
    return []


def _may_resume(sentence: Sentence, place: int, quotation: int) -> bool:
    between = sentence.pattern[place:quotation]
    if _NEW_CUE.search(between):  # “...,” she said, saying that people “...”
        return False
    if set(between) <= set("BYPTDNC#GO,:-W") and between[-1:] in tuple(",:-"):
        return True
    small = _begins_small(sentence, quotation)
    return between[-1:] in (",", "-") and "Q" not in between and small


def _begins_small(sentence: Sentence, quotation: int) -> bool:
    """Return whether a quotation begins with a small letter, within a sentence."""
    return sentence.units[quotation].text.lstrip(_MARKS)[:1].islower()


_NEW_CUE = re.compile(r",B?[JV]")
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
    before = preceding(sentence, cue, low)
    if before and sentence.pattern[past : past + 2] == ",Q" and _begins_small(sentence, past + 1):
        relative = sentence.pattern.rfind("W", before.first, before.past)
        first = max(before.first, relative)  # whose book, according to Ana Ruiz, “is”
        rest = Phrase(past + 1, end_of(sentence, cue, past + 1, later))
        return [Phrase(first, before.past), rest]
    if before:
        return [before]
    if sentence.pattern[past : past + 2] == ",W":  # according to the bank, which knows,
        past = max(past, sentence.pattern.find(",", past + 1))
    if sentence.pattern[past : past + 1] != "," or past + 1 >= sentence.last:
        return []
    rest = Phrase(past + 1, end_of(sentence, cue, past + 1, later))
    part = preceding(sentence, cue, low, whole=False)
    return [part, rest] if part and cue.begins > low else [rest]
