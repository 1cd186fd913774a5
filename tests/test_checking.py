"""The rules that span records, and what `check` and a browse command make of problems."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.checking.references import CIRCLES
from coalition_cli.model.problems import LONGEST_MESSAGE
from coalition_cli.reading.files import shipped

from .conftest import Run, errors, problems
from .records import make_claim
from .terminals import Result

Write = Callable[..., str]
GOOD = Result(0, "", "")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def places(result: Result) -> list[str]:
    """Return `file:line:column: code` of each problem that a run printed."""
    told = result.out or result.err
    return [": ".join(line.split(": ")[:2]) for line in told.splitlines() if line[:1].strip()]


def test_a_good_file_has_no_problems(coalition: Run, claims_file: Write) -> None:
    claims_file("claims:\n  - {id: a, text: A}\n")
    assert errors(coalition, "claims.yaml") == GOOD


def test_the_shipped_claims_have_no_problems(coalition: Run) -> None:
    assert errors(coalition, shipped().path) == GOOD


def test_sections_have_ids_of_their_own(coalition: Run, claims_file: Write) -> None:
    claims_file("""
sources: [{id: liga}]
articles: [{id: liga, publisher: liga}]
speakers: [{id: liga, name: LIGA.net}]
claims: [{id: liga, text: A}]
facts: [{id: liga, text: A}]
members: [{country: liga}]
""")
    assert errors(coalition, "claims.yaml") == GOOD


@pytest.mark.parametrize(
    ("section", "one", "problem"),
    [
        ("sources", "{id: a}", "the id 'a' is already that of another source"),
        ("articles", "{id: a}", "the id 'a' is already that of another article"),
        ("speakers", "{id: a, name: A}", "the id 'a' is already that of another speaker"),
        ("claims", "{id: a, text: A}", "the id 'a' is already that of another claim"),
        ("facts", "{id: a, text: A}", "the id 'a' is already that of another fact"),
        ("members", "{country: a}", "the country 'a' is already that of another member"),
    ],
)
def test_two_records_of_a_section_do_not_share_an_id(
    coalition: Run, claims_file: Write, section: str, one: str, problem: str
) -> None:
    claims_file(f"{section}:\n- {one}\n- {one}\n")
    column = one.index(" a") + 4
    text = f"""\
claims.yaml:3:{column}: repeated-id: {problem}
  rename one of them; the other is at claims.yaml:2:{column}
"""
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


def test_ids_differ_by_case(coalition: Run, claims_file: Write) -> None:
    claims_file("claims: [{id: a, text: A}, {id: A, text: A}]")
    assert errors(coalition, "claims.yaml") == GOOD


def test_an_id_is_unique_across_files(coalition: Run, claims_file: Write) -> None:
    claims_file("claims:\n- {id: a, text: A}\n", "one.yaml")
    claims_file('\n\n{"id": "a", "text": "B"}\n', "two.jsonl")
    text = """\
two.jsonl:3:1: repeated-id: the id 'a' is already that of another claim
  rename one of them; the other is at one.yaml:2:8
"""
    assert errors(coalition, "one.yaml", "two.jsonl") == Result(1, text, "")


def test_an_id_that_stands_three_times_is_two_problems(coalition: Run, claims_file: Write) -> None:
    claims_file("claims:\n- {id: a, text: A}\n- {id: a, text: A}\n- {id: a, text: A}\n")
    text = """\
claims.yaml:3:8: repeated-id: the id 'a' is already that of another claim
  rename one of them; the other is at claims.yaml:2:8
claims.yaml:4:8: repeated-id: the id 'a' is already that of another claim
  rename one of them; the other is at claims.yaml:2:8
