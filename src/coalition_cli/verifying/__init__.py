"""Quotes and wordings compared with the text of their article."""

from .text import ArticleText
from .verdict import Verdict, verify

__all__ = ["ArticleText", "Verdict", "verify"]
