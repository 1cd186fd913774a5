"""Where an answer goes: standard output, a file, a pager.

Few answers need `replacing` and `paging`: those import them.
"""

from .standard import abandon, keep_streams_apart, standard_output, tell
from .target import opened, refuse_unwritable, status_of

__all__ = [
    "abandon",
    "keep_streams_apart",
    "opened",
    "refuse_unwritable",
    "standard_output",
    "status_of",
    "tell",
]
