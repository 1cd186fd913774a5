"""Whether two articles credit the same speaker, as far as their own words show it."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache

from ...attributing.attribution import Speaker
from ...words import as_read
from ...words.wordings import sequence_similarity
from .alike_words import alike

_INITIAL = 1  # letters of a name that is cut to its initial
_NEARLY = 80  # of 100: letters that two spellings of a surname share
_COMPOUNDED = 6  # letters of a word that is told within a longer one
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Words that say only that somebody is not named, or how; and small words of a description.
_EMPTY = frozenset(
    """
    a an the one some several many most few other another certain of in at with for from to by on
    and or as who is are was were has have not named unnamed anonymous anonymity granted condition
    who's his her their its two three four five speaking spoke speak candidly briefed familiar
    close matter discussions person people man woman men women source sources living lives near
    beside knowledge aware informed seen der die das ein eine einer von mit im am aus und des dem
    den
    """.split()  # noqa: SIM905 - a list of words reads no better
)
_GROUPS = frozenset({"group", "organisation", "outlet"})


class Credit(IntEnum):
    """How far two articles credit the same speaker."""

    ANOTHER = 0  # two names
    UNLIKE = 1  # two descriptions, each of which tells what the other does not; nobody is known
    UNKNOWN = 2  # one is not named, or not known
    SAME = 3


def credit(speaker: Speaker | None, other: Speaker | None) -> Credit:
    """Return how far two speakers of different articles are the same, by what these say of them."""
    if speaker is None or other is None:
        return Credit.UNLIKE if speaker is other else Credit.UNKNOWN
    if speaker.name and other.name:
        if names_agree(names(speaker), names(other)):
            return Credit.SAME
        near = names_near(names(speaker), names(other)) or _stands_for(speaker, other)
        return Credit.UNKNOWN if near else Credit.ANOTHER
    if speaker.name or other.name:
        return Credit.UNKNOWN
    here, there = described(speaker.description), described(other.description)
    if here and there and descriptions_agree(speaker, other):
        return Credit.SAME
    return Credit.UNLIKE if _own(here, there) and _own(there, here) else Credit.UNKNOWN


@lru_cache(maxsize=1 << 12)
def names(speaker: Speaker) -> tuple[str, ...]:
    """Return the names that an article has for a speaker, as they are compared.

    A part of the first of them, such as a surname, is none: it may be another's too.
    """
    first, *others = all_names(speaker) or ("",)
    own = set(first.split())
    return (first, *(name for name in others if not own.issuperset(name.split())))


def all_names(speaker: Speaker) -> tuple[str, ...]:
    """Return the names of a speaker, also those that are a part of the first."""
    return tuple(dict.fromkeys(map(as_read, filter(None, (speaker.name, *speaker.others)))))


def names_agree(own: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of the names may be one of the others, by what is written."""
    return any(name_agrees(name, other) for name in own for other in others)


def may_be_one(speaker: Speaker, other: Speaker) -> bool:
    """Whether two speakers may be one if they say the same: both are named, or neither is."""
    if speaker.name and other.name:
        own, others = names(speaker), names(other)
        return names_agree(own, others) or names_near(own, others)
    return not speaker.name and not other.name and descriptions_agree(speaker, other)


def names_near(own: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of the names is nearly one of the others: Ivan Zelensky, Ivan Zelenskyy."""
    return any(_nearly(name.split(), other.split()) for name in own for other in others)


def _nearly(name: Sequence[str], other: Sequence[str]) -> bool:
    if len(name) < 2 or len(other) < 2 or not _same_first(name[0], other[0]):
        return False
    return sequence_similarity(name[-1], other[-1], _NEARLY) > 0


@lru_cache(maxsize=1 << 14)
def name_agrees(name: str, other: str) -> bool:
    """Whether two names may be those of one: equal, or one shorter by first names or initials.

    Clinton agrees with Bill Clinton, J. Smith with John Smith, George Bush with George W. Bush.
    Bill Clinton does not with Hillary Clinton, nor John Smith with John Smith Jr.
    """
    here, there = _parted(name), _parted(other)
    if here == there:
        return True
    (first, suffix), (second, other_suffix) = here, there
    if not first or not second or suffix != other_suffix or first[-1] != second[-1]:
        return False
    shorter, longer = sorted((first[:-1], second[:-1]), key=len)
    if shorter == longer[len(longer) - len(shorter) :]:  # a title may stand before the longer
        return True
    if not _same_first(shorter[0], longer[0]):
        return False
    middle, more = shorter[1:], longer[1:]
    return not middle or all(map(_same_first, middle, more))


@lru_cache(maxsize=1 << 12)
def described(description: str) -> frozenset[str]:
    """Return the words of a description that tell who it is."""
    return frozenset(as_read(description).split()) - _EMPTY


def descriptions_agree(speaker: Speaker, other: Speaker) -> bool:
    """Whether two descriptions may be those of one: all that the shorter tells, the longer has.

    One person and several are never one. What tells nothing, such as `many`, contradicts nothing.
    """
    here, there = described(speaker.description), described(other.description)
    if is_group(speaker) is not is_group(other):
        return False
    shorter, longer = sorted((here, there), key=len)
    return not _own(shorter, longer)


def is_group(speaker: Speaker) -> bool:
    """Whether a speaker is more than one person."""
    return speaker.kind in _GROUPS


def _parted(name: str) -> tuple[tuple[str, ...], str]:
    """Return the words of a name, and its suffix."""
    *words, last = name.split() or [""]
    if words and last in _SUFFIXES:
        return tuple(words), last
    return (*words, last), ""


def _same_first(name: str, other: str) -> bool:
    if min(len(name), len(other)) == _INITIAL:
        return name[0] == other[0]
    return name == other


def _stands_for(speaker: Speaker, other: Speaker) -> bool:
    """Whether one speaks for the other: the White House, and a press secretary of it."""
    return _is_of(speaker, other) or _is_of(other, speaker)


def _is_of(speaker: Speaker, other: Speaker) -> bool:
    office = f" {as_read(f'{speaker.affiliation} {speaker.role}')} "
    return any(f" {name} " in office for name in names(other))


def _own(here: frozenset[str], there: frozenset[str]) -> bool:
    """Whether one description has a word that the other has not, be it within a longer word."""
    return any(
        not any(
            alike(word, other) or _within(word, other) or _within(other, word) for other in there
        )
        for word in here
    )


def _within(word: str, longer: str) -> bool:
    """Whether a word is a part of a compound: Sprecher, Gewerkschaftssprecher."""
    return len(word) >= _COMPOUNDED and word in longer
