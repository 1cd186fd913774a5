"""Questions about a cue in its sentence that many rules ask: each is answered once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from ..grammar.sentences import Sentence
from .cue import Cue

_Answer = TypeVar("_Answer")


def once(question: Callable[[Sentence, Cue], _Answer]) -> Callable[[Sentence, Cue], _Answer]:
    """Return a question that keeps its answers with the sentence."""
    name = question.__name__

    @wraps(question)
    def asked(sentence: Sentence, cue: Cue) -> _Answer:
        key = (name, cue)
        if key not in sentence.answers:
            sentence.answers[key] = question(sentence, cue)
        return cast(_Answer, sentence.answers[key])

    return asked
