"""The man page is made from the help and the pages in docs/, and programs for man pages read it."""

import re
import shutil
import subprocess

import pytest
from typer.main import get_command

from coalition_cli.cli import COMMANDS, app
from coalition_cli.commands.helping import summary
from coalition_cli.manual import TOPICS

from . import documents, manual

PAGE = manual.FILE.read_text(encoding="utf-8")


def test_it_is_that_of_the_commands_and_the_topics() -> None:
    assert manual.manual(manual.date()) == PAGE


def drawn() -> str:
    """Return the man page as `man` shows it, its blanks as one."""
    if shutil.which("man") is None:
        pytest.skip("there is no man here: install it, of man-db")
    done = subprocess.run(
        ["man", "--warnings", "-l", str(manual.FILE)],
        env={"MANWIDTH": "100", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "GROFF_NO_SGR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    text = re.sub("‐\n +", "", re.sub(".\b", "", done.stdout))
    return " ".join(text.split())


@pytest.mark.slow
def test_man_shows_it() -> None:
    text = drawn()
    assert "NAME coalition - browse attributed claims SYNOPSIS coalition [OPTIONS]" in text
    for name in COMMANDS:
        assert f" coalition {name} [OPTIONS]" in text
    assert "-n, --number N At most N rows." in text
    assert r"coalition claims greenland not:anonymous:true --json | jq -r '.[].text'" in text
    for name in manual.SECTIONS:
        page = documents.PAGES[TOPICS[name].page].read_text(encoding="utf-8")
        title, *headings = re.findall(r"(?m)^#+ (.*)$", re.sub(r"(?ms)^```.*?^```$", "", page))
        assert f" {title.upper()} " in text
        for heading in headings:
            assert f" {heading} " in text
    assert "Łódź" in text


@pytest.mark.slow
def test_mandoc_has_nothing_to_say() -> None:
    if shutil.which("mandoc") is None:
        pytest.skip("there is no mandoc here: install it")
    done = subprocess.run(
        ["mandoc", "-Tlint", str(manual.FILE)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_each_command_says_what_it_does_in_one_sentence() -> None:
    program = get_command(app)
    for name in COMMANDS:
        said = summary(program.get_command(None, name))  # type: ignore[attr-defined]
        assert re.fullmatch(r"[A-Z](?:(?!\. ).)*\.", said), name
        assert len(said) <= 65  # a line of the help at 80 columns
