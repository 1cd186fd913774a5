"""Quotes and wordings compared with the text of their article."""

from .passage import StatedPlace
from .text import ArticleText
from .verdict import Verdict, verify, verify_partial

__all__ = ["ArticleText", "StatedPlace", "Verdict", "verify", "verify_partial"]
