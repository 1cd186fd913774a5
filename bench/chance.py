"""Random numbers that are the same every time, and sentences made with them."""

from random import Random
from typing import TypeVar

from . import words

_Choice = TypeVar("_Choice")
_SEED = 20260119


class Dice:
    """Numbers and choices, made only with `Random.random`, whose results never change."""

    def __init__(self, name: str) -> None:
        self._random = Random(f"{_SEED} {name}").random  # noqa: S311 - nothing secret

    def below(self, number: int) -> int:
        """Return a number from 0. All are equally likely."""
        return int(self._random() * number)

    def small(self, number: int) -> int:
        """Return a number from 0. Smaller ones are more likely: some people talk a lot."""
        return int(self._random() ** 3 * number)

    def one_in(self, number: int) -> bool:
        """Return true with a chance of one in that number."""
        return self._random() * number < 1

    def pick(self, choices: tuple[_Choice, ...]) -> _Choice:
        """Return one of the choices."""
        return choices[int(self._random() * len(choices))]

    def filled(self, patterns: tuple[str, ...]) -> str:
        """Return one of the patterns, with its blanks filled."""
        pattern = self.pick(patterns)
        if "{" not in pattern:
            return pattern
        return pattern.format(place=self.pick(words.PLACES)[1], number=2 + self.below(9998))

    def sentence(self) -> str:
        """Return a claim in a sentence, without its full stop."""
        parts = (self.filled(words.SUBJECTS), self.pick(words.VERBS), self.filled(words.OBJECTS))
        return f"{' '.join(parts)}{self.filled(words.TAILS)}"
