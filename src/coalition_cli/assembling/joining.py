"""Drafts into claims files that are there: each other line stays as it is."""

from collections.abc import Iterable, Mapping, Sequence

from ..importing.gathering.store import Comment, Kept, Store
from ..importing.landing.composing import comment, in_order
from ..importing.landing.joining import append
from ..model import SECTIONS
from ..model.record import Record
from ..reading import DataFile
from ..reading.spans import MappingSpan, SequenceSpan
from ..rewriting.changes import Part
from ..rewriting.edition import Edition
from ..rewriting.edits import Edit
from ..rewriting.fields import with_value
from ..rewriting.items import behind
from ..rewriting.remarks import remarks
from ..rewriting.source import Source
from .gaining import Gain
from .known import Known
from .noting import noted
from .records import Drafted

_ARTICLES, _CLAIMS, _APPEARANCES = (
    SECTIONS[name] for name in ("articles", "claims", "appearances")
)


def join(drafted: Drafted, known: Known, edition: Edition, file: DataFile) -> bool:
    """Add what is new to a file of the edition, and appearances to claims where they stand.

    An article that is there gets the fields that its record lacks. Return whether anything changes.
    Raise what an edition raises.
    """
    there = {record.key: record for record in known.records["articles"]}
    stores = dict(drafted.stores)
    completed = [*_taken_out(stores, there)]
    for each in edition.files:
        _complete([(r, kept) for r, kept in completed if r.file == each.name], edition, each)
        _gain([gain for gain in drafted.gains if gain.claim.file == each.name], edition, each)
    if any(map(len, stores.values())):
        _add(stores, edition, file)
    return bool(edition.texts())


def _taken_out(
    stores: dict[str, Store], there: Mapping[str | None, Record]
) -> Iterable[tuple[Record, Kept]]:
    """Take the articles that are there out of what is added, and yield them."""
    articles = stores["articles"]
    stores["articles"] = Store(_ARTICLES)
    for key, kept in articles.items():
        if key in there:
            yield there[key], kept
        else:
            stores["articles"].replace(key, kept)


def _add(stores: Mapping[str, Store], edition: Edition, file: DataFile) -> None:
    """Add records, with their comments."""
    source = edition.source(file)
    is_new = not source.content
    append(stores if source.kind.comment else noted(stores), edition, file)
    if is_new:
        return  # they were written with their comments
    source = edition.source(file)
    edits = [
        edit
        for name, store in stores.items()
        if len(store)
        for record, span in source.placed(name)
        if (record.key or "") in store
        for edit in _remarks(source, span, store.get(record.key or "").comments)
    ]
    if edits:
        edition.splice(source, edits, [])


def _remarks(source: Source, span: MappingSpan, comments: Sequence[Comment]) -> list[Edit]:
    told = [(tuple(path.split(".")), comment(words)) for path, words in comments]
    return remarks(source, span, told)


def _complete(completed: Sequence[tuple[Record, Kept]], edition: Edition, file: DataFile) -> None:
    """Give articles the fields that their records lack."""
    for record, kept in completed:
        if record.values.get("original") is not None:
            kept.values.pop("retells", None)
        for name, value in kept.values.items():
            if name not in record.values:
                source = edition.source(file)
                span = next(s for each, s in source.placed("articles") if each.key == record.key)
                edits = with_value(source, span, _ARTICLES, (name, value))  # type: ignore[arg-type]
                edition.splice(source, edits, [Part("articles", record.key, (name,))])


def _gain(gains: Sequence[Gain], edition: Edition, file: DataFile) -> None:
    """Give claims their new appearances."""
    if not gains:
        return
    by_claim = {gain.claim.key: gain for gain in gains}
    source = edition.source(file)
    counts = {
        record.key: len(record.nested())
        for record, _ in source.placed("claims")
        if record.key in by_claim
    }
    edits = [
        edit
        for record, span in source.placed("claims")
        if record.key in by_claim
        for edit in _appearances(source, span, by_claim[record.key])
    ]
    parts = [Part("claims", key, ("appearances",)) for key in by_claim]
    source = edition.splice(source, edits, parts)
    told = [
        edit
        for record, span in source.placed("claims")
        if record.key in by_claim
        for edit in _remarks(
            source, span, _moved(by_claim[record.key].comments, counts[record.key])
        )
    ]
    if told:
        edition.splice(source, told, [])


def _appearances(source: Source, span: MappingSpan, gain: Gain) -> list[Edit]:
    """Return the edits that put appearances behind those of a claim."""
    ordered = [in_order(_APPEARANCES, each) for each in gain.appearances]
    pair = span.pair("appearances")
    listed = source.meant(pair[1]) if pair else None
    if isinstance(listed, SequenceSpan) and listed.items:
        return [edit for each in ordered for edit in behind(source, _APPEARANCES, each, listed)]
    return with_value(source, span, _CLAIMS, ("appearances", ordered))


def _moved(comments: Iterable[Comment], count: int) -> list[Comment]:
    """Return comments by the number of their appearance among all of the claim."""
    found = []
    for path, words in comments:
        number, _, field = path.partition(".")
        found.append((f"appearances.{int(number) + count}.{field}", words))
    return found
