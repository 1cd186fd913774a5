"""`coalition new` with options: records that scripts write."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from coalition_cli.drafting.draft import Draft
from coalition_cli.drafting.known import KnownData
from coalition_cli.drafting.proposing import free, proposed, slug
from coalition_cli.model import SECTIONS, Type
from coalition_cli.reading import data_files

from .conftest import Run

Write = Callable[..., str]

DATA = """\
version: 1

sources:
  - id: gazette   # of the town
    name: The Gazette
articles:
  - id: flood
    headline: The river rises
    publisher: gazette
    date: 2026-04-01
    url: https://gazette.example/flood
    original: true
speakers:
  - id: ana-ruiz
    name: Ana Ruiz
claims:
  - id: river-rises
    text: The river rises by a metre a day.
    speaker: ana-ruiz
    source: gazette
    confidence: high
    topics: ["Łódź, the town", flood]
    appearances:
      - article: flood
        quote: a metre a day
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "claims.yaml"
    path.write_text(DATA, encoding="utf-8")
    return path


def added(path: Path) -> str:
    """Return the lines that a file has more than DATA, which are all that may differ."""
    old, new = DATA.splitlines(), path.read_text(encoding="utf-8").splitlines()
    lines = []
    for line in new:
        if old and line == old[0]:
            old.pop(0)
        else:
            lines.append(line)
    assert not old
    return "".join(f"{line}\n" for line in lines)


CLAIM = [
    *("new", "claim", "--text", "The bridge is #1: shut.", "--speaker", "Ana Ruiz"),
    *("--source", "gazette", "--confidence", "medium", "--article", "flood"),
    *("--quote", "nobody may cross", "--paragraph", "3", "--topic", "bridge,flood"),
    *("--topic", "Łódź, the town"),
]


def test_a_claim_is_written_behind_the_last_one(coalition: Run, data: Path) -> None:
    result = coalition(*CLAIM)
    assert result == (
        0,
        "bridge-1-shut\n",
        "coalition: wrote claim bridge-1-shut to claims.yaml:27\n",
    )
    assert added(data) == (
        """\

  - id: bridge-1-shut
    text: "The bridge is #1: shut."
    speaker: ana-ruiz
    source: gazette
    confidence: medium
    topics: [bridge, flood, "Łódź, the town"]
    appearances:
      - article: flood
        paragraph: 3
        quote: nobody may cross
"""
    )
    assert coalition("check", "--strict").code == 0


def test_json_is_the_record_as_show_has_it(coalition: Run, data: Path) -> None:
    result = coalition(*CLAIM, "--id", "shut", "--json")
    assert result.json == coalition("show", "shut", "--json").json
    assert (result.json[0]["line"], result.json[0]["confidence"]) == (27, 50)
    assert data.exists()


def test_a_dry_run_shows_the_record_and_its_place_and_writes_nothing(
    coalition: Run, data: Path
) -> None:
    result = coalition(
        "new", "fact", "--text", "It was built in 1950.", "--title", "X", "--dry-run"
    )
    assert result == (
        0,
        "facts:\n  - id: built-1950\n    text: It was built in 1950.\n    reference:\n"
        "      title: X\n",
        "coalition: would write fact built-1950 to claims.yaml:28\n",
    )
    assert coalition(*CLAIM, "--dry-run", "--json").json[0]["id"] == "bridge-1-shut"
    assert data.read_text(encoding="utf-8") == DATA


def test_a_first_file_is_made_of_several_runs(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        coalition("new", "speaker", "--description", "a clerk", "--anonymity-reason", "x").code == 0
    )
    assert (
        coalition("new", "source", "--name", "Echo", "--alias", "E", "--alias", "Ec, ho").code == 0
    )
    assert coalition("new", "member", "--country", "NO", "--non-eu", "--nato").code == 0
    assert (tmp_path / "claims.yaml").read_text(encoding="utf-8") == (
        """\
version: 1

sources:
  - id: echo
    name: Echo
    aliases: [E, "Ec, ho"]

speakers:
  - id: clerk
    description: a clerk
    anonymity_reason: x

members:
  - country: "NO"
    eu: false
    nato: true
"""
    )


