"""What a language's data file says: the words by which its newspapers credit somebody.

A file is `languages/xx.yaml`: keys with words between blanks, or mappings of these.
"""

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from .files import words_in
from .inflections import Form, forms

_SUBTAG = re.compile("[-_]")  # uk-UA, and the uk_UA of web pages
_FOLDER = Path(__file__).parent


class Language:
    """The words of a language, by the keys of its data file."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self._data = data

    def words(self, *keys: str) -> frozenset[str]:
        """Return the words under a key, or under a key within a key; none where it is absent."""
        return frozenset(self.text(*keys).split())

    def text(self, *keys: str) -> str:
        """Return what stands under a key, or under a key within a key."""
        value: object = self._data
        for key in keys:
            value = value.get(key, "") if isinstance(value, Mapping) else ""
        return value if isinstance(value, str) else ""

    def keys(self, *keys: str) -> list[str]:
        """Return the keys of the mapping under a key."""
        value: object = self._data
        for key in keys:
            value = value.get(key, {}) if isinstance(value, Mapping) else {}
        return list(value) if isinstance(value, Mapping) else []

    @property
    def is_full(self) -> bool:
        """Whether rules of its grammar are known, and not only the order of its words."""
        return self.text("language") == "en"

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """The words, in small letters without a last point, after which a point ends nothing."""
        return self.words("abbreviations")

    @cached_property
    def starters(self) -> frozenset[str]:
        """The words that with a capital letter begin a sentence, whatever stands before."""
        return self.words("starters")

    @cached_property
    def forms(self) -> Mapping[str, tuple[Form, ...]]:
        """The verbs in all their forms, each with the verbs of which it is one."""
        return forms({group: self.text("verbs", group).split() for group in self.keys("verbs")})


@cache
def language(code: str) -> Language:
    """Return a language by its code (BCP 47); one without a file has no words."""
    name = _SUBTAG.split(code.lower())[0]
    path = _FOLDER / f"{name}.yaml"
    if not name.isalpha() or not path.is_file():
        return Language({})
    return Language(words_in(path))


def codes() -> list[str]:
    """Return the languages that have a data file, by their codes."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))
