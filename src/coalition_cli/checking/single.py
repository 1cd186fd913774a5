"""The rules that look at a single record."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from ..model.problems import Problem, shortened
from ..model.ratings import scored_by
from ..model.record import Record
from ..model.vocabularies import ALPHA_2, DRAFT, MISTAKEN
from ..reading.partial import lacks_marks
from ..words.dates import is_day
from ..words.unnamed import is_unnamed
from ..words.wordings import words

_LONGEST_QUOTE = 50  # words


class Doubt(NamedTuple):
    """What a rule finds in a record."""

    field: str  # where it stands; an absent field stands where the record begins
    message: str
    remedy: str


# Kinds of speakers that nobody grants anonymity: an office or a report is only not named.
_GRANTED_NONE = frozenset({"organisation", "outlet", "document"})

RecordRule = Callable[[Record], Doubt | None]


def is_unnamed_speaker(speaker: Record) -> bool:
    """Whether a speaker is unnamed. A name counts even if it cannot be read."""
    return is_unnamed(speaker.values.get("anonymous"), named=speaker.states("name"))


def _required(name: str) -> RecordRule:
    """Return the rule that a record states a field."""

    def rule(record: Record) -> Doubt | None:
        return None if record.states(name) else _missing(record, name)

    return rule


def _missing(record: Record, name: str) -> Doubt:
    meaning = record.section.field(name).meaning
    return Doubt(name, f"'{name}' is missing in {record.label}", f"add '{name}': {meaning}")


def _reference(fact: Record) -> Doubt | None:
    if any(reference.places or reference.values for reference in fact.nested()):
        return None
    wrong = fact.states("reference") and "reference" not in fact.values  # which is an error
    return None if wrong else _missing(fact, "reference")


def _long_quote(appearance: Record) -> Doubt | None:
    quote = str(appearance.values.get("quote", ""))
    if len(quote) <= _LONGEST_QUOTE:  # so few letters have no more words
        return None
    count = len(words(quote))
    if count <= _LONGEST_QUOTE:
        return None
    message = f"'quote' in {appearance.label} has {count:,} words, more than {_LONGEST_QUOTE}"
    return Doubt("quote", message, "quote the few words that carry the claim")


def _unmarked_quote(appearance: Record) -> Doubt | None:
    quote, wording = appearance.values.get("quote"), appearance.values.get("wording")
    if quote is None or wording is None or not lacks_marks(str(wording), str(quote)):
        return None
    message = f"'quote' has no quotation marks in 'wording' in {appearance.label}"
    return Doubt("wording", message, "write the article's quotation marks in 'wording' too")


def _country(record: Record) -> Doubt | None:
    code = record.values.get("country")
    if code is None or code in ALPHA_2:
        return None
    capitals = str(code).upper()
    meant = MISTAKEN.get(capitals, capitals)
    near = f"; did you mean '{meant}'?" if meant in ALPHA_2 else ""
    wrong = f"is not a code of ISO 3166-1: '{shortened(str(code))}'{near}"
    remedy = "write the alpha-2 code, such as GB or NO"
    return Doubt("country", f"'country' in {record.label} {wrong}", remedy)


def _anonymous_against_name(speaker: Record) -> Doubt | None:
    anonymous = speaker.values.get("anonymous")
    named = "name" in speaker.values
    if anonymous is False and not speaker.states("name"):
        message = f"{speaker.label} counts as named, but has no 'name'"
        return Doubt("anonymous", message, "add 'name', or remove 'anonymous'")
    if named and anonymous is None and "anonymity_reason" in speaker.values:
        message = f"{speaker.label} has a reason to be unnamed, but 'name' says who it is"
        remedy = "write a 'description' in place of 'name', or remove 'anonymity_reason'"
        return Doubt("anonymity_reason", message, remedy)
    return None


def _no_anonymity_reason(speaker: Record) -> Doubt | None:
    if not is_unnamed_speaker(speaker) or speaker.states("anonymity_reason"):
        return None
    if speaker.values.get("kind") in _GRANTED_NONE:
        return None
    return _missing(speaker, "anonymity_reason")


def _identifiable(speaker: Record) -> Doubt | None:
    details = ("country", "role", "affiliation")
    if not is_unnamed_speaker(speaker) or not all(map(speaker.states, details)):
        return None
    if speaker.values.get("kind", "person") != "person":
        return None
    message = f"{speaker.label} is unnamed, but country, role and affiliation may tell who it is"
    return Doubt("affiliation", message, "remove what the articles do not state")


def _original_retelling(article: Record) -> Doubt | None:
    if article.values.get("original") is not True or "retells" not in article.values:
        return None
    message = f"{article.label} is confirmed as an original, but retells another article"
    return Doubt("original", message, "remove 'original' or 'retells'")


def _unknown_origin(article: Record) -> Doubt | None:
    if article.states("retells") or article.values.get("original") is True:
        return None
    if article.states("original") and "original" not in article.values:
        return None
    message = f"{article.label} states neither what it retells nor that it is an original"
    remedy = "add 'retells'; or 'original: true', if somebody has made sure of it"
    return Doubt("retells", message, remedy)


def _off_scale(review: Record) -> Doubt | None:
    scored = scored_by(review.values)
    if scored.is_no_scale:
        message = f"'best' and 'worst' in {review.label} are both {scored.best}, 'value' is not"
        return Doubt("value", message, "correct the ends of the scale, or remove them")
    if not scored.is_outside:
        return None
    beyond = f"{scored.value}, outside {scored.worst} to {scored.best}"
    message = f"'value' in {review.label} is {beyond}"
    return Doubt("value", message, "correct 'value', or the ends of the scale: 'worst' and 'best'")


def _no_reviewer(review: Record) -> Doubt | None:
    if review.states("by") or not (review.states("rating") or review.states("value")):
        return None
    return _missing(review, "by")


def _unread_draft(claim: Record) -> Doubt | None:
    if claim.values.get("status") != DRAFT:
        return None
    message = f"{claim.label} is a draft that nobody has read"
    remedy = (
        "read it beside its article, then remove 'status: draft'; 'coalition review' shows each"
    )
    return Doubt("status", message, remedy)


def _no_confidence(claim: Record) -> Doubt | None:
    unread = claim.values.get("status") == DRAFT  # who has not read it cannot rate it
    return None if unread or claim.states("confidence") else _missing(claim, "confidence")


def _vague_embargo(claim: Record) -> Doubt | None:
    embargo = claim.values.get("embargo")
    if embargo is None or is_day(str(embargo)):
        return None
    message = f"'embargo' of {claim.label} is no day: '{embargo}'"
    remedy = f"write the day; until then it is under embargo to the end of {embargo}"
    return Doubt("embargo", message, remedy)


# By section, each rule with its code.
_RULES: Mapping[str, tuple[tuple[str, RecordRule], ...]] = {
    "claims": (
        ("no-appearance", _required("appearances")),
        ("vague-embargo", _vague_embargo),
        ("unread-draft", _unread_draft),
        ("no-confidence", _no_confidence),
        ("no-speaker", _required("speaker")),
        ("no-source", _required("source")),
    ),
    "appearances": (("long-quote", _long_quote), ("unmarked-quote", _unmarked_quote)),
    "reviews": (("off-scale", _off_scale), ("no-reviewer", _no_reviewer)),
    "articles": (
        ("original-retelling", _original_retelling),
        ("unknown-origin", _unknown_origin),
        ("no-publisher", _required("publisher")),
        ("no-date", _required("date")),
        ("no-url", _required("url")),
    ),
    "speakers": (
        ("anonymous-against-name", _anonymous_against_name),
        ("unknown-country", _country),
        ("no-anonymity-reason", _no_anonymity_reason),
        ("identifiable-speaker", _identifiable),
    ),
    "facts": (("no-reference", _reference),),
    "members": (("unknown-country", _country), ("no-fact", _required("facts"))),
}


class SingleRecords:
    """Applies the rules that look at a single record, those of the codes that are wanted."""

    codes = frozenset(code for rules in _RULES.values() for code, _ in rules)
    kept = 0

    def __init__(self, wanted: Set[str]) -> None:
        self._rules = {
            section: applied
            for section, rules in _RULES.items()
            if (applied := [(code, rule) for code, rule in rules if code in wanted])
        }

    @property
    def sections(self) -> Collection[str]:
        """The sections that have such a rule."""
        return self._rules

    def see(self, record: Record) -> Sequence[Problem]:
        """Return what is doubtful about a record, but not about those within it."""
        return [
            Problem(code, doubt.message, doubt.remedy, record.file, *record.where(doubt.field))
            for code, rule in self._rules[record.section.name]
            if (doubt := rule(record))
        ]

    def problems(self) -> Iterator[Problem]:
        """Yield nothing: `see` returns all problems."""
        return iter(())
