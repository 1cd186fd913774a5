"""What a speaker's and a source's record have, asked of the claims that name them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run
from .test_completion import complete

Write = Callable[..., str]

CORPUS = """\
version: 1
sources:
  - {id: courier, name: The Courier, reliability: B}
  - {id: herald, name: The Herald, reliability: D, kind: agency}
articles:
  - {id: front, publisher: courier}
speakers:
  - {id: olm, name: Vera Olm, role: state senator, party: Orchard Party,
     affiliation: Senate of Vale, country: US}
  - {id: pell, name: Ida Pell, role: mayor, party: Harbour, country: NZ, terms: on-record}
  - {id: clerk, description: a clerk of the mayor, party: Harbour, terms: background,
     anonymity_reason: fear}
claims:
  - {id: mill, text: The mill closes., speaker: olm, source: courier, kind: event}
  - {id: pier, text: The pier stands., speaker: pell, source: herald, on_behalf_of: olm,
     appearances: [{article: front, wording: stands},
                   {article: front, wording: leans, speaker: clerk}]}
  - {id: memo, text: A memo was written., speaker: clerk, source: courier}
  - {id: kept, text: The vote was sold., speaker: olm, anonymous: true, source: elsewhere}
  - {id: odd, text: Nobody knows., speaker: Ann Other}
  - {id: none, text: It rains.}
