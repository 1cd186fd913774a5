"""Which fields of a draft are asked for: those without which `check --strict` finds something."""

from collections.abc import Iterator, Sequence

from ..model import FILE_SECTIONS, SECTIONS, Field, Type
from ..model.record import Record
from .draft import Draft, Single, Value, singles
from .judging import judged
from .known import KnownData

_SAMPLES: dict[Type, Single] = {
    Type.BOOLEAN: True,
    Type.NUMBER: 1,
    Type.DECIMAL: 1,
    Type.CONFIDENCE: "low",
    Type.DATE: "2000",
    Type.ADDRESS: "https://example.org",
    Type.ANYTHING: "x",
}


def settles(drafts: Sequence[Draft], draft: Draft, known: KnownData) -> set[str]:
    """Return the fields of a draft that settle something which is missing there.

    Each field without a value is tried with one of its type. It settles what `check --strict`
    no longer finds then. `drafts` are all that are checked together; records of the data that
    they name are looked at too.
    """
    around = list(_around(drafts, known))

    def missing() -> set[tuple[int, str]]:
        found = judged(drafts, known, around, duplicates=False)
        return {(id(each.draft), each.problem.message) for each in found if not each.field}

    before = missing()
    settling: set[str] = set()
    if not before:
        return settling
    for field in draft.section.stated:
        if field.name not in draft.values:
            draft.values[field.name] = _sample(field)
            if before - missing():
                settling.add(field.name)
            del draft.values[field.name]
    return settling


def _sample(field: Field) -> Value:
    if field.type is Type.RECORD:
        inner = SECTIONS[field.of]
        some = inner.required or inner.stated[:1]
        sample: Single = Draft(inner, {each.name: _sample(each) for each in some})
    else:
        sample = field.words[0] if field.words else _SAMPLES.get(field.type, "x")
    return [sample] if field.many else sample


def _around(drafts: Sequence[Draft], known: KnownData) -> Iterator[Record]:
    """Yield the records of the data that drafts name."""
    for draft in drafts:
        for field, value in draft.pairs():
            if field.type is Type.REFERENCE and field.of in FILE_SECTIONS:
                records = (known.by_key[field.of].get(str(key)) for key in singles(value))
                yield from (record for record in records if record)
        yield from _around([*draft.nested()], known)
