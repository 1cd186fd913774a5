"""Known headers give a mapping; `--suggest` writes one to start from, with its reasons."""

# ruff: noqa: E501 - a case of a table is one line

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.importing.guessing.headers import _FIELDS, meaning, words_of
from coalition_cli.importing.guessing.suggesting import known_mapping, suggested_mapping
from coalition_cli.importing.mapping.plan import Plan, compiled
from coalition_cli.importing.recognising import opened
from coalition_cli.importing.rows import Input, Layout
from coalition_cli.model.problems import DataError


def source(path: Path, content: str) -> Input:
    path.write_text(content, encoding="utf-8", newline="")
    return opened(str(path), None, Layout())


def mapping(path: Path, content: str) -> str:
    """Return the mapping of an input, which has to be a sound one."""
    given = source(path, content)
    document = known_mapping(given)
    plan = compiled(document, "map")
    assert isinstance(plan, Plan), plan
    assert plan.columns_missing(given.columns) == []
    return document.decode()


def fields(path: Path, header: str, *rows: str) -> dict[str, str]:
    """Return which column of a table fills each field."""
    lines = mapping(path, "\n".join([header, *rows]) + "\n").splitlines()
    pairs = (line.strip().split(": ", 1) for line in lines if line.startswith("  "))
    return {field: column.strip('"') for field, column in pairs}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        *[(header, "speaker.name") for header in ("Speaker", "SAID_BY", "saidBy", "claimant:", "Name of the speaker", "Speaker's name", "Who said it?", "speakers")],
        *[(header, "text") for header in ("claim", "Claim Text", "claimReviewed", "THE STATEMENT", "Statement (in English)", "Original claim")],
        *[(header, "reviews.rating") for header in ("Verdict", "truth-rating", "textualRating", "Ruling", "label")],
        *[(header, "reviews.by.name") for header in ("Fact-checker", "checkedBy", "Review publisher", "fact_checked_by")],
        *[(header, "date") for header in ("DATE", "Date of claim", "Date of the statement", "claim_date", "Date (dd/mm/yyyy)")],
        *[(header, "topics") for header in ("Tags", "topic", "Subject(s)", "key words", "Main topic")][:3],
        *[(header, "speaker.party") for header in ("party", "Party Affiliation", "politicalParty")],
        *[(header, "speaker.role") for header in ("job", "Job Title", "speaker_job_title", "position")],
        *[(header, "speaker.anonymous") for header in ("Anonymous", "isAnonymous", "Speaker anonymous?", "Anonymous speaker")],
        *[(header, "source.name") for header in ("Outlet", "newspaper", "Media outlet")],
        *[(header, "text") for header in ("What exactly did they say? (verbatim)", "What was claimed?", "What is the claim?", "Was wurde gesagt?")],
        *[(header, "speaker.name") for header in ("Who made the claim?", "Who said this?", "Politiker", "Politikerin", "Político", "Wer?", "Qui", "¿Quién lo dijo?", "Qui l'a dit ?")],
        *[(header, "date") for header in ("When was it said?", "When did they say it?", "Datum", "Wann?", "Cuándo")],
        *[(header, "reviews.rating") for header in ("Your rating", "Your verdict?")],
        *[(header, "?source") for header in ("Where did you see it? (link)", "Where was this published?", "Quelle")],
    ],
)  # fmt: skip
def test_a_header_is_known_in_any_spelling(header: str, field: str) -> None:
    found = meaning(header)
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize(
    "header",
    [
        "",
        "x",
        "state",
        pytest.param("claim of " * 500_000, id="long"),
        "barely_true_counts",
        "!!!",
        "()",
        "claims made up",
        "Is it true?",
        "Is this the original quote?",
        "Was it the speaker?",
        "Your email",
        "What do you do?",
    ],
)
def test_other_headers_are_not_known(header: str) -> None:
    assert meaning(header) is None


