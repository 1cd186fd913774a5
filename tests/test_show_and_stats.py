"""Records in full, counts, the overview, and the help of every command."""

import json
import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from coalition_cli.model import SECTIONS

from .conftest import Run

Write = Callable[..., str]
EXPECTED = Path(__file__).parent / "expected"

CORPUS = """\
version: 1
title: Claims about a treaty
sources:
  - {id: gazette, name: The Gazette, kind: outlet, reliability: B, url: https://gazette.example}
articles:
  - {id: scoop, headline: Nobody read the treaty, publisher: gazette, authors: [Ann Lee], date: 2026-01-19, language: en, original: true}
  - {id: echo, headline: An echo, publisher: mirror, retells: [scoop]}
  - {id: echo-of-echo, publisher: mirror, retells: [echo]}
speakers:
  - {id: aide, description: a presidential aide, kind: person, anonymity_reason: to speak candidly}
  - {id: president, name: Zoë Łuczak, role: President, country: PL}
claims:
  - id: unread
    text: Nobody has read the annex in which the obligations stand.
    speaker: aide
    on_behalf_of: president
    source: gazette
    confidence: medium
    credibility: 3
    kind: position
    topics: [treaty, annex]
    date: 2026-01-19
    appearances:
      - {article: scoop, paragraph: 3, quote: nobody has read it, attribution: an aide}
      - {article: echo-of-echo, wording: the annex went unread, attribution: the president, speaker: president}
    supports: [void]
    note: The annex has 300 pages.
    extra: {checked_by: [Bo Ek]}
  - {id: void, text: The treaty is void., speaker: president, source: gazette, confidence: high, kind: position, topics: [treaty], contradicts: [sound]}
  - {id: sound, text: The treaty is sound., source: Herald, topics: [treaty], status: corrected}
facts:
  - {id: pages, text: The annex has 300 pages., date: 2025, reference: {title: Register, url: https://treaties.example}, supports: [unread]}
members:
  - {country: PL, name: Poland, eu: true, nato: true, claims: [unread], facts: [pages]}
"""  # noqa: E501


def matches(text: str, name: str) -> bool:
    """Compare with a text in tests/expected; UPDATE_EXPECTED=1 writes it anew, to be reviewed."""
    path = EXPECTED / name
    if os.environ.get("UPDATE_EXPECTED"):
        path.write_text(text, encoding="utf-8")
    return text == path.read_text(encoding="utf-8")


def heads(lines: list[str]) -> list[str]:
    """Return the heads of pages."""
    return [line.rstrip(" ─") for line in lines if line.endswith("──")]


def listed_on(page: str) -> list[str]:
    """Return the ids of the records that a page lists."""
    return re.findall(r"^    (\S+)  ", page, re.MULTILINE)


@pytest.fixture
def there(claims_file: Write, monkeypatch: pytest.MonkeyPatch) -> str:
    """Go to the folder of the corpus, so that its file is called by its name alone."""
    monkeypatch.chdir(Path(claims_file(CORPUS)).parent)
    return "claims.yaml"


@pytest.mark.parametrize(
    "id_",
    [
        "unread",
        "void",
        "sound",
        "gazette",
        "scoop",
        "echo",
        "aide",
        "president",
        "pages",
        "PL",
        "treaty",
        "mirror",
    ],
)
def test_a_record_in_full(coalition: Run, there: str, id_: str) -> None:
    result = coalition("show", id_, "-d", there)
    assert (result.code, result.err) == (0, "")
    assert matches(result.out, f"show-{id_}.txt")


