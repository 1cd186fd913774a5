"""What the page of a record contains, as tables, for everything that draws pages."""

from collections.abc import Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple


class Relation(NamedTuple):
    """Other records of one section, and the field by which they belong to a record."""

    name: str  # the key, which never changes
    title: str  # of their list; empty: the page has no such list
    section: str  # of the others
    field: str  # by which they name the record, or the record names them
    named: bool = False  # whether the record names them
    credited: bool = True  # whether the list says who said it; a speaker's own page does not
    rated: bool = False  # whether the list has the verdicts of the page's source


def _named(name: str, title: str, section: str, field: str = "") -> Relation:
    return Relation(name, title, section, field or name, named=True)


# In the order of the page.
RELATIONS: Mapping[str, Sequence[Relation]] = MappingProxyType(
    {
        "claims": (
            _named("speaker", "", "speakers"),
            _named("principal", "", "speakers", "on_behalf_of"),
            _named("source", "", "sources"),
            _named("supports", "supports", "claims"),
            _named("contradicts", "contradicts", "claims"),
            Relation("supported_by", "supported by", "claims", "supports"),
            Relation("contradicted_by", "contradicted by", "claims", "contradicts"),
            Relation("facts_for", "supported by facts", "facts", "supports"),
            Relation("facts_against", "contradicted by facts", "facts", "contradicts"),
            Relation("members", "members that it names", "members", "claims"),
            _named("reviewers", "", "sources"),
            Relation("appearances", "", "appearances", "claim"),
        ),
        "facts": (
            _named("supports", "supports", "claims"),
            _named("contradicts", "contradicts", "claims"),
            Relation("members", "members that it is about", "members", "facts"),
        ),
        "members": (
            _named("claims", "named by claims", "claims"),
            _named("facts", "facts", "facts"),
        ),
        "articles": (
            _named("retells", "retells", "articles"),
            Relation("retold_by", "retold by", "articles", "retells"),
            Relation("claims", "claims", "appearances", "article"),
        ),
        "speakers": (
            Relation("claims", "claims", "claims", "speaker", credited=False),
            Relation(
                "spoken_for", "on behalf of this speaker", "claims", "on_behalf_of", credited=False
            ),
        ),
        "sources": (
            Relation("articles", "articles", "articles", "publisher"),
            Relation("claims", "claims", "claims", "source"),
            Relation("reviewed", "reviewed", "claims", "reviewers", rated=True),
        ),
        "topics": (Relation("claims", "claims", "claims", "topics"),),
    }
)


class Kind(Enum):
    """How the value of a field is shown."""

    VALUE = "as it is"
    WHO = "who made the claim, and why they are unnamed"
    PRINCIPAL = "a speaker, by the name and the id"
    NAMED = "the name of a record, and its id"
    SCALE = "a confidence on its scale"
    GRADE = "a grade, and what it means"
    ORIGINS = "how many articles go back to how many"
    EMBARGO = "whether it may be published yet"


class Particular(NamedTuple):
    """What a page says about a field of its record."""

    field: str
    kind: Kind = Kind.VALUE
    title: str = ""  # the default is the field's name
    always: bool = False  # also if the value is unknown


def _values(names: str, *, always: bool = False) -> list[Particular]:
    return [Particular(name, always=always) for name in names.split()]


# In the order of the page.
PARTICULARS: Mapping[str, Sequence[Particular]] = MappingProxyType(
    {
        "claims": (
            Particular("embargo", Kind.EMBARGO),
            Particular("speaker", Kind.WHO, "said by", always=True),
            Particular("source", Kind.NAMED, always=True),
            Particular("confidence", Kind.SCALE, always=True),
            Particular("credibility", Kind.GRADE),
            Particular("origins", Kind.ORIGINS, always=True),
            Particular("on_behalf_of", Kind.PRINCIPAL),
            *_values("kind topics date place context language status note"),
        ),
        "facts": _values("date reference"),
        "sources": (
            *_values("aliases"),
            Particular("reliability", Kind.GRADE),
            *_values("kind url same_as not_same"),
        ),
        "articles": (
            Particular("publisher", Kind.NAMED),
            *_values("authors date url archived accessed"),
            *_values("language translated_from original sha256"),
        ),
        "speakers": (
            *_values("aliases"),
            Particular("anonymity_reason", title="unnamed"),
            *_values("terms kind role affiliation party country url same_as not_same"),
        ),
        "members": _values("eu nato nuclear", always=True),
        "topics": (),
    }
)
