"""`coalition import`: from rows to a claims file, through the real command."""

import json
import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import Run, errors
from .terminals import Result

Write = Callable[..., str]

TABLE = """\
statement,speaker,role,date,topics,verdict,fact-checker,link,shelf
The bridge is shut.,Ana Ruiz,mayor,2020-01-31,"bridges,roads",false,Quay Check,https://q.example/1,A1
Taxes rose.,chain email,,2020-02-01,taxes,true,Quay Check,https://q.example/2,
The bridge is shut.,Ana Ruiz,senator,2020-01-31,ice,half true,Echo,https://e.example/1,B2
"""
CLAIMS = """\
version: 1

sources:
  - id: quay-check
    name: Quay Check
  - id: echo
    name: Echo

speakers:
  - id: ana-ruiz
    name: Ana Ruiz
    role: mayor
    extra:
      also:
        role: [senator]
  # name: 'chain email' is taken for no name
  - id: chain-email-560c
    description: chain email
    kind: unknown

claims:
  - id: bridge-shut-a1319783
    text: The bridge is shut.
    speaker: ana-ruiz
    topics: [bridges, roads, ice]
    date: 2020-01-31
    reviews:
      - by: quay-check
        url: https://q.example/1
        rating: "false"
      - by: echo
        url: https://e.example/1
        rating: half true
    extra:
      shelf: A1
      also:
        shelf: [B2]

  - id: taxes-rose-753ea456
    text: Taxes rose.
    speaker: chain-email-560c
    topics: [taxes]
    date: 2020-02-01
    reviews:
      - by: quay-check
        url: https://q.example/2
        rating: "true"
"""
REPORT = """\
coalition: 3 rows in; 2 claims, 2 sources, 2 speakers out
coalition: 1 row merged with an earlier one: the same id, or text, speaker and date
coalition: no field takes these; they are kept under 'extra'
  shelf: 2 values
  a mapping can give them a field: --suggest prints one to start from
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("table.csv").write_text(TABLE)


def texts(folder: str = ".") -> dict[str, str]:
    """Return the text of each file in a folder, by its path."""
    files = (path for path in Path(folder).rglob("*") if path.is_file())
    return {str(path): path.read_text() for path in files}


def test_a_table_becomes_a_claims_file(coalition: Run) -> None:
    assert coalition("import", "table.csv") == Result(0, CLAIMS, REPORT)
    assert coalition("import", stdin=TABLE) == Result(0, CLAIMS, REPORT)
    assert coalition("import", "-", "-o", "claims.yaml", stdin=TABLE) == Result(0, "", REPORT)
    assert Path("claims.yaml").read_text() == CLAIMS
    assert errors(coalition, "claims.yaml") == Result(0, "", "")
    assert coalition("fmt", "--check", "claims.yaml").code == 0


@pytest.mark.parametrize(
    "name", ["claims.yml", "claims.json", "claims.jsonl", "claims/", "new/claims/"]
)
def test_each_format_says_the_same(coalition: Run, name: str) -> None:
    Path("whole.yaml").write_text(CLAIMS)
    assert coalition("import", "table.csv", "-o", name) == Result(0, "", REPORT)
    for section in ("claims", "speakers", "sources"):
        fields = [] if section != "claims" else ["--fields", "id,text,reviews,extra,topics,speaker"]
        asked = [coalition(section, "-d", d, "--json", *fields).json for d in (name, "whole.yaml")]
        for rows in asked:
            for row in rows:
                row.pop("file", None), row.pop("line", None)
        assert asked[0] == asked[1]
    assert coalition("fmt", "--check", name).code == 0


def test_a_folder_has_a_file_for_each_section(coalition: Run) -> None:
    assert coalition("import", "table.csv", "-o", "claims/").code == 0
    assert sorted(texts("claims")) == [
        f"claims/{name}.yaml" for name in ("claims", "sources", "speakers")
    ]
    Path("claims/claims.yaml").unlink()
    Path("claims/sources.yaml").unlink()
    before = texts()
    told = coalition("import", "table.csv", "-o", "claims")
    assert (told.code, told.out) == (3, "")
    assert "cannot write claims/speakers.yaml: is there already\n" in told.err
    assert texts() == before


def test_where_no_folder_can_be_made_nothing_is_read(coalition: Run) -> None:
    before = texts()
    for command in ("draft", "import"):
        assert coalition(command, "missing", "-o", "table.csv/new/claims/") == (
            3,
            "",
            "coalition: cannot write table.csv/new/claims/: not a directory\n"
            "a file stands where a folder is named: name another place\n",
        )
        assert "missing:1:1: unreadable" in coalition(command, "missing", "-o", "new/claims/").err
    assert texts() == before
    assert not Path("new").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["-o", "claims.csv"], 2, "a claims file does not end as 'claims.csv' does"),
        (["-o", "table.csv"], 2, "a claims file does not end as 'table.csv' does"),
        (["-o", "a.yaml", "--into", "b.yaml"], 2, "-o writes a new file, and --into adds to one"),
        (["--into", "claims.txt"], 2, "'claims.txt' is no claims file"),
        (["-o", "claims.yaml"], 2, "-o claims.yaml would replace claims.yaml, which is your data"),
        (["missing.csv"], 3, "missing.csv:1:1: unreadable: "),
        (["broken.csv"], 3, "broken.csv:3:1: bad-row: "),
        (["broken.csv", "-o", "new.yaml"], 3, "broken.csv:3:1: bad-row: "),
        (["broken.csv", "-o", "new/"], 3, "broken.csv:3:1: bad-row: "),
        (["broken.csv", "--into", "claims.yaml"], 3, "broken.csv:3:1: bad-row: "),
        (["-m", "missing.yaml"], 2, "missing.yaml: cannot be read: no such file"),
        (["--from", "csvv"], 2, "unknown form 'csvv'; did you mean 'csv'?"),
        (["--suggest", "broken.csv"], 2, "--suggest reads one file"),
    ],
)
def test_after_an_error_nothing_is_written(
    coalition: Run, arguments: list[str], code: int, told: str
) -> None:
    Path("claims.yaml").write_text("claims:\n  - id: mine\n    text: Mine.\n")
    Path("broken.csv").write_text("statement,speaker\nOne.,Ana\n,Bo\n")
    before = texts()
    result = coalition("import", "table.csv", *arguments)
    assert (result.code, result.out) == (code, "")
    assert told in result.err
    assert texts() == before


def test_rows_that_cannot_be_records_can_be_left_out(coalition: Run) -> None:
    Path("broken.csv").write_text("statement,speaker\nOne.,Ana\n,Bo\nTwo.,Cy\n")
    result = coalition("import", "broken.csv", "--keep-going")
    assert result.code == 0
    assert result.out.count("text:") == 2
    assert "Bo" not in result.out
    assert "broken.csv:3:1: bad-row: " in result.err
    assert "coalition: 1 row left out: see the problems above\n" in result.err
    assert coalition("import", "broken.csv", "--keep-going", "--strict").code == 1
    assert coalition("import", "table.csv", "--strict").code == 0


def test_the_same_rows_get_the_same_ids_whatever_stands_beside_them(coalition: Run) -> None:
    header, *rows = TABLE.splitlines(keepends=True)
    for row in rows:
        Path("one.csv").write_text(header + row)
        [claim] = coalition("import", "one.csv", "-o", "one.jsonl") and [
            json.loads(line)["claims"]
            for line in Path("one.jsonl").read_text().splitlines()
            if '"claims"' in line
        ]
        assert f"id: {claim['id']}\n" in CLAIMS
        assert f"    speaker: {claim['speaker']}\n" in CLAIMS


SPEAKER = "  - id: bo-lee\n    name: Bo Lee\n"
REVIEW = """\
      - by: quay-check
        url: https://q.example/7
        rating: "false"
