"""Where an answer goes: standard output, a file, a pager.

What few answers need stands aside, and is imported by those: `replacing`, `paging`.
"""

from .standard import abandon, stand_in, standard_output, tell
from .target import opened, standing

__all__ = [
    "abandon",
    "opened",
    "stand_in",
    "standard_output",
    "standing",
    "tell",
]
