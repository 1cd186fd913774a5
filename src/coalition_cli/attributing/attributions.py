"""The attributions of an article: its sentences' claims, its quotations, and their speakers."""

from collections.abc import Iterator

from ..verifying import ArticleText
from .attribution import Attributed, Attribution, Certainty, Kind, Speaker
from .claims import Claim, claims
from .cues import Order
from .language import language
from .quotations import Thread, begins_quoted, is_sole, left_over
from .letters import Words
from .sentences import Sentence
from .tokens import Tokens

_STATED = frozenset({Order.SUBJECT, Order.INVERTED, Order.PHRASE})


def attributed(article: ArticleText, code: str = "en", *, stances: bool = False) -> Attributed:
    """Return what an article attributes to whom. Beliefs and plans only if they are wanted."""
    found = language(code)
    tokens = Tokens(article, found)
    done = sorted(_claims(tokens, Words(found), stances=stances), key=lambda one: one.content)
    return _finished(tokens, done)


def _claims(tokens: Tokens, words: Words, *, stances: bool) -> Iterator[Claim]:
    thread = Thread(tokens)
    beginnings = {paragraph.start for paragraph in tokens.paragraphs}
    for number, numbers in enumerate(tokens.sentences):
        sentence = Sentence(tokens, number, words)
        if is_sole(sentence):
            span = sentence.span(sentence.pattern.index("Q"), sentence.last)
            if claim := thread.sole(span, first=numbers.start in beginnings):
                yield claim
            continue
        found = claims(sentence, stances=stances)
        if (
            not found
            and (span := begins_quoted(sentence))
            and thread.goes_on(span, numbers.start not in beginnings)
        ):
            continue
        found += left_over(sentence, found)
        yield from found
        thread.note(sentence, found)


def _finished(tokens: Tokens, claims: list[Claim]) -> Attributed:
    speakers: dict[str, int] = {}
    done = []
    for claim in claims:
        name = tokens.content[slice(*claim.source)] if claim.source else ""
        speaker = speakers.setdefault(name, len(speakers)) if name else None
        done.append(
            Attribution(
                _kind(tokens, claim),
                tuple(claim.content),
                (claim.source,) if claim.source else (),
                (claim.cue,) if claim.cue else (),
                speaker,
                _certainty(claim),
            )
        )
    return Attributed(tuple(done), tuple(Speaker(name) for name in speakers))


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
    return Certainty.STATED if claim.order in _STATED else Certainty.TAKEN
