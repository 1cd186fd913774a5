"""After a change, what was taken over from the state before is what reading the file would give."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.model.record import Record
from coalition_cli.reading import DataFile, data_files
from coalition_cli.rewriting.edition import Edition
from coalition_cli.rewriting.edits import Edit
from coalition_cli.rewriting.source import Source

TEXT = """\
# A file with all that may stand around records.
title: Bridges # of the town

sources:
- id: herald
  name: The Herald # the oldest

# those who speak
speakers:

-   id: ada
    name: Ada Finch
-   {id: bo, description: a "driver" # his words
    , anonymous: true, name: Bo Ray}
articles:
  # one only
  - id: first
    headline: >
      The bridge
      is closed

    url: https://example.com/1
    language: en
    publisher: herald

claims:
  - id: one
    text: 'It is # closed'   # so it is
    speaker: ada
    # from the first page
    appearances:
      - article: first
        quote: |
          It is closed
        # and so on

  # a comment above the second
  - id: two
    text: It may open

      again
    status: draft
  - id: three
    topics: [a, b] # and c
    text: "It is \\
      old"
membership:
  counted: 3
  claim: one
"""
# What breaks out of the lines where it stands, or looks as if it did.
PIECES = [
    "",
    " ",
    "\n",
    "  ",
    "  - ",
    "- ",
    "x",
    "#",
    " # y\n",
    "'",
    '"',
    "|",
    "|+",
    ">\n",
    "---\n",
]
PIECES += [
    "...\n",
    "&a ",
    "*a",
    "[",
    "]",
    "{",
    "}",
    ": ",
    "  - id: new\n    text: New\n",
    "\t",
    "\r",
]
PIECES += [
    "claims:\n",
    "    status: draft\n",
    "      more\n",
    "\n\n",
    "!x ",
    "<<<<<<< a\n",
    "\x85",
    "? ",
]


def source(text: str) -> Source:
    return Source(DataFile("claims.yaml", "claims.yaml"), text.encode())


def stated(value: object) -> object:
    """Return all that is known of a record, with what is within it."""
    if isinstance(value, list):
        return [stated(each) for each in value]
    if not isinstance(value, Record):
        return value
    mark = value.start.start_mark
    values = {name: stated(each) for name, each in value.values.items()}
    place = value.file, mark.line, mark.column, value.key, value.of, value.extract
    return value.section.name, place, values, value.withheld


def changed(before: Source, edits: list[Edit]) -> bool:
    """Check the state after edits; return whether it was taken over from the one before."""
    assert [each.code for each in before.problems] == ["confidential-name"]
    _ = before.root, before.comments
    after = before.respliced(edits)
    if "root" not in vars(after):
        return False
    whole = source(after.text)
    assert after.problems == whole.problems
    assert after.root == whole.root
    assert after.comments == whole.comments
    assert stated(after.records) == stated(whole.records)
    return True


@st.composite
def edits(draw: st.DrawFn) -> list[Edit]:
    """Draw one or two edits that do not overlap."""
    size = len(TEXT)
    places = sorted(draw(st.lists(st.integers(0, size), min_size=2, max_size=2)))
    start = draw(st.integers(places[0], places[1]))
    end = min(size, start + draw(st.integers(0, 30)))
    line = TEXT.rfind("\n", 0, start) + 1
    begin = draw(st.sampled_from([start, line]))
    below = TEXT.find("\n", end) + 1 or size
    stop = draw(st.sampled_from([begin, end, below]))
    new = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=3)))
    return [Edit(begin, max(begin, stop), new)]


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits())
def test_any_change_leaves_what_reading_the_whole_file_would_find(changes: list[Edit]) -> None:
    changed(source(TEXT), changes)


def replaced(old: str, new: str) -> list[Edit]:
    """Return the edit that replaces the one place of some words."""
    assert TEXT.count(old) == 1
    return [Edit(TEXT.index(old), TEXT.index(old) + len(old), new)]


def test_a_change_within_a_record_is_read_by_itself() -> None:
    for old, new in [
        ("The Herald", "The Old Herald"),
        ("Ada Finch\n", "Ada Finch\n    aliases: [Finch]\n"),
        ("description: a", "description: the"),
        ("    status: draft\n", ""),
        ("    speaker: ada\n", "    speaker: bo\n    # and others\n\n"),
        ("          It is closed\n", "          It is closed\n          or so\n"),
        ('      old"\n', '      old"\n  - id: four\n    text: New\n'),
        ("  - id: two\n    text: It may open\n\n      again\n    status: draft\n", ""),
        ("text: It may open\n", "text: |\n      It may open\n"),
    ]:
        assert changed(source(TEXT), replaced(old, new)), old


def test_changes_of_several_sections_are_read_one_by_one() -> None:
    place = TEXT.index("claims:\n")
    new = [Edit(place, place, TEXT[TEXT.index("  - id: first") : place].replace("first", "more"))]
    new += replaced("The Herald", "Herald") + replaced("    status: draft\n", "")
    assert changed(source(TEXT), new)


def test_a_change_that_may_reach_further_is_not() -> None:
    for old, new in [
        ("counted: 3", "counted: 4"),
        ("  counted", "  # more\n  counted"),
        ("# one only", "# only one"),
        ("  - id: two", "    id: two"),
        ("status: draft", "status: 'draft"),
        ("status: draft", "status: draft\n..."),
        ("status: draft", "status: &a draft"),
        ("status: draft", "status: nothing"),
        ("    status: draft\n", "    status: draft\nclaims:\n"),
    ]:
        assert not changed(source(TEXT), replaced(old, new)), old


def test_one_change_after_the_other_is_read_by_itself() -> None:
    now = source(TEXT)
    for old, new in [
        ("    status: draft\n", ""),
        ("-   id: ada\n", "-   id: ada\n    role: engineer\n    # of the town\n"),
        ("id: one\n", "id: one\n    status: draft\n"),
    ]:
        start = now.text.index(old)
        assert changed(now, [Edit(start, start + len(old), new)])
        now = now.respliced([Edit(start, start + len(old), new)])
    assert stated(now.records) == stated(source(now.text).records)


def test_a_file_that_is_as_it_was_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(TEXT, encoding="utf-8")
    files = data_files([str(path)])
    with Edition(files) as edition:
        known = edition.source(files[0])
    with Edition(files, known=[known]) as edition:
        assert edition.source(files[0]) is known
    path.write_text(TEXT.replace("Ada Finch", "Ada Quill"), encoding="utf-8")
    with Edition(files, known=[known]) as edition:
        assert "Ada Quill" in edition.source(files[0]).text
