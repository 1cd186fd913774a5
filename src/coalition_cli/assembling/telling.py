"""An attribution as it is compared with those of other articles: its words, numbers and names."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..attributing.attribution import Attribution, Kind, Speaker
from ..verifying import ArticleText
from ..verifying.negations import Denials
from ..verifying.paragraphs import Span
from ..verifying.text import sentence_ends
from ..words import UNSPACED
from ..words.wordings import placed_words
from .figures import figures, is_figure
from .little_words import LITTLE
from .states import state

FIGURE = "#"  # stands before a number among words
ROOT = 4  # letters with which alike words begin
_UNSPACED = re.compile(UNSPACED)
_ENDING = 5  # letters, at most, in which they end otherwise
_INFLECTED = 2  # letters of an ending that makes no other word
_SHORT = 3  # letters of the shortest words that count
_MOSTLY = 2  # times as often a name has a capital letter as a small one
_QUOTED = 3  # words of a quotation that says something by itself
# Words that deny, where they do not.
_NO_DENIAL = re.compile(
    r"\b(?:no (?:fewer|less|more|later|earlier|sooner) than|not (?:only|just|merely|least)"
    r"|no doubt)\b",
    re.IGNORECASE,
)
# What stands between two clauses.
_CLAUSE = re.compile(
    r"[,;:](?=\s)|[–—…()]|\b(?:and|but|or|because|although|while|und|aber|oder|weil|та|але|або|бо)\b"
)
_BEGINS = re.compile(r"[.!?…:;\"“”„«»‘(\[–—-]\s*\Z|\A\s*\Z")  # what stands before a sentence


class Words(NamedTuple):
    """What the language of an article, and all articles in it, tell of words."""

    names: Collection[str]
    points: bool  # whether points part the thousands of a number
    denials: Denials


class Source(NamedTuple):
    """The text that attributions stand in, and what is known of its words."""

    text: ArticleText
    known: Words


class Passage:
    """A stretch of what was said.

    `words` are those that say something, in order, with the numbers behind them; `all` has the
    others too.
    """

    def __init__(self, text: str, known: Words) -> None:
        self.text, self._known = text, known
        self.figures = figures(text, points=known.points)
        said = _telling(map(self._meant, self.in_order))
        self.words = (*said, *(f"{FIGURE}{n:g}" for n in sorted(self.figures)))
        self.set = frozenset(self.words)
        # Neighbours. Two names beside each other are one name, and tell no more than that.
        self.pairs = frozenset(pair for pair in pairwise(self.words) if not self._are_names(pair))

    def joined(self, others: Iterable["Passage"]) -> "Passage":
        """Return the passage with others behind it."""
        return Passage(" … ".join([self.text, *(each.text for each in others)]), self._known)

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """All words in order, in the form in which words are compared."""
        return tuple(_words(self.text))

    @cached_property
    def all(self) -> frozenset[str]:
        """All words."""
        return frozenset(self.in_order)

    @cached_property
    def by_root(self) -> dict[str, list[str]]:
        """The words by the letters with which they begin."""
        found: dict[str, list[str]] = {}
        for word in dict.fromkeys(self.words):
            found.setdefault(root(word), []).append(word)
        return found

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The words that are names, in order, each once; one word for each state."""
        found = (state(word) for word in self.in_order if word in self._known.names)
        return tuple(dict.fromkeys(filter(None, found)))

    @cached_property
    def all_meant(self) -> frozenset[str]:
        """All words, one for each state."""
        return frozenset(map(self._meant, self.in_order))

    def _meant(self, word: str) -> str:
        """Return a word; the one for its state, if it is a name of one."""
        return state(word) if word in self._known.names else word

    @cached_property
    def denying(self) -> Sequence["Passage"]:
        """The clauses in which a word denies."""
        find = self._known.denials.find
        clauses = _CLAUSE.split(_NO_DENIAL.sub("", self.text)) if find(self.text) else []
        return [Passage(clause, self._known) for clause in clauses if find(clause)]

    def _are_names(self, words: Iterable[str]) -> bool:
        return all(word in self._known.names for word in words)


class View:
    """The sentences of a passage, and any of them as one."""

    def __init__(self, sentences: Sequence[Passage]) -> None:
        self.sentences = sentences
        self.length = sum(len(each.words) for each in sentences)
        self._joined: dict[tuple[int, ...], Passage] = {}

    def of(self, numbers: Iterable[int]) -> Passage:
        """Return some of the sentences, at least one, as one passage."""
        key = tuple(numbers)
        if key not in self._joined:
            first, *others = (self.sentences[number] for number in key)
            self._joined[key] = first.joined(others) if others else first
        return self._joined[key]

    @property
    def whole(self) -> Passage:
        """All sentences as one passage."""
        return self.of(range(len(self.sentences)))


