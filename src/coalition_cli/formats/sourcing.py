"""How well claims are sourced, as Markdown for the notes of a story."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from ..model.answer import Values
from ..model.problems import plural
from ..words.unnamed import mark_within
from .markdown import heading, inline, items, table

_MOST = 10  # values of a field, and claims, that are listed
_PAIRS = (
    ("speaker", "named", "unnamed"),
    ("words", "direct", "paraphrased"),
    ("origins", "multi_origin", "single_origin"),
)
_COUNTS = ("claims", *(name for _, *pair in _PAIRS for name in pair))
_BREAKDOWNS = {"by_source": "source", "by_speaker": "speaker", "by_topic": "topic"}


def sourcing_notes(report: Mapping[str, Any], weakest: Iterable[Values]) -> Iterator[str]:
    """Yield the report on claims. `weakest` are those that it names; ten of them are listed."""
    yield heading(2, "How well the claims are sourced")
    where = f"{plural(report['claims'], 'claim')} in {plural(report['articles'], 'article')}"
    unknown = report["articles"] and not report["origins"]
    origins = "unknown origins" if unknown else plural(report["origins"], "origin")
    yield f"{where}, from {origins}\n\n"
    if not report["claims"]:
        return
    yield items(_pair(report, *pair) for pair in _PAIRS)
    for name, title in _BREAKDOWNS.items():
        yield heading(3, f"By {title}")
        yield table([title, *map(_called, _COUNTS)], map(_row, report[name][:_MOST]))
        yield _left_out(len(report[name]))
    if count := len(report["weakest"]):
        weak = "with an unnamed speaker, one origin, no quote"
        yield heading(3, f"{plural(count, 'claim')} {weak}")
        yield items(_claim(row) for row in islice(weakest, _MOST))
        yield _left_out(count)


def _left_out(count: int) -> str:
    return f"{_MOST} of {count:,}; --json gives all\n\n" if count > _MOST else ""


def _pair(report: Mapping[str, Any], title: str, strong: str, weak: str) -> str:
    unknown = report["claims"] - report[strong] - report[weak]
    parts = [f"{report[name]:,} {_called(name)}" for name in (strong, weak)]
    return f"**{title}:** {', '.join(parts)}" + (f", {unknown:,} not known" if unknown else "")


def _row(group: Mapping[str, Any]) -> list[str]:
    label = "not known" if group["value"] is None else inline(group["name"] or group["value"])
    return [label, *(f"{group[name]:,}" for name in _COUNTS)]


def _claim(row: Values) -> str:
    who = inline(row["speaker_name"]) + mark_within(row, "speaker_name")
    source = f", {inline(row['source_name'])}" if row["source_name"] else ""
    return f"{inline(row['text'])} — {who}{source} ({inline(row['id'])})"


def _called(name: str) -> str:
    return name.replace("_", "-")
