"""Whether a sentence leaves it open that something was said.

Ana Ruiz never said that ...     denied
Ana Ruiz might say that ...      possible
If Ana Ruiz says that ...        supposed
Did Ana Ruiz say that ...?       asked
Ana Ruiz refused to say ...      withheld
"""

from collections.abc import Sequence

from ..grammar.phrases import Phrase
from ..grammar.sentences import Sentence
from .cue import Cue, Order

_VERBS = frozenset({Order.SUBJECT, Order.INVERTED, Order.COORDINATED, Order.PASSIVE})
_LOOSE = frozenset({Order.INFINITIVE, Order.PARTICIPLE})
_LOOKED_AT = 8  # units before a verb without a subject of its own


def is_unsaid(sentence: Sentence, cue: Cue, stretches: Sequence[Phrase]) -> bool:
    """Return whether the sentence does not state that the words of a cue were said."""
    if cue.order not in _VERBS | _LOOSE:
        return False
    return (
        _is_denied(sentence, cue)
        or _is_supposed(sentence, cue)
        or _is_withheld(sentence, cue)
        or _is_asked(sentence, cue, stretches)
    )


def _is_denied(sentence: Sentence, cue: Cue) -> bool:
    """Return whether not or might stands with the verb, or nobody is its subject."""
    group = [sentence.word(place) for place in range(cue.first, cue.verb)]
    around = [*group, sentence.word(cue.past)]
    if sentence.words["only"] & frozenset(around):  # would say only that
        return False
    unsaid = sentence.words["unsaid"]
    if any(word in unsaid or word.endswith("n't") for word in group):
        return True
    subject = cue.subject if cue.order in _VERBS else None
    return subject is not None and sentence.word(subject.first) in sentence.words["nobody"]


def _is_supposed(sentence: Sentence, cue: Cue) -> bool:
    first = cue.subject.first if cue.subject else cue.first
    return sentence.word(min(first, cue.first) - 1) in sentence.words["supposing"]


def _is_withheld(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a verb that leads to this one says that it did not come to it."""
    if cue.order not in _LOOSE:
        return False
    if cue.subject and cue.subject.past == cue.first:  # he wanted her to say
        return sentence.word(cue.subject.first - 1) in sentence.words["wishing"]
    subject = cue.subject.past if cue.subject else 0
    low = max(subject if subject <= cue.first else 0, cue.first - _LOOKED_AT)
    words = sentence.words["withholding"] | sentence.words["unsaid"]
    group = range(low, cue.first)
    commas = [place for place in group if sentence.pattern[place] in ",Q;:"]
    return sentence.any_of(max([low, *commas]), cue.first, words)


def _is_asked(sentence: Sentence, cue: Cue, stretches: Sequence[Phrase]) -> bool:
    return sentence.units[-1].text == "?" and stretches[0].first > cue.verb
