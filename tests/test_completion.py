"""What the TAB key offers, asked of the installed program as the shells ask it."""

# ruff: noqa: E501 - a line of a shell is one line

import json
import os
import re
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from coalition_cli.cli import COMMANDS, app
from coalition_cli.commands.completion.typed import taken_apart

from .conftest import Run

pytestmark = pytest.mark.slow

PROGRAM = Path(sysconfig.get_path("scripts")) / "coalition"
ROOT = Path(__file__).parent.parent
Write = Callable[..., str]


def complete(shell: str, line: str, env: dict[str, str] | None = None) -> list[str]:
    """Return what a shell is offered at the end of a line, each with what it stands for."""
    asked = {
        "_COALITION_COMPLETE": f"complete_{shell}",
        "_COALITION_LINE": line,
        # For bash, where no quotation is open.
        "_COALITION_WORD": (env or {}).get("_WORD", line.rpartition(" ")[2]),
    }
    done = subprocess.run(
        [PROGRAM],
        env={**os.environ, **(env or {}), **asked},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    kind, *offered = done.stdout.splitlines()
    return [kind] if kind == "paths" else offered


CORPUS = """\
sources: [{id: agence, name: "Agence [sic] [/b] \\e[31m"}, {id: other, name: Other}]
speakers: [{id: anonymous-aide, description: an aide}]
claims:
  - {id: first-claim, text: "It is [/] what: it is", speaker: anonymous-aide, source: agence, topics: [alpha, beta]}
"""


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("coalition mem", ["members"]),
        ("coalition claims --source po", ["politico"]),
        ("coalition diff a b --fields eff", ["effect"]),
        ("coalition schema claims-", ["claims-file"]),
        ("coalition stats --by cred", ["credibility"]),
        ("coalition claims --source politico,li", ["politico,liga-net"]),
        ("coalition claims --speaker european", ["european-diplomat"]),
        ("coalition claims --topic gre", ["greenland"]),
        (
            "coalition claims --kind ",
            ["event", "numerical", "causal", "position", "prediction"],
        ),
        ("coalition stats --kind event,p", ["event,position", "event,prediction"]),
        ("coalition claims --status ", ["active", "draft", "corrected", "retracted"]),
        ("coalition claims --confidence ", ["none", "low", "medium", "high"]),
        ("coalition claims --confidence low,h", ["low,high"]),
        ("coalition claims --article politico", ["politico-divorce"]),
        ("coalition stats --source po", ["politico"]),
        ("coalition claims --fields conf", ["confidence", "confidence_label"]),
        ("coalition claims --fields id,conf", ["id,confidence", "id,confidence_label"]),
        ("coalition members --fields n", ["name", "nato", "nuclear"]),
        ("coalition claims --sort id,-conf", ["id,-confidence", "id,-confidence_label"]),
        ("coalition stats --by kin", ["kind"]),
        ("coalition drift --fields sim", ["similarity"]),
        ("coalition drift --sort claim,-sim", ["claim,-similarity"]),
        ("coalition sourcing --fields by", ["by_source", "by_speaker", "by_topic"]),
        ("coalition sourcing --source po", ["politico"]),
        ("coalition claims --format js", ["json", "jsonl"]),
        ("coalition claims --min", ["--min-confidence"]),
        ("coalition show red", ["red-lines"]),
        ("coalition show GB UA", ["UA"]),
        ("coalition show po", ["politico", "politico-divorce"]),
        ("coalition claims --source zz", []),
        ("coalition claims --fields al", ["all"]),
        ("coalition help comp", ["completion"]),
        ("coalition help cla", ["claims"]),
        ("coalition claims -fjs", ["-fjson", "-fjsonl"]),
        ("coalition stats --by source --fields ", ["source", "claims"]),
        ("coalition show liga --fields head", ["headline"]),
        ("coalition claims --sort app", []),
        ("coalition claims --fields id,id", []),
        ("coalition claims red -- sour", ["source:"]),
        ("coalition claims -n", ["-n"]),
        ("coalition claims -n ten --source po", ["politico"]),
    ],
)
def test_bash_is_offered_values(line: str, offered: list[str]) -> None:
    assert complete("bash", line) == offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("coalition claims -d {} --source a", ["agence"]),
        ("coalition claims -d {} --topic ", ["alpha", "beta"]),
        ("coalition show -d {} an", ["anonymous-aide"]),
        ("coalition -d {} show an", ["anonymous-aide"]),
        ("coalition -d {} claims --source a", ["agence"]),
        ("coalition claims -d {}.missing --source a", []),
    ],
)
def test_the_values_are_those_of_the_data_at_hand(
    claims_file: Write, line: str, offered: list[str]
) -> None:
    assert complete("bash", line.format(claims_file(CORPUS))) == offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("coalition show -d {} k2999", ["k2999"]),
        ("coalition show -d {} n-2999", ["n-2999"]),
        ("coalition claims -d {} --topic t2999", ["t2999"]),
        ("coalition claims -d {} --topic t1,t2999", ["t1,t2999"]),
        ("coalition claims -d {} --source n-2999", ["n-2999"]),
    ],
)
def test_what_begins_so_is_found_among_very_many(
    claims_file: Write, line: str, offered: list[str]
) -> None:
    claims = [
        {"id": f"k{n}", "text": "It is so.", "source": f"n-{n}", "topics": [f"t{n}"]}
        for n in range(3000)
    ]
    assert complete("bash", line.format(claims_file(json.dumps(claims), "many.json"))) == offered


