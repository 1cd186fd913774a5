"""What a page states of its article, beside the text."""

from typing import NamedTuple


class Link(NamedTuple):
    """A link in a paragraph of the article."""

    url: str
    words: str
    paragraph: int  # from 1


class Stated(NamedTuple):
    """What a page states of its article; empty where it states nothing."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""  # of publication: year, month or day, as in 2026-01-19
    url: str = ""
    language: str = ""  # an IETF tag
    publisher: str = ""
    publisher_url: str = ""
    archived: str = ""
    links: tuple[Link, ...] = ()
