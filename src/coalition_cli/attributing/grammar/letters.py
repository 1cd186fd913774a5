"""The letters of words: what each can be in a sentence, from the data file and its endings.

C word with a capital   N other word, mostly a noun   # number   G 's   D determiner
R he, she, they   O him, them   W who, which   H that   K whether, how
P preposition   T to   S because, when   & and, or, but
A auxiliary, not   B adverb   F finite verb   E -ed   I -ing   Y time
V verb of the data file, finite   J with -ing   U after to or an auxiliary, or a participle
Q quotation   , ; : - ( ) .   and ' for any other sign
"""

from collections.abc import Mapping
from functools import cache

from ..languages.inflections import PAST, PRESENT, Form
from ..languages.language import Language
from .tokens import Shape, Token

_SIGNS = {",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")"}
_DASHES = frozenset({"—", "–", "―", "--", "---", "-"})
_LETTERS = {  # keys of the data file; the first that has a word decides
    "auxiliaries": "A",
    "determiners": "D",
    "pronouns": "R",
    "objects": "O",
    "relatives": "W",
    "coordinators": "&",
    "questions": "K",
    "prepositions": "P",
    "subordinators": "S",
    "times": "Y",
    "finite": "F",
    "adverbs": "B",
}
_INTRODUCES = {"that": "H", "to": "T", "whether": "K"}
HEADS = frozenset({"according", "per", "in", "as"})  # of phrases that credit: see credits.py
_MOST_KNOWN = 1 << 15  # words that are remembered
_CONTRACTED = ("re", "ve", "ll", "d", "m")
_SHORTEST_ING, _SHORTEST_ED = 6, 5  # letters


class Words:
    """A language's words by their letters."""

    def __init__(self, language: Language) -> None:
        self._language, self._sets = language, dict[str, frozenset[str]]()
        self.forms: Mapping[str, tuple[Form, ...]] = language.forms
        self.letters: dict[str, str] = {}
        for key, letter in reversed(_LETTERS.items()):
            self.letters.update(dict.fromkeys(language.text(key).split(), letter))
        self.letters.update(dict.fromkeys(language.words("that"), "H"))
        self.letters.update(dict.fromkeys(language.words("to"), "T"))
        self._not_adverbs = language.words("not_adverbs")
        self.occasions = language.words("occasions")
        self._somebody = frozenset[str]().union(
            *(language.words("people", "nouns", gender) for gender in ("he", "she", "any")),
            *(language.words("people", kind) for kind in ("bodies", "media", "things")),
        )
        self._adjectives = language.words("adjectives")
        self._adjective_endings = tuple(language.words("adjective_endings"))
        self.nouns = language.words("nouns")
        self.noun_forms = self.nouns | {  # reports, claims
            form
            for form, verbs in self.forms.items()
            if self.nouns & {verb.lemma for verb in verbs if PRESENT in verb.tenses}
        }
        self.takes: dict[str, set[str]] = {}  # nouns of saying, by the words or letters after them
        for word in language.keys("introducing"):
            for noun in language.words("introducing", word):
                self.takes.setdefault(noun, set()).add(_INTRODUCES.get(word, word))
        self.may_lead = (  # the words, but for verbs, with which a cue can begin
            HEADS
            | self["worried"]
            | self["convinced"]
            | {f"{noun}{end}" for noun in self.takes for end in ("", "s")}
        )
        self._known: tuple[dict[str, str], dict[str, str]] = {}, {}  # letters of words, recurring
        self.many = tuple(language.words("many"))

    def is_adjective(self, word: str) -> bool:
        """Return whether a word is likely an adjective: by a list, or by its ending."""
        if word in self._somebody:  # the president claims
            return False
        return word in self._adjectives or word.endswith(self._adjective_endings)

    def __getitem__(self, key: str) -> frozenset[str]:
        """Return the words under a key of the data file."""
        if key not in self._sets:
            self._sets[key] = self._language.words(key)
        return self._sets[key]

    def never_past(self, word: str) -> bool:
        """Return whether a form of a verb cannot be one of the past."""
        return not any(PAST in form.tenses for form in self.forms[word])

    def letter(self, token: Token, *, titled: bool = False) -> str:
        """Return the letter of a token by itself; in a headline capitals show nothing."""
        if token.shape is Shape.POSSESSIVE:
            return "G"
        known = self._known[titled]
        found = known.get(token.text)
        if found is None:
            if len(known) >= _MOST_KNOWN:
                known.clear()
            found = known[token.text] = self._letter(token, titled=titled)
        return found

    def _letter(self, token: Token, *, titled: bool) -> str:
        if token.ends:
            return "."
        if token.shape in (Shape.POINT, Shape.MARK):
            return "-" if token.text in _DASHES else _SIGNS.get(token.text, "'")
        if token.shape is Shape.NUMBER:
            return "#"
        known = self.letters.get(token.lower)
        capital = token.shape is Shape.CAPITAL and not titled
        if known == "A" and capital and token.lower in self["times"]:
            return "Y"  # in May
        if known and (token.shape is Shape.LOWER or titled or known != "F"):
            return known
        return self._unknown(token)

    def _unknown(self, token: Token) -> str:
        """Return the letter of a word that no list has."""
        lower = token.lower
        stem, _, ending = lower.rpartition("'")
        if lower.endswith("n't"):
            return "A"
        if stem and ending in _CONTRACTED:
            return "R"
        if token.shape is Shape.CAPITAL:
            return "C"
        if lower.endswith("ly") and lower not in self._not_adverbs:
            return "B"
        if lower.endswith("ing") and len(lower) >= _SHORTEST_ING:
            return "I"
        return "E" if lower.endswith("ed") and len(lower) >= _SHORTEST_ED else "N"


@cache
def words(language: Language) -> Words:
    """Return the words of a language, sorted once."""
    return Words(language)
