"""Quotations that are nobody's words: titles of works, names, values of markup."""

import re

from .letters import Words

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MOST = 12  # words of a title
_SMALL = "DP&TAH"  # words that a title may have without a capital


def is_title(quotation: str, words: Words) -> bool:
    """Return whether a quotation is the title of a work: on “Meet the Press,”."""
    found = _WORD.findall(quotation[:200])
    if not 1 < len(found) < _MOST or not found[0][0].isupper():
        return False
    small = [word for word in found if not word[0].isupper()]
    if len(found) < len(small) + 2 or not found[-1][0].isupper():
        return False
    return all(words.letters.get(word, "N") in _SMALL for word in small)


def is_term(quotation: str) -> bool:
    """Return whether a quotation can be a part of a phrase: the “super” PAC."""
    return len(quotation.split()) < 4 and not re.search(r"[,.?!—-]['’”\"]*$", quotation)