REFUSED: Mapping[str, tuple[list[str], int, str]] = {
    "what is required": (
        ["claim", "--speaker", "ana-ruiz", "--quote", "x"],
        2,
        "coalition: a claim needs --text and --article\n"
        "or say 'coalition new claim' on a terminal, and you are asked\n",
    ),
    "no options, and no terminal": (
        ["member"],
        2,
        "coalition: a member needs --country\n"
        "or say 'coalition new member' on a terminal, and you are asked\n",
    ),
    "a kind": (
        [],
        2,
        "coalition: say what is new: claim, article, speaker, source, fact, member\n"
        "such as 'coalition new claim'\n",
    ),
    "what is wrong": (
        ["claim", "--text", "x", "--date", "2026-13", "--kind", "postion", "--credibility", "7"],
        1,
        "'credibility' in claim 'x' is out of range: 7\n  credibility is 1 to 6\n"
        "'kind' in claim 'x' cannot be 'postion'; did you mean 'position'?\n"
        "  kind is one of event, numerical, causal, position, prediction\n"
        "'date' in claim 'x' is not a date: '2026-13'\n"
        "  write a year, a month or a day: 2026, 2026-01, 2026-01-19;"
        " or 2026~ for about, 2026? for unsure\n"
        "coalition: nothing was written\n",
    ),
    "an id that is taken": (
        ["source", "--id", "gazette", "--name", "Another"],
        1,
        "the id 'gazette' is already that of another source\n"
        "  rename one of them; the other is at claims.yaml:4:9\n"
        "coalition: nothing was written\n",
    ),
    "a speaker without name and description": (
        ["speaker", "--id", "x"],
        1,
        "'name' or 'description' is missing in speaker 'x'\n"
        "  add 'name'; or, for an unnamed speaker, 'description': who it is\n"
        "coalition: nothing was written\n",
    ),
    "what is not declared": (
        ["claim", "--text", "x", "--speaker", "ana-riuz", "--source", "Le Monde", "--article", "f"],
        1,
        "there is no speaker 'ana-riuz', named by 'speaker'; did you mean 'ana-ruiz'?\n"
        "  this adds it: coalition new speaker --id ana-riuz --name …, or --description …\n"
        "there is no source 'Le Monde', named by 'source'\n"
        "  this adds it: coalition new source --name 'Le Monde'\n"
        "there is no article 'f', named by 'article'\n"
        "  this adds it: coalition new article --id f --headline …\n"
        "coalition: nothing was written\n",
    ),
    "all that is wrong at once": (
        ["claim", "--text", "x", "--source", "Le Monde", "--confidence", "hi", "--date", "2.3."],
        1,
        "there is no source 'Le Monde', named by 'source'\n"
        "  this adds it: coalition new source --name 'Le Monde'\n"
        "'confidence' in claim 'x' cannot be 'hi'; did you mean 'high'?\n"
        "  confidence is 0 to 100 without quotation marks, or one of none, low, medium, high\n"
        "'date' in claim 'x' is not a date: '2.3.'\n"
        "  write a year, a month or a day: 2026, 2026-01, 2026-01-19;"
        " or 2026~ for about, 2026? for unsure\n"
        "coalition: nothing was written\n",
    ),
    "a claim that is not there": (
        ["claim", "--text", "x", "--supports", "river-rise"],
        1,
        "there is no claim 'river-rise', named by 'supports'; did you mean 'river-rises'?\n"
        "  this adds it: coalition new claim --id river-rise --text …\n"
        "coalition: nothing was written\n",
    ),
    "quotes that belong to no article": (
        ["claim", "--text", "x", "--article", "flood", "--quote", "a", "--quote", "b"],
        2,
        "coalition: it is not clear what belongs together: 1 of --article, 2 of --quote\n"
        "give each equally often\n",
    ),
    "an empty value": (
        ["claim", "--text", " "],
        2,
        "coalition: --text has no value\nleave it out, or say what it is\n",
    ),
    "no JSON": (
        ["claim", "--text", "x", "--extra", "{"],
        2,
        "coalition: --extra takes JSON, not '{'\n",
    ),
    "a file that is not read": (
        ["source", "--name", "Echo", "--into", "elsewhere.yaml"],
        2,
        "coalition: 'elsewhere.yaml' is no file of the data\nthe files of the data: claims.yaml\n",
    ),
}


