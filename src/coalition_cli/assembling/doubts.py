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


def is_doubt(comment: str) -> bool:
    """Whether a comment, without its #, is one of a draft, and not of a person."""
    return _DOUBT.match(comment) is not None
