"""Rows as lines of cells: TSV, CSV and Markdown."""

import csv
import re
from typing import TextIO

from ..index import Answer
from ..plain import plain
from ..visible import visible

_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#+!|~&]|:(?=\w+:)")


def write_tsv(answer: Answer, out: TextIO) -> None:
    """Write a header and a line a row; a tab or newline inside a value becomes a space."""
    out.write("\t".join(field.name for field in answer.fields) + "\n")
    out.writelines("\t".join(visible(plain(value)) for value in row) + "\n" for row in answer.rows)


def write_csv(answer: Answer, out: TextIO) -> None:
    """Write a header and a record a row (RFC 4180, but for the newline at its end)."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(field.name for field in answer.fields)
    for row in answer.rows:
        writer.writerow([visible(plain(value), lines=True) for value in row])


def write_markdown(answer: Answer, out: TextIO) -> None:
    """Write a table; what Markdown or HTML would take as markup is escaped."""
    names = [field.name for field in answer.fields]
    shown = names[: len(names) - answer.unshown]
    speaker = next(
        (name for name in ("speaker_name", "description", "speaker") if name in shown), ""
    )
    header = " | ".join(name.replace("_", r"\_") for name in shown)
    out.write(f"| {header} |\n|{' --- |' * len(shown)}\n")
    for row in answer.rows:
        values = dict(zip(names, row, strict=True))
        cells = {name: _MARKDOWN.sub(r"\\\g<0>", visible(plain(values[name]))) for name in shown}
        if speaker and values.get("anonymous"):
            cells[speaker] += " (unnamed)"
        out.write(f"| {' | '.join(cells.values())} |\n")
