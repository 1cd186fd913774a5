"""Who is who in an article: names, titles, descriptions and pronouns → its speakers."""

from .people import NOBODY, People, Resolved

__all__ = ["NOBODY", "People", "Resolved"]
