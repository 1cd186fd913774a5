"""Who is who in an article: the words for a source → a speaker, in a language known by its order.

    мерка Стрижграда Олена Стахів    the name is the last two words with capitals
    die Archäologin Weidling         the name that the article has elsewhere, Katja Weidling
    за словами Стахової              a name in another case: that of which it has the beginning
    вона, der Minister               whom the sentences before speak of, if that can be only one
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...verifying.paragraphs import Span
from ..attribution import Certainty, Speaker
from ..language import Language
from ..people import Resolved
from ..tokens import Shape, Token, Tokens
from .reading import Found

_HE, _SHE, _ANY = "he", "she", ""
_FAR = 3  # sentences back in which a pronoun looks for somebody
_STEM = 3  # letters that two cases of a name share, at least
_ENDING = 3  # letters by which they differ, at most
_INITIALS = re.compile(r"(?:\w\.)+")
_CUT = ",;:(—–"
_PARTICLES = frozenset("von van der den de zu vom zum фон ван дер де".split())


@dataclass(slots=True)
class _Person:
    """Somebody who has a name in the article."""

    words: tuple[str, ...]
    gender: str
    role: str = ""
    places: list[int] = field(default_factory=list)  # tokens where the name stands

    @property
    def name(self) -> str:
        return " ".join(self.words)


class _Words:
    """What a language says of people."""

    def __init__(self, language: Language) -> None:
        self.capital_nouns = language.text("nouns") == "capital"
        genders = {_HE: language.words("given", "he"), _SHE: language.words("given", "she")}
        self.given: Mapping[str, str] = {
            **dict.fromkeys(language.words("given", "neither"), _ANY),
            **{name: gender for gender, names in genders.items() for name in names},
        }
        self.pronouns = {
            word: gender
            for gender in (_HE, _SHE)
            for word in language.words("pronouns", gender)
        }
        self.never = language.words("pronouns", "never")
        self.titles = language.words("titles")
        self.ends = sorted(
            ((end, gender) for gender in (_HE, _SHE, "any") for end in language.words("ends", gender)),
            key=lambda pair: -len(pair[0]),
        )
        self.determiners, self.bodies = language.words("determiners"), language.words("bodies")
        self.several, self.relatives = language.words("several"), language.words("relatives")
        self.indefinite = language.words("indefinite_articles")
        self.unnamed, self.because = language.words("unnamed"), language.words("because")
        self.plural_endings = tuple(language.words("plural_endings"))
        self.prepositions = language.words("prepositions") | language.words("linking")
        self.small = self.prepositions | self.determiners | language.words("adverbs")
        self.surname_ends = tuple(language.words("surname_ends"))
        self.no_name_ends = tuple(language.words("no_name_ends"))

    def role(self, word: str) -> str | None:
        """Return the gender that a noun of people says; nothing if it is none."""
        lower = word.lower().rstrip(".")
        if lower in self.titles:
            return {"herr": _HE, "frau": _SHE}.get(lower, _ANY)
        end = next((gender for end, gender in self.ends if lower.endswith(end)), None)
        return {"any": _ANY}.get(end, end) if end is not None else None


class Cast:
    """The people of an article, and those whom it only describes."""

    def __init__(self, tokens: Tokens, language: Language, found: Sequence[Found]) -> None:
        """Take what is said: the source of a verb has its name in the form it has by itself."""
        self._tokens, self._words = tokens, _Words(language)
        self._people: list[_Person] = []
        sources = [(each, tokens.within(each.source)) for each in found if each.source]
        self._credited = {number for _, numbers in sources for number in numbers}
        for each, numbers in sources:
            if each.subject or self._words.capital_nouns:
                self._learn(numbers)
        for run in self._runs(range(len(tokens))):
            if name := self._begun(run):
                self._add(name, range(run.start, name.start))
        self._find()
        self._numbers: dict[object, int] = {}
        self._speakers: list[Speaker] = []
        self._last: tuple[int, int] | None = None  # who was credited last, in which sentence

    def speakers(self) -> tuple[Speaker, ...]:
        """Return those who were credited, in the order in which they were first."""
        return tuple(self._speakers)

    def who(self, source: Span, cue: Sequence[Span]) -> Resolved:
        """Return who is credited by the words of a source. Ask in the order of the text."""
        numbers = self._tokens.within(source)
        resolved = self._who(numbers, cue)
        if resolved.speaker is not None:
            self._last = resolved.speaker, self._tokens.sentence(numbers.start)
        return resolved

    def _who(self, numbers: range, cue: Sequence[Span]) -> Resolved:
        tokens, words = self._tokens, self._words
        shown = tokens.content[slice(*tokens.span(numbers))]
        first = tokens[numbers.start]
        if len(numbers) == 1 and (first.lower in words.pronouns or first.lower in words.never):
            return self._pronoun(first, numbers.start, cue)
        head = self._head(numbers)
        if self._several(head):
            number = self._number(shown, Speaker(description=shown, kind="group"))
            return Resolved(number, Certainty.TAKEN, f'"{shown}": more than one, taken as a group')
        if found := self._known(numbers):
            return found
        return self._described(numbers, shown)

    # names

    def _runs(self, numbers: range) -> Iterator[range]:
        """Yield the words with capitals that stand together, outside quotations."""
        first = None
        for number in numbers:
            joins = (
                first is not None
                and self._tokens[number].lower in _PARTICLES
                and number + 1 < numbers.stop
                and self._is_capital(number + 1)
            )
            if self._is_capital(number) or joins:
                first = number if first is None else first
            elif first is not None:
                yield range(first, number)
                first = None
        if first is not None:
            yield range(first, numbers.stop)

    def _is_capital(self, number: int) -> bool:
        token = self._tokens[number]
        if token.shape is not Shape.CAPITAL or token.lower in self._words.small:
            return False
        return token.quotation == -1 or number in self._credited

    def _head(self, numbers: range) -> range:
        """Return a source up to what it has aside."""
        stop = next((n for n in numbers if self._tokens[n].text in _CUT), numbers.stop)
        return range(numbers.start, stop)

    def _learn(self, numbers: range) -> None:
        """Take a name out of a source: of its chief words, or of the words beside them."""
        head = self._head(numbers)
        if self._several(head):
            return
        rest = range(min(head.stop + 1, numbers.stop), numbers.stop)
        for part in (head, self._head(rest)):
            name = self._name(part) if part else None
            if name:
                self._add(name, range(head.start, name.start if part is head else head.stop))
                return

    def _name(self, part: range) -> range | None:
        """Return the words of a name in a source, if it has one that is sure."""
        runs = list(self._runs(part))
        for run in runs:
            if name := self._begun(run):
                return name
        if not runs:
            return None
        run = runs[0] if self._words.capital_nouns else self._last_before_preposition(runs)
        name = self._after_nouns(part, run)
        return name if name and self._is_likely(name) else None

    def _begun(self, run: range) -> range | None:
        """Return a name that begins with a given name or with initials."""
        for number in run[:-1]:
            token = self._tokens[number]
            if token.lower in self._words.given or _INITIALS.fullmatch(token.text):
                return range(number, run.stop)
        return None

    def _last_before_preposition(self, runs: Sequence[range]) -> range:
        """Return the last of some words with capitals: Тесля, and not Тесля з Університету."""
        chosen = runs[0]
        for run in runs[1:]:
            if self._tokens[run.start - 1].lower in self._words.prepositions:
                break
            chosen = run
        return chosen

    def _after_nouns(self, part: range, run: range) -> range | None:
        """Return a name without the nouns before it: Trainerin Aichinger, мерка Озерська Сич."""
        words, tokens = self._words, self._tokens
        first = run.start
        if words.capital_nouns:
            while first < run.stop - 1 and words.role(tokens[first].text) is not None:
                first += 1
            named = first > run.start
            if not named and (len(run) == 1 or run.start > part.start):
                return None  # Augenzeugen; die Deutsche Bahn
            return range(first, run.stop)
        last = tokens[run.stop - 1].lower
        if len(run) == 1:
            sure = last in words.given or last.endswith(words.surname_ends)
            return run if sure and run.start > part.start else None
        particle = next((n for n in run if tokens[n].lower in _PARTICLES), run.stop - 1)
        return range(max(run.start, particle - 1), run.stop)

    def _is_likely(self, name: range) -> bool:
        """Return whether words look like a name, and like no body or a word in another case."""
        lowers = [self._tokens[n].lower for n in name]
        words = self._words
        if any(lower in words.bodies or lower in words.several for lower in lowers):
            return False
        return len(lowers) == 1 or not lowers[0].endswith(words.no_name_ends)

    def _add(self, name: range, role: range | None) -> None:
        words = tuple(self._tokens[n].text for n in name)
        shown = ""
        if role:
            low = role.start
            while low < role.stop and self._tokens[low].lower in self._words.determiners:
                low += 1
            if low < role.stop:
                span = self._tokens.span(range(low, role.stop))
                shown = self._tokens.content[slice(*span)].rstrip(", ")
        known = next((each for each in self._people if each.words == words), None)
        if known is None:
            if any(set(words) <= set(each.words) for each in self._people):
                return
            known = _Person(words, self._gender(words, role))
            self._people.append(known)
        known.role = known.role or shown
        known.gender = known.gender or self._gender(words, role)

    def _gender(self, words: Sequence[str], role: range | None) -> str:
        given = self._words.given.get(words[0].lower)
        if given:
            return given
        for number in role or ():
            found = self._words.role(self._tokens[number].text)
            if found:
                return found
        return _ANY

    def _find(self) -> None:
        """Note where the names of people stand, whole or the last word alone."""
        for number, token in enumerate(self._tokens.all):
            if token.shape is not Shape.CAPITAL or token.quotation != -1:
                continue
            for person in self._people:
                if token.text == person.words[-1] or self._is_case(token.text, person.words[-1]):
                    person.places.append(number)

    def _is_case(self, word: str, name: str) -> bool:
        """Return whether a word may be a name in another case: Ковча, of Ковч."""
        if self._words.capital_nouns:
            return word == f"{name}s"
        shared = 0
        for mine, theirs in zip(word.lower(), name.lower(), strict=False):
            if mine != theirs:
                break
            shared += 1
        return shared >= max(_STEM, len(name) - 2) and len(word) - shared <= _ENDING

    def _known(self, numbers: range) -> Resolved | None:
        """Return the person whose name a source has."""
        texts = [self._tokens[n].text for n in numbers if self._is_capital(n)]
        exact = [each for each in self._people if each.words[-1] in texts]
        full = [each for each in exact if set(each.words) & set(texts) >= set(each.words) - _PARTICLES]
        found = full or exact
        if not found:
            found = [
                each
                for each in self._people
                if any(self._is_case(text, each.words[-1]) for text in texts)
            ]
            if len(texts) > 1:  # with a given name, both are in that case
                found = [
                    each
                    for each in found
                    if any(self._is_case(text, each.words[0]) for text in texts)
                    or len(texts) == 1
                ]
        if len(found) == 1:
            return Resolved(self._person(found[0]), Certainty.STATED)
        if len(found) > 1:
            shown = self._tokens.content[slice(*self._tokens.span(numbers))]
            names = " or ".join(each.name for each in found[:3])
            return Resolved(None, Certainty.OPEN, f'"{shown}": perhaps {names}')
        return None

    # pronouns and descriptions

    def _pronoun(self, token: Token, number: int, cue: Sequence[Span]) -> Resolved:
        words = self._words
        unknown = f'"{token.text}": who that is the words do not say'
        gender = words.pronouns.get(token.lower)
        said = [self._tokens.content[slice(*part)] for part in cue]
        plural = bool(words.plural_endings) and any(
            each.endswith(words.plural_endings) for each in said[:1]
        )
        if token.lower in words.never or gender is None or (gender == _SHE and plural):
            return Resolved(None, Certainty.OPEN, unknown)
        sentence = self._tokens.sentence(number)
        for back in range(_FAR + 1):
            if sentence - back < 0:
                break
            found = self._spoken_of(sentence - back, number, gender)
            if len(found) == 1:
                where = ("this sentence", "previous sentence")[back] if back < 2 else ""
                where = where or f"paragraph {self._tokens.paragraph(number) + 1}"
                called = self._called(found[0])
                reason = f'"{token.text}", taken as {called} ({where})'
                return Resolved(found[0], Certainty.TAKEN, reason)
            if found:
                names = " or ".join(self._called(each) for each in found[:3])
                return Resolved(None, Certainty.OPEN, f'"{token.text}": perhaps {names}')
        return Resolved(None, Certainty.OPEN, unknown)

    def _called(self, number: int) -> str:
        speaker = self._speakers[number]
        return speaker.name or speaker.description

    def _spoken_of(self, sentence: int, before: int, gender: str) -> list[int]:
        """Return whom a sentence speaks of that a pronoun may mean: the subject, if one shows."""
        numbers = self._tokens.sentences[sentence]
        named = [
            (place, person)
            for person in self._people
            for place in person.places
            if place in numbers and place < before and person.gender in (gender, _ANY)
        ]
        if self._last and self._last[1] == sentence:
            speaker = self._speakers[self._last[0]]
            person = next((each for _, each in named if each.name == speaker.name), None)
            if person is not None:
                return [self._last[0]]
            if not named and speaker.kind == "person" and not speaker.name:
                return [self._last[0]]
        chosen = [person for _, person in sorted(named, key=lambda pair: pair[0])]
        sure = [person for person in chosen if person.gender == gender]
        unique = list({id(person): person for person in sure or chosen}.values())
        return [self._person(person) for person in unique]

    def _described(self, numbers: range, shown: str) -> Resolved:
        """Return the speaker whom a description means: a known person, or one without a name."""
        head = self._head(numbers)
        words = [self._tokens[n] for n in head if self._tokens[n].is_word]
        definite = not words or words[0].lower not in self._words.indefinite
        nouns = [token for token in words if token.lower not in self._words.determiners]
        if definite and len(nouns) == 1 and head.stop == numbers.stop:
            found = [each for each in self._people if self._has_role(each, nouns[0].lower)]
            credited = [each for each in found if ("person", each.name) in self._numbers]
            found = credited or found
            if len(found) == 1:
                reason = f'"{shown}", taken as {found[0].name}'
                return Resolved(self._person(found[0]), Certainty.TAKEN, reason)
            if found:
                names = " or ".join(each.name for each in found[:3])
                return Resolved(None, Certainty.OPEN, f'"{shown}": perhaps {names}')
        kind = self._kind(words)
        shown, reason = self._unnamed(numbers)
        number = self._number(shown, Speaker("", shown, kind, reason))
        return Resolved(number, Certainty.STATED)

    def _has_role(self, person: _Person, noun: str) -> bool:
        """Return whether a person is called what a noun says: der Minister, the Finanzminister."""
        words = re.findall(r"[^\W\d_][\w'-]*", person.role.lower())
        if self._words.capital_nouns:
            return any(word.endswith(noun) for word in words) and len(noun) > _STEM
        return noun in words

    def _kind(self, words: Sequence[Token]) -> str:
        lowers = [token.lower for token in words]
        if any(lower in self._words.several for lower in lowers[:2]):
            return "group"
        if any(lower in self._words.bodies for lower in lowers[:1] + lowers[-1:] + lowers[1:2]):
            return "organisation"
        if any(self._words.role(token.text) is not None for token in words):
            return "person"
        return "unknown"

    def _unnamed(self, numbers: range) -> tuple[str, str]:
        """Return the words for somebody, and why he or she is not named, if they say it."""
        tokens, words = self._tokens, self._words
        content = tokens.content
        asks = next((n for n in numbers if tokens[n].lower in words.unnamed), None)
        if asks is None:
            return content[slice(*tokens.span(numbers))], ""
        begin = next((n for n in range(asks, numbers.start, -1) if tokens[n].text == ","), None)
        shown = range(numbers.start, begin or numbers.stop)
        why = next((n for n in numbers if n > asks and tokens[n].lower in words.because), None)
        reason = ""
        if why is not None and why + 1 < numbers.stop:
            reason = content[slice(*tokens.span(range(why + 1, numbers.stop)))].strip(" ,")
        return content[slice(*tokens.span(shown))], reason

    def _several(self, head: range) -> bool:
        """Return whether a source names more than one: X and Y."""
        joins = [n for n in head if self._tokens[n].lower in ("und", "і", "й", "та")]
        return any(
            n > head.start
            and self._is_capital(n - 1)
            and any(self._is_capital(later) for later in range(n + 1, head.stop))
            and len(list(self._runs(head))) > 1
            for n in joins
        )

    def _person(self, person: _Person) -> int:
        speaker = Speaker(person.name, role=person.role)
        return self._number(("person", person.name), speaker)

    def _number(self, key: object, speaker: Speaker) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self._speakers)
            self._speakers.append(speaker)
        return self._numbers[key]
