"""Speakers of articles → their records. Whom no article names has a description, and no name."""

from collections.abc import Sequence

from ..attributing.attribution import Speaker
from ..importing.gathering.merging import Values
from ..importing.gathering.store import Kept, Store
from ..model import SECTIONS
from ..model.vocabularies import SPEAKER_KINDS
from ..words import any_case
from .ids import Ids


class Speakers:
    """Makes a record of each speaker that a claim credits."""

    def __init__(self, taken: Sequence[str] = ()) -> None:
        """Make records whose ids are none of those that are taken."""
        self.store = Store(SECTIONS["speakers"])
        self._ids = Ids(taken)
        self._others: dict[str, list[str]] = {}  # further names, by id

    def add(self, spoken_of: Sequence[Speaker]) -> str | None:
        """Return the id of a speaker whom articles speak of so; None if nothing tells who it is."""
        name = next((one.name for one in spoken_of if one.name), "")
        words = " ".join((name or spoken_of[0].description).split())
        if not words:
            return None
        key = self._ids.new(words, "speaker")
        values: Values = {"id": key, "name" if name else "description": words}
        fields = (
            ("kind", "role", "affiliation")
            if name
            else ("kind", "anonymity_reason", "role", "affiliation")
        )
        for field in fields:
            if told := _told(spoken_of, field):
                values[field] = told
        if values.get("kind") not in SPEAKER_KINDS:
            values.pop("kind", None)
        if name:
            self._others[key] = [other for one in spoken_of for other in (one.name, *one.others)]
        self.store.replace(key, Kept(b"", values))
        return key

    def add_aliases(self) -> None:
        """Give speakers their further names, but for those by which another speaker goes."""
        owners: dict[str, str] = {}
        for key, kept in self.store.items():
            owners.setdefault(any_case(key), key)
            owners.setdefault(any_case(str(kept.values.get("name", key))), key)
        for key, others in self._others.items():
            kept = self.store.get(key)
            seen = {any_case(str(kept.values["name"]))}
            aliases = []
            for alias in (" ".join(other.split()) for other in others):
                spelled = any_case(alias)
                if alias and spelled not in seen and owners.setdefault(spelled, key) == key:
                    aliases.append(alias)
                seen.add(spelled)
            if aliases:
                self.store.replace(key, kept._replace(values={**kept.values, "aliases": aliases}))


def _told(spoken_of: Sequence[Speaker], field: str) -> str:
    """Return what articles tell of a speaker, the first of them that does."""
    told = (" ".join(getattr(one, field).split()) for one in spoken_of)
    return next(filter(None, told), "")
