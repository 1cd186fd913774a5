"""A report in Markdown: claims by topic, or by another field, each with its chain and its words.

It is CommonMark with what GitHub and pandoc both add to it, which is struck text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TextIO

from ...answers.dossier import dossiers
from ...model import SECTIONS, Field, Type
from ...model.answer import Values
from ...model.problems import UsageError
from ...publishing.fields import PUBLIC
from ...query import Question, Term, check_fields, parse_term, query_field
from ...query.question import ANY
from ...words import any_case
from ...words.unnamed import called, marked
from ..export import Export, Referred
from .claim import claim, mention
from .escaping import told

_CLAIMS = SECTIONS["claims"]
USUAL = "topics"  # the field that claims are ordered by
_BY = (Type.REFERENCE, Type.WORD, Type.CONFIDENCE, Type.BOOLEAN, Type.NUMBER, Type.DATE)
_RATES = (
    "Confidence rates the sourcing: how sure it is that this speaker made the claim, as worded. It "
    "does not say whether the claim is true. Articles that retell others are no further sources: "
    "origins are counted, not articles. In a retelling, words of the origin that it leaves out are "
    "~~struck~~, and words that it adds are **bold**."
)

# What the report calls the fields that it tells.
TERMS: Mapping[str, Mapping[str, str]] = {
    "file": {"title": "the title"},
    "membership": {},
    "sources": {"id": "source", "name": "source"},
    "articles": {
        "id": "how it travelled",
        "headline": "how it travelled",
        "publisher": "how it travelled",
        "url": "how it travelled",
        "date": "how it travelled",
        "language": "the words of a translation are not compared",
        "translated_from": "the words of a translation are not compared",
        "retells": "the level in the list of how it travelled",
        "corrections": "still uncorrected in",
    },
    "speakers": {
        "id": "said by",
        "name": "said by",
        "description": "said by",
        "anonymous": "(unnamed)",
        "anonymity_reason": "said by",
        "terms": "said by",
    },
    "claims": {
        "id": "claim",
        "text": "the heading",
        "speaker": "said by",
        "anonymous": "(unnamed)",
        "on_behalf_of": "on behalf of",
        "source": "source",
        "confidence": "confidence",
        "credibility": "credibility",
        "kind": "kind",
        "topics": "topics",
        "date": "date",
        "place": "place",
        "context": "context",
        "language": "language",
        "embargo": "embargo",
        "status": "the mark before it",
        "appearances": "how it travelled",
        "supports": "supports",
        "contradicts": "contradicts",
        "reviews": "reviews",
        "evidence": "evidence",
        "corrections": "corrections",
        "note": "note",
        "extra": "extra",
    },
    "appearances": {
        "article": "how it travelled",
        "paragraph": "¶",
        "locator": "how it travelled",
        "quote": "its words",
        "wording": "its words",
        "attribution": "credits",
        "verb": "verb",
        "speaker": "credits",
        "terms": "terms",
        "extra": "extra",
    },
    "facts": {
        "id": "supported by facts",
        "text": "supported by facts",
        "date": "supported by facts",
        "reference": "supported by facts",
        "supports": "supported by facts",
        "contradicts": "contradicted by facts",
    },
    "reference": {"title": "supported by facts", "url": "supported by facts"},
    "reviews": {name: name for name in SECTIONS["reviews"].by_name},
    "evidence": {name: name for name in SECTIONS["evidence"].by_name},
    "corrections": {name: name for name in SECTIONS["corrections"].by_name},
    "members": {
        "country": "members that it names",
        "name": "members that it names",
        "claims": "members that it names",
    },
}
_OF_SPEAKER = "describes the speaker, and not who said what"
_OF_ARTICLE = "describes the article, and not how the claim travelled"
_OF_OTHER = "belongs to a record that claims only name"
LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    "file": dict.fromkeys(("version", "membership", "extra"), "is about the file"),
    "membership": dict.fromkeys(("counted", "claim"), "is about the file"),
    "sources": dict.fromkeys(
        ("kind", "url", "reliability", "aliases", "same_as", "not_same", "extra"), _OF_OTHER
    ),
    "articles": dict.fromkeys(
        ("authors", "archived", "accessed", "original", "sha256", "extra"), _OF_ARTICLE
    ),
    "speakers": dict.fromkeys(
        (
            *("kind", "country", "role", "affiliation", "party", "url", "aliases"),
            *("same_as", "not_same", "extra"),
        ),
        _OF_SPEAKER,
    ),
    "claims": {},
    "appearances": {"offset": "is for programs that look for the quote"},
    "facts": {"extra": _OF_OTHER},
    "reference": {},
    "reviews": {},
    "evidence": {},
    "corrections": {},
    "members": dict.fromkeys(("eu", "nato", "nuclear", "facts", "extra"), _OF_OTHER),
}


def field_by(name: str) -> str:
    """Return the field of claims that a name means; raise UsageError for one of no use here."""
    field = query_field(_CLAIMS, name)
    known = [
        each
        for each in _CLAIMS.fields
        if each.type in _BY and each.is_counted and each.name in PUBLIC["claims"]
    ]
    if field not in known:
        names = ", ".join(each.singular or each.name for each in known)
        raise UsageError(f"a report cannot be ordered by '{field.name}'\nit takes one of {names}")
    return field.name


def write(export: Export, out: TextIO) -> None:
    """Write the report: its head, and then the claims of each value of a field, most first."""
    field = _CLAIMS.field(export.by or USUAL)
    out.writelines(_head(export))
    name = _names(export, field)
    for value, count in export.public.groups(Question(_CLAIMS, declared=True), (field,)):
        out.write(f"## {name(value)}\n\n{_counted(count, 'claim')}\n\n")
        out.writelines(_in_full(export, field, value))
        if field.many:
            out.writelines(_elsewhere(export, field, value, name))


def _in_full(export: Export, field: Field, value: object) -> Iterator[str]:
    """Yield the claims that have a value of a field, as the first one where it has several."""
    rows = _rows(export, field, value, ("id", field.name))
    keys = ((_CLAIMS, str(row["id"])) for row in rows if _is_first(row[field.name], value))
    for dossier in dossiers(export.public, keys):
        yield from claim(dossier, export.leaving.as_of)


def _elsewhere(
    export: Export, field: Field, value: object, name: Callable[[object], str]
) -> Iterator[str]:
    """Yield the others in one line each, with the value below which they stand in full."""
    rows = _rows(export, field, value, ("text", "speaker_name", "anonymous", field.name))
    others = (row for row in rows if not _is_first(row[field.name], value))
    ends = ""
    for row in others:
        if not ends:
            yield f"### Also: {name(value)}\n\n"
            ends = "\n"
        yield f"- {mention(row)} (in full below “{name(_first(row[field.name]))}”)\n"
    yield ends


def _head(export: Export) -> Iterator[str]:
    title = export.of_file()["title"]
    yield f"# {told(title) if title else 'Claims'}\n\n"
    counts = []
    for section, what in (
        ("claims", "claim"),
        ("speakers", "speaker"),
        ("sources", "source"),
        ("articles", "article"),
    ):
        asked = Question(SECTIONS[section], declared=True)
        counts.append(_counted(export.public.count(asked), what))
        if section == "speakers":
            terms = (parse_term(SECTIONS[section], "anonymous", "true"),)
            if unnamed := export.public.count(asked._replace(terms=terms)):
                counts[-1] += f" ({unnamed:,} unnamed)"
    yield f"{', '.join(counts)}. As of {export.leaving.as_of}.\n\n{_RATES}\n\n"


def _counted(count: object, what: str) -> str:
    assert isinstance(count, int)  # noqa: S101 - a count
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _rows(export: Export, field: Field, value: object, names: Sequence[str]) -> Iterator[Values]:
    """Yield the claims that have a value of a field, with these fields."""
    if value is None:
        term = Term(field, (ANY,), negated=True)
    elif field.type is Type.REFERENCE:
        term = Term(field, (str(value),), exact=field.of != "topics")
    else:
        term = parse_term(_CLAIMS, field.name, str(value).lower())
    fields = check_fields(_CLAIMS, names)
    return export.public.rows(Question(_CLAIMS, (term,), fields, declared=True)).dicts()


def _is_first(values: object, value: object) -> bool:
    """Whether a value is the first of several, or the only one."""
    return not isinstance(values, list) or any_case(str(_first(values))) == any_case(str(value))


def _first(value: object) -> object:
    return (value[0] if value else None) if isinstance(value, list) else value


def _names(export: Export, field: Field) -> Callable[[object], str]:
    """Return what says how a value of a field is called in a heading."""
    what = told(field.singular or field.name.replace("_", " "))
    fields = {"speakers": ("name", "description", "anonymous"), "sources": ("name",)}.get(field.of)
    records = Referred(export, field.of, fields) if fields else None

    def name(value: object) -> str:
        if value is None:
            return f"No {what}"
        record = records.record(value) if records else None
        if record is None:
            if field.type is Type.BOOLEAN:
                return f"{what}: {'yes' if value else 'no'}"
            return told(value) if field.of or field.type is Type.DATE else f"{what}: {told(value)}"
        if "description" in record:
            return told(marked(called(record), record["anonymous"]) or value)
        return told(record["name"] or value)

    return name
