"""What is on the page, in numbers, in time, and among outlets."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..answers.counts import counts
from ..answers.outlets import Outlets
from ..answers.sourcing import sourcing
from ..answers.timeline import timeline
from ..index import Index
from ..model import SECTIONS, Field, Type
from ..model.vocabularies import BANDS
from ..query import Question, query_field
from ..words.unnamed import MARK
from .texts import href, shown
from .values import Bar, Bars, Link, Outlet, Overview, Period, Retelling, Retellings

MOST = 20  # bars of one field
_CLAIMS = SECTIONS["claims"]
_COUNTED = ("confidence", "anonymous")  # before the names, and after them
_NAMED = {"by_source": "source", "by_speaker": "speaker", "by_topic": "topic"}
_AFTER = ("kind", "origins", "status")
_TITLES = {"anonymous": "named or unnamed", "source": "first carried by", "speaker": "said by"}
_FLAGS = {True: "unnamed", False: "named", None: "not known"}


def overview(index: Index, question: Question) -> Overview:
    """Return the claims of a question in numbers."""
    [row] = sourcing(index, question).dicts()
    number: dict[str, Any] = row
    before, after = (
        [_of_values(index, question, name) for name in names] for names in (_COUNTED, _AFTER)
    )
    named = [_of_names(query_field(_CLAIMS, name), number[by]) for by, name in _NAMED.items()]
    return Overview(
        claims=number["claims"],
        named=number["named"],
        unnamed=number["unnamed"],
        direct=number["direct"],
        single_origin=number["single_origin"],
        articles=number["articles"],
        origins=number["origins"],
        weakest=[Link(shown(key), href(key)) for key in number["weakest"]],
        bars=[bars for bars in (*before, *named, *after) if bars.bars],
    )


def _of_values(index: Index, question: Question, name: str) -> Bars:
    """Return how many claims have each value of a field without names."""
    field = query_field(_CLAIMS, name)
    rows: list[tuple[Any, Any]] = [
        (value, claims) for value, claims in counts(index, question, (field,)).rows()
    ]
    if name == "confidence":
        scale = [*reversed([band.word for band in BANDS]), None]
        rows.sort(key=lambda row: scale.index(row[0]))
    bars = [
        Bar(_value(value), _label(field, value), claims, value is True, _term(field, value))
        for value, claims in rows
    ]
    return _bars(field, bars)


def _of_names(field: Field, rows: Iterable[dict[str, Any]]) -> Bars:
    """Return how many claims have each value of a field, which may be called by a name."""
    bars = []
    for row in rows:
        label = shown(row["name"] or row["value"]) or "not stated"
        unnamed = field.name == "speaker" and label.endswith(MARK)
        bars.append(
            Bar(_value(row["value"]), label, row["claims"], unnamed, _term(field, row["value"]))
        )
    return _bars(field, bars)


def _bars(field: Field, bars: Sequence[Bar]) -> Bars:
    title = _TITLES.get(field.name, field.query_name.replace("_", " "))
    return Bars(field.query_name, title, bars[:MOST], max(0, len(bars) - MOST))


def _value(value: object) -> str:
    return shown(value)


def _label(field: Field, value: object) -> str:
    """Return a value as people read it."""
    if field.type is Type.BOOLEAN:
        return _FLAGS[value if isinstance(value, bool) else None]
    if value is None:
        return {"confidence": "not rated", "origins": "not known"}.get(field.name, "not stated")
    if field.name == "origins":
        return f"{value} origin{'' if value == 1 else 's'}"
    return shown(value)


def _term(field: Field, value: object) -> str:
    """Return the query word for the claims that have a value in a field."""
    return f"not:{field.query_name}:*" if value is None else f"{field.query_name}:{shown(value)}"


def periods(index: Index, question: Question) -> Iterator[Period]:
    """Yield how many claims, and of what belongs to them, have their dates when."""
    for date, *numbers in timeline(index, {_CLAIMS.name: question}, None).rows():
        claims, articles, facts = (int(str(number)) for number in numbers)
        yield Period(shown(date), claims, articles, facts)


def retellings(outlets: Outlets) -> Retellings:
    """Return how outlets retell each other."""
    return Retellings(
        [
            Outlet(shown(each.id), shown(each.name), each.articles, each.claims, each.original)
            for each in outlets.outlets()
        ],
        [
            Retelling(shown(each.outlet), shown(each.original), each.articles, each.claims)
            for each in outlets.retold()
        ],
    )
