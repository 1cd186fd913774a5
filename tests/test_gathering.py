"""What rows became → records: whatever comes in, the claims file has no error and loses nothing."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.checking.findings import findings
from coalition_cli.importing.composing import json_lines, yaml_file
from coalition_cli.importing.finishing import finish
from coalition_cli.importing.gathering import Gathering
from coalition_cli.importing.rows import Made
from coalition_cli.model import SECTIONS, Field, Section, Type
from coalition_cli.reading import data_files, ignore
from coalition_cli.rewriting.edition import Edition
from coalition_cli.rewriting.formatting import formatted

_ODD = [
    "null", "~", "yes", "NO", "1e3", "012", "2026-01-19", "12:30", "- a", "? b", "a: b", "a #b",
    "#c", "'", '"', "[x", "{y}", "&z", "*z", "!t", "|", ">", "%", "@", "`", "<<", "=", "\\",
    "x:", ":x", "a\nb", "a\n\n b\n", "\ta", "a\tb", "\r\n", "a\rb", "a\x00b", "\x1b[31m", "\x85",
    "\u2028", "\ufeff", "\u200b", "\xad", "\ud800", "a\udfff", "\ufffe", "\U0001f600", "e\u0301",
    "漢字", "مرحبا", "नमस्ते", "---", "...", "<<<<<<< HEAD", "coalition: ignore[no-url]",
    "# coalition: ignore", "Viral image", "anonymous", "a  b", "x" * 200,
]  # fmt: skip
_TEXTS = st.sampled_from(_ODD) | st.text(max_size=12) | st.text("abc :#-'\"\n,[]{}", max_size=9)
_NAMES = st.sampled_from(["Jo Doe", "jo-doe", "Doe, Jo", "JO DOE", "Dr Jo Doe", "Ann Lee"]) | _TEXTS
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=8,
)


def _single(field: Field, depth: int) -> st.SearchStrategy[Any]:
    """Return values of a field, most of them right."""
    match field.type:
        case Type.RECORD:
            return _records(SECTIONS[field.of], depth + 1)
        case Type.REFERENCE if field.of in ("speakers", "sources", "articles") and depth < 3:
            return _records(SECTIONS[field.of], depth + 1) | _NAMES
        case Type.REFERENCE | Type.ID:
            return _NAMES | st.sampled_from(["a", "b", "c"])
        case Type.WORD:
            return st.sampled_from(field.words) | _TEXTS
        case Type.BOOLEAN:
            return st.booleans() | _TEXTS
        case Type.NUMBER | Type.DECIMAL | Type.CONFIDENCE:
            return st.integers(-2, 101) | st.floats() | st.integers() | _TEXTS
        case Type.DATE:
            return st.sampled_from(["2026", "2026-02", "2026-02-30", "2026-02-03"]) | _TEXTS
        case Type.ADDRESS:
            return st.sampled_from(["https://x.example/a", "ftp://x"]) | _TEXTS
        case Type.ANYTHING:
            return st.dictionaries(_TEXTS, _ANYTHING, max_size=3)
    return _NAMES


def _records(section: Section, depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    fields = {}
    for field in section.stated:
        if depth > 1 and field.type is Type.RECORD:
            continue
        one = _single(field, depth)
        fields[field.name] = st.lists(one, max_size=3) | one if field.many else one
    required = {name: fields.pop(name) for name in ("text", "article") if name in fields}
    return st.fixed_dictionaries(required, optional=fields) | st.dictionaries(
        _TEXTS, _TEXTS, max_size=2
    )


_ROWS = st.lists(
    st.sampled_from(
        ["claims", "claims", "claims", "articles", "speakers", "sources", "facts"]
    ).flatmap(lambda name: st.tuples(st.just(name), _records(SECTIONS[name]))),
    max_size=5,
)


def gathered(*rows: tuple[str, dict[str, Any]], same: bool = False) -> Gathering:
    """Return what rows became, once all are in; rows that cannot be records are left out."""
    gathering = Gathering(same_speakers=same)
    for number, (name, values) in enumerate(rows):
        doubts = (("text", "look\nat # this coalition: ignore[no-url]"),) if number % 2 else ()
        gathering.add(SECTIONS[name], Made(number + 2, values, doubts), "rows.csv")
    finish(gathering)
    return gathering


def errors(path: Path) -> list[str]:
    found, *_ = findings(data_files([str(path)]), ignore)
    return [
        str(problem) for problem in found.problems if problem.stops or problem.severity == "error"
    ]


def check(gathering: Gathering, folder: Path) -> None:
    """Make sure that both forms of the file have no error, and that `fmt` changes neither."""
    for name, pieces in (("c.yaml", yaml_file), ("c.jsonl", json_lines)):
        path = folder / name
        text = "".join(pieces(gathering.stores))
        path.write_bytes(text.encode())
        assert errors(path) == []
        [file] = data_files([str(path)])
        with Edition([file], dry=True) as edition:
            assert formatted(edition, file).text == text


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(_ROWS, st.booleans())
def test_whatever_comes_in_the_file_has_no_error(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, dict[str, Any]]], same: bool
) -> None:
    check(gathered(*rows, same=same), tmp_path_factory.mktemp("file"))
