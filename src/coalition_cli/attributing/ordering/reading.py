"""An article → what is said in it: sentence by sentence, and the quotations that go on."""

import re

from ..attribution import Kind
from ..language import Language
from ..tokens import Tokens
from .contents import Reading
from .found import Basis, Found
from .letters import sentences
from .nouns import Nouns
from .vocabulary import vocabulary

# A sentence that is no more than a quotation, or more of them.
ALONE = re.compile(r"(?:&[:,]?)?[-'.]*Q(?:[-'.,]*Q)*[-'.]*")


def found_in(tokens: Tokens, language: Language, *, stances: bool = False) -> list[Found]:
    """Return what an article credits to whom, in its order."""
    known = vocabulary(language)
    nouns = Nouns(capital=known.capital_nouns)
    found: list[Found] = []
    last: Found | None = None  # of the sentence before, in its paragraph
    paragraph = -1
    for sentence in sentences(tokens, known):
        number = tokens.paragraph(tokens.at(sentence.units[0].start))
        if number != paragraph:
            last, paragraph = None, number
        if ALONE.fullmatch(sentence.pattern):
            last = _alone(Reading(sentence, nouns, stances).all_quoted(), last, found)
            continue
        own = list(Reading(sentence, nouns, stances).found())
        found += own
        last = own[-1] if own else None
    return sorted(found, key=lambda each: each.content[0])


def _alone(quoted: Found, last: Found | None, found: list[Found]) -> Found:
    """Add a quotation without other words: it goes on with the last, or follows what was said."""
    if last and last.kind is Kind.DIRECT:
        last.content += quoted.content
        return last
    if last:
        quoted.basis = Basis.FOLLOWING
    found.append(quoted)
    return quoted
