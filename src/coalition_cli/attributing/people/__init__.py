"""Who is who in an article: names, titles, descriptions and pronouns → its speakers."""

from .people import People
from .resolved import NOBODY, Resolved

__all__ = ["NOBODY", "People", "Resolved"]
