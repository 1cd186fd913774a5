"""Outlets as articles call them, and addresses as they link to them."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from ..words import as_read

# Parts of addresses that only say in which form, or by whose link, a page is read.
_FORMS = frozenset({"amp", "index.html", "index.htm", "index.php"})
_HOSTS = re.compile(r"\A(?:www\d?|m|amp|mobile)\.")
_TRACKING = re.compile(r"\A(?:utm_\w+|fbclid|gclid|ref|amp|cmpid|mc_[ce]id|share|src)\Z")
# Endings of addresses in names: LIGA.net, Gazeta.pl.
_ENDING = re.compile(
    r"(?<=\w)\.(?:com|net|org|info|co\.uk|news|eu|ua|de|fr|pl|ro|it|es|uk|ru|tv|io)\Z",
    re.IGNORECASE,
)
_ARTICLES = frozenset({"the", "der", "die", "das"})


@lru_cache(maxsize=1 << 12)
def outlet_name(name: str) -> str:
    """Return what the spellings of an outlet's name share: The BBC is BBC, LIGA.net LIGA."""
    words = as_read(_ENDING.sub("", name.strip())).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    return " ".join(words)


def same_outlet(name: str, other: str) -> bool:
    """Whether two names are those of one outlet."""
    return bool(outlet_name(name)) and outlet_name(name) == outlet_name(other)


@lru_cache(maxsize=1 << 14)
def address(url: str) -> str:
    """Return the form that addresses of one page share; empty for what is none."""
    try:
        parts = urlsplit(url.strip())
        host = _HOSTS.sub("", (parts.hostname or "").lower())
    except ValueError:
        return ""
    path = [part for part in parts.path.split("/") if part and part.lower() not in _FORMS]
    query = [pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])]
    asked = "&".join(f"{name}={value}" for name, value in sorted(query))
    return f"{host}/{'/'.join(path)}{'?' if asked else ''}{asked}" if host else ""


def domain(url: str) -> str:
    """Return the host of an address, without what says only in which form a page is read."""
    return address(url).partition("/")[0]


def same_domain(url: str, other: str) -> bool:
    """Whether two addresses are of one outlet: one host, or one within the other."""
    here, there = domain(url), domain(other)
    if not here or not there:
        return False
    return here == there or here.endswith(f".{there}") or there.endswith(f".{here}")
