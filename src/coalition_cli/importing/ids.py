"""Ids of records that come in: made of what a record itself says, never of what stands beside it.

So the same input gives the same ids, whatever else is read with it. A made id is a slug for readers
with digits of a hash behind it. A name that its own slug tells in full needs no digits.
"""

from hashlib import blake2b
from urllib.parse import unquote, urlsplit

from ..drafting.proposing import slug

DIGITS = 8  # of a hash, behind the slug of a text: a million texts that begin alike may share some
_FEW_DIGITS = 4  # behind the slug of a name, which tells much more of it
_LONGEST = 64  # characters of the slug of a name
_SMALL = frozenset("a an and at de der for in of on the to van von".split())  # noqa: SIM905


def identity(*parts: object) -> bytes:
    """Return what stands for some values: equal for equal ones, and else never, as far as we know."""
    told = "\x00".join("" if part is None else str(part) for part in parts)
    return blake2b(told.encode(errors="surrogatepass"), digest_size=16).digest()


def of_text(text: str, kind: str, known: bytes) -> str:
    """Return the id of a record with a text; `kind` stands for a text without letters."""
    return f"{slug(text) or kind}-{known.hex()[:DIGITS]}"


def of_name(name: str, kind: str) -> str:
    """Return the id of a record with a name: no two names share one.

    Of all names with one slug, one goes without digits: the one in the usual letters.
    """
    stem = _whole_slug(name)
    if stem and name == _usual(stem):
        return stem
    return f"{stem or kind}-{identity(name).hex()[:_FEW_DIGITS]}"


def of_address(url: str, kind: str) -> str:
    """Return the id of a record that only its address tells from others."""
    try:
        parts = urlsplit(url)
        words = [part for part in unquote(parts.path).split("/") if slug(part)]
        stem = slug(words[-1]) if words else slug(parts.hostname or "")
    except ValueError:
        stem = ""
    return f"{stem or kind}-{identity(url).hex()[:DIGITS]}"


def made_valid(given: str) -> str:
    """Return a given id as it is, if it has no blanks; else one that is made of it."""
    words = given.split()
    if len(words) == 1:
        return words[0]
    return f"{'-'.join(words)}-{identity(given).hex()[:_FEW_DIGITS]}"


def lengthened(key: str, known: bytes, digits: int) -> str:
    """Return an id with more digits, for the rare record whose id another one has."""
    return f"{key}-{known.hex()[-digits:]}"


def _whole_slug(name: str) -> str:
    """Return all words of a name as an id: `slug` leaves out little words, and ends early."""
    words = (slug(word) for word in name.split())
    return "-".join(filter(None, words))[:_LONGEST].rstrip("-")


def _usual(stem: str) -> str:
    """Return the name that a slug stands for, where nothing in it is unusual."""
    first, *others = stem.split("-")
    words = (word if word in _SMALL else word.capitalize() for word in others)
    return " ".join([first.capitalize(), *words])