"""
CLAIM = """\

  - id: snows-2b60fef4
    text: It snows.
    speaker: bo-lee
    date: 2021
    reviews:
      - by: echo
        url: https://e.example/9
        rating: "no"
"""


def test_what_is_new_goes_into_a_file_and_each_other_line_stays(coalition: Run) -> None:
    mine = CLAIMS.replace("    text: Taxes rose.", "    text:   'Taxes rose.'   # by hand")
    Path("claims.yaml").write_text(mine)
    header, *rows = TABLE.splitlines(keepends=True)
    more = [
        "It snows.,Bo Lee,,2021,,no,Echo,https://e.example/9,\n",
        rows[0].replace("q.example/1", "q.example/7"),
    ]
    Path("longer.csv").write_text("".join([header, *rows, *more]))
    result = coalition("import", "longer.csv", "--into", "claims.yaml")
    assert (result.code, result.out) == (0, "")
    now = Path("claims.yaml").read_text()
    expected = mine.replace("\nclaims:\n", f"{SPEAKER}\nclaims:\n")
    expected = expected.replace(
        "    extra:\n      shelf: A1\n", f"{REVIEW}    extra:\n      shelf: A1\n"
    )
    assert now == expected + CLAIM
    assert errors(coalition, "claims.yaml") == Result(0, "", "")
    assert "1 claim, 1 speaker out\n" in result.err
    assert "coalition: 1 review added to claims that were there\n" in result.err
    assert "coalition: there before: 2 records of the rows\n" in result.err
    again = coalition("import", "longer.csv", "--into", "claims.yaml")
    assert "coalition: nothing new for claims.yaml\n" in again.err
    assert Path("claims.yaml").read_text() == now


def test_a_file_that_is_not_there_is_made(coalition: Run) -> None:
    assert coalition("import", "table.csv", "--into", "claims.yaml").code == 0
    assert Path("claims.yaml").read_text() == CLAIMS


THERE = """\
sources:
- id: quay
- {id: news, name: Echo}
speakers:
- {id: jo, name: Joan Roe}
- {id: bo, description: a clerk, anonymous: true}
- {id: ox, name: Ed Ox, aliases: [Ted]}
claims:
- {id: k, text: It hails., speaker: ox}
"""


def test_nobody_gets_the_claims_of_another_whose_id_is_the_same(coalition: Run) -> None:
    """A name and an alias tell who somebody is; an id that is made of a name does not."""
    Path("claims.yaml").write_text(THERE)
    Path("in.csv").write_text(
        "claim,speaker,outlet\nIt rains.,Jo,Quay\nIt snows.,Bo,Echo\n"
        "It is hot.,Ted,\nIt hails.,Ed Ox,\n"
    )
    result = coalition("import", "in.csv", "--into", "claims.yaml")
    assert (result.code, result.out) == (0, "")
    assert "3 claims, 2 speakers out\n" in result.err
    fields = "text,speaker,speaker_name,source"
    rows = coalition("claims", "-d", "claims.yaml", "--sort", "text", "--fields", fields).lines
    assert [re.sub("-[0-9a-f]{8}", "-#", row) for row in rows[1:]] == [
        "It hails.\tox\tEd Ox\t",
        "It is hot.\tox\tEd Ox\t",
        "It rains.\tjo-#\tJo\tquay",
        "It snows.\tbo-#\tBo\tnews",
    ]
    again = coalition("import", "in.csv", "--into", "claims.yaml")
    assert "coalition: nothing new for claims.yaml\n" in again.err
    assert errors(coalition, "claims.yaml") == Result(0, "", "")


@pytest.mark.parametrize("name", ["claims.json", "claims.jsonl"])
def test_a_file_that_is_made_has_the_form_of_its_name(coalition: Run, name: str) -> None:
    assert coalition("import", "table.csv", "-o", f"new-{name}").code == 0
    assert coalition("import", "table.csv", "--into", name).code == 0
    assert Path(name).read_text() == Path(f"new-{name}").read_text()
    again = coalition("import", "table.csv", "--into", name)
    assert f"coalition: nothing new for {name}\n" in again.err


def test_a_file_that_another_run_makes_meanwhile_stays(
    coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made at the last moment: just before the new file gets its name."""
    acts = {name: getattr(os, name) for name in ("link", "replace")}

    def late(name: str, part: str, target: str) -> None:
        if target.endswith("claims.yaml"):
            Path("claims.yaml").write_text("claims: []\n")
        acts[name](part, target)

    for name in acts:
        monkeypatch.setattr(os, name, partial(late, name))
    result = coalition("import", "table.csv", "--into", "claims.yaml")
    told = "coalition: claims.yaml: has changed meanwhile, and stays as it is\ntry again\n"
    assert (result.code, result.err.endswith(told)) == (3, True)
    assert Path("claims.yaml").read_text() == "claims: []\n"
    assert not [*Path().glob(".coalition*")]


