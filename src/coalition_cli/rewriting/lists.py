"""Edits of a list: items are added at its end, and others are removed."""

from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from ..model import Section
from ..reading.kinds import JSON
from ..reading.spans import Form, ScalarSpan, SequenceSpan, Style
from .anchors import freed
from .edits import Edit
from .fields import keep_comments
from .records import Value, in_brackets, item_lines, manner
from .refusals import BY_HAND, RefusedError
from .scalars import Writing, scalar
from .source import Source


def with_items(
    source: Source,
    listed: SequenceSpan,
    section: Section | None,
    change: tuple[Sequence[Value], Set[int]],
) -> list[Edit]:
    """Return the edits that add items behind the last one of a list, and remove others.

    `change` has the new items, and the numbers of those that go, which are not all of them.
    `section` is that of the items, if they are records. Raise RefusedError if a comment would be
    lost, or if the list is written in a way that is not understood.
    """
    added, gone = change
    edits = list(_without(source, listed, gone))
    kept = [number for number in range(len(listed.items)) if number not in gone]
    if not added:
        return edits
    if listed.form is Form.FLOW or not kept:
        return [*edits, *_in_flow(source, listed, section, (added, kept))]
    last = listed.items[kept[-1]]
    start, dash = _dash(source, last.outset)
    lead = source.text[dash : last.outset]
    new = []
    for value in added:
        if section is not None:
            lines = item_lines(section, value, manner(source), len(lead) - 1)
        else:
            lines = [f"{lead}{scalar(value, _writing(source, listed, flow=False))}"]
        new += [f"{source.newline}{source.text[start:dash]}{line}" for line in lines]
    end = source.line_end(last.end)
    return [*edits, Edit(end, end, "".join(new))]


def _in_flow(
    source: Source,
    listed: SequenceSpan,
    section: Section | None,
    change: tuple[Sequence[Value], Sequence[int]],
) -> list[Edit]:
    added, kept = change
    if section is not None:
        texts = [in_brackets(section, value, manner(source)) for value in added]
    else:
        texts = [scalar(value, _writing(source, listed, flow=True)) for value in added]
    if not listed.items:
        return [Edit(listed.start + 1, listed.start + 1, manner(source).comma.join(texts))]
    last = listed.items[kept[-1]]
    behind = source.line_end(last.end)
    if not (source.begins_line(last.outset) and source.commented(last.end, behind)):
        between = source.between(listed)
        return [Edit(last.end, last.end, "".join(f"{between}{text}" for text in texts))]
    # A comment stands behind the last item, and stays there.
    margin = source.before(last.outset)
    lines = f",{source.newline}{margin}".join(texts)
    comma = source.text[last.end : behind].lstrip().startswith(",")
    return [
        *([] if comma else [Edit(last.end, last.end, ",")]),
        Edit(behind, behind, f"{source.newline}{margin}{lines}{',' if comma else ''}"),
    ]


def _writing(source: Source, listed: SequenceSpan, *, flow: bool) -> Writing:
    """Return how a new item is written: in the quotes of the last one."""
    last = listed.items[-1] if listed.items else None
    style = last.style if isinstance(last, ScalarSpan) else Style.PLAIN
    if style in (Style.FOLDED, Style.LITERAL):
        style = Style.PLAIN
    return Writing(source.kind, style, flow or source.kind is JSON)


def _without(source: Source, listed: SequenceSpan, gone: Set[int]) -> Iterator[Edit]:
    """Yield the edits that remove items: neighbours are removed together."""
    for number in gone:
        yield from freed(source, listed.items[number].outset, listed.items[number].end)
    for numbers in _runs(sorted(gone)):
        first, last = listed.items[numbers[0]], listed.items[numbers[-1]]
        if listed.form is not Form.FLOW:
            for number in numbers:
                item = listed.items[number]
                keep_comments(source, item.outset, item.end)
                start, dash = _dash(source, item.outset)
                if source.commented(item.end, source.line_end(item.end)):  # it stays, alone
                    yield Edit(dash, source.comment_after(item.end), "")
                else:
                    yield Edit(start, source.next_line(item.end), "")
        elif numbers[-1] + 1 < len(listed.items):
            end = listed.items[numbers[-1] + 1].outset
            keep_comments(source, first.outset, end)
            yield Edit(first.outset, end, "")
        else:
            start = listed.items[numbers[0] - 1].end
            keep_comments(source, start, last.end)
            yield Edit(start, last.end, "")


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Yield numbers in groups of those that follow each other."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]


def _dash(source: Source, place: int) -> tuple[int, int]:
    """Return where the line of an item begins, and its dash; raise RefusedError without one."""
    before = source.before(place)
    if before.strip() != "-":
        raise RefusedError(
            f"{source.where(place)}: an item does not stand behind its dash\n{BY_HAND}"
        )
    start = source.line_start(place)
    return start, start + before.index("-")
