"""`coalition` without a command: what the data holds, where it comes from, and what to try."""

from collections.abc import Sequence

from ..answers.overview import overview as overview_of
from ..project import corpus_of
from ..words.shell import quoted
from ..writing import standard_output
from .opening import note_foreign
from .options.leaving import Part
from .options.shared import When
from .publishing import opened_part


def overview(
    data: Sequence[str], engine: str | None, part: Part, color: When, *, keep_going: bool
) -> None:
    """Write what the data holds: titles, counts, how well claims are sourced."""
    from ..presenting import Screen  # Rich takes a while to import
    from ..presenting.counts import overview
    from ..presenting.origin import beginning, origin

    corpus = corpus_of(data, engine=engine)
    with opened_part(corpus, part, color, keep_going=keep_going) as index:
        words = [word for path in data for word in ("-d", path)] + part.words()
        words += ["--engine", engine] if engine else []
        named = "".join(f" {quoted(word)}" for word in words)
        screen = Screen(standard_output(), colour=color)
        screen.show(origin(corpus))
        screen.show(overview(overview_of(index, named), screen.width))
        screen.show(beginning(corpus))
        note_foreign(index.foreign())
