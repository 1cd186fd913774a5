"""What somebody sees of a draft: its record, why it says so, and the passages it was taken from."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..checking.single import is_unnamed_speaker
from ..drafting.known import KnownData, shown
from ..model import Type
from ..model.record import Record
from ..verifying import ArticleText
from ..words.safe import plain
from ..words.unnamed import NOT_DECLARED, marked
from .desk import Desk
from .passages import ArticleTexts, Passage, passage
from .standing import Named, Standing, noted_doubts
from .stated import rated

# What stands elsewhere on the sheet, or says nothing to its reader.
_ELSEWHERE = frozenset({"id", "status", "appearances", "article", "paragraph", "offset", "extra"})
_NOBODY = "nobody yet"
_SEEN = "appearances"

NOTHING: Mapping[str, str] = MappingProxyType({})

Row = tuple[str, str]  # the name of a field, and its value


class Seen(NamedTuple):
    """An appearance: where it is, the passage there, and what the record has of it."""

    heading: str
    passage: Passage
    rows: Sequence[Row]


class Sheet(NamedTuple):
    """A draft as it is shown; no name that is withheld is in it."""

    heading: str
    rows: Sequence[Row]
    why: Sequence[str]  # the comments that stand with the record
    seen: Sequence[Seen]
    taken: str = ""  # what accepting it states


def sheet(
    claim: Standing, desk: Desk, texts: ArticleTexts, taken: Mapping[str, str] = NOTHING
) -> Sheet:
    """Return what is shown of a claim; `taken` is what accepting it states, by field."""
    record, known = claim.record, desk.known
    return Sheet(
        f"{known.names.without(str(record.key))} ({claim.place})",
        list(_rows(record, known, ("speaker",))),
        [known.names.without(why) for why in _why(claim)],
        [_seen(each, desk, texts) for each in record.nested() if each.section.name == _SEEN],
        known.names.without(", ".join(f"{name} {said}" for name, said in taken.items())),
    )


def _why(claim: Standing) -> Iterator[str]:
    yield from (comment.text for comment in claim.comments if comment.text)
    yield from noted_doubts(claim.record)


def _seen(appearance: Record, desk: Desk, texts: ArticleTexts) -> Seen:
    known, key = desk.known, str(appearance.values.get("article", ""))
    article = known.by_key["articles"].get(key)
    text: ArticleText | None = texts.of(article) if article else None
    found = Passage(why_not=f"there is no text: --text {key}=FILE shows the passage")
    if text is not None:
        found = passage(text, appearance, known.names)
    headline = shown(article) if article else ""
    number = appearance.values.get("paragraph")
    where = [f"{headline} ({key})" if headline else key]
    if number is not None:
        where.append(f"paragraph {number}")
    heading = known.names.without(", ".join(where))
    return Seen(heading, found, [*_retelling(key, desk), *_rows(appearance, known)])


def _retelling(key: str, desk: Desk) -> Iterator[Row]:
    """Yield what an article retells, and the comments that say why."""
    article = desk.standing(Named("articles", key))
    if article is None or not (retold := article.record.texts("retells")):
        return
    names = desk.known.names
    yield "retells", names.without("; ".join(retold))
    span = article.around("retells")
    for comment in article.comments:
        if span.start <= comment.start < span.end and comment.text:
            yield "why", names.without(comment.text)


def _rows(record: Record, known: KnownData, always: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the fields of a record that say something, and some others always."""
    for field in record.section.stated:
        if field.name in _ELSEWHERE or field.type is Type.RECORD:
            continue
        value = record.values.get(field.name)
        if value is None and field.name not in always:
            continue
        if field.type is Type.REFERENCE and field.of in ("speakers", "sources"):
            text = _called(known, field.of, value)
        else:
            text = rated(value) if field.type is Type.CONFIDENCE else plain(value)
        yield field.name, known.names.without(text)


def _called(known: KnownData, section: str, value: object) -> str:
    """Return who is meant by an id, with the id: an unnamed speaker shows as unnamed."""
    if value is None:
        return _NOBODY
    record = known.by_key[section].get(str(value))
    if record is None:
        return f"{value}{NOT_DECLARED}"
    called = shown(record) or str(value)
    named = marked(called, section == "speakers" and is_unnamed_speaker(record))
    return f"{value}: {named}" if called != value else named
