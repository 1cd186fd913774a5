"""The records of a claims file, as one table of sections and fields.

Everything else follows this table: what a file may state, the columns of the index, the keys of
every output, the names in `--fields`, `--sort` and query words, and the reference documentation.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from .vocabularies import (
    BANDS,
    CLAIM_KINDS,
    CONFIDENCE_MAX,
    CREDIBILITY,
    RELIABILITY,
    SOURCE_KINDS,
    SPEAKER_KINDS,
    STATUSES,
)

VERSION = 1  # of the claims file
LARGEST = 2**63 - 1  # the largest number that the index can hold


class Type(Enum):
    """The type of a field's value. It decides how the value is read, compared and sorted."""

    ID = "an id: text without blanks"
    TEXT = "text"  # prose: a query finds single words in it
    NAME = "a name"  # a query compares the whole of it
    ADDRESS = "an http or https address"
    WORD = "a word of a vocabulary"
    BOOLEAN = "true or false"
    NUMBER = "a whole number"
    CONFIDENCE = "0 to 100, or none, low, medium, high"
    DATE = "a year, a month or a day"
    REFERENCE = "the id of a record"
    RECORD = "a record of its own"
    ANYTHING = "anything"

    __hash__ = object.__hash__  # each member exists once, and Enum's own is five times slower


