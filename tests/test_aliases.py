"""Other names of speakers and sources: each finds who goes by it, and no two share one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run
from .terminals import Result
from .test_completion import complete

Write = Callable[..., str]

HARBOUR = """\
sources:
- {id: post, name: The Ferry Post, aliases: [Ferry Post Weekly, "Post, The"]}
- {id: tide}
articles:
- {id: n1, headline: Gulls, publisher: post}
- {id: n2, headline: Terns, publisher: tide}
speakers:
- id: grane
  name: Odile Grane
  aliases: [Harbour-master Grane, Øystein’s wife, GRÅNE]
  same_as: ["https://example.org/people/grane"]
- {id: clerk, description: a clerk of the harbour}
- {id: lind, name: Per Lind}
claims:
- {id: c1, text: The quay is closed., speaker: grane, source: post, appearances: [{article: n1, quote: closed}]}
- {id: c2, text: The quay is open., speaker: clerk, source: tide, appearances: [{article: n2, speaker: grane}]}
- {id: c3, text: The quay is wet., speaker: Harbour-master Grane, on_behalf_of: grane}
"""  # noqa: E501


@pytest.fixture
def harbour(claims_file: Write) -> str:
    return claims_file(HARBOUR)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (["claims", "--speaker", "Harbour-master Grane"], ["c1", "c3"]),
        (["claims", "--speaker", "harbour‑master  GRANE"], ["c1", "c3"]),
        (["claims", "speaker:øystein's wife"], ["c1"]),
        (["claims", "speaker:lind,gråne"], ["c1"]),
        (["claims", "not:speaker:gråne"], ["c2", "c3"]),
        (["claims", "on_behalf_of:gråne"], ["c3"]),
        (["claims", "--source", "ferry post weekly"], ["c1"]),
        (["claims", "--source", "post, the"], ["c1"]),
        (["claims", "--source", "tide,Ferry Post Weekly"], ["c1", "c2"]),
        (["claims", "wife"], ["c1"]),
        (["claims", "oystein's wife"], ["c1"]),
        (["claims", "weekly"], ["c1"]),
        (["claims", "grane", "closed"], ["c1"]),
        (["claims", "grane wife"], []),  # no phrase goes over two names
        (["claims", "speaker:wife"], []),
        (["speakers", "wife"], ["grane"]),
        (["speakers", "alias:harbour-master grane"], ["grane"]),
        (["speakers", "same_as:https://example.org/people/grane"], ["grane"]),
        (["sources", "weekly"], ["post"]),
        (["sources", "alias:FERRY POST WEEKLY"], ["post"]),
        (["articles", "weekly"], ["n1"]),
        (["articles", "publisher:ferry post weekly"], ["n1"]),
    ],
)
def test_an_alias_finds_what_the_name_finds(
    coalition: Run, harbour: str, asked: list[str], ids: list[str]
) -> None:
    result = coalition(*asked, "-d", harbour, "--fields", "id")
    assert sorted(result.lines[1:]) == ids


def test_appearances_are_found_by_the_aliases_of_whom_they_credit(
    coalition: Run, harbour: str
) -> None:
    ask = ("-d", harbour, "--fields", "claim,article")
    for words in (["wife"], ["speaker:gråne"]):
        assert sorted(coalition("appearances", *words, *ask).lines[1:]) == ["c1\tn1", "c2\tn2"]
    assert coalition("appearances", "source:post, the", *ask).lines[1:] == ["c1\tn1"]
    assert coalition("appearances", "weekly", *ask).lines[1:] == ["c1\tn1"]


def test_reports_take_an_alias_as_filters_do(coalition: Run, harbour: str) -> None:
    for command in ("stats", "sourcing"):
        by_id, by_alias = (
            coalition(command, "--speaker", name, "--json", "-d", harbour)
            for name in ("grane,Harbour-master Grane", "gråne,Harbour-master Grane")
        )
        assert by_id == by_alias
        assert by_id.code == 0


def test_a_value_that_is_nearly_an_alias_gets_it_as_a_hint(coalition: Run, harbour: str) -> None:
    asked = coalition("claims", "--source", "Ferry Post Weakly", "--count", "-d", harbour)
    said = "coalition: no source 'Ferry Post Weakly'; did you mean 'Ferry Post Weekly'?\n"
    assert asked == Result(0, "0\n", said)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("claims -d {} --speaker har", ["Harbour-master Grane\tgrane"]),
        ("claims -d {} --speaker O", ["Odile Grane\tgrane"]),
        ("claims -d {} --speaker oys", ["Øystein’s wife\tgrane"]),
        ("claims -d {} --speaker lind,GR", ["lind,GRÅNE\tgrane"]),
        ("claims -d {} speaker:har", ["speaker:Harbour-master Grane\tgrane"]),
        ("claims -d {} --source Ferry", ["Ferry Post Weekly\tpost"]),
        ("claims -d {} --source tide,P", ["tide,post\tThe Ferry Post"]),  # no item has a comma
        ("show -d {} har", ["Harbour-master Grane\tgrane"]),
    ],
)
def test_completion_offers_aliases_that_begin_so(
    harbour: str, line: str, offered: list[str]
) -> None:
    harbour_file = Path(harbour)
    harbour_file.write_text(HARBOUR.replace("speaker: Harbour-master Grane", "speaker: lind"))
    assert complete("zsh", f"coalition {line.format(harbour)}") == offered


def test_show_finds_a_record_by_an_alias(coalition: Run, harbour: str) -> None:
    asked = ("--fields", "section,id", "-d", harbour, "-f", "tsv")
    assert coalition("show", "gråne", *asked).lines[1:] == ["speakers\tgrane"]
    assert coalition("show", "source:ferry post weekly", *asked).lines[1:] == ["sources\tpost"]
    said = "coalition: no record 'Ferry Post Weakly'; did you mean 'Ferry Post Weekly'?\n"
    assert coalition("show", "Ferry Post Weakly", "-d", harbour) == Result(1, "", said)


def test_a_beginning_finds_aliases_that_begin_so(coalition: Run, harbour: str) -> None:
    asked = ("--fields", "id", "-d", harbour)
    assert coalition("claims", "speaker:øys*", *asked).lines[1:] == ["c1"]
    assert coalition("claims", "--source", "ferry post*", *asked).lines[1:] == ["c1"]
    assert coalition("claims", "--source", "fery*", *asked).err.startswith("coalition: no source")


def test_json_has_every_key_also_of_what_nothing_declares(coalition: Run, harbour: str) -> None:
    fields = ("--json", "--fields", "id,aliases,same_as,not_same", "-d", harbour)
    none: dict[str, object] = {"aliases": [], "same_as": [], "not_same": []}
    aliases = ["Harbour-master Grane", "Øystein’s wife", "GRÅNE"]
    addresses = ["https://example.org/people/grane"]
    assert coalition("speakers", *fields).json == [
        {"id": "grane", "aliases": aliases, "same_as": addresses, "not_same": []},
        {"id": "clerk", **none},
        {"id": "lind", **none},
        {"id": "Harbour-master Grane", **none},
    ]
    assert coalition("sources", *fields).json == [
        {"id": "post", **none, "aliases": ["Ferry Post Weekly", "Post, The"]},
        {"id": "tide", **none},
    ]


def test_the_page_of_a_record_has_its_aliases_and_addresses(coalition: Run, harbour: str) -> None:
    page = coalition("show", "speaker:grane", "-d", harbour, "-f", "table").out
    assert page.split("\n\n")[1:2] == [
        "  aliases  Harbour-master Grane, Øystein’s wife, GRÅNE\n"
        "  same as  https://example.org/people/grane"
    ]
    page = coalition("show", "source:post", "-d", harbour, "-f", "table").out
    assert page.split("\n\n")[1] == "  aliases  Ferry Post Weekly, Post, The"


def test_a_difference_tells_the_aliases_that_were_added_and_removed(
    coalition: Run, harbour: str, claims_file: Write
) -> None:
    changed = HARBOUR.replace("GRÅNE", "the admiral").replace(
        "{id: tide}", "{id: tide, aliases: [T]}"
    )
    rows = coalition("diff", harbour, claims_file(changed, "new.yaml"), "--json").json
    assert [(row["id"], row["field"], row["old"], row["new"]) for row in rows] == [
        ("tide", "aliases", [], ["T"]),
        ("grane", "aliases", ["GRÅNE"], ["the admiral"]),
    ]


def _told(coalition: Run, file: str, *options: str) -> list[str]:
    """Return the codes and the places of what `check` finds of names."""
    found = coalition("check", file, "--json", *options).json
    codes = ("two-spellings", "same-name", "name-for-id", "needless-not-same", "same-address")
    return [f"{one['code']} {one['line']}:{one['column']}" for one in found if one["code"] in codes]


NAMES = """\
speakers:
- {{id: one, name: {}}}
- {{id: two, name: {}, aliases: [{}]{}}}
"""


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Odile Grane", "Odile Grane", "x"), "same-name 3:19"),
        (("Odile Grane", "ODILE  GRANE", "x"), "two-spellings 3:19"),
        (("Odile Gråne", "Odile Grane", "x"), "two-spellings 3:19"),
        (("Odile Gra\u030ane", "Odile Gråne", "x"), "two-spellings 3:19"),
        (("Łucja", "Lucja", "x"), "two-spellings 3:19"),
        (("Łucja", "Zoe", "lucja"), "two-spellings 3:34"),
        (("Łucja Ö", "Zoe", "lucja-ö"), "two-spellings 3:34"),
        (("St. Olav", "Zoe", "St Olav"), "two-spellings 3:34"),
        (("Olav", "Zoe", "Olavs"), ""),
        (("Olav", "Zoe", "Zoë"), ""),
        (("TWO", "Zoe", "x"), "two-spellings 3:8"),
        (("two", "Zoe", "x"), "same-name 3:8"),
        (("Zoe", "Ann", "Zoë"), "two-spellings 3:34"),
        (("Zoe", "Ann", "Zoé Lund"), ""),
        (("Zoe", "Ann", "ANN, Änn, Añn"), ""),
        (("Zoe", "Ann", "TWO, two"), ""),
    ],
)
def test_names_of_two_records_that_are_alike_are_warned_of_and_not_same_silences_it(
    coalition: Run, claims_file: Write, names: tuple[str, str, str], told: str
) -> None:
    found = _told(coalition, claims_file(NAMES.format(*names, "")), "--strict")
    assert found == ([told] if told else [])
    here = NAMES.format(*names, ", not_same: [one]")
    there = NAMES.format(*names, "").replace("{id: one,", "{id: one, not_same: [two],")
    both = here.replace("{id: one,", "{id: one, not_same: [two],")
    for text in (here, there, both):
        silenced = _told(coalition, claims_file(text), "--strict")
        expected = 0 if told else text.count("not_same")
        assert [one.split()[0] for one in silenced] == ["needless-not-same"] * expected


def test_a_record_may_say_that_it_is_not_one_of_several(coalition: Run, claims_file: Write) -> None:
    three = [f"- {{id: s{n}, name: Ann Lee" for n in range(3)]
    told = [", not_same: [s1, s2]}", "}", "}"]
    text = "speakers:\n" + "\n".join(map("".join, zip(three, told, strict=True)))
    assert _told(coalition, claims_file(text)) == ["same-name 4:18"]
    told[2] = ", not_same: [s1]}"
    text = "speakers:\n" + "\n".join(map("".join, zip(three, told, strict=True)))
    assert _told(coalition, claims_file(text), "--strict") == []


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ("{id: a, text: A, speaker: Odile Grane}", ["name-for-id 1:36"]),
        ("{id: a, text: A, speaker: ODILE  grane}", ["name-for-id 1:36"]),
        ("{id: a, text: A, on_behalf_of: the admiral}", ["name-for-id 1:41"]),
        ("{id: a, text: A, appearances: [{article: n, speaker: The Admiral}]}",
         ["name-for-id 1:63"]),
        ("{id: a, text: A, speaker: Odilé Grane}", ["two-spellings 4:21"]),
        ("{id: a, text: A, speaker: Grane}", ["two-spellings 4:8"]),  # which is the id
        ("{id: a, text: A, speaker: Odile}", []),
        ("{id: a, text: A, speaker: post}", []),  # a source is no speaker
        ("{id: a, text: A, source: The Ferry Post}", ["name-for-id 1:35"]),
        ("{id: a, text: A, source: P.}", ["name-for-id 1:35"]),
        ("{id: a, text: A, source: The Admiral}", []),
        ("{id: a, text: A, speaker: The Admiral},\n{id: b, text: B, speaker: The Admiral}",
         ["name-for-id 1:36"]),
    ],
)  # fmt: skip
def test_a_name_where_an_id_belongs_is_warned_of_where_it_first_stands(
    coalition: Run, claims_file: Write, claims: str, told: list[str]
) -> None:
    text = f"""\
