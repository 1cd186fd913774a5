"""Whether a word that may be a verb of the data file is one where it stands.

officials say so, one in five say so        V: it can follow its subject
the report, in reports that                 N: a noun
to say, has said, was told                  U
saying                                      J
"""

import re
from collections.abc import Container, Sequence

from ..languages.inflections import BASE, PARTICIPLE, PAST, PRESENT, PROGRESSIVE
from .letters import Words

_ALONE = frozenset({"another", "one", "each", "neither", "either", "none"})
_SINGLE = frozenset({"one", "each", "another", "this", "that", "neither", "either", "none"})
_NEVER_NOUN = frozenset("NFAPD")
_REDUCED = re.compile(r"P(?:Y|#|D?[BEINC#]*[NC])(?:[AFN]|,W)")  # on the talks said; ..., who
_ACTIVE = frozenset({"saying"})  # verbs that only take a clause: said
_GRADES = frozenset({"more", "most", "less", "least", "very", "too"})
_ENDS = frozenset({"", ".", ",", ";", "P", "&"})
_FINITE = frozenset("FAVE")
_OBJECT = frozenset("HDRQKO#:'")  # with what a clause or an object begins that no noun goes before


def letter(place: int, before: Sequence[str], lowers: Sequence[str], words: Words) -> str:
    """Return the letter of a word: `before` are the sentence's, settled up to its place."""
    return _Reading(place, before, lowers, words).letter()


class _Reading:
    """A word that may be a verb, with what stands around it."""

    def __init__(
        self, place: int, letters: Sequence[str], lowers: Sequence[str], words: Words
    ) -> None:
        self._letters, self._lowers, self._words = letters, lowers, words
        self._word, self._old, self._number = lowers[place], letters[place], place
        after = place + 1
        while after < len(letters) - 1 and letters[after] == "B":
            after += 1
        self._after = letters[after] if after < len(letters) else ""
        while place and letters[place - 1] == "B":
            place -= 1
        self._place = place  # of the word or of the adverbs before it
        self._before = letters[place - 1] if place else ""
        self._tenses: Container[str] = frozenset().union(
            *(form.tenses for form in words.forms[self._word])
        )

    def letter(self) -> str:
        before, tenses = self._before, self._tenses
        if PROGRESSIVE in tenses:
            return self._old if before in ("D", "G") else "J"
        if self._old == "P" and before in ("N", "C"):  # advisers like Ana Ruiz
            return "P"
        if before and before in "DGP" and not self._is_quantity() and not self._is_since():
            return "N" if self._old in _NEVER_NOUN else self._old
        if PARTICIPLE in tenses and before in ("N", "C") and self._is_reduced():
            return "E"
        if before == "T":
            return "U" if BASE in tenses else self._old
        if before == "A" or self._is_since():
            return "U"
        return "V" if PAST in tenses or self._agrees() else "N"

    def _is_reduced(self) -> bool:
        """Return whether a participle stands within a subject: people briefed on the talks said."""
        groups = {form.group for form in self._words.forms[self._word]}
        if groups == _ACTIVE:
            return False
        following = "".join(self._letters[self._number + 1 :])
        found = _REDUCED.match(following)
        if found is None:
            return False
        word = self._lowers[self._number + 1 + found.end() - 1]
        return following[found.end() - 1] in "AFW" or word in self._words.forms

    def _is_quantity(self) -> bool:
        """Return whether a number or a quantity stands before, without its noun: many say."""
        if self._before == "D" and self._subject in _ALONE and BASE not in self._tenses:
            return True  # another said
        return self._subject in self._words.many and self._subject != "s"

    def _is_since(self) -> bool:
        """Return whether only a preposition without a noun stands before: has since said."""
        return self._before == "P" and self._letters[self._place - 2 : self._place - 1] == ["A"]

    @property
    def _subject(self) -> str:
        return self._lowers[self._place - 1] if self._place else ""

    def _is_graded(self) -> bool:
        """Return whether more or most stands before the word before, an adjective: more diverse."""
        several = self._subject.endswith(self._words.many)  # most reports say
        return not several and self._place > 1 and self._lowers[self._place - 2] in _GRADES

    def _agrees(self) -> bool:
        """Return whether a present form can follow what stands before it: officials say."""
        before = self._before
        if before == "N" and (self._words.is_adjective(self._subject) or self._is_graded()):
            return False  # his recent remarks, more diverse states
        noun = self._word in self._words.noun_forms and before != "R"
        if noun and (not before or before == "#" or self._after in _FINITE):
            return False  # remarks that, ten states, the jobs report was
        if noun and before == "&" and self._after in _ENDS:
            return False  # doubts and claims
        if PRESENT in self._tenses:
            single = before == "D" and self._subject in _SINGLE
            return single or before in tuple("CRWN#),-&;:HOQ") or not before
        if self._word in self._words.nouns:
            several = before in ("N", "C") and self._subject.endswith(self._words.many)
            return several or before in ("R", "W")
        if before in ("N", "O", "E", "C"):
            return self._after in _OBJECT or self._subject.endswith(self._words.many)
        return before in tuple("ORW&,)-#D")