def test_no_header_stands_for_two_fields() -> None:
    names = [name for several in _FIELDS.values() for name in several.split("|")]
    assert len(names) == len(set(names))
    assert [name for name in names if words_of(name) != name] == []


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        # A source is an address, or a name.
        ("claim,source", "a,https://a.example/1", {"text": "claim", "appearances.article.url": "source"}),
        ("claim,source", "a,The Gazette", {"text": "claim", "source.name": "source"}),
        # An address beside a verdict is that of the verdict, if there is no article.
        ("claim,verdict,url", "a,false,https://a.example", {"text": "claim", "reviews.rating": "verdict", "reviews.url": "url"}),
        ("claim,url", "a,https://a.example", {"text": "claim", "appearances.article.url": "url"}),
        ("claim,verdict,outlet,link", "a,false,Post,https://a.example", {"text": "claim", "reviews.rating": "verdict", "source.name": "outlet", "appearances.article.url": "link", "appearances.article.publisher.name": "outlet"}),
        ("claim,url", "a,see page 3", {"text": "claim"}),
        # A publisher beside a verdict is who checked the claim.
        ("claim,rating,publisher", "a,false,Checkers", {"text": "claim", "reviews.rating": "rating", "reviews.by.name": "publisher"}),
        ("claim,publisher", "a,The Gazette", {"text": "claim", "source.name": "publisher"}),
        # An author is the speaker where nobody else is.
        ("claim,author", "a,May", {"text": "claim", "speaker.name": "author"}),
        ("claim,speaker,author,url", "a,May,Kim,https://a.example", {"text": "claim", "speaker.name": "speaker", "appearances.article.url": "url", "appearances.article.authors": "author"}),
        # A title is a speaker's, or an article's.
        ("claim,speaker,title", "a,May,Mayor", {"text": "claim", "speaker.name": "speaker", "speaker.role": "title"}),
        ("claim,url,title", "a,https://a.example,Rain is wet and so is the sea as experts say", {"text": "claim", "appearances.article.url": "url", "appearances.article.headline": "title"}),
        # A quote stands in an article, or is all that there is.
        ("claim,quote,url", "a,b,https://a.example", {"text": "claim", "appearances.article.url": "url", "appearances.quote": "quote"}),
        ("claim,quote", "a,b", {"text": "claim"}),
        ("claim,quote,outlet", "a,b,Post", {"text": "claim", "source.name": "outlet", "appearances.quote": "quote"}),
        ("quote,speaker", "b,May", {"text": "quote", "speaker.name": "speaker"}),
        # A claim is surer than a text, and what has no name is nobody's party.
        ("text,claim", "long,short", {"text": "claim"}),
        ("claim,party,job", "a,Left,Mayor", {"text": "claim"}),
        # Values decide whether a field can have them.
        ("claim,country,language,kind", "a,GB,en,event", {"text": "claim", "kind": "kind", "language": "language"}),
        ("claim,language,kind", "a,English,rumour", {"text": "claim"}),
        ("claim,speaker,country", "a,May,GB", {"text": "claim", "speaker.name": "speaker", "speaker.country": "country"}),
        ("claim,speaker,country", "a,May,Great Britain", {"text": "claim", "speaker.name": "speaker"}),
        ("id,claim", "c7,a", {"id": "id", "text": "claim"}),
        ("id,claim", "c 7,a", {"text": "claim"}),
        ("No.,Claim #,claim", "1,17,a", {"text": "claim"}),  # which other tables have too
        ("Claim,What was said", "17,a", {"text": "What was said"}),
        ("Behauptung,Sprecher,Datum,Quelle", "a,May,2021,Die Post", {"text": "Behauptung", "speaker.name": "Sprecher", "date": "Datum", "source.name": "Quelle"}),
        ("Link to fact-check,claim,Verdict", "https://a.example,a,false", {"text": "claim", "reviews.rating": "Verdict", "reviews.url": "Link to fact-check"}),
        ("claim,tags", "a,tax; school", {"text": "claim", "topics": "{from: tags, split: \";\"}"}),
        ("claim,topic", "a,tax", {"text": "claim", "topics": "topic"}),
    ],
)  # fmt: skip
def test_what_stands_beside_a_column_and_its_values_decide_what_it_is(
    path: Path, header: str, row: str, expected: dict[str, str]
) -> None:
    found = fields(path, header, row)
    if "topics" in found:
        found["topics"] = (
            found["topics"].rstrip('"') if "{" not in found["topics"] else found["topics"]
        )
    assert found == expected


