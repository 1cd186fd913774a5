"""Values as text of YAML or JSON."""

import json
import re
from typing import NamedTuple

from ..reading.kinds import JSON, FileKind
from ..reading.spans import MappingSpan, ScalarSpan, Style
from ..reading.yaml_spans import yaml_tree
from ..words.values import Numeral

# What some reader of YAML 1.1 or 1.2 takes for something else than text, if it is not in quotes.
_NO_TEXT = re.compile(
    r"[-?:~=]|null|true|false|yes|no|on|off|y|n|<<"
    r"|[-+]?(0[xob]?[0-9a-f_]+|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|\.(inf|nan))"
    r"|[-+]?([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9_]+)(e[-+]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ].*)?",
    re.IGNORECASE,
)
# Characters that a parser refuses, takes for the end of a line, or that nobody sees; and those that
# turn the order of a line around: it would read as another in an editor and on a terminal.
_ESCAPED = re.compile(
    "[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Text that needs no quotes, and no parser to see that: it begins with a letter, a colon and `#`
# stand in the middle of words, and all its characters are of those that anybody sees.
_UNSEEN = "\x00-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
_UNSEEN += "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\uffff\U000e0000-\U0010ffff"
_SEEN = rf"[^:#{_UNSEEN}]*"
_SURE = re.compile(rf"[^\W\d_]{_SEEN}(?:(?::(?=[^\s:])|(?<=[^\s#])#){_SEEN})*(?<![\s:])")
_SURE_IN_BRACKETS = re.compile(rf"[^\W\d_][^:#?,\[\]{{}}{_UNSEEN}]*(?<!\s)")
LONGEST_KEY = 1000  # characters; YAML tells a longer key by a `?` before it
_WIDTH = 100  # characters of a line of folded text


class Writing(NamedTuple):
    """How a value is to be written."""

    kind: FileKind
    style: Style = Style.PLAIN  # of the value that it replaces
    flow: bool = False  # it stands within brackets
    indent: int = 0  # blanks before the lines of a block scalar
    header: str = ""  # of a block scalar: `>-`
    typed: bool = False  # the text is a date or a word, and no prose: quotes would only be noise
    exact: bool = False  # a line end at its end counts, as under `extra`; records strip theirs


def scalar(value: object, writing: Writing) -> str:
    """Return a text, a number, a truth value or None as text. The style stays if it can."""
    if isinstance(value, Numeral):
        return value
    if not isinstance(value, str):
        return json.dumps(value)
    if writing.kind is JSON:
        return _in_double_quotes(value)
    if writing.style is Style.PLAIN and _needs_no_quotes(value, writing):
        return value
    # YAML 1.1 ends a line at some of them, and knows no ? within brackets: other tools would fail.
    if _ESCAPED.search(value) or (writing.flow and "?" in value):
        return _in_double_quotes(value)
    match writing.style:
        case Style.FOLDED | Style.LITERAL if not writing.flow:
            candidates = [_in_block(value, writing)]
        case Style.SINGLE:
            candidates = [_in_single_quotes(value)]
        case Style.PLAIN if writing.typed or not is_no_text(value):
            candidates = [value]
        case _:
            candidates = []
    return next((text for text in candidates if _reads_as(text, value, writing)), None) or (
        _in_double_quotes(value)
    )


def _needs_no_quotes(text: str, writing: Writing) -> bool:
    sure = _SURE_IN_BRACKETS if writing.flow else _SURE
    return sure.fullmatch(text) is not None and (writing.typed or not is_no_text(text))


def is_no_text(text: str) -> bool:
    """Whether some reader takes a text for something else, if it is not in quotes."""
    return _NO_TEXT.fullmatch(text) is not None


def _in_double_quotes(text: str) -> str:
    """Return a text in double quotes, with escapes that YAML and JSON both have."""
    return escaped(json.dumps(text, ensure_ascii=False))


def escaped(text: str) -> str:
    """Return text of JSON with escapes for what a parser refuses, or nobody sees."""
    return _ESCAPED.sub(lambda character: f"\\u{ord(character[0]):04x}", text)


def _in_single_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _in_block(text: str, writing: Writing) -> str:
    """Return a text as a block scalar with the header and the indentation of the old one."""
    lines = text.split("\n")
    if writing.style is Style.FOLDED:
        lines = [line for paragraph in lines for line in (*_wrapped(paragraph), "")][:-1]
    margin = " " * writing.indent
    header = writing.header or f"{writing.style.value}-"
    return "\n".join([header, *(f"{margin}{line}".rstrip() for line in lines)])


def _wrapped(paragraph: str) -> list[str]:
    """Return the lines of a paragraph. Only single blanks are taken for ends of lines."""
    lines: list[str] = []
    for word in re.split("(?<=[^ ]) (?=[^ ])", paragraph):
        if lines and len(lines[-1]) + 1 + len(word) <= _WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _reads_as(text: str, value: str, writing: Writing) -> bool:
    """Whether a text in YAML is read as the value, and as nothing more.

    Blanks around a value do not count. Text in lines is not tried without quotes.
    """
    in_block = writing.style in (Style.FOLDED, Style.LITERAL) and not writing.flow
    if ("\n" in text or "\r" in text) and not in_block:
        return False
    margin = " " * max(0, writing.indent - 1)  # of a mapping around it
    around = f"{{x: {text}, y: z}}" if writing.flow else f"{margin}x: {text}\n{margin}y: z"
    try:
        tree = yaml_tree(around)
    except ValueError:
        return False
    if not isinstance(tree, MappingSpan) or len(tree.pairs) != len("xy"):
        return False
    found = tree.pairs[0][1]
    return isinstance(found, ScalarSpan) and (
        found.value.rstrip("\n") == value.rstrip("\n")
        if in_block and not writing.exact
        else found.value == value
    )
