"""Parts of a record in two versions, such as the reviews of a claim: matched, and compared.

Parts are matched by their address; else by who made them and when; else by the question or the
text. What is the same on both sides is no difference, wherever it stands.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial

from ..model import SECTIONS, Field, Section
from ..model.answer import Values

# What two parts must share to be one, the surest first. They have to state some of it.
_SHARED = (("url",), ("by", "date"), ("question",), ("text",))

Difference = tuple[str, object, object]  # the field, its old value, the new one
_Parts = dict[int, Values]  # by their numbers among those of their side, from 0
_Pairs = list[tuple[int, Values, Values]]  # with the number on the new side


def told(value: object) -> str:
    """Return a text that two values share only if they are the same; in Python 1 equals True."""
    return json.dumps(value, sort_keys=True)


def differences_of_parts(
    field: Field, old: Sequence[Values], new: Sequence[Values]
) -> Iterator[Difference]:
    """Yield what differs in the parts that both sides have, then those that only one side has.

    The former have the path that `set` takes, such as reviews.2.rating: the new side's parts count
    from 1. The latter are lists of whole parts.
    """
    section = SECTIONS[field.of]
    before, after = dict(enumerate(old)), dict(enumerate(new))
    _matched(before, after, told)
    changed = [pair for key in _keys(section) for pair in _matched(before, after, key)]
    for number, was, now in sorted(changed, key=lambda pair: pair[0]):
        for inner in section.stated:
            pair = was[inner.name], now[inner.name]
            if told(pair[0]) != told(pair[1]):
                yield (f"{field.name}.{number + 1}.{inner.name}", *pair)
    lost, gained = list(before.values()), list(after.values())
    if lost or gained:
        yield field.name, lost, gained


def _keys(section: Section) -> Iterator[Callable[[Values], Hashable]]:
    """Yield functions that return what a part shares with its counterpart; None for nothing."""
    for names in _SHARED:
        if section.by_name.keys() >= {*names}:
            yield partial(_known, names)


def _known(names: Sequence[str], part: Values) -> Hashable:
    values = tuple(part[name] for name in names)
    return values if any(value is not None for value in values) else None


def _matched(before: _Parts, after: _Parts, key: Callable[[Values], Hashable]) -> _Pairs:
    """Return the parts of both sides that share a key, in their order; take them from the sides."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for number in reversed(before):
        waiting[key(before[number])].append(number)
    pairs: _Pairs = []
    for number, part in list(after.items()):
        shared = key(part)
        if shared is not None and waiting[shared]:
            pairs.append((number, before.pop(waiting[shared].pop()), after.pop(number)))
    return pairs
