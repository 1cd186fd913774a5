"""What claims are drafted from: an article with its attributions, and a saying of several."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..attributing.attribution import Attributed
from ..attributing.languages.language import Language, language
from ..extracting.document import Document
from ..importing.gathering.store import Comment
from ..verifying import ArticleText
from ..verifying.negations import shown_language

_USUAL = "en"  # the language of a text in Latin letters that neither states nor shows its own
_UNKNOWN = "und"  # BCP 47: undetermined
_LATIN_ENDS = "\u0250"  # the first letter behind those of Latin, in Unicode
_LOOKED_AT = 5_000  # code points of a text
_FEW = 3  # frequent words of a language, at least, that show it


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
    """Return the language of a text: as its words clearly show, as stated, or as they may show.

    What a page states is often the language of its template, and not that of the article.
    """
    return language_shown(document.text, document.stated.language)


def language_shown(text: str, stated: str = "") -> str:
    """Return the language of a text, for which its page may state one."""
    return _language(text[:_LOOKED_AT], stated)


@lru_cache(maxsize=8)  # each claim of an article asks for it
def _language(text: str, stated: str) -> str:
    if known := shown_language(text) or stated or shown_language(text, _FEW):
        return known
    letters = [letter for letter in text if letter.isalpha()]
    latin = 2 * sum(letter < _LATIN_ENDS for letter in letters) >= len(letters)
    return _USUAL if latin else _UNKNOWN