"""
ALL = "mill pier memo kept odd none"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # a text is searched for its words, in any case, as the beginning of one, or as a phrase
        ("role:senator", "mill"),
        ("role:SENATOR", "mill"),
        ("role:sena*", "mill"),
        ("role:state senator", "mill"),
        ("affiliation:vale", "mill"),
        ("party:orchard", "mill"),
        ("party:harbour", "pier memo"),
        ("party:harbour,orchard", "mill pier memo"),
        ("description:clerk", "memo"),
        ("anonymity_reason:fear", "memo"),
        # a name is compared as a whole, a word of a vocabulary by itself
        ("country:us", "mill"),
        ("country:N*", "pier"),
        ("country:US,NZ", "mill pier"),
        ("terms:background", "memo"),
        ("terms:on-record,background", "pier memo"),
        ("terms:*", "pier memo"),
        ("reliability:B", "mill memo"),
        ("reliability:b,D", "mill pier memo"),
        # what the claim has itself stays its own
        ("kind:event", "mill"),
        # known at all; what is unknown is not yes. The speaker of `kept` is withheld.
        ("party:*", "mill pier memo"),
        ("not:party:*", "kept odd none"),
        ("not:party:harbour", "mill kept odd none"),
        ("not:reliability:B", "pier kept odd none"),
        ("country:*", "mill pier"),
    ],
)
def test_a_claim_is_found_by_them(
    coalition: Run, claims_file: Write, query: str, found: str
) -> None:
    result = coalition("claims", query, "-d", claims_file(CORPUS), "--json", "--fields", "id")
    assert (result.code, result.err) == (0, "")
    assert [row["id"] for row in result.json] == found.split()


def test_terms_are_joined_as_all_others(coalition: Run, claims_file: Write) -> None:
    data = claims_file(CORPUS)

    def found(*words: str) -> str:
        return " ".join(row["id"] for row in coalition("claims", *words, "-d", data, "--json").json)

    assert found("party:orchard", "OR", "terms:background") == "mill memo"
    assert found("mill", "OR", "role:mayor") == "mill pier"
    assert found("party:harbour", "reliability:B") == "memo"
    assert found("party:orchard", "role:mayor") == ""
    assert found("party:harbour", "memo") == "memo"


def test_an_appearance_is_found_by_the_speaker_whom_it_credits(
    coalition: Run, claims_file: Write
) -> None:
    data = claims_file(CORPUS)
    shown = ("-d", data, "-f", "csv", "--fields", "wording")
    assert coalition("appearances", "role:mayor", *shown).out == "wording\nstands\n"
    assert coalition("appearances", "description:clerk", *shown).out == "wording\nleans\n"
    assert coalition("appearances", "reliability:D", *shown).out == "wording\nstands\nleans\n"


def test_claims_are_counted_by_them(coalition: Run, claims_file: Write) -> None:
    data = claims_file(CORPUS)

    def counted(*by: str) -> str:
        options = (word for name in by for word in ("--by", name))
        return coalition("stats", *options, "-d", data, "-f", "csv").out

    assert counted("party") == "party,claims\nHarbour,2\nOrchard Party,1\n,3\n"
    assert counted("role") == "role,claims\nmayor,1\nstate senator,1\n,4\n"
    assert counted("reliability") == "reliability,claims\nB,2\nD,1\n,3\n"
    assert counted("party", "terms") == (
        "party,terms,claims\nHarbour,background,1\nHarbour,on-record,1\nOrchard Party,,1\n,,3\n"
    )
    assert counted("description") == "description,claims\na clerk of the mayor (unnamed),1\n,5\n"
    sort = coalition("stats", "--by", "party", "--sort", "-party", "-d", data, "-f", "csv")
    assert sort.out == "party,claims\nOrchard Party,1\nHarbour,2\n,3\n"


def test_they_are_shown_and_sorted_by_where_they_are_named(
    coalition: Run, claims_file: Write
) -> None:
    data = claims_file(CORPUS)
    shown = coalition(
        "claims", "-d", data, "-f", "csv", "--fields", "id,party,reliability", "--sort", "-party"
    )
    assert shown.out == (
        "id,party,reliability\n"
        "mill,Orchard Party,B\npier,Harbour,D\nmemo,Harbour,B\nkept,,\nodd,,\nnone,,\n"
    )
    rows = coalition("claims", "-d", data, "--json").json
    assert not {"party", "role", "reliability"} & set(rows[0])  # unless they are named
    shown = coalition("show", "mill", "--fields", "id,party", "-d", data)  # it shows what it states
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.startswith("coalition: no field 'party' in claims\n")


def test_nothing_leads_to_a_speaker_who_is_withheld(coalition: Run, claims_file: Write) -> None:
    secret = CORPUS.replace("  - {id: clerk,", "  - {id: clerk, name: Mona Veil, anonymous: true,")
    data = claims_file(secret)
    for query in ("role:senator", "party:orchard", "country:US"):
        rows = coalition("claims", query, "id:kept", "-d", data, "--json").json
        assert rows == []
    [kept] = coalition("claims", "id:kept", "--fields", "id,party", "-d", data, "--json").json
    assert kept == {"id": "kept", "party": None}
    for query in ("name:mona", "url:https://x.example", "alias:Veil"):
        result = coalition("claims", query, "-d", data)
        assert (result.code, result.out) == (2, "")
        assert "Mona" not in result.err


def test_a_value_that_nobody_has_is_told(coalition: Run, claims_file: Write) -> None:
    data = claims_file(CORPUS)

    def told(query: str) -> str:
        result = coalition("claims", query, "-d", data, "--count")
        assert (result.code, result.out) == (0, "0\n")
        return result.err

    assert told("party:harbr") == "coalition: no party 'harbr'; did you mean 'Harbour'?\n"
    assert told("role:astronaut") == "coalition: no role 'astronaut'\n"
    assert told("role:senator state") == (
        "coalition: no role 'senator state'; did you mean 'senator'?\n"
    )
    assert told("country:Usa") == "coalition: no country 'Usa'; did you mean 'US'?\n"
    wrong = coalition("claims", "terms:backgrund", "-d", data)
    assert wrong == (
        2,
        "",
        "coalition: terms cannot be 'backgrund'; did you mean 'background'?\n"
        "terms is one of on-record, background, deep-background, off-record\n",
    )


@pytest.mark.slow
def test_tab_completes_them(claims_file: Write) -> None:
    env = {"COALITION_DATA": claims_file(CORPUS)}
    assert complete("bash", "coalition claims party:h", env) == ["party:Harbour"]
    assert complete("bash", "coalition claims part", env) == ["party:"]
    assert complete("bash", "coalition claims not:terms:on", env) == ["not:terms:on-record"]
    assert complete("bash", "coalition stats --by par", env) == ["party"]
    assert complete("bash", "coalition claims --fields par", env) == ["party"]


def test_a_speaker_who_changes_changes_what_is_found(coalition: Run, tmp_path: Path) -> None:
    claim = {"id": "c", "text": "T.", "speaker": "s"}
    (tmp_path / "a.json").write_text(json.dumps({"claims": [claim]}))
    people = tmp_path / "b.json"
    for party in ("Orchard", "Harbour"):
        people.write_text(json.dumps({"speakers": [{"id": "s", "name": "S", "party": party}]}))
        for asked in ("Orchard", "Harbour"):
            rows = coalition("claims", f"party:{asked}", "-d", str(tmp_path), "--json").json
            assert [row["id"] for row in rows] == ["c"] * (asked == party)
