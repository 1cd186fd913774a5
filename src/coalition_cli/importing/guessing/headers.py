"""Known headers: what the names of columns, and of JSON keys, usually stand for.

A header is compared as words: `saidBy`, `said_by` and `Said By:` are one. A few may stand for
several fields, such as `source`. What stands beside them, and their values, decide (guessing.py).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

# What a field is called, the surest name first. Where a table has several, the surest is taken.
_FIELDS = {
    "id": "claim id|id|uuid|identifier|claim number|claim no|claim nr|number|no|nr",
    "text": "claim text|claim reviewed|claim statement|claim|statement text|statement|assertion"
    "|allegation|rumor|rumour|text|claim content|post text|tweet text|what claimed|what said"
    "|what say|what claim|claim made|behauptung|aussage|was wurde gesagt|was wurde behauptet"
    "|qué dijo|qué se dijo"
    "|affirmation|déclaration|afirmación|declaración|affermazione|dichiarazione",
    "speaker.name": "speaker name|claimant name|speaker|claimant|said by|stated by|claimed by"
    "|statement by|claim by|attributed to|statement originator|claim author|quoted person"
    "|politician|spokesperson|who said|who claimed|who made claim|who|person|sprecher|sprecherin"
    "|politiker|politikerin|orateur|locuteur|politicien|hablante|orador|portavoz|político"
    "|politico|wer|qui|quién|quién lo dijo|qui l a dit|wer hat es gesagt",
    "speaker.role": "speaker role|speaker job title|speaker job|speaker title|speaker position"
    "|job title|job|role|position|occupation|profession|office|function|amt|funktion|rolle"
    "|fonction|cargo|carica|ruolo",
    "speaker.party": "speaker party|political party|party affiliation|party|partei|parti|partido"
    "|partito",
    "speaker.affiliation": "speaker affiliation|affiliation|organisation|organization|employer"
    "|institution|company",
    "speaker.description": "speaker description|claimant description|who they are",
    "speaker.anonymous": "speaker is anonymous|speaker anonymous|anonymous speaker|is anonymous"
    "|anonymous|anonymized|anonymised|anonym|anonyme|anónimo|anonimo",
    "speaker.country": "speaker country|country code|country",
    "speaker.url": "speaker url|speaker link|claimant url|claimant link|profile url|profile",
    "reviews.rating": "verdict|rating|fact check rating|fact check verdict|review rating"
    "|textual rating|claim rating|truth rating|truthfulness|veracity|ruling|claim label|label"
    "|truth value|conclusion|assessment|your rating|your verdict|urteil|bewertung|veredicto"
    "|verdetto",
    "reviews.by.name": "fact checker name|fact checker|factchecker|fact checking organisation"
    "|fact checking organization|fact checked by|checked by|reviewed by|review publisher"
    "|review author|reviewer|checker|fact check source|fact check publisher",
    "reviews.url": "fact check url|fact check link|factcheck url|factcheck link|review url"
    "|review link|fact checking article|fact check article|verdict url|fact check",
    "reviews.title": "fact check title|fact check headline|review title|review headline",
    "reviews.date": "fact check date|factcheck date|review date|date reviewed|date checked"
    "|checked on|reviewed on|fact checked on|verdict date|date of fact check|date of review",
    "reviews.note": "explanation|justification|ruling comments|verdict explanation"
    "|reason for verdict|rationale",
    "source.name": "outlet name|outlet|news outlet|media outlet|newspaper|source name|publication"
    "|broadcaster|channel|medium|media",
    "appearances.article.url": "article url|article link|source url|source link|page url"
    "|original claim url|original url|claim url|claim link|claim source url|statement url"
    "|quote url|news url",
    "appearances.article.headline": "article headline|article title|headline",
    "appearances.article.date": "article date|publication date|date of publication",
    "appearances.article.authors": "article authors|article author|authors|byline|journalist"
    "|reporter",
    "appearances.article.archived": "archived url|archive url|archive link|archived",
    "appearances.attribution": "attribution",
    "appearances.paragraph": "paragraph number|paragraph",
    "date": "claim date|date of claim|statement date|date of statement|date said|said on|date made"
    "|claimed on|quote date|date of quote|date|when said|when claimed|when say|when|datum|fecha"
    "|wann|quand|cuándo|quando",
    "place": "place|location|venue|where said|where|ort|lieu|lugar|luogo|wo|où|dónde|dove",
    "context": "context|occasion|event|setting|statement context|reporting source",
    "language": "claim language|language|lang|language code|sprache|langue|idioma|lingua",
    "topics": "topics|topic|tags|tag|subjects|subject|categories|category|keywords|keyword"
    "|themes|theme|issues|issue|hashtags|thema|themen|thème|thèmes|tema|temas",
    "confidence": "confidence",
    "credibility": "credibility",
    "kind": "claim kind|claim type|kind",
    "status": "status",
    "embargo": "embargo",
    "note": "notes|note|comments|comment|remarks|remark|anything else|anmerkung|anmerkungen"
    "|bemerkung|notiz|kommentar|remarque|comentario",
    "evidence.text": "evidence text|evidence",
    "evidence.url": "evidence url|evidence link",
    "evidence.question": "question",
    "evidence.answer": "answer",
    # These may stand for several fields.
    "?quote": "exact quote|direct quote|verbatim quote|quote|quotation|verbatim|zitat"
    "|citation|cita|citazione",
    "?url": "url|link|uri|web page|webpage|website|permalink|web address|lien|enlace"
    "|link zum artikel|lien vers l article|enlace al artículo",
    "?source": "claim source|source|where see|where seen|where read|where hear|where heard"
    "|where find|where found|where published|where appear|quelle|fuente|fonte",
    "?publisher": "publisher name|publisher|site|website name",
    "?published": "date published|published date|published on|published at|published|pub date",
    "?author": "author name|author",
    "?title": "title",
    "?name": "full name|name",
}
_MEANINGS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        name: (field, place)
        for field, names in _FIELDS.items()
        for place, name in enumerate(names.split("|"))
    }
)
# Keys of JSON that say little without the key around them.
_OF_ANOTHER = frozenset({"name", "url", "title", "text", "date", "id", "value", "label", "role"})
_LONGEST = 100  # characters of a header that is known
_HINT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
_CASE = re.compile(r"(?<=[^\W\dA-Z_])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[\W_]+")
_OF = re.compile(r"(.+?) (?:of|to|for) (.+)")  # `date of claim` is the claim date
_VERBS = ("did", "do", "does", "was", "were", "is")  # `Is it a quote?` asks for yes or no
# Words that tell one claim from another, but not what a column is.
_FILLERS = frozenset(
    [
        *("a", "an", "the", "s", "original", "full", "main", "primary", "exact", "actual"),
        *("complete", "overall", "short", "our"),
        # Forms ask: `What exactly did they say?`
        *("it", "this", "that", "they", "you", "exactly", "please"),
        *_VERBS,
    ]
)


@lru_cache(maxsize=1 << 10)
def meaning(header: str) -> tuple[str, int] | None:
    """Return the field that a header stands for, and how sure it is: 0 is the surest.

    Instead of a field it may be `?` and a word of several meanings. None: it is not known.
    """
    if len(header) > _LONGEST:
        return None
    words = words_of(header)
    asked = words.startswith(tuple(f"{verb} " for verb in _VERBS))
    bare = "" if asked else " ".join(word for word in words.split() if word not in _FILLERS)
    turned = _OF.sub(r"\2 \1", bare)
    forms = [form for one in (words, bare, turned) for form in (one, one.removesuffix("s"))]
    return next((_MEANINGS[form] for form in forms if form in _MEANINGS), None)


def meaning_of_path(names: tuple[str, ...]) -> tuple[str, int] | None:
    """Return the same of the keys on the way to a value of JSON.

    The last counts, with the one around it where it says little by itself.
    """
    last = names[-1]
    if len(names) > 1 and words_of(last) in _OF_ANOTHER:
        return meaning(f"{names[-2]} {last}") or (
            meaning(names[-2]) if words_of(last) in ("name", "text", "value") else None
        )
    return meaning(last)


def is_known(header: str) -> bool:
    """Whether a header is one that names a column: not any word that may be a value too."""
    return meaning(header) is not None


def words_of(header: str) -> str:
    """Return a header as words in small letters. What stands in brackets is no part of it.

    `#` is a number: `Claim #` is not the claim.
    """
    header = (_HINT.sub(" ", header).strip() or header).replace("#", " number ")
    spaced = _CASE.sub(" ", header)
    return _NO_WORD.sub(" ", spaced).strip().casefold()