"""
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "membership: {claim: b}",
            "1:21: unknown-reference: no claim 'b', named by 'claim' "
            "in the membership of the claims file",
        ),
        (
            "articles:\n- {id: a, retells: [b]}",
            "2:21: unknown-reference: no article 'b', named by 'retells' in article 'a'",
        ),
        (
            "claims:\n- {id: a, text: A, appearances: [{article: b}]}",
            "2:44: unknown-reference: no article 'b', named by 'article' "
            "in appearance 'b' of claim 'a'",
        ),
        (
            "claims:\n- {id: a, text: A, supports: [a, b]}",
            "2:34: unknown-reference: no claim 'b', named by 'supports' in claim 'a'",
        ),
        (
            "claims:\n- {id: a, text: A, contradicts: [b]}",
            "2:34: unknown-reference: no claim 'b', named by 'contradicts' in claim 'a'",
        ),
        (
            "facts:\n- {id: a, text: A, supports: [b]}",
            "2:31: unknown-reference: no claim 'b', named by 'supports' in fact 'a'",
        ),
        (
            "facts:\n- {id: a, text: A, contradicts: [b]}",
            "2:34: unknown-reference: no claim 'b', named by 'contradicts' in fact 'a'",
        ),
        (
            "members:\n- {country: NO, claims: [b]}",
            "2:26: unknown-reference: no claim 'b', named by 'claims' in member 'NO'",
        ),
    ],
)
def test_a_reference_leads_to_a_record(
    coalition: Run, claims_file: Write, text: str, problem: str
) -> None:
    claims_file(text)
    section = "articles" if "no article" in problem else "claims"
    told = f"claims.yaml:{problem}\n  declare it under '{section}', or correct the id\n"
    assert errors(coalition, "claims.yaml") == Result(1, told, "")


def test_the_facts_of_a_member_are_facts(coalition: Run, claims_file: Write) -> None:
    claims_file("claims:\n- {id: a, text: A}\nmembers:\n- {country: NO, facts: [a]}")
    text = """\
claims.yaml:4:25: unknown-reference: no fact 'a', named by 'facts' in member 'NO'
  declare it under 'facts', or correct the id
"""
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


def test_references_cross_files_in_both_directions(coalition: Run, claims_file: Write) -> None:
    one = "articles: [{id: liga}]\nclaims: [{id: a, text: A, supports: [b]}]"
    two = "claims: [{id: b, text: B, supports: [a], appearances: [{article: liga}]}]"
    claims_file(one, "one.yaml")
    claims_file(two, "two.yaml")
    assert errors(coalition, "one.yaml", "two.yaml") == GOOD
    assert errors(coalition, "two.yaml", "one.yaml") == GOOD
    assert errors(coalition, "two.yaml").code == 1


def test_speakers_sources_and_topics_need_no_declaration(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("""
articles: [{id: liga, publisher: LIGA.net}]
claims:
  - id: a
    text: A
    speaker: Emmanuel Macron
    on_behalf_of: France
    source: Le Monde
    topics: [red lines]
    appearances: [{article: liga, speaker: The Elysee}]
""")
    assert errors(coalition, "claims.yaml") == GOOD
    speakers = coalition("speakers", "-d", "claims.yaml", "--json").json
    assert [(row["id"], row["name"], row["anonymous"]) for row in speakers] == [
        ("Emmanuel Macron", "Emmanuel Macron", None),
        ("France", "France", None),
        ("The Elysee", "The Elysee", None),
    ]
    sources = coalition("sources", "-d", "claims.yaml", "--json").json
    assert [(row["id"], row["name"]) for row in sources] == [
        ("LIGA.net", "LIGA.net"),
        ("Le Monde", "Le Monde"),
    ]


def undeclared(coalition: Run, *paths: str) -> list[list[str]]:
    """Return what `check` says of undeclared speakers: the lines of each problem."""
    found = problems(coalition("check", *paths).out)
    return [one.splitlines() for one in found if " undeclared-speaker: " in one]


def test_an_undeclared_speaker_is_told_once_where_it_is_first_named(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("""
articles: [{id: r}]
claims:
  - {id: a, text: A, speaker: a clerk, on_behalf_of: a clerk, appearances: [{article: r, speaker: Ada}]}
  - {id: b, text: B, speaker: a clerk}
  - {id: c, text: C, speaker: Ada}
  - {id: d, text: D, speaker: late}