SHARED = """\
sources: [{id: politico, name: Politico}, {id: unn, name: UNN}]
speakers: [{id: politico, name: Politico's reporters}, {id: sue, name: Sue}]
claims: [{id: stated, text: It is so., speaker: politico, source: politico}]
"""


def test_an_id_that_two_records_share_is_offered_once(claims_file: Write) -> None:
    env = {"COALITION_DATA": claims_file(SHARED)}
    assert complete("bash", "coalition show po", env) == ["politico"]


def test_the_data_of_the_environment_is_at_hand(claims_file: Write) -> None:
    env = {"COALITION_DATA": claims_file(CORPUS)}
    assert complete("bash", "coalition claims --speaker an", env) == ["anonymous-aide"]


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_shells_that_show_it_are_told_what_an_id_stands_for(shell: str) -> None:
    assert complete(shell, "coalition claims --source po") == ["politico\tPolitico"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_what_an_id_stands_for_is_one_visible_line(claims_file: Write, shell: str) -> None:
    env = {"COALITION_DATA": claims_file(CORPUS)}
    [source] = complete(shell, "coalition claims --source ag", env)
    assert source == "agence\tAgence [sic] [/b] \\x1b[31m"
    [claim] = complete(shell, "coalition show fi", env)
    assert claim == "first-claim\tIt is [/] what: it is"
    env = {"COALITION_DATA": claims_file(f"claims: [{{id: long, text: {'long ' * 99}}}]")}
    [claim] = complete(shell, "coalition show l", env)
    assert claim == f"long\t{'long ' * 40}".rstrip() + " "


def query_commands() -> list[str]:
    """Return the commands that take query words."""
    program: Any = get_command(app)
    context = typer.Context(program)
    commands = {name: program.get_command(context, name) for name in COMMANDS}
    return [name for name, one in commands.items() if any(p.name == "query" for p in one.params)]


@pytest.mark.parametrize("command", query_commands())
def test_the_fields_offered_are_those_that_the_command_takes(coalition: Run, command: str) -> None:
    options = ["-d", ROOT / "data" / "claims.yaml"]
    options += ["--text", f"liga={__file__}"] if command == "verify" else []
    words = ["csv", "-o", "claims"] if command == "export" else []
    error = coalition(command, *words, "no_such_field:x", *options).err
    listed = re.findall(r"(?m)^(?:the fields|those of its speaker and source): (.+)", error)
    taken = ", ".join(listed).split(", ")
    offered = complete("bash", " ".join(["coalition", command, *words, ""]))
    assert [f"{name}:" for name in taken if f"{name}:" in offered] + ["not:"] == offered
    for name in {f"{name}:" for name in taken} - set(offered):
        # It only repeats another field in words, and is offered to those who type more of it.
        begun = name[: name.rindex("_") + 1]
        assert name in complete("bash", " ".join(["coalition", command, *words, begun]))


def test_nothing_waits_for_standard_input_or_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for data in ("-", str(pipe), str(tmp_path)):
        env = {**os.environ, "_COALITION_COMPLETE": "complete_zsh"}
        env["_COALITION_LINE"] = f"coalition claims -d {data} --source "
        with subprocess.Popen(
            [PROGRAM], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as program:
            assert program.stdout is not None
            assert program.stdout.read() == b"words\n"  # though nobody has closed its input


def documented() -> list[tuple[str, str]]:
    """Return the lines of docs/completion.md, and what TAB makes of them."""
    page = (ROOT / "docs" / "completion.md").read_text(encoding="utf-8")
    return re.findall(r"(?m)^\| `([^`]+)` \| `([^`]+)`", page)


@pytest.mark.parametrize(("typed", "made"), documented())
def test_the_page_on_completion_is_true(typed: str, made: str) -> None:
    begun, _, _ = typed.rpartition(" ")
    [word, *_] = complete("zsh", f"coalition {typed.removeprefix('coalition ')}")
    assert f"{begun} {word.partition(chr(9))[0]}" == made


def test_the_page_on_completion_has_examples() -> None:
    assert len(documented()) >= 10


@pytest.mark.parametrize("option", ["--version", "--install-completion", "--show-completion"])
def test_an_option_that_does_something_else_does_nothing(tmp_path: Path, option: str) -> None:
    env = {"HOME": str(tmp_path), "SHELL": "/bin/bash", "COALITION_CACHE": "off"}
    assert complete("bash", f"coalition {option} sho", env) == ["show"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "word", "offered"),
    [
        ("topic:nu", "nu", ["nuclear"]),
        ("topic:NU", "NU", ["nuclear"]),
        ("topic:NU", "topic:NU", ["topic:nuclear"]),
        ("source:ag", "ag", ["Agência\\ Lusa", "Agence"]),
        ("source:ag", "source:ag", ["source:Agência\\ Lusa", "source:Agence"]),
        ("source:agen", "agen", []),
        ("source:o", "o", ["Övre", "Ostra"]),
        ("source:o", "source:o", []),  # bash would take the letter away
        ("not:source:ov", "ov", ["Övre"]),
    ],
)
def test_bash_is_offered_other_spellings_if_it_keeps_what_was_typed(
    claims_file: Write, typed: str, word: str, offered: list[str]
) -> None:
    claims = [
        {"id": f"c{n}", "text": "x", "source": one, "topics": ["nuclear"]}
        for n, one in enumerate(SPELLINGS)
    ]
    env = {"COALITION_DATA": claims_file(json.dumps(claims), "claims.json")}
    assert complete("bash", f"coalition claims {typed}", {**env, "_WORD": word}) == offered


@pytest.mark.parametrize(
    ("command", "offered"),
    [
        ("show", ["topmast", "topic", "topic:"]),
        ("rename", ["topmast", "topic", "topic:"]),
        ("edit", ["topmast"]),
        ("set", ["topmast"]),
    ],
)
def test_a_topic_is_offered_only_to_a_command_that_takes_it(
    claims_file: Write, command: str, offered: list[str]
) -> None:
    claims = [{"id": "topmast", "text": "x", "topics": ["topic"]}]
    env = {"COALITION_DATA": claims_file(json.dumps(claims), "claims.json")}
    assert complete("bash", f"coalition {command} top", env) == offered


SPELLINGS = ["Agência Lusa", "Agence", "Övre", "Ostra"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_data_with_problems_offers_nothing_and_says_nothing(claims_file: Write, shell: str) -> None:
    env = {"COALITION_DATA": claims_file("claims: [")}
    assert complete(shell, "coalition claims --source ", env) == []


def test_the_codes_of_problems_are_offered() -> None:
    offered = ["no-appearance", "no-anonymity-reason", "no-attribution"]
    assert complete("bash", "coalition check --explain no-a") == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("--select no-a", ["no-appearance", "no-anonymity-reason", "no-attribution"]),
        ("--ignore s", ["strict", "same-name", "same-address", "silent-correction"]),
        ("--select strict,no-ap", ["strict,no-appearance"]),
        ("--select no-url,no-u", []),  # it is there
        ("--select e", ["error", "early-retelling", "early-correction"]),
        ("--ignore e", ["early-retelling", "early-correction"]),  # no error can be ignored
        ("--ignore bad-", []),
        ("--fail-on ", ["error", "warning", "strict"]),
    ],
)
def test_so_are_codes_and_tiers_of_problems_in_comma_lists(typed: str, offered: list[str]) -> None:
    assert complete("bash", f"coalition check {typed}") == offered


