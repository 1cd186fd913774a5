"""What claims are drafted from: an article with its attributions, and a saying of several."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..attributing.attribution import Attributed
from ..extracting.document import Document
from ..importing.gathering.store import Comment
from ..verifying import ArticleText


class Article(NamedTuple):
    """An article, with all that is known of it."""

    id: str
    document: Document
    attributed: Attributed
    values: Mapping[str, object]  # of its record; `publisher` is the id of a source
    text: ArticleText  # of the document
    comments: tuple[Comment, ...] = ()  # on fields of its record


class Part(NamedTuple):
    """An attribution of one article, or a speaker of one: both by their numbers, from 0."""

    article: int
    number: int


class Saying(NamedTuple):
    """What one or several articles say that somebody said: their attributions.

    The first of them says whose it is, and in which words: that of the original, if it is known.
    """

    parts: tuple[Part, ...]


class Story(NamedTuple):
    """Articles that tell one story, and what is the same in them."""

    articles: Sequence[Article]
    sayings: Sequence[Saying]
    people: Sequence[Sequence[Part]]  # speakers who are one person; each speaker is in one item
