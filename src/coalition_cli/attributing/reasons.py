"""Why a speaker is taken, or not known: the words of the comment beside a claim."""

from .attribution import Certainty
from .claims import Claim
from .cues.cue import Order
from .grammar.tokens import Tokens

_STATED = frozenset({Order.SUBJECT, Order.INVERTED, Order.PHRASE})
_WITHOUT_SUBJECT = frozenset({Order.COORDINATED, Order.PARTICIPLE, Order.INFINITIVE})


def certainty(claim: Claim) -> Certainty:
    """Return how sure it is whom the article credits, before anybody asks who that is."""
    if claim.source is None:
        return Certainty.OPEN
    if claim.signed or (claim.order in _STATED and not _is_doubtful(claim)):
        return Certainty.STATED
    return Certainty.TAKEN


def _is_doubtful(claim: Claim) -> bool:
    return claim.carried or claim.goes_over or claim.unsaid


def reason(claim: Claim, tokens: Tokens, name: str) -> str:
    """Return why a claim is credited to somebody of a name, or to nobody; empty if it is sure."""
    credited = _credited(claim, tokens, name)
    if not claim.unsaid or claim.cue is None:
        return credited
    credited = credited or f'"{tokens.content[slice(*claim.cue)]}"'
    return f"{credited}: the text does not state that it was said"


def _credited(claim: Claim, tokens: Tokens, name: str) -> str:
    cue = tokens.content[slice(*claim.cue)] if claim.cue else ""
    if claim.source is None:
        return f"{_nobody(claim, cue)}{_perhaps(claim, tokens)}"
    taken = f", taken as {name}" if name else ""
    if claim.carried:
        return f"no verb of saying{taken} (sentence before)"
    if claim.goes_over:
        return f"no verb of saying in the next paragraph{taken}"
    if claim.order in _WITHOUT_SUBJECT:
        return f'"{cue}" has no subject of its own{taken}'
    if claim.order is None and not claim.signed:
        return f'no verb of saying, but "{cue}"{taken}' if cue else f"no verb of saying{taken}"
    return ""


def _nobody(claim: Claim, cue: str) -> str:
    return f'"{cue}" names nobody' if claim.order is Order.PASSIVE else "no verb of saying"


def _perhaps(claim: Claim, tokens: Tokens) -> str:
    """Return who may say it, with the paragraph, counted from 1, where that stands."""
    if claim.perhaps is None:
        return ""
    paragraph = tokens.text.paragraph(claim.perhaps.start)
    return f"; perhaps {tokens.content[slice(*claim.perhaps)]} (paragraph {paragraph})"
