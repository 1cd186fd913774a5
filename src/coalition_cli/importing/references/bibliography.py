"""Entries of a bibliography → items of CSL, as rows: one mapping serves both forms.

Names are read as BibTeX reads them ("Tame the BeaST", Markey 2009, chapter 11), and dates as
BibLaTeX does (its manual, 2.3.8), whose dates are those of EDTF.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ...model.problems import Problem
from ...words.months import MONTHS
from ..rows import Row, unused
from .csl import dated
from .latex import plain, verbatim


class Entry(NamedTuple):
    """An entry as it is written: its fields in their order, without what delimits them."""

    line: int
    kind: str  # in small letters: article, online
    key: str
    fields: list[tuple[str, str]]


# The fields of an entry that are one variable of CSL; the first that is there has it.
VARIABLES = {
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "URL": ("url",),
    "DOI": ("doi",),
    "language": ("langid", "language", "hyphenation"),
    "archive_location": ("archiveurl", "archive-url", "urlarchive"),
    "genre": ("type",),  # of a thesis, of a report
}
_VERBATIM = frozenset(
    {
        "url", "doi", "file", "eprint", "pdf", "urlraw", "verba", "verbb", "verbc", "archiveurl",
        "archive-url", "urlarchive",
    }
)  # fmt: skip
DATED = {"issued": "date", "accessed": "urldate"}  # variables of CSL that are one date
ARCHIVED = "archived"  # the type of an eprint that is a copy: its address
_DATES = frozenset({*DATED.values(), "origdate", "eventdate"})
_NAMES = frozenset(
    {"author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc"}
)
_INHERITED = ("container-title", "publisher", "issued", "language")
_AND = re.compile(r"[{}]|\s+and\s+", re.IGNORECASE)
_COMMA = re.compile(r"[{}]|\s*,\s*")
_NAMED_PART = re.compile(r"\s*(given|prefix|family|suffix)\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)
# A month as a number, or as a word, with a day before or behind it where there is one.
_MONTH = re.compile(
    r"(?P<number>[0-9]{1,2})"
    r"|(?:(?P<before>[0-9]{1,2})\W+)?(?P<word>[^\W\d_]+)\.?(?:\W+(?P<behind>[0-9]{1,2}))?"
)
_YEAR = re.compile(r"\d{4}")
_ADDRESS = re.compile(r"https?://\S+")


def items(entries: Iterable[Entry | Problem]) -> Iterator[Row | Problem]:
    """Yield the entries as rows, with what they inherit from the entry that `crossref` names."""
    read = [one if isinstance(one, Problem) else Row(one.line, item(one)) for one in entries]
    known = {str(one.values.get("id")).lower(): one for one in read[::-1] if isinstance(one, Row)}
    for one in read:
        parent = known.get(_parent(one)) if isinstance(one, Row) else None
        yield _inheriting(one, parent) if isinstance(one, Row) and parent else one


def _parent(row: Row) -> str:
    return str(row.values.get("crossref", "")).lower()


def _inheriting(row: Row, parent: Row) -> Row:
    """Return a row with what its parent has and it has not. The parent's title contains it."""
    given = {"container-title": parent.values.get("title"), **parent.values}
    inherited = {key: given[key] for key in _INHERITED if given.get(key)}
    return row._replace(values={**inherited, **row.values})


def item(entry: Entry) -> dict[str, Any]:
    """Return an entry as an item of CSL. What CSL has no variable for keeps its own name."""
    fields = _with_copy(_fields(entry))
    row: dict[str, Any] = {"id": entry.key} if entry.key else {}
    row["type"] = entry.kind
    for variable, names in VARIABLES.items():
        if name := next((name for name in names if fields.get(name)), None):
            row[variable] = fields.pop(name)
    if subtitle := fields.pop("subtitle", ""):
        fields["title"] = ": ".join(filter(None, [fields.get("title"), subtitle]))
    for variable, name in DATED.items():
        if date := fields.pop(name, ""):
            row[variable] = dated(date)
    if "issued" not in row and (published := _published(fields)):
        row["issued"] = {"date": published}
    if "URL" not in row and _ADDRESS.fullmatch(str(fields.get("howpublished", ""))):
        row["URL"] = fields.pop("howpublished")
    for name, value in fields.items():
        if value:
            row[unused(name, row)] = value
    return row


def _with_copy(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields in which the address of an archived copy is no identifier of anything."""
    if fields.get("eprinttype") != ARCHIVED or "archiveurl" in fields or "eprint" not in fields:
        return fields
    copy = {"archiveurl": fields["eprint"]}
    return copy | {name: fields[name] for name in fields if name not in ("eprint", "eprinttype")}


def _fields(entry: Entry) -> dict[str, Any]:
    """Return what the fields say. The second value of a field is that of `FIELD_2`."""
    said: dict[str, Any] = {}
    for name, value in entry.fields:
        said[unused(name.lower(), said)] = _said(name.lower(), value)
    return said


def _said(name: str, value: str) -> Any:
    if name in _VERBATIM:
        return verbatim(value)
    if name in _NAMES:
        return [{"name": one} for one in names(value)]
    # A date has no LaTeX but the signs of EDTF, and `~` would be a blank.
    return value.strip() if name in _DATES else plain(value)


def names(text: str) -> list[str]:
    """Return the names of a list of BibTeX, each as it is said: given name, von, last name."""
    found = [one.strip() for one in _parted(text, _AND)]
    return [name for one in found if (name := _name(one))]


def _name(text: str) -> str:
    if text.lower() == "others":
        return "et al."
    parts = _parted(text, _COMMA)
    stated = [_NAMED_PART.fullmatch(part) for part in parts]
    if all(stated):
        by_name = {match[1].lower(): match[2] for match in stated if match}
        said = [by_name.get(part, "") for part in ("given", "prefix", "family")]
        suffix = by_name.get("suffix", "")
    else:
        last, *first = parts
        said = [*first[1:], last] if len(first) > 1 else [*first, last]
        suffix = first[0] if len(first) > 1 else ""
    return plain(" ".join(filter(None, said)) + (f", {suffix}" if suffix else ""))


def _parted(text: str, at: re.Pattern[str]) -> list[str]:
    """Return the parts of a text between what separates them outside braces."""
    parts, begun, depth = [], 0, 0
    for token in at.finditer(text):
        if token[0] in "{}":
            depth += 1 if token[0] == "{" else -1
        elif depth == 0:
            parts.append(text[begun : token.start()])
            begun = token.end()
    return [*parts, text[begun:]]


def _published(fields: dict[str, Any]) -> str:
    """Take the year, the month and the day out of the fields, as far as they are a date."""
    year = str(fields.get("year") or "")
    if not _YEAR.fullmatch(year):
        return str(dated(fields.pop("year"))["date"]) if year else ""
    del fields["year"]
    month = _MONTH.fullmatch(str(fields.get("month") or ""))
    number = int(month["number"] or MONTHS.get(month["word"].casefold(), 0)) if month else 0
    if not month or not 1 <= number <= 12:
        return year
    day = month["before"] or month["behind"] or str(fields.get("day") or "")
    if day and not day.isdecimal():
        return year
    del fields["month"]
    if day and day == fields.get("day"):
        del fields["day"]
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
