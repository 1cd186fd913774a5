"""The ids of new records of a section, made of words that tell which record it is."""

from collections import Counter
from collections.abc import Iterable

from ..drafting.proposing import slug
from ..words import as_read

_ENOUGH = 200  # characters of a text: an id has the first of its words


class Ids:
    """Gives each record an id that no other one has, in any spelling."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {as_read(key) for key in taken}
        self._numbers: Counter[str] = Counter()  # by stem: how many ids it has led to

    def new(self, words: str, otherwise: str) -> str:
        """Return an id of the first of some words, or `otherwise` where they have no letter.

        Where it is taken, a number stands behind it, from 2.
        """
        stem = slug(words[:_ENOUGH]) or otherwise
        while True:
            self._numbers[stem] += 1
            number = self._numbers[stem]
            key = stem if number == 1 else f"{stem}-{number}"
            if as_read(key) not in self._taken:
                self._taken.add(as_read(key))
                return key
