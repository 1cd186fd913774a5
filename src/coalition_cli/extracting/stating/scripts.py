"""Which script a language has: a page says the wrong language if its letters are of another."""

from unicodedata import name

_LOOKED_AT = 2_000  # characters
_LEAST = 0.2  # of the letters of a text are of its language's script
# Languages with another script than Latin, by the first word of the names of its letters. Those
# with two scripts, such as Serbian, are in no list.
_LANGUAGES = {
    "CYRILLIC": "uk ru be bg mk ky tg mn",
    "GREEK": "el",
    "ARABIC": "ar fa ur ps",
    "HEBREW": "he iw yi",
    "DEVANAGARI": "hi mr ne",
    "CJK": "zh ja",
    "HANGUL": "ko",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "LATIN": "en de fr es it pt nl pl cs sk sl hr hu ro sv da nb no fi et lv lt tr ca ga is id vi",
}
_SCRIPTS = {language: script for script, all_ in _LANGUAGES.items() for language in all_.split()}


def fits(tag: str, text: str) -> bool:
    """Whether a text may be in the language of a tag, by its letters."""
    script = _SCRIPTS.get(tag.replace("_", "-").split("-")[0].lower())
    letters = [sign for sign in text[:_LOOKED_AT] if sign.isalpha()]
    if script is None or not letters:
        return True
    own = sum(name(sign, "").startswith(script) for sign in letters)
    return own >= _LEAST * len(letters)
