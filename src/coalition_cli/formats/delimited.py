"""Rows as lines of cells: TSV, CSV and Markdown."""

import re
from typing import TextIO

from ..index import Answer
from ..plain import plain
from ..visible import visible
from ..vocabularies import marked_unnamed

_MARKDOWN = r"[\\`*_{}\[\]<>#+!|~&]|:(?=\w+:)"


def write_tsv(answer: Answer, out: TextIO) -> None:
    """Write a header and a line a row; a tab or newline inside a value becomes a space."""
    out.write("\t".join(field.name for field in answer.fields) + "\n")
    out.writelines("\t".join(visible(plain(value)) for value in row) + "\n" for row in answer.rows)


def write_csv(answer: Answer, out: TextIO) -> None:
    """Write a header and a record a row (RFC 4180, but for the newline at its end)."""
    import csv  # the other formats do without

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(field.name for field in answer.fields)
    for row in answer.rows:
        writer.writerow([visible(plain(value), lines=True) for value in row])


def write_markdown(answer: Answer, out: TextIO) -> None:
    """Write a table; what Markdown or HTML would take as markup is escaped."""
    header = " | ".join(field.name.replace("_", r"\_") for field in answer.fields)
    out.write(f"| {header} |\n|{' --- |' * len(answer.fields)}\n")
    who = [number for number, field in enumerate(answer.fields) if field.says_who]
    names = [field.name for field in answer.fields]
    for row in answer.rows:
        unnamed = dict(zip(names, row, strict=True)).get("anonymous")
        cells = [re.sub(_MARKDOWN, r"\\\g<0>", visible(plain(value))) for value in row]
        if unnamed:
            for number in who:
                cells[number] = marked_unnamed(cells[number]) if cells[number] else ""
        out.write(f"| {' | '.join(cells)} |\n")
