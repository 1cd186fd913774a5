"""Records compiled into SQLite, and the questions it answers.

What makes an index stands aside: only what reads files needs it.
"""

from ..model.answer import Answer, Row
from .asking import Index

__all__ = ["Answer", "Index", "Row"]
