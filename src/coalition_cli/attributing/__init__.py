"""The text of an article → its attributions: who says what, in which words."""

from .attribution import Attributed, Attribution, Certainty, Kind, Speaker
from .attributions import attributed

__all__ = ["Attributed", "Attribution", "Certainty", "Kind", "Speaker", "attributed"]
