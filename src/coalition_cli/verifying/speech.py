"""Direct speech after a dash, as Ukrainian, French, Spanish and others have it.

    — We will go, — she said. — But not now.
    — We will go, she said.
    —We will go —she said—. But not now.

A paragraph that begins with a dash is speech. Words that say who spoke are not speech: they stand
between dashes, or after a comma and begin with a verb of saying.
"""

import re
from collections.abc import Iterator
from operator import itemgetter

from .paragraphs import Span

_OPENS = re.compile(r"(?:[—–―]|-(?=\s))\s*(?=[^\W_]|[¡¿«„“\"'‘(\[…])")
_HYPHEN = "-"
# Narration begins after a dash that follows a point, or after one close to the next word (Spanish).
_NARRATES = re.compile(r"(?<=[,.!?…»”\"])\s*[—–―-]\s+(?=[^\W\d_])|\s[—–―](?=[^\W\d_])")
# It ends at the next dash that follows a point or a comma, or that is close to the word before it.
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
    r"|сказа|відпові(?:в|ла|ло|ли|дає|дав|дал)|дода(?!т)|запита|наголос|зазнач|ответи|добави|спроси|заяви[влт]|отмети|поясни|каже|говор"
    r"|dijo|dice|afirmó|respondió|añadió|preguntó|explicó|aseguró|agregó|contestó"
)
_ENGLISH = "said|say|add|told|tell|ask|repl|answer|explain|continu|claim|stat|insist|not|warn|wrote"
_PRONOUNS = (
    "he she they it i we er sie es il elle ils elles lui él ella ellos ele ela egli lei hij zij"
    " ze on ona oni han hun hon de hän el ea ő onlar він вона вони он она они 他 她 彼"
    " هو هي הוא היא"
)
PRONOUNS = frozenset(_PRONOUNS.split())
_FINNISH = r"[^\W\d_]+ (?=sano|kerto|vasta|kysy|totea)"
_SAYS = re.compile(
    rf"(?:,|(?<=[!?…])|\s[—–―-])\s+(?=(?:a |ha |m'a |a-t-il |{_FINNISH})?(?:{_VERBS})\w*)",
    re.IGNORECASE,
)
_RESUMES_AFTER_VERB = re.compile(r"(?<=[.,!?…])\s+[—–―-]\s+|(?<=[.!?…])\s+(?=[^\W\d_])")


def is_verb_of_saying(word: str) -> bool:
    """Return whether a case-folded word says that somebody spoke."""
    return re.match(rf"{_ENGLISH}|{_VERBS}", word) is not None


def speech(content: str, paragraph: Span) -> Iterator[Span]:
    """Yield the spoken stretches of a paragraph that begins with a dash."""
    opens = _OPENS.match(content, *paragraph)
    if not opens:
        return
    start, end = opens.end(), paragraph.end
    narration = _narration(content, start, end)
    if opens[0].startswith(_HYPHEN) and narration is None:  # an item of a list
        return
    while narration:
        yield Span(start, narration.start)
        start = narration.end
        narration = _narration(content, start, end)
    if start < end:
        yield Span(start, end)


def _narration(content: str, start: int, end: int) -> Span | None:
    """Return the words that say who spoke: from the end of the speech to where it resumes."""
    begins = [
        (found.start(), found.end(), resumes)
        for pattern, resumes in ((_NARRATES, _RESUMES), (_SAYS, _RESUMES_AFTER_VERB))
        if (found := pattern.search(content, start, end))
    ]
    if not begins:
        return None
    first, after, resumes = min(begins, key=itemgetter(0))
    again = resumes.search(content, after, end)
    return Span(first, again.end() if again else end)
