"""The kept texts of articles: a quote of a draft is held to them at once."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..answers.texts import ArticleFile, article_text
from ..model.results import FAILED
from ..reading import ignore
from ..verifying import ArticleText, StatedPlace, Verdict, verify
from ..words import collated

if TYPE_CHECKING:
    from ..verifying.picking import Pick


class Texts:
    """The texts of articles: those in the project's folder, and one that a command names."""

    def __init__(self, folder: str | None = None, named: str | None = None) -> None:
        """Read the text that is named; raise DataError if it cannot be read."""
        self._folder = folder
        self.named = _read(named, inside=False) if named else None
        self._kept: dict[str, ArticleText | None] = {}

    def of(self, article: str) -> ArticleText | None:
        """Return the text of an article; None if there is none. A text that is named comes first.

        Raise DataError for one that cannot be read.
        """
        if self.named or not self._folder or os.path.basename(article) != article:
            return self.named
        if article not in self._kept:
            path = os.path.join(self._folder, f"{article}.txt")
            self._kept[article] = _read(path, inside=True) if os.path.exists(path) else None
        return self._kept[article]

    def held(self, article: str, quote: str, paragraph: int | None = None) -> Verdict | None:
        """Return how a quote stands in the text of an article; None if there is no text."""
        text = self.of(article)
        return verify(text, quote, StatedPlace(paragraph), quoted=True) if text else None


def matching(picks: "Sequence[Pick]", said: str) -> "list[Pick]":
    """Return the quotations that are meant: by their number from 1, or by words of one of them."""
    if said.isascii() and said.isdecimal():
        return [*picks[int(said) - 1 : int(said)]] if int(said) else []
    return [pick for pick in picks if collated(said) in collated(pick.quote)]


def refused(verdict: Verdict | None) -> Sequence[str]:
    """Return why a quote does not stand in its text, and what to do, in lines; none if it does."""
    if verdict is None or verdict.status not in FAILED:
        return ()
    lines = [f"the quote is {verdict.status} in the text of the article: {verdict.reason}"]
    if verdict.found:
        lines.append(f"the text has: {verdict.found}")
    return lines


def _read(path: str, *, inside: bool) -> ArticleText:
    return article_text(ArticleFile("", path, inside, None, None), ignore)
