"""What to write instead of a query word that is perhaps not meant as it is read."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from ..model import Section, Type
from ..words.shell import joined, quoted
from .fields import asked_fields, names_of, query_field
from .question import NOT, OR, is_open

_AND, _NOT = "AND", "NOT"  # words of other query languages, and none of ours
_LONGEST = 100  # characters of a word that a hint repeats
# A value of a field, as an example.
_VALUE = "VALUE"
_VALUES: Mapping[Type, str] = MappingProxyType(
    {
        Type.BOOLEAN: "true",
        Type.NUMBER: "1..",
        Type.CONFIDENCE: "medium..",
        Type.DATE: "2026-01",
    }
)


def hints(section: Section, words: Sequence[str]) -> Iterator[str]:
    """Yield a hint for each word that is searched for, and perhaps means something else."""
    for word, after in pairwise((*words, "")):
        name = word.removeprefix(NOT)
        if word == _AND:
            yield f"'{word}' is searched for as a word; leave it out, as all terms must match"
        elif word == _NOT:
            instead = _without(section, "red" if after in ("", OR, _AND, _NOT) else after)
            yield f"'{word}' is searched for as a word; write {instead}"
        elif name != word and _is_field(section, name):
            instead = _without(section, name)
            yield f"'{word}' leaves out the word '{name}'; for the field write {instead}"
        elif f" {OR} " in word and not name.startswith('"') and _can_be_repeated(word):
            instead = joined(part.strip("()") for part in word.split())
            yield f"'{word}' is read as one term; for either write {instead}"
    if OR in words and any(word.startswith("(") or word.endswith(")") for word in words):
        yield f"parentheses mean nothing; {OR} joins the terms beside it, and all else must match"


def _without(section: Section, word: str) -> str:
    """Return the term that leaves out a word, or a value of a field."""
    if not _is_field(section, word):
        return quoted(f"{NOT}{word}")
    field = query_field(section, word)
    if is_open(field):
        return f"{NOT}{word}:{_VALUE}, or '{NOT}{word}:*' for those that have none"
    return f"{NOT}{word}:{_VALUES.get(field.type) or (field.words or (_VALUE,))[0]}"


def _is_field(section: Section, name: str) -> bool:
    return any(name.lower() in names_of(field) for field in asked_fields(section))


def as_word(word: str) -> str:
    """Return the line of a message that says how to search for a term's own text in a shell."""
    negated = NOT if word.startswith(NOT) else ""
    typed = quoted(f'{negated}"{word.removeprefix(NOT)}"')
    return f"\nto search for the text itself: {typed}" if _can_be_repeated(word) else ""


def _can_be_repeated(word: str) -> bool:
    return len(word) <= _LONGEST and word.isprintable()
