"""The attributions of an article: its sentences' claims, its quotations, and their speakers."""

from collections.abc import Iterator

from ..verifying import ArticleText
from .attribution import Attributed, Attribution, Certainty, Kind
from .claims import Claim, claims
from .cue import Order
from .language import language
from .ordering import attributed_by_order
from .people import NOBODY, People
from .pointing import pointed
from .quotations import Thread, begins_quoted, is_sole, left_over
from .letters import Words
from .sentences import Sentence
from .tokens import Tokens
from .transcripts import Turns, signature

_STATED = frozenset({Order.SUBJECT, Order.INVERTED, Order.PHRASE})


def attributed(article: ArticleText, code: str = "en", *, stances: bool = False) -> Attributed:
    """Return what an article attributes to whom. Beliefs and plans only if they are wanted."""
    found = language(code)
    tokens = Tokens(article, found)
    if not found.is_full:
        return attributed_by_order(tokens, found, stances=stances)
    done = sorted(_claims(tokens, Words(found), stances=stances), key=lambda one: one.content)
    return _finished(tokens, done, People(tokens, found))


def _claims(tokens: Tokens, words: Words, *, stances: bool) -> Iterator[Claim]:
    thread, turns = Thread(tokens), Turns(tokens)
    beginnings = {paragraph.start for paragraph in tokens.paragraphs}
    past = 0  # of the turn of a transcript
    for number, numbers in enumerate(tokens.sentences):
        first = numbers.start in beginnings
        if first and (turn := turns.at(numbers.start)):
            past = tokens.paragraphs[tokens.paragraph(numbers.start)].stop
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
    if not found and (span := begins_quoted(sentence)) and thread.goes_on(span, not first):
        return
    rest = left_over(sentence, found)
    if not first:
        thread.carry(rest)
    yield from found + rest
    thread.note(sentence, found or claims(sentence, stances=True), rest)


def _finished(tokens: Tokens, claims: list[Claim], people: People) -> Attributed:
    done = []
    for claim in claims:
        who = people.who(claim.source) if claim.source else NOBODY
        certainty = _certainty(claim) if who.certainty is Certainty.STATED else who.certainty
        done.append(
            Attribution(
                _kind(tokens, claim),
                tuple(claim.content),
                (claim.source,) if claim.source else (),
                (claim.cue,) if claim.cue else (),
                who.speaker,
                certainty,
                who.reason,
                (claim.carrier,) if claim.carrier else people.carrier(claim.cue, claim.source),
            )
        )
    return Attributed(tuple(done), people.speakers())


def _kind(tokens: Tokens, claim: Claim) -> Kind:
    if claim.direct:
        return Kind.DIRECT
    if claim.groups == {"holding"}:
        return Kind.STANCE
    within = [tokens.within(span) for span in claim.content]
    quoted = any(tokens[number].quotation >= 0 for numbers in within for number in numbers)
    return Kind.PARTIAL if quoted else Kind.REPORTED


def _certainty(claim: Claim) -> Certainty:
    if claim.source is None:
        return Certainty.OPEN
    stated = claim.signed or claim.order in _STATED
    return Certainty.STATED if stated else Certainty.TAKEN
