"""What a text says to whoever opens it as an address, as YAML or JSON, or as a page."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

_DEEP = 3  # escapes of escapes: %2520
_TAG = re.compile(r"<[^<>]*>")
_ESCAPES = re.compile(
    r"""[\\%&](?:  # by these it is looked for fast
        (?<=\\)(?P<yaml>x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^xuU\n]|\n[ \t]*)
      | (?<=%)(?P<address>[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*)
      | (?<=&)(?P<page>(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    )""",
    re.VERBOSE,
)
# Most texts have none. An escaped quotation mark is between words, as it is written.
_ESCAPE = re.compile(r"\\[^\"\\/]|%[0-9A-Fa-f]{2}|&[#A-Za-z]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def readings(text: str) -> Iterator[str]:
    """Yield a text as it is written, and with what its escapes stand for, line by line.

    A tag parts words, or is nothing: `Jane<br>Doe`, `Ja<b>ne</b>`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    yield text
    if "<" in text and _TAG.search(text):
        plain = _TAG.sub(lambda tag: "\0" + "\n" * tag[0].count("\n"), text)
        plain = html.unescape(plain) if "&" in plain else plain
        yield from (plain.replace("\0", " "), plain.replace("\0", ""))
    for _ in range(_DEEP):
        if not _ESCAPE.search(text):
            return
        meant = _ESCAPES.sub(_meant, text)
        if meant == text:
            return
        text = _PAIR.sub(_one_character, meant)
        yield text


def _meant(escape: re.Match[str]) -> str:
    """Return what an escape stands for; a blank for what is between words."""
    written = escape[0]
    match escape.lastgroup:
        case "address":
            meant = _decoded(unquote_to_bytes(written))
        case "page":
            meant = html.unescape(written)
        case _ if written[1] == "\n":
            return "\xad\n"  # a text that goes on in the next line, as after a soft hyphen
        case _ if written[1] in "xuU":
            code = int(f"0x{written[2:]}", 0)
            meant = chr(code) if code < 0x110000 else " "
        case _:
            meant = written[1] if written[1] == "\\" else " "
    return meant.replace("\n", " ").replace("\r", " ")


def _decoded(octets: bytes) -> str:
    """Return what bytes of an address stand for; old ones are not UTF-8."""
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("cp1252", errors="replace")


def _one_character(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")