@pytest.mark.parametrize(("words", "code", "said"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_wrong_is_said_and_nothing_is_written(
    coalition: Run, data: Path, words: list[str], code: int, said: str
) -> None:
    assert coalition("new", *words) == (code, "", said)
    assert data.read_text(encoding="utf-8") == DATA


def test_a_file_with_errors_is_left_as_it_is(coalition: Run, data: Path) -> None:
    data.write_text(DATA + "    colour: red\n", encoding="utf-8")
    result = coalition("new", "source", "--name", "Echo")
    assert (result.code, result.out) == (3, "")
    assert "unknown-key: unknown key 'colour'" in result.err
    assert data.read_text(encoding="utf-8") == DATA + "    colour: red\n"


def test_errors_of_the_data_do_not_show_a_name_that_is_withheld(
    coalition: Run, data: Path, claims_file: Write
) -> None:
    speaker = "{id: jo-quill, name: Jo Quill, anonymous: true, descripton: a clerk}"
    claims_file(f"speakers:\n  - {speaker}\n", "odd.yaml")
    assert coalition("new", "source", "--id", "post", "-d", "odd.yaml") == (
        3,
        "",
        "odd.yaml:2:53: unknown-key: unknown key 'descripton' in speaker '(withheld)'; did you mean"
        " 'description'?\n  the keys of a speaker: id, name, description, kind, anonymous,"
        " anonymity_reason, terms, country, role, affiliation, party, url, aliases, same_as,"
        " not_same, extra\n"
        "coalition: 1 problem\n",
    )


def test_what_is_only_doubtful_is_told_and_written(coalition: Run, data: Path) -> None:
    result = coalition("new", "speaker", "--name", "ana ruiz", "--id", "ana-2")
    assert (result.code, result.out) == (0, "ana-2\n")
    assert "make them one record" in result.err
    assert "id: ana-2" in added(data)


def test_several_appearances_take_each_option_equally_often(coalition: Run, data: Path) -> None:
    assert coalition("new", "article", "--headline", "Echo of it", "--retells", "flood").code == 0
    words = ["--article", "flood", "--article", "echo", "--quote", "one", "--quote", "two"]
    assert coalition("new", "claim", "--text", "It is so.", *words).code == 0
    assert "      - article: echo\n        quote: two\n" in added(data)


def test_a_record_goes_where_the_last_of_its_kind_stands(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    claims_file(DATA, "all/b.yaml")
    claims_file("speakers:\n- id: old\n  name: Old\n", "all/speakers.yaml")
    claims_file('{"id": "line", "text": "a line"}\n', "all/z.jsonl")
    folder = str(tmp_path / "all")
    result = coalition("new", "speaker", "-d", folder, "--name", "New")
    assert result.err == f"coalition: wrote speaker new to {folder}/speakers.yaml:4\n"
    result = coalition("new", "claim", "-d", folder, "--text", 'Another "line"', "--id", "more")
    assert result.err == f"coalition: wrote claim more to {folder}/z.jsonl:2\n"
    text = (tmp_path / "all" / "z.jsonl").read_text(encoding="utf-8")
    assert text.splitlines()[1] == '{"id": "more", "text": "Another \\"line\\""}'
    result = coalition(
        "new", "claim", "-d", folder, "--text", "By itself", "--into", f"{folder}/new.yaml"
    )
    assert (result.code, result.err) == (
        0,
        f"coalition: wrote claim itself to {folder}/new.yaml:4\n",
    )
    assert coalition("claims", "-d", folder, "--count").out == "4\n"


def test_a_list_of_claims_has_no_place_for_a_speaker(coalition: Run, claims_file: Write) -> None:
    path = claims_file('{"id": "line", "text": "a line"}\n', "claims.jsonl")
    result = coalition("new", "speaker", "-d", path, "--name", "Ann")
    assert (result.code, result.out) == (3, "")
    assert f"{path} is a list of claims, and has no place for speakers\n" in result.err
    assert coalition("new", "claim", "-d", path, "--text", "So", "--speaker", "Ann").code == 0


def test_no_name_that_is_withheld_is_written_or_repeated(coalition: Run, data: Path) -> None:
    secret = DATA.replace(
        "claims:\n", "  - id: clerk\n    name: Jorge Quill\n    anonymous: true\nclaims:\n"
    )
    data.write_text(secret, encoding="utf-8")
    result = coalition("new", "claim", "--text", "Quill, that is Jorge Quill, left.")
    assert (result.code, result.out) == (1, "")
    assert "'text' in the claim holds a name that must be withheld" in result.err
    assert "uill" not in result.err
    assert data.read_text(encoding="utf-8") == secret
    result = coalition("new", "speaker", "--anonymous", "--name", "Rita Book", "--id", "x")
    assert (result.code, result.out) == (1, "")
    assert "says who an unnamed speaker is" in result.err
    assert "Rita" not in result.err


def test_a_quote_is_held_to_the_kept_text(coalition: Run, data: Path, tmp_path: Path) -> None:
    (tmp_path / "coalition.toml").write_text('texts = "texts"\n', encoding="utf-8")
    (tmp_path / "texts").mkdir()
    text = tmp_path / "texts" / "flood.txt"
    text.write_text("Head\n\nShe said: “The river rises by a metre a day.”\n", encoding="utf-8")
    words = ["new", "claim", "--text", "It rises.", "--article", "flood", "--quote"]
    result = coalition(*words, "The river rises by a mile a day")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "the quote is altered in the text of the article: 'mile' stands for 'metre'\n"
        "  the text has: The river rises by a metre a day\n"
        "coalition: nothing was written\n"
    )
    assert coalition(*words, "The river rises", "--paragraph", "1").err == (
        "the quote stands in paragraph 2, not 1\ncoalition: nothing was written\n"
    )
    assert coalition(*words, "The river rises", "--paragraph", "2").code == 0
    other = tmp_path / "other.txt"
    other.write_text("“It sinks.”", encoding="utf-8")
    result = coalition(*words, "The river rises", "--from-text", other)
    assert "the quote is missing in the text of the article" in result.err
    assert data.exists()


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("A step that has gone too far", "step-gone-too-far"),
        ("The  «Coalition» of the willing — is ready!", "coalition-willing-ready"),
        ("l’Europe n'est pas prête", "leurope-nest-pas-prête"),
        ("Łódź hält Größe", "łódź-hält-größe"),
        ("Cafe\u0301 open", "café-open"),
        ("हिन्दी में समाचार", "हिन्दी-में-समाचार"),
        ("中文新闻" * 30, ("中文新闻" * 30)[:64]),
        ("to be or to be", "be-be"),
        ("The", "the"),
        ("one two three four five six seven eight nine", "one-two-three-four-five-six"),
        ("İstanbul \x1b[31m red", "i̇stanbul-31m-red"),
        ("— … !", ""),
    ],
)
def test_an_id_is_made_of_the_first_words_that_tell(text: str, made: str) -> None:
    assert slug(text) == made


