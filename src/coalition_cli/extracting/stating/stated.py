"""What a page states of its article: for machines, or in elements that are marked as such.

Nothing is invented. What says most comes first: JSON-LD and microdata, OpenGraph, other <meta>,
elements of the page, its title.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..linked_data.linked import Node, listed
from ..pages.page import Page, is_address, joined
from ..statement import Stated
from .archives import is_copy, original, whole
from .articles import addresses, is_article, text
from .authors import authors
from .published import decided, earliest, held_to_address
from .scripts import fits
from .titles import cut

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# The names of <meta> elements: of publication, of any date, of authors, outlets, titles, languages.
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time"),
    *("article:published", "datepublished", "publish-date", "publish_date", "publishdate"),
    *("published_time", "publication_date", "publicationdate", "pubdate", "parsely-pub-date"),
    *("sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued"),
    *("dcterms.date", "dc.date", "citation_publication_date", "originalpublicationdate"),
    *("rnews:datepublished", "bt:pubdate", "ptime"),
)
_DATED = ("date", "displaydate", "dcterms.created", "dc.date.created")
_WRITERS = (
    *("author", "byl", "article:author", "og:article:author", "parsely-author", "sailthru.author"),
    *("dc.creator", "dcterms.creator", "cxenseparse:author", "citation_author"),
)
_HOUSES = ("og:site_name", "publisher", "dc.publisher", "application-name")
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_LANGUAGES = ("inlanguage", "content-language", "dc.language", "og:locale", "language")
_NAMES = '[rel~="author"], [itemprop~="author"] [itemprop~="name"]'
_MOST_NAMES = 20  # that are looked at
_TAG = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_TIMED = (
    'time[pubdate], time[itemprop~="datePublished"], [itemprop~="datePublished"], time[datetime]'
)
_MARKED = re.compile(
    r"\b(?:publish(?:ed)?|pubdate|entry-?date|post-?date|article-?date|date-?published|posted)\b",
    re.IGNORECASE,
)
_FILE = re.compile(r"\S+\.\w{3,4}")  # the name of a file, which some programs take for a title
_MOST_TIMES = 500  # that are looked at


def stated(page: Page, nodes: Sequence[Node], shown: str) -> Stated:
    """Return what a page states of its article, but for the links in it.

    `nodes` are what it says for machines, and `shown` is some of the text that it shows.
    """
    own = [node for node in nodes if is_article(node)]
    url, archived = _address(page, own)
    houses = [house for node in nodes for house in _houses(node)]
    publisher = next((text(one) for one in houses if text(one)), "") or _first(page.metas(*_HOUSES))
    named = [text(house) for house in houses] + page.metas(*_HOUSES)
    return Stated(
        headline=_headline(page, own, named, url),
        authors=_authors(page, nodes, publisher),
        date=_date(page, nodes, url),
        url=url,
        language=_language(page, own, shown),
        publisher=publisher,
        publisher_url=_first(_home(house, page.address) for house in houses),
        archived=archived,
    )


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _address(page: Page, own: Sequence[Node]) -> tuple[str, str]:
    """Return the address of the article, and that of the copy which an archive has of it."""
    candidates = [*page.addresses, *(url for node in own for url in addresses(node))]
    copies = [whole(url) for url in candidates if is_copy(url)]
    candidates = [*filter(is_address, map(original, candidates))]
    paths = [url for url in candidates if urlsplit(url).path.strip("/") or urlsplit(url).query]
    return _first(paths), _first([*copies, page.copy(candidates)])


def _houses(node: Node) -> Iterator[Node | str]:
    for one in listed(node.get("publisher")):
        if isinstance(one, dict | str):
            yield one


def _home(house: Node | str, base: str) -> str:
    url = text(house.get("url")) if isinstance(house, dict) else ""
    url = original(joined(base, url))
    return url if is_address(url) else ""


def _headline(page: Page, own: Sequence[Node], names: Sequence[str], url: str) -> str:
    for node in own:
        if headline := text(node.get("headline")) or text(node.get("name")):
            return headline
    for title in page.metas(*_TITLES):
        return cut(title, names, url, page.headings)
    if len(page.headings) == 1:
        return page.headings[0]
    return "" if _FILE.fullmatch(page.title) else cut(page.title, names, url, page.headings)


def _authors(page: Page, nodes: Sequence[Node], publisher: str) -> tuple[str, ...]:
    for node in nodes:
        for key in ("author", "creator"):
            if found := authors([text(one) for one in listed(node.get(key))], [publisher]):
                return found
    for name in _WRITERS:
        if found := authors(page.metas(name), [publisher]):
            return found
    named = page.select(_NAMES)[:_MOST_NAMES]
    return authors([element.text(deep=True) for element in named], [publisher])


def _date(page: Page, nodes: Sequence[Node], url: str) -> str:
    published = [text(node.get("datePublished")) for node in nodes] + page.metas(*_PUBLISHED)
    if any(published):
        return held_to_address(decided(published), url)
    if times := [*filter(None, _times(page))]:
        return held_to_address(earliest(times), url)
    dated = page.metas(*_DATED) or [text(node.get("uploadDate")) for node in nodes]
    return held_to_address(decided(dated), url)


def _times(page: Page) -> Iterator[str]:
    """Yield the times of the page's article that are marked as that of publication."""
    for element in page.select(_TIMED)[:_MOST_TIMES]:
        attributes = element.attributes
        names = " ".join(filter(None, map(attributes.get, ("class", "itemprop"))))
        marked = "pubdate" in attributes or _MARKED.search(names) is not None
        if marked and _is_of_article(element):
            yield attributes.get("datetime") or attributes.get("content") or element.text(deep=True)


def _is_of_article(element: "LexborNode") -> bool:
    """Whether an element stands beside the headline, and not within what the page lists."""
    around = element.parent
    while around is not None and around.tag not in ("body", "html", None):
        if around.css_first("h1") is not None:
            return True
        if around.tag in ("aside", "nav", "footer", "li", "article"):
            return False
        around = around.parent
    return False


def _language(page: Page, own: Sequence[Node], shown: str) -> str:
    texts = [
        page.language,
        *(text(node.get("inLanguage")) for node in own),
        *page.metas(*_LANGUAGES),
    ]
    for tag in texts:
        if _TAG.fullmatch(tag) and fits(tag, shown):
            return tag.replace("_", "-")
    return ""
