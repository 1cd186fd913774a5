"""What texts from elsewhere may not tell: names, and words of articles that stay in."""

from collections.abc import Mapping, Set
from typing import NamedTuple

from ..reading.confidential import Names


class Withheld(NamedTuple):
    """What stays in, where the text of an article may hold it."""

    names: Names  # confidential ones, and of speakers without whom a claim leaves
    words: Mapping[str, Set[str]]  # quotes, wordings and attributions that stay in, by article
    # Quotes and wordings of speakers who may not be credited: their article says beside them who
    # that is, in words that nobody has recorded.
    uncredited: Mapping[str, Set[str]]
