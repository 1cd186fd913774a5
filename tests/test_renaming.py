"""`coalition rename`: an id changes wherever it stands, and nothing else does."""

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.reading import DataFile
from coalition_cli.rewriting.saving import replace

from .conftest import COMMAND, Run

Write = Callable[..., str]

BEFORE = b"""\
# The gate is closed: see gate-1.\r
version: 1\r
membership: {counted: 3, claim: gate-1}   # not the article\r
sources:\r
  - id:\t&g\tgate-1\t# a tab on both sides\r
    name: "gate-1"\r
  - {id: radio, not_same: [*g]}\r
articles:\r
  - id: "gate-1"\r
    publisher: *g\r
    headline: *g\r
  - id: second\r
    retells: [ 'gate-1' , "gate\\x2d1" ]\r
    publisher: >-   # folded\r
      gate-1\r
claims:\r
  - id:\tgate-1\r
    text: gate-1 is closed, says gate-1\r
    speaker: Gate-1\r
    source: !!str gate-1\r
    appearances: &all\r
      - article: gate-1   # in the first\r
        quote: >\r
          The gate-1 is\r
          closed\r
        speaker: *g\r
  - id: second\r
    text: Another\r
    supports:\r
      # why\r
      - gate-1 # this one\r
    appearances: *all\r
    extra: {claim: gate-1}\r
"""
LINES = (
    '{"id": "third", "text": "gate-1", "supports": ["gate\\u002d1"], "source":"gate-1"}\n'
    '{"id": "fourth", "text": "x", "appearances": [ {"article": "gate-1"} ] }\n'
)


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, claims_file: Write) -> Path:
    claims_file('data = "claims"\ntexts = "texts"\n', "coalition.toml")
    claims_file(BEFORE, "claims/a.yaml")
    claims_file(LINES, "claims/b.jsonl")
    claims_file("The gate\n", "texts/gate-1.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(project: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(project)): path.read_bytes()
        for path in sorted(project.rglob("*"))
        if path.is_file() and path.name != "coalition.toml"
    }


def changed(changes: dict[int, bytes]) -> bytes:
    """Return the file with other lines at these numbers."""
    lines = BEFORE.split(b"\r\n")
    for number, line in changes.items():
        lines[number - 1] = line
    return b"\r\n".join(lines)


def test_an_article_is_renamed_with_its_text(coalition: Run, project: Path) -> None:
    assert coalition("rename", "article:gate-1", "gate") == (
        0,
        "changed article [-gate-1-] {+gate+}  claims/a.yaml:9\n"
        "    3 references  claims/a.yaml:13, 22\n"
        "    1 reference   claims/b.jsonl:2\n"
        "    text          [-texts/gate-1.txt-] {+texts/gate.txt+}\n",
        "coalition: changed 1 id and 4 references in 2 files\n",
    )
    assert files(project) == {
        "claims/a.yaml": changed(
            {
                9: b'  - id: "gate"',
                13: b"    retells: [ 'gate' , \"gate\" ]",
                22: b"      - article: gate   # in the first",
            }
        ),
        "claims/b.jsonl": LINES.replace('"article": "gate-1"', '"article": "gate"').encode(),
        "texts/gate.txt": b"The gate\n",
    }


def test_a_claim_is_renamed_where_the_membership_names_it(coalition: Run, project: Path) -> None:
    assert coalition("rename", "claim:gate-1", "claim:closed") == (
        0,
        "changed claim [-gate-1-] {+closed+}  claims/a.yaml:17\n"
        "    2 references  claims/a.yaml:3, 31\n"
        "    1 reference   claims/b.jsonl:1\n",
        "coalition: changed 1 id and 3 references in 2 files\n",
    )
    assert files(project) == {
        "claims/a.yaml": changed(
            {
                3: b"membership: {counted: 3, claim: closed}   # not the article",
                17: b"  - id:\tclosed",
                31: b"      - closed # this one",
            }
        ),
        "claims/b.jsonl": LINES.replace("gate\\u002d1", "closed").encode(),
        "texts/gate-1.txt": b"The gate\n",
    }


def test_an_alias_follows_its_anchor_only_where_both_name_the_record(
    coalition: Run, project: Path
) -> None:
    result = coalition("rename", "source:gate-1", "no")
    assert result == (
        0,
        "changed source [-gate-1-] {+no+}  claims/a.yaml:5\n"
        "    4 references  claims/a.yaml:7, 10, 14, 20\n"
        "    1 reference   claims/b.jsonl:1\n",
        "coalition: changed 1 id and 5 references in 2 files\n",
    )
    assert files(project) == {
        "claims/a.yaml": changed(
            {
                5: b'  - id:\t&g\t"no"\t# a tab on both sides',
                11: b"    headline: gate-1",
                15: b"      no",
                20: b'    source: !!str "no"',
                26: b"        speaker: gate-1",
            }
        ),
        "claims/b.jsonl": LINES.replace('"source":"gate-1"', '"source":"no"').encode(),
        "texts/gate-1.txt": b"The gate\n",
    }


