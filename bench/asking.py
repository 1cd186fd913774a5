"""The contests without bounds: we ask JSON Lines from the index, other tools from the file."""

import json
from collections.abc import Iterator
from pathlib import Path

from . import answers
from .contest import Contest, Side
from .data import lines_file
from .invented import RARE_CLAIMS, RARE_WORD, SOURCE, SOURCE_CLAIMS
from .tools import OURS, Tools

_COLUMNS = "id,text,speaker,source,kind,date"
_TALLY = (
    "[reduce inputs.kind as $kind ({}; .[$kind] += 1)"
    " | to_entries[] | {kind: .key, claims: .value}]"
)

# A tool, and the words after its command.
Asking = Iterator[tuple[str, tuple[str, ...]]]


def contests(count: int, tools: Tools) -> Iterator[Contest]:
    """Yield the contests on that many claims, for the tools that are there."""
    path = lines_file(count)
    of = f"of {count:,} claims"
    questions = (
        (
            f"one source {of}, as JSON",
            _ours(path, answers.ids, SOURCE_CLAIMS, "claims", "--source", SOURCE, "--json"),
            _one_source(path),
        ),
        (
            f"how many of each kind {of}",
            _ours(path, answers.tally, count, "stats", "--by", "kind", "--json"),
            _kinds(path),
        ),
        (
            f"a rare word in the texts {of}",
            _ours(path, answers.ids, RARE_CLAIMS, "claims", RARE_WORD, "--json"),
            _word(path),
        ),
        (
            f"six fields {of}, as CSV",
            _ours(path, answers.rows, count, "claims", "--fields", _COLUMNS, "-f", "csv"),
            _csv(path),
        ),
    )
    for question, ours, asking in questions:
        for tool, words in asking:
            if tool in tools:
                theirs = ours._replace(who=tool, command=(*tools[tool], *words))
                yield Contest(question, ours, theirs)


def _ours(path: Path, read: answers.Reader, known: int, *words: str) -> Side:
    return Side("coalition", (OURS, *words, "-d", str(path)), read, known)


def _one_source(path: Path) -> Asking:
    chosen = f'select(.source == "{SOURCE}")'
    yield "jq", ("-c", chosen, str(path))
    yield "jaq", ("-c", chosen, str(path))
    found = f"from json --objects | where source == '{SOURCE}' | to json --raw"
    yield "nushell", ("-n", "-c", f"open --raw {_quoted(path)} | {found}")
    yield "Miller", ("--ijsonl", "--ojson", "filter", f'$source == "{SOURCE}"', str(path))
    yield "DuckDB", (_statement(path, "SELECT *", f"WHERE source = '{SOURCE}'"),)


def _kinds(path: Path) -> Asking:
    yield "jq", ("-n", _TALLY, str(path))
    yield "jaq", ("-n", _TALLY, str(path))
    yield (
        "Miller",
        ("--ijsonl", "--ojson", "count-distinct", "-f", "kind", "-o", "claims", str(path)),
    )
    yield "DuckDB", (_statement(path, "SELECT kind, COUNT(*) AS claims", "GROUP BY kind"),)


def _word(path: Path) -> Asking:
    """Yield the searches of JSON by text, and that of ripgrep, which knows no fields."""
    yield "jq", ("-c", rf'select(.text | test("\\b{RARE_WORD}\\b"; "i"))', str(path))
    yield "jaq", ("-c", rf'select(.text | test("\\b{RARE_WORD}\\b"; "i"))', str(path))
    yield "DuckDB", (_statement(path, "SELECT *", f"WHERE text ILIKE '%{RARE_WORD}%'"),)
    yield "ripgrep", ("--ignore-case", "--word-regexp", RARE_WORD, str(path))


def _csv(path: Path) -> Asking:
    yield "Miller", ("--ijsonl", "--ocsv", "cut", "-o", "-f", _COLUMNS, str(path))
    yield "DuckDB", (_statement(path, f"SELECT {_COLUMNS}", "", "FORMAT csv, HEADER"),)


def _statement(path: Path, what: str, which: str, how: str = "FORMAT json, ARRAY true") -> str:
    """Return DuckDB's statement that reads the file and writes an answer to standard output."""
    text = str(path).replace("'", "''")
    lines = f"read_json('{text}', format = 'newline_delimited')"
    return f"COPY ({what} FROM {lines} {which}) TO '/dev/stdout' ({how})"


def _quoted(path: Path) -> str:
    return json.dumps(str(path), ensure_ascii=False)