""")  # noqa: E501
    claims_file("claims: [{id: e, text: E, speaker: a clerk}, {id: f, text: F, speaker: Ada}]\n"
                "speakers: [{id: late, name: Late}]\n", "more.yaml")  # fmt: skip
    claims_file('[{"id": "g", "text": "G", "speaker": "a guest"}]', "list.json")
    told = undeclared(coalition, "claims.yaml", "more.yaml", "list.json")
    places = [lines[0].partition(", is declared")[0] for lines in told]
    assert places == [
        "claims.yaml:4:31: undeclared-speaker: speaker 'a clerk', named by 'speaker' in claim 'a'",
        "claims.yaml:4:99: undeclared-speaker: speaker 'Ada', named by 'speaker' in"
        " appearance 'r' of claim 'a'",
    ]


@pytest.mark.parametrize(
    "speaker",
    [
        *("a senior official", "Ana Ruiz", "insider", "O'Brien", "null", "No", "2026-01-19"),
        *("- dash", "a: b", "#sign", "[x]", '"so" he said', "two  blanks", "new\nline"),
        *("\u202eturned", "高级 官员", "x" * 200),
    ],
)
def test_the_two_lines_of_the_remedy_declare_the_speaker(
    coalition: Run, claims_file: Write, speaker: str
) -> None:
    claim = make_claim(speaker=speaker)
    claims_file(json.dumps({"title": "T", "claims": [claim]}), "claims.json")
    [[_, _, *lines]] = undeclared(coalition, "claims.json")
    assert [line[:8] for line in lines] == [
        "    - id",
        "      na" if speaker[0] in "AON" else "      de",
    ]
    pasted = claims_file("speakers:\n" + "\n".join(lines) + "\n", "pasted.yaml")
    [declared] = coalition("speakers", "-d", pasted, "--json").json
    claims_file(json.dumps({"claims": [{**claim, "speaker": declared["id"]}]}), "claims.json")
    assert undeclared(coalition, "claims.json", pasted) == []
    if len(speaker) < 200 and speaker.isprintable():
        assert (declared["name"] or declared["description"]) == " ".join(speaker.split())


def test_who_is_called_by_the_name_of_a_record_is_told_its_id(
    coalition: Run, claims_file: Write
) -> None:
    claims_file(
        "speakers: [{id: zz9, name: Ana Ruiz}]\nclaims: [{id: a, text: A, speaker: ANA RUIZ}]"
    )
    told = coalition("check", "claims.yaml").lines
    [at] = [number for number, line in enumerate(told) if ": name-for-id: " in line]
    assert told[at + 1] == "  write its id: 'zz9'"
    assert undeclared(coalition, "claims.yaml") == []


def test_no_remedy_has_the_name_that_another_claim_withholds(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("""
claims:
  - {id: a, text: A, speaker: Zoë Quux, anonymous: true}
  - {id: b, text: B, speaker: Zoë Quux}
  - {id: c, text: C, speaker: zoe-quux}
""")
    for form in ("plain", "json", "github", "full"):
        out = coalition("check", "claims.yaml", "-f", form).out
        assert "undeclared-speaker" in out
        assert "quux" not in out.lower()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("extract.yaml", "- {id: a, text: A, supports: [b], appearances: [{article: liga}]}"),
        ("extract.json", '[{"id": "a", "text": "A", "supports": ["b"]}]'),
        ("extract.jsonl", '{"id": "a", "text": "A", "appearances": [{"article": "liga"}]}'),
    ],
)
def test_a_mere_list_of_claims_may_refer_to_what_it_does_not_hold(
    coalition: Run, claims_file: Write, name: str, text: str
) -> None:
    claims_file(text, name)
    assert errors(coalition, name) == GOOD


def test_a_json_object_may_not(coalition: Run, claims_file: Write) -> None:
    claims_file('{"claims": [{"id": "a", "text": "A", "supports": ["b"]}]}', "claims.json")
    text = """\
claims.json:1:13: unknown-reference: no claim 'b', named by 'supports' in claim 'a'
  declare it under 'claims', or correct the id
