"""A new project: its first files, and the hook that checks them at each commit."""

from .files import NewProject
from .hook import Hook

__all__ = ["Hook", "NewProject"]