def test_powershell_is_offered_only_what_is_no_code_in_any_quotes(claims_file: Write) -> None:
    values = [
        "two words",
        "a;b",
        "$(x)",
        "a$b",
        "a`b",
        "a,b",
        "@x",
        "O'B",
        'a"b',
        "a|b",
        "#a",
        "é",
        "“a”",
    ]
    sources = [{"id": "plain-1", "name": "It's $(x)"}, {"id": "plain-2", "name": "Plain 2."}]
    claims = [{"id": f"c{n}", "text": "x", "source": one} for n, one in enumerate(values)]
    file = claims_file(json.dumps({"sources": sources, "claims": claims}), name="claims.json")
    offered = complete("powershell", "coalition claims --source ", {"COALITION_DATA": file})
    assert offered == ["plain-1\t", "plain-2\tPlain 2."]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "none"])
def test_a_script_of_typer_that_runs_its_answer_gets_none(shell: str) -> None:
    asked = {"_COALITION_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": "coalition show "}
    done = subprocess.run([PROGRAM], env={**os.environ, **asked}, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    ("shell", "line", "words"),
    [
        ("bash", r'''a\ b 'c d' \"e "f g\"''', [["a b", "c d", '"e'], 'f g"']),
        ("bash", r"""a"b\"\$\c"'d\'e$'f\'g' h""", [["ab\"$\\cd\\ef'g"], "h"]),
        ("bash", "a \\\n b\\\nc d'e\nf", [["a", "bc"], "de\nf"]),
        ("bash", "~/a $HERE/b ${HERE}c '$HERE' \"~$HERE\" a~ ~", [["/home/a", "/here/b", "/herec", "$HERE", "~/here", "a~"], "/home"]),
        ("zsh", "$(date) `date` $NOWHERE ~nobody-known/ ", [["$(date)", "`date`", "$NOWHERE", "~nobody-known/"], ""]),
        ("fish", r"""'it\'s' 'a\\b' "\$x" c""", [["it's", "a\\b", "$x"], "c"]),
        ("powershell", r"C:\a\b 'c d' ", [["C:\\a\\b", "c d"], ""]),
    ],
)  # fmt: skip
def test_a_line_is_taken_apart_as_its_shell_would(
    monkeypatch: pytest.MonkeyPatch, shell: str, line: str, words: list[object]
) -> None:
    monkeypatch.setenv("HOME", "/home")
    monkeypatch.setenv("HERE", "/here")
    typed = taken_apart(line, shell)
    assert [typed.words, typed.last] == words


