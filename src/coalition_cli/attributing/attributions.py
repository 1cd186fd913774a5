"""The attributions of an article: its sentences' claims, its quotations, and their speakers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..verifying import ArticleText
from ..verifying.paragraphs import Span
from .attribution import Attributed, Attribution, Certainty, Kind, Speaker
from .claims import Claim, claims
from .cues.pointing import pointed
from .grammar.letters import Words, words
from .grammar.sentences import Sentence
from .grammar.tokens import Tokens
from .languages.language import language
from .ordering import attributed_by_order
from .people import NOBODY, People, Resolved
from .reasons import certainty, reason
from .thread import Thread, begins_quoted, is_sole
from .transcripts import Turns, signature
from .unintroduced import left_over


def attributed(article: ArticleText, code: str = "en", *, stances: bool = False) -> Attributed:
    """Return what an article attributes to whom. Beliefs and plans only if they are wanted."""
    found = language(code)
    tokens = Tokens(article, found)
    if not found.is_full:
        return attributed_by_order(tokens, found, stances=stances)
    claims = list(_claims(tokens, words(found), stances=stances))
    for claim in claims:
        claim.content = list(_stretches(tokens.content, claim))
    told = (one for one in claims if not _says_nothing(tokens.content, one))
    done = sorted(told, key=lambda claim: claim.content)
    return _finished(tokens, done, People(tokens, found))


def _says_nothing(content: str, claim: Claim) -> bool:
    """Return whether a claim has no words, or only one that points: she denied this."""
    words = " ".join(content[slice(*span)] for span in claim.content)
    return claim.empty or not claim.content or words.casefold() in _POINTERS


_POINTERS = frozenset({"this", "that", "it", "so", "them", "him", "her", "these", "those"})


def _stretches(content: str, claim: Claim) -> Iterator[Span]:
    """Yield the stretches of a claim that have words, in order, without what they share."""
    end = 0
    for span in sorted(claim.content):
        span = _whole(content, span)
        span = Span(max(span.start, end), span.end)
        if span.start < span.end and any(map(str.isalnum, content[slice(*span)])):
            end = span.end
            yield span


def _whole(content: str, span: Span) -> Span:
    """Return a stretch with the rest of the word that it divides: he's."""
    start, end = span
    while start and content[start] in _APOSTROPHES and content[start - 1].isalnum():
        start -= 1
        while start and content[start - 1].isalnum():
            start -= 1
    if content[end : end + 1] in tuple(_APOSTROPHES) and content[end - 1].isalnum():
        ending = end + 1
        while content[ending : ending + 1].isalnum():
            ending += 1
        end = ending if ending > end + 1 else end
    return Span(start, end)


_APOSTROPHES = "'’"


def _claims(tokens: Tokens, words: Words, *, stances: bool) -> Iterator[Claim]:
    thread, turns = Thread(tokens), Turns(tokens)
    beginnings = {paragraph.start for paragraph in tokens.paragraphs}
    past = 0  # of the turn of a transcript
    for number, numbers in enumerate(tokens.sentences):
        first = numbers.start in beginnings
        turn = turns.at(numbers.start) if first else None
        if turn or turns.is_noise(numbers.start):
            past = tokens.paragraphs[tokens.paragraph(numbers.start)].stop
        if turn:
            thread.turn(turn)
            yield turn
        if numbers.start < past:
            continue
        yield from _of_sentence(
            Sentence(tokens, number, words), thread, first=first, stances=stances
        )


def _of_sentence(
    sentence: Sentence, thread: Thread, *, first: bool, stances: bool
) -> Iterator[Claim]:
    """Yield the claims that begin in a sentence; `first` says that its paragraph does too."""
    if is_sole(sentence):
        span = sentence.span(sentence.pattern.index("Q"), sentence.last)
        if claim := thread.sole(span, first=first):
            yield claim
        return
    if signed := signature(sentence):
        yield from thread.sign(*signed)
        return
    if not first and (credit := pointed(sentence)):
        yield thread.point(sentence, credit)
        return
    found = claims(sentence, stances=stances)
    opening = begins_quoted(sentence)
    if not found and opening and thread.goes_on(opening, not first):
        return
    rest = left_over(sentence, found, thread.recurring)
    if not first:
        thread.carry(sentence, rest)
    yield from found + rest
    thread.note(sentence, found or claims(sentence, stances=True), rest)


def _finished(tokens: Tokens, claims: list[Claim], people: People) -> Attributed:
    found = [(claim, people.who(claim.source) if claim.source else NOBODY) for claim in claims]
    speakers = people.speakers()
    done = (_attribution(tokens, claim, who, speakers) for claim, who in found)
    carriers = (_carrier(claim, people) for claim, _ in found)
    return Attributed(
        tuple(replace(one, carrier=carrier) for one, carrier in zip(done, carriers, strict=True)),
        speakers,
    )


def _attribution(
    tokens: Tokens, claim: Claim, who: Resolved, speakers: Sequence[Speaker]
) -> Attribution:
    speaker = None if who.speaker is None else speakers[who.speaker]
    name = "" if speaker is None or who.reason else speaker.name or speaker.description
    sure = certainty(claim) if who.certainty is Certainty.STATED else who.certainty
    if speaker is None:
        sure = Certainty.OPEN
    why = "" if certainty(claim) is Certainty.STATED else reason(claim, tokens, name)
    why = "; ".join(filter(None, [who.reason, why]))
    return Attribution(
        _kind(tokens, claim),
        tuple(claim.content),
        (claim.source,) if claim.source else (),
        (claim.cue,) if claim.cue else (),
        who.speaker,
        sure,
        why or ("" if sure is Certainty.STATED else _UNKNOWN),
        unsaid=claim.unsaid or claim.denied,
    )


_UNKNOWN = "who that is the article does not say"


def _carrier(claim: Claim, people: People) -> tuple[Span, ...]:
    return (claim.carrier,) if claim.carrier else people.carrier(claim.cue, claim.source)


def _kind(tokens: Tokens, claim: Claim) -> Kind:
    if claim.direct:
        return Kind.DIRECT
    if claim.groups == {"holding"}:
        return Kind.STANCE
    within = [tokens.within(span) for span in claim.content]
    quoted = any(tokens[number].quotation >= 0 for numbers in within for number in numbers)
    return Kind.PARTIAL if quoted else Kind.REPORTED
