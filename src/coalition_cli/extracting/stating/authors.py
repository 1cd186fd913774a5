"""Who wrote an article: the names in what a page says about it."""

import re
from collections.abc import Iterable, Iterator

_BY = re.compile(
    r"^\W*(?:(?:written|story|words|text)\s+)?(?:by|von|par|por|av|автор|author|autor|текст|text)\b[\s:]*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:;|\||\s&\s|\s+(?:and|und|та|і|et|y|e|i)\s+|/)\s*")
_COMMA = re.compile(r"\s*,\s*")
_NAME = re.compile(r"[^\W\d_][\w.’'ʼ-]*(?:\s+[^\W\d_][\w.’'ʼ-]*){1,3}")
_NO_NAME = re.compile(
    r"https?:|www\.|@|\.com\b|\.html?\b|\d{3}|^(?:admin|administrator|editor|redaktion|редакція|guest"
    r"|author|user|root|none|null|unknown|n/a)$",
    re.IGNORECASE,
)
_OF_OFFICE = re.compile(
    r"\b(?:editors?|correspondents?|reporters?|writers?|staff|chief|bureau|columnist|analyst"
    r"|producer|journalist|contributor|desk|team|agency|redakteur\w*|korrespondent\w*|in|for|of|at)\b",
    re.IGNORECASE,
)
_AFTER_NAMES = ("Jr.", "Jr", "Sr.", "Sr", "II", "III")
_LONGEST = 80  # characters of a name
_LONGEST_LIST = 1_000  # characters of names


def authors(stated: Iterable[str], others: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names that texts state, each once; `others` are names of no author."""
    known = {name.casefold(): "" for name in others if name}
    for text in stated:
        for name in _names(text):
            known.setdefault(name.casefold(), name)
    return tuple(filter(None, known.values()))


def _names(text: str) -> Iterator[str]:
    text = _BY.sub("", " ".join(text.split()))
    if len(text) > _LONGEST_LIST or _NO_NAME.search(text):
        return
    for part in _AND.split(text):
        for listed in _of_list(part):
            name = listed.strip(" ,;:|–—-").removesuffix(
                "" if listed[-3:-1] in ("Jr", "Sr") else "."
            )
            if name and len(name) <= _LONGEST and not _NO_NAME.search(name):
                yield name


def _of_list(part: str) -> list[str]:
    """Return the names between commas; of a name with an office, the name."""
    several = _COMMA.split(part)
    if len(several) == 1 or several[1] in _AFTER_NAMES:
        return [part]
    names = [one for one in several if _NAME.fullmatch(one) and not _OF_OFFICE.search(one)]
    return names or several[:1]
