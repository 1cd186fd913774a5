"""Who an unnamed speaker is stays here: what says so is taken out of a record as it is read.

That is what names a speaker; and in a claim that says it is unnamed, a speaker who is called by
several words: an id has none, so that this is a name, or may be one.

Nothing behind sees it: no index, no answer, no message. What checking needs, the names to look for
in other texts and the places to hide in excerpts, is kept beside the values.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.problems import Problem
from ..model.record import FileSpan, Place, Record, Withheld, place
from ..words.unnamed import UNNAMED_SPEAKER
from .confidential import HOLDS, REMEDY, Names
from .nodes import MappingNode, Node, SequenceNode, is_absent, is_plain, is_scalar, written

# What a problem says of a key that names a speaker, and its remedy.
_NAMES = (
    "says who an unnamed speaker is",
    "move it to a private file outside the repository; git keeps what was committed: "
    "docs/protecting-sources.md says what to do",
)
_DECLARE = (
    "may say who an unnamed speaker is",
    "declare a speaker with a description and no name, and write its id here; "
    "docs/protecting-sources.md says what to do if it is a name",
)
_FALSE = ("false", "False", "FALSE")
_KEY = re.compile("[a-z_-]+")  # what could be meant for a key, and is no name


class _Stated(NamedTuple):
    """A key of a record as it is written, and what it stands for."""

    key: Node
    value: Node
    means: str | None  # a field; None where nothing tells


def withhold(record: Record, node: MappingNode, meant: Mapping[str, str | None]) -> list[Problem]:
    """Take what is confidential out of a record that may be unnamed; return the problems.

    `meant` has the fields that misspelt keys stand for. Where it cannot be told whether the
    speaker is unnamed, as the value is neither true nor false, the speaker is taken to be. Where
    there is no description, it says that this is an unnamed speaker.
    """
    stated = [_stated(record, key, value, meant) for key, value in node.pairs]
    if not _is_unnamed(record, stated):
        return []
    secret = [one for one in stated if _is_confidential(record, one) and _has_value(one)]
    if not (secret or record.section.confidential or any(one.means is None for one in stated)):
        return []  # as for most claims
    # A key without a value is what YAML makes of the first name in {name: Doe, Jane}.
    strays = [one for one in stated if one.means is None and _may_be_name(one)]
    texts = [*(text for one in secret for text in _texts(one.value)), *map(_key, strays)]
    names = Names(texts)
    given_away = _take_out(record, names) if texts else []
    record.withheld = Withheld(tuple(texts), tuple(_spans(record, stated, given_away)))
    if not secret:
        return []
    if record.section.confidential:
        record.values.setdefault("description", UNNAMED_SPEAKER)
    said = _NAMES if record.section.confidential else _DECLARE
    named = (_problem(record, one.means, _where(record, one.value), said) for one in secret)
    held = (_problem(record, name, record.where(name), (HOLDS, REMEDY)) for name in given_away)
    return list(dict.fromkeys([*named, *held]))


def _stated(record: Record, key: Node, value: Node, meant: Mapping[str, str | None]) -> _Stated:
    name = written(key) if is_scalar(key) else ""
    return _Stated(key, value, name if name in record.section.by_name else meant.get(name))


def _has_value(stated: _Stated) -> bool:
    return any(map(str.strip, _texts(stated.value)))


def _key(stated: _Stated) -> str:
    return " ".join(_texts(stated.key))


def _may_be_name(stated: _Stated) -> bool:
    """Whether a key that is none of the format's may be part of a name, or one."""
    return not (_has_value(stated) and _KEY.fullmatch(_key(stated)))


def _is_unnamed(record: Record, stated: Sequence[_Stated]) -> bool:
    """Whether a speaker is unnamed, or may be: as the record states, else if it has no name."""
    said = [one.value for one in stated if one.means == "anonymous" and _has_value(one)]
    if said:
        return not all(is_scalar(one) and is_plain(one) and written(one) in _FALSE for one in said)
    return not any(_is_confidential(record, one) for one in stated)


def _is_confidential(record: Record, stated: _Stated) -> bool:
    if any(field.name == stated.means for field in record.section.confidential):
        return True
    return stated.means == "speaker" and any(map(is_called, _texts(stated.value)))


def may_be_unnamed(record: Record, node: MappingNode) -> bool:
    """Whether a record of such a section may be unnamed: speakers by default, others if they say.

    An appearance cannot say so, but somebody may think that it can.
    """
    match record.section.name:
        case "speakers":
            return True
        case "claims":
            return record.states("anonymous")
        case "appearances" if "speaker" in record.values:
            return any(is_scalar(key) and written(key) == "anonymous" for key, _ in node.pairs)
    return False


def is_called(speaker: str) -> bool:
    """Whether a claim calls its speaker by several words, and not by an id."""
    return len(speaker.split()) > 1


def _texts(node: Node) -> Iterator[str]:
    """Yield all text in a node."""
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, MappingNode):
        for key, value in node.pairs:
            yield from _texts(key)
            yield from _texts(value)
    elif not is_absent(node):
        yield written(node)


def _take_out(record: Record, names: Names) -> list[str]:
    """Take what is confidential out of the values; return the other fields that held it."""
    if not record.section.confidential:
        _take_out_of_claim(record, names)
        return []
    values = record.values
    for field in record.section.confidential:
        values.pop(field.name, None)
    given_away = []
    for name, value in values.items():
        if isinstance(value, str) and names.are_in(value) and name != record.section.key:
            values[name] = names.without(value)
            given_away.append(name)
    return given_away


def _take_out_of_claim(claim: Record, names: Names) -> None:
    """Take out whom a claim and its appearances name; words of others stay as they are."""
    claim.values.pop("speaker", None)
    for seen in (claim, *claim.nested()):
        if names.are_in(str(seen.values.get("speaker", ""))):
            del seen.values["speaker"]
        if "attribution" in seen.values:
            seen.values["attribution"] = names.without(str(seen.values["attribution"]))


def _spans(record: Record, stated: Sequence[_Stated], given_away: Sequence[str]) -> list[FileSpan]:
    """Return where values stand that nobody may see, those of unknown keys with their keys.

    A value goes up to the next key that is shown; what was an alias goes from its anchor. In JSON
    the places are not known, and all of the record is hidden.
    """
    hidden = {None, *(field.name for field in record.section.confidential), *given_away}
    if not record.section.confidential:
        hidden.add("speaker")
    shown = sorted(_where(record, one.key) for one in stated if one.means not in hidden)
    starts: dict[Place | None, Place] = {}  # by where it ends
    for one in stated:
        if one.means not in hidden:
            continue
        begin = one.value if one.means and _has_value(one) else one.key
        start = _where(record, begin)
        if isinstance(begin, str):
            return [FileSpan(start, None)]
        # A key that is an alias stands where its anchor does, which may be before the value.
        behind = bisect_right(shown, max(start, _where(record, one.key)))
        end = shown[behind] if behind < len(shown) else None
        starts[end] = min(start, starts.get(end, start))
    to_next_record = [FileSpan(starts.pop(None), None)] if None in starts else []
    return [*(FileSpan(start, end) for end, start in starts.items()), *to_next_record]


def _where(record: Record, node: Node) -> Place:
    return record.where("") if isinstance(node, str) else place(node)


def _problem(record: Record, field: str | None, where: Place, said: tuple[str, str]) -> Problem:
    what, remedy = said
    message = f"'{field}' in {record.label} {what}"
    return Problem("confidential-name", message, remedy, record.file, *where)
