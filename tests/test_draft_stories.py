"""`draft` of several articles of one story, and `draft --into` a story that is there."""

import json
from pathlib import Path

import pytest

from .conftest import Run

PAGES = Path(__file__).parent / "retellings" / "pages"
OUTLETS = ("politico", "liga", "unn", "rbc", "censor", "hvylya", "spotmedia", "alternet")


@pytest.fixture
def story(coalition: Run, tmp_path: Path) -> Path:
    """Return the draft of an article and its seven retellings."""
    made = tmp_path / "claims.yaml"
    pages = [PAGES / f"{name}.html" for name in OUTLETS]
    assert coalition("draft", *pages, "--original", pages[0], "-o", made).code == 0
    return made


def rows(coalition: Run, *arguments: str | Path) -> list[dict[str, object]]:
    """Return what a command answers."""
    result = coalition(*arguments, "--json")
    assert result.code == 0, result.err
    found: list[dict[str, object]] = json.loads(result.out)
    return found


def test_the_new_reality_is_one_claim_that_changed_in_words_and_in_attribution(
    coalition: Run, story: Path
) -> None:
    [claim] = rows(coalition, "claims", "new reality", "-d", story)
    assert claim["speaker_name"] == "a senior official with a European government (unnamed)"
    found = rows(coalition, "drift", f"claim:{claim['id']}", "-d", story)
    fields = ("quote", "origin", "similarity", "credited_name")
    assert {str(each["article"]).split("-")[0]: [each[name] for name in fields] for each in found} == {
        "liga": [
            "coordinated steps toward a new reality",
            "politico-trumps-greenland",
            53,
            "Senior European officials (unnamed)",
        ],
    }


def test_all_that_eight_outlets_have_goes_back_to_one(coalition: Run, story: Path) -> None:
    result = coalition("sourcing", "-d", story, "--json")
    found = json.loads(result.out)
    assert (found["articles"], found["origins"], found["multi_origin"]) == (8, 1, 0)


def test_the_draft_of_a_story_has_no_error(coalition: Run, story: Path) -> None:
    result = coalition("check", story)
    assert result.code == 0
    assert {line.split(": ")[1] for line in result.out.splitlines()[::2]} == {"unread-draft"}
