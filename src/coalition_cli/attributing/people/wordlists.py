"""The words by which a language says who is who, from the block `people` of its data file."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ..grammar.tokens import Token
from ..languages.inflections import PAST
from ..languages.language import Language

HE, SHE, ANY = "he", "she", "any"
_PREFIXES = ("then-", "ex-", "co-", "vice-", "former-", "non-")
_TOLD = frozenset({"saying", "telling"})
_INVERTING = frozenset({"saying", "uttering"})


class Wordlists:
    """The words of one language, in small letters without points."""

    def __init__(self, language: Language) -> None:
        def words(*keys: str) -> frozenset[str]:
            return language.words("people", *keys)

        def gendered(*keys: str) -> Mapping[str, str]:
            found = dict.fromkeys(words(*keys, ANY), ANY)
            for gender in (HE, SHE):
                found |= dict.fromkeys(words(*keys, gender), gender)
            return found

        def pairs(*keys: str) -> Mapping[str, str]:
            return dict(pair.split("=") for pair in words(*keys) if pair.count("=") == 1)

        self.pronouns = {word: gender for gender in (HE, SHE) for word in words("pronouns", gender)}
        self.subjects = words("pronouns", "subject")
        self.coordinating, self.place_starts = words("coordinating"), words("place_starts")
        self.joining, self.likening = words("joining"), words("likening")
        self.never = words("pronouns", "never")
        self.relative = words("pronouns", "relative")
        self._known_nouns: dict[str, str] = {}  # words recur
        self.titles, self.kept = gendered("titles"), words("titles", "kept")
        self.nouns, self.given = gendered("nouns"), gendered("given")
        self.both_given = words("given", HE) & words("given", SHE) | words("given", ANY)
        self.groups, self.bodies = words("groups"), words("bodies")
        self.known_bodies, self.things = words("known_bodies"), words("things")
        self.outlets, self.known_outlets = words("outlets"), words("known_outlets")
        self.no_outlets, self.media = words("no_outlets"), words("media")
        self.within_names = words("within_names")
        self.particles, self.suffixes = words("particles"), words("suffixes")
        self.determiners = words("determiners")
        self.definite, self.counting = words("definite"), words("counting")
        self.articles = words("articles")
        self.definite_articles = self.articles & self.definite
        self.world, self.directions = words("world"), words("directions")
        self.capital_nouns = words("capital_nouns")
        self.single = words("single")
        self.peoples = tuple(words("peoples"))  # endings
        self.belonging, self.speaking_for = words("belonging"), words("speaking_for")
        self.kin, self.whole = words("kin"), pairs("whole")
        self.of_no_one = words("of_no_one")
        self.nobody = language.words("nobody")
        self.leading_particles, self.honours = words("leading_particles"), words("honours")
        self.sole, self.adverb_endings = words("sole"), tuple(words("adverb_endings"))
        self.before_sources = words("before_sources")
        self.prepositions = words("prepositions")
        self.conjunctions, self.auxiliaries = words("conjunctions"), words("auxiliaries")
        self.parties, self.party_tags = words("parties"), pairs("party_tags")
        self.calendar, self.places = words("calendar"), words("places")
        self.short, self.regions = pairs("short"), pairs("regions")
        self.same = {**pairs("demonyms"), **self.short}  # words that say the same of somebody
        self.nicknames = pairs("nicknames")
        self.function = (
            language.starters
            | self.prepositions
            | self.determiners
            | self.conjunctions
            | self.auxiliaries
            | words("adverbs")
        )
        self.carrying_before = words("carrying", "before")
        self.between_carrying = words("carrying", "between")
        self.carrying_after = words("carrying", "after")
        self.after_outlets = words("carrying", "goods") | self.function
        self.anonymity = _patterns(language.text("people", "anonymity", "asked"))
        self.said = frozenset(  # said, told
            word
            for word, forms in language.forms.items()
            if any(form.group in _TOLD and PAST in form.tenses for form in forms)
        )
        self.because = re.compile(
            language.text("people", "anonymity", "because") or r"(?!)", re.IGNORECASE
        )
        self.no_names = frozenset(self.pronouns) | self.never
        self.before_nouns = self.determiners | self.prepositions
        self.no_surnames = (
            self.places
            | self.groups
            | self.bodies
            | self.things
            | self.known_bodies
            | self.known_outlets
            | self.function
        )
        self.participles, self.past = tuple(words("participles")), tuple(words("past"))
        self.occupations = tuple(words("occupations"))
        self.of_persons = words("pronouns", "of_persons")
        self.noun_endings = tuple(words("noun_endings"))
        self.saying = frozenset(language.forms)
        self.inverting = frozenset(  # said the mayor; not: accused the mayor
            word
            for word, forms in language.forms.items()
            if any(form.group in _INVERTING for form in forms)
        )
        self.stops = self.function | self.saying

    def noun(self, word: str) -> str:
        """Return the noun of a person that a word is, in the singular; empty if it is none."""
        found = self._known_nouns.get(word)
        if found is None:
            found = self._known_nouns[word] = self._noun(bare(word))
        return found

    def _noun(self, word: str) -> str:
        for form in (word, *_singulars(word)):
            for each in (form, form.rpartition("-")[2]):
                if each in self.nouns:
                    return self.short.get(each, each)
            if self.noun_endings and form.endswith(self.noun_endings):
                return form
        return self.short.get(word, "")

    def is_plural(self, word: str) -> bool:
        """Return whether a noun stands for several people."""
        word = bare(word)
        if word in self.groups:
            return True
        return (not self.is_noun(word) and bool(self.noun(word))) or _ends_in_s(word)

    def is_noun(self, word: str) -> bool:
        """Return whether a word is a noun of one person, as it stands."""
        word = bare(word)
        if word in self.nouns or word.rpartition("-")[2] in self.nouns:
            return True
        return bool(self.noun_endings) and word.endswith(self.noun_endings)

    def is_relative(self, token: Token) -> bool:
        """Return whether a token is a relative pronoun: who; not the WHO."""
        return token.lower in self.relative and not token.text.isupper()

    def is_title(self, word: str) -> bool:
        """Return whether a word stands before names and is no part of them."""
        word = bare(word)
        return word in self.titles or self.is_noun(word) or word in self.parties

    def gender(self, word: str) -> str:
        """Return what a title or noun says of a person's gender: he, she or any."""
        word = bare(word)
        tail = word.rpartition("-")[2]
        return self.titles.get(word) or self.nouns.get(word) or self.nouns.get(tail) or ANY

    def given_gender(self, word: str) -> str:
        """Return what a given name says of a person's gender."""
        word = bare(word)
        return ANY if word in self.both_given else self.given.get(word, ANY)

    def is_given(self, word: str) -> bool:
        """Return whether a word is a given name."""
        return bare(word) in self.given


def _patterns(lines: str) -> list[re.Pattern[str]]:
    """Return regular expressions, one a line."""
    return [re.compile(line.strip(), re.IGNORECASE) for line in lines.splitlines() if line.strip()]


@lru_cache(maxsize=1 << 14)  # words recur
def bare(word: str) -> str:
    """Return a word as the lists have it: small, no point at its end, no `then-` before it."""
    word = word.lower().rstrip(".")
    if "-" in word:
        for prefix in _PREFIXES:
            word = word.removeprefix(prefix)
    return word


def _ends_in_s(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3


def _singulars(word: str) -> tuple[str, ...]:
    """Return what a word may be the plural of."""
    if word.endswith("men"):
        return (f"{word[:-3]}man",)
    if word.endswith("ies"):
        return (f"{word[:-3]}y", word[:-1])
    if word.endswith("s") and not word.endswith("ss"):
        return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],)
    return ("person",) if word == "people" else ()


@cache
def wordlists(language: Language) -> Wordlists:
    """Return the words of a language, read once."""
    return Wordlists(language)
