"""Edits of claims files: only the lines concerned differ, whatever the file looks like."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from coalition_cli.model.problems import DataError, Problem
from coalition_cli.model.record import Record
from coalition_cli.reading import DataFile
from coalition_cli.reading.files import data_files
from coalition_cli.reading.reader import read
from coalition_cli.reading.spans import Form, MappingSpan, ScalarSpan, SequenceSpan
from coalition_cli.rewriting.changes import Part
from coalition_cli.rewriting.edition import Edition
from coalition_cli.rewriting.edits import Edit, OverlapError, spliced
from coalition_cli.rewriting.fields import with_value, without_field
from coalition_cli.rewriting.items import with_record
from coalition_cli.rewriting.refusals import RefusedError
from coalition_cli.rewriting.removal import without_record
from coalition_cli.rewriting.source import Source

from . import odd_json, odd_yaml

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MARK = re.compile(r"[cn]\d{6}\b")  # of a comment or an anchor, each with a number of its own
_ANCHOR = re.compile(r"(?<=[&*])n\d{6}\b")
Path_ = tuple[str, ...]


class Wish(NamedTuple):
    """A change that somebody wants, of a record or of one within it."""

    part: Part
    name: str  # what kind of change it is
    edits: Callable[[Source], list[Edit]]
    value: Any  # that the part has in the end


def plain(value: object) -> Any:
    """Return what was read, in plain values."""
    if isinstance(value, Record):
        return {name: plain(inner) for name, inner in value.values.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def stated(file: Path) -> dict[str, Any]:
    """Return what the records of a file state, and its problems, by the reader alone."""
    found: dict[str, Any] = {name: [] for name in (*SECTIONS, "problems")}
    for item in read(DataFile(str(file), file.name)):
        if isinstance(item, Problem):
            found["problems"].append((item.code, item.message))
        else:
            found[item.section.name].append(plain(item))
    return found


def targets(source: Source, name: str) -> Iterator[tuple[Path_, int, Section, MappingSpan]]:
    """Yield the records of a section and those within them: their path, number and place."""
    for number, (record, span) in enumerate(source.placed(name)):
        yield (), number, record.section, span
        for field in record.section.records:
            pair = span.pair(field.name)
            inner = source.meant(pair[1]) if pair else None
            if isinstance(inner, SequenceSpan):
                for item, each in enumerate(inner.items):
                    mapping = source.meant(each)
                    assert isinstance(mapping, MappingSpan)
                    yield (field.name, str(item)), number, SECTIONS[field.of], mapping
            elif isinstance(inner, MappingSpan):
                yield (field.name,), number, SECTIONS[field.of], inner


def wish(draw: Random, source: Source) -> Wish:
    """Draw a change of a file."""
    places = [(name, *each) for name in FILE_SECTIONS for each in targets(source, name)]
    if not places or draw.random() < 0.2:
        return new_record(draw, source)
    name, path, number, section, span = draw.choice(places)
    fields = [each for each in section.stated if may_be_set(each, section, span)]
    if not fields:
        return new_record(draw, source)
    field = draw.choice(fields)
    key = [record.key for record in source.records if record.section.name == name][number]
    part = Part(name, key, (*path, field.name))
    if span.pair(field.name) and draw.random() < 0.3:
        return Wish(part, "remove", lambda new: without_field(new, span, field.name), None)
    value = odd_yaml.value(draw, field)
    kind = "set" if span.pair(field.name) else "add"
    kind += " list" if isinstance(value, list | dict) else " scalar"
    return Wish(part, kind, lambda new: with_value(new, span, section, (field.name, value)), value)


def may_be_set(field: Field, section: Section, span: MappingSpan) -> bool:
    """Whether any value of a field leaves the record without an error."""
    if field.type is Type.ID or field.required or field.name in ("name", "description"):
        return False
    if field.confidential:
        return section.name != "speakers" or span.pair("name") is not None
    other = {"quote": "wording", "wording": "quote"}.get(field.name)
    return field.name != "anonymous" and not (other and span.pair(other))


def new_record(draw: Random, source: Source) -> Wish:
    section = SECTIONS[draw.choice(list(FILE_SECTIONS))]
    value = odd_yaml.record(draw, section, "new")
    key = value[section.key]
    kind = "record" if source.section(section.name) else "section"
    return Wish(Part(section.name, key), kind, lambda new: with_record(new, section, value), value)


def carried_out(file: Path, draw: Random) -> tuple[str, str]:
    """Make a change in a file; return what kind it was, and why it was refused, if it was."""
    before, text = stated(file), file.read_bytes()
    [data] = data_files([str(file)])
    with Edition([data]) as edition:
        source = edition.source(data)
        wanted = wish(draw, source)
        try:
            edits = wanted.edits(source)
            edition.splice(source, edits, [wanted.part])
            for old, new in edition.texts():
                (file.with_suffix(".new")).write_bytes(new.content)
                file.write_bytes(new.content)
                assert old.content == text
        except (RefusedError, DataError) as error:
            assert file.read_bytes() == text
            return wanted.name, str(error)
    after = stated(file)
    only_the_part_differs(before, after, wanted)
    only_the_lines_differ(source, file.read_bytes(), edits, wanted)
    return wanted.name, ""


def only_the_part_differs(before: Any, after: Any, wanted: Wish) -> None:
    assert after["problems"] == before["problems"] == []
    section, key, path = wanted.part
    if not path:
        added = after[section].pop()
        assert expected(SECTIONS[section], added) == expected(SECTIONS[section], wanted.value)
    else:
        keyed = SECTIONS[section].key
        [new] = [each for each in after[section] if each.get(keyed) == key]
        [old] = [each for each in before[section] if each.get(keyed) == key]
        *way, name = path
        for step in way:
            new, old = (
                each[int(step)] if isinstance(each, list) else each[step] for each in (new, old)
            )
        field = {name: wanted.value} if wanted.value is not None else {}
        within = SECTIONS[section]
        for step in way:
            within = within if step.isdecimal() else SECTIONS[within.by_name[step].of]
        old.pop(name, None)
        assert expected(within, {name: new.pop(name)} if name in new else {}) == expected(
            within, field
        )
    assert after == before


def expected(section: Section, values: dict[str, Any]) -> dict[str, Any]:
    """Return values as they are read: a text without blanks around it, a word as its number."""
    words = {"none": 0, "low": 15, "medium": 50, "high": 85}
    read: dict[str, Any] = {}
    for name, value in values.items():
        field = section.by_name[name]
        if field.type is Type.CONFIDENCE:
            value = words.get(value, value)
        elif field.type is Type.RECORD:
            inner = SECTIONS[field.of]
            each = [expected(inner, one) for one in ([value] if isinstance(value, dict) else value)]
            value = each if field.many else each[0]
        read[name] = value
    return read


def only_the_lines_differ(
    source: Source, content: bytes, edits: Sequence[Edit], wanted: Wish
) -> None:
    """All lines that no edit touches stay, all comments, and all anchors but what is replaced."""
    new = content.decode()
    assert new.startswith("\ufeff") == source.content.startswith(b"\xef\xbb\xbf")
    replaced = "".join(source.text[edit.start : edit.end] for edit in edits)
    marks = Counter(_MARK.findall(source.text)) - Counter(_ANCHOR.findall(replaced))
    assert marks <= Counter(_MARK.findall(new)) <= Counter(_MARK.findall(source.text))
    old_lines, new_lines = _LINE.findall(source.text), _LINE.findall(new.removeprefix("\ufeff"))
    touched = {
        line
        for edit in edits
        for line in range(source.line_of(edit.start) - 1, source.line_of(edit.end))
    }
    left = iter(new_lines)  # each line that no edit touches is there, in the same order
    assert [line for n, line in enumerate(old_lines) if n not in touched and line not in left] == []


fuzzy = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
seeds = st.integers(0, 2**32)


def yaml_file(draw: Random) -> str:
    return odd_yaml.Writer(draw).file(odd_yaml.claims_file(draw))


def json_file(draw: Random) -> str:
    return odd_json.file(draw, odd_yaml.claims_file(draw))


def json_lines(draw: Random) -> str:
    claims = odd_yaml.claims_file(draw).get("claims")
    return odd_json.lines(draw, claims or [odd_yaml.record(draw, SECTIONS["claims"], "c0")])


FORMATS = {"claims.yaml": yaml_file, "claims.json": json_file, "claims.jsonl": json_lines}


@pytest.mark.parametrize("name", FORMATS)
@given(seed=seeds)
@fuzzy
def test_an_edit_changes_its_own_lines_alone(tmp_path: Path, name: str, seed: int) -> None:
    draw = Random(seed)
    file = tmp_path / name
    file.write_bytes(FORMATS[name](draw).encode())
    carried_out(file, draw)


@pytest.mark.parametrize(("name", "most"), [("claims.yaml", 8), ("claims.json", 2)])
def test_few_edits_of_sound_files_are_refused(tmp_path: Path, name: str, most: int) -> None:
    refused = Counter[str]()
    for seed in range(100):
        file = tmp_path / name
        file.write_bytes(FORMATS[name](Random(seed)).encode())
        kind, why = carried_out(file, Random(seed))
        refused[kind] += bool(why)
    assert refused.total() <= most, refused


@pytest.mark.parametrize("name", FORMATS)
@given(seed=seeds)
@fuzzy
def test_a_record_goes_and_all_others_stay(tmp_path: Path, name: str, seed: int) -> None:
    draw = Random(seed)
    file = tmp_path / name
    file.write_bytes(FORMATS[name](draw).encode())
    before, why = stated(file), ""
    [data] = data_files([str(file)])
    with Edition([data]) as edition:
        source = edition.source(data)
        records = [each for each in source.records if each.section.name in FILE_SECTIONS]
        if not records:
            return
        gone = draw.choice(records)
        section, key = gone.section.name, str(gone.key)
        try:
            edits = without_record(source, section, key)
            edition.splice(source, edits, [Part(section, key)])
            edition.save()
        except (RefusedError, DataError) as error:
            why = str(error)
    if why:
        assert "this would also change" not in why or "&" in source.text  # an anchor is shared
        assert stated(file) == before
        return
    keyed = SECTIONS[section].key
    kept = [each for each in before[section] if each.get(keyed) != key]
    assert stated(file) == before | {section: kept}
    left = Counter(_MARK.findall(file.read_text(encoding="utf-8")))
    lost = "".join(source.text[edit.start : edit.end] for edit in edits)
    assert left >= Counter(_MARK.findall(source.text)) - Counter(_MARK.findall(lost))


def test_a_record_stays_only_where_a_comment_within_brackets_would_be_lost() -> None:
    refused: list[tuple[str, Form | None]] = []
    tried = 0
    for seed in range(100):
        text = yaml_file(Random(seed)).encode()
        source = Source(DataFile("claims.yaml", "claims.yaml", content=text), text)
        for record in source.records:
            if (listed := source.section(record.section.name)) is not None:
                tried += 1
                try:
                    without_record(source, record.section.name, str(record.key))
                except RefusedError as error:
                    refused.append((str(error).partition(": ")[2][:24], listed.form))
    assert set(refused) == {("a comment stands within ", Form.FLOW)}
    assert 6 * len(refused) < tried


GONE = [
    ("claims:\n- id: a\n  text: A\n", "claims: []\n"),
    ("claims: # c\n- id: a\n  text: A\n\nfacts: []\n", "claims: [] # c\n\nfacts: []\n"),
    ("- id: a\n  text: A\n", "[]\n"),
    ("- {id: a, text: A}\n- {id: b, text: B}\n", "- {id: b, text: B}\n"),
    ("claims: [{id: a, text: A}, {id: b, text: B}]\n", "claims: [{id: b, text: B}]\n"),
    ("claims: [{id: a, text: A}]\n", "claims: []\n"),
    (
        "- id: a # c\n  # within\n  text: A\n  # at its end\n\n# of b\n- id: b\n  text: B\n",
        "# of b\n- id: b\n  text: B\n",
    ),
    ("-\n  id: a\n  text: A\n- # c\n  id: b\n  text: B\n", "- # c\n  id: b\n  text: B\n"),
    ("- id: a\r  text: A\r- id: b\r  text: B\r", "- id: b\r  text: B\r"),
    (
        "# of all\n- id: a\n  text: A\n\n\n- id: b\n  text: B\n",
        "# of all\n- id: b\n  text: B\n",
    ),
    (
        "- id: a\n  text: A\n  note: &n N\n- id: b\n  text: B\n  note: *n\n",
        '- id: b\n  text: B\n  note: &n "N"\n',  # alone it is no text in YAML 1.1
    ),
]


@pytest.mark.parametrize(("before", "after"), GONE)
def test_a_record_goes_with_its_comments_and_its_gap(before: str, after: str) -> None:
    file = DataFile("claims.yaml", "claims.yaml", content=before.encode())
    source = Source(file, before.encode())
    assert spliced(source.text, without_record(source, "claims", "a")) == after


def test_the_last_record_goes_with_the_gap_and_the_comment_above_it() -> None:
    text = "- id: b\n  text: B\n\n# of a\n- id: a\n  text: A\n"
    source = Source(DataFile("claims.yaml", "claims.yaml", content=text.encode()), text.encode())
    assert spliced(text, without_record(source, "claims", "a")) == "- id: b\n  text: B\n"


# Some ways of writing, each with the lines that it leaves as they are


Change = Callable[[Source, MappingSpan], list[Edit]]


def edited(file: Path, text: str, change: Change, key: str = "a") -> str:
    """Return a text after a change of its first claim, or of the claim of that id."""
    file.write_bytes(text.encode())
    [data] = data_files([str(file)])
    with Edition([data]) as edition:
        source = edition.source(data)
        _, span = next(source.placed("claims"))
        edition.splice(source, change(source, span), [Part("claims", key)])
        edition.save()
    return file.read_bytes().decode()


SET = [
    ("- {id: a, text: A}\n", "- {id: a, text: A, note: new}\n"),
    ("- {id: a, text: A, note: old}\n", "- {id: a, text: A, note: new}\n"),
    ("- id: a\n  text: A\n", "- id: a\n  text: A\n  note: new\n"),
    ("- id: a\n  text: A", "- id: a\n  text: A\n  note: new"),
    ("- id: a\r\n  text: A\r\n", "- id: a\r\n  text: A\r\n  note: new\r\n"),
    ("- id: a\r  text: A\r", "- id: a\r  text: A\r  note: new\r"),
    ("- id: a\n  text: A # c\n# d\n", "- id: a\n  text: A # c\n  note: new\n# d\n"),
    ("- id: a\n  text: A\n  note:\n", "- id: a\n  text: A\n  note: new\n"),
    ("- id: a\n  text: A\n  note: # c\n", "- id: a\n  text: A\n  note: new # c\n"),
    ("- id: a\n  text: A\n  note:\told # c\n", "- id: a\n  text: A\n  note:\tnew # c\n"),
    ("- {id: a, note, text: A}\n", "- {id: a, note: new, text: A}\n"),
    ("- note: 'old'\n  id: a\n  text: A\n", "- note: 'new'\n  id: a\n  text: A\n"),
    ('- note: "old\n    text"\n  id: a\n  text: A\n', '- note: "new"\n  id: a\n  text: A\n'),
    ("- note: old\n    text\n  id: a\n  text: A\n", "- note: new\n  id: a\n  text: A\n"),
    ("- note: |\n    old\n  id: a\n  text: A\n", "- note: |\n    new\n  id: a\n  text: A\n"),
    (
        "- note: >+ # c\n    a\n    b\n\n  id: a\n  text: A\n",
        "- note: >+ # c\n    new\n\n  id: a\n  text: A\n",
    ),
    ("- note: |\r    old\r    x\r  id: a\r  text: A\r", "- note: |\r    new\r  id: a\r  text: A\r"),
    (
        "- note: |\n    old  \n     \n  id: a\n  text: A\n",
        "- note: |\n    new\n     \n  id: a\n  text: A\n",
    ),
    ("- note: !!str &n old\n  id: a\n  text: A\n", "- note: !!str &n new\n  id: a\n  text: A\n"),
    ("- ? id\n  : a\n  text: A\n", "- ? id\n  : a\n  text: A\n  note: new\n"),
    ("-   id: a\n    text: A\n", "-   id: a\n    text: A\n    note: new\n"),
    ("-\n  id: a\n  text: A\n", "-\n  id: a\n  text: A\n  note: new\n"),
    ("- &c\n  &k id: a\n  text: A\n", "- &c\n  &k id: a\n  text: A\n  note: new\n"),
    (
        "---\n- id: a\n  text: A\n...\n# after\n",
        "---\n- id: a\n  text: A\n  note: new\n...\n# after\n",
    ),
    (
        "- id: a\n  text: |+\n    A\n\n\n- {id: b, text: B}\n",
        "- id: a\n  text: |+\n    A\n\n\n  note: new\n- {id: b, text: B}\n",
    ),
]


@pytest.mark.parametrize(("before", "after"), SET)
def test_a_value_is_set_where_its_field_stands(tmp_path: Path, before: str, after: str) -> None:
    def change(source: Source, span: MappingSpan) -> list[Edit]:
        return with_value(source, span, SECTIONS["claims"], ("note", "new"))

    assert edited(tmp_path / "claims.yaml", before, change) == after


REMOVED = [
    ("- {id: a, text: A, note: old}\n", "- {id: a, text: A}\n"),
    ("- {note: old, id: a, text: A,}\n", "- {id: a, text: A,}\n"),
    ("- id: a\n  note: old\n  text: A\n", "- id: a\n  text: A\n"),
    ("- note: old\n  id: a\n  text: A\n", "- id: a\n  text: A\n"),
    ("- ? note\n  : old\n  ? id\n  : a\n  text: A\n", "- ? id\n  : a\n  text: A\n"),
    ("- id: a\n  text: A\n  note: old", "- id: a\n  text: A\n"),
    ("- id: a\n  note: old # c\n  text: A\n", "- id: a\n  # c\n  text: A\n"),
    (
        "- id: a\n  # above\n  note: >\n    old\n    text\n\n  text: A\n",
        "- id: a\n  # above\n\n  text: A\n",
    ),
    (
        '{"claims": [{"id": "a", "note": "old", "text": "A"}]}',
        '{"claims": [{"id": "a", "text": "A"}]}',
    ),
]


@pytest.mark.parametrize(("before", "after"), REMOVED)
def test_a_field_goes_with_its_lines(tmp_path: Path, before: str, after: str) -> None:
    def change(source: Source, span: MappingSpan) -> list[Edit]:
        return without_field(source, span, "note")

    assert edited(tmp_path / "claims.yaml", before, change) == after


@pytest.mark.parametrize(
    "text",
    [
        "- {id: a, text: A, # c\n  note: old}\n",
        "- {id: a, note: old, # c\n  text: A}\n",
        "- note: # c\n    old\n  id: a\n  text: A\n",
        "- note: old # c\n  id: a\n  text: A\n",
    ],
)
def test_no_comment_goes_with_a_field(tmp_path: Path, text: str) -> None:
    def change(source: Source, span: MappingSpan) -> list[Edit]:
        return without_field(source, span, "note")

    file = tmp_path / "claims.yaml"
    line = next(
        n for n, line in enumerate(text.splitlines(), 1) if "note" in line or "A, #" in line
    )
    with pytest.raises(RefusedError) as caught:
        edited(file, text, change)
    assert str(caught.value) == (
        f"{file}:{line}: a comment stands within what would be replaced\n"
        "move the comment above it, or change it by hand"
    )
    assert file.read_text() == text


def test_an_alias_stands_for_the_last_anchor_before_it() -> None:
    text = "- {id: a, text: &n A, note: *n, kind: &n event, source: *n}\n"
    source = Source(DataFile("claims.yaml", "claims.yaml"), text.encode())
    [(_, span)] = source.placed("claims")
    meant = [source.meant(value) for _, value in span.pairs]
    assert [each.value for each in meant if isinstance(each, ScalarSpan)] == [
        *("a", "A", "A", "event", "event")
    ]


NEW = [
    ("", "sources:\n  - id: s\n"),
    ("# mine", "# mine\nsources:\n  - id: s\n"),
    ("version: 1\n", "version: 1\nsources:\n  - id: s\n"),
    ("  title: T\n", "  title: T\n  sources:\n    - id: s\n"),
    ("claims:\n- {id: a, text: A}\n", "sources:\n- id: s\nclaims:\n- {id: a, text: A}\n"),
    ("sources:\nclaims: []\n", "sources:\n  - id: s\nclaims: []\n"),
    ("sources: [] # c\ntitle: T\n", "sources: # c\n  - id: s\ntitle: T\n"),
    ("sources: [ # c\n ]\n", "sources: [{id: s} # c\n ]\n"),
    ("sources: [id: r]\n", "sources: [id: r, {id: s}]\n"),
    ("sources:\n-  id: r # c\n# d\n", "sources:\n-  id: r # c\n-  id: s\n# d\n"),
    (
        '{"sources": [\n\t{\n\t\t"id": "r"\n\t}\n]}\n',
        '{"sources": [\n\t{\n\t\t"id": "r"\n\t},\n\t{\n\t\t"id": "s"\n\t}\n]}\n',
    ),
    (
        " claims: []\n\n facts: []\n",
        " sources:\n   - id: s\n\n claims: []\n\n facts: []\n",
    ),
    (
        "# mine\n\n# what was said\nclaims: []\n",
        "# mine\n\nsources:\n  - id: s\n# what was said\nclaims: []\n",
    ),
    (
        "title: T\n  # no sources yet\nclaims: []\n",
        "title: T\n  # no sources yet\nsources:\n  - id: s\nclaims: []\n",
    ),
    (
        "sources:\n- id: r\n  # of r\n# of claims\nclaims: []\n",
        "sources:\n- id: r\n  # of r\n- id: s\n# of claims\nclaims: []\n",
    ),
    (
        "sources:\n- id: q\n\n- id: r\n  name: 1+1\n",
        "sources:\n- id: q\n\n- id: r\n  name: 1+1\n\n- id: s\n",
    ),
    ("sources:\n  []\t# c\n", "sources:\t# c\n  - id: s\n"),
    ("{}\n", "{sources: [{id: s}]}\n"),
    ('{"sources": [\n  {"id": "r"}\n]}', '{"sources": [\n  {"id": "r"},\n  {"id": "s"}\n]}'),
]


@pytest.mark.parametrize(("before", "after"), NEW)
def test_a_record_is_added_behind_the_last(tmp_path: Path, before: str, after: str) -> None:
    file = tmp_path / ("claims.json" if '"' in before else "claims.yaml")
    file.write_text(before)
    [data] = data_files([str(file)])
    with Edition([data]) as edition:
        source = edition.source(data)
        edits = with_record(source, SECTIONS["sources"], {"id": "s"})
        edition.splice(source, edits, [Part("sources", "s")])
        edition.save()
    assert file.read_text() == after


def test_an_empty_line_before_a_new_record_is_no_text_of_the_last_one(tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    text = "- {id: a, text: A}\n\n- id: b\n  text: B\n  extra: |+\n    b\n"

    def change(source: Source, _: MappingSpan) -> list[Edit]:
        return with_record(source, SECTIONS["claims"], {"id": "c", "text": "C"})

    assert edited(file, text, change, "c") == f"{text}- id: c\n  text: C\n"


def test_edits_that_overlap_are_no_edits() -> None:
    edits = [Edit(1, 3, "x"), Edit(4, 5, "y"), Edit(4, 4, "a"), Edit(4, 4, "b")]
    assert spliced("0123456", edits) == "0x3aby56"
    for other in (Edit(2, 2, ""), Edit(0, 2, ""), Edit(2, 6, ""), Edit(6, 5, "")):
        with pytest.raises(OverlapError):
            spliced("0123456", [*edits, other])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("- {id: a, text: A, note: &n old}\n", "- {id: a, text: A, note: new}\n"),
        ("- id: a\n  text: A\n  note: &n old\n", "- id: a\n  text: A\n  note: new\n"),
    ],
)
def test_an_anchor_that_others_share_moves_to_the_first_of_them(
    tmp_path: Path, text: str, left: str
) -> None:
    file = tmp_path / "claims.yaml"
    others = "- {id: b, text: B, note: *n}\n- {id: c, text: *n}\n"

    def change(source: Source, span: MappingSpan) -> list[Edit]:
        return with_value(source, span, SECTIONS["claims"], ("note", "new"))

    edited(file, text + others, change)
    assert file.read_text() == left + others.replace("*n", "&n old", 1)


def test_an_anchor_of_a_list_that_others_share_moves_with_its_items(tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    text = "- id: a\n  topics: &n\n  - old\n  - 'no'\n  text: A\n"
    others = "- {id: b, text: B, topics: *n}\n- {id: c, text: C, topics: *n}\n"

    def change(source: Source, span: MappingSpan) -> list[Edit]:
        return with_value(source, span, SECTIONS["claims"], ("topics", ["new"]))

    edited(file, text + others, change)
    assert file.read_text() == "- id: a\n  topics: [new]\n  text: A\n" + others.replace(
        "*n", '&n [old, "no"]', 1
    )


def test_an_anchor_of_records_that_others_share_does_not_move(tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    text = "- {id: a, text: A, extra: &n {k: v}}\n- {id: b, text: B, extra: *n}\n"

    def change(source: Source, span: MappingSpan) -> list[Edit]:
        return with_value(source, span, SECTIONS["claims"], ("extra", {"new": 1}))

    with pytest.raises(RefusedError) as caught:
        edited(file, text, change)
    assert str(caught.value) == (
        f"{file}:1: the anchor '&n' is within what would be replaced\n"
        "write its value in place of each '*n', or change it by hand"
    )
    assert file.read_text() == text


def test_a_way_of_writing_that_no_edit_fits_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    text = "- id: a\n  text: A\n  ? note\n"

    def change(source: Source, span: MappingSpan) -> list[Edit]:
        key, _ = span.pairs[-1]
        return [Edit(key.start, key.end, "note: [")]

    with pytest.raises(RefusedError) as caught:
        edited(file, text, change)
    assert str(caught.value) == (
        f"{file}:3: is written in a way that cannot be changed safely here\nchange it by hand"
    )
    assert file.read_text() == text


# Names of unnamed speakers

UNNAMED = """\
speakers:
  - {id: s, name: Jane Roe, description: an aide, aliases: [Janey], anonymous: true}
  - {id: t, name: John Doe, description: an envoy}