"""
    assert errors(coalition, "claims.json") == Result(1, text, "")


@pytest.mark.parametrize(
    ("retells", "places_and_trails"),
    [
        ({"a": "a"}, [("2:21", "a")]),
        ({"a": "a", "b": "a, b"}, [("2:21", "a"), ("3:24", "b")]),
        ({"a": "b", "b": "a"}, [("2:21", "a → b → a")]),
        ({"a": "b", "b": "c", "c": "a"}, [("2:21", "a → b → c → a")]),
        ({"a": "b", "b": "c", "c": "b"}, [("3:21", "b → c → b")]),
        ({"a": "a", "b": "c", "c": "b"}, [("2:21", "a"), ("3:21", "b → c → b")]),
        ({"a": "c, b", "b": "a", "c": ""}, [("2:24", "a → b → a")]),
        ({"a": "b, c", "b": "d", "c": "d", "d": ""}, []),
        ({"a": "b", "b": "c", "c": ""}, []),
    ],
    ids=[
        "itself",
        "each itself",
        "two",
        "three",
        "tail",
        "apart",
        "second of two",
        "diamond",
        "chain",
    ],
)
def test_articles_do_not_retell_each_other_in_a_circle(
    coalition: Run, claims_file: Write, retells: dict[str, str], places_and_trails: list[list[str]]
) -> None:
    articles = [f"- {{id: {name}, retells: [{keys}]}}" for name, keys in retells.items()]
    claims_file("\n".join(["articles:", *articles]))
    told = "".join(
        f"claims.yaml:{place}: circular-retelling: articles retell each other in a circle: "
        f"{trail}\n  remove the 'retells' that points from the original to a retelling\n"
        if "→" in trail
        else f"claims.yaml:{place}: circular-retelling: article '{trail}' retells itself\n"
        "  remove it from its own 'retells'\n"
        for place, trail in places_and_trails
    )
    expected = Result(1, told, "") if told else GOOD
    assert errors(coalition, "claims.yaml") == expected


def test_a_circle_may_span_files(coalition: Run, claims_file: Write) -> None:
    claims_file("articles: [{id: a, retells: [b]}]", "one.yaml")
    claims_file("articles: [{id: b, retells: [a]}]", "two.yaml")
    text = """\
one.yaml:1:30: circular-retelling: articles retell each other in a circle: a → b → a
  remove the 'retells' that points from the original to a retelling
"""
    assert errors(coalition, "one.yaml", "two.yaml") == Result(1, text, "")


def test_a_chain_of_two_thousand_retellings_is_walked(coalition: Run, claims_file: Write) -> None:
    chain = "\n".join(f"- {{id: a{i}, retells: [a{i + 1}]}}" for i in range(2_000))
    claims_file(f"articles:\n{chain}\n- id: a2000\n")
    assert errors(coalition, "claims.yaml") == GOOD


NINE_MISTAKES = """\
version: 1
titel: Red lines
sources:
  - id: politico
    kind: outlets
articles:
  - id: liga
    date: 19.1.2026
speakers:
  - id: diplomat
claims:
  - id: red-lines
    text: Red lines will not be crossed.
    confidence: 101
    appearances:
      - article: lige
  - id: red-lines
    text: [Red, lines]
  - id: green lines
    text: Green lines will.
"""


def test_nine_mistakes_are_nine_problems_in_one_run(coalition: Run, claims_file: Write) -> None:
    claims_file(NINE_MISTAKES)
    result = errors(coalition, "claims.yaml")
    assert (result.code, result.err) == (1, "")
    assert places(result) == [
        "claims.yaml:2:1: unknown-key",
        "claims.yaml:5:11: unknown-value",
        "claims.yaml:8:11: bad-date",
        "claims.yaml:10:5: missing-key",
        "claims.yaml:14:17: out-of-range",
        "claims.yaml:16:18: unknown-reference",
        "claims.yaml:17:9: repeated-id",
        "claims.yaml:18:11: wrong-type",
        "claims.yaml:19:9: bad-id",
    ]


def test_problems_come_in_the_order_of_files_then_lines(coalition: Run, claims_file: Write) -> None:
    claims_file("claims:\n- {id: a, text: A, supports: [x]}\n- {id: a}\n", "z.yaml")
    claims_file("claims:\n- {id: b, text: B, supports: [y], kind: z, x: y}\n", "a.yaml")
    assert places(errors(coalition, "z.yaml", "a.yaml")) == [
        "z.yaml:2:31: unknown-reference",
        "z.yaml:3:3: missing-key",
        "z.yaml:3:8: repeated-id",
        "a.yaml:2:31: unknown-reference",
        "a.yaml:2:41: unknown-value",
        "a.yaml:2:44: unknown-key",
    ]
    assert places(errors(coalition, "a.yaml", "z.yaml"))[0] == "a.yaml:2:31: unknown-reference"


def test_a_browse_command_says_what_stops_it_and_answers_nothing(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("claims:\n- {id: a}\n")
    text = """\
