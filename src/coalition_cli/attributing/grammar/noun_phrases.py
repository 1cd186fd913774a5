"""The noun phrase that ends with a unit: the new mayor of Bari | said."""

from typing import NamedTuple

from .sentences import Sentence


class Phrase(NamedTuple):
    """Some units of a sentence."""

    first: int
    past: int


# Letters that may stand within a noun phrase, read from its end.
_INSIDE = frozenset("CN#GDY")
NOUN = frozenset("CN#GO")
_BEGINS_CLAUSE = frozenset({"after", "before", "since", "until"})  # a month after Ana Ruiz said so


def noun_phrase(sentence: Sentence, end: int) -> Phrase | None:
    """Return the noun phrase that ends with a unit."""
    pattern, first = sentence.pattern, end
    joined = 0  # where a second part begins: Ruiz and Roe
    while first > 0:
        letter = pattern[first - 1]
        if pattern[first] == "D" and letter in "NC":  # Ruiz plays | a spy, who says
            break
        if sentence.ends_in_comma(first - 1):  # on “The Long Quay,” | Ana Ruiz said
            break
        if (
            letter in _INSIDE
            or (letter == "Q" and first > 1 and sentence.is_term(first - 1))
            or (
                letter == "P"
                and pattern[first - 2 : first - 1]
                and pattern[first - 2] in "CNREB#D"
                and sentence.word(first - 1) not in _BEGINS_CLAUSE
            )
        ):
            first -= 1
        elif letter == "&" and first > 1 and pattern[first - 2] in NOUN and _same(pattern, first):
            joined = joined or first
            first -= 1
        elif (
            (
                letter == "E"
                and first > 1
                and pattern[first] in "NPCT"
                # the elected mayor; officials briefed on it; but no verb: they carried signs
                and pattern[first - 2] in ("DG#" if pattern[first] in "NC" else "DNCG#")
            )
            or (
                letter in "BI"
                and pattern[first] in "NCE"
                and first > 1
                and pattern[first - 2] in "DG&"
            )
            or (letter == "R" and first and pattern[first] == "P")
        ):
            first -= 1
        else:
            break
    if joined and first and pattern[first - 1] in "VFAE":
        first = joined
    while first < end and pattern[first] in "YP&G":
        first += 1
    return Phrase(first, end + 1) if first <= end else None


def _same(pattern: str, second: int) -> bool:
    """Return whether what follows a conjunction can be joined to a noun before it."""
    return pattern[second] in "CNDE#"
