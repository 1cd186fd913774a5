"""The codes of problems: how grave each is, what it stands for, and why it matters.

The table is the single source for `check --explain` and the reference documentation. A code
never changes its meaning; codes are only ever added.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Severity(StrEnum):
    """How grave a problem is, the gravest first."""

    ERROR = "error"  # the file cannot be used
    WARNING = "warning"  # it can, but what it says is doubtful
    STRICT = "strict"  # an editor would ask for more; told where that is asked for


class Code(NamedTuple):
    """What a code stands for."""

    severity: Severity
    meaning: str
    why: str = ""  # it matters; whole sentences, for who asks to have it explained


def _error(meaning: str, why: str) -> Code:
    return Code(Severity.ERROR, meaning, why)


def _warning(meaning: str, why: str) -> Code:
    return Code(Severity.WARNING, meaning, why)


def _strict(meaning: str, why: str) -> Code:
    return Code(Severity.STRICT, meaning, why)


CONFIDENTIAL = "confidential-name"  # stops no command, as the name is withheld

_ERRORS = {
    "unreadable": _error(
        "the file is missing, is not a file, or may not be read",
        "Nothing of it is in any answer.",
    ),
    "not-utf8": _error(
        "the file is not UTF-8 text",
        "Names and quotations would come out garbled. What follows the place was not read.",
    ),
    "bad-syntax": _error(
        "the file is not well-formed YAML, JSON or JSON Lines",
        "What follows the place may not have been read, so references are not checked.",
    ),
    "merge-conflict": _error(
        "a merge conflict of git that nobody has resolved",
        "The file states both sides at once. Its first side was read, to tell what else is wrong; "
        "references are not checked.",
    ),
    "over-limit": _error(
        "nesting, aliases, a text, a record or a file go beyond what is read",
        "A few lines of aliases can stand for billions of values, and a text without an end fills "
        "the memory; a claims file needs neither.",
    ),
    "unknown-version": _error(
        "the file is of a version that is not read",
        "Its keys may mean something else there.",
    ),
    "unknown-key": _error(
        "a key that the format does not have",
        "A misspelt key is a statement that is lost. What has no key goes under a claim's `extra`.",
    ),
    "repeated-key": _error(
        "a key that stands twice in one record",
        "Parsers keep one of them, and do not agree which.",
    ),
    "missing-key": _error(
        "a key that is required is absent or empty",
        "Without it the record cannot be named or shown.",
    ),
    "wrong-type": _error(
        "a value of the wrong type",
        "It would be compared and sorted as what it is not.",
    ),
    "unknown-value": _error(
        "a value outside its vocabulary",
        "Filters and counts would pass it over.",
    ),
    "out-of-range": _error(
        "a number outside its range",
        "It means nothing on the scale that it belongs to.",
    ),
    "bad-id": _error(
        "an id with blanks in it",
        "Ids are written on command lines and in lists, where a blank ends a word.",
    ),
    "bad-date": _error(
        "a date that is not a year, a month or a day",
        "It cannot be compared. A year alone, or a year and a month, is a date.",
    ),
    "quote-and-wording": _error(
        "an appearance with both a quote and a wording",
        "A quote stands in quotation marks in the article, a wording does not: the difference "
        "between a speaker's words and a reporter's.",
    ),
    "repeated-id": _error(
        "an id that two records of a section share",
        "What refers to it would mean either.",
    ),
    "unknown-reference": _error(
        "a reference to a record that does not exist",
        "Most are misspelt ids. Speakers, sources and topics need not be declared.",
    ),
    "circular-retelling": _error(
        "articles that retell each other in a circle",
        "None of them could be the origin.",
    ),
    CONFIDENTIAL: _error(
        "the name of a speaker who is to be unnamed stands in the file",
        "A source that was promised anonymity is named in a file that is copied, sent and kept. "
        "The name is in no answer, and so this error alone stops no command; but whoever has the "
        "file has the name, and git keeps it in the history when it is removed. Move it to a "
        "private file outside the repository: docs/protecting-sources.md says how.",
    ),
}
_WARNINGS = {
    "no-appearance": _warning(
        "a claim that appears in no article",
        "Nobody can look up who said it, nor in which words.",
    ),
    "no-confidence": _warning(
        "a claim whose sourcing is not rated",
        "It matches no threshold and so is missing where claims are asked for by their confidence.",
    ),
    "anonymous-against-speaker": _warning(
        "a claim that is unnamed though its speaker is named, or named though its speaker is not",
        "Lists go by the claim, `speakers` by the speaker, and the answers disagree: a claim that "
        "is unnamed is shown without its speaker, lest the id lead to the name. To unname a "
        "speaker for one claim only, declare another speaker with a description.",
    ),
    "anonymous-against-name": _warning(
        "a speaker with a name and a reason to be unnamed, or without a name who is to be named",
        "Nothing says that the first is unnamed, so the name is in every answer, which may give "
        "away a source that was promised anonymity. A speaker without a name who counts as named "
        "is shown without the word that marks who is unnamed.",
    ),
    "unnamed-single-origin": _warning(
        "a claim of an unnamed speaker that is rated high and has a single origin",
        "Nobody but one newsroom knows who said it, however many outlets retell that. "
        "Rate it medium at most, or record an article of another origin.",
    ),
    "original-retelling": _warning(
        "an article that is confirmed as an original and retells another",
        "One of the two is wrong, and origins are counted by what it retells.",
    ),
    "early-retelling": _warning(
        "an article that is older than one that it retells",
        "A date is wrong, or the retelling is the original. Dates that overlap are not compared.",
    ),
    "long-quote": _warning(
        "a quotation of more than 50 words",
        "It is mostly several claims, and more than a short quotation in law. In scripts without "
        "spaces each character counts as a word.",
    ),
    "near-duplicate": _warning(
        "two claims whose texts are nearly the same",
        "Of their words 90 of 100 are alike, and they are not said to be of different speakers: it "
        "is counted twice. Make them one claim with the appearances of both; or say with "
        "`supports` or `contradicts` how they relate.",
    ),
    "comment-in-text": _warning(
        "a text that ends before a comment which may belong to it",
        "In YAML a '#' behind a blank begins a comment, so `we are the #1 town` states `we are "
        "the`. Only a '#' right before a letter or a digit is told, behind text without quotes.",
    ),
    "two-spellings": _warning(
        "ids, names or topics that are one but for their spelling",
        "They differ in capitals, quotation marks, hyphens, blanks or what is not seen. A question "
        "finds both, while lists have two speakers or sources where there is one. Topics are "
        "counted as one, and shown as most claims spell them.",
    ),
    "unknown-country": _warning(
        "a country code that ISO 3166-1 does not have",
        "Only alpha-2 codes that are officially assigned are known, in capitals: GB and not UK.",
    ),
}
_STRICT = {
    "no-speaker": _strict(
        "a claim that names nobody who made it",
        "A claim without a speaker is an assertion. An unnamed speaker is declared with a "
        "description; what an outlet says in its own voice is said by the outlet.",
    ),
    "no-source": _strict(
        "a claim that does not say who first carried it",
        "It is not known on whose authority it rests.",
    ),
    "undeclared-speaker": _strict(
        "a speaker that is declared nowhere",
        "It is taken as a name, and so as that of a named speaker; it may be a misspelt id.",
    ),
    "undeclared-source": _strict(
        "a source that is declared nowhere",
        "It is taken as a name; it may be a misspelt id.",
    ),
    "no-anonymity-reason": _strict(
        "an unnamed speaker of whom it is not said why",
        "Newsrooms grant anonymity for a reason and tell it to their readers; without one nobody "
        "can weigh the speaker's motive.",
    ),
    "no-attribution": _strict(
        "a claim of an unnamed speaker of which no appearance says how the speaker is named there",
        "The article's own words for an unnamed speaker are all that there is to go by.",
    ),
    "identifiable-speaker": _strict(
        "an unnamed person with a country, a role and an affiliation",
        "Together they may tell who it is. State what the articles state and no more.",
    ),
    "untraced-source": _strict(
        "a claim whose appearances do not lead back to an article of its source",
        "That the source was the first to carry it cannot be seen: an article of the source, or "
        "what the articles retell, is missing; or the source is another.",
    ),
    "high-from-retelling": _strict(
        "a claim that is rated high though only retellings of it were seen",
        "How the original words it is not known, and retellings drift. Record the appearance in "
        "the original, or rate the claim lower.",
    ),
    "unknown-origin": _strict(
        "an article that states neither what it retells nor that it is an original",
        "It counts as an origin of its own, and perhaps is none.",
    ),
    "no-publisher": _strict(
        "an article without a publisher",
        "Whose it is decides where the trail of a claim ends.",
    ),
    "no-date": _strict(
        "an article without a date",
        "Who came first cannot be told.",
    ),
    "no-url": _strict(
        "an article without an address",
        "Nobody can read it again.",
    ),
    "no-reference": _strict(
        "a fact without a reference",
        "A fact is background that can be checked, so say where.",
    ),
    "no-fact": _strict(
        "a member without a fact",
        "What is said of its alliances rests on nothing.",
    ),
    "one-sided-contradiction": _strict(
        "a claim that contradicts another, which does not say so",
        "Who reads the other is not told that it is disputed.",
    ),
}
CODES: Mapping[str, Code] = MappingProxyType({**_ERRORS, **_WARNINGS, **_STRICT})
