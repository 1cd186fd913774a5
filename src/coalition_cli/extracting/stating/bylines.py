"""The lines between the headline and the text that say who wrote an article, and when."""

from collections.abc import Iterator, Sequence

from ..pages.choosing import Choice
from ..pages.wording import is_byline, is_date
from ..statement import Stated
from .authors import authors
from .published import decided, earliest, held_to_address, in_line, is_later

_MARKED = ("byline", "date line")
_NEAR = 3  # lines before the text, where no headline is shown


def completed(said: Stated, choices: Sequence[Choice]) -> Stated:
    """Return what a page states, with what such lines say that nothing else there does."""
    if said.date and said.authors:
        return said
    lines = [*_lines(choices)]
    date = said.date or held_to_address(_date(lines), said.url)
    names = [choice.block.text for choice in lines if is_byline(choice.block.text)]
    return said._replace(date=date, authors=said.authors or authors(names, [said.publisher]))


def _lines(choices: Sequence[Choice]) -> Iterator[Choice]:
    """Yield the lines between the last heading before the text, and the text."""
    begins = next((n for n, choice in enumerate(choices) if choice.kept), len(choices))
    headlines = [n for n, choice in enumerate(choices[:begins]) if choice.why == "headline"]
    first = headlines[-1] + 1 if headlines else max(0, begins - _NEAR)
    yield from choices[first:begins]


def _date(lines: Sequence[Choice]) -> str:
    """Return the day that the lines state: in elements of times, or else in words."""
    published = [choice.block for choice in lines if not is_later(choice.block.text)]
    if times := [one for block in published for one in block.times]:
        return earliest(times)
    marked = (
        choice.block.text for choice in lines if choice.why in _MARKED or is_date(choice.block.text)
    )
    return decided(day for line in marked if (day := in_line(line)))
