"""Speakers and sources that records name and none declares."""

import json
import re
from collections.abc import Container, Iterator, Sequence, Set
from itertools import chain, count

from ..model import SECTIONS
from ..model.problems import LONGEST_ID, NEAR, SUGGESTIONS, Problem, shown_id, suggestion
from ..model.record import Record
from .called import Called
from .references import Reference, references, references_to

_OF_NAME = 100  # bytes, about, that are kept of a declared name
_CODES = {"speakers": "undeclared-speaker", "sources": "undeclared-source"}
_DECLARE = (
    "correct the id, or declare it under 'speakers', by a 'name' or a 'description'",
    "write an id in its place, and declare that under 'speakers', by a 'name' or a 'description'",
)
_PLAIN = re.compile(r"[^\W\d_][\w'’. -]*")  # a text that YAML needs no quotation marks for
_NO_TEXT = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}  # to one or another YAML


class Declarations:
    """Finds speakers and sources that are named and not declared, those of the codes wanted.

    A speaker is found where it is first named. An extract is a list of claims and cannot declare
    any, so its names are not looked at. What a declared record is called is another mistake, which
    `Spellings` finds.
    """

    codes = frozenset(_CODES.values())

    def __init__(self, wanted: Set[str], called: Called) -> None:
        self.kept = 0
        self._called = called  # what records go by, once these have been seen
        # By section, ids; whether they are declared, or only named so far.
        self._known: dict[str, dict[str, bool]] = {
            section: {} for section, code in _CODES.items() if code in wanted
        }
        self._fields = references_to(self._known)
        naming = (section for section, fields in self._fields.items() if fields)
        self.sections = frozenset([*self._known, *naming])
        self._open: list[Reference] = []

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of what a record declares, and of the names in it."""
        if record.key is not None and record.section.name in self._known:
            self._known[record.section.name][record.key] = True
            self.kept += _OF_NAME
        if not record.extract:
            unknown, size = references(record, self._fields, self._known)
            self._open += unknown
            self.kept += size
            for reference in unknown:
                if reference.section == "speakers":
                    self._known["speakers"][reference.key] = False
        return ()

    def problems(self) -> Iterator[Problem]:
        """Yield the undeclared names, the first of them with a near name."""
        declared = {
            section: [key for key, stated in keys.items() if stated]
            for section, keys in self._known.items()
        }
        named: set[str] = set()  # speakers; a record may name one twice
        suggestions = SUGGESTIONS
        for reference in self._open:
            section, key = reference.section, reference.key
            if self._known[section].get(key) or key in named or self._is_called(section, key):
                continue
            if section == "speakers":
                named.add(key)
            near = suggestion(key, declared[section][:NEAR]) if suggestions > 0 else ""
            suggestions -= 1
            name = f"{SECTIONS[section].singular} '{shown_id(key)}'"
            by = f"named by '{reference.field}' in {reference.label}"
            message, remedy = f"{name}, {by}, is declared nowhere{near}", self._remedy(section, key)
            yield Problem(_CODES[section], message, remedy, reference.file, *reference.place)

    def _is_called(self, section: str, key: str) -> bool:
        """Whether a declared record has that name or alias."""
        return any(name.field != "id" for name in self._called.names(section, key))

    def _remedy(self, section: str, key: str) -> str:
        if section != "speakers":
            return f"declare it under '{section}', or correct the id"
        return _declaring(key, self._known[section])


def _declaring(speaker: str, known: Container[str]) -> str:
    """Return how to declare a speaker, and below it the two lines that do so.

    It may be a name. So what begins with a capital becomes one, and the rest a description.
    """
    words = speaker.split()
    called = " ".join(words)
    if len(called) > LONGEST_ID or not called.isprintable():
        called = "who it is"
    key = speaker
    if len(words) != 1 or called != speaker:
        stem = "-".join(re.findall(r"\w+", called)).lower() or "speaker"
        numbered = (f"{stem}-{number}" for number in count(2))
        key = next(one for one in chain([stem], numbered) if one not in known)
    field = "name" if called[:1].isupper() else "description"
    lines = f"  - id: {_scalar(key)}\n    {field}: {_scalar(called)}"
    return f"{_DECLARE[key != speaker]}:\n{lines}"


def _scalar(text: str) -> str:
    """Return a text as YAML has it: with quotation marks, as JSON, where it needs them."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)
