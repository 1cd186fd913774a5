"""Who is meant by a name that several persons of an article have.

It is the one who alone is introduced by then; or who was called so before the others came; or whose
full name stands at least twice as often; or the one who is he or she, as the name alone mostly is.
It is nobody where all this shows nothing, and where another one of them was named last.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from .persons import Person, leaning
from .wordlists import ANY


class Namesakes:
    """Keeps account of where one word alone names somebody."""

    def __init__(self) -> None:
        self._alone: defaultdict[str, list[int]] = defaultdict(list)  # tokens, in order
        self._genders: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def note(self, word: str, place: int, gender: str) -> None:
        """Note a token where a word alone names somebody, and the he or she that follows."""
        self._alone[word].append(place)
        if gender:
            self._genders[word][gender] += 1

    def has(self, word: str) -> bool:
        """Return whether a word alone names somebody anywhere."""
        return bool(self._alone.get(word))

    def gender(self, word: str) -> str:
        """Return what a word alone mostly is: he, she or any."""
        return leaning(self._genders[word])

    def meant(self, persons: Sequence[Person], place: int) -> Person | None:
        """Return who of some persons is meant by their common name at a token."""
        known = [person for person in persons if person.first < place] or list(persons)
        if len(known) == 1:
            return known[0]
        return self._called_so(known) or self._chief(known)

    def _called_so(self, persons: Sequence[Person]) -> Person | None:
        """Return who was called by the common name alone before the next one came."""
        first, second = sorted(persons, key=lambda person: person.first)[:2]
        alone = self._alone[first.surname]
        after = bisect_right(alone, first.first)
        return first if after < len(alone) and alone[after] < second.first else None

    def _chief(self, persons: Sequence[Person]) -> Person | None:
        """Return who stands there most, or is he or she as the common name mostly is."""
        first, second = sorted(persons, key=lambda person: -person.full)[:2]
        if first.full >= max(2 * second.full, second.full + 2):
            return first
        gender = self.gender(first.surname)
        fits = [person for person in persons if person.gender == gender]
        return fits[0] if gender != ANY and len(fits) == 1 else None
