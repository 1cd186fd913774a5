"""A record in the user's editor: where it stands, which editor it is, and what it changed."""

from .editors import Editor, EditorError
from .session import Session
from .spots import FileLine, NotFoundError, spot

__all__ = ["Editor", "EditorError", "FileLine", "NotFoundError", "Session", "spot"]