def test_an_id_is_unlike_others_in_any_spelling() -> None:
    claim = Draft(SECTIONS["claims"], {"text": "Red lines"})
    assert proposed(claim, ["blue"]) == "red-lines"
    assert proposed(claim, ["RED_lines", "red-lines-2"]) == "red-lines-3"
    assert proposed(Draft(SECTIONS["sources"]), []) == ""
    assert free("claim", ["claim"]) == "claim-2"


@pytest.mark.parametrize("name", ["claims", "articles", "speakers", "sources", "facts", "members"])
def test_each_field_that_a_file_may_state_has_an_option(coalition: Run, name: str) -> None:
    section = SECTIONS[name]
    out = coalition("new", section.singular, "-h").out
    for field in section.stated:
        within = SECTIONS[field.of] if field.type is Type.RECORD else None
        for each in within.stated if within else (field,):
            option = each.query_name.replace("_", "-")
            before = f"({within.singular}-)?" if within else ""
            assert re.search(rf"  --{before}{option}\b", out), (field, each)
    assert out.startswith(f"Usage: coalition new {section.singular} [OPTIONS]\n")
    assert coalition("help", "new", section.singular).out == out


def test_the_help_of_new_lists_the_kinds_and_others_are_unknown(coalition: Run) -> None:
    out = coalition("new", "-h").out
    assert "\nCommands:\n  claim " in out
    assert coalition("help", "new").out == out
    assert coalition("new", "topic").code == 2
    assert coalition("help", "new", "topic").code == 2


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("new ", ["claim", "article", "speaker", "source", "fact", "member"]),
        ("new claim --speak", ["--speaker"]),
        ("new claim --speaker a", ["ana-ruiz"]),
        ("new claim --kind po", ["position"]),
        ("new claim --topic f", ["flood"]),
        ("new article --retells ", ["flood"]),
        ("new fact --supports ri", ["river-rises"]),
        ("new claim --quote a", []),
    ],
)
def test_tab_completes_options_and_what_the_data_has(
    coalition: Run, data: Path, monkeypatch: pytest.MonkeyPatch, typed: str, offered: list[str]
) -> None:
    monkeypatch.setenv("_COALITION_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_COALITION_LINE", f"coalition {typed}")
    kind, *lines = coalition().lines
    assert (kind, [line.partition("\t")[0] for line in lines]) == ("words", offered)
    assert data.exists()


