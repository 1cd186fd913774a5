"""The values of fields that begin as somebody types them at a press of TAB."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import typer

from ...answers.opening import opened
from ...index import Index
from ...model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ...model.problems import CoalitionError
from ...project import corpus_of
from ...project.corpus import Corpus
from ...query import parse_term
from ...query.conditions import target_of
from ...query.question import is_searched
from ...query.tables import NAMED
from ...reading import Progress
from ...words import collated
from ..options.leaving import OF_PART, Part

_MOST = 1_000  # values that are offered
_COMPARED = 20_000  # values of the data that are also compared in other spellings
_PATIENCE = 2.0  # seconds that files are read for a press of TAB
_OF_SERVER = 3.0  # seconds that a server is asked for one; to load its client takes a third

Offers = list[tuple[str, str]]  # words that are possible, each with its meaning
Item = TypeVar("Item")
_Lookup = Callable[[str], Offers]
_ORDERED = (Type.NUMBER, Type.CONFIDENCE, Type.DATE)
_KNOWN = (Type.REFERENCE, Type.WORD, Type.CONFIDENCE)  # whose values can be listed


def listed_values(
    context: typer.Context, section: Section, field: Field, incomplete: str
) -> Offers:
    """Return the values of a field that complete a comma list of values, or of ranges."""

    def listed(lookup: _Lookup) -> Offers:
        done, comma, last = incomplete.rpartition(",")
        one = _ranged(section, field, lookup) if field.type in _ORDERED else lookup
        if not comma:
            return one(last)
        named = done.split(",")
        # In a list a value with a comma would be two.
        items = [pair for pair in one(last) if "," not in pair[0] and pair[0] not in named]
        return lookup(incomplete) + [(done + comma + word, told) for word, told in items]

    return _looked_up(context, section, field, listed)


def field_values(context: typer.Context, section: Section, field: Field, incomplete: str) -> Offers:
    """Return the values of a field that begin so."""
    return _looked_up(context, section, field, lambda lookup: lookup(incomplete))


def new_values(context: typer.Context, section: Section, field: Field, incomplete: str) -> Offers:
    """Return what a record may be given in a field, and begins so; none for what is typed."""
    if field.type is Type.REFERENCE and field.of in FILE_SECTIONS:
        return ids(context, [SECTIONS[field.of]], incomplete)
    return field_values(context, section, field, incomplete) if field.type in _KNOWN else []


def ids(context: typer.Context, sections: Sequence[Section], incomplete: str) -> Offers:
    """Return the ids of records that begin so, each once; a kind may stand before: `source:po`."""
    kind, colon, rest = incomplete.partition(":")

    def found(index: Index) -> Offers:
        keys: dict[str, str] = {}
        for section in sections:
            key = section.field(section.key)
            for word, told in _of_data(index, section, key, incomplete):
                keys.setdefault(word, told)
            if colon and kind in (section.name, section.singular):
                of_kind = _of_data(index, section, key, rest)
                keys |= {f"{kind}:{word}": told for word, told in of_kind}
        return list(keys.items())

    return asked(context, found)


def begins(text: str, typed: str) -> bool:
    """Whether a text begins as it is typed, whatever the case and the accents: Łódź with lod."""
    lead = collated(typed) + (" " if typed[-1:].isspace() else "")
    return text.startswith(typed) or collated(text).startswith(lead)


def _looked_up(
    context: typer.Context, section: Section, field: Field, complete: Callable[[_Lookup], Offers]
) -> Offers:
    """Return what is completed with the values of a vocabulary, or of the data."""
    words = ("true", "false") if field.type is Type.BOOLEAN else field.words
    if words:
        return complete(lambda typed: [(word, "") for word in words if begins(word, typed)])
    if is_searched(field) and not field.recurs:
        return []
    return asked(
        context, lambda index: complete(lambda typed: _of_data(index, section, field, typed))
    )


def _ranged(section: Section, field: Field, lookup: _Lookup) -> _Lookup:
    """Return what completes a value, or the end of a range that begins before it."""

    def complete(incomplete: str) -> Offers:
        low, dots, high = incomplete.partition("..")
        if not dots:
            return lookup(incomplete)
        ranges = [(low + dots + word, told) for word, told in lookup(high)]
        return [pair for pair in ranges if _can_be_asked(section, field, pair[0])]

    return complete


def _can_be_asked(section: Section, field: Field, value: str) -> bool:
    try:
        return bool(parse_term(section, field.name, value))
    except CoalitionError:
        return False


def _of_data(index: Index, section: Section, field: Field, typed: str) -> Offers:
    """Return the values that the data has; a name only where the id does not begin so."""
    if field.type is Type.NUMBER:
        numbers = index.values(section, field, _COMPARED)
        return [(number, "") for number, _ in numbers if number.startswith(typed)][:_MOST]
    found = {key: name or "" for key, name in index.values(section, field, _MOST, typed)}
    target = section if field.type is Type.ID else target_of(field)
    goes_by_name = target is not None and target.name in NAMED
    for key, name in index.values(section, field, _COMPARED) if typed else ():
        if begins(key, typed):
            found.setdefault(key, name or "")
        elif name and goes_by_name and begins(name, typed):
            found.setdefault(name, key)
    for alias, key in index.aliases(section, field, _COMPARED) if typed else ():
        if begins(alias, typed):
            found.setdefault(alias, key)
    if is_searched(field):  # where a comma parts two texts
        found = {text: told for text, told in found.items() if "," not in text}
    return list(found.items())[:_MOST]


def _part(levels: Sequence[Mapping[str, Any]]) -> Part:
    """Return which part of the data the command line asks; what it lists is from no other one."""
    said = ([level[name] for level in levels if level.get(name) is not None] for name in OF_PART)
    return Part(*(next(iter(values), None) for values in said))


class _TakesLong(CoalitionError):
    """Nobody waits for that at a press of TAB."""


def asked(context: typer.Context, ask: Callable[[Index], list[Item]]) -> list[Item]:
    """Ask the data that the command line names; offer nothing if it cannot be read soon.

    Standard input and pipes are not read: they are for the command.
    """
    begun = time.monotonic()

    def watch(_: Progress) -> None:
        if time.monotonic() - begun > _PATIENCE:
            raise _TakesLong

    levels = [level.params for level in (context, context.parent) if level]
    paths: list[str] = next((level["data"] for level in levels if level.get("data")), [])
    engine = next((level["engine"] for level in levels if level.get("engine")), None)
    keep_going = any(level.get("keep_going") for level in levels)
    indexes: list[Index] = []

    def answered(corpus: Corpus) -> list[Item]:
        with opened(corpus, watch=watch, keep_going=keep_going) as index:
            indexes.append(index)
            leaving = _part(levels).of(corpus)
            if leaving is None:
                return ask(index)
            from ...publishing.public import public

            with public(index, corpus.sources(), leaving, watch).records as part:
                return ask(part)

    def end() -> None:
        for index in indexes:
            index.close()

    try:
        corpus = corpus_of(paths, engine=engine)
        if not all(file.regular for file in corpus.sources()):
            return []
        if not corpus.lake or not corpus.engine:
            return answered(corpus)
        from ...lake.waiting import within  # few ask a server

        return within(_OF_SERVER, lambda: answered(corpus), end)
    except (CoalitionError, OSError):
        return []
