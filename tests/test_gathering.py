"""What rows became → records: whatever comes in, the claims file has no error and loses nothing."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.checking.findings import findings
from coalition_cli.importing.gathering.finishing import finish
from coalition_cli.importing.gathering.fitting import listed
from coalition_cli.importing.gathering.gathering import Gathering
from coalition_cli.importing.landing.composing import json_lines, yaml_file
from coalition_cli.importing.rows import Made
from coalition_cli.model import SECTIONS, Field, Section, Type
from coalition_cli.model.problems import Problem
from coalition_cli.reading import data_files, ignore
from coalition_cli.rewriting.edition import Edition
from coalition_cli.rewriting.formatting import formatted

_ODD = [
    "null", "~", "yes", "NO", "1e3", "012", "2026-01-19", "12:30", "- a", "? b", "a: b", "a #b",
    "#c", "'", '"', "[x", "{y}", "&z", "*z", "!t", "|", ">", "%", "@", "`", "<<", "=", "\\", "x:",
    ":x", "a\nb", "a\n\n b\n", "\ta", "a\tb", "\r\n", "a\rb", "a\x00b", "\x1b[31m", "\x85",
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


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
@given(_ROWS, st.booleans())
def test_whatever_comes_in_the_file_has_no_error(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, dict[str, Any]]], same: bool
) -> None:
    check(gathered(*rows, same=same), tmp_path_factory.mktemp("file"))


def leaves(value: object) -> Iterator[str]:
    """Yield the scalars of a value as text, as a claims file has them, and the keys."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if found := [*leaves(inner)]:
                yield from [*leaves(str(key)), *found]
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner)
    elif isinstance(value, bool) or value is None:
        return
    elif str(value).strip():
        yield " ".join(re.sub("[\ud800-\udfff]", "\ufffd", str(value)).split())


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
@given(_records(SECTIONS["claims"]))
def test_each_value_that_came_in_is_in_the_file(values: dict[str, Any]) -> None:
    names = {field.name for section in SECTIONS.values() for field in section.fields}
    gathering = gathered(("claims", values))
    if gathering.secrets.texts or not gathering.landed:
        return
    lines = [json.loads(line) for line in json_lines(gathering.stores)]
    assert {*leaves(values)} - {*leaves(lines)} - names == set()


@pytest.mark.parametrize(
    "values",
    [
        {"text": "x" * 300_000},
        {"text": "x", "extra": {"long": "y" * 300_000}},
        {"text": "x", "extra": {str(n): "y" * 250_000 for n in range(5)}},
        {"text": "x", "speaker": {"name": "n" * 300_000}},
        {"text": "x", "extra": {str(n): "\x01" * 90_000 for n in range(3)}},
    ],
)
def test_a_row_that_no_file_can_have_is_a_problem(values: dict[str, Any]) -> None:
    gathering = Gathering()
    problem = gathering.add(SECTIONS["claims"], Made(7, values), "rows.csv")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.line) == ("over-limit", 7)
    assert len(gathering.stores["claims"]) == 0


def test_rows_of_one_id_become_a_record_that_can_be_read_again(tmp_path: Path) -> None:
    gathering = Gathering()
    rows = [Made(n, {"id": "a", "text": "x", "note": f"{n}" * 900}) for n in range(2_000)]
    landed = [gathering.add(SECTIONS["claims"], row, "rows.csv") for row in rows]
    told = [one for one in landed if isinstance(one, Problem)]
    assert 0 < len(told) < 2_000
    assert {problem.code for problem in told} == {"over-limit"}
    finish(gathering)
    check(gathering, tmp_path)


def test_long_texts_come_in(tmp_path: Path) -> None:
    long = "A long text: with marks # and 'quotes'. " * 6_000
    deep: Any = "x"
    for _ in range(60):
        deep = {"in": [deep]}
    values = {"text": long, "note": f"{long}\nand more", "extra": {"long": long, "k" * 3_000: deep}}
    gathering = gathered(("claims", values))
    assert len(gathering.stores["claims"]) == 1
    check(gathering, tmp_path)


