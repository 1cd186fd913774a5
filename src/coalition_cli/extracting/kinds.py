"""What kind of file holds an article, by its content: a page, Markdown, or what is no text."""

import re
from codecs import BOM_UTF8
from typing import NamedTuple


class OtherKind(NamedTuple):
    """A kind of file that no text can be taken from here, and what to do with it."""

    name: str
    remedy: str


_OFFICE = "open it, and save it as plain text (UTF-8)"
_BEGINNINGS = (
    (b"%PDF-", OtherKind("a PDF", "take its words out, such as with: pdftotext file.pdf file.txt")),
    (b"{\\rtf", OtherKind("rich text (RTF)", _OFFICE)),
    (b"PK\x03\x04", OtherKind("a word processor's file or an archive (ZIP)", _OFFICE)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OtherKind("a word processor's file", _OFFICE)),
    (
        b"\x1f\x8b",
        OtherKind("a compressed file (gzip)", "unpack it, such as with: gunzip file.txt.gz"),
    ),
    (b"bplist00", OtherKind("a web archive", "save the words of the page as plain text")),
)
_XML = OtherKind("XML", "give the article as a saved page, or its words as plain text")
_UTF16 = OtherKind(
    "UTF-16 text", "save it as UTF-8, such as with: iconv -f UTF-16 -t UTF-8 file.txt > new.txt"
)
_BINARY = OtherKind("it has NUL bytes", "give the article as plain text")
_LOOKED_AT = 1 << 16  # bytes, or characters of Markdown
_SPACE = rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\s|<!--.*?-->|<\?xml[^>]{0,200}\?>)*"
_BLOCK = rb"(?:article|blockquote|body|div|h[1-6]|head|html|main|p|section|span|table|ul|ol)"
# A page says that it is one, or begins with an element that it also ends, or has many elements
# that no text speaks of: elements with attributes, or ends of paragraphs.
_PAGE = re.compile(
    rb"(?is)\A"
    + _SPACE
    + rb"(?:<!doctype\s+html|<html[\s>]|<("
    + _BLOCK
    + rb")(?:\s[^<>]*)?>.*</\1\s*>|<(?:meta|script|noscript|style|link|base|title)[\s>])"
)
_ELEMENT = re.compile(
    rb"(?i)<(?:a|div|h[1-6]|img|li|link|meta|p|span|td|time)\s+[a-z-]+=[\"'][^<>]{0,500}>|</(?:p|div|li|h[1-6])\s*>|<br\s*/?>"
)
_ELEMENTS = 4  # a text about elements has fewer
AS_HTML = "save the page as HTML only: 'Webpage, HTML Only' or 'Page Source'"
_ARCHIVE = re.compile(
    rb"\s*(?:from: <saved by|mime-version:|snapshot-content-location:)", re.IGNORECASE
)
_ENDINGS = (".md", ".markdown")
# Keys and values before a text, between lines of three hyphens, or of three plus signs.
FRONT_MATTER = re.compile(
    r"\ufeff?(---|\+\+\+)[ \t]*\r?\n([\w-]+[ \t]*[:=].*?\r?\n)(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
_HEADING = re.compile(r"\ufeff?\s*#{1,6}[ \t]+\S")
_LINK = re.compile(r"(?<![!\\])\[[^\[\]\n]{1,500}\]\(<?https?://[^\s()]{1,2000}")


def other_kind(data: bytes) -> OtherKind | None:
    """Return the kind of file that the bytes are; None for a text."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    head = data[:_LOOKED_AT]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _alternates(head):
        return _UTF16
    if data.removeprefix(BOM_UTF8).lstrip().startswith(b"<?xml"):
        return _XML
    return _BINARY if b"\0" in data else None


def is_archive(head: bytes) -> bool:
    """Whether bytes begin as an archive of a page with all its parts (MHTML)."""
    return _ARCHIVE.match(head) is not None


def is_html(data: bytes) -> bool:
    """Whether the bytes are a web page, or a part of one."""
    head = data[:_LOOKED_AT].translate(None, b"\0")  # of UTF-16
    return _PAGE.match(head) is not None or len(_ELEMENT.findall(head)) >= _ELEMENTS


def is_markdown(text: str, name: str) -> bool:
    """Whether a text is Markdown: by its name, its front matter, a heading or a link."""
    head = text[:_LOOKED_AT]
    return name.lower().endswith(_ENDINGS) or any(
        (FRONT_MATTER.match(head), _HEADING.match(head), _LINK.search(head))
    )


def _alternates(head: bytes) -> bool:
    """Whether every other byte is NUL, as in UTF-16 of Latin letters."""
    return (
        len(head) >= 4
        and any(head[at::2].count(0) * 5 > len(head) * 2 for at in (0, 1))
        and (head[0::2].count(0) == 0 or head[1::2].count(0) == 0)
    )
