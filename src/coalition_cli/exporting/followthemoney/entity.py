"""An entity: its id, its schema, and the values of its properties."""

import json
from collections.abc import Iterable
from hashlib import sha256

from ...model.answer import Values
from ...words.safe import plain
from .terms import LABELS, NOTES, PROPERTIES
from .values import in_wikidata, is_whole, kept, text

_PREFIX = "coalition"


def identity(*key: object) -> str:
    """Return the id of what has that key, such as a section and an id: always the same."""
    return f"{_PREFIX}-{sha256(json.dumps(key).encode()).hexdigest()[:40]}"


class Entity:
    """An entity that is put together value by value. What no property keeps stands in its notes."""

    def __init__(self, schema: str, *key: object) -> None:
        self.id = identity(*key)
        self.schema = schema
        self._properties: dict[str, list[str]] = {}

    def put(self, name: str, values: Iterable[str]) -> "Entity":
        """Add values to a property that the schema has, each once, and return the entity."""
        present = self._properties.setdefault(name, [])
        present += [value for value in dict.fromkeys(values) if value and value not in present]
        return self

    def state(self, field: str, name: str, value: object) -> None:
        """Add what a field states to a property; to the notes what that would not keep."""
        for each in value if isinstance(value, list) else [value]:
            written = (
                json.dumps(each, ensure_ascii=False) if isinstance(each, dict) else plain(each)
            )
            keeps = kept(name, written) if self._has(name) and name != NOTES else ""
            self.put(name, [keeps])
            if name == "sourceUrl" and self._has("wikidataId"):
                self.put("wikidataId", [in_wikidata(written)])
            if not keeps or not is_whole(name, written, keeps):
                self.remark(field, written)

    def remark(self, field: str, written: str) -> None:
        """Add `field: value` to the notes, or to the description of a link, which has no notes."""
        notes = NOTES if self._has(NOTES) else "description"
        self.put(notes, [text(f"{LABELS.get(field, field.replace('_', ' '))}: {written}")])

    def _has(self, name: str) -> bool:
        return name in PROPERTIES[self.schema]

    def record(self) -> Values:
        """Return the entity as FollowTheMoney reads it; an empty property is none."""
        stated = {name: values for name, values in self._properties.items() if values}
        return {"id": self.id, "schema": self.schema, "properties": stated}
