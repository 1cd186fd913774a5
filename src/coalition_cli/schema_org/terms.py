"""What schema.org calls the fields of a claims file, and what they are called where it has no word.

Each field has one term. `a.b` is the key `b` of an object at `a`. A term that begins with OWN is of
a vocabulary of our own, so that nothing is lost. https://schema.org has the meaning of the others.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..model import SECTIONS
from ..words.dates import period
from ..words.values import iri, is_address

OWN = "coalition:"
VOCABULARY = "urn:coalition:claims-file:1#"  # its terms are the names of the fields
# `extra` may be any JSON, and no processor may read terms in it.
CONTEXT: Mapping[str, Any] = MappingProxyType(
    {
        "@vocab": "https://schema.org/",
        "coalition": VOCABULARY,
        f"{OWN}extra": {"@type": "@json"},
    }
)
_KEY = "@id"
_SCHEMA_ORG: Mapping[str, Mapping[str, str]] = {
    "file": {"title": "name"},
    "sources": {
        "id": _KEY,
        "name": "name",
        "url": "url",
        "reliability": "review",
        "aliases": "alternateName",
        "same_as": "sameAs",
    },
    "articles": {
        "id": _KEY,
        "headline": "headline",
        "publisher": "publisher",
        "authors": "author.name",
        "url": "url",
        "archived": "archivedAt",
        "date": "datePublished",
        "language": "inLanguage",
        "retells": "isBasedOn",
        "corrections": "correction",
    },
    "speakers": {
        "id": _KEY,
        "name": "name",
        "description": "description",
        "role": "jobTitle",
        "affiliation": "affiliation.name",
        "url": "url",
        "aliases": "alternateName",
        "same_as": "sameAs",
    },
    "claims": {
        "id": _KEY,
        "text": "text",
        "speaker": "author",
        "source": "publisher",
        "confidence": "review",
        "credibility": "review",
        "topics": "keywords",
        "date": "dateCreated",
        "place": "locationCreated.name",
        "language": "inLanguage",
        "status": "creativeWorkStatus",
        "appearances": "workExample",
        "reviews": "review",
        "evidence": "citation",
        "corrections": "correction",
    },
    "appearances": {
        "article": "isPartOf",
        "quote": "text",
        "speaker": "spokenByCharacter",
    },
    "facts": {
        "id": _KEY,
        "text": "text",
        "date": "temporalCoverage",
        "reference": "citation",
    },
    "reference": {"title": "name", "url": "url"},
    "reviews": {
        "by": "author",
        "url": "url",
        "title": "name",
        "date": "datePublished",
        "rating": "reviewRating.alternateName",
        "value": "reviewRating.ratingValue",
        "best": "reviewRating.bestRating",
        "worst": "reviewRating.worstRating",
        "language": "inLanguage",
    },
    "evidence": {
        "text": "text",
        "url": "url",
        "archived": "archivedAt",
        "date": "datePublished",
    },
    "corrections": {
        "date": "datePublished",
        "by": "creditText",
        "url": "url",
        "text": "text",
    },
    "members": {"country": _KEY, "name": "name", "claims": "subjectOf"},
}
TERMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        name: {
            field.name: _SCHEMA_ORG.get(name, {}).get(field.name, f"{OWN}{field.name}")
            for field in section.stated
        }
        for name, section in SECTIONS.items()
    }
)
# The type of a record. That of sources and speakers follows their kind, where KINDS has it.
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "file": "Dataset",
        "membership": f"{OWN}Membership",
        "sources": "Organization",
        "articles": "CreativeWork",
        "speakers": "Thing",
        "claims": "Claim",
        "appearances": "CreativeWork",
        "facts": "Statement",
        "reference": "CreativeWork",
        "reviews": "ClaimReview",
        "evidence": "CreativeWork",
        "corrections": "CorrectionComment",
        "members": "Country",
    }
)
QUOTATION = "Quotation"  # the type of an appearance that quotes
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "person": "Person",
        "group": "Organization",
        "organisation": "Organization",
        "outlet": "NewsMediaOrganization",
        "agency": "NewsMediaOrganization",
        "government": "GovernmentOrganization",
        "document": "CreativeWork",
    }
)
OF_PERSONS = ("role", "affiliation")  # fields whose terms only a Person has


def _is_iri(text: str) -> bool:
    return is_address(text) and iri(text) == text


# The context of schema.org makes IRIs and dates of ISO 8601 of the values of some terms. A value of
# another form, such as 1950~, stands under the term of our own vocabulary.
FORMS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        **dict.fromkeys(("url", "archivedAt", "sameAs"), _is_iri),
        **dict.fromkeys(("datePublished", "dateCreated"), lambda date: date == period(date)),
    }
)
# The types of the objects that a term leads through.
WITHIN: Mapping[str, str] = MappingProxyType(
    {
        "author": "Person",
        "affiliation": "Organization",
        "locationCreated": "Place",
        "reviewRating": "Rating",
    }
)


class Aspect(NamedTuple):
    """A rating of a record that is no record itself: a Review of one aspect."""

    name: str  # what is rated
    meaning: str
    best: int | str
    worst: int | str


ASPECTS: Mapping[tuple[str, str], Aspect] = MappingProxyType(
    {
        ("claims", "confidence"): Aspect(
            "sourcing",
            "how sure it is that the speaker made the claim, as worded; not whether it is true",
            best=100,
            worst=0,
        ),
        ("claims", "credibility"): Aspect(
            "credibility",
            "Admiralty code: 1 (confirmed) to 5 (improbable); 6: cannot be judged",
            best=1,
            worst=5,
        ),
        ("sources", "reliability"): Aspect(
            "reliability",
            "Admiralty code: A (completely reliable) to E (unreliable); F: cannot be judged",
            best="A",
            worst="E",
        ),
    }
)
# What is said again for those who know only schema.org, by section. It is not read back.
AGAIN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "claims": frozenset({"appearance", "firstAppearance", "creditText"}),
        "reviews": frozenset({"itemReviewed", "claimReviewed"}),
    }
)
