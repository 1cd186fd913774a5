"""What is known of a claim afterwards: reviews, evidence, corrections, and who still carries it."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from coalition_cli.answers.parts import embargo_in_words
from coalition_cli.model.ratings import Scored

from .conftest import Run
from .terminals import Result
from .test_show_and_stats import matches

Write = Callable[..., str]
Dates = Sequence[str | None]
Scale = tuple[float | None, float | None, float | None]  # a value, the best, the worst

CORPUS = """\
sources:
  - {id: beacon, name: The Beacon}
  - {id: dock-check, name: Dock Check, url: https://dock.example}
articles:
  - id: first
    headline: Pier sinks
    publisher: beacon
    url: https://beacon.example/pier
    date: 2026-03-02
    corrections:
      - {date: 2026-03-04, by: The Beacon, reason: It was the quay, url: https://beacon.example/c, text: We said pier.}
      - {text: The photo was of another year.}
  - {id: echo, headline: The pier has sunk, publisher: herald, date: 2026-03-03, retells: [first]}
  - {id: late, publisher: courier, date: 2026-03-09, retells: [first]}
  - {id: mended, headline: Quay sinks, publisher: post, date: 2026-03-03, retells: [first], corrections: [{date: 2026-03-05}]}
  - {id: vague, publisher: mail, date: 2026-03-03, retells: [echo], corrections: [{reason: a typo}]}
speakers:
  - {id: warden, name: Ida Bern, party: Reed Party, url: https://bern.example}
claims:
  - id: pier-sunk
    text: The pier has sunk.
    speaker: warden
    source: beacon
    confidence: high
    date: 2026-03-02
    place: Port Ellen
    context: a press conference
    language: en
    embargo: 2999-01-01
    status: corrected
    appearances:
      - {article: first, quote: the pier has sunk}
      - {article: echo, quote: has sunk, extra: {seat: 4}}
      - {article: mended, quote: the quay has sunk}
      - {article: vague, wording: sunk}
    reviews:
      - by: dock-check
        url: https://dock.example/pier
        title: Did the pier sink?
        date: 2026-03-06
        rating: Mostly wrong
        value: 4.50
        best: 1
        worst: 5
        language: en
        note: It leans.
        extra: {seen: [1, null]}
      - {by: nobody-known, rating: No rating, value: -1, best: -1, worst: -1}
      - {value: 2, title: Unsigned}
    evidence:
      - {question: Does it stand?, answer: It leans., text: The log of the port., url: https://port.example, date: 2026-03}
      - {url: https://photo.example, archived: https://copy.example, note: from the air}
    corrections:
      - {date: 2026-03-04, by: The Beacon, reason: It was the quay}
    extra: {ledger: 7}
"""  # noqa: E501


def made(dates: Dates) -> list[dict[str, str | None]]:
    """Return corrections of these dates."""
    return [{"date": date, "text": "t"} for date in dates]


def uncorrected(page: str) -> list[tuple[str, str]]:
    """Return the articles that a page lists as still uncorrected, each with the doubt."""
    _, _, rest = page.partition("  still uncorrected in\n")
    listed, _, _ = rest.partition("\n\n")
    return re.findall(r"(?m)^    (\S+) .*?(?:not known: (.*))?$", listed)


@pytest.fixture
def there(claims_file: Write, monkeypatch: pytest.MonkeyPatch) -> str:
    """Go to the folder of the corpus, so that its file is called by its name alone."""
    monkeypatch.chdir(Path(claims_file(CORPUS)).parent)
    return "claims.yaml"


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_pages_of_what_was_reviewed_and_corrected(
    coalition: Run, there: str, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    result = coalition("show", "pier-sunk", "first", "dock-check", "warden", "-d", there)
    assert (result.code, result.err) == (0, "")
    assert max(map(len, result.lines)) <= columns
    assert matches(result.out, f"reviews-{columns}.txt")


def test_notes_of_what_was_reviewed_and_corrected(coalition: Run, there: str) -> None:
    result = coalition("show", "pier-sunk", "first", "dock-check", "-d", there, "-f", "md")
    assert (result.code, result.err) == (0, "")
    assert matches(result.out, "reviews.md")


SCALES: dict[Scale, str | None] = {
    (2.5, 5, 1): "2.5 on a scale from 1 (false) to 5 (true)",
    (2.5, 1, 5): "2.5 on a scale from 5 (false) to 1 (true)",
    (3, None, None): "3",
    (3, 5, None): "3 on a scale to 5 (true)",
    (3, None, 1): "3 on a scale from 1 (false)",
    (None, 5, 1): "no value on a scale from 1 (false) to 5 (true)",
    (0, 0, -3): "0 on a scale from -3 (false) to 0 (true)",
    (-1, -1, -1): None,
    (0, 0, 0.0): None,
    (None, 1, 1): None,
    (None, None, None): None,
}


@pytest.mark.parametrize("scored", SCALES)
def test_a_value_is_told_on_its_scale_which_may_run_backwards(
    scored: Scale,
) -> None:
    assert Scored(*scored).in_words() == SCALES[scored]


OUTSIDE: dict[Scale, bool] = {
    (2.5, 5, 1): False,
    (2.5, 1, 5): False,
    (1, 1, 5): False,
    (5, 1, 5): False,
    (5.5, 1, 5): True,
    (0.5, 1, 5): True,
    (0.5, 5, 1): True,
    (6, 5, 1): True,
    (-1, -1, -1): False,
    (7, 5, None): False,
    (None, 5, 1): False,
}


@pytest.mark.parametrize("scored", OUTSIDE)
def test_a_value_is_on_its_scale_whichever_way_that_runs(scored: Scale) -> None:
    assert Scored(*scored).is_outside is OUTSIDE[scored]


@pytest.mark.parametrize(
    ("embargo", "day", "words"),
    [
        ("2027-01-01", "2026-12-31", "under embargo until 2027-01-01"),
        ("2027-01-01", "2027-01-01", "was under embargo until 2027-01-01"),
        ("2027-01-01", "2027-06-01", "was under embargo until 2027-01-01"),
        ("2027", "2026-12-31", "under embargo to the end of 2027"),
        ("2027", "2027-12-31", "under embargo to the end of 2027"),
        ("2027", "2028-01-01", "was under embargo to the end of 2027"),
        ("2027-02", "2027-02-28", "under embargo to the end of 2027-02"),
        ("2027-02", "2027-03-01", "was under embargo to the end of 2027-02"),
        ("2027-02~", "2027-02-27", "under embargo to the end of 2027-02~"),
    ],
)
def test_an_embargo_ends_as_its_day_begins_and_a_vague_one_as_late_as_can_be(
    embargo: str, day: str, words: str
) -> None:
    assert embargo_in_words(embargo, day) == words


def test_a_page_tells_whether_an_embargo_is_over(coalition: Run, claims_file: Write) -> None:
    claims = [{"id": one, "text": "t", "embargo": one} for one in ("2000-01-01", "2999-12-31")]
    file = claims_file(json.dumps(claims), "claims.json")
    told = coalition("show", "2000-01-01", "2999-12-31", "-d", file).lines
    assert [one for one in told if "embargo" in one] == [
        "  embargo     was under embargo until 2000-01-01",
        "  embargo     under embargo until 2999-12-31",
    ]


STILL, RIGHT = "", None
MAY_BE_OLDER = "its own correction may be older"
UNRECORDED = "no correction of the claim is recorded"
UNDATED, OWN_UNDATED = "the correction has no date", "its own correction has no date"
# The corrections of a claim, those of an article where it appears, and what is told of that one.
CARRIED = [
    ((), (), STILL),
    ((), ("2026",), UNRECORDED),
    (("2026-03-04",), (), STILL),
    (("2026-03-04",), ("2026-03-03",), STILL),
    (("2026-03-04",), ("2026-03-04",), RIGHT),
    (("2026-03-04",), ("2026-03-05", "2025"), RIGHT),
    (("2026-03-04",), ("2026-02",), STILL),
    (("2026-03-04",), ("2026-03",), MAY_BE_OLDER),
    (("2026-03-04",), ("2026-04",), RIGHT),
    (("2026-03",), ("2026-03-30",), MAY_BE_OLDER),
    (("2026-03",), ("2026-03-01",), MAY_BE_OLDER),
    (("2026-03",), ("2026-02-28",), STILL),
    (("2026-03",), ("2026-04-01",), RIGHT),
    (("2026",), ("2026",), MAY_BE_OLDER),
    (("2026-03-04",), (None,), OWN_UNDATED),
    (("2026-03-04",), (None, "2026-03-05"), RIGHT),
    ((None,), (), STILL),
    ((None,), ("2026-03-05",), UNDATED),
    (("2026-03-04", "2026-03-06"), ("2026-03-05",), STILL),
    (("2026-03-04", "2026-03-06"), ("2026-03-06",), RIGHT),
    (("2026-03-04", None), ("2026-03-05",), UNDATED),
    (("2026-03-04", None), ("2026-03-03",), STILL),
]


@pytest.mark.parametrize(("corrections", "own", "told"), CARRIED)
def test_an_article_carries_a_corrected_claim_until_it_has_a_correction_of_that_day_or_later(
    coalition: Run, claims_file: Write, corrections: Dates, own: Dates, told: str | None
) -> None:
    data = {
        "articles": [{"id": "a", "headline": "H", "corrections": made(own)}],
        "claims": [
            {
                "id": "c",
                "text": "t",
                "status": "retracted",
                "corrections": made(corrections),
                "appearances": [{"article": "a"}],
            }
        ],
    }
    page = coalition("show", "c", "-d", claims_file(json.dumps(data), "claims.json")).out
    assert uncorrected(page) == ([] if told is None else [("a", told)])


# When an article was corrected, the date of one that retells it, and what is told of that one.
RETOLD = [
    ("2026-03-04", "2026-03-03", STILL),
    ("2026-03-04", "2026-02", STILL),
    ("2026-03-04", "2026-03-04", "it may retell the corrected text"),
    ("2026-03-04", "2026-03", "it may retell the corrected text"),
    ("2026-03-04", "2027", "it may retell the corrected text"),
    ("2026-03-04", None, "it has no date"),
    (None, "2026-03-03", UNDATED),
]


@pytest.mark.parametrize(("correction", "date", "told"), RETOLD)
def test_a_retelling_that_is_older_than_the_correction_carries_what_was_corrected(
    coalition: Run, claims_file: Write, correction: str | None, date: str | None, told: str
) -> None:
    articles = [
        {"id": "a", "corrections": made([correction])},
        {"id": "b", "headline": "H", "retells": ["a"], "date": date},
    ]
    file = claims_file(json.dumps({"articles": articles}), "articles.json")
    assert uncorrected(coalition("show", "a", "-d", file).out) == [("b", told)]


def test_what_retells_an_uncorrected_retelling_carries_it_too_however_late_and_far(
    coalition: Run, claims_file: Write
) -> None:
    articles: list[dict[str, object]] = [
        {"id": "a0", "corrections": made(["2026-03-04"]), "retells": ["a30"]},  # a circle
        {"id": "right", "date": "2026-03-01", "retells": ["a0"], "corrections": made(["2026-05"])},
        {"id": "of-right", "date": "2026-06-01", "retells": ["right"]},
    ]
    articles += [
        {"id": f"a{number}", "date": f"2026-03-{number:02}", "retells": [f"a{number - 1}"]}
        for number in range(1, 31)
    ]
    articles[0].pop("retells")
    file = claims_file(json.dumps({"articles": articles}), "articles.json")
    found = uncorrected(coalition("show", "a0", "-d", file).out)
    assert sorted(found) == sorted(
        [("of-right", "it may retell the corrected text")]
        + [(f"a{number}", STILL) for number in range(1, 31)]
    )


def test_who_still_carries_it_can_be_asked_for_as_a_field(coalition: Run, there: str) -> None:
    echo = {"id": "echo", "headline": "The pier has sunk", "url": None, "publisher_name": "herald"}
    vague = {"id": "vague", "headline": None, "url": None, "publisher_name": "mail"}
    carried = [
        {**echo, "date": "2026-03-03", "doubt": None},
        {**vague, "date": "2026-03-03", "doubt": OWN_UNDATED},
    ]
    fields = ("--fields", "id,uncorrected")
    assert coalition("show", "pier-sunk", "-d", there, *fields, "--json").json == [
        {"id": "pier-sunk", "uncorrected": carried}
    ]
    rows = coalition("show", "pier-sunk", "late", "warden", "-d", there, *fields, "-f", "tsv")
    assert rows.lines == ["id\tuncorrected", "pier-sunk\techo; vague", "late\t", "warden\t"]
    refused = coalition("show", "warden", "-d", there, *fields)
    assert refused.err.splitlines()[0] == "coalition: no field 'uncorrected' in speakers"


def test_of_a_claim_that_stands_nothing_is_said(coalition: Run, claims_file: Write) -> None:
    file = claims_file(
        "articles: [{id: a}]\nclaims: [{id: c, text: t, appearances: [{article: a}]}]"
    )
    assert uncorrected(coalition("show", "c", "a", "-d", file).out) == []


def test_a_verdict_is_text_whatever_it_holds(coalition: Run, claims_file: Write) -> None:
    odd = "[red]No[/] :warning: \\x1b[31m\\u202e"
    file = claims_file(
        f'claims: [{{id: c, text: t, reviews: [{{rating: "{odd}", by: "{odd}", title: "{odd}"}}],'
        f' evidence: [{{text: "{odd}", extra: {{"{odd}": 1}}}}], place: "{odd}"}}]'
    )
    page = coalition("show", "c", "-d", file, "--color", "always").out
    assert "\x1b[31m" not in page.replace("\x1b[0m", "")
    assert "“[red]No[/] :warning: \\x1b[31m\\u202e”" in page
    note = coalition("show", "c", "-d", file, "-f", "md").out
    assert "\x1b" not in note
    assert "“\\[red\\]No\\[/\\] \\:warning: \\\\x1b\\[31m\\\\u202e”" in note


def test_without_colour_a_page_has_no_style_at_all(
    coalition: Run, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in coalition("show", "pier-sunk", "-d", there, "--color", "auto").out


@pytest.mark.slow
def test_a_terminal_shows_the_first_of_many_reviews(terminal: Run, claims_file: Write) -> None:
    reviews = [{"by": f"s{number}", "rating": f"R{number}"} for number in range(2_000)]
    claim = {"id": "c", "text": "t", "reviews": reviews}
    file = claims_file(json.dumps([claim]), "claims.json")
    page = terminal("show", "c", "-d", file, "--no-pager", "--color", "never").out
    shown = [line.strip() for line in page.splitlines() if "R" in line or "more" in line]
    assert shown == [
        *(f"“R{number}” — s{number}  [s{number}]" for number in range(200)),
        "… 1,800 more; to see all, add: | less",
    ]


def test_cells_tell_reviews_evidence_and_corrections_in_short(coalition: Run, there: str) -> None:
    fields = "reviews,evidence,corrections,ratings,reviewers,reviewed,embargo"
    asked = ("claims", "-d", there, "--fields", fields)
    cells = {
        "reviews": "Mostly wrong (dock-check); No rating (nobody-known); Unsigned",
        "evidence": "Does it stand? It leans.; https://photo.example",
        "corrections": "2026-03-04 It was the quay",
        "ratings": "Mostly wrong; No rating",
        "reviewers": "dock-check; nobody-known",
        "reviewed": "true",
        "embargo": "2999-01-01",
    }
    head, row = "\t".join(cells), "\t".join(cells.values())
    assert coalition(*asked, "-f", "tsv") == Result(0, f"{head}\n{row}\n", "")
    head, row = head.replace("\t", ","), row.replace("\t", ",")
    assert coalition(*asked, "-f", "csv") == Result(0, f"{head}\n{row}\n", "")


def test_a_cell_of_extra_is_never_taken_for_a_record(coalition: Run, claims_file: Write) -> None:
    extra = {"article": "a", "by": "b", "rating": "r", "more": 1}
    file = claims_file(json.dumps([{"id": "c", "text": "t", "extra": extra}]), "claims.json")
    told = coalition("claims", "-d", file, "--fields", "extra", "-f", "tsv").lines
    assert told[1] == '"' + json.dumps(extra).replace('"', '""') + '"'