def test_a_record_on_a_narrow_screen(
    coalition: Run, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    out = coalition("show", "unread", "-d", there).out
    assert max(map(len, out.splitlines())) <= 50
    assert matches(out, "show-unread-50.txt")


LONG = ("an-id-" * 17)[:100]


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_a_long_id_is_whole_on_its_page(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    file = claims_file(f"claims: [{{id: {LONG}, text: t}}]")
    out = coalition("show", LONG, "-d", file).out
    assert f"claim{LONG}" in "".join(out.split())
    assert max(map(len, out.splitlines())) <= columns


def test_every_article_of_a_long_chain_of_retellings_is_shown(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    chain = "\n".join(f"  - {{id: article-{n}, retells: [article-{n + 1}]}}" for n in range(39))
    file = claims_file(
        f"articles:\n{chain}\n  - {{id: article-39}}\n"
        "claims: [{id: a, text: t, appearances: [{article: article-0}]}]\n"
    )
    out = coalition("show", "a", "-d", file).out
    assert re.findall(r"\[(article-[0-9]+)\]", out) == [f"article-{n}" for n in range(39, -1, -1)]
    assert max(map(len, out.splitlines())) <= 100


def test_several_records_in_the_order_asked(coalition: Run, there: str) -> None:
    one, other = (coalition("show", id_, "-d", there).out for id_ in ("void", "unread"))
    assert coalition("show", "void", "unread", "-d", there).out == f"{one}\n{other}"
    assert coalition("show", "void", "VOID", "-d", there).out == one


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("claim:void", ["claim void"]),
        ("claims:VOID", ["claim void"]),
        ("member:pl", ["member PL"]),
        ("source:gazette", ["source gazette"]),
        ("topic:treaty", ["topic treaty"]),
    ],
)
def test_a_kind_tells_records_apart(
    coalition: Run, there: str, text: str, shown: list[str]
) -> None:
    lines = coalition("show", text, "-d", there).lines
    assert heads(lines) == shown


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("source:polit", "source:politico"),
        ("sources:polit", "sources:politico"),
        ("speaker:polit", "speaker:politico"),
        ("article:politico-divorc", "article:politico-divorce"),
    ],
)
def test_what_was_perhaps_meant_is_of_the_kind_that_was_asked_for(
    coalition: Run, text: str, near: str
) -> None:
    error = f"coalition: no record '{text}'; did you mean '{near}'?\n"
    assert coalition("show", text) == (1, "", error)
    assert coalition("show", near).code == 0


def test_an_id_of_several_kinds_shows_them_all(coalition: Run) -> None:
    assert heads(coalition("show", "politico").lines) == ["source politico", "speaker politico"]
    assert coalition("show", "speaker:politico", "--json").json[0]["kind"] == "outlet"


def test_a_kind_of_record_and_an_id_that_reads_like_one_are_both_shown(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file("""\
speakers: [{id: s1, name: Ann Lee}]
claims: [{id: 'speaker:s1', text: t}]
""")
    rows = coalition("show", "speaker:s1", "-d", file, "--json").json
    assert [(row["section"], row["id"]) for row in rows] == [
        ("claims", "speaker:s1"),
        ("speakers", "s1"),
    ]
    assert heads(coalition("show", "speaker:s1", "-d", file).lines) == [
        "claim speaker:s1",
        "speaker s1",
    ]


NAMES = """\
sources: [{id: wire, name: Lea Dunn}, {id: post, name: Nils Aro}]
speakers:
  - {id: lea, name: Lea Dunn}
  - {id: lea-2, name: "LEA  DUNN"}
  - {id: aide, description: an aide}
  - {id: hidden, description: an official, anonymous: true, name: Rosa Quist}
  - {id: rosa, name: Rosa Berg}
claims:
  - {id: one, text: t, speaker: lea, source: wire}
  - {id: two, text: t, speaker: hidden}
  - {id: three, text: t, speaker: Nils Aro}
members: [{country: NO, name: Norway}]
"""


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Lea Dunn", "sources/wire speakers/lea speakers/lea-2"),
        ("lea dunn", "sources/wire speakers/lea speakers/lea-2"),
        ("speaker:Lea Dunn", "speakers/lea speakers/lea-2"),
        ("sources:LEA DUNN", "sources/wire"),
        ("An Aide", "speakers/aide"),
        ("norway", "members/NO"),
        ("member:Norway", "members/NO"),
        # an id wins
        ("Nils Aro", "speakers/Nils Aro"),
        ("source:Nils Aro", "sources/post"),
        ("lea", "speakers/lea"),
        # a claim has no name, and a beginning is none
        ("claim:Lea Dunn", ""),
        ("speaker:Norway", ""),
        ("Lea", "speakers/lea"),
        ("Lea D*", ""),
        ("Dunn", ""),
        # a confidential name
        ("Rosa Quist", ""),
        ("speaker:rosa quist", ""),
    ],
)
def test_a_record_is_found_by_its_name(
    coalition: Run, claims_file: Write, text: str, keys: str
) -> None:
    file = claims_file(NAMES)
    found = coalition("show", text, "-d", file, "--fields", "section,file", "--json")
    rows = coalition("show", text, "-d", file, "--json").json
    ids = [row.get("id") or row["country"] for row in rows]
    shown = [f"{row['section']}/{id_}" for row, id_ in zip(found.json, ids, strict=True)]
    assert " ".join(shown) == keys
    assert found.code == int(not keys)


def test_a_confidential_name_is_not_confirmed_to_exist(coalition: Run, claims_file: Write) -> None:
    file = claims_file(NAMES)
    without = claims_file(NAMES.replace(", anonymous: true, name: Rosa Quist", ""), "without.yaml")
    for name in ("Rosa Quist", "Rosa Quisk", "Tove Quist"):
        told = coalition("show", name, "-d", file)
        assert told == coalition("show", name, "-d", without)
        assert (told.code, told.out) == (1, "")
    told = coalition("show", "Lea Dun", "-d", file)
    assert told == (1, "", "coalition: no record 'Lea Dun'; did you mean 'Lea Dunn'?\n")


