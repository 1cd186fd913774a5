"""Items as Zotero itself has them (its web API, Better BibTeX) → items of CSL, as rows.

https://api.zotero.org/schema has the fields of an item.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.problems import Problem
from ..content import Content
from ..forms import Sample
from ..objects.wrapped import like, objects
from ..rows import Layout, Row, joined
from .csl import dated

WRAPPERS = frozenset({"items"})
# The fields of an item that are one variable of CSL; the first that is there has it.
_VARIABLES = {
    "id": ("citationKey", "citekey", "key", "itemKey"),
    "type": ("itemType",),
    "container-title": (
        "publicationTitle", "bookTitle", "proceedingsTitle", "websiteTitle", "blogTitle",
        "forumTitle", "encyclopediaTitle", "dictionaryTitle", "programTitle",
    ),
    "publisher": ("publisher", "institution", "university", "studio", "label", "network"),
    "URL": ("url",),
    "archive_location": ("archiveLocation",),
}  # fmt: skip
_AUTHOR = "author"


def recognises(sample: Sample) -> bool:
    """Return whether an input has items of Zotero."""
    return any(like(value, WRAPPERS, _is_item) for value in sample.values)


def _is_item(value: Mapping[str, object]) -> bool:
    item = _whole(value)
    return isinstance(item.get("itemType"), str) and bool({"title", "creators"} & item.keys())


def rows(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield a row for each item."""
    for row in objects(content, WRAPPERS):
        yield row if isinstance(row, Problem) else row._replace(values=cited(row.values))


def cited(item: Mapping[str, object]) -> dict[str, Any]:
    """Return an item of Zotero as an item of CSL. What is no variable keeps its own name."""
    rest = _whole(item)
    made: dict[str, Any] = {}
    for variable, names in _VARIABLES.items():
        if name := next((name for name in names if rest.get(name)), None):
            made[variable] = rest.pop(name)
    creators = rest.pop("creators", None)
    listed = creators if isinstance(creators, list) else []
    made[_AUTHOR] = [_named(one) for one in listed if _is_author(one)]
    others = [one for one in listed if not _is_author(one)]
    rest["creators"] = others if listed else creators
    for variable, name in (("issued", "date"), ("accessed", "accessDate")):
        if date := rest.pop(name, None):
            made[variable] = dated(date)
    return joined(made, rest)


def _whole(item: Mapping[str, object]) -> dict[str, Any]:
    """Return an item with what the web API has in its `data`."""
    data = item.get("data")
    if not isinstance(data, Mapping):
        return dict(item)
    return joined(data, {key: value for key, value in item.items() if key not in ("data", "key")})


def _is_author(creator: object) -> bool:
    return isinstance(creator, Mapping) and creator.get("creatorType") == _AUTHOR


def _named(creator: Mapping[str, object]) -> dict[str, object]:
    rest = dict(creator)
    parts = [rest.pop(part, None) for part in ("firstName", "lastName")]
    name = " ".join(str(part) for part in parts if part)
    return joined({"name": name}, rest)