claims.yaml:2:3: missing-key: 'text' is missing in claim 'a'
  add 'text': the claim in the curator's words
coalition: 1 problem
"""
    assert coalition("claims", "-d", "claims.yaml") == Result(3, "", text)


def test_a_browse_command_shows_twenty_problems_and_counts_the_others(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("claims:\n" + "".join(f"- id: a{i}\n" for i in range(1_234)))
    shown = "".join(
        f"""\
claims.yaml:{i + 2}:3: missing-key: 'text' is missing in claim 'a{i}'
  add 'text': the claim in the curator's words
"""
        for i in range(20)
    )
    last = "coalition: 1,234 problems, of which 20 are shown; 'coalition check' prints all\n"
    assert coalition("claims", "--json", "-d", "claims.yaml") == Result(3, "", shown + last)
    checked = errors(coalition, "claims.yaml")
    assert (checked.code, checked.err, len(places(checked))) == (1, "", 1_234)
    assert checked.out.startswith(shown)


@pytest.mark.parametrize(
    "command",
    [
        *("claims", "members", "appearances", "facts", "speakers", "sources", "articles", "topics"),
        *("stats", "show"),
    ],
)
def test_every_browse_command_is_stopped_by_a_problem(
    coalition: Run, claims_file: Write, command: str
) -> None:
    claims_file("claim: []\n")
    words = ["a"] if command == "show" else []
    result = coalition(command, *words, "-d", "claims.yaml")
    assert (result.code, result.out) == (3, "")
    assert places(result)[0] == "claims.yaml:1:1: unknown-key"


@pytest.mark.parametrize(
    ("end", "problem"),
    [
        ("  - id: @", "4:9: bad-syntax"),
        ("  - \x1b", "4:5: bad-syntax"),
        ("  - *c", "4:5: bad-syntax"),
        ("extra: " + "[" * 50, "4:40: over-limit"),
    ],
    ids=["syntax", "control", "alias", "depth"],
)
def test_what_was_not_read_is_not_held_against_a_reference(
    coalition: Run, claims_file: Write, end: str, problem: str
) -> None:
    read = "facts: [{id: a, text: A, supports: [c]}]\nclaims:\n  - {id: b, text: B}\n"
    claims_file(read + end)
    assert places(errors(coalition, "claims.yaml")) == [f"claims.yaml:{problem}"]


def test_a_bad_id_still_identifies_its_record(coalition: Run, claims_file: Write) -> None:
    claims_file("claims:\n- {id: a b, text: A}\n- {id: c, text: C, supports: [a b]}\n")
    assert places(errors(coalition, "claims.yaml")) == ["claims.yaml:2:8: bad-id"]


def test_a_defective_record_still_stands_for_its_references(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("claims:\n- {id: a}\n- {id: c, text: C, supports: [a]}\n")
    assert places(errors(coalition, "claims.yaml")) == ["claims.yaml:2:3: missing-key"]


def test_the_references_of_a_list_of_claims_are_held_against_what_is_declared(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("articles: [{id: liga}]", "articles.yaml")
    extract = '{"id": "a", "text": "A", "supports": ["b"], "appearances": [{"article": "lga"}]}'
    claims_file(extract, "claims.jsonl")
    assert errors(coalition, "claims.jsonl").code == 0
    told = "no article 'lga', named by 'article' in appearance 'lga' of claim 'a'"
    assert errors(coalition, "articles.yaml", "claims.jsonl") == Result(
        1,
        f"claims.jsonl:1:1: unknown-reference: {told}; did you mean 'liga'?\n"
        "  declare it under 'articles', or correct the id\n",
        "",
    )


def test_a_near_id_is_looked_for_in_the_first_of_many_unknown_references(
    coalition: Run, claims_file: Write
) -> None:
    claims_file(
        "claims:\n"
        + "".join(f"  - {{id: claim-{n}, text: t, supports: [claim-{n}x]}}\n" for n in range(30))
    )
    told = errors(coalition, "claims.yaml").out
    assert (told.count("unknown-reference"), told.count("did you mean")) == (30, 20)


@pytest.mark.slow
def test_each_of_many_unknown_references_is_told(coalition: Run, claims_file: Write) -> None:
    claims_file(
        "claims:\n" + "".join(f"- {{id: a{n}, text: t, supports: [x{n}]}}\n" for n in range(4_000))
    )
    result = errors(coalition, "claims.yaml")
    assert (result.code, result.err) == (1, "")
    told = [line.split(": ")[1:3] for line in result.lines[::2]]
    assert [code for code, _ in told] == ["unknown-reference"] * 4_000
    assert [what.split("'")[1] for _, what in told] == [f"x{n}" for n in range(4_000)]


def test_a_misspelt_key_that_is_required_is_one_problem(coalition: Run, claims_file: Write) -> None:
    claims_file(
        "speakers:\n"
        "  - id: diplomat\n"
        "    descripton: a diplomat\n"
        "claims:\n"
        "  - id: red-lines\n"
        "    txet: Red lines.\n"
        "  - id: green-lines\n"
        "    colour: green\n"
    )
    told = errors(coalition, "claims.yaml").lines[::2]
    assert [line.split(" in ")[0] for line in told] == [
        "claims.yaml:3:5: unknown-key: unknown key 'descripton'",
        "claims.yaml:6:5: unknown-key: unknown key 'txet'",
        "claims.yaml:7:5: missing-key: 'text' is missing",
        "claims.yaml:8:5: unknown-key: unknown key 'colour'",
    ]


def around(count: int, *, name: str = "a") -> str:
    """Return articles that retell each other in one circle."""
    return "\n".join(
        f"- {{id: {name}{i}, retells: [{name}{(i + 1) % count}]}}" for i in range(count)
    )


@pytest.mark.parametrize(
    ("count", "trail"),
    [
        (10, " → ".join(f"a{i}" for i in range(10)) + " → a0"),
        (11, "a0 → a1 → a2 → a3 → a4 → (1 more) → a6 → a7 → a8 → a9 → a10 → a0"),
        (3_000, "a0 → a1 → a2 → a3 → a4 → (2,990 more) → " + " → ".join(
            f"a{i}" for i in range(2_995, 3_000)) + " → a0"),
    ],
)  # fmt: skip
def test_of_a_long_circle_the_first_and_the_last_articles_are_told(
    coalition: Run, claims_file: Write, count: int, trail: str
) -> None:
    claims_file(f"articles:\n{around(count)}\n")
    text = (
        f"claims.yaml:2:22: circular-retelling: articles retell each other in a circle: {trail}\n"
        "  remove the 'retells' that points from the original to a retelling\n"
    )
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


def test_of_very_many_circles_the_first_are_told_and_the_others_counted(
    coalition: Run, claims_file: Write
) -> None:
    pairs = "\n".join(around(2, name=f"a{number}-") for number in range(CIRCLES + 3))
    claims_file(f"articles:\n{pairs}\n")
    told = problems(errors(coalition, "claims.yaml").out)
    assert len(told) == CIRCLES + 1
    assert told[CIRCLES - 1].startswith(f"claims.yaml:{2 * CIRCLES}:")
    assert told[CIRCLES] == (
        f"claims.yaml:{2 * CIRCLES + 2}:27: circular-retelling:"
        " there are 3 more circles of retellings\n"
        "  correct the circles above, then check again\n"
    )


def test_where_each_article_retells_every_other_each_retelling_back_is_a_circle(
    coalition: Run, claims_file: Write
) -> None:
    keys = [f"a{number}" for number in range(5)]
    articles = [
        f"- {{id: {key}, retells: [{', '.join(one for one in keys if one != key)}]}}"
        for key in keys
    ]
    claims_file("\n".join(["articles:", *articles]))
    told = problems(errors(coalition, "claims.yaml").out)
    assert len(told) == 4 + 3 + 2 + 1


def test_a_message_is_short_however_long_the_ids_are(coalition: Run, claims_file: Write) -> None:
    long = "x" * 5_000
    claims_file(f"claims:\n- id: {long}\n  text: A\n  supports: [{long}y]\n  kind: z\n")
    shown = "x" * 120 + "…"
    told = errors(coalition, "claims.yaml").out.splitlines()[::2]
    reference = f"no claim '{shown}', named by 'supports' in claim '{shown}'"
    assert told[0].startswith(f"claims.yaml:4:14: unknown-reference: {reference}")
    assert told[1] == f"claims.yaml:5:9: unknown-value: 'kind' in claim '{shown}' cannot be 'z'"
    assert max(map(len, told)) < LONGEST_MESSAGE + 100


TERMS = """\
articles: [{id: gazette}]
claims:
  - id: shut
    text: The office is shut.
    speaker: clerk
    confidence: medium
    appearances: [{article: gazette%s}]
