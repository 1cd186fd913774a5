"""What claims are drafted from: an article with its attributions, and a saying of several."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..attributing.attribution import Attributed
from ..attributing.language import Language, language
from ..extracting.document import Document
from ..importing.gathering.store import Comment
from ..verifying import ArticleText
from ..verifying.negations import shown_language

_USUAL = "en"  # the language of a text that neither states nor shows its own


class Article(NamedTuple):
    """An article, with all that is known of it."""

    id: str
    document: Document
    attributed: Attributed
    values: Mapping[str, object]  # of its record; `publisher` is the id of a source
    text: ArticleText  # of the document
    comments: tuple[Comment, ...] = ()  # on fields of its record

    @property
    def language(self) -> Language:
        """The words of its language, by which attributions are found."""
        return language(language_of(self.document))


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


def language_of(document: Document) -> str:
    """Return the language of a text: as its words show, or as it is stated.

    What a page states is often the language of its template, and not that of the article.
    """
    return shown_language(document.text) or document.stated.language or _USUAL
