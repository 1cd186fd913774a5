"""The query as a line that is typed: words as a shell reads them, so that `:` shows the same.

A quotation mark opens only where a word or its value begins, so `don't` is a word. A quotation that
is not closed yet goes to the end of the line. A backslash is a letter.
"""

from collections.abc import Sequence

_MARKS = "'\""
_OPENS = " :,"  # behind these, and where a word begins, a mark opens a quotation


def words_of(line: str) -> tuple[str, ...]:
    """Return the words of a line."""
    words: list[str] = []
    word: list[str] | None = None
    mark, before = "", " "
    for sign in line:
        if mark:
            if sign == mark:
                mark, before = "", " "  # what follows at once is of the same word
                continue
            word = [*(word or ()), sign]
        elif sign in _MARKS and before in _OPENS:
            mark, word = sign, word or []
        elif sign.isspace():
            words += ["".join(word)] if word is not None else []
            word = None
        else:
            word = [*(word or ()), sign]
        before = sign
    words += ["".join(word)] if word is not None else []
    return tuple(word for word in words if word)


def line_of(words: Sequence[str]) -> str:
    """Return the line of words; `words_of` returns them again."""
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    if words_of(word) == (word,):
        return word
    return "'" + word.replace("'", "'\"'\"'") + "'"
