"""The results that commands work out, as sections and fields like those of records.

A row of `drift`, `sourcing` or `verify` has the keys of its section here, in this order. The JSON
Schema and the reference documentation follow this table too.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from . import FILE_SECTIONS, SECTIONS, Field, Section, Type
from .codes import Severity

# What `verify` says of words, from the best to the worst.
VERDICTS = ("exact", "typographic", "altered", "missing")
FAILED = VERDICTS[2:]
# What `diff` says of a record, and what a change does to attribution and sourcing.
FATES = ("added", "withdrawn", "changed")
EFFECTS = ("named", "unnamed", "better-sourced", "worse-sourced")


def _like(reference: str) -> Field:
    """Return a field of a record that a result repeats."""
    section, name = reference.split(".")
    return SECTIONS[section].field(name)._replace(required=False, derived=True)


def _worked_out(name: str, kind: Type, meaning: str, **more: Any) -> Field:
    return Field(name, kind, meaning, derived=True)._replace(**more)


_SIMILARITY = _worked_out(
    "similarity",
    Type.NUMBER,
    "how similar the words are; absent if they were not compared",
    at_most=100,
)

_VERIFY = Section(
    "verify",
    "quotation",
    (
        _like("appearances.claim"),
        _like("appearances.article"),
        _like("appearances.quote"),
        _like("appearances.wording"),
        _worked_out("status", Type.WORD, "how the words compare with the text", words=VERDICTS),
        _worked_out("start", Type.NUMBER, "where the passage begins in the text, in code points from 0"),
        _worked_out("end", Type.NUMBER, "where the passage ends, not included"),
        _worked_out("found", Type.TEXT, "the passage of the text"),
        _worked_out("paragraph", Type.NUMBER, "the paragraph where it was found, from 1", at_least=1),
        _worked_out("stated_paragraph", Type.NUMBER, "the paragraph that the claims file states", at_least=1),
        _worked_out("stated_offset", Type.NUMBER, "the offset that the claims file states, which `start` should be"),
        _SIMILARITY,
        _worked_out("reason", Type.TEXT, "why the words are not exact, or are not where they should be"),
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
        _worked_out("origin", Type.REFERENCE, "the article that it is compared with; of several origins, the one with the most similar words", of="articles"),
        _like("appearances.quote"),
        _like("appearances.wording"),
        _worked_out("words", Type.TEXT, "the words that are compared: the wording if both have one, else the quote, or the wording if there is no quote"),
        _worked_out("origin_words", Type.TEXT, "the words of the origin that they are compared with; absent if none are recorded"),
        _SIMILARITY,
        _like("appearances.attribution"),
        _worked_out("origin_attribution", Type.TEXT, "how the origin names the speaker", says_who=True),
        _worked_out("speaker", Type.REFERENCE, "the speaker that the origin credits: the claim's speaker, unless it states another", of="speakers"),
        _worked_out("credited", Type.REFERENCE, "the speaker that the appearance credits: the claim's speaker, unless it states another", of="speakers"),
        _worked_out("drift", Type.NUMBER, "how much it has changed: half of what similarity lacks to 100, plus 10 for a changed quotation, plus 50 for another speaker; absent if there is nothing to compare", at_most=100),
        _like("articles.language"),
        _like("articles.translated_from"),
        _worked_out("speaker_name", Type.NAME, "the name of the speaker that the origin credits, or the description", says_who=True),
        _worked_out("credited_name", Type.NAME, "the name of the speaker that the appearance credits, or the description", says_who=True),
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
        _worked_out("severity", Type.WORD, "how serious it is: error, warning or strict", words=tuple(Severity)),
        _worked_out("message", Type.TEXT, "what is wrong"),
        _worked_out("remedy", Type.TEXT, "what to do about it"),
        _worked_out("file", Type.NAME, "the file, as its path was given"),
        _worked_out("line", Type.NUMBER, "its line, from 1", at_least=1),
        _worked_out("column", Type.NUMBER, "the character in the line, from 1", at_least=1),
    ),
    key="code",
)  # fmt: skip
_STATISTICS = Section(
    "statistics",
    "count",
    (
        *_CHECK.fields[:2],
        _worked_out("count", Type.NUMBER, "how many problems have the code, also those beyond the most that are given"),
        _worked_out("meaning", Type.TEXT, "what the code means"),
    ),
    key="code",
)  # fmt: skip

_COUNTS = (
    _worked_out("claims", Type.NUMBER, "how many claims"),
    _worked_out("named", Type.NUMBER, "claims whose speaker is named; without a speaker, or with one that is not declared, a claim is neither named nor unnamed"),
    _worked_out("unnamed", Type.NUMBER, "claims whose speaker is unnamed"),
    _worked_out("direct", Type.NUMBER, "claims with a quote in an appearance"),
    _worked_out("paraphrased", Type.NUMBER, "claims without a quote in any appearance"),
    _worked_out("single_origin", Type.NUMBER, "claims with one origin; a claim without appearances, or with unknown origins, is in neither count"),
    _worked_out("multi_origin", Type.NUMBER, "claims with several origins"),
)  # fmt: skip
_BREAKDOWN = Section(
    "breakdown",
    "count",
    (
        _worked_out("value", Type.NAME, "the id of a source or a speaker, or a topic; null for the claims that state none"),
        _worked_out("name", Type.NAME, "the name of the source or the speaker, or the description of an unnamed speaker; null for a topic", says_who=True),
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
        _worked_out("origins", Type.NUMBER, "how many origins they have, as far as that is known"),
        _worked_out("by_source", Type.RECORD, "the same counts by who first carried the claims, most claims first", many=True, of="breakdown"),
        _worked_out("by_speaker", Type.RECORD, "the same counts by who made them", many=True, of="breakdown"),
        _worked_out("by_topic", Type.RECORD, "the same counts by topic; a claim with several topics is counted for each of them", many=True, of="breakdown"),
        _worked_out("weakest", Type.REFERENCE, "the claims with an unnamed speaker, one origin and no quote", many=True, of="claims"),
    ),
    key="",
)  # fmt: skip

_DIFF = Section(
    "diff",
    "difference",
    (
        _worked_out("change", Type.WORD, "whether the record was added, withdrawn or changed", words=FATES),
        _worked_out("section", Type.WORD, "the section of the record: claims, sources and so on", words=("file", *FILE_SECTIONS, "appearances")),
        _worked_out("id", Type.NAME, "the id of the record; for an appearance, the id of its claim"),
        _worked_out("article", Type.REFERENCE, "the article of the appearance, if an appearance differs", of="articles"),
        _worked_out("field", Type.NAME, "the field that differs; absent if the whole record was added or withdrawn"),
        _worked_out("old", Type.ANYTHING, "the value before; for a list, what is no longer in it; for a whole record, its text or name"),
        _worked_out("new", Type.ANYTHING, "the value now; for a list, what was not in it before; for a whole record, its text or name"),
        _worked_out("effect", Type.WORD, "what the change does to attribution or sourcing, if anything", words=EFFECTS),
        _worked_out("speaker_name", Type.NAME, "who is credited now; for something withdrawn, who was credited", says_who=True),
        _worked_out("anonymous", Type.BOOLEAN, "whether the speaker who is credited is unnamed"),
        _like("claims.file")._replace(meaning="the file that states the record now, or stated it before"),
        _like("claims.line"),
    ),
)  # fmt: skip
_STATS = Section(
    "stats",
    "count",
    (
        _worked_out("field", Type.NAME, "the field that the counts are by"),
        _worked_out("value", Type.ANYTHING, "its value"),
        _worked_out("claims", Type.NUMBER, "how many claims"),
    ),
    key="field",
)
_TIMELINE = Section(
    "timeline",
    "period",
    (
        _worked_out("date", Type.DATE, "the day, month or year; a less exact date stands for itself; null for what has no date"),
        _worked_out("claims", Type.NUMBER, "how many claims were made then"),
        _worked_out("articles", Type.NUMBER, "how many articles were published then"),
        _worked_out("facts", Type.NUMBER, "how many facts happened then"),
    ),
    key="date",
)  # fmt: skip
_CACHE = Section(
    "cache",
    "index",
    (
        _worked_out("data", Type.NAME, "the paths of the files that it is made from"),
        _worked_out("files", Type.NUMBER, "the number of these files"),
        _worked_out("size", Type.NUMBER, "its size in bytes"),
        _worked_out("used", Type.NAME, "when it was last used"),
        _worked_out("path", Type.NAME, "the path of the database"),
    ),
    key="path",
)

_DOCTOR = Section(
    "doctor",
    "finding",
    (
        _worked_out("part", Type.NAME, "what it is about: program, data, coalition.toml, cache, terminal or completion"),
        _worked_out("name", Type.NAME, "what it is"),
        _worked_out("value", Type.TEXT, "how it is here"),
    ),
    key="name",
)  # fmt: skip

# By command. A breakdown is a part of `sourcing`.
RESULTS: Mapping[str, Section] = MappingProxyType(
    {
        section.name: section
        for section in (
            _CHECK,
            _STATISTICS,
            _VERIFY,
            _DRIFT,
            _SOURCING,
            _BREAKDOWN,
            _DIFF,
            _STATS,
            _TIMELINE,
            _CACHE,
            _DOCTOR,
        )
    }
)