claims:
  - {id: a, text: A, speaker: s, note: Jane Roe called, extra: {by: [Roe]}}
"""


def test_no_change_shows_a_withheld_name(tmp_path: Path) -> None:
    (tmp_path / "speakers.yaml").write_text(UNNAMED.partition("claims:")[0])
    (tmp_path / "claims.yaml").write_text("claims:" + UNNAMED.partition("claims:")[2])
    claims, speakers = data_files([str(tmp_path)])
    with Edition([claims, speakers]) as edition:
        source = edition.source(claims)
        record, span = next(source.placed("claims"))
        edits = with_value(source, span, record.section, ("note", "asked Jane Roe again"))
        edits += without_field(source, span, "extra")
        edition.splice(source, edits, [Part("claims", "a")])
        source = edition.source(speakers)
        (_, first), (other, second) = source.placed("speakers")
        edits = with_value(source, first, other.section, ("name", "Jane Q. Roe"))
        edits += with_value(source, second, other.section, ("anonymous", True))
        edits += with_record(
            source,
            other.section,
            {"id": "u", "name": "Jo Poe", "description": "a guest", "anonymous": True},
        )
        parts = [Part("speakers", "s", ("name",)), Part("speakers", "u")]
        parts += [Part("speakers", "t", ("anonymous",))]
        edition.splice(source, edits, parts)
        changes = edition.changes()
    assert [(each.key, *each[2:5]) for each in changes] == [
        ("a", ("note",), "(withheld) called", "asked (withheld) again"),
        ("a", ("extra",), {"by": ["Roe"]}, None),
        ("s", ("name",), None, None),
        ("t", ("anonymous",), None, True),
        ("u", (), None, {"id": "u", "description": "a guest", "anonymous": True}),
    ]


def test_no_refusal_shows_a_withheld_name(tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text(UNNAMED.replace("note:", "kind: event, note:"))
    [data] = data_files([str(file)])
    with Edition([data]) as edition:
        source = edition.source(data)
        record, span = next(source.placed("claims"))
        edits = with_value(source, span, record.section, ("kind", "Jane Roe"))
        with pytest.raises(DataError) as caught:
            edition.splice(source, edits, [Part("claims", "a", ("kind",))])
    assert "Roe" not in str(caught.value)
    assert "(withheld)" in str(caught.value)
