"""Quotes and wordings held to the text of their article."""

from .text import Text
from .verdict import Verdict, verify

__all__ = ["Text", "Verdict", "verify"]
