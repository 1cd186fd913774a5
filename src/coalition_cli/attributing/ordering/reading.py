"""An article → what is said in it: sentence by sentence, and the quotations that go on."""

import re
from collections.abc import Iterator, Sequence

from ...verifying.paragraphs import Span
from ..attribution import Kind
from ..grammar.tokens import Tokens
from ..languages.language import Language
from .contents import Stretch, content_of
from .credited import credited
from .cues import Cue, cues
from .found import Basis, Found
from .letters import Sentence, sentences
from .nouns import Nouns
from .pointing import Before, credit, pointing
from .uncredited import all_quoted, uncredited
from .vocabulary import vocabulary

# A sentence that is no more than a quotation, or more of them.
_ALONE = re.compile(r"(?:&[:,]?)?[-'.]*Q(?:[-'.,]*Q)*[-'.]*")
# KYIV, 3 March —; Berlin (dpa) —
_DATELINE = re.compile(r"C+(?:,[#LYC.]{1,4})?(?P<agency>\([^()]*\))?-(?=(?P<quoted>Q)|.)")


def found_in(tokens: Tokens, language: Language, *, stances: bool = False) -> list[Found]:
    """Return what an article credits to whom, in its order."""
    known = vocabulary(language)
    nouns = Nouns(capital=known.capital_nouns)
    found: list[Found] = []
    last: Found | None = None  # of the sentence before, in its paragraph
    before: Before | None = None
    paragraph = -1
    for sentence in sentences(tokens, known):
        number = tokens.paragraph(tokens.at(sentence.units[0].start))
        opens = number != paragraph
        if opens:
            last, paragraph = None, number
            before = before._replace(far=True) if before and before.sole else None
        said = pointing(sentence, nouns) if before else None
        if said and before:
            last = credit(said, before, found)
            before = before._replace(found=[last] if last else [], sole=False)
            continue
        if _ALONE.fullmatch(sentence.pattern):
            last = _going_on(all_quoted(sentence), last, found)
            own = [last]
        else:
            own = list(_said(sentence, nouns, stances=stances))
            found += own
            last = own[-1] if own else None
        before = _before(sentence, own, opens=opens)
    return sorted(found, key=lambda each: each.content[0])


def _before(sentence: Sentence, own: Sequence[Found], *, opens: bool) -> Before | None:
    """Return a sentence for one that points to it, without its dateline; None if it cannot be."""
    first, past = _past_dateline(sentence), sentence.last
    if first >= past or sentence.units[-1].lower == "?":
        return None
    kind = Kind.PARTIAL if "Q" in sentence.pattern else Kind.REPORTED
    return Before(sentence.span(first, past), own, kind, opens)


def _said(sentence: Sentence, nouns: Nouns, *, stances: bool) -> Iterator[Found]:
    """Yield what a sentence credits to somebody, from left to right, and its other quotations."""
    low = _past_dateline(sentence)  # the first unit that is still free
    used: set[int] = set()
    carrier: Span | None = None
    found_cues = list(cues(sentence, nouns))
    for cue in found_cues:
        if cue.first < low or used.intersection(cue.parts):
            continue
        stretches = content_of(sentence, cue, low)
        if cue.is_phrase and cue.source and _says_itself(sentence, cue, stretches, found_cues):
            carrier, low = sentence.span(cue.source.first, cue.source.past), cue.past
            continue
        found = credited(sentence, cue, stretches) if stretches else None
        if found and (stances or found.kind is not Kind.STANCE):
            for stretch in stretches:
                used.update(range(*stretch))
            used.update(range(cue.first, cue.past))
            low = max(*(past for _, past in stretches), cue.past)
            if carrier:
                found.carrier = (carrier,)
            yield found
    yield from uncredited(sentence, nouns, used)


def _says_itself(
    sentence: Sentence, phrase: Cue, stretches: Sequence[Stretch], cues: Sequence[Cue]
) -> bool:
    """Return whether what a phrase carries says who speaks: laut Polizei sagte der Zeuge.

    Behind a newspaper the verb may stand anywhere: як пише «Нива», мер сказав, що піде.
    """
    if any(sentence.pattern[first] == "V" for first, _ in stretches):
        return True
    source = phrase.source
    if not source or not set(sentence.pattern[source.first : source.past]) & set("qH"):
        return False
    return any(
        each.source and not each.is_phrase and each.first >= phrase.past and each.kind != "h"
        for each in cues
    )


def _past_dateline(sentence: Sentence) -> int:
    """Return where a sentence begins after its dateline, if it has one."""
    dateline = _DATELINE.match(sentence.pattern)
    sure = dateline and (dateline["agency"] or dateline["quoted"] or sentence.text(0).isupper())
    return dateline.end() if dateline and sure else 0


def _going_on(quoted: Found, last: Found | None, found: list[Found]) -> Found:
    """Add a quotation without other words: it goes on with the last, or follows what was said."""
    if last and last.kind is Kind.DIRECT:
        last.content += quoted.content
        return last
    if last:
        quoted.basis = Basis.FOLLOWING
    found.append(quoted)
    return quoted