def test_a_record_is_shown_once_whatever_names_it(coalition: Run, claims_file: Write) -> None:
    result = coalition("show", "lea", "speaker:Lea Dunn", "nobody", "-d", claims_file(NAMES))
    assert heads(result.lines) == ["speaker lea", "speaker lea-2"]
    assert (result.code, result.err) == (1, "coalition: no record 'nobody'\n")


def test_many_names_are_looked_up_together(
    coalition: Run, claims_file: Write, statements: list[str]
) -> None:
    file = claims_file("claims: [{id: a, text: t}]\n")
    assert coalition("claims", "-d", file, "--count").out == "1\n"
    statements.clear()
    assert coalition("show", *(f"Nobody {n}" for n in range(400)), "-d", file).code == 1
    assert sum(one.startswith("SELECT") for one in statements) < 40


SAME_BUT_FOR_CASE = """\
sources: [{id: politico, name: The site}]
articles: [{id: lower, publisher: politico}, {id: upper, publisher: Politico}]
speakers: [{id: ANN, name: Ann Lee}]
claims:
  - {id: in-lower, text: l, source: politico, speaker: ANN, topics: [nato]}
  - {id: in-upper, text: u, source: Politico, speaker: ann, topics: [NATO]}
  - {id: IN-UPPER, text: U, supports: [in-upper]}
"""


@pytest.mark.parametrize(
    ("asked", "pages"),
    [
        ("politico", {"source politico": "lower in-lower", "source Politico": "upper in-upper"}),
        ("Ann", {"speaker ANN": "in-lower", "speaker ann": "in-upper"}),
        ("in-Upper", {"claim in-upper": "IN-UPPER", "claim IN-UPPER": "in-upper"}),
    ],
)
def test_ids_that_differ_only_by_case_have_pages_of_their_own(
    coalition: Run, claims_file: Write, asked: str, pages: dict[str, str]
) -> None:
    file = claims_file(SAME_BUT_FOR_CASE)
    result = coalition("show", asked, "-d", file)
    assert (result.code, result.err) == (0, "")
    assert heads(result.lines) == list(pages)
    listed = [listed_on(page) for page in result.out.split("\n\n" + next(iter(pages))[:5])]
    assert listed == [ids.split() for ids in pages.values()]
    rows = coalition("show", asked, "-d", file, "--json").json
    names = [row.get("id") or row["topic"] for row in rows]
    assert names == [page.split()[1] for page in pages]


@pytest.mark.parametrize(
    ("id_", "listed"),
    [
        ("source:reuters", "of-reuters by-reuters"),
        ("source:afp", "of-afp by-afp"),
        ("speaker:boss", "by-reuters by-afp"),
        ("speaker:aide", "by-aide"),
    ],
)
def test_a_page_lists_what_names_its_id_even_where_that_is_the_name_of_another(
    coalition: Run, claims_file: Write, id_: str, listed: str
) -> None:
    file = claims_file("""\
sources: [{id: reuters, name: afp}, {id: afp, name: Agence}]
articles: [{id: of-reuters, publisher: reuters}, {id: of-afp, publisher: afp}]
speakers: [{id: aide, name: boss}, {id: boss, name: The president}]
claims:
  - {id: by-reuters, text: r, source: reuters, speaker: boss}
  - {id: by-afp, text: a, source: afp, on_behalf_of: boss}
  - {id: by-aide, text: i, speaker: aide}
""")
    result = coalition("show", id_, "-d", file)
    assert (result.code, result.err) == (0, "")
    assert listed_on(result.out) == listed.split()


@pytest.mark.parametrize(
    ("ids", "error"),
    [
        ("unraed", "no record 'unraed'; did you mean 'unread'?\n"),
        ("claim:pages", "no record 'claim:pages'\n"),
        ("nothing-like-it", "no record 'nothing-like-it'\n"),
        ("unraed void", "no record 'unraed'; did you mean 'unread'?\n"),
        ("void unraed --json", "no record 'unraed'; did you mean 'unread'?\n"),
    ],
)
def test_an_unknown_id_fails_and_the_others_are_shown(
    coalition: Run, there: str, ids: str, error: str
) -> None:
    result = coalition("show", *ids.split(), "-d", there)
    assert result.code == 1
    assert result.err.startswith("coalition: " + error.removesuffix("\n"))
    assert result.err.count("\n") == 1
    assert ("The treaty is void." in result.out) is ("void" in ids)


