"""The quotations of a sentence that no verb of saying introduces, each with what leads to it.

Her claim that “all is lost” is old.        a noun of saying
He waved off the “cheap and easy” plan.     some other verb
Ana Ruiz: “All is lost.”                    a name with a colon
The plan is “as cheap as can be.”           nothing: its clause, and nobody says it
"""

import re
from collections import Counter
from collections.abc import Container, Sequence

from ..verifying.paragraphs import Span
from .claims import Claim
from .cues.governing import action_before, last_subject, subject_of
from .grammar.phrases import Phrase, after_verb
from .grammar.sentences import Sentence
from .grammar.titles import is_title
from .grammar.tokens import Tokens

_LONG = 6  # words: too many for a name
_SHORT = 3  # words: too many for a term
_FEWEST = 2  # words of a quotation that is somebody's words without a verb of saying
_OFTEN = 3  # times that an article has a quotation again and again
_MARKS = "“”\"'‘’`«»„‟"
_EDGES = "“”\"'‘’`«»„‟.,;:!?…– —-"
_QUOTATION = re.compile("Q")


def _bare(quotation: str) -> str:
    return quotation.strip(_EDGES).casefold()


def recurring(tokens: Tokens) -> frozenset[str]:
    """Return the quotations that an article has again and again: it tells of them."""
    found = Counter(_bare(tokens.content[slice(*span)]) for span in tokens.quotations)
    return frozenset(text for text, count in found.items() if count >= _OFTEN)


def left_over(sentence: Sentence, found: Sequence[Claim], kept: Container[str]) -> list[Claim]:
    """Return the quotations of a sentence that no claim has, each with what leads to it.

    One or two words that nothing leads to are a term or the article's own irony, and capitals a
    name or a title: these are left out, but for what is `kept`, in small letters.
    """
    done: list[Claim] = []
    places = [found.start() for found in _QUOTATION.finditer(sentence.pattern)]
    for place in places:
        words = _bare(sentence.units[place].text)
        if len(words.split()) < _FEWEST:
            continue
        span = sentence.span(place, place + 1)
        if _is_named(sentence, place):
            continue
        if not any(_holds(claim, span) for claim in (*found, *done)):
            claim = _by_any_verb(sentence, place)
            leads = sentence.leads_on(place) or sentence.pattern[place + 1 : place + 2] in (
                ",",
                "-",
            )
            said = place <= 1 and leads and not sentence.pattern[:place].strip("&B-")
            said = said or sentence.pattern[place - 1 : place] == ":"  # however few words
            if claim.cue or said or words in kept or len(words.split()) >= _LONG:
                done = [one for one in done if not _holds(claim, one.content[0])]
                done.append(claim)
            elif _is_wording(sentence, place):
                done.append(Claim([span], direct=True))
    return done


def _is_wording(sentence: Sentence, place: int) -> bool:
    """Return whether a quotation is somebody's words, whoever that is: no term, and no name."""
    text = sentence.units[place].text
    return len(text.split()) >= _SHORT and not is_title(text, sentence.words)


def _is_named(sentence: Sentence, place: int) -> bool:
    """Return whether a quotation is only what something is called: a group called “Forward”."""
    called = sentence.word(place - 1) in sentence.words["naming"]
    return called and sentence.pattern[place - 2 : place - 1] in ("N", "C", ",", "")


def _holds(claim: Claim, span: Span) -> bool:
    return any(start <= span.start and span.end <= end for start, end in claim.content)


def _by_any_verb(sentence: Sentence, place: int) -> Claim:
    """Return a quotation with the nearest noun or verb that leads to it, and who is credited."""
    if named := _NAMED.match(sentence.pattern, 0, place):
        name, colon = sentence.span(*named.span("name")), sentence.span(place - 1, place)
        content = sentence.span(place, place + 1)
        return Claim([content], name, colon, direct=True, signed=True)
    if claim := _by_noun(sentence, place):
        return claim
    action = action_before(sentence, place)
    if action and sentence.pattern[place - 1] == ":" and (main := last_subject(sentence, place)):
        source, cue = credited(sentence, main), sentence.span(action.verb, action.verb + 1)
        return Claim([sentence.span(place, place + 1)], source, cue, direct=True)
    source = credited(sentence, action.subject) if action else None
    if action is None or source is None or sentence.word(action.verb) in sentence.words["meaning"]:
        return _clause(sentence, place)
    start = _start(sentence, action.verb + 1, place)
    cue = sentence.span(action.verb, action.verb + 1)
    end = _end(sentence, place)
    direct = start == place and end == place + 1
    return Claim([sentence.span(start, end)], source, cue, direct=direct)


_HEARER = re.compile(r"[TP]D?[NEC#B]+(?:,[^,Q]{1,9},)?(?=H)|,+")


def _start(sentence: Sentence, place: int, quotation: int) -> int:
    """Return where begins what a verb leads to, after who hears it: vented to Roe that “...”."""
    hearer = _HEARER.match(sentence.pattern, place, quotation + 1)
    return hearer.end() if hearer else place


_CLAUSE_BEGINS = re.compile(r"(?:^|[;:]|(?<=,)&)(?:[&B],?|C,|-)*")


def _is_sentence(sentence: Sentence, place: int) -> bool:
    """Return whether a quotation is a sentence by itself, as after a heading."""
    words = sentence.units[place].text.strip(_MARKS)
    whole = words[:1].isupper() and words[-1:] in tuple(".?!")
    return whole and place + 1 >= sentence.last