def test_a_table_without_a_claim_is_asked_for_a_mapping(path: Path) -> None:
    with pytest.raises(DataError) as error:
        mapping(path, "state,party\nOhio,Left\n")
    problem = error.value.problems[0]
    assert problem.message == "no column is known to have the text of a claim"
    assert problem.remedy == (
        "say in a mapping which column has it: --suggest prints one to start from"
    )


TABLE = """\
Who said it;What they claimed;Verdict;Checked by;Date;Tags;State
May;"Rain is wet; so is tea";True;Checkers;25/3/2021;rain, tea;N/A
Ada;Tea is hot;False;Checkers;3/4/2021;tea;Ohio
"""
SUGGESTED = """\
# A mapping for data, guessed from its headers and at most 200 rows.
# Lines that begin with # say why. Change what is wrong, and save this as
# data.map.yaml, where 'coalition import data' finds it.

date: dmy  # a date of 'Date' has no other order

# If these values mean nothing, take away the # before 'empty':
# empty: ["N/A"]

fields:
  text: What they claimed
  speaker.name: Who said it
  topics: {from: Tags, split: ","}
  date: Date
  reviews.rating: Verdict
  reviews.by.name: Checked by

# No field takes these. They are kept under 'extra':
#   State

# All columns, with their values in 2 rows (line 2, 3):
#   Who said it: May | Ada
#   What they claimed: Rain is wet; so is tea | Tea is hot
#   Verdict: True | False
#   Checked by: Checkers | Checkers
#   Date: 25/3/2021 | 3/4/2021
#   Tags: rain, tea | tea
#   State: N/A | Ohio
"""


def test_a_suggestion_says_what_was_guessed_and_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert suggested_mapping(source(Path("data"), TABLE)) == SUGGESTED
    assert isinstance(compiled(SUGGESTED.encode(), "map"), Plan)


def test_a_suggestion_names_nobody_who_is_unnamed(path: Path) -> None:
    rows = "claim,speaker,anonymous\nIt rains.,Jo Roe,yes\nSo says Jo Roe.,Ann,\n"
    suggested = suggested_mapping(source(path, rows))
    assert "#   claim: It rains. | So says (withheld).\n" in suggested
    assert "#   speaker: (withheld) | Ann\n" in suggested
    nested = [{"claim": "It rains.", "speaker": {"name": "Jo Roe", "anonymous": True}}]
    assert "#   speaker.name: (withheld)\n" in suggested_mapping(source(path, json.dumps(nested)))


def test_where_no_row_can_be_read_it_is_said_why(path: Path) -> None:
    """Not that no column has the text of a claim."""
    for mapping_of in (known_mapping, suggested_mapping):
        with pytest.raises(DataError) as caught:
            mapping_of(source(path, "{bad}\n{worse}\n"))
        assert [problem.line for problem in caught.value.problems] == [1, 2]


def test_a_suggestion_for_a_table_without_names_has_them_to_change(path: Path) -> None:
    suggested = suggested_mapping(
        source(path, "7.json\ttrue\tRain is wet\n8.json\tfalse\tTea is hot\n")
    )
    assert "columns: [column_1, column_2, column_3]\n" in suggested
    assert "  text: column_3  # it has the longest texts: does it have the claims?\n" in suggested
    assert isinstance(compiled(suggested.encode(), "map"), Plan)


