"""What a run imports: its own command, and nothing that only others need."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import coalition_cli
from coalition_cli.cli import COMMANDS

from .conftest import Run

pytestmark = pytest.mark.slow

Write = Callable[..., str]

DATA = """\
articles:
- {id: first, publisher: gazette}
- {id: second, retells: [first]}
sources:
- {id: gazette, name: The Gazette}
speakers:
- {id: ann, name: Ann}
members:
- {country: MT, name: Malta, eu: true, nato: false, nuclear: false}
facts:
- {id: bridge, text: The bridge is shut., supports: [shut]}
claims:
- id: shut
  text: The bridge is shut.
  speaker: ann
  source: gazette
  confidence: high
  topics: [bridges]
  appearances:
  - {article: first, quote: The bridge is shut.}
  - {article: second, quote: The bridge was shut.}
"""
# What takes long to import, and the commands that need it where the index is known.
DEAR = {
    *("rich", "yaml", "msgspec", "rapidfuzz", "csv", "pydantic", "prompt_toolkit", "selectolax"),
    *("markdown_it", "jinja2", "textual"),
}
# Modules of commands/ that have no command: they are what commands share.
SHARED = {"answering", "opening", "overwriting", "publishing"}
SHARED |= {"completion", "completion.parameters", "conversation", "options"}
SHARED |= {
    "options.filters",
    "options.leaving",
    "options.listed",
    "options.packing",
    "options.shared",
}
COMMANDS_FOLDER = Path(coalition_cli.__file__).parent / "commands"
OF_EACH_ANSWER = {"asking", "opening"}


class Case(NamedTuple):
    """A command with its arguments, and what it needs beside what all commands do."""

    asked: str
    answers: str = ""  # modules of answers/
    dear: str = ""
    commands: str = ""  # more modules of commands/


# Before Python 3.13, importlib.metadata reads the files of a package with csv.
_OF_METADATA = " csv" if sys.version_info < (3, 13) else ""

CASES = [
    *(Case(f"{name} -d DATA --json") for name in COMMANDS if COMMANDS[name] == "lists"),
    Case("claims -d DATA --source gazette -f csv", dear="csv"),
    Case("claims -d DATA --count"),
    Case("claims -d DATA bridge not:anonymous:true --sort -date -f yaml"),
    Case("show -d DATA shut ann --json", "articles records"),
    Case("stats -d DATA --by source --json", "counts"),
    Case("timeline -d DATA --json", "articles timeline"),
    Case("drift -d DATA --json", "articles drift", "rapidfuzz"),
    Case("sourcing -d DATA --json", "articles sourcing"),
    Case(
        "verify article:first -d DATA --text first=TEXT --json",
        "texts verify",
        "rapidfuzz",
        "options.texts",
    ),
    Case(
        "verify article:first -d DATA --text first=SAVED --json",
        "texts verify",
        "rapidfuzz selectolax",
        "options.texts",
    ),
    Case(
        "verify article:first -d DATA --text first=NOTES --json",
        "texts verify",
        "rapidfuzz selectolax markdown_it",
        "options.texts",
    ),
    Case("diff DATA DATA --json", "articles concealing crediting differences matching pairing"),
    Case(
        "page -d DATA",
        "articles contents counts dossier drift outlets parts records sourcing timeline"
        " uncorrected",
        "msgspec rapidfuzz jinja2",
        "options.page",
    ),
    Case(
        "export csv -d DATA -o NEW",
        "articles parts",
        "csv msgspec rapidfuzz",
        "options.export options.texts",
    ),
    Case(
        "export sqlite -d DATA -o NEW.db",
        "articles parts",
        "msgspec rapidfuzz",
        "options.export options.texts",
    ),
    Case("cache --json", "overview"),
    Case("doctor --json", "columns doctor", f"rich{_OF_METADATA}", "completion.shells"),
    Case(
        "check DATA",
        dear="yaml rapidfuzz",
        commands="options.check check_report options.paths options.texts",
    ),
    Case(
        "new source -d DATA --name Echo --dry-run",
        "texts",
        "yaml rapidfuzz",
        "conversation.asking options.changing options.new scripted options.stating",
    ),
    Case("review -d DATA", "texts", "rapidfuzz", "conversation.asking next_steps options.texts"),
    Case(
        "set -d DATA shut note Yes --dry-run", "columns", "rich yaml rapidfuzz", "options.changing"
    ),
    Case(
        "rename -d DATA shut closed --dry-run",
        "columns",
        "rich yaml rapidfuzz",
        "options.changing",
    ),
    Case("init NEW --dry-run --no-hook", commands="conversation.asking options.changing"),
    Case(
        "edit shut -d DATA --dry-run",
        "articles records",
        "rapidfuzz",
        "conversation.asking options.changing",
    ),
    Case(
        "fmt --dry-run DATA",
        dear="yaml rapidfuzz",
        commands="options.changing differing failing options.fmt formatting options.paths",
    ),
    Case("import TABLE", dear="csv yaml"),
    Case("draft PAGE", dear="rapidfuzz selectolax yaml", commands="options.draft next_steps"),
    Case("schema claims"),
    Case("help", commands="helping"),
    Case("help queries", "columns", "rich", "helping"),
    Case("claims -d DATA -f table", "columns", "rich"),
    Case("stats -d DATA -f table", "articles called columns counts", "rich"),
    Case("stats -d DATA --count", "counts"),
    Case("claims -d DATA -f tsv", "columns", "csv"),
    Case("claims -d DATA -1", "columns", "rich"),
]

_LOADED = (
    "import sys; from coalition_cli.__main__ import main; code = main(sys.argv[1:]); "
    "print('\\n', *sys.modules); sys.exit(code)"
)


def loaded(*arguments: str) -> set[str]:
    """Return the modules that a run has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={**os.environ, "EDITOR": "true"},
    )
    said = re.match(
        "$|coalition: (no problems|no draft is left to read|would .*|1 row in; .*|1 claim of .*"
        "|to look at it: .*)\n",
        done.stderr,
    )
    assert (done.returncode, bool(said)) == (0, True), done.stderr
    return set(done.stdout.splitlines()[-1].split())


