"""Confidential names go no further: they are taken out of each record as it is read.

Such are the names of an unnamed speaker, and what leads to them. In a claim that says its speaker
is unnamed, so is a speaker of several words: an id has only one, so these may be a name.

No index, no answer and no message has them. Checking needs the names, to search other texts for
them, and their places, to hide them in excerpts: the record keeps both beside its values.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.problems import Problem
from ..model.record import FileSpan, Place, Record, Withheld, place
from ..words.unnamed import UNNAMED_SPEAKER
from .confidential import HOLDS, REMEDY, Names
from .nodes import BOOLEANS, MappingNode, Node, is_absent, is_plain, is_scalar, scalars, written

# The message of a problem about a key that names a speaker, and its remedy.
_NAMES = (
    "says who an unnamed speaker is",
    "move it to a private file outside the repository; git keeps what was committed: "
    "'coalition help unnamed' says what to do",
)
_DECLARE = (
    "may say who an unnamed speaker is",
    "declare a speaker with a description and no name, and write its id here; "
    "'coalition help unnamed' says what to do if it is a name",
)

_KEY = re.compile("[a-z_-]+")  # looks like a key, and not like a name


class _Stated(NamedTuple):
    """A key of a record as it is written, and what it stands for."""

    key: Node
    value: Node
    means: str | None  # the name of a field; None where it is not known


def withhold(record: Record, node: MappingNode, meant: Mapping[str, str | None]) -> list[Problem]:
    """Take the confidential values out of a record that may be unnamed; return the problems.

    `meant` has the fields that misspelt keys stand for. Where `anonymous` is neither true nor
    false, the speaker counts as unnamed. A speaker without a description gets the one of
    an unnamed speaker.
    """
    stated = [_stated(record, key, value, meant) for key, value in node.pairs]
    if not _is_unnamed(record, stated):
        return []
    secret = [key for key in stated if _is_confidential(record, key) and _has_value(key)]
    if not (secret or record.section.confidential or any(key.means is None for key in stated)):
        return []  # as for most claims
    # A key without a value is what YAML makes of the first name in {name: Doe, Jane}.
    strays = [key for key in stated if key.means is None and _may_be_name(key)]
    named = [key for key in secret if _has_names(record, key)]
    texts = [*(text for key in named for text in _texts(key.value)), *map(_key, strays)]
    names = Names(texts)
    given_away = _take_out(record, names) if texts or secret else []
    described = bool(secret and record.section.confidential) and "description" not in record.values
    spans = tuple(_spans(record, stated, given_away))
    record.withheld = Withheld(tuple(texts), spans, described)
    if described:
        record.values["description"] = UNNAMED_SPEAKER
    if not secret:
        return []
    said = _NAMES if record.section.confidential else _DECLARE
    stated_there = (_problem(record, key.means, _where(record, key.value), said) for key in secret)
    held = (_problem(record, name, record.where(name), (HOLDS, REMEDY)) for name in given_away)
    return list(dict.fromkeys([*stated_there, *held]))


def _stated(record: Record, key: Node, value: Node, meant: Mapping[str, str | None]) -> _Stated:
    name = written(key) if is_scalar(key) else ""
    return _Stated(key, value, name if name in record.section.by_name else meant.get(name))


def _has_value(stated: _Stated) -> bool:
    return any(map(str.strip, _texts(stated.value)))


def _key(stated: _Stated) -> str:
    return " ".join(_texts(stated.key))


def _may_be_name(stated: _Stated) -> bool:
    """Whether an unknown key may be a name, or a part of one."""
    return not (_has_value(stated) and _KEY.fullmatch(_key(stated)))


def _is_unnamed(record: Record, stated: Sequence[_Stated]) -> bool:
    """Whether a speaker may be unnamed: the record says so, or says nothing and has no name."""
    said = [key.value for key in stated if key.means == "anonymous" and _has_value(key)]
    if said:
        return not all(map(_is_false, said))
    return not any(_names_speaker(record, key) and _has_value(key) for key in stated)


def _is_false(node: Node) -> bool:
    return is_scalar(node) and is_plain(node) and BOOLEANS.get(written(node)) is False


def _is_confidential(record: Record, stated: _Stated) -> bool:
    if any(field.name == stated.means for field in record.section.confidential):
        return True
    return _names_speaker(record, stated)


def _names_speaker(record: Record, stated: _Stated) -> bool:
    """Whether a key has the name of a speaker: that of a speaker, or several words in a claim."""
    if record.section.confidential:
        return stated.means == "name"
    return stated.means == "speaker" and any(map(is_called, _texts(stated.value)))


def _has_names(record: Record, stated: _Stated) -> bool:
    """Whether the texts of a confidential key are looked for elsewhere: ids of others are not."""
    field = record.section.by_name.get(stated.means or "")
    return not (field and field.declared)


def may_be_unnamed(record: Record, node: MappingNode) -> bool:
    """Whether a record may be unnamed: speakers by default, others only if they say so.

    An appearance cannot say so, but an author may think that it can.
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
    """Return all texts in a node."""
    return (written(scalar) for scalar in scalars(node) if not is_absent(scalar))


def _take_out(record: Record, names: Names) -> list[str]:
    """Take the confidential values out of a record; return the other fields that had a name."""
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
    """Take the names out of a claim and its appearances; quotes and wordings stay as they are."""
    claim.values.pop("speaker", None)
    for record in (claim, *claim.nested()):
        if names.are_in(str(record.values.get("speaker", ""))):
            del record.values["speaker"]
        if "attribution" in record.values:
            record.values["attribution"] = names.without(str(record.values["attribution"]))


def _spans(record: Record, stated: Sequence[_Stated], given_away: Sequence[str]) -> list[FileSpan]:
    """Return the spans of the values to hide; those of unknown keys include the keys.

    A span ends at the next key that is shown. That of an alias begins at its anchor. In JSON the
    places are not known, and the whole record is hidden.
    """
    hidden = {None, *(field.name for field in record.section.confidential), *given_away}
    if not record.section.confidential:
        hidden.add("speaker")
    shown = sorted(_where(record, key.key) for key in stated if key.means not in hidden)
    starts: dict[Place | None, Place] = {}  # by where it ends
    for key in stated:
        if key.means not in hidden:
            continue
        begins = key.value if key.means and _has_value(key) else key.key
        start = _where(record, begins)
        if isinstance(begins, str):
            return [FileSpan(start, None)]
        # A key that is an alias stands where its anchor does, which may be before the value.
        after = bisect_right(shown, max(start, _where(record, key.key)))
        end = shown[after] if after < len(shown) else None
        starts[end] = min(start, starts.get(end, start))
    to_next_record = [FileSpan(starts.pop(None), None)] if None in starts else []
    return [*(FileSpan(start, end) for end, start in starts.items()), *to_next_record]


def _where(record: Record, node: Node) -> Place:
    return record.where("") if isinstance(node, str) else place(node)


def _problem(record: Record, field: str | None, where: Place, said: tuple[str, str]) -> Problem:
    what, remedy = said
    message = f"'{field}' in {record.label} {what}"
    return Problem("confidential-name", message, remedy, record.file, *where)
