"""What commands work out that is no record of a file, in the same table of fields as model.py.

A row of `drift`, `sourcing` or `verify` has the keys of its section here, in this order; so have
the JSON Schema and the reference documentation.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from . import FILE_SECTIONS, SECTIONS, Field, Section, Type
from .codes import Severity

# What `verify` says of words, the best first.
VERDICTS = ("exact", "typographic", "altered", "missing")
FAILED = VERDICTS[2:]
# What `diff` says of a record, and what a change does to attribution and sourcing.
FATES = ("added", "withdrawn", "changed")
EFFECTS = ("named", "unnamed", "better-sourced", "worse-sourced")


def _like(reference: str) -> Field:
    """Return a field of a record, as what a result repeats."""
    section, name = reference.split(".")
    return SECTIONS[section].field(name)._replace(required=False, derived=True)


def _worked_out(name: str, kind: Type, meaning: str, **more: Any) -> Field:
    return Field(name, kind, meaning, derived=True)._replace(**more)


_SIMILARITY = _worked_out(
    "similarity", Type.NUMBER, "how alike the words are; absent where not compared", at_most=100
)

_VERIFY = Section(
    "verify",
    "quotation",
    (
        _like("appearances.claim"),
        _like("appearances.article"),
        _like("appearances.quote"),
        _like("appearances.wording"),
        _worked_out("status", Type.WORD, "how the words stand in the text", words=VERDICTS),
        _worked_out("start", Type.NUMBER, "where the passage begins in the text, in code points from 0"),
        _worked_out("end", Type.NUMBER, "where it ends, not included"),
        _worked_out("found", Type.TEXT, "the passage of the text"),
        _worked_out("paragraph", Type.NUMBER, "in which paragraph it was found, from 1", at_least=1),
        _worked_out("stated_paragraph", Type.NUMBER, "in which the claims file says it is", at_least=1),
        _SIMILARITY,
        _worked_out("reason", Type.TEXT, "why the words are not exact, or not where they should be"),
        _like("appearances.file"),
        _like("appearances.line"),
    ),
    key="claim",
)  # fmt: skip
_DRIFT = Section(
    "drift",
    "appearance",
    (
        _like("appearances.claim"),
        _like("appearances.article"),
        _worked_out("origin", Type.REFERENCE, "the article that it is held against: of several origins the one with the nearest words", of="articles"),
        _like("appearances.quote"),
        _like("appearances.wording"),
        _worked_out("origin_words", Type.TEXT, "the origin's quote, or its wording; absent where none is recorded there"),
        _SIMILARITY,
        _like("appearances.attribution"),
        _worked_out("origin_attribution", Type.TEXT, "how the origin names the speaker", says_who=True),
        _worked_out("speaker", Type.REFERENCE, "whom the origin credits: the claim's speaker unless it states another", of="speakers"),
        _worked_out("credited", Type.REFERENCE, "whom the appearance credits: the claim's speaker unless it states another", of="speakers"),
        _worked_out("drift", Type.NUMBER, "how far it has moved: half of what similarity lacks to 100, 10 more where it is a quote that differs, 50 more where another speaker is credited; absent where there is nothing to compare", at_most=100),
        _like("articles.language"),
        _like("articles.translated_from"),
        _worked_out("speaker_name", Type.NAME, "the name or the description of whom the origin credits", says_who=True),
        _worked_out("credited_name", Type.NAME, "the name or the description of whom the appearance credits", says_who=True),
        _like("appearances.file"),
        _like("appearances.line"),
    ),
    key="claim",
)  # fmt: skip
_CHECK = Section(
    "check",
    "problem",
    (
        _worked_out("code", Type.NAME, "what is wrong, as a word that never changes its meaning"),
        _worked_out("severity", Type.WORD, "how grave it is", words=tuple(Severity)),
        _worked_out("message", Type.TEXT, "what is wrong"),
        _worked_out("remedy", Type.TEXT, "what mends it"),
        _worked_out("file", Type.NAME, "the file, as its path was given"),
        _worked_out("line", Type.NUMBER, "its line, from 1", at_least=1),
        _worked_out("column", Type.NUMBER, "the character in the line, from 1", at_least=1),
    ),
    key="code",
)  # fmt: skip

_COUNTS = (
    _worked_out("claims", Type.NUMBER, "how many claims"),
    _worked_out("named", Type.NUMBER, "claims whose speaker is named; one without a speaker is neither named nor unnamed"),
    _worked_out("unnamed", Type.NUMBER, "claims whose speaker is unnamed"),
    _worked_out("direct", Type.NUMBER, "claims that an appearance has a quote of"),
    _worked_out("paraphrased", Type.NUMBER, "claims that no appearance has a quote of"),
    _worked_out("single_origin", Type.NUMBER, "claims that go back to one article; one that appears nowhere, or whose origins are not known, is in neither count"),
    _worked_out("multi_origin", Type.NUMBER, "claims that go back to several articles"),
)  # fmt: skip
_BREAKDOWN = Section(
    "breakdown",
    "count",
    (
        _worked_out("value", Type.NAME, "the id of a source or a speaker, or a topic; null: the claims that state none"),
        _worked_out("name", Type.NAME, "the source's name; the speaker's, or the description of an unnamed one; null for a topic", says_who=True),
        *_COUNTS,
    ),
    key="value",
)  # fmt: skip
_SOURCING = Section(
    "sourcing",
    "report",
    (
        *_COUNTS,
        _worked_out("articles", Type.NUMBER, "in how many articles the claims appear"),
        _worked_out("origins", Type.NUMBER, "to how many articles they go back, as far as that is known"),
        _worked_out("by_source", Type.RECORD, "the same counts by who first carried the claims, most claims first", many=True, of="breakdown"),
        _worked_out("by_speaker", Type.RECORD, "the same counts by who made them", many=True, of="breakdown"),
        _worked_out("by_topic", Type.RECORD, "the same counts by topic; a claim with several counts once for each", many=True, of="breakdown"),
        _worked_out("weakest", Type.REFERENCE, "the claims of one unnamed voice that go back to one article and are quoted nowhere", many=True, of="claims"),
    ),
    key="",
)  # fmt: skip

_DIFF = Section(
    "diff",
    "difference",
    (
        _worked_out("change", Type.WORD, "what became of the record", words=FATES),
        _worked_out("section", Type.WORD, "which list the record is from", words=("file", *FILE_SECTIONS, "appearances")),
        _worked_out("id", Type.NAME, "what identifies the record; for an appearance, its claim"),
        _worked_out("article", Type.REFERENCE, "where the claim appears, if an appearance differs", of="articles"),
        _worked_out("field", Type.NAME, "what differs in it; absent where that is the whole record"),
        _worked_out("old", Type.ANYTHING, "the value before; of a list, what is no longer in it; of a whole record, its text or name"),
        _worked_out("new", Type.ANYTHING, "the value now; of a list, what was not in it; of a whole record, its text or name"),
        _worked_out("effect", Type.WORD, "what the change does to attribution or sourcing, if anything", words=EFFECTS),
        _worked_out("speaker_name", Type.NAME, "who is credited now, or was with what was withdrawn", says_who=True),
        _worked_out("anonymous", Type.BOOLEAN, "who is credited is unnamed"),
        _like("claims.file")._replace(meaning="the file that states the record now, or did"),
        _like("claims.line"),
    ),
)  # fmt: skip
_STATS = Section(
    "stats",
    "count",
    (
        _worked_out("field", Type.NAME, "what is counted by"),
        _worked_out("value", Type.ANYTHING, "its value"),
        _worked_out("claims", Type.NUMBER, "how many claims"),
    ),
    key="field",
)
_CACHE = Section(
    "cache",
    "index",
    (
        _worked_out("data", Type.NAME, "the paths that it is the index of"),
        _worked_out("files", Type.NUMBER, "how many files they are"),
        _worked_out("size", Type.NUMBER, "what it takes, in bytes"),
        _worked_out("used", Type.NAME, "when it was asked last"),
        _worked_out("path", Type.NAME, "the database"),
    ),
    key="path",
)

# By command; a breakdown stands within `sourcing`.
RESULTS: Mapping[str, Section] = MappingProxyType(
    {
        one.name: one
        for one in (
            _CHECK,
            _VERIFY,
            _DRIFT,
            _SOURCING,
            _BREAKDOWN,
            _DIFF,
            _STATS,
            _CACHE,
        )
    }
)
