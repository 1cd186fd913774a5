"""What docs/lakes.md shows of the program: the tables of a lake, and what is refused."""

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from coalition_cli.index.tables import list_fields
from coalition_cli.lake.layout import SEARCHED, TABLES, TOKENS, Table
from coalition_cli.model import SECTIONS
from coalition_cli.query.tables import (
    SHOWN_TOPICS,
    TOPIC_SPELLINGS,
    WITHHELD,
    list_table,
    tokens_of,
)

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "lakes.md"
EXAMPLE = ROOT / "data" / "claims.yaml"

_ROWS = {
    "file": "what a claims file states of itself",
    "stated_appearances": "appearance that its claim states",
    TOPIC_SPELLINGS: "spelling of a topic, and how most claims spell that",
    SHOWN_TOPICS: "topic of a claim, as most claims spell it",
    WITHHELD: "none: whose name is withheld is in no lake",
    "files": "claims file, and whether it withholds names",
}
_RECORD, _VALUE, _WORD = "record", "value of a list", "word of a record, and where it stands"
_LISTS = {
    list_table(section, field): field.column
    for section in SECTIONS.values()
    for field in list_fields(section)
}

# What is refused, each with a lake of its own beside its claims files.
REFUSED = [
    "coalition check claims.lake",
    "coalition claims -d claims.lake -d claims/",
    "coalition export lake claims.lake -d claims/",
    "coalition export lake claims.lake --into -d claims/",
    "coalition export lake new.lake --as-of 2026-02-01 -d claims/",
    "coalition claims -d claims/ --engine sc://localhost:15002",
    "coalition claims -d s3://bucket/claims.lake",
    "rm claims.lake/manifest.json\ncoalition claims -d claims.lake",
    'sed -i \'s/"coalition_lake": 1/"coalition_lake": 2/\' claims.lake/manifest.json\n'
    "coalition claims -d claims.lake",
    "rm claims.lake/claims/000-00000.parquet\ncoalition claims -d claims.lake",
    "coalition page -d withheld.lake",
]
_WITHHELD = "speakers: [{id: aide, name: Max Roe, description: an aide, anonymous: true}]\n"


_TABLES = re.compile(r"^\| folder \|.*?(?=^$)", re.MULTILINE | re.DOTALL)
_REFUSALS = re.compile(r"^```text\n.*?^```\n", re.MULTILINE | re.DOTALL)


def page() -> str:
    """Return the page with what the program says."""
    text = PAGE.read_text(encoding="utf-8")
    for shown, now in ((_TABLES, tables), (_REFUSALS, refusals)):
        [before] = shown.findall(text)
        text = text.replace(before, now())
    return text


def tables() -> str:
    """Return the tables of a lake, those with the same columns in a row."""
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for table in TABLES.values():
        rows[_row_of(table), _columns(table)].append(table.name)
    rows[_WORD, ", ".join(f"`{column.name}`" for column in TOKENS)] += map(tokens_of, SEARCHED)
    lines = ["| folder | a row for each | columns |", "|---|---|---|"]
    for (meaning, columns), names in rows.items():
        lines.append(f"| {', '.join(f'`{name}`' for name in names)} | {meaning} | {columns} |")
    return "\n".join([*lines, ""])


def _row_of(table: Table) -> str:
    if table.name in _LISTS:
        return _VALUE
    return _ROWS.get(table.name) or _RECORD


def _columns(table: Table) -> str:
    """Return the columns of a table; the fields of a section, and the value of a list, in words."""
    fields = [field.name for field in SECTIONS[table.name].fields] if table.name in SECTIONS else ()
    columns: list[str] = []
    for column in table.columns:
        if column.name in fields:
            if "its fields" not in columns:
                columns.append("its fields")
        elif column.name == _LISTS.get(table.name):
            columns.append("the value")
        else:
            columns.append(f"`{column.name}`")
    return ", ".join(columns).replace("its fields", "its [fields](fields.md)")


def refusals() -> str:
    """Return what is refused, with the message of each."""
    said = []
    with TemporaryDirectory() as scratch:
        made = Path(scratch, "made")
        prepare(made)
        (made / "withheld.yaml").write_text(_WITHHELD, encoding="utf-8")
        for lake, data in (("claims.lake", "claims/"), ("withheld.lake", "withheld.yaml")):
            bash(f"coalition export lake {lake} -d {data}", made)
        for number, commands in enumerate(REFUSED):
            folder = shutil.copytree(made, f"{scratch}/{number}")
            shown = "".join(f"$ {line}\n" for line in commands.splitlines())
            said.append(shown + bash(commands, folder, 2, 3).stderr)
    return "```text\n" + "\n".join(said) + "```\n"


def prepare(folder: Path) -> None:
    """Write the claims files that the commands of the page read."""
    (folder / "claims").mkdir(parents=True)
    shutil.copy(EXAMPLE, folder / "claims")
    (folder / "march").mkdir()
    march = "claims: [{id: ferry, text: The ferry sails in May., source: politico}]\n"
    (folder / "march" / "claims.yaml").write_text(march, encoding="utf-8")
    speakers = {"january": "Jo Doe", "february": "Jo Doe", "april": "Ann Poe", "may": "Kim Roe"}
    for month, speaker in speakers.items():
        rows = f"claim,said by\nIt rains in {month}.,{speaker}\n"
        (folder / f"{month}.csv").write_text(rows, encoding="utf-8")


def bash(script: str, folder: str | Path, *codes: int) -> "subprocess.CompletedProcess[str]":
    """Run a script in a folder; it has to end with one of these codes, or else with 0."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    result = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "COALITION_CACHE": "off"},
        check=False,
    )
    assert result.returncode in (codes or (0,)), f"{script}\n{result}"
    return result


def commands() -> Iterator[str]:
    """Yield the blocks of commands of the page."""
    block: list[str] | None = None
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line == "```sh":
            block = []
        elif line == "```" and block is not None:
            yield "\n".join(block)
            block = None
        elif block is not None:
            block.append(line)
