"""Query words → what must match: `a OR b c` is (a or b) and c."""

from collections.abc import Sequence

from ..model import Section
from ..model.problems import UsageError
from .hints import OR, as_word
from .question import Term
from .words import parse_word

Group = tuple[Term, ...]  # alternatives


def parse_query(section: Section, words: Sequence[str]) -> list[Group]:
    """Return the groups of a query: of each group one term has to match.

    Raise UsageError for a word that stands for no term, and for an OR that is not between two.
    """
    groups: list[list[Term]] = []
    before = ""
    for word in words:
        if word == OR:
            if before in ("", OR):
                raise _misplaced("two of them follow each other" if before else "it comes first")
        elif before == OR:
            groups[-1].append(parse_word(section, word))
        else:
            groups.append([parse_word(section, word)])
        before = word
    if before == OR:
        raise _misplaced("it comes last")
    return [_united(group) for group in groups]


def _united(group: Sequence[Term]) -> Group:
    """Return a group as one term where that means the same: words, or values of one field."""
    first = group[0]
    if any(term.negated or term.field != first.field for term in group):
        return tuple(group)
    values = (value for term in group for value in term.values)
    return (first._replace(values=tuple(dict.fromkeys(values))),)


def _misplaced(why: str) -> UsageError:
    return UsageError(
        f"'{OR}' stands between two terms, and here {why}\n"
        f"write red {OR} source:politico, with terms for options{as_word(OR)}"
    )
