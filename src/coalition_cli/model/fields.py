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
    TERMS,
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
    DECIMAL = "a number"
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
    rare: bool = False  # few records state it: the index keeps it in one column with others
    recurs: bool = False  # a TEXT of few words that many records share, as of a role
    lender: str = ""  # the reference to the record that has it, where it is asked of another

    @property
    def query_name(self) -> str:
        """The field's name in a query, which asks for one value: `topic` for `topics`."""
        return self.singular or self.name

    @property
    def column(self) -> str:
        """The name of one value as a column: its name in queries, but `reviewer`, as `by` is SQL's."""
        return "reviewer" if self.query_name == "by" else self.query_name

    @property
    def is_compared(self) -> bool:
        """Whether a term of a query can be about it."""
        return self.type is not Type.ANYTHING

    @property
    def is_counted(self) -> bool:
        """Whether claims can be counted by its values."""
        return self.is_compared and not self.has_parts

    @property
    def has_rows(self) -> bool:
        """Whether its value is a list of records that are asked for on their own: appearances."""
        return self.many and self.of == "appearances"

    @property
    def has_parts(self) -> bool:
        """Whether its value is a list of records that belong to theirs alone, such as reviews."""
        return self.many and self.type is Type.RECORD and not self.has_rows

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
_EXTRA = Field("extra", Type.ANYTHING, "anything that the format has no key for", rare=True)
_CORRECTIONS = Field(
    "corrections",
    Type.RECORD,
    "what was put right in it later",
    many=True,
    of="corrections",
    rare=True,
)
_TERMS = Field(
    "terms",
    Type.WORD,
    "what the speaker agreed to: to be quoted by name (on-record), as described (background), without any attribution (deep-background), or not at all (off-record)",
    words=TERMS,
    rare=True,
)
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
_REVIEWS = Section(
    "reviews",
    "review",
    (
        Field("by", Type.REFERENCE, "the source that reviewed the claim", of="sources"),
        Field("url", Type.NAME, "where the review is"),
        Field("title", Type.TEXT, "its title"),
        Field("date", Type.DATE, "when it was published"),
        Field("rating", Type.NAME, "the verdict in its own words; it says nothing about the sourcing, as confidence does"),
        Field("value", Type.DECIMAL, "the verdict as a number on the reviewer's scale"),
        Field("best", Type.DECIMAL, "the end of that scale that stands for true; it may be the smaller number"),
        Field("worst", Type.DECIMAL, "the end of that scale that stands for false"),
        Field("language", Type.NAME, "its language, as an IETF tag such as en or pt-BR"),
        Field("note", Type.TEXT, "what readers should know"),
        _EXTRA,
    ),
    key="url",
    leads=("rating", "title"),
)  # fmt: skip
_EVIDENCE = Section(
    "evidence",
    "evidence",
    (
        Field("text", Type.TEXT, "what it says"),
        Field("url", Type.NAME, "where it was found"),
        Field("archived", Type.NAME, "where a copy is kept"),
        Field("question", Type.TEXT, "the question that was asked about the claim"),
        Field("answer", Type.TEXT, "the answer that was found"),
        Field("date", Type.DATE, "when it was published"),
        Field("note", Type.TEXT, "what readers should know"),
        _EXTRA,
    ),
    key="url",
    leads=("text", "answer"),
)
_CORRECTED = Section(
    "corrections",
    "correction",
    (
        Field("date", Type.DATE, "when it was made"),
        Field("by", Type.NAME, "who made it"),
        Field("reason", Type.TEXT, "why"),
        Field("url", Type.NAME, "where it is"),
        Field("text", Type.TEXT, "its words"),
        _EXTRA,
    ),
    key="date",
    leads=("text", "reason"),
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
        _EXTRA,
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
        _EXTRA,
        _CLAIM_COUNT._replace(meaning="how many claims it was the first to carry"),
        Field("articles", Type.NUMBER, "how many articles it published", derived=True),
        Field("reviews", Type.NUMBER, "how many reviews of claims it made", derived=True),
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
        _CORRECTIONS,
        _EXTRA,
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
        _TERMS,
        Field("country", Type.NAME, "ISO 3166-1 alpha-2 code"),
        Field("role", Type.TEXT, "the speaker's office or function", recurs=True),
        Field("affiliation", Type.TEXT, "the organisation that the speaker belongs to", recurs=True),
        Field("party", Type.TEXT, "the speaker's political party", rare=True, recurs=True),
        Field("url", Type.NAME, "a page about the speaker; an unnamed speaker has none", confidential=True),
        Field("aliases", Type.NAME, "other names of the speaker; an unnamed speaker has none", many=True, singular="alias", confidential=True),
        Field("same_as", Type.ADDRESS, "addresses of the same speaker elsewhere, such as in Wikidata; an unnamed speaker has none", many=True, confidential=True),
        Field("not_same", Type.REFERENCE, "speakers with a like name who are others; an unnamed speaker has none", many=True, of="speakers", confidential=True, declared=True),
        _EXTRA,
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
        Field("locator", Type.NAME, "where in the article, if it has no paragraphs: a page, or a time such as 12:30", rare=True),
        Field("offset", Type.NUMBER, "how many characters of its text stand before the quote, from 0; it tells which one is meant where the quote stands several times", rare=True),
        Field("quote", Type.TEXT, "words that stand in quotation marks there"),
        Field("wording", Type.TEXT, "the article's own words; with a quote, the words that it stands in, with their quotation marks"),
        Field("attribution", Type.TEXT, "how that article names the speaker", says_who=True),
        Field("verb", Type.NAME, "the verb by which the article reports it, such as claimed", rare=True),
        Field("speaker", Type.REFERENCE, "the speaker that this article credits, if not the claim's speaker", of="speakers"),
        Field("speaker_name", Type.NAME, "the name of the speaker that it credits, or the description of an unnamed one", derived=True, says_who=True),
        Field("anonymous", Type.BOOLEAN, "whether the speaker that it credits is unnamed; not known if that is not declared", derived=True),
        Field("source", Type.REFERENCE, "who first carried the claim", of="sources", derived=True),
        _TERMS,
        _EXTRA,
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
        Field("place", Type.TEXT, "where it was made", rare=True, recurs=True),
        Field("context", Type.TEXT, "on what occasion: a debate, an interview, a post", rare=True, recurs=True),
        Field("language", Type.NAME, "the language that it was made in, as an IETF tag such as en or pt-BR", rare=True),
        Field("embargo", Type.DATE, "the day before which it must not be published, from 00:00 UTC", rare=True),
        Field("status", Type.WORD, "whether it still stands, or is a draft that nobody has read; if absent, active", words=STATUSES),
        Field("quote", Type.TEXT, "the first of its quotes", derived=True),
        Field("wording", Type.TEXT, "the first of its wordings", derived=True),
        Field("direct", Type.BOOLEAN, "whether an appearance has a quote; if not, the claim is paraphrased", derived=True),
        Field("origins", Type.NUMBER, "the number of its origins, the articles where its retellings began; absent where that is not known", derived=True),
        Field("appearances", Type.RECORD, "where it appears, and in which words", many=True, of="appearances", singular="article"),
        Field("supports", Type.REFERENCE, "claims that it supports", many=True, of="claims"),
        Field("contradicts", Type.REFERENCE, "claims that it contradicts", many=True, of="claims"),
        Field("reviews", Type.RECORD, "what fact-checkers found: their verdicts on whether it is true", many=True, of="reviews", rare=True),
        Field("reviewed", Type.BOOLEAN, "whether there is a review of it", derived=True),
        Field("ratings", Type.NAME, "the verdicts of its reviews", many=True, singular="rating", derived=True),
        Field("reviewers", Type.REFERENCE, "who reviewed it", many=True, of="sources", singular="by", derived=True),
        Field("evidence", Type.RECORD, "what bears on whether it is true", many=True, of="evidence", rare=True),
        _CORRECTIONS,
        Field("note", Type.TEXT, "what readers should know"),
        _EXTRA,
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
        _EXTRA,
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
        _EXTRA,
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
            _REVIEWS,
            _EVIDENCE,
            _CORRECTED,
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
