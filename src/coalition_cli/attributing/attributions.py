"""Puts together what a text attributes: cues with what they report, and quotations that go on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..verifying import ArticleText
from ..verifying.paragraphs import Span
from .attribution import Attributed, Attribution, Certainty, Kind, Speaker
from .cues import Cue, Order, cues, main_subject, main_verb
from .language import language
from .phrases import Phrase
from .reported import end_of, following, preceding
from .sentences import Sentence, Words
from .tokens import Tokens

_STATED = frozenset({Order.SUBJECT, Order.INVERTED, Order.PHRASE})


@dataclass
class Claim:
    """An attribution in the making."""

    content: list[Span]
    source: Span | None
    cue: Span | None
    order: Order | None
    groups: frozenset[str] = frozenset()
    quoted: bool = False  # whether it ends with a quotation
    notes: list[str] = field(default_factory=list)


def attributed(article: ArticleText, code: str = "en", *, stances: bool = False) -> Attributed:
    """Return what an article attributes to whom. Beliefs and plans only if they are wanted."""
    found = language(code)
    tokens = Tokens(article, found)
    words = Words(found)
    claims: list[Claim] = []
    last: Claim | None = None
    for paragraph in tokens.paragraphs:
        numbers = range(tokens.sentence(paragraph.start), tokens.sentence(paragraph.stop - 1) + 1)
        for place, number in enumerate(numbers):
            sentence = Sentence(tokens, number, words)
            own = list(_claims(sentence, stances))
            if not own and sentence.pattern.strip(".") == "Q":
                span = sentence.span(0, sentence.last)
                if place and last is not None:
                    last.content.append(span)
                else:
                    last = Claim([span], None, None, None, quoted=True)
                    claims.append(last)
                continue
            claims.extend(own)
            last = next((c for c in reversed(own) if c.quoted), own[-1] if own else None)
    claims.sort(key=lambda claim: claim.content[0])
    return _finished(tokens, claims)


def _claims(sentence: Sentence, stances: bool) -> Iterator[Claim]:
    found = cues(sentence)
    pattern = sentence.pattern
    used: list[Phrase] = []
    low = 0
    for number, cue in enumerate(found):
        later = found[number + 1 :]
        stretches = _stretches(sentence, cue, later, low)
        if not stretches:
            continue
        quoted = any("Q" in pattern[a:b] for a, b in stretches)
        if not stances and not quoted and cue.groups == {"holding"}:
            continue
        used += stretches
        low = max(max(b for _, b in stretches), cue.past)
        while pattern[low : low + 1] in (",", ";") :
            low += 1
        source = sentence.span(*cue.subject) if cue.subject else None
        yield Claim(
            [sentence.span(*stretch) for stretch in stretches],
            source,
            sentence.span(cue.first, cue.past),
            cue.order,
            cue.groups,
            quoted="Q" in pattern[stretches[-1][0] : stretches[-1][1]],
        )
    for place, letter in enumerate(pattern):
        if letter == "Q" and not any(a <= place < b for a, b in used):
            unit = sentence.units[place]
            if len(unit.text.split()) < 3 or pattern.strip(".") == "Q":
                continue
            verb = main_verb(sentence, place)
            subject = main_subject(sentence, place)
            start = verb + 1 if verb is not None else place
            yield Claim(
                [sentence.span(start, place + 1)],
                sentence.span(*subject) if subject else None,
                sentence.span(verb, verb + 1) if verb is not None else None,
                None,
                quoted=True,
            )


def _stretches(sentence: Sentence, cue: Cue, later: list[Cue], low: int) -> list[Phrase]:
    pattern = sentence.pattern
    if cue.order is Order.PHRASE:
        return _around(sentence, cue, later, low)
    start = following(sentence, cue)
    direct = cue.begins > low and pattern[cue.begins - 1] in ("Q", ",") and pattern[cue.begins - 2 : cue.begins - 1] and "Q" in pattern[cue.begins - 2 : cue.begins]
    if cue.order in (Order.SUBJECT, Order.INVERTED) and (start is None or cue.order is Order.INVERTED or (direct and pattern[start] not in "HQ")):
        before = preceding(sentence, cue, low)
        if before:
            return [before, *_resumed(sentence, cue, later)]
    if start is None:
        return []
    if direct and pattern[start] == "Q":
        before = preceding(sentence, cue, low)
        if before:
            return [before, Phrase(start, end_of(sentence, start, later))]
    if cue.order is Order.PASSIVE and cue.subject is None:
        return []
    if cue.groups <= {"judging"} and pattern[start] == "Q" and pattern[cue.past] == "Q" and cue.order is not Order.PARTICIPLE and not (cue.subject and cue.begins and pattern[cue.begins - 1] == "K"):
        if cue.order is Order.SUBJECT and pattern[cue.first - 1] == "N":
            return []
    return [Phrase(start, end_of(sentence, start, later))]


def _resumed(sentence: Sentence, cue: Cue, later: list[Cue]) -> list[Phrase]:
    """Return what goes on after a cue in the middle: “...,” she said, “...”"""
    place = cue.subject.past if cue.order is Order.INVERTED and cue.subject else cue.past
    pattern = sentence.pattern
    comma = pattern.find(",", place)
    quotation = pattern.find("Q", place)
    if quotation > 0 and set(pattern[place:quotation]) <= set("BYPTDNC#GO,:-W"):
        return [Phrase(quotation, end_of(sentence, quotation, later))]
    if comma == place and "Q" not in pattern[:place] and comma + 1 < sentence.last:
        if pattern[comma + 1] not in "JIW&S" and set(pattern[comma:]) & set("FAVE"):
            return [Phrase(comma + 1, end_of(sentence, comma + 1, later))]
    return []


def _around(sentence: Sentence, cue: Cue, later: list[Cue], low: int) -> list[Phrase]:
    """Return what a phrase credits: before it, or after it where it begins the sentence."""
    past = cue.subject.past if cue.subject else cue.past
    pattern = sentence.pattern
    if before := preceding(sentence, cue, low):
        return [before]
    if pattern[past : past + 1] == "," and past + 1 < sentence.last:
        return [Phrase(past + 1, end_of(sentence, past + 1, later))]
    return []


def _finished(tokens: Tokens, claims: list[Claim]) -> Attributed:
    speakers: dict[str, int] = {}
    done = []
    for claim in claims:
        name = tokens.content[slice(*claim.source)] if claim.source else ""
        speaker = speakers.setdefault(name, len(speakers)) if name else None
        kind = Kind.REPORTED
        if any(tokens.content[s.start] in "“\"'‘" for s in claim.content):
            kind = Kind.DIRECT
        done.append(
            Attribution(
                kind,
                tuple(claim.content),
                (claim.source,) if claim.source else (),
                (claim.cue,) if claim.cue else (),
                speaker,
                Certainty.STATED if claim.order in _STATED else Certainty.TAKEN if name else Certainty.OPEN,
            )
        )
    return Attributed(tuple(done), tuple(Speaker(name) for name in speakers))
