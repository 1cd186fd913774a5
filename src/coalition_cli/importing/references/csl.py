"""Items of CSL-JSON (citeproc-js, Zotero, Crossref) → rows that a mapping can name.

An author becomes one name, and a date one text (EDTF, ISO 8601-2). What else an author or a date
states stays beside it. https://docs.citationstyles.org has the variables of an item.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...model.problems import Problem
from ..content import Content
from ..forms import Sample
from ..objects.wrapped import like, objects
from ..rows import Layout, Row, joined

Item = dict[str, Any]

WRAPPERS = frozenset({"items", "message"})  # of exports of Zotero, of answers of Crossref
NAMES = ("author", "editor", "translator", "director", "interviewer", "reporter", "composer")
DATES = ("issued", "accessed", "submitted", "event-date", "original-date", "available-date")
# In the order in which they are said. A suffix follows a comma.
_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family")
# Other programs' items have lists where CSL has one text: the first counts.
_ONE = ("title", "container-title", "publisher", "URL", "DOI", "language")
# What citation programs take for the beginning of a tag in a text. A joiner behind the sign says
# that it is none.
_TAG = re.compile("<(?=\u2060*/?(?:i|b|sc|sup|sub|span)\\b)", re.IGNORECASE)
_NO_TAG = re.compile(f"(?:{_TAG.pattern})\u2060", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{1,4}")
_CIRCA = re.compile(
    r"(?:c|ca|circa|about|around|approx|approximately)\.?\s*(-?\d{4})", re.IGNORECASE
)
# What an item is, in CSL 1.0.2 (appendix III) and in answers of Crossref.
_TYPES = frozenset(
    {
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
        "book-chapter", "broadcast", "chapter", "classic", "collection", "dataset", "document",
        "edited-book", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure",
        "graphic", "hearing", "interview", "journal-article", "legal_case", "legislation",
        "manuscript", "map", "monograph", "motion_picture", "musical_score", "pamphlet",
        "paper-conference", "patent", "performance", "periodical", "personal_communication",
        "post", "post-weblog", "posted-content", "proceedings", "proceedings-article",
        "reference-entry", "regulation", "report", "review", "review-book", "software", "song",
        "speech", "standard", "thesis", "treaty", "webpage",
    }
)  # fmt: skip
# Any of these says that what has a type and a title is an item, and no claim.
_TELLS = frozenset(
    {
        "DOI", "ISBN", "ISSN", "URL", "abstract", "citation-key", "container-title", "page",
        "publisher", "publisher-place", "volume",
    }
)  # fmt: skip


def recognises(sample: Sample) -> bool:
    """Return whether an input has items of CSL-JSON: one, a list, or `items` of something."""
    return any(like(value, WRAPPERS, _is_item) for value in sample.values)


def _is_item(value: Mapping[str, object]) -> bool:
    """Return whether an object has what only items have: their types, dates or names in parts."""
    if str(value.get("type")) not in _TYPES or not {"title", "DOI"} & value.keys():
        return False
    dated = any(map(_is_date, map(value.get, DATES)))
    named = any(_is_name(one) for name in NAMES for one in _list(value.get(name)))
    return dated or named or ("id" in value and not _TELLS.isdisjoint(value))


def _is_date(value: object) -> bool:
    return isinstance(value, dict) and not {"date-parts", "raw", "literal"}.isdisjoint(value)


def _is_name(value: object) -> bool:
    return isinstance(value, dict) and not {"family", "given", "literal"}.isdisjoint(value)


def rows(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield a row for each item."""
    for row in objects(content, WRAPPERS):
        yield row if isinstance(row, Problem) else row._replace(values=cited(row.values))


def cited(item: Mapping[str, object]) -> Item:
    """Return an item with its names and its dates in the form of rows.

    `author` is a list of objects with a `name`, `issued` an object with a `date`.
    """
    row: Item = dict(item)
    for key in _ONE:
        row[key] = untagged(_first(row[key])) if key in row else None
    for key in NAMES:
        if key in row:
            row[key] = [named(one) for one in _list(row[key])]
    for key in DATES:
        if key in row:
            row[key] = dated(row[key])
    return {key: value for key, value in row.items() if value is not None}


def untagged(text: object) -> object:
    """Return a text without the joiners by which `tagless` keeps signs from being tags."""
    return _NO_TAG.sub("<", text) if isinstance(text, str) else text


def tagless(text: str) -> str:
    """Return a text in which nothing is a tag: `<b>` with a joiner (U+2060) behind its sign."""
    return _TAG.sub("<\u2060", text)


def named(author: object) -> Item:
    """Return an author with the whole name under `name`, in the order in which it is said."""
    if not isinstance(author, Mapping):
        return {"name": author}
    rest = dict(author)
    if "literal" in rest:
        return joined({"name": untagged(rest.pop("literal"))}, rest)
    parts = [rest.pop(part, None) for part in _PARTS]
    name = " ".join(str(part).strip() for part in parts if part)
    if suffix := rest.pop("suffix", None):
        name = f"{name}, {suffix}"
    return joined({"name": name}, rest)


def dated(value: object) -> Item:
    """Return a date with its text under `date`: 2020-01-31, 2020~ (about), 2019-03/2020-04."""
    if not isinstance(value, Mapping):
        return {"date": _about(value)}
    rest = dict(value)
    text = _of_parts(rest.get("date-parts"))
    if text:
        rest.pop("date-parts")
        if rest.get("circa") not in (None, False, 0, "", "0", "false"):
            rest.pop("circa")
            text += "~"
        return joined({"date": text}, rest)
    for key in ("raw", "literal"):
        if rest.get(key):
            return joined({"date": _about(rest.pop(key))}, rest)
    return rest


def _of_parts(parts: object) -> str:
    """Return a date of one or two lists: a year, perhaps a month, perhaps a day."""
    dates = [_day(one) for one in _list(parts)]
    return "/".join(dates) if dates and all(dates) and len(dates) < 3 else ""


def _day(parts: object) -> str:
    """Return the text of a year, a month and a day; empty where they are something else."""
    numbers = [str(part).strip() for part in _list(parts) if part not in (None, "", 0)]
    if not 1 <= len(numbers) <= 3 or not all(
        re.fullmatch(r"\d{1,4}", one, re.ASCII) for one in numbers
    ):
        return ""
    year, *rest = map(int, numbers)
    return "-".join([f"{year:04}", *(f"{one:02}" for one in rest)])


def _about(value: object) -> object:
    """Return a date as it is written; `circa 1920` as EDTF writes it."""
    text = value.strip().strip("[]") if isinstance(value, str) else ""
    circa = _CIRCA.fullmatch(text)
    return f"{circa[1]}~" if circa else value


def _list(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and len(value) == 1 else value
