"""Rows → the screen. The only room that uses Rich and that styles text from data.

Modules that draw the answers of only one command are imported by that command.
"""

from .listing import listing
from .screen import Screen

__all__ = ["Screen", "listing"]
