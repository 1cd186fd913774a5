"""What is said in an article, and who says it, by marks, verbs and the order of words."""

from ..attribution import Attributed, Attribution
from ..language import Language
from ..people import NOBODY
from ..tokens import Tokens
from .cast import Cast
from .reading import found_in


def attributed_by_order(tokens: Tokens, language: Language, *, stances: bool) -> Attributed:
    """Return the attributions of an article. Without words of its language: its quotations."""
    found = found_in(tokens, language, stances=stances)
    cast = Cast(tokens, language, found)
    done = []
    for each in found:
        who = cast.who(each.source, each.cue) if each.source else NOBODY
        reason = who.reason or ("" if each.cue or each.source else "no verb of saying")
        done.append(
            Attribution(
                each.kind,
                tuple(each.content),
                (each.source,) if each.source else (),
                each.cue,
                who.speaker,
                who.certainty,
                reason,
            )
        )
    return Attributed(tuple(done), cast.speakers())
