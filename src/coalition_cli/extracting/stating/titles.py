"""Titles of pages → headlines: without the name of the site that many have at an end."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_BETWEEN = re.compile(r"\s+(?:[|–—·•»«:/\\]|-{1,2}|::|\|\||>)\s+|\s*[|»]\s*")
_MOST = 12  # parts of a title
_LETTERS = re.compile(r"[\W_]+")
_THE = re.compile(r"^(?:the|der|die|das|le|la|el|il)\s+", re.IGNORECASE)


def cut(title: str, names: Iterable[str], url: str, shown: Iterable[str] = ()) -> str:
    """Return a title without the site's name at its end or its beginning.

    `names` are those of the site, and `url` an address there. `shown` are the headings of the
    page: a part that is one of them is the headline.
    """
    title = " ".join(title.split())
    for heading in shown:  # many sites put no blank before their name
        if title.startswith(heading) and not title[len(heading) :][:1].isalnum():
            return heading
    parts = _BETWEEN.split(title)
    if not 1 < len(parts) <= _MOST:
        return title
    headings = {_bare(one) for one in shown} - {""}
    for number in range(len(parts) - 1, 0, -1):
        begin = _until(title, number)
        if _bare(begin) in headings:
            return begin
    known = {_bare(name) for name in names} - {""}
    host = _bare((urlsplit(url).hostname or "").removeprefix("www."))
    while len(parts) > 1 and _is_site(parts[-1], known, host):
        parts.pop()
        title = _until(title, len(parts))
    if len(parts) > 1 and _is_site(parts[0], known, host):
        title = title[_BETWEEN.search(title).end() :]  # type: ignore[union-attr]
    return title


def same(one: str, other: str) -> bool:
    """Whether two headlines have the same words."""
    return _bare(one) == _bare(other) != ""


def _until(title: str, parts: int) -> str:
    """Return the first parts of a title, with what stands between them."""
    ends = [found.start() for found in _BETWEEN.finditer(title)]
    return title[: ends[parts - 1]] if parts <= len(ends) else title


def _is_site(part: str, known: set[str], host: str) -> bool:
    bare = _bare(part)
    if not bare:
        return True
    return any(bare == name or bare.startswith(name) for name in known) or (
        len(bare) > 2 and host.startswith(bare)
    )


def _bare(text: str) -> str:
    return _LETTERS.sub("", _THE.sub("", text.strip())).casefold()