@pytest.mark.parametrize(
    ("format_", "nothing"),
    [("json", "[]\n"), ("yaml", "[]\n"), ("jsonl", ""), ("csv", "id,text\n")],
)
def test_where_nothing_was_found_the_answer_is_empty_and_still_fails(
    coalition: Run, format_: str, nothing: str
) -> None:
    options = ["--fields", "id,text", "-f", format_]
    error = "coalition: no record 'nothing-like-it'\n"
    assert coalition("show", "nothing-like-it", *options) == (1, nothing, error)


@pytest.mark.parametrize(
    ("section", "id_"),
    [
        ("claims", "unread"),
        ("sources", "gazette"),
        ("articles", "scoop"),
        ("speakers", "aide"),
        ("facts", "pages"),
        ("members", "PL"),
        ("topics", "treaty"),
    ],
)
def test_a_record_is_the_same_object_as_in_its_list(
    coalition: Run, there: str, section: str, id_: str
) -> None:
    for format_ in ("json", "yaml", "csv", "tsv"):
        shown = coalition("show", id_, "-d", there, "-f", format_)
        key = {"members": "country", "topics": "topic"}.get(section, "id")
        listed = coalition(section, "-d", there, "-f", format_, f"{key}:{id_}")
        assert shown == listed
        assert shown.out


def test_fields_of_a_record(coalition: Run, there: str) -> None:
    options = ["-d", there, "--fields", "id,confidence"]
    assert coalition("show", "void", "unread", *options, "--json").json == [
        {"id": "void", "confidence": 85},
        {"id": "unread", "confidence": 50},
    ]


@pytest.mark.parametrize("options", ["", "-f list", "-f table"])
def test_fields_of_a_record_on_screen(coalition: Run, there: str, options: str) -> None:
    words = ["show", "void", "sound", "-d", there, "--fields", "id,text", *options.split()]
    shown = "void\n  text The treaty is void.\n\nsound\n  text The treaty is sound.\n\n"
    assert coalition(*words) == (0, shown, "")


@pytest.mark.parametrize("options", ["", "--json", "-f list"])
def test_a_field_that_a_record_has_not_is_a_usage_error(
    coalition: Run, there: str, options: str
) -> None:
    result = coalition("show", "void", "-d", there, "--fields", "id,nosuch", *options.split())
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("coalition: no field 'nosuch' in claims\nthe fields: id, text,")


def test_records_of_several_kinds_have_the_keys_of_all_of_them(coalition: Run, there: str) -> None:
    result = coalition("show", "void", "PL", "-d", there, "--json")
    claim, member = result.json
    assert (result.code, result.err) == (0, "")
    assert list(claim) == list(member)
    assert (claim["section"], member["section"]) == ("claims", "members")
    [alone] = coalition("show", "PL", "-d", there, "--json").json
    assert {key: member[key] for key in alone} == alone
    lists = [field.name for field in SECTIONS["claims"].fields if field.many]
    others = set(member) - set(alone) - {"section", *lists}
    assert {member[key] for key in others} == {None}
    assert [member[key] for key in lists] == [[] for _ in lists]
    fields = ["--fields", "section,id,country", "-f", "tsv", "-d", there]
    assert coalition("show", "PL", "void", *fields).lines == [
        "section\tid\tcountry",
        "members\t\tPL",
        "claims\tvoid\t",
    ]


MIXED = """\
sources: [{id: quay, name: The Quay}]
articles: [{id: ferry, publisher: quay}]
speakers: [{id: captain, description: a captain}]
claims: [{id: ferry, text: It has sailed., topics: [ferry], speaker: captain}]
members: [{country: NO, claims: [ferry]}]
"""


