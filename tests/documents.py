"""What the program writes of itself: the README's outputs, docs/, a schema for editors.

`python -m tests.documents` writes them anew; test_documents.py says when they have drifted.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from coalition_cli.json_schema import schema
from coalition_cli.model import SECTIONS, Field, Section, Type
from coalition_cli.model.codes import CODES, Severity
from coalition_cli.model.results import RESULTS

from .terminals import on_terminal

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
FIELDS = ROOT / "docs" / "fields.md"
PROBLEMS = ROOT / "docs" / "problems.md"
VERIFYING = ROOT / "docs" / "verifying.md"  # written by hand, its examples are tried
SCHEMA = ROOT / "data" / "claims.schema.json"  # where claims.yaml says that it is
ERRORS = ROOT / "tests" / "errors"
COLUMNS = 96  # of the terminal that the README shows

_CONSOLE = re.compile(r"(?<=^```console\n)\$ (coalition .*)\n(?:.*\n)*?(?=```$)", re.MULTILINE)


def readme() -> str:
    """Return the README with the output of each command that it shows."""

    def shown(found: re.Match[str]) -> str:
        return f"$ {found[1]}\n{_output(found[1])}"

    _output("coalition claims --count")  # makes the index, and on a slow day says how far it is
    return _CONSOLE.sub(shown, README.read_text(encoding="utf-8"))


def _output(command: str) -> str:
    script = f'PATH="{Path(sys.executable).parent}:$PATH" {command}'
    environment = {**os.environ, "NO_COLOR": "1", "PAGER": "cat", "LC_ALL": "C.UTF-8"}
    result = on_terminal(["bash", "-c", script], columns=COLUMNS, rows=100, env=environment)
    assert result.code == 0, result
    return result.out


def fields() -> str:
    """Return the reference of the fields, by section."""
    parts = [
        "# Fields\n",
        "Every field of every record. Fields that the program works out are in its answers; the\n"
        "others may stand in a claims file. Each can be named by `--fields`; all but records and\n"
        "`extra` by `--sort` and in a query. `file`, `membership` and `reference` stand within\n"
        "others and have no list. Behind the records stands what commands work out: the fields\n"
        "of `check`, `verify`, `drift` and so on. This page is written by the program from\n"
        "`model.py` and `results.py`.\n",
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
        "What `coalition check` finds, by its code. A code never changes its meaning, and each\n"
        "has a severity:\n",
        "- an **error** stops every other command: the file cannot be used. `check` exits with 1.\n"
        "  One does not: `confidential-name`, as the name is withheld from every answer.\n"
        "- a **warning** is what is doubtful. Only `check` tells it, and exits with 0 where there\n"
        "  is nothing worse. Where a file could not be read to its end, none are looked for.\n"
        "- **strict** is what an editor would ask for: told by `check --strict`, which exits\n"
        "  with 1 on anything.\n",
        "A line of a report ends in `[warning]` or `[strict]` where it is no error. Each code is\n"
        "shown with a smallest file that has it, and with what the program says of that file in\n"
        "this severity. `coalition check --explain CODE` says what a code stands for. This page\n"
        "is written by the program.\n",
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


def main() -> None:
    """Write the documents."""
    FIELDS.parent.mkdir(exist_ok=True)
    README.write_text(readme(), encoding="utf-8")
    FIELDS.write_text(fields(), encoding="utf-8")
    PROBLEMS.write_text(problems(), encoding="utf-8")
    SCHEMA.write_text(schema("claims-file"), encoding="utf-8")


if __name__ == "__main__":
    main()
