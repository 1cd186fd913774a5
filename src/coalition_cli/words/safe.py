"""Text from data made safe to print, and values as plain text.

No other place makes them. Cells of TSV, CSV, Markdown and tables have values as plain text.
"""

import json
import re
from collections.abc import Callable

# Characters that control a terminal or reorder a line: C0, DEL and C1 controls, line and paragraph
# separators, bidirectional embeddings, overrides and isolates (Unicode 15 UAX 9), the byte-order
# mark, and two noncharacters that YAML forbids. Also lone surrogates, which cannot be encoded.
# Joiners and left-to-right marks stay: Persian, Hindi and emoji need them.
CONTROLS = (
    r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
)
# Compiled when they are first needed: few runs need them.
_CONTROL = f"[{CONTROLS}]"
_CONTROL_BUT_LINES = f"(?!\r?\n|\t)[{CONTROLS}]"
_BREAK = r"\r\n|[\t\n]"


def visible(text: str, *, lines: bool = False) -> str:
    r"""Return the text with each control written out, such as \x1b or \u202e.

    If `lines` is true, line ends (LF, CR LF) and tabs stay. If not, each becomes a space, so that
    the text is one line. A lone CR is no line end: it moves a terminal's cursor back over the line.
    """
    if text.isprintable():
        return text
    if lines:
        return re.sub(_CONTROL_BUT_LINES, _written_out, text)
    return re.sub(_CONTROL, _written_out, re.sub(_BREAK, " ", text))


def escaped(json: str) -> str:
    r"""Return JSON text with the controls that JSON allows raw as \u escapes."""
    if json.isprintable():
        return json
    return re.sub(_CONTROL_BUT_LINES, lambda control: f"\\u{ord(control[0]):04x}", json)


def _written_out(control: re.Match[str]) -> str:
    code = ord(control[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


def plain(value: object) -> str:
    """Return a value as the text of one cell. Lists are joined by `; `, records are their ids."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(plain(item) for item in value)
    if isinstance(value, dict):
        return _record(value)
    return str(value)


def _record(record: dict[str, object]) -> str:
    for keys, in_short in _IN_SHORT:
        if record.keys() >= keys and (shown := in_short(record)) is not None:
            return shown
    return json.dumps(record, ensure_ascii=False)


def _known(record: dict[str, object], *names: str) -> str:
    return " ".join(plain(record[name]) for name in names if record[name] is not None)


def _review(record: dict[str, object]) -> str | None:
    verdict = _known(record, "rating") or _known(record, "title") or _known(record, "url")
    by = _known(record, "by")
    return f"{verdict} ({by})".strip() if by else verdict or None


def _evidence(record: dict[str, object]) -> str | None:
    told = _known(record, "question", "answer") or _known(record, "text") or _known(record, "url")
    return told or None


def _correction(record: dict[str, object]) -> str | None:
    what = _known(record, "reason") or _known(record, "text") or _known(record, "url")
    return f"{_known(record, 'date')} {what or _known(record, 'by')}".strip() or None


# How a record within a record is told in a cell, by keys that only its kind has; None: it says
# nothing that is short.
_IN_SHORT: tuple[tuple[set[str], Callable[[dict[str, object]], str | None]], ...] = (
    ({"article", "quote", "wording"}, lambda appearance: plain(appearance["article"])),
    ({"id", "headline", "doubt"}, lambda article: plain(article["id"])),
    ({"value", "single_origin", "multi_origin"}, lambda count: plain(count["value"])),
    ({"by", "rating", "best", "worst"}, _review),
    ({"text", "question", "answer"}, _evidence),
    ({"by", "reason", "text"}, _correction),
    ({"title", "url"}, lambda page: _known(page, "title", "url") if len(page) == 2 else None),
)
