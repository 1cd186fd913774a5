"""Which fields of which records may be shown to everybody: an allow-list over the field table.

Each field of the field table stands either in PUBLIC or, with the reason, in KEPT_IN. A field that
is worked out, such as `origins`, is worked out anew from what is public.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ..model import SECTIONS
from ..model.problems import UsageError, suggestion

_PLACE = "says where in the private files a record stands"
_NOTE = "is for those who work on the claims"
_REASON = "may tell more of an unnamed speaker than the description does"
_TERMS = "is between the speaker and who keeps the claims"
_EMBARGO = "is between the source and who keeps the claims"
_EXTRA = "may hold anything"

PUBLIC: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "file": ("version", "title", "membership"),
        "membership": ("counted", "claim"),
        "sources": (
            *("id", "name", "kind", "url", "reliability", "aliases", "same_as", "not_same"),
            *("claims", "articles", "reviews"),
        ),
        "articles": (
            *("id", "headline", "publisher", "publisher_name", "authors", "url", "archived"),
            *("accessed", "date", "language", "translated_from", "retells", "original", "sha256"),
            *("corrections", "claims"),
        ),
        "speakers": (
            *("id", "name", "description", "kind", "anonymous", "country", "role", "affiliation"),
            *("party", "url", "aliases", "same_as", "not_same", "claims"),
        ),
        "claims": (
            *("id", "text", "speaker", "speaker_name", "anonymous", "on_behalf_of", "source"),
            *("source_name", "confidence", "confidence_label", "credibility", "kind", "topics"),
            *("date", "place", "context", "language", "status", "quote", "wording", "direct"),
            *("origins", "appearances", "supports", "contradicts", "reviews", "reviewed"),
            *("ratings", "reviewers", "evidence", "corrections"),
        ),
        "appearances": (
            *("claim", "text", "article", "publisher_name", "paragraph", "locator", "offset"),
            *("quote", "wording", "attribution", "verb", "speaker", "speaker_name", "anonymous"),
            "source",
        ),
        "facts": ("id", "text", "date", "reference", "supports", "contradicts", "claims"),
        "reference": ("title", "url"),
        "reviews": (
            *("by", "url", "title", "date", "rating", "value", "best", "worst", "language"),
        ),
        "evidence": ("text", "url", "archived", "question", "answer", "date"),
        "corrections": ("date", "by", "reason", "url", "text"),
        "members": ("country", "name", "eu", "nato", "nuclear", "claims", "facts"),
        "topics": ("topic", "claims"),
    }
)
_OF_RECORD = {"extra": _EXTRA, "file": _PLACE, "line": _PLACE}
KEPT_IN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "file": _OF_RECORD,
        "membership": {},
        "sources": _OF_RECORD,
        "articles": _OF_RECORD,
        "speakers": {"anonymity_reason": _REASON, "terms": _TERMS, **_OF_RECORD},
        "claims": {"embargo": _EMBARGO, "note": _NOTE, **_OF_RECORD},
        "appearances": {"terms": _TERMS, **_OF_RECORD},
        "facts": _OF_RECORD,
        "reference": {},
        "reviews": {"note": _NOTE, "extra": _EXTRA},
        "evidence": {"note": _NOTE, "extra": _EXTRA},
        "corrections": {"extra": _EXTRA},
        "members": _OF_RECORD,
        "topics": {},
    }
)
# What leaves if it is asked for, by the words that ask: fields by their names, and notes.
OPTIONAL: Mapping[str, str] = MappingProxyType(
    {
        "notes": "note",
        "anonymity_reason": "anonymity_reason",
        "terms": "terms",
        "embargo": "embargo",
        "extra": "extra",
    }
)
_ALL = "all"


def asked_for(words: Iterable[str]) -> frozenset[str]:
    """Return the fields that leave beside the public ones; raise UsageError for another word.

    A word is one of OPTIONAL, the name of its field, or `all`.
    """
    fields: set[str] = set()
    for word in words:
        if word == _ALL:
            fields.update(OPTIONAL.values())
        elif word in OPTIONAL:
            fields.add(OPTIONAL[word])
        elif word in OPTIONAL.values():
            fields.add(word)
        else:
            known = [*OPTIONAL, _ALL]
            near = suggestion(word, known)
            raise UsageError(f"--with cannot be '{word}'{near}\nit is one of {', '.join(known)}")
    return frozenset(fields)


def leaves(section: str, field: str, optional: frozenset[str]) -> bool:
    """Whether a field of a section leaves, with these optional fields."""
    if field in PUBLIC[section]:
        return True
    return field in optional and field in KEPT_IN[section]


def stated(section: str, optional: frozenset[str]) -> tuple[str, ...]:
    """Return the fields of a section that a public claims file may state, in the table's order."""
    return tuple(
        field.name for field in SECTIONS[section].stated if leaves(section, field.name, optional)
    )
