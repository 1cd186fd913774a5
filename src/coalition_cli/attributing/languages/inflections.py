"""Verbs of the data file → their forms: say/said+up → say, says, said, saying, and what follows."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

BASE, PRESENT, PAST, PARTICIPLE, PROGRESSIVE = (
    "base",
    "present",
    "past",
    "participle",
    "progressive",
)
_VOWELS = "aeiou"


class Form(NamedTuple):
    """A form of a verb."""

    lemma: str
    group: str  # what the verb needs: a key under `verbs`
    tenses: frozenset[str]
    particle: str = ""  # the word that belongs to it: point out


def forms(verbs: Mapping[str, Iterable[str]]) -> dict[str, tuple[Form, ...]]:
    """Return each form with the verbs of which it is one. The verbs come by their groups."""
    found: dict[str, dict[tuple[str, str, str], set[str]]] = {}
    for group, lemmas in verbs.items():
        for entry in lemmas:
            words, _, particle = entry.partition("+")
            for form, tense in _inflected(words.split("/")):
                key = words.partition("/")[0], group, particle
                found.setdefault(form, {}).setdefault(key, set()).add(tense)
    return {
        form: tuple(
            Form(lemma, group, frozenset(tenses), particle)
            for (lemma, group, particle), tenses in verbs_.items()
        )
        for form, verbs_ in found.items()
    }


def _inflected(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb: [present], [present, past] or [present, past, participle]."""
    verb = words[0]
    yield verb, BASE
    yield _with_s(verb), PRESENT
    past = words[1:2] or _with_ending(verb, "ed")
    for form in past:
        yield form, PAST
    for form in words[2:3] or past:
        yield form, PARTICIPLE
    for form in _with_ending(verb, "ing"):
        yield form, PROGRESSIVE


def _with_s(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z", "go", "do")) else f"{verb}s"


def _with_ending(verb: str, ending: str) -> list[str]:
    """Return a verb with -ed or -ing: both spellings where its last letter may be doubled."""
    if ending == "ed" and verb.endswith("y") and verb[-2] not in _VOWELS:
        return [f"{verb[:-1]}ied"]
    if verb.endswith("e") and (ending == "ed" or not verb.endswith(("ee", "oe"))):
        return [f"{verb[:-1]}{ending}"]
    plain = f"{verb}{ending}"
    doubles = len(verb) > 2 and verb[-1] in "bdgklmnprt" and verb[-2] in _VOWELS
    return [plain, f"{verb}{verb[-1]}{ending}"] if doubles and verb[-3] not in _VOWELS else [plain]