@pytest.mark.parametrize(
    ("words", "out"),
    [
        # The topic, the source and the member have neither field.
        (
            "claim:ferry topic:ferry quay NO --fields text,topics --json",
            '[\n{"text": "It has sailed.", "topics": ["ferry"]},\n{"text": null, "topics": []},\n'
            '{"text": null, "topics": []},\n{"text": null, "topics": []}\n]\n',
        ),
        (
            "claim:ferry topic:ferry --fields text,topics -f jsonl",
            '{"text": "It has sailed.", "topics": ["ferry"]}\n{"text": null, "topics": []}\n',
        ),
        (
            "claim:ferry topic:ferry --fields text,topics,appearances -f yaml",
            '- text: "It has sailed."\n  topics: [ferry]\n  appearances: []\n'
            "- text: null\n  topics: []\n  appearances: []\n",
        ),
        ("claim:ferry topic:ferry --fields text -f csv", 'text\nIt has sailed.\n""\n'),
        ("topic:ferry claim:ferry --fields id,topic -f tsv", "id\ttopic\n\tferry\nferry\t\n"),
        (
            "claim:ferry topic:ferry --fields id,text -f md",
            "| id | text |\n| --- | --- |\n| ferry | It has sailed. |\n|  |  |\n",
        ),
        ("topic:ferry claim:ferry --fields text", "–\n\nIt has sailed.\n\n"),
        # What holds a list in one kind and a number in another is a list in neither.
        (
            "NO topic:ferry claim:ferry --fields claims -f jsonl",
            '{"claims": ["ferry"]}\n{"claims": 1}\n{"claims": null}\n',
        ),
        # Names of speakers are marked, whatever else is called a name.
        (
            "captain quay --fields name,description -f md",
            "| name | description |\n| --- | --- |\n|  | a captain (unnamed) |\n| The Quay |  |\n",
        ),
        ("captain quay --fields description -f csv", 'description\na captain (unnamed)\n""\n'),
        # The kind can always be chosen.
        ("claim:ferry topic:ferry --fields section -f tsv", "section\nclaims\ntopics\n"),
        ("NO --fields section,country -f tsv", "section\tcountry\nmembers\tNO\n"),
        ("claim:ferry --fields section", "claims\n\n"),
        ("claim:ferry article:ferry --fields section", "claims\n\narticles\n\n"),
    ],
)
def test_a_field_that_one_of_several_kinds_lacks_is_not_known_of_it(
    coalition: Run, claims_file: Callable[..., str], words: str, out: str
) -> None:
    assert coalition("show", *words.split(), "-d", claims_file(MIXED)) == (0, out, "")


@pytest.mark.parametrize(
    "options", ["", "--json", "-f csv", "-f list", "-o out.json", "-o out.txt"]
)
def test_a_field_that_no_kind_has_is_an_error_before_anything_is_written(
    coalition: Run,
    claims_file: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    options: str,
) -> None:
    file = claims_file(MIXED)
    monkeypatch.chdir(tmp_path)
    words = ["show", "ferry", "-d", file, "--fields", "id,nothing", *options.split()]
    result = coalition(*words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "coalition: no field 'nothing' in records\nthe fields: section, id,"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["claims.yaml"]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("--by confidence", "confidence claims|medium 1|high 1| 1"),
        ("--by kind", "kind claims|position 2| 1"),
        ("--by topic", "topic claims|treaty 3|annex 1"),
        ("--by article", "article claims|echo-of-echo 1|scoop 1| 2"),
        ("--by anonymous", "anonymous claims|false 1|true 1| 1"),
        (
            "--by source --by confidence",
            "source confidence claims|gazette medium 1|gazette high 1|Herald  1",
        ),
        ("--by source,kind", "source kind claims|gazette position 2|Herald  1"),
        ("--by source --sort claims", "source claims|Herald 1|gazette 2"),
        ("--by confidence --sort -confidence", "confidence claims|high 1|medium 1| 1"),
        ("--by source --sort source", "source claims|gazette 2|Herald 1"),
        ("--by source -n 1", "source claims|gazette 2"),
        ("--by source --source gazette", "source claims|gazette 2"),
        ("--by source void", "source claims|gazette 1"),
        ("--by source nowhere", "source claims"),
        ("--by source --fields claims,source", "claims source|2 gazette|1 Herald"),
        ("--by source --count", "2"),
        ("--by source -n 1 --count", "2"),
        ("--by topics --by topic", "topic claims|treaty 3|annex 1"),
        ("--by source,source", "source claims|gazette 2|Herald 1"),
        ("--by date", "date claims|2026-01-19 1| 2"),
        ("--by origins", "origins claims|0 2|1 1"),
        ("--by status", "status claims|active 2|corrected 1"),
    ],
)
def test_counts_by_fields(coalition: Run, there: str, words: str, rows: str) -> None:
    result = coalition("stats", "-d", there, *words.split())
    assert (result.code, result.err) == (0, "")
    assert result.out == "".join(line.replace(" ", "\t") + "\n" for line in rows.split("|"))


