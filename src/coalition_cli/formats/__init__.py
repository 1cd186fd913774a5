"""Rows → text for programs: JSON, JSON Lines, YAML, CSV, TSV, Markdown."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TextIO

from ..model.answer import Answer
from .delimited import write_csv, write_markdown, write_tsv
from .objects import write_json, write_jsonl, write_yaml
from .reports import REPORTS

WRITERS: Mapping[str, Callable[[Answer, TextIO], None]] = {
    "tsv": write_tsv,
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
    "yaml": write_yaml,
    "md": write_markdown,
}

# What spreadsheets open, with nothing in it that they would run.
SAFE_WRITERS: Mapping[str, Callable[[Answer, TextIO], None]] = {
    "tsv": partial(write_tsv, safe=True),
    "csv": partial(write_csv, safe=True),
}

__all__ = ["REPORTS", "SAFE_WRITERS", "WRITERS"]
