"""What the TAB key offers, asked of the installed program as the shells ask it."""

# ruff: noqa: E501 - a line of a shell is one line

import json
import os
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.commands.typed import taken_apart

pytestmark = pytest.mark.slow

PROGRAM = Path(sysconfig.get_path("scripts")) / "coalition"
Write = Callable[..., str]


def complete(shell: str, line: str, env: dict[str, str] | None = None) -> list[str]:
    """Return what a shell is offered at the end of a line, each with what it stands for."""
    asked = {
        "_COALITION_COMPLETE": f"complete_{shell}",
        "_COALITION_LINE": line,
        "_COALITION_WORD": line.rpartition(" ")[2],  # for bash, where no quotation is open
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
        ("coalition claims --status ", ["active", "corrected", "retracted"]),
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


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_data_with_problems_offers_nothing_and_says_nothing(claims_file: Write, shell: str) -> None:
    env = {"COALITION_DATA": claims_file("claims: [")}
    assert complete(shell, "coalition claims --source ", env) == []


def test_the_codes_of_problems_are_offered() -> None:
    offered = ["no-appearance", "no-anonymity-reason", "no-attribution"]
    assert complete("bash", "coalition check --explain no-a") == offered


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
