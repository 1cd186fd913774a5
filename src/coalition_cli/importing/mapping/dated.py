"""The dates of rows in columns for which a mapping does not say the order of day and month."""

from collections.abc import Callable, Iterator, Sequence

from ...model import Type
from .cells import decoded, text_of
from .paths import Path, Scope, Step, absolute, finder, shown
from .stated import Member, Value

Texts = Iterator[tuple[str, str]]  # paths, each with the text of a date there


def dated(
    members: Sequence[Member], around: tuple[Step, ...] = ()
) -> list[tuple[str, Callable[[Scope], Texts]]]:
    """Return the paths of such columns, each with what finds the texts there, from a row on."""
    found: list[tuple[str, Callable[[Scope], Texts]]] = []
    for member in members:
        if isinstance(member, Value):
            if member.field.type is Type.DATE and member.order is None:
                for origin in member.origins:
                    if isinstance(origin, Path):
                        path = shown(absolute(around, origin))
                        found.append((path, _texts(path, origin)))
        elif member.each is None:
            found += dated(member.members, around)
        else:
            inner = dated(member.members, (*absolute(around, member.each), None))
            found += [(path, _within(member.each, texts)) for path, texts in inner]
    return found


def _texts(path: str, origin: Path) -> Callable[[Scope], Texts]:
    find = finder(origin)

    def texts(scope: Scope) -> Texts:
        for one in find(scope):
            if type(one.value) is not dict and (text := decoded(text_of(one.value))):
                yield path, text

    return texts


def _within(each: Path, texts: Callable[[Scope], Texts]) -> Callable[[Scope], Texts]:
    find = finder(each)

    def within(scope: Scope) -> Texts:
        for item in find(scope):
            yield from texts(item)

    return within