def test_an_alias_is_written_out_where_its_anchor_means_something_else(
    coalition: Run, claims_file: Write
) -> None:
    text = "sources:\n- {id: s, name: &n ann}\nspeakers:\n- {id: *n, name: Ann}\nclaims:\n"
    claims_file(f"{text}- {{id: c, text: T, speaker: *n, on_behalf_of: &n bob}}\n", "c.yaml")
    assert coalition("rename", "ann", "anna", "-d", "c.yaml").code == 0
    assert Path("c.yaml").read_text() == (
        "sources:\n- {id: s, name: &n ann}\nspeakers:\n- {id: anna, name: Ann}\nclaims:\n"
        "- {id: c, text: T, speaker: anna, on_behalf_of: &n bob}\n"
    )


def test_a_list_that_two_kinds_of_records_share_is_left_alone(
    coalition: Run, claims_file: Write
) -> None:
    text = (
        "sources:\n- {id: one, not_same: &l [two]}\n- id: two\n"
        "speakers:\n- {id: one, name: One, not_same: *l}\n- {id: two, name: Two}\n"
    )
    claims_file(text, "shared.yaml")
    assert coalition("rename", "source:two", "three", "-d", "shared.yaml") == (
        3,
        "",
        "coalition: shared.yaml:5: this would also change 'not_same' of speaker 'one'\n"
        "an anchor may be shared, or the style may be one that cannot be changed safely; "
        "change it by hand\n",
    )
    assert Path("shared.yaml").read_text() == text


def test_a_dry_run_says_the_same_and_writes_nothing(coalition: Run, project: Path) -> None:
    before = files(project)
    dry = coalition("rename", "article:gate-1", "gate", "--dry-run")
    assert files(project) == before
    done = coalition("rename", "article:gate-1", "gate")
    assert (dry.code, dry.out) == (0, done.out)
    assert dry.err == done.err.replace("changed", "would change")


