"""`--keep-going`: answers from the files without errors, although others have some."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

import coalition_cli
from coalition_cli.model.problems import DataError, UsageError

from .conftest import Run
from .terminals import Result

# Two claims that refer to what another file declares.
NORTH = """\
speakers:
- {id: ann, name: Ann}
claims:
- {id: bridge, text: The bridge is shut., speaker: ann, source: gazette,
   appearances: [{article: first, quote: shut}]}
- {id: mayor, text: The mayor knew., speaker: ann, supports: [bridge]}
"""
SOUTH = """\
sources:
- {id: gazette, name: The Gazette}
articles:
- {id: first, publisher: gazette}
claims:
- {id: ferry, text: The ferry sails., kind: posiiton}
"""
CUT = "claims:\n- {id: road, text: The road is open.\n"
OF_SOUTH = (
    "south.yaml:6:45: unknown-value: 'kind' in claim 'ferry' cannot be 'posiiton'; did you mean"
    " 'position'?\n"
)
OF_CUT = "cut.yaml:2:37: bad-syntax: did not find expected ',' or '}'\n"
LEFT_OUT = "coalition: {}, and {} left out: 'coalition check' prints them all\n"
TWO_OF_THREE = LEFT_OUT.format("2 of 3 files have errors", "are")
ONE_OF_TWO = LEFT_OUT.format("1 of 2 files has errors", "is")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text)


@pytest.fixture
def three(folder: Path) -> None:
    write(folder, {"cut.yaml": CUT, "north.yaml": NORTH, "south.yaml": SOUTH})


FILES = ("-d", "cut.yaml", "-d", "north.yaml", "-d", "south.yaml")


@pytest.mark.usefixtures("three")
def test_files_without_errors_answer_and_the_others_are_named(coalition: Run) -> None:
    asked = coalition("claims", *FILES, "--keep-going", "--fields", "id,source,file")
    assert asked == Result(
        0,
        "id\tsource\tfile\nbridge\tgazette\tnorth.yaml\nmayor\t\tnorth.yaml\n",
        f"{TWO_OF_THREE}  {OF_CUT}  {OF_SOUTH}",
    )


@pytest.mark.usefixtures("three")
def test_without_it_nothing_answers_and_the_message_names_it(coalition: Run) -> None:
    refused = coalition("claims", *FILES)
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.endswith(
        "coalition: 2 problems\n--keep-going answers from the files without errors\n"
    )


@pytest.mark.parametrize("option", [(), ("--keep-going",)])
def test_where_no_file_is_without_errors_nothing_answers(
    coalition: Run, folder: Path, option: tuple[str, ...]
) -> None:
    write(folder, {"cut.yaml": CUT, "south.yaml": SOUTH})
    refused = coalition("claims", "-d", "cut.yaml", "-d", "south.yaml", *option)
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.endswith("coalition: 2 problems\n")


COMMANDS = (
    *("claims", "members", "appearances", "facts", "speakers", "sources", "articles", "topics"),
    *("stats", "timeline", "drift", "sourcing", "show bridge", "--keep-going claims", ""),
)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_asks_claims_takes_it(coalition: Run, command: str) -> None:
    asked = coalition(*command.split(), *FILES, "--keep-going")
    assert (asked.code, asked.err) == (0, f"{TWO_OF_THREE}  {OF_CUT}  {OF_SOUTH}")
    assert "bridge" in asked.out or command not in ("claims", "show bridge", "")


@pytest.mark.parametrize("command", ["diff", "doctor", "cache", "check"])
def test_what_asks_no_claims_of_one_version_does_not(coalition: Run, command: str) -> None:
    assert coalition("--keep-going", command) == Result(
        2, "", f"coalition: '{command}' does not take --keep-going\n"
    )


@pytest.mark.usefixtures("three")
def test_diff_does_not_propose_what_it_does_not_take(coalition: Run, folder: Path) -> None:
    (folder / "other.yaml").write_text(NORTH)
    refused = coalition("diff", str(folder), "other.yaml")
    assert refused.code == 3
    assert "--keep-going" not in refused.err


def test_an_index_of_some_files_is_not_kept_and_the_older_one_stays(
    coalition: Run, folder: Path
) -> None:
    cache = Path(os.environ["COALITION_CACHE"])
    data = folder / "data"
    data.mkdir()
    write(data, {"north.yaml": NORTH, "south.yaml": SOUTH})
    assert coalition("claims", "-d", data, "--count", "--keep-going").out == "2\n"
    assert list(cache.iterdir()) == []
    write(data, {"north.yaml": NORTH, "south.yaml": SOUTH.replace("posiiton", "position")})
    assert coalition("claims", "-d", data, "--count", "--keep-going") == Result(0, "3\n", "")
    made = sorted(cache.iterdir())
    assert {path.suffix for path in made} == {".json", ".sqlite"}
    (data / "south.yaml").write_text(SOUTH)
    assert coalition("claims", "-d", data, "--count", "--keep-going").out == "2\n"
    assert sorted(cache.iterdir()) == made
    (data / "south.yaml").write_text(SOUTH.replace("posiiton", "position"))
    assert coalition("claims", "-d", data, "--count") == Result(0, "3\n", "")


def test_of_many_files_with_errors_twenty_are_named(coalition: Run, folder: Path) -> None:
    write(folder, {f"{n:02}.yaml": "claims: [{id: a b, text: T.}]\n" for n in range(23)})
    (folder / "sound.yaml").write_text("claims: [{id: only, text: T.}]\n")
    asked = coalition("claims", "-d", folder, "--keep-going", "--fields", "id")
    lines = asked.err.splitlines()
    assert (asked.code, asked.out, len(lines)) == (0, "id\nonly\n", 22)
    assert lines[0] == LEFT_OUT.format("23 of 24 files have errors", "are").removesuffix("\n")
    assert lines[1] == f"  {folder}/00.yaml:1:15: bad-id: 'id' in claim 'a b' has blanks in it"
    assert lines[21] == "  and 3 more files"


def test_a_file_that_is_not_there_is_left_out(coalition: Run, folder: Path) -> None:
    (folder / "north.yaml").write_text("claims: [{id: only, text: T.}]\n")
    asked = coalition("claims", "-d", "north.yaml", "-d", "gone.yaml", "--count", "--keep-going")
    why = "gone.yaml:1:1: unreadable: cannot be read: no such file or directory"
    assert asked == Result(0, "1\n", f"{ONE_OF_TWO}  {why}\n")


def test_standard_input_answers_beside_a_file_with_errors(coalition: Run, folder: Path) -> None:
    (folder / "cut.yaml").write_text(CUT)
    asked = coalition("claims", "-d", "-", "-d", "cut.yaml", "--count", "--keep-going", stdin=NORTH)
    assert asked == Result(0, "2\n", f"{ONE_OF_TWO}  {OF_CUT}")


# What is wrong between files, and which of them are left out.
BETWEEN: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "a reference that no file answers": (
        {
            "a.yaml": "claims: [{id: one, text: T., supports: [twoo]}]",
            "b.yaml": "claims: [{id: two, text: T., supports: [one]}]",
        },
        {
            "a.yaml": "a.yaml:1:41: unknown-reference: no claim 'twoo', named by 'supports' in"
            " claim 'one'; did you mean 'two'?"
        },
    ),
    "the later of two equal ids": (
        {"a.yaml": "claims: [{id: one, text: A.}]", "b.yaml": "claims: [{id: one, text: B.}]"},
        {
            "b.yaml": "b.yaml:1:15: repeated-id: the id 'one' is already that of another claim",
        },
    ),
    "a circle that a broken file hides": (
        {
            "a.yaml": "articles: [{id: a, retells: [b, c]}]",
            "b.yaml": "articles: [{id: b, retells: [a]}]",
            "c.yaml": "articles: [{id: c}",
        },
        {
            "a.yaml": "a.yaml:1:30: circular-retelling: articles retell each other in a circle:"
            " a → b → a",
            "c.yaml": "c.yaml:1:19: bad-syntax: did not find expected ',' or ']'",
        },
    ),
}


@pytest.mark.parametrize("case", BETWEEN)
def test_of_what_is_wrong_between_files_that_file_is_left_out_in_which_it_stands(
    coalition: Run, folder: Path, case: str
) -> None:
    files, wrong = BETWEEN[case]
    write(folder, files)
    named = [word for name in files for word in ("-d", name)]
    asked = coalition("claims", *named, "--keep-going", "--fields", "file")
    assert asked.code == 0
    assert asked.err.splitlines()[1:] == [f"  {line}" for line in wrong.values()]
    assert set(wrong).isdisjoint(asked.out.split())


def test_references_to_what_is_left_out_make_no_other_file_wrong_and_origins_unknown(
    coalition: Run, folder: Path
) -> None:
    write(
        folder,
        {
            "a.yaml": """\
