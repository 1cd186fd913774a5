"""The kept texts of articles: a quote of a draft is held to them at once."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..answers.texts import ArticleFile, article_text, kept
from ..model.results import FAILED
from ..reading import ignore
from ..verifying import ArticleText, StatedPlace, Verdict, verify, verify_partial
from ..words import collated
from .draft import Draft, Single

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
            path = kept(self._folder, article)
            self._kept[article] = _read(path, inside=True) if path is not None else None
        return self._kept[article]

    def held(self, appearance: Draft) -> Verdict | None:
        """Return how the quote of an appearance stands in the text of its article.

        None if there is no text, or no quote.
        """
        quote, wording, article = (
            str(appearance.values.get(name, "")) for name in ("quote", "wording", "article")
        )
        text = self.of(article) if quote and article else None
        if text is None:
            return None
        place = StatedPlace(_whole(appearance, "paragraph"), _whole(appearance, "offset"))
        if wording:
            return verify_partial(text, wording, quote, place)[1]
        return verify(text, quote, place, quoted=True)

    def surroundings(self, appearance: Draft, verdict: Verdict) -> dict[str, Single]:
        """Return what the text tells of the place of a quote that stands in it, by field."""
        from ..verifying.picking import Pick, placed  # few quotes are given with a text

        text = self.of(str(appearance.values.get("article", "")))
        if text is None or verdict.start is None or verdict.paragraph is None:
            return {}
        quote = str(appearance.values["quote"])
        pick = placed(text, Pick(quote, verdict.paragraph), verdict.start)
        return {name: value for name, value in pick._asdict().items() if value and name != "quote"}


def _whole(appearance: Draft, name: str) -> int | None:
    value = appearance.values.get(name)
    return value if isinstance(value, int) else None


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
