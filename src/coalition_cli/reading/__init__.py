"""Text → records and problems: the claims file in YAML, JSON and JSON Lines."""

from .files import SHIPPED, DataFile, Progress, Watch, data_files, ignore, printable
from .kinds import SUFFIXES

__all__ = [
    "SHIPPED",
    "SUFFIXES",
    "DataFile",
    "Progress",
    "Watch",
    "data_files",
    "ignore",
    "printable",
]