def test_values_of_files_without_errors_are_offered_where_the_line_keeps_going(
    claims_file: Write,
) -> None:
    sound, broken = claims_file(CORPUS), claims_file("claims: [", name="cut.yaml")
    line = f"coalition {{}} claims -d {sound} -d {broken} {{}} --source ag"
    assert complete("fish", line.format("", "")) == []
    for asked in (("", "--keep-going"), ("--keep-going", "")):
        assert [word.split("\t")[0] for word in complete("fish", line.format(*asked))] == ["agence"]


def test_parts_of_a_claim_are_offered_by_their_numbers_with_what_they_say(tmp_path: Path) -> None:
    reviews = "[{by: dock, rating: Half right}, {rating: Wrong}]"
    text = f"claims: [{{id: ferry, text: t, reviews: {reviews}, appearances: [{{article: a}}]}}]\n"
    file = tmp_path / "c.yaml"
    file.write_text(f"articles: [{{id: a}}]\n{text}", encoding="utf-8")
    line = f"coalition set -d {file} ferry "
    offered = "\n".join(complete("zsh", f"{line}reviews."))
    assert "reviews.1." in offered
    assert "Half right (dock)" in offered
    assert "Wrong" in offered
    assert "reviews.1.rating" in "\n".join(complete("zsh", f"{line}reviews.1.rat"))
    assert "appearances.a." in "\n".join(complete("zsh", f"{line}appearances."))
