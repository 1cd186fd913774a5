"""Rows → the screen. The one home of Rich, and the one place that styles text from data.

What draws the answers of one command alone is imported from its module.
"""

from .listing import listing
from .screen import Screen

__all__ = ["Screen", "listing"]
