"""Text from data in Markdown that says nothing but itself, to CommonMark, to GitHub and to pandoc.

pandoc's own Markdown has citations (@key), formulas ($x$), TeX (\\x), notes (^[x]), attributes
({.x}), more kinds of lists, and makes dashes and round quotation marks of ASCII signs. GitHub makes
links of addresses, and pictures of :words:.
"""

import re

from ...words.direction import ended
from ...words.safe import plain, visible

_ALWAYS = r"[\\`*_{}\[\]<>#+=~^|&$@\"]"
_SOMETIMES = (
    r"(?<![^\W\d_])'|'(?![^\W\d_])"  # an apostrophe within a word is no quotation mark
    r"|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\."  # dashes and dots that would become one sign
    r"|:(?=//|[\w-]+:)|(?<=www)\."  # addresses, and names of pictures
)
_SIGNS = re.compile(f"{_ALWAYS}|{_SOMETIMES}", re.IGNORECASE)
_FIRST = re.compile(r"^[-:%(]")  # what begins a list, a definition or a title
_NUMBERED = re.compile(r"^(\\?\(?(?:\w+|\\#))([.)])(?=\s|$)")  # 1. a) (iv) #.
_ADDRESS = r"(?i:https?)://[^\s/]\S*"
_NOT_OF_ADDRESSES = re.compile("[\\x00-\\x20\\x7f<>()\\[\\]\\\\`\"'|*_~^$@{}]")


def told(value: object) -> str:
    """Return a value as text on one line."""
    text = re.sub(r"\s+", " ", visible(plain(value))).strip()
    text = _SIGNS.sub(r"\\\g<0>", text)
    return ended(_NUMBERED.sub(r"\1\\\2", _FIRST.sub(r"\\\g<0>", text)))


def link(words: object, address: object) -> str:
    """Return words that lead to an address of the web. Of another address they are only words."""
    if not isinstance(address, str) or not re.fullmatch(_ADDRESS, visible(address)):
        return told(words)
    target = _NOT_OF_ADDRESSES.sub(lambda sign: f"%{ord(sign[0]):02X}", visible(address))
    return f"[{told(words)}]({re.sub('&(?=#?[0-9A-Za-z]+;)', '&amp;', target)})"
