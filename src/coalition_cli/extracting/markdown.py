"""Markdown → the text of its article: its marks are read as CommonMark has them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .kinds import FRONT_MATTER
from .pages.blocks import Block, blocks
from .pages.page import Page, is_address
from .statement import Stated
from .stating.authors import authors
from .stating.published import decided

_KEY = re.compile(r"([\w-]+)[ \t]*[:=][ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_NOTE = re.compile(r"^\[\^[\w-]{1,50}\]:[ \t]*|\[\^[\w-]{1,50}\](?!:)", re.MULTILINE)
# What the keys of a front matter mean; each stands for what Stated calls it.
_MEANINGS = {
    "headline": ("title", "headline"),
    "authors": ("author", "authors", "by", "byline", "creator"),
    "date": ("date", "published", "publishdate", "date_published", "datepublished", "pubdate"),
    "url": ("url", "source", "link", "canonical", "canonicalurl", "source_url", "original_url"),
    "language": ("language", "lang", "locale"),
    "publisher": ("publisher", "site", "site_name", "sitename", "publication", "outlet", "website"),
    "archived": ("archived", "archive", "archive_url", "archiveurl"),
}
_KEYS = {key: meaning for meaning, keys in _MEANINGS.items() for key in keys}


class Markdown(NamedTuple):
    """The article of a text in Markdown."""

    blocks: list[Block]
    stated: Stated  # but for its links


def markdown(text: str) -> Markdown:
    """Return the blocks of an article in Markdown, and what its front matter states.

    The first heading of the first rank is the headline where the front matter has none.
    """
    from markdown_it import MarkdownIt  # only Markdown needs it

    fenced = FRONT_MATTER.match(text)
    said = _stated(fenced[2]) if fenced else Stated()
    body = _NOTE.sub("", text[fenced.end() :] if fenced else text)
    rendered = MarkdownIt("commonmark").enable("table").render(body)
    found = blocks(Page(f"<body>{rendered}</body>".encode()))
    if found and found[0].tag == "h1":
        said = said._replace(headline=said.headline or found[0].text)
        found = found[1:]
    return Markdown(found, said)


def _stated(front: str) -> Stated:
    found: dict[str, list[str]] = {}
    for key, value in _values(front):
        if key in _KEYS and value:
            found.setdefault(_KEYS[key], []).append(value)
    first = {meaning: values[0] for meaning, values in found.items()}
    url = first.get("url", "")
    return Stated(
        headline=first.get("headline", ""),
        authors=authors(found.get("authors", ())),
        date=decided(found.get("date", ())),
        url=url if is_address(url) else "",
        language=first.get("language", "").replace("_", "-"),
        publisher=first.get("publisher", ""),
        archived=first.get("archived", ""),
    )


def _values(front: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of a front matter in small letters, with each of their values."""
    key = ""
    for line in front.splitlines():
        if pair := _KEY.match(line):
            key, value = pair[1].lower(), pair[2].strip()
            values = value[1:-1].split(",") if value[:1] == "[" else [value]
        elif key and (item := _ITEM.match(line)):
            values = [item[1]]
        else:
            continue
        for value in values:
            yield key, value.strip().strip("\"'").strip("[]").strip()
