"""A query that is still typed: its last word is taken for the beginning of one."""

from ..model import SECTIONS, Type
from ..model.problems import UsageError
from ..query import parse_word
from ..query.question import NOT, OR

_WHOLE = (Type.NUMBER, Type.CONFIDENCE, Type.DATE, Type.BOOLEAN)  # these have no beginnings
_ENDS = ("*", '"', ":", ",")  # behind these there is nothing to begin


def begun(section: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a query with a `*` behind the last one, where it may have one."""
    if not words or words[-1] == OR or words[-1].startswith(NOT) or words[-1].endswith(_ENDS):
        return words
    try:
        term = parse_word(SECTIONS[section], words[-1] + "*")
    except UsageError:
        return words
    if term.field is not None and term.field.type in _WHOLE:
        return words
    return (*words[:-1], words[-1] + "*")