ANONYMOUS = """\
claim,speaker,anonymous,by
"Jane Roe knew, said Roe, Jane.",Jane Roe,yes,JANE ROE
It was known to Jane Roe.,Bo Lee,,
Nobody knew.,Jane Roe,,
"""
MAP = """\
fields:
  text: claim
  speaker.name: speaker
  anonymous: {from: anonymous, values: {"yes": true}}
"""


def test_a_confidential_name_is_written_nowhere(coalition: Run) -> None:
    Path("a.csv").write_text(ANONYMOUS)
    Path("a.csv.map.yaml").write_text(MAP)
    for name in ("a.yaml", "a.jsonl", "dir/"):
        result = coalition("import", "a.csv", "-o", name, "--strict")
        assert result.code == 0
        assert "coalition: 1 row with a confidential name, which is written nowhere\n" in result.err
        written = "".join(texts(name).values()) if name == "dir/" else Path(name).read_text()
        assert "roe" not in written.lower()
        assert "Bo Lee" in written
        assert errors(coalition, name) == Result(0, "", "")
    assert "roe" not in result.err.lower()


def test_no_comment_report_or_id_has_a_confidential_name(coalition: Run) -> None:
    """It stands in a value that cannot be read, in a header and in ids, of other rows too."""
    Path("a.csv").write_text(
        "id,claim,speaker,sid,anonymous,date,Jane Roe\n"
        "jane-roe-1,It rains.,Jane Roe,jane-roe,true,May (Jane Roe),1\n"
        "jane-roe-2,It snows.,Jane Roe,jane-roe,true,,\n"
        "y,It hails.,,jane-roe,,or Jane Roe,2\n"
    )
    fields = "{id: id, text: claim, speaker.id: sid, speaker.name: speaker, date: date}"
    Path("a.csv.map.yaml").write_text(f"fields: {fields}\n")
    result = coalition("import", "a.csv", "-o", "a.yaml")
    assert result.code == 0
    assert "  (withheld): 2 values\n" in result.err
    written = Path("a.yaml").read_text()
    assert "roe" not in (written + result.err).lower()
    assert "# date: 'or (withheld)' is no date" in written
    assert "id: (withheld)" not in written
    assert coalition("claims", "-d", "a.yaml", "--count").out == "3\n"
    assert coalition("claims", "-d", "a.yaml", "--json").json[2]["speaker"] is not None
    assert errors(coalition, "a.yaml") == Result(0, "", "")


