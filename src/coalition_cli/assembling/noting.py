"""Comments as values, for a file of JSON: it has no comments, and what they say is not lost."""

from collections.abc import Mapping

from ..importing.gathering.store import Kept, Store


def noted(stores: Mapping[str, Store]) -> dict[str, Store]:
    """Return records with their comments under `extra.comments`, by the paths of their fields."""
    result = {name: Store(store.section) for name, store in stores.items()}
    for name, store in stores.items():
        for key, kept in store.items():
            result[name].replace(key, _noted(kept))
    return result


def _noted(kept: Kept) -> Kept:
    if not kept.comments:
        return kept
    values = {**kept.values, "extra": {"comments": dict(kept.comments)}}
    return kept._replace(values=values, comments=())
