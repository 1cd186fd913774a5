"""What FollowTheMoney calls our records and fields: schemata, properties and links.

The names are those of its model (https://followthemoney.tech/explorer). A claim is a Note: "an
annotation that applies to a document or entity", and a Thing, so that links lead to it. It is no
Mention, which stands for a name that a program has found in a document and has no text, and no
Event, which would say that what is claimed has happened.
"""

from collections.abc import Mapping
from typing import NamedTuple

NOTES = (
    "notes"  # a field without a property stands there as `field: value`; a link has `description`
)

# Words before a value in the notes that say more than the name of the field.
LABELS = {"confidence": "confidence in the sourcing"}


class Link(NamedTuple):
    """A reference: an entity of its own that links the record with what it refers to."""

    role: str  # of the link


_ADDRESSES = {"url": "sourceUrl", "archived": "sourceUrl"}
_PART = {"url": "sourceUrl", "date": "createdAt"}
_BEARING = {"supports": Link("supports"), "contradicts": Link("contradicts")}
_WORKED_AT = {"note": NOTES, "extra": NOTES}
_CALLED = {"aliases": "alias", "same_as": "sourceUrl", "not_same": NOTES}
TERMS: Mapping[str, Mapping[str, str | Link]] = {
    "file": {},  # an entity says nothing of the file that it comes from
    "membership": {},
    "sources": {
        "id": NOTES,
        "name": "name",
        "kind": NOTES,
        "url": "website",
        "reliability": NOTES,
        **_CALLED,
        "extra": NOTES,
    },
    "articles": {
        **_ADDRESSES,
        "id": NOTES,
        "headline": "title",
        "publisher": Link("published by"),
        "authors": "author",
        "accessed": "retrievedAt",
        "date": "publishedAt",
        "language": "language",
        "translated_from": NOTES,
        "retells": Link("retells"),
        "original": NOTES,
        "sha256": NOTES,
        "corrections": "Note",
        "extra": NOTES,
    },
    "speakers": {
        "id": NOTES,
        "name": "name",
        "description": "description",
        "kind": NOTES,
        "anonymous": NOTES,
        "anonymity_reason": NOTES,
        "terms": NOTES,
        "country": "country",
        "role": "position",
        "affiliation": NOTES,
        "party": "political",
        "url": "website",
        **_CALLED,
        "extra": NOTES,
    },
    "claims": {
        "id": "name",
        "text": "description",
        "speaker": Link("said by"),
        "anonymous": NOTES,
        "confidence": NOTES,
        "credibility": NOTES,
        "kind": NOTES,
        "on_behalf_of": Link("on behalf of"),
        "source": Link("first carried by"),
        "topics": "keywords",
        "date": "createdAt",
        "place": NOTES,
        "context": NOTES,
        "language": "detectedLanguage",
        "embargo": NOTES,
        "status": NOTES,
        "appearances": "Documentation",
        **_BEARING,
        "reviews": "Note",
        "evidence": "Note",
        "corrections": "Note",
        **_WORKED_AT,
    },
    "appearances": {
        "article": "document",
        "paragraph": NOTES,
        "locator": NOTES,
        "offset": NOTES,
        "quote": NOTES,
        "wording": NOTES,
        "attribution": "summary",
        "verb": NOTES,
        "speaker": Link("credited with it in an article"),
        "terms": NOTES,
        "extra": NOTES,
    },
    "facts": {
        "id": "name",
        "text": "description",
        "date": NOTES,
        "reference": "Document",
        **_BEARING,
        "extra": NOTES,
    },
    "reference": {"title": "title", "url": "sourceUrl"},
    "reviews": {
        **_PART,
        "by": Link("reviewed by"),
        "title": "name",
        "rating": "description",
        "value": NOTES,
        "best": NOTES,
        "worst": NOTES,
        "language": "detectedLanguage",
        **_WORKED_AT,
    },
    "evidence": {
        **_PART,
        "text": "description",
        "archived": "sourceUrl",
        "question": NOTES,
        "answer": NOTES,
        **_WORKED_AT,
    },
    "corrections": {
        **_PART,
        "by": "publisher",
        "reason": NOTES,
        "text": "description",
        "extra": NOTES,
    },
    "members": {
        "country": "country",
        "name": "name",
        "eu": NOTES,
        "nato": NOTES,
        "nuclear": NOTES,
        "claims": Link("named in"),
        "facts": Link("described by"),
        "extra": NOTES,
    },
    "topics": {},
}
_NO_ENTITY = "an entity says nothing of the file that it comes from"
LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    "file": dict.fromkeys(("version", "title", "membership", "extra"), _NO_ENTITY),
    "membership": dict.fromkeys(("counted", "claim"), _NO_ENTITY),
}

# The schema of a source and of a named speaker, by its kind. A company is what stands in a register
# of companies: nobody has looked for outlets there.
_BODIES: Mapping[object, str] = {
    "outlet": "Organization",
    "agency": "Organization",
    "organisation": "Organization",
}
_DOCUMENT: Mapping[object, str] = {"document": "Document"}
KINDS: Mapping[str, Mapping[object, str]] = {
    "sources": {**_BODIES, **_DOCUMENT, "government": "PublicBody"},
    "speakers": {**_BODIES, **_DOCUMENT, "person": "Person"},
}
KIND_UNKNOWN = "LegalEntity"  # a group too: whether it is an organisation is not known
SCHEMATA: Mapping[str, str] = {
    "articles": "Article",
    "claims": "Note",
    "facts": "Note",
    "members": "Territory",
}

# The properties that we use of each schema.
_THING = frozenset(
    {
        *("name", "alias", "country", "description", "summary", "notes", "keywords", "proof"),
        *("sourceUrl", "publisher", "publisherUrl", "createdAt", "retrievedAt", "wikidataId"),
    }
)
_LEGAL_ENTITY = _THING | {"website"}
_DOCUMENTS = _THING | {"title", "author", "publishedAt", "language"}
_LINK = frozenset({"role", "summary", "description", "date", "proof"})
PROPERTIES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("LegalEntity", "Organization", "PublicBody"), _LEGAL_ENTITY),
    "Person": _LEGAL_ENTITY | {"position", "political"},
    **dict.fromkeys(("Document", "Article"), _DOCUMENTS),
    "Note": _THING | {"entity", "detectedLanguage"},
    "Territory": _THING,
    "UnknownLink": _LINK | {"subject", "object"},
    "Representation": _LINK | {"agent", "client"},
    "Documentation": _LINK | {"document", "entity"},
}
AGENTS = frozenset(
    {KIND_UNKNOWN, *_BODIES.values(), "PublicBody", "Person"}
)  # may represent others