def test_spellings_of_one_name_stay_apart_unless_asked(coalition: Run) -> None:
    Path("s.csv").write_text('claim,speaker\nA.,Jo Doe\nB.,jo-doe\nC.,"Doe, Jo"\nD.,Mayor Jo Doe\n')
    apart = coalition("import", "s.csv")
    assert apart.out.count("description:") + apart.out.count("    name:") == 4
    assert apart.out.count("may be 'jo-doe' in another spelling") == 3
    assert "coalition: 3 speakers may be another one in another spelling" in apart.err
    together = coalition("import", "s.csv", "--same-speakers").out
    assert '    name: Jo Doe\n    aliases: [jo-doe, "Doe, Jo", Mayor Jo Doe]\n' in together
    assert together.count("    speaker: jo-doe\n") == 4


def test_large_answers_go_on_from_where_they_are(coalition: Run) -> None:
    rows = "".join(f"Claim number {n} is this.,Speaker {n % 7}\n" for n in range(3_000))
    Path("big.csv").write_text(f"claim,speaker\n{rows}")
    assert coalition("import", "big.csv", "-o", "big.jsonl").code == 0
    assert coalition("claims", "-d", "big.jsonl", "--count").out == "3000\n"
    assert coalition("speakers", "-d", "big.jsonl", "--count").out == "7\n"
    assert errors(coalition, "big.jsonl") == Result(0, "", "")


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner)]
    return [] if value is None else [str(value)]


def test_every_value_is_in_the_answers(coalition: Run) -> None:
    assert coalition("import", "table.csv", "-o", "claims.yaml").code == 0
    rows = [coalition(name, "--json").json for name in ("claims", "speakers", "sources")]
    known = set(leaves(rows))
    cells = {
        cell for row in TABLE.splitlines()[1:] for cell in row.replace('"', "").split(",") if cell
    }
    assert cells - known == set()


def test_rows_of_one_claim_keep_truth_values_and_numbers_apart(
    coalition: Run, tmp_path: Path
) -> None:
    rows = [{"claim": "A", "speaker": "Jo", "z": z} for z in (True, 1, 0, False, 1.0, "1", True)]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    made = coalition("import", file)
    [claim] = yaml.safe_load(made.out)["claims"]
    assert json.dumps(claim["extra"]) == json.dumps(
        {"z": True, "also": {"z": [1, 0, False, 1.0, "1"]}}
    )