THREE = "'gate-1' is the id of a source and of an article and of a claim"
REFUSED = {
    ("gate-1", "x"): (
        2,
        f"{THREE}\nsay which one: source:gate-1 or article:gate-1 or claim:gate-1",
    ),
    ("gat", "x"): (1, "no record 'gat'; did you mean 'gate-1'?"),
    ("source:radoi", "x"): (1, "no record 'source:radoi'; did you mean 'source:radio'?"),
    ("RADIO", "x"): (1, "no record 'RADIO'; did you mean 'radio'?"),
    ("topic:none", "x"): (1, "no record 'topic:none'"),
    ("radio", "gate-1"): (
        2,
        "'gate-1' is already the id of a source: claims/a.yaml:5\nchoose another one",
    ),
    ("radio", "a b"): (2, "the new id has blanks in it\njoin its words: a-b"),
    ("radio", " "): (2, "the new id is empty\nname a word without blanks"),
    ("radio", "a\x1b"): (2, "the new id has characters that nobody sees\ntype it anew"),
    ("radio", "source:x"): (
        2,
        "'source:x' says that the new id is of a source\nwrite only the id: x",
    ),
    ("article:gate-1", "a/b"): (
        3,
        "texts/gate-1.txt: is the text of 'gate-1', and no file can be called 'a/b'\n"
        "choose another id, or move the text elsewhere",
    ),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_renamed_is_said(
    coalition: Run, project: Path, words: tuple[str, str]
) -> None:
    before = files(project)
    code, message = REFUSED[words]
    assert coalition("rename", *words) == (code, "", f"coalition: {message}\n")
    assert files(project) == before


def test_a_new_id_takes_no_reference_of_another(coalition: Run, claims_file: Write) -> None:
    text = "speakers:\n- {id: ann, name: Ann}\nclaims:\n- {id: c, text: T, speaker: mayor}\n"
    claims_file(text, "c.yaml")
    assert coalition("rename", "ann", "mayor", "-d", "c.yaml") == (
        2,
        "",
        "coalition: 'mayor' is named by 'speaker' in claim 'c', c.yaml:4, "
        "and would then mean this speaker\n"
        "choose another one, or correct that reference first\n",
    )
    assert Path("c.yaml").read_text() == text


def test_a_text_is_never_written_over(coalition: Run, project: Path) -> None:
    (project / "texts/gate.txt").write_text("Another\n")
    before = files(project)
    assert coalition("rename", "article:gate-1", "gate") == (
        3,
        "",
        "coalition: texts/gate-1.txt: would become texts/gate.txt, which is there already\n"
        "choose another id, or move one of the two elsewhere\n",
    )
    assert files(project) == before


def test_the_same_command_finishes_what_was_interrupted(coalition: Run, project: Path) -> None:
    text = project / "texts/gate-1.txt"
    interrupted = [files(project)]
    assert coalition("rename", "article:gate-1", "gate").code == 0
    done = files(project)
    # The file that declares the record is written first, then the others, and last the text.
    for name in ("claims/a.yaml", "claims/b.jsonl"):
        interrupted.append({**interrupted[-1], name: done[name]})
    for number, state in enumerate(interrupted):
        (project / "texts/gate.txt").unlink()
        for name, content in state.items():
            (project / name).write_bytes(content)
        again = coalition("rename", "article:gate-1", "gate")
        assert (again.code, files(project)) == (0, done)
        assert ("what still names 'gate-1' is changed" in again.err) is (number == 1)
    text.hardlink_to(project / "texts/gate.txt")  # between the two steps of renaming it
    assert coalition("rename", "article:gate-1", "gate").code == 0
    assert files(project) == done
    assert coalition("rename", "article:gate-1", "gate") == (
        0,
        "",
        "coalition: nothing to change: there is article 'gate', and nothing names 'gate-1'\n",
    )


def test_what_is_only_named_is_renamed_if_its_kind_is_said(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("claims:\n- {id: c, text: T, topics: [nato, war]}\n", "c.yaml")
    assert coalition("rename", "nato", "alliance", "-d", "c.yaml").code == 1
    assert coalition("rename", "topic:nato", "the alliance", "-d", "c.yaml") == (
        0,
        "changed topic [-nato-] {+the alliance+}\n    1 reference  c.yaml:2\n",
        "coalition: 'nato' is declared nowhere, and only named\n"
        "coalition: changed 1 reference in 1 file\n",
    )
    assert (
        Path("c.yaml").read_text() == "claims:\n- {id: c, text: T, topics: [the alliance, war]}\n"
    )


def test_a_source_is_renamed_where_it_reviewed_a_claim(coalition: Run, claims_file: Write) -> None:
    text = (
        "sources: [{id: dock}]\nclaims:\n- id: c\n  text: T\n  reviews:\n"
        "  - {by: dock, rating: dock, url: dock}\n  - by: pier   # dock\n"
    )
    claims_file(text, "c.yaml")
    assert coalition("rename", "source:dock", "dock-check", "-d", "c.yaml").code == 0
    assert coalition("rename", "source:pier", "pier-check", "-d", "c.yaml").code == 0
    renamed = text.replace("id: dock", "id: dock-check").replace("by: dock", "by: dock-check")
    assert Path("c.yaml").read_text() == renamed.replace("by: pier", "by: pier-check")


def test_hundreds_of_references_take_a_few_lines(coalition: Run, claims_file: Write) -> None:
    for number in range(50):
        claims = "".join(f"- {{id: c{number}-{n}, text: T, source: s}}\n" for n in range(15))
        claims_file(f"claims:\n{claims}", f"many/{number:02}.yaml")
    claims_file("sources: [{id: s}]", "many/a.yaml")
    lines = coalition("rename", "s", "x", "-d", "many").out.splitlines()
    assert lines[:2] == [
        "changed source [-s-] {+x+}  many/a.yaml:1",
        "    15 references   many/00.yaml:2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 3 more lines",
    ]
    assert lines[-1] == "    150 references  in 10 more files"
    assert len(lines) == 42


@pytest.mark.slow
def test_more_files_are_changed_than_a_process_may_open(project: Path) -> None:
    for number in range(80):
        (project / f"claims/{number}.yaml").write_text(
            f"claims: [{{id: c{number}, text: T, source: radio}}]\n"
        )
    script = f"ulimit -S -n 60; {shlex.join(COMMAND)} rename radio wireless"
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=False, timeout=60)
    assert done.stderr == b"coalition: changed 1 id and 80 references in 81 files\n"
    assert done.returncode == 0


@pytest.mark.parametrize("written", range(4))
def test_the_file_of_the_record_is_written_first(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    for name in ("a", "c", "d"):
        claims_file(f"claims: [{{id: {name}, text: T, source: gazette}}]\n", f"two/{name}.yaml")
    claims_file("sources: [{id: gazette}]\n", "two/b.yaml")
    done: list[str] = []

    def interrupted(file: DataFile, before: bytes, now: bytes) -> None:
        if len(done) == written:
            raise KeyboardInterrupt
        replace(file, before, now)
        done.append(file.name)

    with monkeypatch.context() as patch:
        patch.setattr("coalition_cli.rewriting.edition.replace", interrupted)
        assert coalition("rename", "gazette", "times", "-d", "two").code == 130
    assert done == ["two/b.yaml", "two/a.yaml", "two/c.yaml"][:written]
    assert coalition("rename", "gazette", "times", "-d", "two").code == 0
    texts = "".join(path.read_text() for path in sorted(Path("two").iterdir()))
    assert (texts.count("times"), texts.count("gazette")) == (4, 0)


def test_an_error_that_was_there_before_is_no_reason_to_refuse(
    coalition: Run, claims_file: Write
) -> None:
    text = "claims:\n- {id: c, text: T, contradicts: [gone]}\n- {id: d, text: U, supports: [c]}\n"
    path = claims_file(text, "c.yaml")
    assert coalition("rename", "c", "e", "-d", "c.yaml").code == 0
    assert Path(path).read_text() == text.replace("id: c,", "id: e,").replace("[c]", "[e]")
    result = coalition("rename", "d", "f", "-d", claims_file(f"{text}  odd: 1\n", "odd.yaml"))
    assert (result.code, result.out, "bad-syntax" in result.err) == (3, "", True)
