"""The indexes that are kept to answer sooner."""

from collections.abc import Sequence
from datetime import UTC, datetime

from ..cache.folder import Kept
from ..model.results import RESULTS
from .answer import Answer, listed

_INDEXES = RESULTS["cache"]


def indexes(entries: Sequence[Kept]) -> Answer:
    """Return entries of the cache as rows with the fields of RESULTS["cache"]."""
    rows = [
        (one.note.data, len(one.note.stamps), one.size, _moment(one.used), one.path)
        for one in entries
    ]
    return listed(_INDEXES, _INDEXES.fields, rows)


def _moment(seconds: float) -> str | None:
    """Return a time since 1970 in ISO 8601; None for one that the calendar does not reach."""
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone().isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return None