def test_no_withheld_name_is_among_the_choices(claims_file: Write) -> None:
    path = claims_file(
        "speakers:\n- {id: clerk, description: a clerk, anonymous: true, name: Jorge Quill}\n"
        "- {id: quill, name: Q}\n- {id: ann, name: Ann}\n"
        "- {id: friend, name: A friend of Jorge Quill}\n"
    )
    known = KnownData(data_files([path]))
    choices = known.choices(SECTIONS["claims"].field("speaker"))
    assert choices == [("clerk", "a clerk"), ("quill", "Q"), ("ann", "Ann")]
    assert known.find("speakers", "Jorge Quill") is None
    assert known.find("speakers", "A CLERK") == "clerk"


def test_a_project_without_claims_gets_its_first_file(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "coalition.toml"
    settings.write_text('texts = "texts"\n', encoding="utf-8")
    assert coalition("new", "source", "--name", "A").err == (
        "coalition: wrote source a to claims.yaml:4\n"
    )
    settings.write_text('data = "stories"\n', encoding="utf-8")
    assert coalition("new", "source", "--name", "A").err == (
        "coalition: wrote source a to stories/claims.yaml:4\n"
    )
    for name, text in (
        ("one.json", '{\n  "version": 1,\n  "claims": [\n    {\n      "id": "a",\n'
                     '      "text": "A"\n    }\n  ]\n}\n'),
        ("lines.jsonl", '{"id": "a", "text": "A"}\n'),
    ):  # fmt: skip
        assert coalition("new", "claim", "-d", name, "--text", "A").out == "a\n"
        assert (tmp_path / name).read_text(encoding="utf-8") == text
    assert coalition("new", "claim", "-d", "typo", "--text", "A").code == 3


def test_text_that_is_no_text_is_refused(coalition: Run, data: Path) -> None:
    result = coalition("new", "claim", "--text", "bad \udcff byte")
    assert result == (2, "", "coalition: --text is not text in UTF-8\nwrite it in UTF-8\n")
    assert data.read_text(encoding="utf-8") == DATA


@pytest.mark.parametrize(
    "text",
    [
        *("null", "~", "yes", "NO", "0x1f", "1e5", "12:30", "2026-01-19", "- a", "# b", "a: b"),
        *("a #b", "[x", "{y", "*z", "&w", "!v", "%u", "@t", "`s", "'r", '"q', "a\nb", "a\tb"),
        *(
            "\x1b[31m",
            "\u202e",
            "x\u2028x",
            "end:",
            "? k",
            "|",
            ">",
            "...",
            "---",
            "y\x85y",
            "é",
            "😀",
        ),
    ],
)
@pytest.mark.parametrize("name", ["claims.yaml", "claims.json"])
def test_any_text_is_read_back_as_it_was_given(
    coalition: Run, tmp_path: Path, text: str, name: str
) -> None:
    path = tmp_path / name
    words = ["--text", text, "--id", "one", "--topic", text, "--note", f"{text}, and {text}"]
    assert coalition("new", "claim", "-d", path, *words).code == 0
    assert coalition("new", "claim", "-d", path, "--text", f"Two {text}", "--id", "two").code == 0
    [record] = coalition("show", "one", "-d", path, "--json").json
    assert (record["text"], record["note"]) == (text, f"{text}, and {text}")
    assert record["topics"] == [text]


@pytest.mark.parametrize(
    ("old", "words", "new"),
    [
        (
            "speakers:\n  - id: ann\n    name: Ann   # the mayor\n    # of ann\n\n    # too\n"
            "  # of all\n",
            ["speaker", "--name", "Bo"],
            "speakers:\n  - id: ann\n    name: Ann   # the mayor\n    # of ann\n\n    # too\n"
            "  - id: bo\n    name: Bo\n  # of all\n",
        ),
        (
            "facts: [\r\n  {id: a, text: A},   # of a\r\n]\r\n",
            ["fact", "--text", "B"],
            "facts: [\r\n  {id: a, text: A},   # of a\r\n  {id: b, text: B},\r\n]\r\n",
        ),
        (
            "facts: [\n  {id: a, text: A}   # of a\n]\n",
            ["fact", "--text", "B"],
            "facts: [\n  {id: a, text: A},   # of a\n  {id: b, text: B}\n]\n",
        ),
    ],
)
def test_a_comment_stays_beside_the_record_that_it_is_of(
    coalition: Run, claims_file: Write, old: str, words: list[str], new: str
) -> None:
    path = claims_file(old)
    assert coalition("new", *words, "-d", path).code == 0
    assert Path(path).read_bytes().decode() == new
