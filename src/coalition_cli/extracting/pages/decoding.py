"""The bytes of a page → its text. Many pages say that they have one encoding, and have another."""

import codecs
import re

UNREAD = "\ufffd"  # what stands for bytes that are no character
_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_PROLOGUE = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{1,40})", re.IGNORECASE)
_PROBED = 4096  # bytes; the standard has 1,024, and pages do not keep to it
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_BARE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}  # how a page begins that has no mark
# Pages say these, and mean a larger set (Encoding Standard, section 4.2).
_MEANT = {
    **dict.fromkeys(("ascii", "us-ascii", "latin1", "l1", "iso8859-1", "iso-8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean"), "cp949"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode", "utf8"), "utf-8"),
    "tis-620": "cp874",
    "big5": "big5hkscs",
}
# What else of that standard Python has. Its other codecs are no encodings of pages.
_NAMED = re.compile(
    r"iso-?8859-\d+|windows-\d+|cp\d+|koi8-[ru]|macintosh|ibm866|gb18030|big5hkscs|euc-jp|iso-2022-jp"
)
_RUN = re.compile(rb"[\xc0-\xff]{3,}")  # no Western word has three letters with accents in a row
_SMALL = re.compile(rb"[\xe0-\xff]")  # in Windows-1251 the small letters, in KOI8 the capitals


def decoded(data: bytes) -> str:
    """Return the text of a page, with one character for each line end.

    A byte-order mark decides, then what is valid UTF-8, then what the page says of itself, then
    its letters: words in Cyrillic, or Windows-1252.
    """
    text = _decoded(data)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", UNREAD)


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if bare := _BARE.get(data.lstrip()[:2]):
        return data.lstrip().decode(bare, "replace")
    stated = _stated(data)
    candidates = [stated, "utf-8"] if stated.startswith("iso-2022") else ["utf-8", stated]
    for candidate in filter(None, candidates):  # the bytes of ISO-2022-JP are all ASCII
        try:
            text = data.decode(candidate)
        except (LookupError, ValueError):
            continue
        return text if candidate != "cp1252" else data.decode(_by_letters(data), "replace")
    text = data.decode("utf-8", "replace")
    damaged = text.count(UNREAD)
    beyond = sum(map(len, re.findall("[^\x00-\x7f\ufffd]+", text)))
    if beyond > 4 * damaged:
        return text
    try:
        return data.decode(stated or _by_letters(data), "replace")
    except LookupError:
        return data.decode(_by_letters(data), "replace")


def _stated(data: bytes) -> str:
    """Return the encoding that a page says it has; nothing if there is no such encoding."""
    found = _META.search(data, 0, _PROBED) or _PROLOGUE.search(data, 0, _PROBED)
    name = found[1].decode("ascii").lower() if found else ""
    encoding = _MEANT.get(name, name)
    return encoding if encoding == "cp1252" or _NAMED.fullmatch(encoding) else ""


def _by_letters(data: bytes) -> str:
    """Return the encoding with a byte for each letter that fits: of words in Cyrillic, or Latin."""
    runs = b"".join(_RUN.findall(data))
    if 2 * len(runs) <= len(re.findall(rb"[\xc0-\xff]", data)):
        return "cp1252"
    return "cp1251" if 2 * len(_SMALL.findall(runs)) > len(runs) else "koi8-u"
