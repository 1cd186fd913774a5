"""What is said in an article, and who says it, by marks, verbs and the order of words."""

from ...verifying.paragraphs import Span
from ..attribution import Attributed, Attribution, Certainty, Kind
from ..grammar.tokens import Tokens
from ..languages.language import Language
from ..people import Resolved
from .cast import Cast
from .found import Basis, Found
from .reading import found_in


def attributed_by_order(tokens: Tokens, language: Language, *, stances: bool) -> Attributed:
    """Return the attributions of an article. Without words of its language: its quotations."""
    found = found_in(tokens, language, stances=stances)
    cast = Cast(tokens, language, found)
    done: list[Attribution] = []
    for each in found:
        who = _credited(each, cast, done)
        named = who.speaker is not None and cast.is_named(who.speaker)
        source: tuple[Span, ...] = ()
        if each.source and (each.basis is Basis.CUE or (named and each.basis is Basis.NAME)):
            source = (cast.describing.words_for(each.source, named=named),)
        done.append(
            Attribution(
                each.kind,
                tuple(each.content),
                source,
                each.cue,
                who.speaker,
                who.certainty,
                who.reason,
                each.carrier or tuple(filter(None, [cast.outlet(each)])),
                unsaid=_is_denied(tokens, language, each),
            )
        )
    return Attributed(tuple(done), cast.speakers())


def _is_denied(tokens: Tokens, language: Language, found: Found) -> bool:
    """Return whether the verb says the contrary of the words that follow it."""
    verb = {word.lower() for span in found.cue for word in tokens.content[slice(*span)].split()}
    return found.kind is not Kind.DIRECT and bool(verb & language.words("denials"))


def _credited(found: Found, cast: Cast, before: list[Attribution]) -> Resolved:
    """Return who says something: its source, or with a comment whoever its place shows."""
    if found.basis is Basis.CUE:
        who = cast.who(found)
        if found.far and who.certainty is Certainty.STATED:
            return who._replace(certainty=Certainty.TAKEN, reason=_FAR)
        return who
    if found.basis in (Basis.NAME, Basis.LEADING):
        number, where = cast.named(found), "before the colon"
        if number is not None and found.basis is Basis.NAME:
            return Resolved(number, Certainty.STATED)
    else:
        follows = found.basis is Basis.FOLLOWING and before
        number, where = before[-1].speaker if follows else None, "previous sentence"
    if number is None or not cast.is_named(number):
        return Resolved(None, Certainty.OPEN, "no verb of saying")
    reason = f"no verb of saying; taken as {cast.called(number)} ({where})"
    return Resolved(number, Certainty.TAKEN, reason)


_FAR = "what was said is taken from the paragraph before"
