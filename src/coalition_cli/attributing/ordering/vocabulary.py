"""The words of a language by the letters that stand for them in the pattern of a sentence."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ..grammar.tokens import Token
from ..languages.language import Language

_LETTERS = {  # keys of the data file; the first that has a word decides
    "conjunctions": "T",
    "that": "T",
    "auxiliaries": "A",
    "as": "K",
    "trailing": "E",
    "fronted": "X",
    "indefinite": "U",
    "determiners": "D",
    "subjects": "R",
    "objects": "O",
    "relatives": "W",
    "coordinators": "&",
    "linking": "l",
    "particles": "l",
    "prepositions": "P",
    "subordinators": "S",
    "hearers": "H",
    "times": "Y",
    "adverbs": "B",
    "mood": "M",
}
_VERBS = {
    ("verbs", "saying"): "V",
    ("verbs", "naming"): "N",
    ("verbs", "beside"): "I",
    ("verbs", "holding"): "h",
    ("participles",): "Z",
}
_PHRASES = {
    "leading": "F",
    "cue_phrases": "V",
    "impersonal": "V",
    "circles": "G",
    "citing": "J",
    "pointers": "X",
    "adverb_phrases": "B",
}
_OWN = "o"  # a phrase with a word for he or she in it
_STAR = "*"  # stands for that word
_AFTER_QUOTATION = frozenset("VI")


class Phrase(NamedTuple):
    """A phrase of a language."""

    words: tuple[str, ...]
    letter: str
    owner: int | None = None  # which of its words is he or she: за його словами


class Vocabulary:
    """The words of a language by their letters, and its phrases by their first words."""

    def __init__(self, language: Language) -> None:
        """Take the words out of a data file."""
        self.capital_nouns = language.text("nouns") == "capital"
        self.letters: dict[str, str] = {}
        for key, letter in reversed(_LETTERS.items()):
            self.letters.update(dict.fromkeys(language.words(key), letter))
        self.verbs: dict[str, str] = {}
        for keys, letter in reversed(_VERBS.items()):
            self.verbs.update(dict.fromkeys(language.words(*keys), letter))
        self.plural_endings = tuple(language.words("plural_endings"))
        self.turning_ends = tuple(language.words("turning_ends"))
        self.no_surname_ends = tuple(language.words("no_surname_ends"))
        self.case_ends = tuple(language.words("case_ends"))
        self.oblique = language.words("oblique")
        self.pronouns = language.words("pronouns", "he") | language.words("pronouns", "she")
        self.participles = language.words("participles")
        self.places = language.words("places")
        self.phrases = _phrases(language)
        self.impersonal = {" ".join(words) for words in _lines(language, "impersonal")}
        self.pointers = {" ".join(words) for words in _lines(language, "pointers")}
        self.pointing = language.words("pointing")
        self.publishing = language.words("publishing")
        self.because, self.unnamed = language.words("because"), language.words("unnamed")
        self.negations = language.words("negations")
        self.parted: dict[str, set[str]] = {}
        for line in _lines(language, "parted"):
            verb, *parts = line
            self.parted.setdefault(verb, set()).update(parts)

    def letter(self, word: str) -> str:
        """Return the letter of a word that is no verb; empty if the language does not know it."""
        found = self.letters.get(word, "")
        hears = self.letters.get(word.rpartition("-")[2]) == "H"  # Presse-Agentur
        return found or ("H" if hears else "")

    def says(self, token: Token) -> bool:
        """Return whether a word may follow a quotation to say who spoke."""
        return self.verbs.get(token.lower) in _AFTER_QUOTATION or token.lower in self.parted


def _lines(language: Language, key: str) -> list[tuple[str, ...]]:
    """Return the words of each line under a key."""
    return [tuple(line.lower().split()) for line in language.text(key).splitlines() if line.split()]


def _phrases(language: Language) -> Mapping[str, list[Phrase]]:
    """Return the phrases by their first words, the longest first."""
    found = [
        Phrase(words, letter) for key, letter in _PHRASES.items() for words in _lines(language, key)
    ]
    for words in _lines(language, "own"):
        at = words.index(_STAR) if _STAR in words else None
        for owner in language.words("owners"):
            filled = tuple(owner if word == _STAR else word for word in words)
            found.append(Phrase(filled, _OWN, at))
    phrases: dict[str, list[Phrase]] = {}
    for phrase in sorted(found, key=lambda each: -len(each.words)):
        phrases.setdefault(phrase.words[0], []).append(phrase)
    return phrases


@cache
def vocabulary(language: Language) -> Vocabulary:
    """Return the words of a language."""
    return Vocabulary(language)
