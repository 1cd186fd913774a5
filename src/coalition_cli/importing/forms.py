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
    # What makes of a row the record that it is, where the form is that of an export of ours:
    # `function(Row, str) -> Record | Problem`. Then it needs no mapping.
    record: str = ""


# The first that recognises an input has it: the more particular forms stand first.
FORMS: tuple[Form, ...] = (
    # Pages, feeds, annotations and references stand here, before the forms of anybody's data.
    Form("xlsx", "signatures:is_workbook", "tables.sheets:rows", "tables.sheets:columns"),
    Form(
        "jsonld",
        "linked_data.graphs:is_one",
        "linked_data.graphs:rows",
        record="linked_data.graphs:record",
    ),
    Form("claimreview", "linked_data.feeds:is_one", "linked_data.feeds:rows"),
    Form("factcheck", "linked_data.fact_checks:is_one", "linked_data.fact_checks:rows"),
    Form("hypothesis", "references.hypothesis:recognises", "references.hypothesis:rows"),
    Form("annotation", "references.annotations:recognises", "references.annotations:rows"),
    Form("csl", "references.csl:recognises", "references.csl:rows"),
    Form("zotero", "references.zotero:recognises", "references.zotero:rows", mapping="csl"),
    Form("bibtex", "references.bibtex:recognises", "references.bibtex:rows", mapping="csl"),
    Form("averitec", "guessing.corpora:is_averitec", "objects.objects:documents"),
    Form("quotebank", "guessing.corpora:is_quotebank", "objects.objects:lines"),
    Form("json", "objects.objects:is_one", "objects.objects:documents"),
    Form("jsonl", "objects.objects:is_several", "objects.objects:lines"),
    Form("liar", "guessing.corpora:is_liar", "tables.delimited:rows", "tables.delimited:columns"),
    Form(
        "multifc",
        "guessing.corpora:is_multifc",
        "tables.delimited:rows",
        "tables.delimited:columns",
    ),
    Form(
        "checkthat",
        "guessing.corpora:is_checkthat",
        "tables.delimited:rows",
        "tables.delimited:columns",
    ),
    Form(
        "politifact",
        "guessing.corpora:is_politifact",
        "tables.delimited:rows",
        "tables.delimited:columns",
    ),
    Form(
        "tsv",
        "tables.delimited:has_tabs",
        "tables.delimited:rows_of_tsv",
        "tables.delimited:columns_of_tsv",
    ),
    Form("csv", "tables.delimited:recognises", "tables.delimited:rows", "tables.delimited:columns"),
)
NAMES = tuple(form.name for form in FORMS)
