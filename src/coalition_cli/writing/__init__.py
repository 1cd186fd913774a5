"""Where an answer goes: standard output, a file, a pager."""

from .paging import paged
from .standard import abandon, reason, stand_in, standard_output, tell
from .target import opened, standing

__all__ = [
    "abandon",
    "opened",
    "paged",
    "reason",
    "stand_in",
    "standard_output",
    "standing",
    "tell",
]
