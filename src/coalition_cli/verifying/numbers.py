"""Where a number goes on: quoted words never begin or end within a number.

A number has its sign, separators, fraction, power, currency and scale: 5 is neither -5, nor 0.5,
1,500, 5/8, 4:59, 2010-15, 10⁶, $5, 5 % nor 5 million.
"""

import re
import unicodedata

_AROUND = 32  # code points on either side that are looked at
_NEAR = 8  # code points on either side, in which there has to be a numeral
_BLANK = r"[ \xa0\u2007\u2009\u202f]"
_HYPHEN = r"[-\u2010-\u2014\u2212]"
_FRACTION = r"(?:[\xbc-\xbe\u2150-\u215e\u2189]|\d+[/\u2044]\d)"
_POWER = r"[\xb2\xb3\xb9\u2070-\u209c]"
_CURRENCY = r"[$¢£¤¥฿\u20a0-\u20bf]"
_HAN = "〇零一二三四五六七八九十百千万萬亿億兆两兩"
_JOINT = rf"(?:[.,:/'’·×*^_\u2044\u066b\u066c]|{_HYPHEN})"
_NUMERAL = re.compile(rf"[\d{_HAN}]|{_FRACTION}|{_POWER}")
# Scales, which stand after a number: thousands and millions, in full and short.
_SCALE = (
    r"(?:hundreds?|thousands?|millions?|[bt]r?illions?|mn|bn|tn|hundert|tausend|mio|mrd|millionen"
    r"|milliarden?|milliards?|mille|mil|mill(?:ón|ones)|mill?i(?:ard[io]|oni|one|oane|oen|ón)"
    r"|bilh(?:ão|ões)|milh(?:ão|ões|ares)|miljar?d\w*|miljo[eo]n\w*|mila|tys|mln|mld|mlrd|milion\w*"
    r"|mili[aá]r?d\w*|tis[ií]c\w*|тис\w*|млн|млрд|мільйон\w*|мільярд\w*|тыс\w*|миллион\w*|миллиард\w*"
    r"|милион\w*|милијард\w*|millió\w*|milliárd\w*|ezer\w*|bin|milyon\w*|milyar\w*|lakhs?|crores?"
    r"|مليون|مليار|ألف|آلاف|میلیون|میلیارد|هزار|מיליון|מיליארד|אלף|लाख|करोड़|हज़ार)"
)
_PER_CENT = (
    rf"(?:per{_BLANK}?cent|pct|prozent|pour{_BLANK}cent|por{_BLANK}cien(?:to)?|por{_BLANK}cento"
    rf"|per{_BLANK}cento|pro[cs]ent\w*|процент\w*|відсот\w*|працэнт\w*|százalék\w*|τοις{_BLANK}εκατό"
    rf"|la{_BLANK}sută|odsto|फ़ीसदी|प्रतिशत|بالمئة|في{_BLANK}المئة|אחוז\w*)"
)
_THOUSANDS = rf"{_BLANK}\d{{3}}(?!\d)"
# What stands before a place within a number, and what stands after it.
_PAIRS = [
    (re.compile(rf"(?:{before})\Z"), re.compile(after, re.IGNORECASE))
    for before, after in (
        (r"\d", rf"{_JOINT}\d"),
        (rf"\d{_JOINT}", r"\d"),
        (r"(?<!\w)[.٫]", r"\d"),  # .5
        (rf"(?<!\d)\d{{1,3}}(?:{_BLANK}\d{{3}})*", _THOUSANDS),
        (rf"(?<!\d)\d{{1,3}}(?:{_BLANK}\d{{3}})*{_BLANK}", r"\d{3}(?!\d)"),
        (r"\d", rf"{_BLANK}?{_FRACTION}"),
        (rf"\d{_BLANK}?", _FRACTION),
        (r"(?<![^\s(\[{\"'“‘„«‹「『])[-+±∓\u2010-\u2013\u2212]", r"[.\d]"),
        (rf"(?:\u2212|[<>≤≥≈~±]){_BLANK}?", r"[.\d]"),
        (rf"{_CURRENCY}{_BLANK}?{_HYPHEN}?", r"[.\d]"),
        (r"\d", rf"{_BLANK}?(?:{_CURRENCY}(?!\d)|[%‰‱°′″℃℉])"),
        (rf"\d{_BLANK}?", rf"(?:[%‰‱°]|(?:{_SCALE}|{_PER_CENT})(?!\w))"),
        (rf"\d{_BLANK}?[°º]{_BLANK}?", r"[CFK]\b"),
        (r"\d", rf"{_BLANK}(?:{_SCALE}|{_PER_CENT})(?!\w)"),
        (rf"\d\w{{0,3}}{_BLANK}?", rf"{_HYPHEN}{_BLANK}?{_CURRENCY}\d"),  # £5bn-£6bn
        (rf"\d\w{{0,3}}{_BLANK}?{_HYPHEN}{_BLANK}?", rf"{_CURRENCY}\d"),
        (r"\d", rf"{_BLANK}?[×*]{_BLANK}?10"),
        (rf"\d{_BLANK}?[×*]{_BLANK}?", r"10"),
        (r"\d", _POWER),
        (_POWER, rf"\d|{_POWER}"),
        (rf"[\d{_HAN}]", rf"[{_HAN}]"),
        (rf"[{_HAN}]", rf"[\d{_HAN}]"),
        (rf"分之|[{_HAN}]点", rf"[\d{_HAN}]"),
        (rf"[\d{_HAN}]", rf"(?:分之|点)[\d{_HAN}]"),
    )
]
# The two ends of a range with blanks. The place stands after its hyphen, or before it.
_RANGES = [
    (re.compile(rf"(\d{{1,9}}){_BLANK}?{_HYPHEN}{_BLANK}?\Z"), re.compile(r"(\d{1,9})")),
    (re.compile(r"(\d{1,9})\Z"), re.compile(rf"{_BLANK}?{_HYPHEN}{_BLANK}?(\d{{1,9}})")),
]


def goes_on(content: str, place: int) -> bool:
    """Return whether a number goes on from one side of a place in a text to the other."""
    if not _NUMERAL.search(content, max(0, place - _NEAR), place + _NEAR):
        return False
    before = _visible(content[max(0, place - _AROUND) : place])
    after = _visible(content[place : place + _AROUND])
    return _in_range(before, after) or any(
        left.search(before) and right.match(after) for left, right in _PAIRS
    )


def _in_range(before: str, after: str) -> bool:
    """Return whether the place is in a range: in 10 - 15, not in 2016 - 5 years later."""
    for left, right in _RANGES:
        low, high = left.search(before), right.match(after)
        if low and high and int(low[1]) < int(high[1]):
            return True
    return False


def _visible(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character) != "Cf")
