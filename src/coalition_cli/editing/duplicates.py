"""Claims that are nearly the same: stated twice, where one claim has two appearances."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from ..problems import Problem
from ..record import Place, Record

NEARLY = 90  # of 100 by wording.similarity
_LEAST = (NEARLY - 0.5) / 100  # which is rounded up to that
_OVERLAP = _LEAST / (2 - _LEAST)  # words of a text that are also in what is nearly the same
RECENT = 50  # claims that a rare word is looked up in
_ANYBODY = None  # whose texts are those of all speakers


class _Claim(NamedTuple):
    key: str
    text: str
    speaker: str
    related: tuple[str, ...]  # claims that it supports or contradicts
    file: str
    place: Place


class Duplicates:
    """Compares the texts of claims that may be the same speaker's.

    Texts that are nearly the same share one of their rarest words: as few as their lengths
    allow to differ, and one more (the prefix filter of Chaudhuri, Ganti and Kaushik, 2006).
    So each claim is compared with few others, whatever the number of claims: with those that
    share a rare word, the last RECENT of them where there are more; and with one of exactly
    the same words, wherever it stands.
    """

    def __init__(self) -> None:
        self._claims: list[_Claim] = []

    def see(self, record: Record) -> Iterator[Problem]:
        """Take note of a claim's text."""
        if record.section.name == "claims" and {"id", "text"} <= record.values.keys():
            values = record.values
            self._claims.append(
                _Claim(
                    str(values["id"]),
                    str(values["text"]),
                    str(values.get("speaker", "")),
                    (*_keys(values.get("supports")), *_keys(values.get("contradicts"))),
                    record.file,
                    record.where("text"),
                )
            )
        return iter(())

    def problems(self) -> Iterator[Problem]:
        """Yield each claim that is nearly the same as one before it."""
        if len(self._claims) < 2:
            return
        from ..wording import similarity, words  # it takes a while to import

        known: dict[str, str] = {}  # so that a word is kept once
        texts = [[known.setdefault(one, one) for one in words(c.text)] for c in self._claims]
        found = _Lookup(texts, cross=any(not claim.speaker for claim in self._claims))
        for number, claim in enumerate(self._claims):
            for other in map(self._claims.__getitem__, found.near(number, claim.speaker)):
                if not _related(claim, other) and similarity(other.text, claim.text) >= NEARLY:
                    yield _problem(claim, other)
                    break


class _Lookup:
    """Texts, as words, by their speakers and their rarest words."""

    def __init__(self, texts: Sequence[list[str]], *, cross: bool) -> None:
        self._texts = texts
        self._count = Counter(word for words in texts for word in words)
        self._cross = cross  # whether a text may be looked for among those of any speaker
        self._by_word: dict[tuple[str | None, str], list[int]] = {}
        self._by_text: dict[tuple[str | None, str], int] = {}

    def near(self, number: int, speaker: str) -> Iterator[int]:
        """Yield the texts before this one that may be nearly the same, each once.

        Of those that share a word, the last comes first. What nobody is said to have made
        may be anybody's.
        """
        words = self._texts[number]
        if not words:
            return
        rarest, whole = self._rarest(words), " ".join(words)
        ahead: list[int] = []
        for group in self._looked_for(speaker):
            same = self._by_text.get((group, whole))
            ahead += [] if same is None else [same]
            for word in rarest:
                ahead += reversed(self._by_word.get((group, word), ()))
        # Kept before any is yielded: who has found one may not ask for more.
        for kept in self._kept_for(speaker):
            self._by_text.setdefault((kept, whole), number)
            for word in rarest:
                self._keep(kept, word, number)
        distinct = frozenset(words)
        for other in dict.fromkeys(ahead):
            if _may_be_near(words, distinct, self._texts[other]):
                yield other

    def _looked_for(self, speaker: str) -> tuple[str | None, ...]:
        return (speaker, "") if speaker else (_ANYBODY,)

    def _kept_for(self, speaker: str) -> tuple[str | None, ...]:
        return (speaker, _ANYBODY) if self._cross else (speaker,)

    def _keep(self, group: str | None, word: str, number: int) -> None:
        recent = self._by_word.setdefault((group, word), [])
        recent.append(number)
        if len(recent) > RECENT:
            del recent[0]

    def _rarest(self, words: list[str]) -> list[str]:
        """Return as many of the rarest words as something nearly the same has one of."""
        ordered = sorted((self._count[word], word) for word in words)
        most = len(words) - ceil(_OVERLAP * len(words)) + 1
        return list(dict.fromkeys(word for _, word in ordered[:most]))


def _may_be_near(words: list[str], distinct: frozenset[str], others: list[str]) -> bool:
    """Whether two texts have words enough in common, whatever the order of these."""
    shared = len(distinct.intersection(others))
    # A word that stands twice in both counts twice, and once among those that are distinct.
    spare = min(len(words) - len(distinct), len(others) - shared)
    return 2 * (shared + spare) >= _LEAST * (len(words) + len(others))


def _keys(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else ()


def _related(claim: _Claim, other: _Claim) -> bool:
    """Whether somebody has seen both and said how they relate; or they share an id, an error."""
    return claim.key in (*other.related, other.key) or other.key in claim.related


def _problem(claim: _Claim, other: _Claim) -> Problem:
    message = f"claim '{claim.key}' is nearly the same as claim '{other.key}'"
    where = f"{other.file}:{other.place.line}:{other.place.column}"
    remedy = f"make one claim of them, or say how they relate; the other is at {where}"
    return Problem("near-duplicate", message, remedy, claim.file, *claim.place)
