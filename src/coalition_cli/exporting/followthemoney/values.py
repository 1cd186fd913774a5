"""Values as FollowTheMoney keeps them. What it would drop or change in silence is told apart."""

import re
from collections.abc import Callable, Mapping
from unicodedata import normalize
from urllib.parse import urlsplit

from ...model.vocabularies import ALPHA_2
from ...words.safe import visible
from ...words.values import iri

# Its languages, by the codes that our files have: it knows three letters of ISO 639-3, and of
# both written forms of Norwegian only the language.
_LANGUAGES: Mapping[str, str] = dict(
    pair.split(":")
    for pair in """
    af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces da:dan de:deu el:ell
    en:eng es:spa et:est fa:fas fi:fin fr:fra ga:gle he:heb hi:hin hr:hrv hu:hun hy:hye id:ind
    is:isl it:ita ja:jpn ka:kat kk:kaz km:khm kn:kan ko:kor ky:kir lb:ltz lo:lao lt:lit lv:lav
    mk:mkd mn:mon ms:msa mt:mlt my:mya nb:nor ne:nep nl:nld nn:nor no:nor pl:pol ps:pus pt:por
    ro:ron ru:rus si:sin sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel tg:tgk th:tha
    tk:tuk tl:tgl tr:tur uk:ukr ur:urd uz:uzb vi:vie zh:zho
    """.split()  # noqa: SIM905 - a list of pairs reads no better
)
_QUOTES = "'\""
_DATE = re.compile(r"[12]\d{3}(-\d\d(-\d\d)?)?")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_IN_WIKIDATA = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q[1-9]\d*)")


# Characters that it deletes everywhere, and the blanks of other scripts that it makes plain ones.
_DELETED = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064]")
_NO_BLANK = "\u0a00"  # that it takes for one


def text(value: str) -> str:
    """Return a text with its controls written out; nothing where no character of it would stay."""
    shown = normalize("NFC", visible(value, lines=True)).strip()
    return shown if _DELETED.sub("", shown).replace(_NO_BLANK, " ").strip() else ""


def _name(value: str) -> str:
    bare = _line(value)
    while len(bare) > 1 and bare[0] in _QUOTES and bare[-1] in _QUOTES:
        bare = bare[1:-1].strip()
    return bare if text(bare).strip(_QUOTES) else ""


def _line(value: str) -> str:
    return " ".join(_DELETED.sub("", text(value)).replace(_NO_BLANK, " ").split())


def _country(value: str) -> str:
    return value.lower() if value.upper() in ALPHA_2 else ""


def _language(value: str) -> str:
    main = re.split("[-_]", value.lower())[0]
    return _LANGUAGES.get(main, main if main in _LANGUAGES.values() else "")


def _date(value: str) -> str:
    return value if _DATE.fullmatch(value) else ""


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
        labels = (parts.hostname or "").split(".")
        _ = parts.port  # it may be none
    except ValueError:
        return ""
    whole = value.isascii() and value.isprintable() and " " not in value
    if not whole or parts.scheme not in ("http", "https") or len(labels) < 2:
        return ""
    if len(labels[-1]) < 2 or labels[-1].isdigit() or not all(map(_LABEL.fullmatch, labels)):
        return ""
    return iri(parts._replace(path=parts.path or "/").geturl())  # its RDF would lose the entity


_OF_PROPERTY: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("name", "alias"), _name),
    **dict.fromkeys(("sourceUrl", "website", "publisherUrl"), _address),
    **dict.fromkeys(("createdAt", "publishedAt", "retrievedAt", "date"), _date),
    **dict.fromkeys(("language", "detectedLanguage"), _language),
    "country": _country,
}


def kept(name: str, value: str) -> str:
    """Return what a property of that name keeps of a value; nothing where it would drop it."""
    return _OF_PROPERTY.get(name, text)(value)


def is_whole(name: str, value: str, keeps: str) -> bool:
    """Whether what a property keeps says all that was stated."""
    if name in ("language", "detectedLanguage"):
        return value in _LANGUAGES and _LANGUAGES[value] != "nor"
    if name in ("name", "alias"):
        return keeps == _line(value)
    return True


def in_wikidata(address: str) -> str:
    """Return the id of an item of Wikidata; nothing where the address leads elsewhere."""
    found = _IN_WIKIDATA.fullmatch(address)
    return found[1] if found else ""
