"""Where an answer goes: standard output, a file, a pager."""

from .paging import paged
from .standard import reason, standard_output, tell
from .target import opened, standing

__all__ = ["opened", "paged", "reason", "standard_output", "standing", "tell"]
