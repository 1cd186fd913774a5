"""A file in its canonical form: the order of its keys, and one style; no value differs."""

import re
from collections import Counter
from collections.abc import Iterable

from ..reading import DataFile
from ..reading.kinds import JSON
from ..reading.spans import Form, MappingSpan, within
from .edition import Edition
from .edits import Edit
from .lines import straightened
from .objects import laid_out
from .ordering import ordered
from .refusals import BY_HAND, RefusedError
from .source import Source
from .styling import styled

_COLON = re.compile(r"[ \t]*:")


def formatted(edition: Edition, file: DataFile) -> Source:
    """Bring a file into its canonical form, and return it.

    Raise DataError if it has errors, and RefusedError if it cannot be done safely.
    """
    source = edition.source(file)
    if source.kind is JSON:
        return _spliced(edition, source, laid_out(source))
    _check(source)
    done = _spliced(edition, source, ordered(source))
    done = _spliced(edition, done, [*styled(done), *straightened(done)])
    if _comments(source) != _comments(done):
        raise RefusedError(f"{file.name}: a comment would be lost\n{BY_HAND}")
    return done


def _spliced(edition: Edition, source: Source, edits: Iterable[Edit]) -> Source:
    edits = list(edits)
    return edition.splice(source, edits, ()) if edits else source


def _check(source: Source) -> None:
    """Raise RefusedError where a key is written as no record has it: ? key."""
    for span in within(source.root) if source.root else ():
        if not isinstance(span, MappingSpan):
            continue
        for key, value in span.pairs:
            before = source.text[source.line_start(key.outset) : key.outset].rstrip()
            colon = _COLON.match(source.text, key.end) or (
                span.form is Form.FLOW and value.end == key.end
            )
            if not colon or before.endswith("?"):
                line = source.line_of(key.outset)
                raise RefusedError(
                    f"{source.file.name}:{line}: a key is written with '?', or has several lines\n"
                    f"write it as 'key: value'"
                )


def _comments(source: Source) -> Counter[str]:
    return Counter(source.text[start:end].rstrip() for start, end in source.comments)
