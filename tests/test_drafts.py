"""Claims that a program has drafted: shown as drafts, counted apart, and told by check."""

from collections.abc import Callable

from .conftest import Run

Write = Callable[..., str]

CLAIMS = """\
sources: [{id: gazette}]
articles: [{id: harbour, publisher: gazette}]
claims:
  - id: ferry-late
    text: The ferry is late every day.
    status: draft
    appearances: [{article: harbour}]
  - id: ferry-full
    text: The ferry is full.
    confidence: low
    appearances: [{article: harbour}]
"""


def test_a_table_has_the_status_beside_drafts_alone(coalition: Run, claims_file: Write) -> None:
    file = claims_file(CLAIMS)
    assert coalition("claims", "-d", file, "-f", "table").out.splitlines() == [
        "claim        text                           said by   source   confidence   status",
        "──────────────────────────────────────────────────────────────────────────────────",
        "ferry-late   The ferry is late every day.   –         –        not rated    draft",
        "ferry-full   The ferry is full.             –         –        low 15       active",
    ]
    read = coalition("claims", "status:active", "-d", file, "-f", "table").out
    assert "status" not in read
    assert "active" not in read


def test_a_list_has_the_status_of_each_draft(coalition: Run, claims_file: Write) -> None:
    file = claims_file(CLAIMS)
    shown = coalition("claims", "-d", file, "-f", "list").out
    assert shown.count("status draft") == 1
    assert "status active" not in shown


def test_drafts_are_counted_apart(coalition: Run, claims_file: Write) -> None:
    file = claims_file(CLAIMS)
    counted = " ".join(coalition("-d", file).out.split())
    assert "drafts not read 1 50%" in counted
    read = claims_file(CLAIMS.replace("    status: draft\n", ""), "read.yaml")
    assert "not read" not in coalition("-d", read).out
    assert coalition("claims", "--status", "draft", "--count", "-d", file) == (0, "1\n", "")


def test_a_draft_has_the_one_warning_that_nobody_has_read_it(
    coalition: Run, claims_file: Write
) -> None:
    found = coalition("check", claims_file(CLAIMS)).out
    assert "unread-draft" in found
    assert "no-confidence" not in found
