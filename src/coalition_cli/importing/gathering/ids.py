"""Ids of records that come in: made of what a record itself says, never of what stands beside it.

So the same input gives the same ids, whatever else is read with it. A made id is a slug for readers
with digits of a hash behind it. A name that its own slug tells in full needs no digits.
"""

from collections.abc import Mapping
from hashlib import blake2b
from urllib.parse import unquote, urlsplit

from ...drafting.proposing import slug
from ...model import Section

DIGITS = 8  # of a hash, behind the slug of a text: a million texts that begin alike may share some
_FEW_DIGITS = 4  # behind the slug of a name, which tells much more of it
_DIGEST = 16  # bytes of a hash
_GIVEN = b"="  # behind the hash of an id that was given
_WHO = ("description", "role", "affiliation", "party", "country")  # of a speaker without a name
_LONGEST = 64  # characters of the slug of a name
_SMALL = frozenset("a an and at de der for in of on the to van von".split())  # noqa: SIM905


def identified(section: Section, given: object, record: Mapping[str, object]) -> tuple[str, bytes]:
    """Return the id of a record, and what identifies it. Two records of one identity are one.

    An id that rows give identifies their record. But two claims of one id and different texts are
    two: files may count their rows from 1.
    """
    told = [record.get(name) for name in ("text", "speaker", "date")]
    if given is not None:
        return made_valid(str(given)), identity("id", given, told[0]) + _GIVEN
    name, url = record.get("name"), record.get("url")
    match section.name:
        case "claims" | "facts":
            known = identity("text", *told)
            return of_text(str(told[0]), section.singular, known), known
        case "articles":
            headline = record.get("headline")
            told = [url] if url else [headline, record.get("publisher"), record.get("date")]
            known = identity("url" if url else "headline", *told)
            if headline is None and url is not None:
                return of_address(str(url), known), known
            return of_text(str(headline or ""), section.singular, known), known
        case "speakers" if name is None:
            told = [record.get(part) for part in _WHO]
            known = identity("description", *told)
            return of_name(str(told[0]), section.singular, known), known
    if name is None and url is not None:
        known = identity("url", url)
        return of_address(str(url), known), known
    known = identity("name", name)
    return of_name(str(name), section.singular, known), known


def is_given(known: bytes) -> bool:
    """Whether what identifies a record is an id that its row gave."""
    return len(known) > _DIGEST


def identity(*parts: object) -> bytes:
    """Return what stands for some values, and, as far as anybody knows, for no others."""
    told = "\x00".join(["" if part is None else str(part) for part in parts])
    return blake2b(told.encode(errors="surrogatepass"), digest_size=_DIGEST).digest()


def of_text(text: str, kind: str, known: bytes) -> str:
    """Return the id of a record with a text; `kind` stands for a text without letters."""
    return f"{slug(text) or kind}-{known.hex()[:DIGITS]}"


def of_name(name: str, kind: str, known: bytes) -> str:
    """Return the id of a record with a name: no two names share one.

    Of all names with one slug, one goes without digits: the one in the usual letters.
    """
    stem = _whole_slug(name)
    if stem and name == _usual(stem):
        return stem
    return f"{stem or kind}-{known.hex()[:_FEW_DIGITS]}"


def of_address(url: str, known: bytes) -> str:
    """Return the id of a record that only its address tells from others."""
    try:
        parts = urlsplit(url)
        words = [part for part in unquote(parts.path).split("/") if slug(part)]
        stem = slug(words[-1]) if words else slug(parts.hostname or "")
    except ValueError:
        stem = ""
    return f"{stem or 'page'}-{known.hex()[:DIGITS]}"


def made_valid(given: str) -> str:
    """Return a given id as it is, if it has no blanks; else one that is made of it."""
    words = given.split()
    if len(words) == 1:
        return words[0]
    return f"{'-'.join(words)}-{identity(given).hex()[:_FEW_DIGITS]}"


def lengthened(key: str, known: bytes, digits: int) -> str:
    """Return an id with more digits, for the rare record whose id another one has."""
    return f"{key}-{known.hex()[:digits]}"


def _whole_slug(name: str) -> str:
    """Return all words of a name as an id: `slug` leaves out little words, and ends early."""
    words = (slug(word) for word in name.split())
    return "-".join(filter(None, words))[:_LONGEST].rstrip("-")


def _usual(stem: str) -> str:
    """Return the name that a slug stands for, where nothing in it is unusual."""
    first, *others = stem.split("-")
    words = (word if word in _SMALL else word.capitalize() for word in others)
    return " ".join([first.capitalize(), *words])
