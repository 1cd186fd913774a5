"""The codes of problems: how serious each is, what it means, and why it matters.

`check --explain` and the reference documentation follow this table. A code never changes its
meaning, and no code is ever removed.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import NamedTuple


class Severity(StrEnum):
    """How serious a problem is, the most serious first."""

    ERROR = "error"  # the file cannot be used
    WARNING = "warning"  # the file can be used, but something in it is doubtful
    STRICT = "strict"  # an editor would ask for more; only --strict looks for it


class Shown(NamedTuple):
    """How a severity is shown."""

    noun: str  # what counts such problems
    style: str  # of Rich
    command: str  # of GitHub's workflows
    level: str  # of SARIF


SHOWN = {
    Severity.ERROR: Shown("error", "bold red", "error", "error"),
    Severity.WARNING: Shown("warning", "yellow", "warning", "warning"),
    Severity.STRICT: Shown("strict finding", "cyan", "notice", "note"),
}


class Code(NamedTuple):
    """What a code means."""

    severity: Severity
    meaning: str
    why: str  # why it matters, in whole sentences, for --explain


_error, _warning, _strict = (partial(Code, severity) for severity in Severity)

CONFIDENTIAL = "confidential-name"  # stops no command, because the name is withheld

_ERRORS = {
    "unreadable": _error(
        "the file is missing, is not a file, or may not be read",
        "Nothing of it is in any answer.",
    ),
    "not-utf8": _error(
        "the file is not UTF-8 text",
        "Names and quotations would be garbled. Nothing after this place was read.",
    ),
    "bad-syntax": _error(
        "the file is not well-formed YAML, JSON or JSON Lines",
        "The text after this place may not have been read, so references are not checked.",
    ),
    "merge-conflict": _error(
        "a merge conflict of git that nobody has resolved",
        "The file has both sides at once. Only the first side was read, to find other problems. "
        "References are not checked.",
    ),
    "over-limit": _error(
        "a file, a record, a text, the nesting or the aliases are over a limit",
        "A few lines of aliases can stand for billions of values, and an endless text fills the "
        "memory. A claims file needs neither.",
    ),
    "unknown-version": _error(
        "the file has a version that this program does not know",
        "Its keys may have another meaning.",
    ),
    "unknown-key": _error(
        "a key that the format does not have",
        "What stands under a misspelt key would be lost. Where the format has no key for "
        "something, put it under a claim's `extra`.",
    ),
    "repeated-key": _error(
        "a key that stands twice in one record",
        "A parser keeps only one of them, and not every parser keeps the same one.",
    ),
    "missing-key": _error(
        "a required key is absent or empty",
        "Without it the record cannot be named or shown.",
    ),
    "wrong-type": _error(
        "a value of the wrong type",
        "It would be compared and sorted in the wrong way.",
    ),
    "unknown-value": _error(
        "a value that is not in its vocabulary",
        "Filters and counts would leave it out.",
    ),
    "out-of-range": _error(
        "a number outside its range",
        "It means nothing on its scale.",
    ),
    "bad-id": _error(
        "an id with blanks in it",
        "Ids are written on command lines and in lists, where a blank ends a word.",
    ),
    "bad-date": _error(
        "a date that is not a year, a month or a day",
        "It cannot be compared with other dates. A year alone is a date, and so is a year with a "
        "month.",
    ),
    "bad-address": _error(
        "an address that is not one of http or https",
        "Nobody can open it, and no program can tell whether two records have the same one.",
    ),
    "quote-and-wording": _error(
        "an appearance whose wording does not hold its quote",
        "Together they tell a partial quotation: the wording has the article's words, with their "
        "quotation marks, and the quote is what stands in these. If the wording has other words, "
        "nobody can tell what the article has.",
    ),
    "repeated-id": _error(
        "an id that two records of a section share",
        "A reference to it could mean either record.",
    ),
    "repeated-alias": _error(
        "an alias that is another record's alias, name or id",
        "A question for it would find two speakers or two sources, and nobody could tell which "
        "one is meant.",
    ),
    "not-same-unnamed": _error(
        "an unnamed speaker in `not_same` of another speaker",
        "Only speakers with like names are told apart in this way. So it says that the unnamed "
        "speaker has a name like the other's.",
    ),
    "unknown-reference": _error(
        "a reference to a record that does not exist",
        "Most are misspelt ids. You do not have to declare speakers, sources and topics.",
    ),
    "circular-retelling": _error(
        "articles that retell each other in a circle",
        "None of them can be the origin.",
    ),
    "bad-input": _error(
        "an input of 'import' that is not of the form that it should have",
        "Nothing of it is a row. A guess would make claims of what is none.",
    ),
    "bad-row": _error(
        "a row or an object of an input that cannot be read or mapped",
        "A claim of it would have values that stand somewhere else, or would lack some. With "
        "--keep-going such rows are left out and counted.",
    ),
    "bad-mapping": _error(
        "a mapping of 'import' that does not fit the model, the language or the columns",
        "What it means to fill would be empty in every record. So a mapping is held to the fields "
        "before any row is read: 'coalition help mapping' explains it.",
    ),
    CONFIDENTIAL: _error(
        "the file has the name of a speaker who must stay unnamed",
        "The source was promised anonymity, and a claims file is copied, sent and kept. No answer "
        "has the name, so this is the one error that stops no command. But whoever has the file "
        "has the name, and git keeps it in the history after you remove it. Move the name to a "
        "private file outside the repository: 'coalition help unnamed' says how.",
    ),
    "leaked-name": _error(
        "a name, an alias or an address of your private file, where others can read it",
        "The private file says who the unnamed speakers are, and only `check --leaks` reads it. "
        "Whoever has the data, or the git repository, can find out who the source is. The message "
        "has the id of the speaker, and never the name: 'coalition help unnamed' says what to do.",
    ),
}
_WARNINGS = {
    "no-appearance": _warning(
        "a claim that appears in no article",
        "Nobody can look up who said it, or in which words.",
    ),
    "no-confidence": _warning(
        "a claim whose sourcing is not rated",
        "Questions such as `confidence:medium..` leave it out.",
    ),
    "anonymous-against-speaker": _warning(
        "a claim and its speaker that disagree on whether the speaker is unnamed",
        "Lists of claims follow the claim, and `speakers` follows the speaker, so answers "
        "disagree. Where the claim says unnamed, its speaker is not shown, because the id would "
        "lead to the name. To leave a speaker unnamed in one claim only, declare another speaker "
        "with a description.",
    ),
    "anonymous-against-name": _warning(
        "a speaker with a name and a reason to be unnamed, or one without a name who counts as "
        "named",
        "Nothing says that the first is unnamed, so the name is in every answer. That may give "
        "away a source that was promised anonymity. The second is shown without the word that "
        "marks an unnamed speaker.",
    ),
    "attributed-against-terms": _warning(
        "a speaker who is named, or credited, against the terms that were agreed",
        "Who speaks on background is described and not named. On deep background there is no "
        "attribution at all. A promise may be broken, or `terms` is wrong. An appearance without "
        "`terms` has those of its speaker.",
    ),
    "off-record": _warning(
        "an appearance of what was said off the record",
        "What is off the record is not published, and a claims file is kept by many. Perhaps "
        "somebody else said it on the record: then credit that speaker.",
    ),
    "undeclared-speaker": _warning(
        "a speaker that is declared nowhere",
        "Nobody can tell whether these words are a name, or only say who an unnamed speaker is. So "
        "its claims count neither as named nor as unnamed, and answers mark it (not declared). It "
        "may also be a misspelt id. It is reported where it is first named.",
    ),
    "unnamed-single-origin": _warning(
        "a claim of an unnamed speaker that is rated high and has only one origin",
        "Only one newsroom knows who said it, however many outlets retell it. Rate it medium at "
        "most, or record an article of another origin.",
    ),
    "original-retelling": _warning(
        "an article that is confirmed as an original and also retells another",
        "One of the two is wrong. Origins are counted by what the article retells.",
    ),
    "early-retelling": _warning(
        "an article that is older than one that it retells",
        "A date is wrong, or the retelling is the original. Dates that overlap are not compared.",
    ),
    "long-quote": _warning(
        "a quotation of more than 50 words",
        "It usually holds several claims, and in law it may be too long for a quotation. In "
        "scripts without spaces each character counts as a word.",
    ),
    "unmarked-quote": _warning(
        "a quote that has no quotation marks in the wording which holds it",
        "The wording has the article's words with its quotation marks. Without them nobody sees "
        "which words are the speaker's, and `verify` does not find the wording in the text.",
    ),
    "near-duplicate": _warning(
        "two claims whose texts are nearly the same",
        "At least 90 of 100 words are alike, and nothing says that different speakers made the "
        "claims. So the same claim counts twice. Make them one claim with the appearances of both, "
        "or say with `supports` or `contradicts` how they relate.",
    ),
    "comment-in-text": _warning(
        "a text that ends before a comment, and the comment may belong to it",
        "In YAML a '#' after a blank begins a comment, so `we are the #1 town` states only `we are "
        "the`. It is reported after text without quotes, where a letter or a digit follows the "
        "'#'.",
    ),
    "two-spellings": _warning(
        "ids, names or topics that differ only in spelling",
        "They differ in capitals, quotation marks, hyphens, blanks, invisible characters or "
        "accents. Lists have two speakers or sources where there may be one. A question finds "
        "both, but for accents. Topics are counted as one, but for accents, and shown as most "
        "claims spell them. Two records that are not the same say so with `not_same`.",
    ),
    "same-name": _warning(
        "two speakers, or two sources, with one name",
        "If they are the same, claims are counted for two where there is one. If they are not, "
        "say so with `not_same`, so that readers know.",
    ),
    "name-for-id": _warning(
        "a speaker or a source that is named where its id belongs",
        "The record that is called so is not found by a name. So the claim counts for a speaker or "
        "a source of its own that nothing declares.",
    ),
    "same-address": _warning(
        "two speakers, or two sources, with one address in `same_as`",
        "An address in `same_as` says who somebody is. So the two are one, or one of the addresses "
        "is wrong.",
    ),
    "unused-ignore": _warning(
        "a comment that ignores a problem which is not there",
        "It would hide a problem that comes later. It stays when a problem is corrected, or when "
        "its code is misspelt. Errors cannot be ignored.",
    ),
    "off-scale": _warning(
        "a review whose value is not on its scale",
        "The value is beyond both ends, or both ends are one number. A scale may run either way: "
        "`best` stands for true, and may be the smaller number. Where the value and both ends are "
        "the same number, such as -1, there is no number, and nothing is wrong.",
    ),
    "unread-draft": _warning(
        "a claim that a program has drafted, and that nobody has read yet",
        "Who said it, and in which words, may be wrong. Other warnings about what only a reader "
        "can add, such as the confidence, wait until then.",
    ),
    "no-correction": _warning(
        "a claim that is corrected or retracted, without a correction",
        "Nobody can see when that was, who says so, and which articles still carry the claim as it "
        "was.",
    ),
    "early-correction": _warning(
        "a correction that is older than what it corrects",
        "A date is wrong. So nobody can tell which retellings were put right. Dates that overlap "
        "are not compared.",
    ),
    "vague-embargo": _warning(
        "an embargo that is a year or a month",
        "Nobody can tell on which day it ends. Until somebody says so, it is taken for the "
        "longest: to the end of that time.",
    ),
    "unknown-country": _warning(
        "a country code that ISO 3166-1 does not have",
        "Only the officially assigned alpha-2 codes are known, in capitals: GB, not UK.",
    ),
}
_STRICT = {
    "no-speaker": _strict(
        "a claim that does not say who made it",
        "A claim without a speaker is an assertion. Declare an unnamed speaker with a description. "
        "Where an outlet says something in its own voice, the outlet is the speaker.",
    ),
    "no-source": _strict(
        "a claim that does not say who first carried it",
        "Nobody can see on whose authority it rests.",
    ),
    "undeclared-source": _strict(
        "a source that is declared nowhere",
        "It counts as a name. It may be a misspelt id.",
    ),
    "no-reviewer": _strict(
        "a review with a verdict that does not say whose it is",
        "A verdict is worth as much as the one who gave it, and readers cannot ask nobody.",
    ),
    "silent-correction": _strict(
        "a claim with corrections that still counts as active",
        "Questions such as `status:corrected` leave it out.",
    ),
    "no-anonymity-reason": _strict(
        "an unnamed speaker without a reason for it",
        "Newsrooms grant anonymity for a reason, and tell it to their readers. Without it nobody "
        "can weigh the speaker's motive. If the article gives none, say 'not stated'. An "
        "organisation, an outlet or a document needs no reason.",
    ),
    "no-attribution": _strict(
        "a claim of an unnamed speaker, where no appearance says how the article names the speaker",
        "The article's own words for an unnamed speaker are all that readers have.",
    ),
    "identifiable-speaker": _strict(
        "an unnamed person with a country, a role and an affiliation",
        "Together they may tell who it is. State only what the articles state.",
    ),
    "untraced-source": _strict(
        "a claim whose appearances do not lead back to an article of its source",
        "Nobody can see that the source was the first to carry it. Perhaps an article of the "
        "source is missing, or a `retells` is. Or the source is another one.",
    ),
    "high-from-retelling": _strict(
        "a claim that is rated high, though only retellings of it are recorded",
        "The words of the original are not known, and retellings change words. Record the "
        "appearance in the original, or rate the claim lower.",
    ),
    "unknown-origin": _strict(
        "an article that states neither what it retells nor that it is an original",
        "It counts as an origin of its own, and perhaps it is none.",
    ),
    "no-publisher": _strict(
        "an article without a publisher",
        "The publisher decides where the trail of a claim ends.",
    ),
    "no-date": _strict(
        "an article without a date",
        "Nobody can tell which article came first.",
    ),
    "no-url": _strict(
        "an article without an address",
        "Nobody can read it again.",
    ),
    "no-reference": _strict(
        "a fact without a reference",
        "A fact is background that can be checked. Say where.",
    ),
    "no-fact": _strict(
        "a member without a fact",
        "Nothing supports what is said of its alliances.",
    ),
    "needless-not-same": _strict(
        "`not_same` between two records whose names are not alike",
        "Nobody would take one for the other. Perhaps it names the wrong record.",
    ),
    "one-sided-contradiction": _strict(
        "a claim that contradicts another one, which does not say so",
        "Readers of the other claim do not learn that it is disputed.",
    ),
}
CODES: Mapping[str, Code] = MappingProxyType({**_ERRORS, **_WARNINGS, **_STRICT})