def room(modules: set[str], name: str) -> set[str]:
    """Return the modules of a room that are among these."""
    inside = f"coalition_cli.{name}."
    return {module.removeprefix(inside) for module in modules if module.startswith(inside)}


def test_each_command_has_a_case() -> None:
    on_a_terminal = {"browse"}  # test_browse.py
    assert {case.asked.split()[0] for case in CASES} | on_a_terminal == set(COMMANDS)


def test_each_module_of_commands_is_of_a_command_or_shared() -> None:
    modules = {path.stem for path in COMMANDS_FOLDER.glob("[!_]*.py")}
    without_command = {"overview", "helping"}  # `coalition` alone, and -h
    without_command |= {"next_steps"}  # of review and draft
    without_command |= {"scripted"}  # of new
    without_command |= {"check_report", "check_fix", "check_leaks"}  # parts of check
    without_command |= {"lakes"}  # of export
    without_command |= {"failing"}  # what is said of a failure
    without_command |= {"formatting"}  # of fmt
    without_command |= {"differing"}  # of commands that change claims files
    shared = {name for name in SHARED if (COMMANDS_FOLDER / f"{name}.py").exists()}
    assert modules == {*COMMANDS.values(), *shared, *without_command}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.asked)
def test_a_run_imports_its_own_command_and_what_that_needs(
    coalition: Run, claims_file: Write, tmp_path: Path, case: Case
) -> None:
    text = tmp_path / "first.txt"
    text.write_text('"The bridge is shut."')
    table = tmp_path / "table.csv"
    table.write_text("claim,speaker\nIt snows.,Ann\n")
    page = tmp_path / "page.html"
    page.write_text("<html><p>“The bridge is shut,” said Ann Lee on Monday.</p></html>")
    saved, notes = tmp_path / "first.html", tmp_path / "first.md"
    saved.write_text('<html><p>She said: "The bridge is shut."</p></html>')
    notes.write_text('# News\n\nShe said: "The *bridge* is shut."')
    places = {
        "PAGE": str(page),
        "SAVED": f"first={saved}",
        "NOTES": f"first={notes}",
        "DATA": claims_file(DATA),
        "TEXT": f"first={text}",
        "TABLE": str(table),
    }
    words = [places.get(word.removeprefix("first="), word) for word in case.asked.split()]
    assert coalition("claims", "-d", places["DATA"], "--count").out == "1\n"  # now it is known
    modules = loaded(*words)
    assert "typer" in modules
    assert room(modules, "commands") - SHARED == {COMMANDS[words[0]], *case.commands.split()}
    assert room(modules, "answers") - OF_EACH_ANSWER == set(case.answers.split())
    assert modules & DEAR == set(case.dear.split())
    finds = words[0] == "draft"  # nothing else looks for attributions, `new` without a text neither
    assert bool(room(modules, "attributing")) == finds


@pytest.mark.parametrize(
    ("asked", "dear"),
    [("claims -h", ""), ("-h", "rapidfuzz"), ("--version", ""), ("-d DATA", "rich")],
)
def test_help_and_the_overview_import_no_more_than_they_need(
    coalition: Run, claims_file: Write, asked: str, dear: str
) -> None:
    data = claims_file(DATA)
    assert coalition("claims", "-d", data, "--count").out == "1\n"
    words = [word.replace("DATA", data) for word in asked.split()]
    assert loaded(*words) & DEAR == set(dear.split())


_AT_THE_END = """
import atexit, gc, sys
atexit.register(lambda: print(gc.get_freeze_count() > 10_000, file=sys.stderr))
from coalition_cli.__main__ import run
sys.argv = ["coalition", *sys.argv[1:]]
run()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "code"), [("claims --count", 0), ("show nothing", 1), ("claims --nothing", 2)]
)
def test_a_process_ends_without_a_last_search_for_garbage(command: str, code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _AT_THE_END, *command.split()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.splitlines()[-1]) == (code, "True")
