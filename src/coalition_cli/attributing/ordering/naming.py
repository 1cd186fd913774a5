"""The words of a language for people: given names, nouns that say he or she, bodies."""

from collections.abc import Mapping
from functools import cache

from ..languages.language import Language

HE, SHE, ANY = "he", "she", "any"


class Naming:
    """What a language says of people and their names, all in small letters."""

    def __init__(self, language: Language) -> None:
        """Take the words out of a data file."""
        self.capital_nouns = language.text("nouns") == "capital"
        self.given: Mapping[str, str] = _gendered(language, "given")
        self.titles: Mapping[str, str] = _gendered(language, "titles")
        self.pronouns: Mapping[str, str] = _gendered(language, "pronouns")
        self.never = language.words("pronouns", "never")
        self._ends = _gendered(language, "ends")
        self._lengths = sorted({len(end) for end in self._ends}, reverse=True)
        self.determiners = language.words("determiners")
        self.indefinite = language.words("indefinite")
        self.indefinite_articles = language.words("indefinite_articles")
        self.coordinators = language.words("coordinators")
        self.outlets = language.words("outlets")
        self.bodies, self.several = language.words("bodies"), language.words("several")
        self.relatives = language.words("relatives")
        self.negations = language.words("negations")
        self.turning_ends = tuple(language.words("turning_ends"))
        self.unnamed, self.because = language.words("unnamed"), language.words("because")
        self.prepositions = language.words("prepositions") | language.words("linking")
        self.inner_particles = language.words("inner_particles")
        self.particles = language.words("particles")
        self.small = self.prepositions | self.determiners | self.indefinite
        self.small |= language.words("adverbs")
        self.participles = language.words("participles")
        self.plural_endings = tuple(language.words("plural_endings"))
        self.surname_ends = tuple(language.words("surname_ends"))
        self.no_surname_ends = tuple(language.words("no_surname_ends"))
        self.no_name_ends = tuple(language.words("no_name_ends"))
        self._common_ends = tuple(language.words("common_ends"))
        self._agreeing = _gendered(language, "agreement")
        self.case_ends = language.words("case_ends")

    def role(self, word: str) -> str:
        """Return whether a noun of people says he or she, or any; empty if it is no such noun."""
        lower = word.lower().rstrip(".")
        if lower in self.titles:
            return self.titles[lower]
        ends = (lower[-length:] for length in self._lengths)
        return next((self._ends[end] for end in ends if end in self._ends), "")

    def is_ambiguous(self, given: str) -> bool:
        """Return whether a given name may be another one in another case: Ореста, of Орест."""
        word = given.lower()
        others = (word.removesuffix(end) for end in self.case_ends if word.endswith(end))
        return any(other in self.given for other in others)

    def is_common(self, word: str) -> bool:
        """Return whether a word is a noun of people that is hardly a name: Sprecherin, Frau."""
        return word.lower() in self.titles or word.lower().endswith(self._common_ends)

    def agrees(self, verb: str, gender: str) -> bool:
        """Return whether he or she can be the subject of a verb: сказала, she."""
        return ANY in (gender, self.spoken_by(verb)) or gender == self.spoken_by(verb)

    def spoken_by(self, verb: str) -> str:
        """Return whether a verb has him or her as its subject, or any."""
        said = {each for end, each in self._agreeing.items() if verb.lower().endswith(end)}
        return said.pop() if len(said) == 1 else ANY

    def is_case(self, word: str, name: str) -> bool:
        """Return whether a word is a name in another case: Ковча, of Ковч."""
        shared = next(
            (at for at, (mine, own) in enumerate(zip(word, name, strict=False)) if mine != own),
            min(len(word), len(name)),
        )
        return shared > 2 and len(name) - shared < 3 and word[shared:].lower() in self.case_ends


def _gendered(language: Language, key: str) -> dict[str, str]:
    return {word: gender for gender in (ANY, SHE, HE) for word in language.words(key, gender)}


@cache
def naming(language: Language) -> Naming:
    """Return what a language says of people."""
    return Naming(language)
