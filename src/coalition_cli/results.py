"""What commands work out that is no record of a file, in the same table of fields as model.py.

A row of `drift` or `verify` has the keys of its section here, in this order; so have the JSON
Schema and the reference documentation.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from .codes import Severity
from .model import SECTIONS, Field, Section, Type

# What `verify` says of words, the best first.
VERDICTS = ("exact", "typographic", "altered", "missing")


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
        _worked_out("origin", Type.REFERENCE, "the article that it is held against", of="articles"),
        _like("appearances.quote"),
        _like("appearances.wording"),
        _worked_out("origin_words", Type.TEXT, "the origin's quote, or its wording"),
        _SIMILARITY,
        _like("appearances.attribution"),
        _worked_out("origin_attribution", Type.TEXT, "how the origin names the speaker"),
        _worked_out("speaker", Type.REFERENCE, "whom the origin credits", of="speakers"),
        _worked_out("credited", Type.REFERENCE, "whom the appearance credits", of="speakers"),
        _worked_out("drift", Type.NUMBER, "how far it has moved; absent where not scored", at_most=100),
        _like("articles.language"),
        _like("articles.translated_from"),
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

# By command.
RESULTS: Mapping[str, Section] = MappingProxyType(
    {one.name: one for one in (_VERIFY, _DRIFT, _CHECK)}
)