def test_references_that_lead_nowhere_and_circles_are_kept_under_extra(tmp_path: Path) -> None:
    gathering = gathered(
        ("articles", {"id": "a", "retells": ["b", "gone"]}),
        ("articles", {"id": "b", "retells": ["c"]}),
        ("articles", {"id": "c", "retells": ["a", "c"]}),
        ("claims", {"id": "x", "text": "X.", "supports": ["y", "z"]}),
        ("claims", {"id": "y", "text": "Y."}),
    )
    check(gathering, tmp_path)
    kept = {key: one.values for key, one in gathering.stores["claims"].items()}
    assert kept["x"] == {"id": "x", "text": "X.", "supports": ["y"], "extra": {"supports": ["z"]}}
    retold = [listed(one.values.get("retells")) for one in gathering.stores["articles"].values()]
    assert sum(map(len, retold)) == 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Viral image", "unknown"), ("chain email", "unknown"), ("chain-email", "unknown"),
        ("Facebook posts", "unknown"), ("facebook-posts", "unknown"), ("Bloggers", "group"),
        ("multiple sources", "group"), ("Anonymous", "unknown"), ("Instagram posts", "unknown"),
        ("TikTok videos", "unknown"), ("Unidentified officials", "group"),
        ("a European diplomat", "person"), ("Social media users", "group"),
        ("Internet memes", "unknown"), ("Various websites", "unknown"), ("Barack Obama", ""),
        ("donald-trump", ""), ("Doe, Jo", ""), ("The Washington Post", ""), ("Daily Mail", ""),
        ("Reuters", ""), ("Bank of England", ""), ("Assemblée nationale", ""),
        ("A. A. Milne", ""), ("A$AP Rocky", ""), ("One Direction", ""), ("李白", ""),
        ("United Nations", ""), ("National Education Association", ""),
    ],
)  # fmt: skip
def test_who_is_no_person_has_a_description(name: str, kind: str) -> None:
    gathering = gathered(("claims", {"text": "X.", "speaker": {"name": name}}))
    [speaker] = [kept.values for kept in gathering.stores["speakers"].values()]
    told = {key: speaker.get(key) for key in ("name", "description", "kind")}
    named = {"name": name, "description": None, "kind": None}
    assert told == (named if not kind else {"name": None, "description": name, "kind": kind})


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Barack Obama", "barack-obama"), ("The Gazette", "the-gazette"), ("李白", "李白"),
        ("University of Oxford", "university-of-oxford"), ("محمد علي", "محمد-علي"),
        ("Łukasz Żal", "łukasz-żal"), ("barack-obama", "barack-obama-*"), ("NASA", "nasa-*"),
        ("Barack  Obama", "barack-obama-*"), ("Seán O’Neil", "seán-oneil-*"), ("🎉", "source-*"),
        ("U.S. Senate", "u-s-senate-*"), ("x" * 300, "x*-*"),
    ],
)  # fmt: skip
def test_ids_of_names_can_be_read_and_none_is_of_two(name: str, key: str) -> None:
    gathering = gathered(("claims", {"text": "X.", "source": {"name": name}}))
    [found] = gathering.stores["sources"]
    pattern = re.escape(key).replace(r"\*", "[x0-9a-f]+")
    assert re.fullmatch(pattern, found)


@settings(deadline=None, max_examples=50)
@given(st.lists(_NAMES.filter(str.strip), min_size=1, max_size=8))
def test_each_name_has_an_id_of_its_own_whatever_stands_beside_it(names: list[str]) -> None:
    rows = [("claims", {"text": "X.", "source": {"name": name}}) for name in names]
    together = gathered(*rows).stores["sources"]
    alone = {key for row in rows for key in gathered(row).stores["sources"]}
    assert {*together} == alone
    shown = {re.sub("[\ud800-\udfff]", "\ufffd", name).strip() for name in names}
    assert len(together) == len(shown)