claims: [{claims}]
articles: [{{id: n}}]
speakers:
- {{id: grane, name: Odile Grane, aliases: [the admiral]}}
sources: [{{id: post, name: The Ferry Post, aliases: [P.]}}]
"""
    assert _told(coalition, claims_file(text)) == told


def test_it_is_not_declared_nowhere_too(coalition: Run, claims_file: Write) -> None:
    text = """\
speakers: [{id: grane, name: Odile Grane, aliases: [the admiral]}, {id: other, name: The Pilot},
  {id: third, name: the pilot}]
claims: [{id: a, text: A, speaker: The admiral}, {id: b, text: B, speaker: The pilot}]
"""
    told = coalition("check", claims_file(text, "c.yaml"), "--strict", "--json").json
    codes = [one["code"] for one in told]
    assert (codes.count("name-for-id"), codes.count("undeclared-speaker")) == (2, 0)
    remedies = [one["remedy"] for one in told if one["code"] == "name-for-id"]
    assert remedies == ["write its id: 'grane'", "write its id: 'other'; 'third' goes by that too"]


def test_a_record_that_is_said_not_to_be_itself_needs_no_such_word(
    coalition: Run, claims_file: Write
) -> None:
    text = "sources: [{id: post, not_same: [post]}]\n"
    assert _told(coalition, claims_file(text), "--strict") == ["needless-not-same 1:33"]


def test_it_is_said_in_what_two_names_differ(coalition: Run, claims_file: Write) -> None:
    text = "sources: [{id: a, name: St. Olav}, {id: b, name: st Olav}, {id: c, name: St Ølav}]\n"
    told = [line for line in coalition("check", claims_file(text)).lines if "two-sp" in line]
    assert [line.partition("differ only in ")[2] for line in told] == [
        "capitals and punctuation [warning]",
        "accents or other forms of letters and punctuation [warning]",
    ]


def test_topics_that_differ_only_in_accents_are_warned_of(
    coalition: Run, claims_file: Write
) -> None:
    text = "claims: [{id: a, text: A, topics: [Économie, economie, eco]}]\n"
    [told] = [
        one
        for one in coalition("check", claims_file(text), "--json").json
        if one["code"] == "two-spellings"
    ]
    assert told["message"] == (
        "topic 'economie' and topic 'Économie' differ only in capitals and accents or other forms"
        " of letters"
    )


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("https://example.org/people/grane", True),
        ("http://EXAMPLE.org/people/grane/", True),
        ("HTTPS://www.example.org:443/people/grane", True),
        ("https://example.org/people/gr%61ne", True),
        ("https://example.org/people/Grane", False),
        ("https://example.org/people/grane?of=1", False),
        ("https://example.org/people/grane#early", False),
        ("https://example.com/people/grane", False),
    ],
)
def test_an_address_is_the_same_however_it_is_written(
    coalition: Run,
    claims_file: Write,
    address: str,
    same: bool,
) -> None:
    text = f"""\
speakers:
- {{id: a, name: Ann, same_as: ["https://example.org/people/grane"]}}
- {{id: b, name: Bo, same_as: ["https://x.example", "{address}"], not_same: [a]}}
sources: [{{id: a, same_as: ["https://example.org/people/grane"]}}]
"""
    told = _told(coalition, claims_file(text))
    assert told == (["same-address 3:52"] if same else [])


def test_an_address_that_one_record_has_in_two_forms_is_no_problem(
    coalition: Run, claims_file: Write
) -> None:
    text = "sources: [{id: a, same_as: [https://a.example, http://a.example/]}]\n"
    assert coalition("check", claims_file(text)).err == "coalition: no problems\n"
