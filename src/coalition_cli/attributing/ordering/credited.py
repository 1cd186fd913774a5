"""A cue and what it credits → what somebody says: its kind, and the words for who carried it."""

import re
from collections.abc import Iterator, Sequence

from ...verifying.paragraphs import Span
from ...verifying.quotations import MARKS
from ..attribution import Kind
from .contents import Stretch, kind_of
from .cues import Cue
from .found import Basis, Found
from .letters import Sentence

_CARRIES = re.compile(r"[^,:;.Q]*?(?:(?P<carrier>H[Cq]+)|D(?P<title>q)(?=[,.:(&p-]|\Z))")
# der Deutschen Presse-Agentur, dem Sender Radio Ost: where nouns have capitals
_CARRIES_TOO = re.compile(_CARRIES.pattern.replace("H[Cq]+", "HH?[Cq]+|C+H"))


def credited(sentence: Sentence, cue: Cue, stretches: Sequence[Stretch]) -> Found | None:
    """Return what a cue credits to its source; nothing where it denies that it was said."""
    kind, first = kind_of(sentence, stretches), stretches[0].first
    follows = first >= cue.past and sentence.pattern[first - 1] != ":"
    if kind is Kind.DIRECT and follows and not sentence.begins(first):
        kind = Kind.PARTIAL
    if kind is Kind.REPORTED and _is_denied(sentence, cue):
        return None
    if kind is Kind.REPORTED and cue.kind == "h":
        kind = Kind.STANCE
    source = sentence.span(cue.source.first, cue.source.past) if cue.source else cue.owner
    return Found(
        kind,
        [sentence.span(*stretch) for stretch in stretches],
        source,
        tuple(_cue(sentence, cue)),
        subject=cue.kind != "F",
        basis=Basis.CUE,
        carrier=tuple(_carrier(sentence, cue)),
    )


def _is_denied(sentence: Sentence, cue: Cue) -> bool:
    """Return whether somebody did not say it: sagte nicht, ob er kommt."""
    if cue.is_phrase:
        return False
    place = cue.parts[0]
    past = cue.source.past if cue.source and cue.inverted else place + 1
    return sentence.denies(place, place + 1) or sentence.denies(past, past)


def _cue(sentence: Sentence, cue: Cue) -> Iterator[Span]:
    """Yield the stretches of the verb or phrase, without the source in it."""
    first, last = cue.parts[0], cue.parts[-1]
    if last > first + 1:
        yield from (sentence.span(part, part + 1) for part in cue.parts)
        return
    start, end = sentence.span(first, last + 1)
    if not cue.owner:
        yield Span(start, end)
        return
    content = sentence.tokens.content
    yield Span(start, start + len(content[start : cue.owner.start].rstrip()))
    yield Span(end - len(content[cue.owner.end : end].lstrip()), end)


def _carrier(sentence: Sentence, cue: Cue) -> Iterator[Span]:
    """Yield the words for who first carried what is said: sagte sie der „Weserzeitung“."""
    heard = cue.parts[-1] + 1
    if cue.source and heard < cue.source.first and sentence.pattern.startswith("q", heard):
        yield inside(sentence, heard, heard + 1)  # розповів «Ниві» мер
        return
    if cue.is_phrase:
        return
    carries = _CARRIES_TOO if sentence.known.capital_nouns else _CARRIES
    begins = [cue.source.past] if cue.source else []
    if not cue.inverted:
        begins.append(cue.parts[0] + 1)
    for begin in begins:
        if found := carries.match(sentence.pattern, begin):
            first, past = found.span("carrier" if found["carrier"] else "title")
            yield inside(sentence, first + (sentence.pattern[first] == "H"), past)
            return


def inside(sentence: Sentence, first: int, past: int) -> Span:
    """Return some units without the marks around them."""
    start, end = sentence.span(first, past)
    content = sentence.tokens.content
    while start < end and content[start] in MARKS:
        start += 1
    while start < end and content[end - 1] in MARKS:
        end -= 1
    return Span(start, end)
