"""What a person should still state of a draft: what `check --strict` would miss, and its text."""

from ..drafting.draft import Draft, Single, Value
from ..drafting.known import KnownData
from ..drafting.wanting import settles
from ..model import Field, Type
from ..model.record import Record
from ..words import collated

_STATUS = "status"


def missing(record: Record, known: KnownData) -> list[Field]:
    """Return the fields that settle what is missing in a record, in the order of a file.

    A claim is looked at as if it were no draft. An unnamed speaker is not asked who he is.
    """
    draft = drafted(record)
    draft.values.pop(_STATUS, None)
    found = settles([draft], draft, known)
    return [
        field
        for field in record.section.stated
        if field.name in found and field.type is not Type.RECORD and not field.confidential
        if not (_is_alone(record, known) and field.of == record.section.name)
    ]


def _is_alone(record: Record, known: KnownData) -> bool:
    """Whether there is no other record of its section, which it could name."""
    return len(known.by_key[record.section.name]) == 1


def proposed(record: Record, name: str, known: KnownData) -> str:
    """Return what a missing field may be: what an article tells of itself, it was first to carry.

    That is the publisher of the first article of a claim, unless that retells another one.
    """
    if name != "source":
        return ""
    keys = (each.values.get("article") for each in record.nested())
    article = known.by_key["articles"].get(str(next(keys, None)))
    if article is None or "retells" in article.values:
        return ""
    return str(article.values.get("publisher", ""))


def is_as_quoted(claim: Record) -> bool:
    """Whether the text of a claim is nothing but words of the article."""
    text = collated(str(claim.values.get("text", ""))).strip(".")
    words = (each.values.get(name, "") for each in claim.nested() for name in ("quote", "wording"))
    return any(text in collated(str(each)) for each in words)


def drafted(record: Record) -> Draft:
    """Return the values of a record as those of a draft."""
    return Draft(record.section, {name: _value(value) for name, value in record.values.items()})


def _value(value: object) -> Value:
    if isinstance(value, list):
        return [_single(each) for each in value]
    return _single(value)


def _single(value: object) -> Single:
    if isinstance(value, Record):
        return drafted(value)
    return value  # type: ignore[return-value]  # values of records are plain
