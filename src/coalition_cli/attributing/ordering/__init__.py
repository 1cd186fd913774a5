"""Articles in a language of which only marks, verbs and the order of words are known."""

from .reading import Found, found_in

__all__ = ["Found", "found_in"]
