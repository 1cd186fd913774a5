"""`coalition` alone: what is loaded, and what to try."""

import shlex
from collections.abc import Sequence

from ..answers.overview import overview as of_all
from ..writing import standard_output
from .opening import opened_index
from .options import When


def overview(data: Sequence[str], color: When) -> None:
    """Write what the data holds: title, counts, how well it is sourced."""
    from ..presenting import Screen  # Rich takes a while to import
    from ..presenting.counts import overview

    with opened_index(data) as index:
        named = "".join(f" -d {shlex.quote(path)}" for path in data)
        screen = Screen(standard_output(), colour=color)
        screen.show(overview(of_all(index, named), screen.width))
