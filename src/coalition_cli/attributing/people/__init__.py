"""Who is who in an article: names, titles, descriptions and pronouns → its speakers."""

from .people import People, Resolved

__all__ = ["People", "Resolved"]
