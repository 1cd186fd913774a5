"""W3C Web Annotations: each quote and each wording, marked where it stands in its article.

https://www.w3.org/TR/annotation-model has the model. One collection with one page is written, as
records are read. Where the text of an article is known, an annotation also has where the words
stand, and a little of what stands around them, unless that would give away what stays in.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TextIO
from urllib.parse import quote as quoted

from ..answers.articles import rows_with
from ..answers.texts import ArticleFinder, article_text
from ..importing.references.annotations import PARAPHRASE, QUOTATION
from ..importing.terms import terms
from ..model import SECTIONS
from ..model.answer import Values
from ..model.problems import shown_id
from ..query import Question, check_fields
from ..verifying import ArticleText, StatedPlace, Verdict, verify, verify_partial
from ..words.safe import escaped
from ..words.unnamed import marked
from ..words.values import iri, is_address
from .export import Export, Referred
from .surroundings import Surroundings

_FIELDS = terms("annotation")
_BODY = "body[].value"
TERMS: Mapping[str, Mapping[str, str]] = {
    "file": {"title": "label"},
    "articles": {
        "id": "target.source",  # where there is no address
        "url": _FIELDS["appearances.article.url"],
        "archived": _FIELDS["appearances.article.archived"],
    },
    "speakers": dict.fromkeys(("name", "description", "anonymous"), _BODY),
    "claims": {
        "id": _FIELDS["id"],
        **dict.fromkeys(("text", "speaker", "anonymous", "status"), _BODY),
        "topics": _BODY,
        "appearances": "target",
    },
    "appearances": {
        **{name: _FIELDS[f"appearances.{name}"] for name in ("quote", "wording", "offset")},
        "article": "target.source",
        **dict.fromkeys(("paragraph", "locator", "speaker"), _BODY),
    },
}
_ABOUT = "an annotation says what is claimed in a passage, by whom, and no more"
LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    name: {field.name: _ABOUT for field in section.stated if field.name not in TERMS.get(name, {})}
    for name, section in SECTIONS.items()
}
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OURS = "urn:coalition"
_TOLD = 5  # articles that a text is given for and that are not there
_SEEN = (
    *("claim", "text", "article", "paragraph", "locator", "offset", "quote", "wording"),
    *("speaker_name", "anonymous"),
)


def write(export: Export, out: TextIO) -> None:
    """Write a collection of all annotations, each on a line."""
    title = str(export.of_file()["title"] or "claims")
    whole = {
        "@context": _CONTEXT,
        "id": _iri("annotations", title),
        "type": "AnnotationCollection",
        "label": title,
    }
    page = {"id": _iri("annotations", title, "1"), "type": "AnnotationPage"}
    out.write(f'{_json(whole)[:-1]}, "first": {_json(page)[:-1]}, "items": [')
    total = 0
    for total, annotation in enumerate(_annotations(export), 1):
        out.write(("\n" if total == 1 else ",\n") + _json(annotation))
    out.write(f'\n]}}, "total": {total}}}\n')


def _json(value: object) -> str:
    return escaped(json.dumps(value, ensure_ascii=False))


def _iri(*names: str) -> str:
    """Return an address of ours: no two lists of names have the same one."""
    return ":".join([_OURS, *(quoted(name, safe="") for name in names)])


def _annotations(export: Export) -> Iterator[dict[str, Any]]:
    """Yield the annotations article by article: one text is in memory at a time."""
    claims = Referred(export, "claims", ["status", "topics"])
    section = SECTIONS["appearances"]
    question = Question(section, (), check_fields(section, _SEEN))
    files = ArticleFinder(export.texts) if export.texts else None
    for article in export.records("articles", ("id", "url", "archived", "sha256", "language")):
        key, around = str(article["id"]), None
        if files and (file := files.found(article)):
            text = article_text(file, export.tell)
            around = Surroundings(text, export.withheld, key)
        count: dict[object, int] = {}  # a claim may appear in an article twice
        for row in rows_with(export.public, question, section.field("article"), [key]):
            seen = dict(zip(_SEEN, row, strict=True))
            count[seen["claim"]] = number = count.get(seen["claim"], 0) + 1
            if seen["quote"] or seen["wording"]:
                yield {
                    "id": _iri("claims", str(seen["claim"]), key, str(number)),
                    "type": "Annotation",
                    "motivation": "describing",
                    "body": [*_bodies(seen, claims.record(seen["claim"]) or {})],
                    "target": _target(article, seen, around),
                }
    if files and (unasked := files.unasked()):
        few = [f"'{shown_id(name)}'" for name in unasked[:_TOLD]]
        more = [f"{len(unasked) - _TOLD:,} more"] if len(unasked) > _TOLD else []
        articles = f"article{'s' if len(unasked) > 1 else ''} {', '.join([*few, *more])}"
        export.tell(f"--text was not read for {articles}: not in this export")


def _bodies(seen: Values, claim: Values) -> Iterator[dict[str, str]]:
    """Yield what an annotation says: the claim, who said it, its id; its kind; its topics."""
    status = f" ({claim['status']})" if claim.get("status") not in (None, "active") else ""
    place = f", paragraph {seen['paragraph']}" if seen["paragraph"] else ""
    place = place or (f", {seen['locator']}" if seen["locator"] else "")
    who = marked(seen["speaker_name"], seen["anonymous"]) or "speaker not stated"
    said = f"{seen['text']}\n{who}\nclaim {seen['claim']}{status}{place}"
    yield _body("describing", said) | {"format": "text/plain"}
    yield _body("classifying", QUOTATION if seen["quote"] else PARAPHRASE)
    topics: Any = claim.get("topics") or ()
    for topic in topics:
        yield _body("tagging", str(topic))


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _target(article: Values, seen: Values, around: Surroundings | None) -> dict[str, Any]:
    """Return the words in their article."""
    address, archived = _address(article["url"]), _address(article["archived"])
    source = address or archived or _iri("articles", str(article["id"]))
    target: dict[str, Any] = {"type": "SpecificResource", "source": source}
    if archived:
        target["state"] = [{"type": "TimeState", "cached": archived}]
    words = str(seen["quote"] or seen["wording"])
    quote, position = {"type": "TextQuoteSelector", "exact": words}, None
    if around and (verdict := _verdict(around.text, seen)).start is not None:
        found, place = around.of(verdict, words)
        quote, position = quote | found, place
    elif around is None and isinstance(seen["offset"], int):
        position = seen["offset"], seen["offset"] + len(words)
    target["selector"] = [quote]
    if position:
        start, end = position
        target["selector"].append({"type": "TextPositionSelector", "start": start, "end": end})
    return target


def _address(value: object) -> str | None:
    """Return an address as an IRI; None of what is none of http or https."""
    return iri(str(value)) if is_address(str(value)) else None


def _verdict(text: ArticleText, seen: Values) -> Verdict:
    """Return whether and where words stand in a text; what was altered stands nowhere."""
    place = StatedPlace(seen["paragraph"], seen["offset"])  # type: ignore[arg-type]  # numbers
    quote, wording = seen["quote"], seen["wording"]
    if quote and wording:
        verdict = verify_partial(text, str(wording), str(quote), place)[1]
    else:
        verdict = verify(text, str(quote or wording), place, quoted=bool(quote))
    return verdict if verdict.status in ("exact", "typographic") else Verdict("missing")
