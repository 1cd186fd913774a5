"""Two corpora side by side: which records were added, withdrawn and changed, and in what."""

from .changes import Change, Side, changes
from .tally import Tally

__all__ = ["Change", "Side", "Tally", "changes"]