@pytest.mark.parametrize(
    ("dates", "line"),
    [
        (("25/3/2021", "3/4/2021"), "date: dmy  # a date of 'date' has no other order"),
        (("3/25/2021", "3/4/2021"), "date: mdy  # a date of 'date' has no other order"),
        (("3/4/2021", "5/6/2021"), "# date: dmy  # 3/4/2021 in 'date' may be two days: say dmy or mdy"),
        (("2021-03-25", "5/5/2021"), None),
        (("3/25/2021", "25/3/2021"), None),
    ],
)  # fmt: skip
def test_the_order_of_dates_is_proven_or_asked_for(
    path: Path, dates: tuple[str, str], line: str | None
) -> None:
    suggested = suggested_mapping(source(path, "claim,date\na,{}\nb,{}\n".format(*dates)))
    said = [one for one in suggested.splitlines() if one.startswith(("date:", "# date:"))]
    assert said == ([line] if line else [])


NESTED = {
    "claim": {"text": "Rain is wet", "author": {"name": "May"}},
    "tags": ["rain", "tea"],
    "claimReview": [
        {"publisher": {"name": "Checkers", "site": "c.example"}, "url": "https://c.example/1",
         "title": "Is rain wet?", "date": "2021-03-25", "textualRating": "True"},
    ],
    "questions": [{"question": "Is it?", "answers": [{"answer": "Yes", "by": "Kim"}]}],
}  # fmt: skip
NESTED_FIELDS = """\
fields:
  text: claim.text
  speaker.name: claim.author.name
  topics: tags
  reviews:
    each: claimReview
    rating: textualRating
    date: date
    url: url
    by.name: publisher.name
    title: title
  evidence:
    each: "questions[].answers"
    answer: answer
    question: "^.question"
"""


def test_nested_json_is_known_by_the_last_part_of_its_paths(path: Path) -> None:
    assert mapping(path, json.dumps([NESTED])) + "\n" == NESTED_FIELDS


@pytest.mark.parametrize("key", ["{claim}", "cl{aim", "claim" * 99])
def test_a_key_that_no_mapping_can_name_is_not_suggested(path: Path, key: str) -> None:
    suggested = suggested_mapping(source(path, json.dumps([{key: "Rain is wet", "x": "y"}])))
    assert "  text: x  # it has the longest texts" in suggested
    with pytest.raises(DataError) as error:
        suggested_mapping(source(path, json.dumps([{key: "Rain is wet"}])))
    assert error.value.problems[0].message == "no column has a name that a mapping can use"


HEADERS = st.sampled_from([name for names in _FIELDS.values() for name in names.split("|")])
ODD = st.text(st.sampled_from([*"{}.^[]\"' a"]), max_size=8)
CELLS = st.sampled_from(["", "a", "May", "https://a.example", "25/3/2021", "3/4/2021", "a; b", "7", "N/A", "GB", '"', "#", ": x", "{a}", "é\t"])  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(HEADERS | ODD | st.text(max_size=8), min_size=1, max_size=8),
    st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=4),
    st.booleans(),
)
def test_any_suggestion_is_a_sound_mapping(
    tmp_path_factory: pytest.TempPathFactory,
    headers: list[str],
    rows: list[list[str]],
    nested: bool,
) -> None:
    path = tmp_path_factory.mktemp("headers") / "data.jsonl"
    objects = [dict(zip(headers, row, strict=False)) for row in rows]
    lines = [json.dumps([one, {"x": one}] if nested else one) for one in objects]
    path.write_text("\n".join(lines), encoding="utf-8")
    given = opened(str(path), None, Layout())
    with suppress(DataError):  # there may be no row, or no name but blanks
        suggested = suggested_mapping(given)
        assert isinstance(compiled(suggested.encode(), "map"), Plan), suggested