class Field(NamedTuple):
    """A key of a record: its type, its meaning, and what its value may be."""

    name: str
    type: Type
    meaning: str
    required: bool = False
    many: bool = False  # a list of values of that type
    words: tuple[str, ...] = ()  # the vocabulary of a WORD
    of: str = ""  # the section that a REFERENCE or a RECORD belongs to
    at_least: int = 0  # the least value of a NUMBER
    at_most: int | None = None  # the greatest value of a NUMBER; None: LARGEST
    derived: bool = False  # the index works it out; a file cannot state it
    singular: str = ""  # the name of one value of a list, in queries and tables
    says_who: bool = False  # names a speaker; an unnamed speaker is marked there
    confidential: bool = False  # withheld, as it is read, if the speaker is unnamed
    declared: bool = False  # a REFERENCE that leads to a record, also where a name would do

    @property
    def query_name(self) -> str:
        """The field's name in a query, which asks for one value: `topic` for `topics`."""
        return self.singular or self.name

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the greatest number that the field may have."""
        if self.type is Type.CONFIDENCE:
            return 0, CONFIDENCE_MAX
        return self.at_least, LARGEST if self.at_most is None else self.at_most


class Section:
    """A kind of record: the name of a list, the name of one record, and its fields."""

    def __init__(
        self,
        name: str,
        singular: str,
        fields: tuple[Field, ...],
        key: str = "id",
        leads: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.singular = singular
        self.singular_with_article = f"{'an' if singular[0] in 'aeiou' else 'a'} {singular}"
        self.fields = fields
        self.key = key  # the field that identifies a record
        self.leads = leads  # the fields that show in short which record it is, the best first
        self.stated = tuple(field for field in fields if not field.derived)  # in a file's order
        self.required = tuple(field for field in self.stated if field.required)
        self.records = tuple(field for field in self.stated if field.type is Type.RECORD)
        self.confidential = tuple(field for field in self.stated if field.confidential)
        self.by_name = {field.name: field for field in fields}

    def field(self, name: str) -> Field:
        """Return the field of that name, or raise KeyError."""
        return self.by_name[name]


_BAND_WORDS = tuple(band.word for band in BANDS)
_ID = Field("id", Type.ID, "identifies the record; unique within its section", required=True)
_FILE = Field("file", Type.NAME, "the file that states the record", derived=True)
_LINE = Field("line", Type.NUMBER, "the line where the record begins", derived=True)
_CLAIM_COUNT = Field("claims", Type.NUMBER, "how many claims", derived=True)

_REFERENCE_TO_A_PAGE = Section(
    "reference",
    "reference",
    (
        Field("title", Type.TEXT, "what the page or document is called"),
        Field("url", Type.NAME, "where it is"),
    ),
    key="title",
)
_MEMBERSHIP = Section(
    "membership",
    "membership",
    (
        Field("counted", Type.NUMBER, "how many members the claims count"),
        Field("claim", Type.REFERENCE, "the claim that says so", of="claims"),
    ),
    key="",
)
_CORPUS = Section(
    "file",
    "claims file",
    (
        Field("version", Type.NUMBER, "the version of the format: 1"),
        Field("title", Type.TEXT, "what the claims are about"),
        Field("membership", Type.RECORD, "the number of members, and the claim that says so", of="membership"),
        _FILE,
        _LINE,
    ),
    key="",
)  # fmt: skip
_SOURCES = Section(
    "sources",
    "source",
    (
        _ID,
        Field("name", Type.NAME, "its name; if absent, the id"),
        Field("kind", Type.WORD, "what kind of source it is", words=SOURCE_KINDS),
        Field("url", Type.NAME, "its address"),
        Field("reliability", Type.WORD, "Admiralty code A (completely reliable) to E (unreliable); F: cannot be judged", words=tuple(RELIABILITY)),
        Field("aliases", Type.NAME, "other names of it", many=True, singular="alias"),
        Field("same_as", Type.ADDRESS, "addresses of the same source elsewhere, such as in Wikidata", many=True),
        Field("not_same", Type.REFERENCE, "sources with a like name that are others", many=True, of="sources", declared=True),
        _CLAIM_COUNT._replace(meaning="how many claims it was the first to carry"),
        Field("articles", Type.NUMBER, "how many articles it published", derived=True),
        _FILE,
        _LINE,
    ),
    leads=("name",),
)  # fmt: skip
_ARTICLES = Section(
    "articles",
    "article",
    (
        _ID,
        Field("headline", Type.TEXT, "its headline"),
        Field("publisher", Type.REFERENCE, "the source that published it", of="sources"),
        Field("publisher_name", Type.NAME, "the publisher's name", derived=True),
        Field("authors", Type.NAME, "who wrote it", many=True, singular="author"),
        Field("url", Type.NAME, "where it was read"),
        Field("archived", Type.NAME, "where a copy is kept"),
        Field("accessed", Type.DATE, "when it was read"),
        Field("date", Type.DATE, "when it was published"),
        Field("language", Type.NAME, "its language, as an IETF tag such as en or pt-BR"),
        Field("translated_from", Type.NAME, "the language that it was translated from"),
        Field("retells", Type.REFERENCE, "the articles that it is derived from", many=True, of="articles"),
        Field("original", Type.BOOLEAN, "whether a person has confirmed that it retells nothing"),
        Field("sha256", Type.NAME, "the SHA-256 of the text that was read"),
        _CLAIM_COUNT._replace(meaning="how many claims appear in it"),
        _FILE,
        _LINE,
    ),
    leads=("headline",),
)  # fmt: skip
_SPEAKERS = Section(
    "speakers",
    "speaker",
    (
        _ID,
        Field("name", Type.NAME, "the speaker's name; an unnamed speaker has none", says_who=True, confidential=True),
        Field("description", Type.TEXT, "who the speaker is, if there is no name", says_who=True),
        Field("kind", Type.WORD, "what kind of speaker it is", words=SPEAKER_KINDS),
        Field("anonymous", Type.BOOLEAN, "whether the speaker is unnamed; if absent: true without a name, false with one; not known of a speaker that is not declared"),
        Field("anonymity_reason", Type.TEXT, "why the speaker is not named"),
        Field("country", Type.NAME, "ISO 3166-1 alpha-2 code"),
        Field("role", Type.TEXT, "the speaker's office or function"),
        Field("affiliation", Type.TEXT, "the organisation that the speaker belongs to"),
        Field("aliases", Type.NAME, "other names of the speaker; an unnamed speaker has none", many=True, singular="alias", confidential=True),
        Field("same_as", Type.ADDRESS, "addresses of the same speaker elsewhere, such as in Wikidata; an unnamed speaker has none", many=True, confidential=True),
        Field("not_same", Type.REFERENCE, "speakers with a like name who are others; an unnamed speaker has none", many=True, of="speakers", confidential=True, declared=True),
        _CLAIM_COUNT._replace(meaning="how many claims are the speaker's"),
        _FILE,
        _LINE,
    ),
    leads=("name", "description"),
)  # fmt: skip
_APPEARANCES = Section(
    "appearances",
    "appearance",
    (
        Field("claim", Type.REFERENCE, "the claim", of="claims", derived=True),
        Field("text", Type.TEXT, "the claim in the curator's words", derived=True),
        Field("article", Type.REFERENCE, "the article that it appears in", required=True, of="articles"),
        Field("publisher_name", Type.NAME, "the name of the article's publisher", derived=True),
        Field("paragraph", Type.NUMBER, "the number of the paragraph, from 1", at_least=1),
        Field("quote", Type.TEXT, "words that stand in quotation marks there"),
        Field("wording", Type.TEXT, "the article's own words, outside quotation marks"),
        Field("attribution", Type.TEXT, "how that article names the speaker", says_who=True),
        Field("speaker", Type.REFERENCE, "the speaker that this article credits, if not the claim's speaker", of="speakers"),
        Field("speaker_name", Type.NAME, "the name of the speaker that it credits, or the description of an unnamed one", derived=True, says_who=True),
        Field("anonymous", Type.BOOLEAN, "whether the speaker that it credits is unnamed; not known if that is not declared", derived=True),
        Field("source", Type.REFERENCE, "who first carried the claim", of="sources", derived=True),
        _FILE,
        _LINE,
    ),
    key="article",
    leads=("text", "quote", "wording"),
)  # fmt: skip
_CLAIMS = Section(
    "claims",
    "claim",
    (
        _ID,
        Field("text", Type.TEXT, "the claim in the curator's words", required=True),
        Field("speaker", Type.REFERENCE, "who made it", of="speakers"),
        Field("speaker_name", Type.NAME, "the speaker's name, or the description of an unnamed one", derived=True, says_who=True),
        Field("anonymous", Type.BOOLEAN, "whether its speaker is unnamed; if absent, as the speaker's record says; not known if there is none"),
        Field("on_behalf_of", Type.REFERENCE, "for whom a spokesperson speaks", of="speakers"),
        Field("source", Type.REFERENCE, "who first carried it", of="sources"),
        Field("source_name", Type.NAME, "the source's name", derived=True),
        Field("confidence", Type.CONFIDENCE, "how sure it is that this speaker made the claim, as worded", words=_BAND_WORDS),
        Field("confidence_label", Type.WORD, "the STIX 2.1 word for the confidence", words=_BAND_WORDS, derived=True),
        Field("credibility", Type.NUMBER, "Admiralty code 1 (confirmed) to 5 (improbable); 6: cannot be judged", at_least=min(CREDIBILITY), at_most=max(CREDIBILITY)),
        Field("kind", Type.WORD, "what kind of claim it is", words=CLAIM_KINDS),
        Field("topics", Type.REFERENCE, "what it is about", many=True, of="topics", singular="topic"),
        Field("date", Type.DATE, "when it was made"),
        Field("status", Type.WORD, "whether it still stands; if absent, active", words=STATUSES),
        Field("quote", Type.TEXT, "the first of its quotes", derived=True),
        Field("wording", Type.TEXT, "the first of its wordings", derived=True),
        Field("direct", Type.BOOLEAN, "whether an appearance has a quote; if not, the claim is paraphrased", derived=True),
        Field("origins", Type.NUMBER, "the number of its origins, the articles where its retellings began; absent where that is not known", derived=True),
        Field("appearances", Type.RECORD, "where it appears, and in which words", many=True, of="appearances", singular="article"),
        Field("supports", Type.REFERENCE, "claims that it supports", many=True, of="claims"),
        Field("contradicts", Type.REFERENCE, "claims that it contradicts", many=True, of="claims"),
        Field("note", Type.TEXT, "what readers should know"),
        Field("extra", Type.ANYTHING, "anything that the format has no key for"),
        _FILE,
        _LINE,
    ),
    leads=("text",),
)  # fmt: skip
_FACTS = Section(
    "facts",
    "fact",
    (
        _ID,
        Field("text", Type.TEXT, "the fact", required=True),
        Field("date", Type.DATE, "when it happened"),
        Field("reference", Type.RECORD, "where it can be checked", of="reference"),
        Field("supports", Type.REFERENCE, "claims that it supports", many=True, of="claims"),
        Field("contradicts", Type.REFERENCE, "claims that it contradicts", many=True, of="claims"),
        _CLAIM_COUNT._replace(meaning="how many claims it supports or contradicts"),
        _FILE,
        _LINE,
    ),
    leads=("text",),
)
_MEMBERS = Section(
    "members",
    "member",
    (
        Field("country", Type.ID, "ISO 3166-1 alpha-2 code", required=True),
        Field("name", Type.NAME, "the country's name"),
        Field("eu", Type.BOOLEAN, "whether it belongs to the European Union"),
        Field("nato", Type.BOOLEAN, "whether it belongs to NATO"),
        Field("nuclear", Type.BOOLEAN, "whether it is a nuclear-weapon state under the Non-Proliferation Treaty"),
        Field("claims", Type.REFERENCE, "claims that name it", many=True, of="claims", singular="claim"),
        Field("facts", Type.REFERENCE, "facts about it", many=True, of="facts", singular="fact"),
        _FILE,
        _LINE,
    ),
    key="country",
    leads=("name",),
)  # fmt: skip
_TOPICS = Section(
    "topics",
    "topic",
    (
        Field("topic", Type.NAME, "what claims are about", derived=True),
        _CLAIM_COUNT._replace(meaning="how many claims are about it"),
    ),
    key="topic",
)

SECTIONS: Mapping[str, Section] = MappingProxyType(
    {
        section.name: section
        for section in (
            _CORPUS,
            _MEMBERSHIP,
            _SOURCES,
            _ARTICLES,
            _SPEAKERS,
            _CLAIMS,
            _APPEARANCES,
            _FACTS,
            _REFERENCE_TO_A_PAGE,
            _MEMBERS,
            _TOPICS,
        )
    }
)
# The lists at the top of a claims file, in its order.
FILE_SECTIONS = ("sources", "articles", "speakers", "claims", "facts", "members")
# The same lists in the order of answers.
CLAIMS_FIRST = ("claims", *(name for name in FILE_SECTIONS if name != "claims"))
# A reference to these needs no record. If there is none, the reference itself is the name.
TAKEN_AS_NAME = ("speakers", "sources", "topics")