def _clause(sentence: Sentence, place: int) -> Claim:
    """Return a quotation with its clause, of which nobody is said to say it."""
    if _is_sentence(sentence, place) or (sentence.leads_on(place) and place == 0):
        return Claim([sentence.span(place, place + 1)], direct=True)
    first = max(
        (found.end() for found in _CLAUSE_BEGINS.finditer(sentence.pattern, 0, place)), default=0
    )
    end = _end(sentence, place)
    return Claim([sentence.span(first, end)], direct=(first, end) == (place, place + 1))


def _end(sentence: Sentence, place: int) -> int:
    """Return where the clause ends that has a quotation."""
    found = _CLAUSE_END.search(sentence.pattern, place + 1, sentence.last)
    return found.start() if found and not sentence.leads_on(place) else place + 1


def _past_clause(sentence: Sentence, place: int) -> int:
    """Return where a clause of a noun ends: her claim that “...” in May | was denied."""
    found = _VERB_OR_END.search(sentence.pattern, place + 1, sentence.last)
    return found.start() if found and not sentence.leads_on(place) else place + 1


_VERB_OR_END = re.compile(r"[,;:()&FAVE-]|\Z")
_CLAUSE_END = re.compile(r"[,;:)]|&(?=[FVE])|\Z")


_NAMED = re.compile(
    r"(?P<name>D?[NE#]*[CN]+(?:\([^()]*\))?)(?:G[BN]{1,3})?:\Z"
)  # Ana Ruiz's verdict: “...”
_LED_BY_NOUN = re.compile(
    r"(?P<owner>D|(?:D?[NE]*[NC]+)G)[BENIC#Y]*?(?P<noun>N)(?:P[DNC#Y]+)*(?P<lead>,|H[^Q,;:]{0,12},?)?Q"
)


def _by_noun(sentence: Sentence, place: int) -> Claim | None:
    """Return a quotation that a noun of saying leads to: her claim that “...”."""
    for found in _LED_BY_NOUN.finditer(sentence.pattern, max(0, place - 16), place + 1):
        noun, owner = found.start("noun"), found.start("owner")
        if found.end() != place + 1 or sentence.word(noun) not in sentence.words["sayings"]:
            continue
        if sentence.pattern[owner] == "D" and sentence.word(owner) not in sentence.words["owners"]:
            continue
        start = found.start("lead") if found["lead"] and found["lead"] != "," else place
        past = _past_clause(sentence, place) if start < place else place + 1
        content = sentence.span(start, past)
        source = sentence.span(owner, found.end("owner"))
        direct = set(sentence.pattern[start:past]) <= set("HQ,")
        return Claim([content], source, sentence.span(noun, noun + 1), direct=direct)
    return None


def credited(sentence: Sentence, subject: Phrase | None) -> Span | None:
    """Return the words for who is credited; none for a subject that cannot speak."""
    if subject is None or (
        sentence.word(subject.first) in _MUTE and subject.past - subject.first == 1
    ):
        return None
    return sentence.span(*subject)


_MUTE = frozenset({"it", "that", "this", "there", "these", "those", "what"})


def leads_on(sentence: Sentence) -> Claim | None:
    """Return who says the next paragraph, where a sentence ends with a colon."""
    if not sentence.pattern.endswith(":"):
        return None
    end = len(sentence.pattern) - 1
    if sentence.pattern[:1] in ("V", "E"):  # Stated Ana Ruiz:
        subject = after_verb(sentence, 1)
        source = credited(sentence, subject)
        return Claim([], source, sentence.span(0, 1), direct=True) if source else None
    action = action_before(sentence, end)
    says = action is not None and sentence.pattern[action.verb] == "V"
    subject = subject_of(sentence, action.verb) if action and says else None
    subject = subject or last_subject(sentence, end)
    if subject is None:
        subject = action.subject if action else None
    source = credited(sentence, subject)
    if source is None:
        return None
    return Claim(
        [], source, sentence.span(action.verb, action.verb + 1) if action else None, direct=True
    )


def issued(sentence: Sentence) -> Claim | None:
    """Return who made public what the next paragraph has: She issued a statement on the vote."""
    words = sentence.words
    for place, unit in enumerate(sentence.units):
        if unit.lower in words["papers"] and sentence.pattern[place - 1 : place] in ("D", "N"):
            action = action_before(sentence, place)
            if action and action.subject and sentence.word(action.verb) in words["issuing"]:
                cue = sentence.span(action.verb, place + 1)
                return Claim([], credited(sentence, action.subject), cue, direct=True)
    return None


_SPOKE = re.compile(
    r"V(?P<hearer>D?[NE]*[NC]|O)?(?:P[DNCBY]+|[BYP])*\.\Z"
)  # ..., said in a statement.


def spoke(sentence: Sentence, told: Sequence[Claim]) -> Claim | None:
    """Return who spoke where a sentence does not say what: Ana Ruiz said in a statement."""
    found = _SPOKE.search(sentence.pattern)
    if found is None:
        return None
    verb = found.start()
    if any(claim.cue and claim.cue.end >= sentence.units[verb].end for claim in told):
        return None
    groups = {form.group for form in sentence.forms(verb)}
    tells = groups & _TELLS if found["hearer"] is None else "telling" in groups
    subject = subject_of(sentence, verb) if tells else None
    if subject is None or "Q" in sentence.pattern[subject.past :]:
        return None
    return Claim([], credited(sentence, subject), sentence.span(verb, verb + 1), direct=True)


_TELLS = frozenset({"saying", "uttering"})
