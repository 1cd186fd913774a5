"""A path → an input: its form is recognised by its content, never by its name alone."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from importlib import import_module
from typing import Any

from ..extracting.pages.page import is_page
from ..model import FILE_SECTIONS
from ..model.problems import DataError, Problem, UsageError, suggestion
from ..model.record import Record
from .content import Content
from .forms import FORMS, NAMES, Form, Sample
from .objects.json_values import beginnings, has_lines
from .rows import Input, Layout, Row
from .signatures import ARCHIVE, other_kind

_BEGINNING = 1 << 20  # characters by which a form is recognised
_LINES = (".jsonl", ".ndjson")  # one line may be an object in a row, or a document
_CLAIMS_FILE = re.compile(
    rf"(?:[ \t]*(?:#.*|---.*)?\r?\n)*(?:{'|'.join(('version', *FILE_SECTIONS))})[ \t]*:"
)


def opened(path: str | None, form: str | None, layout: Layout) -> Input:
    """Return the input at a path; None and `-` are standard input.

    `form` is the name of its form where the user says it. Raise UsageError where there is no such
    form, and DataError where nothing can be read there or its form is not known.
    """
    if form is not None and form not in NAMES:
        message = f"unknown form '{form}'{suggestion(form, NAMES)}"
        raise UsageError(f"{message}\nthe forms: {', '.join(NAMES)}")
    content = Content(path)
    return _Opened(content, layout, _form(content, form))


class _Opened:
    """An input of a form, whose functions read it."""

    def __init__(self, content: Content, layout: Layout, form: Form) -> None:
        self.name, self.form = content.name, form.name
        self.mapping = form.mapping or form.name
        self._content, self._layout, self._form = content, layout, form

    def laid_out(self, layout: Layout) -> Input:
        """Return the same input, whose rows are read as a mapping says."""
        return _Opened(self._content, layout, self._form)

    @property
    def notes(self) -> Sequence[tuple[str, str]]:
        """What the user should know of how it is read: messages, each with a remedy."""
        return self._content.notes

    @property
    def record(self) -> Callable[[Row, str], Record | Problem] | None:
        """What makes of a row the record that it is; None where a mapping has to say it."""
        return _function(self._form.record) if self._form.record else None

    @cached_property
    def columns(self) -> Sequence[str]:
        """The columns of a table; none of anything else."""
        columns = self._form.columns
        return _function(columns)(self._content, self._layout) if columns else ()

    def rows(self) -> Iterator[Row | Problem]:
        """Yield the rows, and a problem for each that cannot be read."""
        rows: Iterator[Row | Problem] = _function(self._form.rows)(self._content, self._layout)
        return rows


def _form(content: Content, asked: str | None) -> Form:
    if asked is not None:
        return next(form for form in FORMS if form.name == asked)
    sample = _sample(content)
    found = next((form for form in FORMS if _function(form.recognises)(sample)), None)
    if found is not None:
        return found
    if other := other_kind(content.head):
        raise content.refused(f"it is {other.name}", other.remedy)
    if isinstance(content.encoding, Problem):
        raise DataError([content.encoding])
    if _CLAIMS_FILE.match(sample.text):
        remedy = "import reads other forms; the other commands read it as it is"
        raise content.refused("it is a claims file already", remedy)
    remedy = f"say its form, such as with --from csv; known are: {', '.join(NAMES)}"
    raise content.refused("its form is not known", remedy)


def _sample(content: Content) -> Sample:
    if content.head.startswith(ARCHIVE) or is_page(content.head):  # a page names its encoding
        return Sample(content.name, content.head, "")
    text = content.beginning(_BEGINNING)
    values = beginnings(text) if text.lstrip()[:1] in ("{", "[") else []
    lines = has_lines(text) or content.name.lower().endswith(_LINES)
    return Sample(content.name, content.head, text, values, bool(values) and lines)


def _function(named: str) -> Callable[..., Any]:
    module, _, function = named.partition(":")
    found: Callable[..., Any] = getattr(import_module(f".{module}", __package__), function)
    return found
