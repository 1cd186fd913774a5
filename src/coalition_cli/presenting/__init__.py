"""Rows → the screen. The one home of Rich, and the one place that styles text from data."""

from .listing import listing
from .screen import Screen

__all__ = ["Screen", "listing"]
