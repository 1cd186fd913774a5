"""Text → records and problems: the claims file in YAML, JSON and JSON Lines."""

from .files import DataFile, Seen, asked_for, data_files

__all__ = ["DataFile", "Seen", "asked_for", "data_files"]
