"""Copies that archives of the web keep: whose page it was, and where the copy is."""

import re

# web.archive.org/web/20160512143000id_/http://…, archive.today/20260119/https://…, and the like.
_COPY = re.compile(
    r"(?:https?:)?//(?:web\.archive\.org/web|archive\.(?:today|ph|is|li|fo|md|vn)|wayback\.archive-it\.org/\d+"
    r"|arquivo\.pt/(?:no)?wayback(?:/wayback)?|(?:www\.)?webarchive\.org\.uk/wayback/\w+"
    r"|webarchive\.nationalarchives\.gov\.uk(?:/ukgwa)?)"
    r"/(?:\d{4,14}(?:\.\d+)?(?:-\d+)?(?:[a-z]{2}_)?)/(?P<original>https?:/{1,2}.+|[\w-]+\.[\w.-]+/.*)",
    re.IGNORECASE | re.DOTALL,
)
_SLASHES = re.compile(r"^(https?):/+", re.IGNORECASE)
_RELATIVE = re.compile(r"/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)", re.IGNORECASE)
_ARCHIVE = "https://web.archive.org"


def original(url: str) -> str:
    """Return the address that a copy in an archive is of; any other address as it is."""
    found = _COPY.match(whole(url))
    if found is None:
        return url
    return _SLASHES.sub(r"\1://", found["original"])


def is_copy(url: str) -> bool:
    """Whether an address is that of a copy in an archive."""
    return _COPY.match(whole(url)) is not None


def whole(url: str) -> str:
    """Return the address of a copy with its archive, where the archive's pages leave that out."""
    return _ARCHIVE + url if _RELATIVE.match(url) else url