# A topic in two spellings, an article that a claim is in twice, and lists that state a thing twice.
TWICE = """
articles: [{id: one, publisher: p}, {id: two, publisher: p}]
claims:
- id: bridge
  text: The bridge is open
  topics: [Bridge, bridge, BRIDGE, toll, toll]
  supports: [toll, toll, ferry]
  appearances: [{article: one, paragraph: 1}, {article: one, paragraph: 2}, {article: two}]
- id: toll
  text: The toll is low
  topics: [Bridge]
  contradicts: [ferry, bridge, ferry]
  appearances: [{article: two}, {article: two}]
- {id: ferry, text: The ferry is gone}
"""


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("topic", "topic claims|Bridge 2|toll 1| 1"),
        ("article", "article claims|two 2|one 1| 1"),
        (
            "topic,article",
            "topic article claims|Bridge two 2|Bridge one 1|toll two 1|toll one 1|  1",
        ),
        (
            "article,topic",
            "article topic claims|two Bridge 2|two toll 1|one Bridge 1|one toll 1|  1",
        ),
        ("topic,confidence", "topic confidence claims|Bridge  2|toll  1|  1"),
        ("source,article", "source article claims| two 2| one 1|  1"),
        ("supports", "supports claims|ferry 1|toll 1| 2"),
        (
            "supports,topic",
            "supports topic claims|ferry Bridge 1|ferry toll 1|toll Bridge 1|toll toll 1"
            "| Bridge 1|  1",
        ),
        ("contradicts", "contradicts claims|bridge 1|ferry 1| 2"),
    ],
)
@pytest.mark.parametrize("name", ["claims.yaml", "claims.json"])
def test_a_claim_counts_once_for_a_value_that_it_has_twice(
    coalition: Run, claims_file: Callable[..., str], by: str, rows: str, name: str
) -> None:
    text = TWICE if name.endswith("yaml") else json.dumps(yaml.safe_load(TWICE))
    result = coalition("stats", "-d", claims_file(text, name), "--by", by)
    assert (result.code, result.err) == (0, "")
    assert result.out == "".join(line.replace(" ", "\t") + "\n" for line in rows.split("|"))


def test_the_usual_counts(coalition: Run, there: str) -> None:
    rows = coalition("stats", "-d", there, "--json").json
    assert list(rows[0]) == ["field", "value", "claims"]
    assert {"field": "confidence", "value": None, "claims": 1} in rows
    assert list(dict.fromkeys(row["field"] for row in rows)) == [
        "confidence",
        "anonymous",
        "source",
        "speaker",
        "kind",
        "topic",
    ]
    assert coalition("stats", "-d", there, "--json", "nowhere") == (0, "[]\n", "")
    assert coalition("stats", "-d", there, "-e", "nowhere").code == 1


def test_json_of_counts_has_values_of_their_type(coalition: Run, there: str) -> None:
    assert coalition("stats", "-d", there, "--by", "anonymous", "--json").json == [
        {"anonymous": False, "claims": 1},
        {"anonymous": True, "claims": 1},
        {"anonymous": None, "claims": 1},
    ]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("--by kind,source,topic", "--by takes 2 fields at most, not 3"),
        ("--by kind --by source --by topic", "--by takes 2 fields at most, not 3"),
        ("--sort claims", "--sort needs --by: without it the counts are of several fields"),
        ("--by kind --sort source", "no field 'source' in stats\nthe fields: kind, claims"),
        ("--by kind --fields source", "no field 'source' in stats\nthe fields: kind, claims"),
    ],
)
def test_counts_that_cannot_be_asked_for(
    coalition: Run, there: str, words: str, error: str
) -> None:
    result = coalition("stats", "-d", there, *words.split())
    assert (result.code, result.out) == (2, "")
    assert result.err == f"coalition: {error}\n"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("", "stats"),
        ("--by source --by confidence", "stats-source-confidence"),
        ("--by topic", "stats-topic"),
    ],
)
def test_counts_as_bars(coalition: Run, there: str, words: str, name: str) -> None:
    result = coalition("stats", "-d", there, "-f", "table", *words.split())
    assert matches(result.out, f"{name}.txt")


def test_the_overview(coalition: Run, there: str) -> None:
    assert matches(coalition("-d", there).out, "overview.txt")


