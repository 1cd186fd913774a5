"""What the program writes about itself: the README's outputs, docs/ with pictures, a schema.

`python -m tests.documents` writes them again; test_documents.py fails when they are out of date.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from coalition_cli.browsing.drawing import by_part, names_of
from coalition_cli.commands.answering import OF_EXAMPLE
from coalition_cli.json_schema import schema
from coalition_cli.model import SECTIONS, Field, Section, Type
from coalition_cli.model.codes import CODES, Severity
from coalition_cli.model.results import RESULTS

from . import lake_page, manual, pictures
from .terminals import on_terminal

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = {page.stem: page for page in sorted((ROOT / "docs").glob("*.md"))}
FIELDS = ROOT / "docs" / "fields.md"
PROBLEMS = ROOT / "docs" / "problems.md"
VERIFYING = ROOT / "docs" / "verifying.md"  # written by hand, its examples are tried
NOTEBOOKS = ROOT / "docs" / "notebooks.md"  # so is this one
BROWSING = ROOT / "docs" / "browsing.md"
EXAMPLE = ["page", "--as-of", "2026-02-01"]  # the command that makes pictures.PAGE
SCHEMA = ROOT / "data" / "claims.schema.json"  # where claims.yaml says that it is
ERRORS = ROOT / "tests" / "errors"
COLUMNS = 96  # of the terminal that the README shows
PAGE_COLUMNS = 80  # of that of the pages in docs/
PAGE_ROOM = 76  # what help has for their examples on 80 columns, beside its margin

_CONSOLE = re.compile(r"(?<=^```console\n)\$ (?:.*\n)*?(?=```$)", re.MULTILINE)
_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)


def readme() -> str:
    """Return the README with the output of each command that it shows."""
    return shown(README, COLUMNS)


def shown(page: Path, columns: int = PAGE_COLUMNS) -> str:
    """Return a page with the output of each command that it shows."""

    def run(found: re.Match[str]) -> str:
        return "".join(f"$ {command}\n{output(command)}" for command in _COMMAND.findall(found[0]))

    def output(command: str) -> str:
        out = _output(command, columns)
        fits = columns != PAGE_COLUMNS or max(map(len, out.splitlines()), default=0) <= PAGE_ROOM
        return out if fits else _output(command, PAGE_ROOM)

    _output("coalition claims --count")  # makes the index, and on a slow day says how far it is
    return _CONSOLE.sub(run, page.read_text(encoding="utf-8"))


def _output(command: str, columns: int = COLUMNS) -> str:
    script = f'PATH="{Path(sys.executable).parent}:$PATH"; {command}'
    environment = {**os.environ, "NO_COLOR": "1", "PAGER": "cat", "LC_ALL": "C.UTF-8"}
    with TemporaryDirectory() as nowhere:  # where no project is: the example is shown
        script = f"cd {nowhere} && {script}"
        result = on_terminal(["bash", "-c", script], columns=columns, rows=100, env=environment)
    assert result.code == 0, result
    # The README says once that it shows the example, and not at each command.
    return result.out.replace(f"coalition: {OF_EXAMPLE}\n", "")


def fields() -> str:
    """Return the reference of the fields, by section."""
    parts = [
        "# Fields\n",
        "This page has every field of every record. Some fields are worked out by the program:\n"
        "they are only in its answers. The others may stand in a claims file. `--fields` takes\n"
        "all of them. Queries take all but `extra`: in a record within, such as reviews, they\n"
        "look for words. `--sort` takes all but records and `extra`. `file`, `membership`,\n"
        "`reference`, `reviews`, `evidence` and `corrections` are parts of others and have no\n"
        "list. `coalition help format` has an example of each. After the records come the fields\n"
        "that commands work out: those of `check`, `verify`, `drift` and so on. The program\n"
        "writes this page from `model/fields.py` and `model/results.py`.\n",
    ]
    for section in (*SECTIONS.values(), *RESULTS.values()):
        parts.append(f"## {section.name}\n")
        parts.append("| field | type | required | meaning |\n|---|---|---|---|")
        parts += [_field(section, field) for field in section.fields]
        parts.append("")
    return "\n".join(parts)


def _field(section: Section, field: Field) -> str:
    kind = _KINDS.get(field.type, field.type.value)
    if field.type is Type.WORD:
        kind = ", ".join(f"`{word}`" for word in field.words)
    if field.type is Type.NUMBER and field.at_most is not None:
        kind = f"{field.at_least} to {field.at_most}"
    if field.of:
        kind += f" ({field.of})"
    kind = f"list: {kind}" if field.many else kind
    meaning = f"*worked out:* {field.meaning}" if field.derived else field.meaning
    if field.query_name != field.name:
        meaning += f" (in a query: `{field.query_name}`)"
    return f"| `{field.name}` | {kind} | {'yes' if field.required else ''} | {meaning} |"


_KINDS: Mapping[Type, str] = {Type.ID: "id, without blanks", Type.REFERENCE: "id"}


_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "An error",
    Severity.WARNING: "A warning",
    Severity.STRICT: "Strict",
}


def problems() -> str:
    """Return the reference of the problems, each with a smallest file that has it."""
    parts = [
        "# Problems\n",
        "This page has all problems that `coalition check` finds, and those of "
        "`coalition import`,\nby their codes. A code never changes its meaning. "
        "Each code has a severity:\n",
        "- an **error** stops every other command: the file cannot be used. `check` exits with 1.\n"
        "  Only `confidential-name` stops no command, because every answer leaves the name out.\n"
        "- a **warning** says that something is doubtful. Only `check` reports it, and exits with\n"
        "  0 if there is nothing worse. If a file cannot be read to its end, there are no\n"
        "  warnings.\n"
        "- **strict** is what an editor would ask for. `check --strict` reports it, and exits\n"
        "  with 1 if it finds anything.\n",
        "A line of a report ends in `[warning]` or `[strict]`, unless it is an error. Each code\n"
        "has a smallest file as an example, and what the program says of that file in this\n"
        "severity. `coalition check --explain CODE` explains a code. The program writes this\n"
        "page.\n",
    ]
    for code, (severity, meaning, why) in CODES.items():
        parts.append(f"## {code}\n\n{_SEVERITIES[severity]}: {meaning}. {why}\n")
        files = (ERRORS / f"{code}.{ending}" for ending in ("yaml", "json", "jsonl"))
        for file in (file for file in files if file.exists()):
            text = file.read_bytes().decode(errors="backslashreplace").rstrip("\n")
            parts.append(f"```{file.suffix[1:]}\n{text}\n```\n")
        said = (ERRORS / f"{code}.txt").read_text(encoding="utf-8").rstrip("\n")
        parts.append(f"```text\n{said}\n```\n")
    return "\n".join(parts)


def keys() -> str:
    """Return the page about the browser, with a table of the keys for each part of the screen."""
    before, heading, rest = BROWSING.read_text(encoding="utf-8").partition("\n## Keys\n")
    _, after_heading, after = rest.partition("\n## ")
    parts = []
    for title, found in by_part():
        parts.append(f"{title[0].upper()}{title[1:]}:\n\n| keys | name | meaning |\n|---|---|---|")
        parts += [f"| {names_of(key)} | {key.name} | {key.meaning} |" for key in found]
        parts.append("")
    return "\n".join([f"{before}{heading}", *parts, f"{after_heading}{after}".lstrip("\n")])


def example() -> str:
    """Return the page of the example, as `coalition page` makes it."""
    with TemporaryDirectory() as nowhere:  # where no project is
        command = [sys.executable, "-m", "coalition_cli", *EXAMPLE, "-o", "claims.html"]
        subprocess.run(command, cwd=nowhere, check=True, capture_output=True)
        return (Path(nowhere) / "claims.html").read_text(encoding="utf-8")


def main() -> None:
    """Write the documents."""
    FIELDS.parent.mkdir(exist_ok=True)
    README.write_text(readme(), encoding="utf-8")
    for page in PAGES.values():
        page.write_text(shown(page), encoding="utf-8")
    FIELDS.write_text(fields(), encoding="utf-8")
    PROBLEMS.write_text(problems(), encoding="utf-8")
    SCHEMA.write_text(schema("claims-file"), encoding="utf-8")
    BROWSING.write_text(keys(), encoding="utf-8")
    lake_page.PAGE.write_text(lake_page.page(), encoding="utf-8")
    pictures.PAGE.write_text(example(), encoding="utf-8")
    for picture, screen in pictures.SCREENS.items():
        picture.write_text(pictures.of_screen(screen), encoding="utf-8")
    for name in pictures.undrawn():
        print(f"not drawn: {name}: install chromium", file=sys.stderr)
    manual.write()


if __name__ == "__main__":
    main()
