"""LaTeX in a bibliography → the text that it means. What is not known stays as it is written.

An accent is a combining character of Unicode behind its letter (The Unicode Standard, 7.9), so
every letter that can have it does. Formulas stay as they are.
"""

import re
import unicodedata
from functools import lru_cache

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "t": "\u0361", "c": "\u0327",
    "d": "\u0323", "b": "\u0331", "r": "\u030a", "k": "\u0328",
}  # fmt: skip
_COMMANDS = {
    "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedbl": '"',
    "textquotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„", "glqq": "„", "grqq": "“",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "flqq": "«", "frqq": "»", "guilsinglleft": "‹", "guilsinglright": "›", "dots": "…",
    "ldots": "…", "textellipsis": "…", "textasciitilde": "~", "textasciicircum": "^",
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}",
    "textunderscore": "_", "textbar": "|", "textless": "<",
    "textgreater": ">", "textdollar": "$", "S": "§", "textsection": "§", "P": "¶", "pounds": "£",
    "textsterling": "£", "euro": "€", "texteuro": "€", "EUR": "€", "copyright": "©",
    "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textdegree": "°",
    "textbullet": "•", "textperiodcentered": "·", "textexclamdown": "¡", "textquestiondown": "¿",
    "textordfeminine": "ª", "textordmasculine": "º", "TeX": "TeX", "LaTeX": "LaTeX",
    "BibTeX": "BibTeX", "space": " ", "newline": " ", "newblock": " ", "relax": "",
}  # fmt: skip
# These change how a text looks, not what it says.
_LOOKS = frozenset(
    {
        "emph", "textit", "textbf", "textsc", "textsl", "texttt", "textrm", "textsf", "textnormal",
        "textup", "textmd", "text", "mbox", "hbox", "url", "path", "nolinkurl", "em", "it", "bf",
        "sc", "sl", "tt", "rm", "sf", "itshape", "bfseries", "scshape", "slshape", "ttfamily",
        "rmfamily", "sffamily", "upshape", "mdseries", "normalfont", "MakeUppercase", "protect",
    }
)  # fmt: skip
_SIGNS = {"-": "", "/": "", "!": "", "@": "", ",": " ", ";": " ", ":": " ", "\\": " ", " ": " "}
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "?`": "¿", "!`": "¡"}
_DOTLESS = {"ı": "i", "ȷ": "j"}  # below an accent these letters are what the dotted ones would be

_TOKEN = re.compile(
    r"""
      (?P<formula> \$\$?[^$]+\$\$? )
    | \\(?: (?P<mark>[`'^"~=.])\s* | (?P<letter>[uvHtcdbrk])(?:\s+|(?=[{\\])) )
          (?: \{\s*(?P<held>\\?[^\W\d_]+)\s*\} | (?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]) )
    | \\(?P<command>[A-Za-z]+)\*? (?P<after>\s*\{\}|\s+)?
    | \\(?P<sign>.)
    | (?P<ligature>---?|``|''|~|[?!]`)
    | (?P<brace>[{}])
    """,
    re.VERBOSE | re.DOTALL,
)
_ARGUMENTS = re.compile(r"(?:\s*\{[^{}]*\})*")
_ESCAPED = re.compile(r"\\([&%$#_{}~])")


@lru_cache(maxsize=1 << 14)  # names and words of publishers recur
def plain(text: str) -> str:
    """Return what a LaTeX text says, in one line and in Unicode's composed form (NFC)."""
    if not _TOKEN.search(text):
        return " ".join(text.split())
    out, at = [], 0
    while token := _TOKEN.search(text, at):
        out.append(text[at : token.start()])
        said, at = _said(token)
        out.append(said)
    out.append(text[at:])
    return " ".join(unicodedata.normalize("NFC", "".join(out)).split())


def verbatim(text: str) -> str:
    """Return an address or an identifier, whose signs LaTeX would take for others."""
    return _ESCAPED.sub(r"\1", text.strip().strip("{}").strip())


def _said(token: re.Match[str]) -> tuple[str, int]:
    """Return what a token says, and where the text goes on."""
    end = token.end()
    if token["mark"] or token["letter"]:
        return _accented(token), end
    if token["command"]:
        return _of_command(token)
    if token["sign"]:
        return _SIGNS.get(token["sign"], token["sign"]), end
    if token["ligature"]:
        return _LIGATURES[token["ligature"]], end
    return ("" if token["brace"] else token[0]), end


def _accented(token: re.Match[str]) -> str:
    accent = _ACCENTS[token["mark"] or token["letter"]]
    base = token["held"] or token["bare"]
    if base.startswith("\\"):
        letter = _COMMANDS.get(base[1:])
        if letter is None:
            return token[0]
        base = _DOTLESS.get(letter, letter)
    return base[0] + accent + base[1:]


def _of_command(token: re.Match[str]) -> tuple[str, int]:
    name, end = token["command"], token.end()
    if name in _LOOKS:
        return "", end
    if name in _COMMANDS:
        return _COMMANDS[name], end
    arguments = _ARGUMENTS.match(token.string, token.end("command"))
    stop = arguments.end() if arguments else end
    return token.string[token.start() : stop], stop
