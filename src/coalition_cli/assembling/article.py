"""What claims are drafted from: an article with its attributions, and a saying of several."""

from collections.abc import Mapping
from typing import NamedTuple

from ..attributing.attribution import Attributed
from ..extracting.document import Document
from ..verifying import ArticleText


class Article(NamedTuple):
    """An article, with all that is known of it."""

    id: str
    document: Document
    attributed: Attributed
    values: Mapping[str, object]  # of its record; `publisher` is the id of a source
    text: ArticleText  # of the document


class Part(NamedTuple):
    """An attribution of one article, or a speaker of one: both by their numbers, from 0."""

    article: int
    number: int


class Saying(NamedTuple):
    """What one or several articles say that somebody said: the attribution of each, in order."""

    parts: tuple[Part, ...]