class Telling:
    """What one attribution of an article says, and who is credited."""

    def __init__(
        self, place: tuple[int, int], told: Attribution, speaker: Speaker | None, source: Source
    ) -> None:
        """Take an attribution; its place is the number of the article, and its own there."""
        self.article, self.number = place
        self.speaker = speaker
        self.claim: object = self  # what several of a known claim have in common
        self._told, self._text, self._known = told, source.text, source.known

    @property
    def verbatim(self) -> Passage | None:
        """What of it stands in quotation marks; None if too little does."""
        return self.whole if self.is_direct else self._quoted

    @property
    def is_direct(self) -> bool:
        """Whether it stands in quotation marks."""
        return self._told.kind is Kind.DIRECT

    @property
    def words_as_said(self) -> tuple[str, ...]:
        """All words in order, in the form in which words are compared."""
        return self.whole.in_order

    @cached_property
    def whole(self) -> Passage:
        """All that was said."""
        return self._passage(self._told.content)

    @cached_property
    def sentences(self) -> Sequence[Passage]:
        """The sentences of what was said; only the whole if it is one."""
        found = [self._passage([span]) for span in sentences(self._text, self._told.content)]
        return found if len(found) > 1 else [self.whole]

    @cached_property
    def views(self) -> Sequence[View]:
        """What may stand for it: the sentences of the whole, and what is quoted."""
        views = [View(self.sentences)]
        return [*views, View([self._quoted])] if self._quoted else views

    @cached_property
    def _quoted(self) -> Passage | None:
        """What of it stands in quotation marks; None where that is all, or too little."""
        if self.is_direct:
            return None
        inside = [
            Span(max(span.start, each.start), min(span.end, each.end))
            for span in self._told.content
            for each in self._text.quotations.spans
            if each.start < span.end and span.start < each.end
        ]
        passage = self._passage(inside)
        enough = len(placed_words(passage.text)) >= _QUOTED
        return passage if enough else None

    def _passage(self, spans: Iterable[Span]) -> Passage:
        texts = (" ".join(self._text.content[slice(*span)].split()) for span in spans)
        return Passage(" … ".join(texts), self._known)


def sentences(text: ArticleText, content: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences of stretches of a text: each stretch begins a new one."""
    for span in content:
        start = span.start
        for end in sentence_ends(text.content, span):
            if end.end() < span.end:
                yield Span(start, start + len(text.content[start : end.end()].rstrip()))
                start = end.end()
        yield Span(start, span.end)


def root(word: str) -> str:
    """Return what alike words have in common: their first letters, or all of a number."""
    if word[0] == FIGURE:
        return word
    return word.removesuffix("s")[:ROOT] if len(word) == ROOT else word[:ROOT]


@lru_cache(maxsize=1 << 16)
def alike(word: str, other: str) -> float:
    """Return how far two words are the same in other forms, 0 to 1: weak, weakness; step, steps."""
    if word == other:
        return 1.0
    longest, shortest = max(len(word), len(other)), min(len(word), len(other))
    same = next((n for n in range(shortest) if word[n] != other[n]), shortest)
    rest = longest - same
    if same == shortest == ROOT - 1 and sorted((word, other), key=len)[1][same:] == "s":
        return 0.95
    if same < ROOT or rest > _ENDING or 2 * same < longest or word[0] == FIGURE:
        return 0.0
    return 0.95 if rest <= _INFLECTED else 0.75


def names(texts: Iterable[str]) -> set[str]:
    """Return the words that mostly have a capital letter within sentences."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        for word in placed_words(text):
            first = text[word.start]
            if first.islower():
                small[word.word.removesuffix("'s")] += 1
            elif first.isupper() and not _BEGINS.search(text, max(0, word.start - 3), word.start):
                capital[word.word.removesuffix("'s")] += 1
    mostly = {word for word, count in capital.items() if count > _MOSTLY * small[word]}
    return mostly - LITTLE


def _words(text: str) -> Iterator[str]:
    return (placed.word.removesuffix("'s") for placed in placed_words(text))


def _telling(words: Iterable[str]) -> Iterator[str]:
    """Yield the words that say something; characters of scripts without blanks in pairs."""
    before = ""
    for whole in words:
        word = whole.replace("-", "")
        if _UNSPACED.fullmatch(word):
            if before:
                yield before + word
            before = word
            continue
        before = ""
        if len(word) >= _SHORT and word not in LITTLE and not is_figure(whole):
            yield word


class Weights:
    """How much each word tells of a saying, up to 1.

    It is less for short words, for names, and for words of the topic: they recur in sayings of one
    article.
    """

    _LENGTHS = (0.0, 0.4, 0.4, 0.5, 0.6, 0.8)  # by letters, from 0; longer words count in full
    _FIGURES = (0.0, 0.7, 1.0, 1.5)  # by the signs of a number, the first of which is no digit
    _NAME = 0.4
    _RECURRING, _LESS = 2, 0.25  # a word of more sayings than two counts less for each

    def __init__(self, tellings: Iterable[Telling]) -> None:
        """Count the words of all that is compared."""
        self._most: Counter[str] = Counter()
        self._names: set[str] = set()
        by_claim: dict[tuple[int, object], set[str]] = {}
        for telling in tellings:
            roots = by_claim.setdefault((telling.article, telling.claim), set())
            roots.update(telling.whole.by_root)
            self._names.update(telling.whole.names)
        by_article: dict[int, Counter[str]] = {}
        for (article, _), roots in by_claim.items():
            by_article.setdefault(article, Counter()).update(roots)
        for counted in by_article.values():
            self._most |= counted
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, word: str) -> float:
        """Return the weight of a word; a character without blanks is half a word."""
        if word[0] == FIGURE:
            return self._FIGURES[min(len(word), len(self._FIGURES)) - 1]
        own = self._LENGTHS[len(word)] if len(word) < len(self._LENGTHS) else 1.0
        own *= self._NAME if word in self._names else 1.0
        return own / (1 + self._LESS * max(0, self._most[root(word)] - self._RECURRING))
