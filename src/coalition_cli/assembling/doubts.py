"""The comments of a draft: what a person should look at before a claim counts.

"he", taken as David Perdue (previous sentence)
no verb of saying; perhaps Brian Fallon (paragraph 4)
"denied": these are the words that were denied; say so in the text
"""

import re

UNKNOWN = "the text does not show who says it"
DENIED = '"{}": these are the words that were denied; say so in the text'
_NOBODY = "who that is the article does not say"
_OF_WORDS = r'".+"(?:[,:] | has no subject | names nobody\b)'
_DOUBT = re.compile(rf"\s*(?:{_OF_WORDS}|no verb of saying\b|{UNKNOWN}|{_NOBODY})")

_GUESS = re.compile(r"\bperhaps (?P<name>.+?)(?: \(paragraph [\d,]+\))?\s*\Z")


def guessed(comment: str) -> str:
    """Return who perhaps said it, as a comment of a draft has it; empty if it does not say."""
    found = _GUESS.search(comment) if is_doubt(comment) else None
    return found["name"] if found else ""


def is_doubt(comment: str) -> bool:
    """Whether a comment, without its #, is one of a draft, and not of a person."""
    return _DOUBT.match(comment) is not None
