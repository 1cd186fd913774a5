"""Records compiled into SQLite, and the questions it answers."""

from .compiling import Compiler
from .index import Answer, Index, Row

__all__ = ["Answer", "Compiler", "Index", "Row"]
