"""Browse attributed claims: who said what, on whose authority, in which words."""

__version__ = "0.1.0"
