"""The forms that inputs have: how each is recognised, and what reads it."""

from collections.abc import Sequence
from typing import NamedTuple


class Sample(NamedTuple):
    """The beginning of an input, by which its form is recognised."""

    name: str  # what messages call it: it may decide where the content says too little
    raw: bytes  # some 64 KiB
    text: str  # the first million characters; "" where it is no text
    # What stands there as JSON: one value, or the first of several in a row. Where the text ends
    # in the midst of one, there is what it has of it. So a long list may have its first items.
    values: Sequence[object] = ()
    lines: bool = False  # whether each of the values has a line (JSON Lines)


class Form(NamedTuple):
    """A form of inputs. Functions are named by their module in this room, such as `pages:rows`.

    `recognises(Sample) -> bool` should import no library. `rows(Content, Layout) ->
    Iterator[Row | Problem]` reads the input from its beginning, as often as it is called.
    `columns(Content, Layout) -> Sequence[str]` is there for tables.
    """

    name: str
    recognises: str
    rows: str
    columns: str = ""
    mapping: str = ""  # the form whose mapping it has, if not its own


# The first that recognises an input has it: the more particular forms stand first.
FORMS: tuple[Form, ...] = (
    # Pages, feeds, annotations and references stand here, before the forms of anybody's data.
    Form("xlsx", "signatures:is_workbook", "sheets:rows", "sheets:columns"),
    Form("claimreview", "feeds:is_one", "feeds:rows"),
    Form("factcheck", "fact_checks:is_one", "fact_checks:rows"),
    Form("hypothesis", "hypothesis:recognises", "hypothesis:rows"),
    Form("annotation", "annotations:recognises", "annotations:rows"),
    Form("csl", "csl:recognises", "csl:rows"),
    Form("zotero", "zotero:recognises", "zotero:rows", mapping="csl"),
    Form("bibtex", "bibtex:recognises", "bibtex:rows", mapping="csl"),
    Form("averitec", "corpora:is_averitec", "objects:documents"),
    Form("quotebank", "corpora:is_quotebank", "objects:lines"),
    Form("json", "objects:is_one", "objects:documents"),
    Form("jsonl", "objects:is_several", "objects:lines"),
    Form("liar", "corpora:is_liar", "delimited:rows", "delimited:columns"),
    Form("multifc", "corpora:is_multifc", "delimited:rows", "delimited:columns"),
    Form("checkthat", "corpora:is_checkthat", "delimited:rows", "delimited:columns"),
    Form("politifact", "corpora:is_politifact", "delimited:rows", "delimited:columns"),
    Form("tsv", "delimited:has_tabs", "delimited:rows_of_tsv", "delimited:columns_of_tsv"),
    Form("csv", "delimited:recognises", "delimited:rows", "delimited:columns"),
)
NAMES = tuple(form.name for form in FORMS)
