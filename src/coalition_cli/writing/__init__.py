"""Where an answer goes: standard output, a file, a pager.

What few answers need stands aside, and is imported by those: `replacing`, `paging`.
"""

from .standard import abandon, reason, stand_in, standard_output, tell
from .target import opened, standing

__all__ = [
    "abandon",
    "opened",
    "reason",
    "stand_in",
    "standard_output",
    "standing",
    "tell",
]