speakers:
  - {id: clerk, %s}
  - {id: mayor, name: Ana Ruiz}
  - {id: guard, description: a guard, terms: off-record}
"""


@pytest.mark.parametrize(
    ("appearance", "clerk", "told"),
    [
        ("", "description: a clerk, terms: off-record", ["off-record"]),
        (", terms: on-record", "description: a clerk, terms: off-record", []),  # it says so itself
        (", speaker: mayor", "description: a clerk, terms: off-record", []),  # another is credited
        (", speaker: guard", "name: Bo Lind", ["off-record"]),
        (", terms: background", "description: a clerk", []),
        (", terms: background", "name: Bo Lind", ["attributed-against-terms"]),
        (", terms: background, speaker: mayor", "description: a clerk",
         ["attributed-against-terms"]),
        (", terms: background, speaker: nobody-declared", "description: a clerk", []),
        (", terms: deep-background", "description: a clerk", []),
        (", terms: deep-background, attribution: a clerk", "description: a clerk",
         ["attributed-against-terms"]),
        (", attribution: a clerk", "description: a clerk, terms: deep-background",
         ["attributed-against-terms"]),
        (", attribution: a clerk, terms: background",
         "description: a clerk, terms: deep-background", []),
        (", attribution: a clerk", "description: a clerk, terms: background", []),
        ("", "name: Bo Lind, terms: on-record", []),
        ("", "name: Bo Lind, terms: background", ["attributed-against-terms"]),
        ("", "name: Bo Lind, anonymous: false, terms: deep-background",
         ["attributed-against-terms"]),
        ("", "name: Bo Lind, terms: off-record", ["attributed-against-terms", "off-record"]),
    ],
)  # fmt: skip
def test_what_is_told_against_the_terms(
    coalition: Run, claims_file: Write, appearance: str, clerk: str, told: list[str]
) -> None:
    for file in (TERMS % (appearance, clerk), _speakers_first(TERMS % (appearance, clerk))):
        path = claims_file(file)
        codes = "attributed-against-terms,off-record"
        rows = coalition("check", path, "--select", codes, "--json").json
        assert sorted(row["code"] for row in rows) == sorted(told)


def _speakers_first(text: str) -> str:
    claims, _, speakers = text.partition("speakers:")
    return f"speakers:{speakers}{claims}"


def test_a_confidential_name_is_no_name_against_the_terms(
    coalition: Run, claims_file: Write
) -> None:
    path = claims_file(TERMS % (", terms: background", "name: Bo Lind, anonymous: true"))
    result = coalition("check", path, "--json")
    assert [row["code"] for row in result.json if "terms" in row["code"]] == []
    assert "Bo Lind" not in result.out
