"""Doubtful relations: early retellings, one-sided contradictions, undeclared names."""

import json
import re
from collections.abc import Container, Iterator, Sequence, Set
from itertools import chain, count
from sys import getsizeof, intern
from typing import NamedTuple

from ..model import SECTIONS
from ..model.problems import LONGEST_ID, NEAR, SUGGESTIONS, Problem, shown_id, suggestion
from ..model.record import Place, Record
from .references import Reference, references, references_to

# About how many bytes are kept.
_OF_DATE, _OF_RETELLING, _OF_CLAIM, _OF_CONTRADICTION, _OF_NAME = 150, 500, 100, 400, 100


class _DatedRetelling(NamedTuple):
    label: str
    date: str
    retells: list[str]
    file: str
    place: Place  # of its date


class Retellings:
    """Compares the date of each retelling with those of the articles that it retells."""

    codes = frozenset({"early-retelling"})
    sections = ("articles",)

    def __init__(self) -> None:
        self.kept = 0
        self._dates: dict[str, str] = {}
        self._retellings: list[_DatedRetelling] = []

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of an article that has a date."""
        if "date" in record.values:
            date = str(record.values["date"])
            self._dates[record.key or ""] = date
            self.kept += _OF_DATE
            if retells := record.texts("retells"):
                originals = list(map(intern, retells))  # most recur
                stands_at = record.file, record.where("date")
                self._retellings.append(_DatedRetelling(record.label, date, originals, *stands_at))
                self.kept += _OF_RETELLING + 8 * len(originals)
        return ()

    def problems(self) -> Iterator[Problem]:
        """Yield the retellings that are older than an article that they retell."""
        for label, date, retells, file, place in self._retellings:
            for original in retells:
                other = self._dates.get(original)
                if other and is_before(date, other):
                    message = f"{label} of {date} retells article '{shown_id(original)}' of {other}"
                    remedy = "correct one of the dates, or 'retells'"
                    yield Problem("early-retelling", message, remedy, file, *place)


def is_before(date: str, other: str) -> bool:
    """Whether a year, month or day ends before the other one begins."""
    shared = min(len(date), len(other))
    return date[:shared] < other[:shared]


class Contradictions:
    """Finds contradictions that only one of two claims states."""

    codes = frozenset({"one-sided-contradiction"})
    sections = ("claims",)

    def __init__(self) -> None:
        self.kept = 0
        self._claims: set[str] = set()
        self._one_sided: dict[tuple[str, str], tuple[str, Place]] = {}

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a claim and of what it contradicts."""
        if record.key is not None:
            self._claims.add(record.key)
            self.kept += _OF_CLAIM
            for nth, other in enumerate(record.texts("contradicts")):
                if self._one_sided.pop((other, record.key), None) is None and other != record.key:
                    where = record.where("contradicts", nth)
                    self._one_sided[record.key, other] = record.file, where
                    self.kept += _OF_CONTRADICTION + getsizeof(other)
        return ()

    def problems(self) -> Iterator[Problem]:
        """Yield the contradictions that only one of two claims states."""
        for (claim, other), (file, place) in self._one_sided.items():
            if other in self._claims:
                this, that = f"claim '{shown_id(claim)}'", f"claim '{shown_id(other)}'"
                message = f"{this} contradicts {that}, which does not say so"
                remedy = f"add '{shown_id(claim)}' to 'contradicts' of {that}"
                yield Problem("one-sided-contradiction", message, remedy, file, *place)


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
    any, so its names are not looked at.
    """

    codes = frozenset(_CODES.values())

    def __init__(self, wanted: Set[str]) -> None:
        self.kept = 0
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
            if self._known[section].get(key) or key in named:
                continue
            near = suggestion(key, declared[section][:NEAR]) if suggestions > 0 else ""
            suggestions -= 1
            remedy = f"declare it under '{section}', or correct the id"
            if section == "speakers":
                named.add(key)
                remedy = _declaring(key, self._known[section])
            name = f"{SECTIONS[section].singular} '{shown_id(key)}'"
            by = f"named by '{reference.field}' in {reference.label}"
            message = f"{name}, {by}, is declared nowhere{near}"
            yield Problem(_CODES[section], message, remedy, reference.file, *reference.place)


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
