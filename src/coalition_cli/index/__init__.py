"""Records compiled into SQLite, and the questions it answers.

What makes an index stands aside: only what reads files needs it.
"""

from .asking import Index

__all__ = ["Index"]
