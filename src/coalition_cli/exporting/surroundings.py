"""What stands around words in the text of their article, as far as it may be told."""

import re
from collections.abc import Iterable, Iterator

from ..publishing.withheld import Withheld
from ..verifying import ArticleText, Verdict, verify
from ..words import search_text

_MOST = 40  # characters on either side
_RUN = 3  # words in a row that tell words that stay in, wherever they stand again
_WORD = re.compile(r"\w+")

Place = tuple[int, int]  # characters before it begins and before it ends, in the text


class Surroundings:
    """The text of an article, and what of it stays in."""

    def __init__(self, text: ArticleText, withheld: Withheld, article: str) -> None:
        self.text, self._names = text, withheld.names
        self._words = withheld.words.get(article, frozenset())
        self._uncredited = withheld.uncredited.get(article, frozenset())
        self._closed = [*self._places()]
        self._runs = {run for words in self._words for run in _runs(words)}

    def _places(self) -> Iterator[Place]:
        """Yield where words stand that stay in, names, and what may credit who is not credited."""
        yield from self._names.spans(self.text.content)
        yield from self._found(self._words)
        paragraphs, nth = self.text.paragraphs, self.text.paragraph
        for start, end in self._found(self._uncredited):
            yield paragraphs[nth(start) - 1].start, paragraphs[nth(max(start, end - 1)) - 1].end

    def _found(self, texts: Iterable[str]) -> Iterator[Place]:
        """Yield where texts stand."""
        for words in texts:
            found = verify(self.text, words, quoted=False)
            if found.start is not None and found.end is not None:
                yield found.start, found.end

    def of(self, verdict: Verdict, words: str) -> tuple[dict[str, str], Place]:
        """Return the words as the article has them, with what is around them, and their place.

        Words with a cut or an insertion stay as they are stated: the article has more there.
        """
        start, end = verdict.start or 0, verdict.end or 0
        own = self.text.content[start:end]
        if len(verdict.pairs) > 1 or _letters(own) != _letters(words) or self._is_told(own):
            return {}, (start, end)
        before, after = self.text.context(start, end)
        prefix, suffix = _last(before), _last(after[::-1])[::-1]
        selector = {"exact": own}
        if prefix and self._may_leave(start - len(prefix), start, before):
            selector["prefix"] = prefix
        if suffix and self._may_leave(end, end + len(suffix), after):
            selector["suffix"] = suffix
        return selector, (start, end)

    def _may_leave(self, start: int, end: int, around: str) -> bool:
        touches = any(begin < end and start < stop for begin, stop in self._closed)
        return not touches and not self._is_told(around)

    def _is_told(self, text: str) -> bool:
        """Whether a text has a name, or several words in a row that stay in."""
        if self._names.are_in(text):
            return True
        return bool(self._runs) and not self._runs.isdisjoint(_runs(text, {*map(len, self._runs)}))


def _last(text: str) -> str:
    """Return the last words of a text."""
    if len(text) <= _MOST:
        return text
    blank = re.search(r"\s+", last := text[-_MOST:])
    return last[blank.end() :] if blank else ""


def _letters(text: str) -> str:
    """Return the letters and digits of a text, in small letters."""
    return "".join(_WORD.findall(search_text(text).lower()))


def _runs(text: str, lengths: frozenset[int] | set[int] = frozenset()) -> Iterator[tuple[str, ...]]:
    """Yield the words of a text in rows: of these lengths, or three, or all if they are less."""
    words = _WORD.findall(search_text(text).lower())
    for length in lengths or {min(_RUN, len(words))}:
        for at in range(len(words) - length + 1 if length else 0):
            yield tuple(words[at : at + length])
