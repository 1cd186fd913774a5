"""What the elements of pages are called → what stands in them.

Names are those that editors of pages give: of classes, ids and roles. They are no standard, but
most content-management systems use the same words.
"""

import re
from functools import lru_cache
from itertools import pairwise

# What an element is by its tag.
_TAGS = {
    "nav": "navigation",
    "menu": "navigation",
    "search": "navigation",
    "footer": "footer",
    "figcaption": "caption",
    "caption": "caption",
    "legend": "form",
    "form": "form",
    "dialog": "dialog",
    "aside": "aside",
    "header": "header",
    "address": "byline",
    "amp-ad": "advertisement",
    "amp-sidebar": "navigation",
}
_SAID = {
    "comments": """
        comment comments commentlist commentary-list disqus disqus_thread livefyre coral
        discussion reply replies respond kommentare kommentar commentaires comentarios komentari
        komentarze
        """,
    "cookie banner": """
        cookie cookies consent gdpr cmp onetrust didomi cookiebanner cookieconsent ccpa
        privacy-banner sourcepoint
        """,
    "advertisement": """
        ad ads advert adverts advertisement advertising adslot adunit adsbygoogle dfp sponsor
        sponsored sponsors promoted commercial anzeige werbung publicidad publicite reklama
        outbrain taboola adcontainer adwrapper advertorial
        """,
    "share buttons": """
        teilen partage partager compartir share sharing sharebar sharebox shares social socials
        sharethis addtoany addthis sharedaddy social-media socialshare sharetools share-tools
        """,
    "newsletter box": """
        newsletter newsletters subscribe subscription signup sign-up mailchimp mailinglist
        donate donation support-us membership-box
        """,
    "related articles": """
        verwandt verwandte relacionadas relacionados weiterlesen related relateds recommended
        recommendation recommendations recirc recirculation readmore read-more readalso
        read-also see-also seealso morestories more-stories more-on popular most-read mostread
        mostpopular trending teaser teasers promo promos latest sidebar rail up-next upnext
        next-article crosslink crosslinks also-read alsoread you-may-like youmaylike
        recent-posts related-posts zergnet widget-area lesen-sie-auch inline-related topstories
        top-stories
        """,
    "navigation": """
        nav navbar navigation menu breadcrumb breadcrumbs pagination pager skip-link skiplink
        toolbar topbar masthead sitemap toc noprint no-print hidden-print backlink jump-link
        search searchform
        """,
    "caption": """
        caption captions figcaption wp-caption-text credit credits photo-credit image-caption
        imagecaption photocredit gallery-caption media-caption picture-caption bildunterschrift
        copyright-holder
        """,
    "byline": """
        autor autoren auteur auteurs datum fecha byline bylines author authors author-bio
        authorbox bio biography contributor contributors posted-on postedon pubdate published
        publishdate timestamp entry-meta post-meta article-meta articlemeta article-info
        postmeta dateline-meta entry-date post-date article-date date datetime time-stamp
        metadata author-info vcard
        """,
    "tags": """
        tags taglist tag-list tagcloud keywords post-tags article-tags topics-list entry-footer
        entry-categories
        """,
    "footer": """
        footer colophon copyright disclaimer legal site-info imprint impressum
        """,
    "dialog": """
        modal popup overlay lightbox toast tooltip alertdialog dialog
        """,
    "header": """
        banner
        """,
    "pull quote": """
        pullquote pull-quote pull_quote quote-pull
        """,
    "player": """
        player videoplayer audioplayer jwplayer vjs
        """,
}
_STRONG = ("comments", "cookie banner")
# How words of names begin that editors write together: relatedposts, commentlist.
_STEMS = {
    "comment": "comments",
    "disqus": "comments",
    "cookie": "cookie banner",
    "advert": "advertisement",
    "sponsor": "advertisement",
    "share": "share buttons",
    "social": "share buttons",
    "newsletter": "newsletter box",
    "subscri": "newsletter box",
    "related": "related articles",
    "recommend": "related articles",
    "mostread": "related articles",
    "sidebar": "related articles",
    "breadcrumb": "navigation",
    "byline": "byline",
    "copyright": "footer",
}
_STEMMED = re.compile(f"({'|'.join(_STEMS)})")
_OTHERS = {"commentary", "shareholder", "shareholders", "socialist", "relatedness"}
_WORDS = {word: why for why, words in _SAID.items() for word in words.split()}
_LEAST = 3  # letters of a word in a name, on the average; css-1ad8x has fewer
_NAME = re.compile(r"[^\W_]+(?:[-_]+[^\W_]+)*")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
# Words by which a name says what an element has, or has not, and not what it is.
_ABOUT = {"has", "no", "with", "without", "is", "not", "enable", "enabled", "disabled", "open"}
_TOPICAL = {"tag", "category", "topic", "section"}  # a topic follows: category-social
# What elements with the text of an article are called, and those with what introduces it.
_BODY = re.compile(
    r"(?:^|[\s_-])(?:(?:article|story|post|entry|news|artikel)[_-]{0,2}(?:body|content|text|copy)"
    r"|content__article-body|body-?copy|field-name-body)(?:$|[\s_-])",
    re.IGNORECASE,
)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|sub-?title|sub-?headline|subhead|summary|lead|lede|intro"
    r"|excerpt|alternativeheadline|description)(?:$|[\s_-])",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def said_by(tag: str, names: str) -> str:
    """Return what an element is if its tag and names say that it is no text; else nothing."""
    for name in _NAME.findall(names):
        parts = [part for token in re.split("[-_]+", name) for part in _parts(token)]
        if not parts or not _ABOUT.isdisjoint(parts):
            continue
        whole = name.lower().replace("_", "-")
        if parts[0] in _TOPICAL and whole not in _WORDS:
            continue
        pairs = ["-".join(pair) for pair in pairwise(parts)]
        for word in (whole, *pairs, *parts):
            if word in _WORDS:
                return _WORDS[word]
        stems = (_STEMMED.match(part) for part in parts if part not in _OTHERS)
        if found := next(filter(None, stems), None):
            return _STEMS[found[1]]
    return _TAGS.get(tag, "")


def _parts(token: str) -> list[str]:
    """Return the words of a token such as relatedPosts; none of one that a program made up."""
    parts = _PART.findall(token)
    words = [part.lower() for part in parts if not part.isdecimal()]
    is_made_up = len(parts) > 1 and sum(map(len, parts)) < _LEAST * len(parts)
    has_digits_within = any(part.isdecimal() for part in parts[:-1])
    return [] if is_made_up or has_digits_within else words


def is_strong(why: str) -> bool:
    """Whether it is no text, however much of the page it has."""
    return why in _STRONG


@lru_cache(maxsize=4096)
def is_body(names: str) -> bool:
    """Whether an element says that it has the text of the article."""
    return _BODY.search(names) is not None


@lru_cache(maxsize=4096)
def is_standfirst(names: str) -> bool:
    """Whether an element says that it has what stands between the headline and the text."""
    return _STANDFIRST.search(names) is not None