membership: {counted: 3, claim: there}
articles: [{id: retold, retells: [origin], publisher: wire}]
facts: [{id: fact, text: T., supports: [there]}]
members: [{country: MT, facts: [there], claims: [there]}]
claims:
- {id: here, text: T., appearances: [{article: retold}], contradicts: [there]}
""",
            "b.yaml": "articles: [{id: origin}]\nclaims: [{id: there, text: T.",
        },
    )
    named = ("-d", "a.yaml", "-d", "b.yaml", "--keep-going")
    for command in COMMANDS[:12]:
        assert coalition(command, *named).code == 0
    fields = ("--fields", "id,origins,contradicts", "-f", "csv")
    asked = coalition("claims", *named, *fields)
    assert asked.out == "id,origins,contradicts\nhere,,there\n"
    assert coalition("show", "here", "fact", "MT", "retold", *named).code == 0


NAMED = "speakers: [{id: jan-mraz, name: Jan Mraz}]\n"
UNNAMED_CLAIM = "claims: [{id: c, text: T., speaker: jan-mraz, anonymous: true}]\n"


def test_a_claim_that_says_it_is_unnamed_keeps_no_speaker_whom_only_others_declare(
    coalition: Run, folder: Path
) -> None:
    write(folder, {"a.yaml": UNNAMED_CLAIM, "b.yaml": NAMED})
    assert "jan-mraz" not in coalition("claims", "-d", "a.yaml", "-d", "b.yaml", "--json").out
    (folder / "b.yaml").write_text(NAMED + "claims: [")
    asked = coalition("claims", "-d", "a.yaml", "-d", "b.yaml", "--json", "--keep-going")
    assert asked.code == 0
    assert '"speaker": null, "speaker_name": "unnamed speaker", "anonymous": true' in asked.out
    assert "jan-mraz" not in asked.out


UNNAMED = "speakers: [{id: jan-mraz, description: an aide}]\n"


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
@pytest.mark.parametrize("end", ["", "claims: ["])
def test_who_is_unnamed_in_one_file_is_named_from_no_other(
    coalition: Run, folder: Path, names: tuple[str, str], end: str
) -> None:
    named, unnamed = (f"{name}.yaml" for name in names)
    write(folder, {named: NAMED, unnamed: UNNAMED + end, "z.yaml": "claims: [{id: z, text: T.}]"})
    paths = [word for name in ("a", "b", "z") for word in ("-d", f"{name}.yaml")]
    asked = coalition("speakers", *paths, "--json", "--keep-going")
    assert asked.code == 0
    assert "Mraz" not in asked.out + asked.err
    assert f"{named}:1:" in asked.err


def test_nobody_is_told_apart_from_who_may_be_unnamed_in_a_file_that_is_left_out(
    coalition: Run, folder: Path
) -> None:
    write(
        folder,
        {
            "a.yaml": "speakers: [{id: ann, name: Ann, not_same: [aide]}]\n",
            "b.yaml": "claims: [\nspeakers: [{id: aide, description: an aide}]\n",
            "z.yaml": "speakers: [{id: zoe, name: Zoe}]\n",
        },
    )
    paths = [word for name in ("a", "b", "z") for word in ("-d", f"{name}.yaml")]
    asked = coalition("speakers", *paths, "--fields", "id", "--keep-going")
    assert asked.out == "id\nzoe\n"
    assert asked.err.splitlines()[1] == (
        "  a.yaml:1:44: not-same-unnamed: 'not_same' in speaker 'ann' tells of speaker 'aide',"
        " who may be unnamed in a file that is left out"
    )


def test_a_reason_repeats_no_confidential_name_of_any_file(coalition: Run, folder: Path) -> None:
    write(
        folder,
        {
            "a.yaml": "claims: [{id: c, text: T., kind: Jan Mraz}]\n",
            "b.yaml": "speakers: [{id: aide, name: Jan Mraz, anonymous: true}]\nclaims: [{id: x}]",
            "z.yaml": "claims: [{id: z, text: T.}]\n",
        },
    )
    paths = [word for name in ("a", "b", "z") for word in ("-d", f"{name}.yaml")]
    asked = coalition("claims", *paths, "--fields", "id", "--keep-going")
    assert asked.out == "id\nz\n"
    assert "Mraz" not in asked.err
    assert "a.yaml:1:34: unknown-value: 'kind' in claim 'c' cannot be" in asked.err


def test_a_folder_of_texts_may_have_those_of_articles_that_are_left_out(
    coalition: Run, folder: Path
) -> None:
    (folder / "texts").mkdir()
    write(folder / "texts", {"here.txt": '"We know."', "there.txt": "nothing"})
    claim = "claims: [{id: c, text: T., appearances: [{article: here, quote: We know.}]}]\n"
    write(folder, {"a.yaml": "articles: [{id: here}]\n" + claim, "b.yaml": "articles: [{id: there"})
    data = ("-d", "a.yaml", "-d", "b.yaml", "--texts", "texts", "--fields", "article,status")
    assert coalition("verify", *data).code == 3
    asked = coalition("verify", *data, "--keep-going")
    assert (asked.code, asked.out) == (0, "article\tstatus\nhere\texact\n")


def test_python_has_it_too_and_compares_only_what_is_whole(folder: Path) -> None:
    write(folder, {"north.yaml": NORTH, "cut.yaml": CUT})
    told: list[str] = []
    with pytest.raises(DataError):
        coalition_cli.open_claims(["north.yaml", "cut.yaml"])
    paths = ["north.yaml", "cut.yaml"]
    with coalition_cli.open_claims(paths, keep_going=True, tell=told.append) as claims:
        assert [row["id"] for row in claims.claims()] == ["bridge", "mayor"]
        with pytest.raises(UsageError, match="cannot be compared"):
            claims.diff(claims)
    assert told == [f"{ONE_OF_TWO}  {OF_CUT}".removeprefix("coalition: ").removesuffix("\n")]
