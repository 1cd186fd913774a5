"""Articles → items of a bibliography, each with the claims that appear in it.

`TERMS` are those of the mapping by which `import` reads such items, so both agree.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ...answers.articles import batches, rows_with
from ...importing.terms import terms
from ...model import SECTIONS
from ...model.answer import Values
from ...query import Question, check_fields
from ...words.values import is_address
from ..export import Export, Referred

_FIELDS = terms("csl")
_IN_CUSTOM = "custom.claims"  # claims are cited by their articles, so they stand there
TERMS: Mapping[str, Mapping[str, str]] = {
    "articles": {name.partition(".")[0]: path for name, path in _FIELDS.items()},
    "sources": {"name": _FIELDS["publisher.name"], "kind": "type"},
    "claims": dict.fromkeys(("id", "status", "appearances"), _IN_CUSTOM),
    "appearances": dict.fromkeys(("article", "paragraph", "locator"), _IN_CUSTOM),
}
_NOT_CITED = "a reference is to an article, and says nothing of what stands there"
_NO_PLACE = "an item of a bibliography has no place for it"
LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    name: {
        field.name: _NO_PLACE if name in ("articles", "sources") else _NOT_CITED
        for field in section.stated
        if field.name not in TERMS.get(name, {})
    }
    for name, section in SECTIONS.items()
}
# What an article is in CSL, by the kind of its publisher.
_TYPES = {
    "outlet": "article-newspaper",
    "agency": "article-newspaper",
    "document": "document",
    "social": "post",
}
_OTHER = "webpage"  # of a government, an organisation, a publisher that is not known
_ADDRESSES = ("url", "archived")  # whoever prints them makes links of them: of no scripts
_TOGETHER = 100  # articles that one question asks the claims of
_SEEN = ("article", "claim", "paragraph", "locator")


class Items:
    """The articles of an export as items of CSL, with their texts and dates as they are stated."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._sources = Referred(export, "sources", ["kind"])
        self._claims = Referred(export, "claims", ["status"])

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for articles in batches(self._export.records("articles"), _TOGETHER):
            claims = self._seen_in([str(article["id"]) for article in articles])
            for article in articles:
                item = self._item(article)
                if cited := claims.get(str(article["id"])):
                    item["custom"] = {"claims": cited}
                yield item

    def _item(self, article: Values) -> dict[str, Any]:
        """Return an item with a value for each path of the mapping."""
        source = self._sources.record(article["publisher"]) or {}
        item: dict[str, Any] = {"id": "", "type": _TYPES.get(str(source.get("kind")), _OTHER)}
        for name, path in _FIELDS.items():
            value = article["publisher_name" if name == "publisher.name" else name]
            if name in _ADDRESSES and value and not is_address(str(value)):
                continue
            if value not in (None, "", []):
                item[path.partition("[")[0].partition(".")[0]] = value
        return item

    def _seen_in(self, articles: list[str]) -> dict[str, list[dict[str, str]]]:
        """Return the claims that appear in articles, as a citation names a place in an item."""
        section = SECTIONS["appearances"]
        question = Question(section, (), check_fields(section, _SEEN))
        seen: dict[str, list[dict[str, str]]] = {}
        for row in rows_with(self._export.public, question, section.field("article"), articles):
            article, claim, paragraph, locator = row
            cited = {"id": str(claim)}
            status = (self._claims.record(claim) or {}).get("status")
            if status not in (None, "active"):
                cited["status"] = str(status)
            if paragraph is not None:
                cited |= {"label": "paragraph", "locator": str(paragraph)}
            elif locator:
                cited["locator"] = str(locator)
            seen.setdefault(str(article), []).append(cited)
        return seen
