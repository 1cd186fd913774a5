"""Rows → the screen. The one home of Rich, and the one place that styles text from data."""

from .counts import overview, tally
from .excerpts import problems
from .listing import listing
from .screen import Screen
from .sourcing import sourcing

__all__ = [
    "Screen",
    "listing",
    "overview",
    "problems",
    "sourcing",
    "tally",
]
