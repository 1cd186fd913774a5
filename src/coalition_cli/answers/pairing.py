"""Parts of a record in two versions, such as the reviews of a claim: matched, and compared.

Parts are matched by their address; else by who made them and when; else by the question or the
text. What is the same on both sides is no difference, wherever it stands. The other way round
each difference is the same, with its sides turned.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from ..model import SECTIONS, Field, Section
from ..model.answer import Values
from ..model.problems import shown_id

# What two parts must share to be one, the surest first. They have to state some of it.
_SHARED = (("url",), ("by", "date"), ("question",), ("text",))
# What a part is called by, the shortest first, if both sides state it alike.
_CALLED = ("by", "url", "date", "question", "text")

Difference = tuple[str, object, object]  # the field, its old value, the new one
_Parts = dict[int, Values]  # by their numbers among those of their side, from 0


class _Pair(NamedTuple):
    """A part of both sides, and its numbers there."""

    was: Values
    now: Values
    numbers: tuple[int, int]


def told(value: object) -> str:
    """Return a text that two values share only if they are the same; in Python 1 equals True."""
    return json.dumps(value, sort_keys=True)


def differences_of_parts(
    field: Field, old: Sequence[Values], new: Sequence[Values]
) -> Iterator[Difference]:
    """Yield what differs in the parts that both sides have, then those that only one side has.

    The former have what the part is called between the field and that within it, as `set` takes
    it: reviews.politifact.rating. The latter are lists of whole parts.
    """
    section = SECTIONS[field.of]
    before, after = dict(enumerate(old)), dict(enumerate(new))
    _matched(before, after, told)
    changed = [pair for key in _keys(section) for pair in _matched(before, after, key)]
    called = _called(section, (old, new), changed)
    for pair in sorted(changed, key=lambda each: (called[each.numbers], sorted(each.numbers))):
        for inner in section.stated:
            values = pair.was[inner.name], pair.now[inner.name]
            if told(values[0]) != told(values[1]):
                yield (f"{field.name}.{called[pair.numbers]}.{inner.name}", *values)
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


def _matched(before: _Parts, after: _Parts, key: Callable[[Values], Hashable]) -> list[_Pair]:
    """Return the parts of both sides that share a key, in their order; take them from the sides."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for number in reversed(before):
        waiting[key(before[number])].append(number)
    pairs: list[_Pair] = []
    for number, part in list(after.items()):
        shared = key(part)
        if shared is not None and waiting[shared]:
            other = waiting[shared].pop()
            pairs.append(_Pair(before.pop(other), after.pop(number), (other, number)))
    return pairs


def _called(
    section: Section, sides: Sequence[Sequence[Values]], pairs: Sequence[_Pair]
) -> Mapping[tuple[int, int], str]:
    """Return what parts are called, by their numbers: best by what no other part of a side has."""
    names = [name for name in _CALLED if name in section.by_name]
    counts = {name: [Counter(part[name] for part in side) for side in sides] for name in names}

    def called(pair: _Pair) -> str:
        alike = [n for n in names if pair.was[n] is not None and pair.was[n] == pair.now[n]]
        alone = [n for n in alike if all(count[pair.was[n]] == 1 for count in counts[n])]
        return shown_id(str(pair.was[(alone or alike)[0]]))

    return {pair.numbers: called(pair) for pair in pairs}
