"""A file in its canonical form: the order of its keys, and one style; no value differs."""

import re
from collections import Counter
from collections.abc import Callable

from ..reading import DataFile
from ..reading.kinds import JSON
from ..reading.spans import Form, MappingSpan, ScalarSpan, SequenceSpan, Span, within
from .edition import Edition
from .edits import Edit
from .lines import straightened
from .objects import laid_out
from .ordering import ordered
from .refusals import BY_HAND, RefusedError
from .source import Source
from .styling import styled

_COLON = re.compile(r"[ \t]*:")
_COLON_BELOW = re.compile(r"\s*:((?:\s|#[^\r\n]*)*)")
_LINE_END = re.compile(r"[\r\n]")


def formatted(edition: Edition, file: DataFile) -> Source:
    """Bring a file into its canonical form, and return it; another tool's file is as it was.

    Raise DataError if it has errors, and RefusedError if it cannot be done safely.
    """
    source = edition.source(file)
    if file.foreign:
        return source
    try:
        text = _canonical(source)
    except ValueError as error:  # what was made is no YAML, or two edits overlap
        raise RefusedError(
            f"{file.name}: is in a style that cannot be changed safely\n{BY_HAND}"
        ) from error
    if text is None:
        return source
    return edition.splice(source, [Edit(0, len(source.text), text)], ())


def _canonical(source: Source) -> str | None:
    """Return the text of a file in its canonical form; None if that is what it has."""
    steps = _STEPS_OF_JSON if source.kind is JSON else _STEPS
    draft = Source(source.file, source.content)  # whose tree is let go at the next step
    held = _held(draft)
    for step in steps:
        if edits := step(draft):
            draft = draft.respliced(edits)
    if draft.content == source.content:
        return None
    if _held(draft) != held:
        raise RefusedError(f"{source.file.name}: a comment or a text would change\n{BY_HAND}")
    return draft.text


def _with_simple_keys(source: Source) -> list[Edit]:
    """Return the edits that write keys as `key: value` that are written with a question mark.

    Raise RefusedError where that is not safe.
    """
    edits = []
    spans = within(source.root) if source.root else ()
    for mapping in (span for span in spans if isinstance(span, MappingSpan)):
        for key, value in mapping.pairs:
            if source.text[source.blanks_before(key.outset) - 1 : key.outset].startswith("?"):
                edits += _with_simple_key(source, key, value)
            elif not _COLON.match(source.text, key.end) and (
                mapping.form is Form.BLOCK or value.end != key.end
            ):
                raise _refused(source, key)
    return edits


def _with_simple_key(source: Source, key: Span, value: Span) -> list[Edit]:
    colon = _COLON_BELOW.fullmatch(source.text, key.end, value.outset)
    in_block = isinstance(value, SequenceSpan | MappingSpan) and value.form is Form.BLOCK
    if not colon or (in_block and not _LINE_END.search(colon[1])):
        raise _refused(source, key)
    if source.line_of(key.outset) != source.line_of(key.end):
        raise _refused(source, key)
    mark = source.blanks_before(key.outset) - 1
    return [Edit(mark, key.outset, ""), Edit(key.end, colon.start(1) - 1, "")]


def _refused(source: Source, key: Span) -> RefusedError:
    where = source.where(key.outset)
    return RefusedError(f"{where}: a key with '?' or of several lines\nwrite it as 'key: value'")


def _held(source: Source) -> Counter[str]:
    """Return the comments and the scalars of a file, and how often it has each.

    The reader of claims lets go of blanks around a text; other readers do not.
    """
    scalars = (
        span.value
        for span in (within(source.root) if source.root else ())
        if isinstance(span, ScalarSpan)
    )
    comments = (source.text[start:end].rstrip() for start, end in source.comments)
    return Counter(scalars) + Counter(comments)


def _in_style(source: Source) -> list[Edit]:
    return [*styled(source), *straightened(source)]


_Step = Callable[[Source], list[Edit]]
_STEPS: tuple[_Step, ...] = (_with_simple_keys, ordered, _in_style)
_STEPS_OF_JSON: tuple[_Step, ...] = (laid_out,)
