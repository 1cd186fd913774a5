"""Records compiled into SQLite, and the questions it answers.

What makes an index stands aside: only what reads files needs it.
"""

from .index import Answer, Index, Row

__all__ = ["Answer", "Index", "Row"]
