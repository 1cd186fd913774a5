"""A file of JSON Lines that is read in two shares has the same records as the whole."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.model.problems import Problem
from coalition_cli.model.record import Record
from coalition_cli.reading import data_files
from coalition_cli.reading.cutting import cut
from coalition_cli.reading.files import PIECE
from coalition_cli.reading.reader import WHOLE, Share, read

from .records import make_claim

Write = Callable[..., str]

_CLAIM = json.dumps(make_claim())
_QUOTED = json.dumps(make_claim(appearances=[{"article": "a0", "quote": "{\n{"}]), indent=1)
_LINES = [
    f"{_CLAIM}\n",
    f"{_CLAIM}\r\n",
    f"{_QUOTED}\n",
    f"  {_CLAIM}\n",
    f"{_CLAIM} {_CLAIM}\n",
    "\n",
    " \n",
    _CLAIM.replace("Red", "Łódź") + "\n",
    "{\n}\n",
    "{}\n",
    '{"id": 1}\n',
    '{"id": "cut\n',
    "[]\n",
    "<<<<<<< ours\n",
    "=======\n",
    ">>>>>>> theirs\n",
    _CLAIM,
    f'{{"claims": {_CLAIM}}}\n',
    f'{{"claims":{_CLAIM}}}\n',
    '{"file": {"version": 1, "title": "Red"}}\n',
    '{"speakers": {"id": "ann", "name": "Red Ann"}}\n',
    '{"speakers": {"id": "bo", "name": "Red Bo", "anonymous": true}}\n',
    '{"sources": {"id": "red", "extra": {"Red": [1, {}]}}}\n',
]
_SOUND = [line for line in _LINES if "Red" in line or not line.strip()]


def _plain(record: Record) -> object:
    values = {
        name: [_plain(item) if isinstance(item, Record) else item for item in value]
        if isinstance(value, list)
        else value
        for name, value in record.values.items()
    }
    return record.section.name, record.key, record.line, record.extract, values


def _read(path: Path, share: Share) -> tuple[list[object], list[Problem], int]:
    """Return the records, the problems, and how many bytes were seen."""
    [file] = data_files([str(path)])
    records: list[object] = []
    problems: list[Problem] = []
    seen: list[bytes] = []
    for item in read(file, seen.append, share):
        if isinstance(item, Record):
            records.append(_plain(item))
        else:
            problems.append(item)
    return records, problems, sum(map(len, seen))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(_LINES), max_size=12)
    | st.lists(st.sampled_from(_SOUND), min_size=2, max_size=12),
    st.floats(0, 1),
    st.sampled_from([b"", b"\xef\xbb\xbf", b" \n"]),
)
def test_two_shares_have_the_records_of_the_whole(
    tmp_path: Path, lines: Sequence[str], near: float, before: bytes
) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(before + "".join(lines).encode())
    [file] = data_files([str(path)])
    place = cut(file, int(near * file.size))
    records, problems, size = _read(path, WHOLE)
    if place is None:
        return
    assert 0 < place < file.size
    first, second = _read(path, Share(end=place)), _read(path, Share(begin=place))
    assert bool(first[1] + second[1]) == bool(problems)
    if not problems:
        assert first[0] + second[0] == records
        assert first[2] == second[2] == size == file.size


def test_each_share_sees_the_whole_of_a_large_file(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(f"{_CLAIM}\n" * (4 * PIECE // len(_CLAIM)))
    [file] = data_files([str(path)])
    place = cut(file, 1)
    assert place is not None
    first, second = _read(path, Share(end=place)), _read(path, Share(begin=place))
    assert len(first[0]) == 1
    assert first[0] + second[0] == _read(path, WHOLE)[0]
    assert first[2] == second[2] == file.size


def test_a_file_is_cut_at_the_next_line_that_begins_an_object(claims_file: Write) -> None:
    text = f"{_CLAIM}\n{_QUOTED}\n\n{_CLAIM}\n"
    [file] = data_files([claims_file(text, "a.jsonl")])
    first, second = len(_CLAIM) + 1, len(_CLAIM) + len(_QUOTED) + 3
    assert [cut(file, near) for near in (0, first - 1, first, second - 1)] == [
        first,
        first,
        second,
        second,
    ]
    assert cut(file, second) is None


@pytest.mark.parametrize("blanks", ["\n\n\n", " \r\n\t\n", "\ufeff\n\n"])
def test_no_share_is_of_blanks_alone(claims_file: Write, blanks: str) -> None:
    [file] = data_files([claims_file(f"{blanks}{_CLAIM}\n{_CLAIM}\n", "a.json")])
    second = len(blanks.encode()) + len(_CLAIM) + 1
    assert [cut(file, near) for near in range(4)] == [second] * 4


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", f"claims:\n- {_CLAIM}\n- {_CLAIM}\n"),
        ("a.json", f'{{"claims": [\n{_CLAIM},\n{_CLAIM}\n]}}'),
        ("a.json", f"[\n{_CLAIM},\n{_CLAIM}\n]"),
        ("a.jsonl", f"{_CLAIM}{_CLAIM}"),
        ("a.jsonl", ""),
        ("none.jsonl", None),
    ],
)
def test_what_is_no_json_lines_is_not_cut(
    claims_file: Write, tmp_path: Path, name: str, text: str | None
) -> None:
    path = tmp_path / name if text is None else claims_file(text, name)
    [file] = data_files([str(path)])
    assert [cut(file, near) for near in range(0, file.size + 1, 20)] == [None] * (
        file.size // 20 + 1
    )
