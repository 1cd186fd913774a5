"""Words that deny: a sentence without its word that denies says the opposite.

They stand by language, each with frequent words that show the language of a text. A word that
denies in one language may be harmless in another: `no` is "in the" in Portuguese, `mai` is "more"
in Romanian. Only clear prefixes and endings are listed: not the Czech ne- before any verb, and of
Turkish the endings of past, present and future. Words such as impossible and unable deny too.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..words import bare
from ..words.wordings import placed_words


class _Language(NamedTuple):
    """The words of a language by which it denies and is recognised."""

    denying: str  # a pattern of whole words
    frequent: str


# By ISO 639-1. In scripts without blanks between words the pattern is searched anywhere.
_LANGUAGES: Mapping[str, _Language] = {
    "en": _Language(  # English
        r"no|non|not|nor|never|none|nobody|noone|nothing|nowhere|neither|cannot|without|hardly|rarely"
        r"|scarcely|barely|seldom|unlikely|unable|unwilling|incapable|impossible|\w+n't|(?:ai|are|ca"
        r"|could|did|do|does|had|has|have|is|must|need|should|was|were|wo|would)nt",
        "the of and to in is that it was for",
    ),
    "de": _Language(  # German
        r"nicht|nichts|nie|niemals|niemand\w*|nirgend\w*|kein\w*|weder|ohne|kaum|keineswegs|nimmer"
        r"|unmöglich|unfähig",
        "der die das und ist den von zu mit sich auf",
    ),
    "fr": _Language(  # French
        r"ne|non|pas|jamais|rien|aucune?|ni|sans|nulle?|guère|n'\w+|impossibles?|incapables?",
        "le la les des et est une dans que pour du",
    ),
    "es": _Language(  # Spanish
        r"no|nunca|jamás|nada|nadie|ningun[oa]s?|ningún|ni|tampoco|sin|imposible|incapaz",
        "el la los las del y es una que por en con",
    ),
    "it": _Language(  # Italian
        r"non|no|mai|nessun[oa]?|nessun'\w+|niente|nulla|né|senza|neanche|nemmeno|neppure"
        r"|impossibile|incapace",
        "il la gli che di è una per della con sono",
    ),
    "pt": _Language(  # Portuguese
        r"não|nunca|jamais|nada|ninguém|nenhum\w*|nem|sem|tampouco|impossível|incapaz",
        "o os as do da e é uma que em para com no",
    ),
    "nl": _Language(  # Dutch
        r"niet|niets|geen|nooit|niemand|nergens|zonder|noch|evenmin|onmogelijk",
        "de het een van en is dat op te zijn voor",
    ),
    "pl": _Language(  # Polish
        r"nie|nigdy|nikt|nikogo|nikomu|nic|niczego|żad\w+|ani|bez|nigdzie|brak|niemożliw\w+",
        "w na i się że do jest to z jak",
    ),
    "cs": _Language(  # Czech
        r"ne|nikdy|nikdo|nikoho|nic|ničeho|žádn\w+|ani|bez|nijak|není|nejsou|nejsme|nemá|nemáme|nemají"
        r"|nebud\w+|nemůž\w+|nechc\w+|nebyl\w*|neměl\w*|nesmí\w*|nelze",
        "v na a se že je to jsou pro jako",
    ),
    "sk": _Language(  # Slovak
        r"nie|nikdy|nikto|nikoho|nič|ničoho|žiad\w+|ani|bez|nebud\w+|nemôž\w+|nechc\w+|nebol\w*|nema\w*",
        "v na a sa že je to sú pre ako",
    ),
    "uk": _Language(  # Ukrainian
        r"не|ні|ані|ніколи|ніхто|нікого|ніщо|нічого|жод\w+|немає?|без|ніде|ніяк\w*|навряд|неможлив\w+",
        "і в на з що та до це його за й у",
    ),
    "ru": _Language(  # Russian
        r"не|ни|нет|никогда|никто|никого|ничто|ничего|никак\w*|нельзя|без|нигде|вряд|невозможн\w+",
        "и в на с что это по он как из у",
    ),
    "be": _Language(r"не|ні|ніколі|ніхто|нічога|няма|без", "і ў на з што да гэта"),  # Belarusian
    "bg": _Language(
        r"не|ни|никога|никой|нищо|няма\w*|нито|без", "и в на с че да е се"
    ),  # Bulgarian
    "sr": _Language(  # Serbian and Croatian
        r"ne|nije|nisu|nismo|neće\w*|nema\w*|nikad\w*|niko|nitko|ništa|ni|bez"
        r"|не|није|нису|нисмо|неће\w*|нема\w*|никад\w*|нико|ништа|ни|без",
        "i u na je da se su za i у на је да се су",
    ),
    "ro": _Language(  # Romanian
        r"nu|n-\w+|niciodată|nimeni|nimic|nici|niciun\w*|nicio|fără",
        "și de la în este că pe cu din o să",
    ),
    "hu": _Language(  # Hungarian
        r"nem|ne|sem|soha|sohasem|senki\w*|semmi\w*|sincs\w*|nincs\w*|nélkül|sehol",
        "a az és hogy egy van volt is ez",
    ),
    "tr": _Language(  # Turkish
        r"değil\w*|yok|asla|hiç|hiçbir|olma[zy]\w*|\w+m[ae]y[ae]ca[ğk]\w*|\w+meyece[ğk]\w*"
        r"|\w+m[ae]dı\w*|\w+medi\w*|\w+mıyor\w*|\w+miyor\w*|\w+muyor\w*|\w+müyor\w*",
        "ve bir bu için ile da de olarak çok",
    ),
    "sv": _Language(  # Swedish
        r"inte|ej|icke|aldrig|ingen|inget|inga|ingenting|utan|varken|omöjligt?",
        "och i att det som en på är av för",
    ),
    "da": _Language(  # Danish and Norwegian
        r"ikke|ikkje|ej|aldrig|aldri|ingen|intet|ingenting|uden|uten|hverken|verken|umulig\w*",
        "og i at det som en på er af av for til",
    ),
    "fi": _Language(  # Finnish
        r"ei|emme|ette|eivät|älä|älkää|eikä|ilman|koskaan|mikään|kukaan",
        "ja on että se oli hän ovat mutta",
    ),
    "el": _Language(  # Greek
        r"δεν|δε|μη|μην|όχι|ποτέ|κανε[ίι]ς|κανένα\w*|καμία|τίποτα|ούτε|χωρίς",
        "και το η ο να της του που με",
    ),
    "ar": _Language(  # Arabic
        r"[وف]?(?:لا|لن|لم|ليس|ليست|ليسوا|ليسا|لست|لسنا|لستم|غير|بدون|دون|ألا)",
        "في من على إلى أن التي عن",
    ),
    "fa": _Language(  # Persian
        r"نه|نیست\w*|نمی\w*|نخواه\w*|نکرد\w*|نشد\w*|هرگز|هیچ|بدون",
        "در به از که این را با است",
    ),
    "ur": _Language(r"نہیں|نہ|کبھی|بغیر|مت", "کے میں کی ہے اور سے کو"),  # Urdu
    "he": _Language(  # Hebrew
        r"[ושכ]?(?:לא|אין|אל|בלי|ללא|אינו|אינה|אינם|אינן|אף|מעולם|לעולם)",
        "של את על הוא עם זה כי",
    ),
    "hi": _Language(r"नहीं|न|ना|मत|बिना|कभी", "के में की है और से को"),  # Hindi
    "bn": _Language(r"না|নেই|নয়|নি|কখনো|ছাড়া", "এবং এই করে থেকে জন্য"),  # Bengali
    "ko": _Language(  # Korean
        r"안|못|아니\w*|\w*않\w*|\w*없\w*|\w*못하\w*|\w*말라\w*|절대",
        "그 이 수 있다 등 및",
    ),
    "vi": _Language(r"không|chẳng|chưa|đừng|chả", "và của là có được các"),  # Vietnamese
    "id": _Language(  # Indonesian
        r"tidak|tak|bukan|belum|jangan|tanpa|tiada", "yang dan di ini itu untuk"
    ),
    "zh": _Language(  # Chinese
        r"不(?![过過仅僅断斷同久但少管论論])|没|沒|未(?![来來])|无|無|勿|别|非(?!常)|否|莫|绝非",
        "的 了 是 在 我 们 他 和",
    ),
    "ja": _Language(  # Japanese
        r"ない|なかっ|なく|なけれ|ません|ずに|せず|ぬ|無|不|非", "の は を に が と た"
    ),
    "th": _Language(r"ไม่|มิ(?!ถุนายน)|อย่า(?!ง)|ไร้|ห้าม", "ที่ และ ใน การ"),  # Thai
}
FREQUENT = frozenset(word for lang in _LANGUAGES.values() for word in lang.frequent.split())
_UNSPACED = ("zh", "ja", "th")
_SAME_AS = {"no": "da", "nb": "da", "nn": "da", "hr": "sr", "bs": "sr"}
_NONE = r"(?!)"  # matches nothing
_LOOKED_AT = 5_000  # code points at the beginning of a text
# A language is clear with so many of its frequent words, and so many times those of the next one.
_SURE, _LEAD = 12, 2


class Denials:
    """The words that deny in one text."""

    def __init__(self, content: str, language: str | None = None) -> None:
        """Take the words of a language (BCP 47), or that the text shows, or of all languages."""
        code = (language or "").lower().replace("_", "-").partition("-")[0]
        code = _SAME_AS.get(code, code)
        self._word, self._anywhere = _patterns(
            code if code in _LANGUAGES else shown_language(content)
        )

    def find(self, content: str) -> str | None:
        """Return the first word that denies, as it is written."""
        for word in placed_words(content):
            # The part before a hyphen may deny: non-nuclear, no-one.
            whole = _unmarked(word.word)
            if any(map(self._word.fullmatch, {whole, *whole.split("-")})):
                return content[word.start : word.end]
        found = self._anywhere.search(content)
        return found[0] if found else None


def _unmarked(word: str) -> str:
    """Return a word without the marks for stress and for vowels: не́ is не."""
    if word.isascii():
        return word
    return "".join(char for char in word if unicodedata.category(char)[0] != "M" or bare(char))


@cache
def _patterns(code: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of whole words, and the pattern for scripts without blanks.

    They are those of one language, or of all.
    """
    codes = [code] if code else list(_LANGUAGES)
    words = "|".join(_LANGUAGES[code].denying for code in codes if code not in _UNSPACED)
    anywhere = "|".join(_LANGUAGES[code].denying for code in codes if code in _UNSPACED)
    # In French a shortened word may stand before it: qu'aucun. `form` gives no final sigma.
    words = unicodedata.normalize("NFKC", words).replace("ς", "σ")
    return re.compile(rf"(?:[^\W\d_]+')?(?:{words or _NONE})"), re.compile(anywhere or _NONE)


def shown_language(content: str, least: int = _SURE) -> str | None:
    """Return the language that a text shows by `least` frequent words or more, if it is clear."""
    (second, _), (most, code) = _most_frequent(content[:_LOOKED_AT])
    return code if most >= least and most >= _LEAD * second else None


@lru_cache(maxsize=8)
def _most_frequent(content: str) -> Sequence[tuple[int, str]]:
    """Return the two languages that have most of their frequent words in a text, the first last."""
    counts = Counter(word.word for word in placed_words(content))
    ranking = sorted(
        (sum(counts[word] for word in set(language.frequent.split())), code)
        for code, language in _LANGUAGES.items()
    )
    return ranking[-2:]
