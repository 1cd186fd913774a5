"""Looks for the people of a private file in all that others can read: files, and what git keeps."""

from .identities import Identities
from .leaks import UNREADABLE, Leaks
from .private import private_file

__all__ = ["UNREADABLE", "Identities", "Leaks", "private_file"]