SOURCE, CLAIM, MEMBERS, ALL = (
    "coalition claims --source",
    "coalition show",
    "coalition members --non-eu",
    "coalition claims --json",
)


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        (None, [f"{SOURCE} politico", f"{CLAIM} new-power-alliance", MEMBERS, ALL]),
        (CORPUS, [f"{SOURCE} gazette", f"{CLAIM} unread", ALL]),
        (
            CORPUS.replace("eu: true", "eu: false"),
            [f"{SOURCE} gazette", f"{CLAIM} unread", MEMBERS, ALL],
        ),
        ("claims: [{id: a, text: A}]", [f"{CLAIM} a", ALL]),
        (
            "claims: [{id: it's, text: A, source: 'Reuters, London'}]",
            [f"{SOURCE} 'Reuters, London'", f"""{CLAIM} 'it'"'"'s'""", ALL],
        ),
        ("claims: [{id: -x, text: A}]", [f"{CLAIM} -- -x", ALL]),
        ("sources: [{id: a}]", []),
        ("members: [{country: GB, eu: false}]", [MEMBERS]),
        ("members: [{country: FR, eu: true}]", []),
    ],
    ids=[
        "shipped",
        "all in the EU",
        "all",
        "a claim",
        "quotes",
        "a dash",
        "no claims",
        "a member",
        "none",
    ],
)
def test_each_command_that_the_overview_proposes_finds_something(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    text: str | None,
    commands: list[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    data = []
    if text is not None:
        file = Path(claims_file(text, "my claims.yaml"))
        monkeypatch.chdir(file.parent)
        data = ["-d", file.name]
    result = coalition(*data)
    assert (result.code, result.err) == (0, "")
    proposed = [line.strip().split("  ")[0] for line in result.lines if "  coalition " in line]
    assert proposed == [_with(data, shlex.split(command)) for command in commands]
    for command in proposed:
        _, *words = shlex.split(command)
        found = coalition(*words)
        assert (found.code, found.err) == (0, "")
        assert coalition(*words, *(["-e"] if words[0] != "show" else [])) == found


def _with(data: list[str], words: list[str]) -> str:
    """Return the command with the data behind its words, but before what stands behind `--`."""
    end = words.index("--") if "--" in words else len(words)
    return shlex.join([*words[:end], *data, *words[end:]])


@pytest.mark.parametrize("text", ["claims: []", "", "title: Nothing yet"])
def test_a_file_without_claims_is_no_failure(coalition: Run, claims_file: Write, text: str) -> None:
    file = claims_file(text)
    for command in ("", "stats", "stats -f table", "claims", "claims -f table", "members -f table"):
        result = coalition(*command.split(), "-d", file)
        assert (result.code, result.err) == (0, "")
    assert coalition("claims", "-d", file, "--json").json == []
    assert coalition("-d", file).out.endswith("\n\n  no records\n")


@pytest.mark.parametrize("command", ["claims --fields id", "show void", "stats --by kind", "check"])
def test_data_may_stand_before_the_command(coalition: Run, there: str, command: str) -> None:
    name, *words = command.split()
    before = coalition("-d", there, name, *words)
    assert before == coalition(name, "-d", there, *words)
    assert before.code == 0


def test_data_before_and_behind_the_command_is_one_corpus(
    coalition: Run, claims_file: Write
) -> None:
    one = claims_file("claims: [{id: a, text: t, supports: [b]}]", "one.yaml")
    other = claims_file("claims: [{id: b, text: t}]", "other.yaml")
    split = coalition("-d", one, "claims", "-d", other, "--fields", "id")
    assert split == (0, "id\na\nb\n", "")
    assert coalition("-d", other, "claims", "-d", one, "--fields", "id").lines == ["id", "b", "a"]
    assert coalition("-d", one, "show", "b", "-d", other, "--json").json[0]["file"] == other
    assert coalition("-d", one, "check", other).code == 0


def test_data_may_come_from_the_environment(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = claims_file("claims: [{id: a, text: t}]", "one.yaml")
    other = claims_file("claims: [{id: b, text: t, supports: [a]}]", "other.yaml")
    monkeypatch.setenv("COALITION_DATA", os.pathsep.join([one, other]))
    rows = coalition("claims", "--json").json
    assert [(row["id"], row["file"]) for row in rows] == [("a", one), ("b", other)]
    assert coalition("claims", "-d", one, "--count").out == "1\n"
    assert coalition("claims", "-d", one, "-d", other, "--json").json == rows
    assert coalition("claims", "-d", Path(one).parent, "--json").json == rows


def test_version(coalition: Run) -> None:
    result = coalition("--version")
    assert result.code == 0
    assert result.out.startswith("coalition ")
    assert result.out.split()[1].count(".") == 2


COMMON = "-d --data -f --format --json --fields -o --output --color --no-pager --safe -h --help"
LISTING = f"{COMMON} --sort -n --count -e"
FILTERS = "--source --speaker --article --topic --kind --confidence --min-confidence --anonymous --named --direct --paraphrased --single-origin --multi-origin --status --since --until"  # noqa: E501
OPTIONS = {
    "claims": f"{LISTING} {FILTERS}",
    "members": f"{LISTING} --eu --non-eu --nato --non-nato --nuclear --non-nuclear",
    **dict.fromkeys(["appearances", "facts", "speakers", "sources", "articles", "topics"], LISTING),
    "show": COMMON,
    "stats": f"{LISTING} {FILTERS} --by",
    "timeline": f"{LISTING} --by",
    "drift": LISTING,
    "sourcing": f"{COMMON} {FILTERS}",
    "check": "-d --data -h --help",
}


@pytest.mark.parametrize(("command", "options"), OPTIONS.items())
def test_every_command_explains_every_option(coalition: Run, command: str, options: str) -> None:
    result = coalition(command, "-h")
    assert (result.code, result.err) == (0, "")
    assert result == coalition(command, "--help")
    words = set(result.out.replace(",", " ").split())
    assert set(options.split()) <= words
    # An example, and no path of the machine that it was made on.
    assert f"\n  coalition {command}" in result.out
    assert str(Path(__file__).parent.parent) not in result.out


def test_the_help_names_every_command(coalition: Run) -> None:
    result = coalition("-h")
    assert (result.code, result.err) == (0, "")
    for command in OPTIONS:
        assert f"\n  {command} " in result.out
    assert str(Path(__file__).parent.parent) not in result.out


def test_the_same_answer_twice_is_the_same(process: Run, there: str) -> None:
    first, second = (process("claims", "-d", there, "--json") for _ in range(2))
    assert first == second
    assert json.loads(first.out)


def test_an_article_that_has_a_claim_twice_is_one_article(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(
        "articles: [{id: r}]\n"
        "claims: [{id: a, text: t, appearances: [{article: r, paragraph: 1}, {article: r}]}]\n"
    )
    assert (
        "origins     single-origin: 1 article, 1 origin\n" in coalition("show", "a", "-d", file).out
    )


def test_counts_by_name_mark_the_unnamed(coalition: Run) -> None:
    counts = coalition("stats", "--by", "speaker_name", "--source", "politico").lines
    assert "a European diplomat (unnamed)\t4" in counts
    assert "Politico\t14" in counts


@pytest.mark.parametrize(("sort", "order"), [("source", "a b -"), ("-source", "b a -")])
def test_counts_of_what_is_not_known_come_last_whatever_the_order(
    coalition: Run, claims_file: Write, sort: str, order: str
) -> None:
    claims = "[{id: x, text: t}, {id: y, text: t, source: b}, {id: z, text: t, source: a}]"
    file = claims_file(f"claims: {claims}\n")
    rows = coalition("stats", "-d", file, "--by", "source", "--sort", sort).lines[1:]
    assert rows == [f"{one.replace('-', '')}\t1" for one in order.split()]


def test_a_terminal_gets_a_screenful_of_each_list_and_a_pipe_gets_all(
    coalition: Run, claims_file: Write, terminal: Run
) -> None:
    count = 3_000  # each retells the one before
    articles = [{"id": "a0"}, *({"id": f"a{n}", "retells": [f"a{n - 1}"]} for n in range(1, count))]
    seen = [{"article": f"a{n}"} for n in range(count - 250, count)]
    topics = [f"t{n}" for n in range(450)]
    named = [f"c{n}" for n in range(217)]
    claim = {"id": "c", "text": "t", "topics": topics, "contradicts": named, "appearances": seen}
    others = [{"id": f"c{n}", "text": "t", "supports": ["c"]} for n in range(230)]
    # As many as are shown, and of those that it names more.
    even = {"id": "even", "text": "t", "topics": topics[:200]}
    even["contradicts"] = [f"c{n}" for n in range(225)]
    corpus = {"articles": articles, "claims": [claim, *others, even]}
    file = claims_file(json.dumps(corpus), "many.json")
    options = ("show", "c", "even", "-d", file)
    shown = terminal(*options, "--no-pager", "--color", "never").out
    assert re.findall(r"… [0-9,]+ more", re.sub(r"\s+", " ", shown)) == [
        "… 250 more",  # topics
        "… 2,750 more",  # of the chain: 2,950 articles lead to what is shown
        "… 50 more",  # wordings
        "… 17 more",  # claims that it contradicts
        "… 30 more",  # claims that support it
        "… 25 more",  # claims that the other contradicts
    ]
    piped = coalition(*options).out
    assert "more" not in piped
    assert piped.count("[a2999]") == 1
    assert len(re.findall("(?m)^    c[0-9]+ +t$", piped)) == 217 + 230 + 225


@pytest.mark.parametrize("columns", [50, 60, 70, 80, 100])
def test_a_bar_is_drawn_whole(terminal: Run, columns: int) -> None:
    asked = ("stats", "--by", "speaker_name", "--no-pager", "--color", "never")
    shown = terminal(*asked, columns=columns).out
    bars = [one.strip() for one in re.findall("(?m)[━─]+ *$", shown.partition("%")[2])]
    assert "…" not in shown
    assert {len(one) for one in bars} == {len(bars[0])}
    assert bars[0].count("━") == round(len(bars[0]) / 2)  # the first has half of all
