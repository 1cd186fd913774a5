"""Direct speech after a dash, as Ukrainian, French, Spanish and others have it.

    — We will go, — she said. — But not now.
    — We will go, she said.
    —We will go —she said—. But not now.

A paragraph that begins with a dash is speech. What says who spoke is not: it stands between dashes,
or behind a comma and begins with a verb of saying.
"""

import re
from collections.abc import Iterator

from .paragraphs import Span

_OPENS = re.compile(r"(?:[—–―]|-(?=\s))\s*(?=[^\W_]|[¡¿«„“\"'‘(\[…])")
_HYPHEN = "-"
# Who spoke begins behind a dash that follows a point, or one that stands close to its word (es);
_NARRATES = re.compile(r"(?<=[,.!?…»”\"])\s*[—–―-]\s+(?=[^\W\d_])|\s[—–―](?=[^\W\d_])")
# and ends before the next dash behind a point or a comma, or close to the word before it.
_RESUMES = re.compile(r"(?<=[,.:!?…])\s*[—–―-]\s+|(?<=\w)[—–―](?=[\s.,;:!?…]|$)[.,;:]?\s*")
_VERBS = (
    r"powiedzia|dodaj|doda[łl]|m[óo]wi|stwierdz|pyta|zapyta|odpowiedzia|podkreśl|zaznacz|wyjaśni|przyzna"
    r"|dit|dis|déclar|répond|répliqu|ajout|affirm|expliqu|demand|précis|assur|lanc|s'exclam|conclu|poursui"
    r"|diss|afirmou|declarou|respond|perguntou|acrescent|explic|garantiu"
    r"|spus|spune|declar|răspun|adăug|întreb|afirm"
    r"|mond|tette hozzá|kérdez|válaszol|jelent|hangsúlyoz"
    r"|säger|sade|sa|svara|berätta|menar|förklara|fråga|tillägg"
    r"|siger|sagde|sier|svare|fortell|spør|mener|forklare"
    r"|sano|kerto|vasta|kysy|totea"
    r"|dedi|diye|söyle|belirt|sordu|cevap|ekle"
    r"|řekl|dodal|odpověděl|uvedl|zeptal|prohlásil|povedal|uviedol"
    r"|сказа|відпов|дода|запита|наголос|зазнач|ответи|добави|спроси|заяви|отмети|поясни|каже|говор"
    r"|dijo|dice|afirmó|respondió|añadió|preguntó|explicó|aseguró|agregó|contestó"
)
_ENGLISH = "said|say|add|told|tell|ask|repl|answer|explain|continu|claim|stat|insist|not|warn|wrote"
PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we"}
    | {"er", "sie", "es", "il", "elle", "ils", "elles", "lui", "él", "ella", "ellos", "ele", "ela"}
    | {
        "egli",
        "lei",
        "hij",
        "zij",
        "ze",
        "on",
        "ona",
        "oni",
        "han",
        "hun",
        "hon",
        "de",
        "hän",
        "el",
    }
    | {"ea", "ő", "onlar", "він", "вона", "вони", "он", "она", "они", "هو", "هي", "הוא", "היא"}
    | {"他", "她", "彼"}
)
_FINNISH = r"[^\W\d_]+ (?=sano|kerto|vasta|kysy|totea)"
_SAYS = re.compile(
    rf"(?:,|(?<=[!?…])|\s[—–―-])\s+(?=(?:a |ha |m'a |a-t-il |{_FINNISH})?(?:{_VERBS})\w*)",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"(?<=[.,!?…])\s+[—–―-]\s+|(?<=[.!?…])\s+(?=[^\W\d_])")


def is_verb_of_saying(word: str) -> bool:
    """Whether a word, case-folded, says that somebody spoke."""
    return re.match(rf"{_ENGLISH}|{_VERBS}", word) is not None


def speech(content: str, paragraph: Span) -> Iterator[Span]:
    """Yield what is spoken of a paragraph that begins with a dash."""
    opens = _OPENS.match(content, *paragraph)
    if not opens:
        return
    start, end = opens.end(), paragraph.end
    told = _narration(content, start, end)
    if opens[0].startswith(_HYPHEN) and told is None:  # else it is a list
        return
    while told:
        yield Span(start, told.start)
        start = told.end
        told = _narration(content, start, end)
    if start < end:
        yield Span(start, end)


def _narration(content: str, start: int, end: int) -> Span | None:
    """Return where it is told who spoke: from the end of the speech to where it goes on."""
    found = [
        one
        for one in (_NARRATES.search(content, start, end), _SAYS.search(content, start, end))
        if one
    ]
    if not found:
        return None
    begins = min(found, key=lambda one: one.start())
    resumes = _RESUMES if begins.re is _NARRATES else _AGAIN
    again = resumes.search(content, begins.end(), end)
    return Span(begins.start(), again.end() if again else end)
