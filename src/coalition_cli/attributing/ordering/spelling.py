"""Which words of an article are a name.

мерка Стрижграда Олена Стахів        Олена Стахів
der frühere Trainer Uwe Stahl        Uwe Stahl
die Deutsche Bahn, Верховна Рада     none: what is not sure to be a name is none
"""

import re
from collections.abc import Collection, Iterator, Sequence

from ..grammar.tokens import Shape, Tokens
from .found import Found
from .naming import Naming

_INITIALS = re.compile(r"(?:\w\.)+")
_CUT = ",;:(—–"
_TWO = 2  # words of a name: more have nouns before them
_BEGINNING = 3  # letters by which names are looked up: no case changes them
_LATIN = re.compile("[A-Za-z]")


class Spelling:
    """What capitals, nouns and endings tell of the names of an article."""

    def __init__(self, tokens: Tokens, words: Naming, credited: Collection[int]) -> None:
        """Take the words of sources, which may stand between the marks of a quotation."""
        self._tokens, self._words, self._credited = tokens, words, credited
        self._within: dict[str, set[str]] | None = None  # words that begin no sentence

    def is_capital(self, number: int) -> bool:
        """Return whether a word has a capital that is not that of a small word in front."""
        token = self._tokens[number]
        if token.shape is not Shape.CAPITAL or token.lower in self._words.small:
            return False
        return token.quotation == -1 or number in self._credited

    def head(self, numbers: range) -> range:
        """Return a source up to what it has aside."""
        stop = next((n for n in numbers if self._tokens[n].text in _CUT), numbers.stop)
        return range(numbers.start, stop)

    def has_marks(self, numbers: range) -> bool:
        """Return whether marks stand in a source: the newspaper „…“."""
        return any(self._tokens[number].shape is Shape.MARK for number in numbers)

    def several(self, head: range) -> bool:
        """Return whether a source names more than one: X and Y."""
        return any(
            run.start > head.start + 1
            and self._tokens[run.start - 1].lower in self._words.coordinators
            and self.is_capital(run.start - 2)
            and (self.begun(run) or run).start == run.start  # Minister für Arbeit und Soziales Ott
            and not self._has_preposition(range(head.start, run.start))  # von Haus und Hof
            for run in self.runs(head)
        )

    def runs(self, numbers: range) -> Iterator[range]:
        """Yield the words with capitals that stand together, outside quotations."""
        first = None
        for number in numbers:
            goes_on = self.is_capital(number) or (
                first is not None and self._joins(number, numbers)
            )
            close = first is not None and self._is_close(number)
            if first is not None and (close or not goes_on):
                yield range(first, number)
                first = None
            if goes_on and first is None and self.is_capital(number):
                first = number
        if first is not None:
            yield range(first, numbers.stop)

    def name(self, part: range) -> range | None:
        """Return the words of a name in a source, if it has one that is sure."""
        runs = list(self.runs(part))
        for run in runs:
            if name := self.begun(run):
                return name
        if not runs:
            return None
        run = runs[0] if self._words.capital_nouns else self._last_before_preposition(runs)
        name = self._after_nouns(part, run)
        return name if name and self._is_likely(name) else None

    def begun(self, run: range) -> range | None:
        """Return a name that begins with a given name or with initials."""
        for number in run[:-1]:
            token = self._tokens[number]
            if token.lower in self._words.given or _INITIALS.fullmatch(token.text):
                return range(number, self._end(range(number, run.stop)))
        return None

    def after_role(self, run: range) -> range | None:
        """Return a name of two words after a noun of people, where nouns have capitals."""
        if not self._words.capital_nouns or len(run) <= _TWO:
            return None
        name = self._after_capitals(run, run)
        return name if name and len(name) >= _TWO and name.start > run.start else None

    def is_single(self, source: range, found: Found) -> bool:
        """Return whether one word with a capital is a name: no article is there, nor a plural."""
        tokens, words = self._tokens, self._words
        word = tokens[source.start]
        if len(source) != 1 or not found.subject or not found.cue:
            return False
        if not self.is_capital(source.start):
            return False
        if word.lower in words.bodies or word.lower in words.several:
            return False
        verb = tokens.content[slice(*found.cue[-1])].split()[0]
        if verb.endswith(words.plural_endings):
            return False
        if words.capital_nouns and words.is_common(word.text):
            return False
        if source.start in tokens.begins and not word.lower.endswith(words.surname_ends or ("\0",)):
            return self._stands_within(word.text)
        return True

    def is_owner(self, name: range) -> bool:
        """Return whether a name stands in another case, as the article shows: Karl Otts."""
        word = self._tokens[name.stop - 1].text
        ends = (end for end in self._words.case_ends if word.endswith(end))
        known = self._capitals(word)
        return self._words.capital_nouns and any(word.removesuffix(end) in known for end in ends)

    def _is_close(self, number: int) -> bool:
        """Return whether no blank stands before a word."""
        return self._tokens[number - 1].end == self._tokens[number].start

    def _joins(self, number: int, numbers: range) -> bool:
        """Return whether a small word stands within a name: von, ван дер."""
        lower, after = self._tokens[number].lower, number + 1
        inner = self._tokens[number - 1].lower in self._words.particles  # van der, фон дер
        return (
            (lower in self._words.particles or (inner and lower in self._words.inner_particles))
            and after < numbers.stop
            and (self.is_capital(after) or self._joins(after, numbers))
        )

    def _has_preposition(self, numbers: range) -> bool:
        return any(self._tokens[number].lower in self._words.prepositions for number in numbers)

    def _end(self, name: range) -> int:
        """Return where a name ends: before a small word after a surname, Ott von der Bahn."""
        for number in name[2:]:
            before = self._tokens[number - 1].lower
            small = self._tokens[number].lower in self._words.particles
            if small and before not in self._words.given and before not in self._words.particles:
                return number
        return name.stop

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
        if words.capital_nouns:
            return self._after_capitals(part, run)
        last = tokens[run.stop - 1].lower
        sure = last in words.given or last.endswith(words.surname_ends)
        if len(run) == 1 or (last in words.given and words.role(tokens[run.start].text)):
            return range(run.stop - 1, run.stop) if sure else None
        if _LATIN.match(tokens[run.start].text):  # The Northern Post
            return run
        if (
            len(run) == _TWO
            and run.start in tokens.begins
            and (words.role(tokens[run.start].text) or last.endswith(words.no_surname_ends))
        ):
            return None  # Посол Арвенії
        particle = next((n for n in run if tokens[n].lower in words.particles), run.stop - 1)
        return range(max(run.start, particle - 1), run.stop)

    def _after_capitals(self, part: range, run: range) -> range | None:
        """Return a name after nouns where these have capitals too: Trainerin Aichinger."""
        words, tokens = self._words, self._tokens
        first = run.start
        while first < run.stop - 1 and words.role(tokens[first].text):
            first += 1
        if first == run.start and (len(run) == 1 or run.start > part.start):
            return None  # die Deutsche Bahn
        if first > run.start and tokens[first].lower in words.particles:
            return None  # Sprecherin von Haus und Hof
        if tokens[run.start].text.endswith("s") and words.is_common(tokens[run.stop - 1].text):
            return None  # Hubers Frau
        return range(first, self._end(range(first, run.stop)))

    def _is_likely(self, name: range) -> bool:
        """Return whether words look like a name, and like no body or a word in another case."""
        lowers = [self._tokens[n].lower for n in name]
        words = self._words
        if any(lower in words.bodies or lower in words.several for lower in lowers):
            return False
        return len(lowers) == 1 or not lowers[0].endswith(words.no_name_ends)

    def _stands_within(self, word: str) -> bool:
        """Return whether a word has its capital within a sentence too, in any case."""
        known = self._capitals(word)
        return word in known or any(self._words.is_case(each, word) for each in known)

    def _capitals(self, word: str) -> set[str]:
        """Return the words within sentences that begin as a word does, with a capital."""
        if self._within is None:
            self._within = {}
            for number, token in enumerate(self._tokens.all):
                if token.shape is Shape.CAPITAL and number not in self._tokens.begins:
                    self._within.setdefault(token.text[:_BEGINNING], set()).add(token.text)
        return self._within.get(word[:_BEGINNING], set())
