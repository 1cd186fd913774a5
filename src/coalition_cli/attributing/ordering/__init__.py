"""Articles in a language of which only marks, verbs and the order of words are known."""

from .attributions import attributed_by_order

__all__ = ["attributed_by_order"]
