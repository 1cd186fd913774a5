"""Appearances → how far each has moved from the claim's origin, in words and in attribution."""

from .comparing import Appearance, Claim, Drift, Recorded, compared
from .gathering import drifts, ordered

__all__ = ["Appearance", "Claim", "Drift", "Recorded", "compared", "drifts", "ordered"]
