"""Text → records and problems: the claims file in YAML, JSON and JSON Lines."""

from .files import (
    SHIPPED,
    DataFile,
    Progress,
    Watch,
    asked_for,
    data_files,
    ignore,
    listed_again,
    printable,
)
from .kinds import SUFFIXES

__all__ = [
    "SHIPPED",
    "SUFFIXES",
    "DataFile",
    "Progress",
    "Watch",
    "asked_for",
    "data_files",
    "ignore",
    "listed_again",
    "printable",
]
