"""Rows → text for programs: JSON, JSON Lines, YAML, CSV, TSV, Markdown."""

from collections.abc import Callable, Mapping
from typing import TextIO

from ..index import Answer
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

__all__ = ["REPORTS", "WRITERS"]
