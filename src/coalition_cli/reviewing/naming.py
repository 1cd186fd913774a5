"""The speakers, sources and articles that a claim names, and which of them nothing else names."""

from collections.abc import Iterable, Iterator, Sequence

from ..drafting.known import KnownData
from ..model import Type
from ..model.record import Record
from .standing import Named

_PEOPLE = ("speakers", "sources")
_AROUND = (*_PEOPLE, "articles")


def named_by(record: Record) -> Iterator[Named]:
    """Yield what a record names, and the records within it."""
    for field in record.section.stated:
        if field.type is Type.REFERENCE:
            value = record.values.get(field.name, [])
            for key in value if isinstance(value, list) else [value]:
                yield Named(field.of, str(key))
    for inner in record.nested():
        yield from named_by(inner)


def around(claim: Record, known: KnownData) -> Sequence[Named]:
    """Return the speakers, sources and articles of a claim that are declared, each once."""
    found = (each for each in named_by(claim) if each.section in _AROUND)
    return [each for each in dict.fromkeys(found) if each.key in known.by_key[each.section]]


def reached(claim: Record, known: KnownData) -> Sequence[Named]:
    """Return the same with all that these name in turn: the articles that they retell, say."""
    found: dict[Named, None] = {}
    ahead = [*around(claim, known)]
    while ahead:
        named = ahead.pop()
        if named not in found:
            found[named] = None
            ahead += around(known.by_key[named.section][named.key], known)
    return list(found)


def needless(claim: Record, known: KnownData, kept: Iterable[Named] = ()) -> Sequence[Named]:
    """Return the speakers and sources that nothing names once a claim names only what is kept."""
    still = {
        *kept,
        *(
            each
            for record in known.records
            if (record.section.name, record.key) != ("claims", claim.key)
            for each in named_by(record)
        ),
    }
    own = (each for each in around(claim, known) if each.section in _PEOPLE)
    return [each for each in own if each not in still]


def left_by(claim: Record, known: KnownData) -> Sequence[Named]:
    """Return the speaker of a claim if nothing would name him once another one is credited."""
    speaker = Named("speakers", str(claim.values.get("speaker")))
    names = list(named_by(claim))
    if speaker in names:
        names.remove(speaker)  # he may be named once more, by an appearance
    return needless(claim, known, names)
