"""Problems → SARIF 2.1.0, which GitHub's code scanning and editors read.

The standard is "Static Analysis Results Interchange Format (SARIF) Version 2.1.0" of OASIS. What
code scanning takes of it, "SARIF support for code scanning" (docs.github.com) says.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TextIO

from .. import __version__
from ..model.codes import CODES, SHOWN
from ..model.problems import Problem
from ..words.safe import escaped, visible

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"  # what readers call the root of the repository
_RULES = {code: number for number, code in enumerate(CODES)}
_ABSOLUTE = re.compile("[a-z]+:")  # begins a URI that leads from no root
_LINES = re.compile(r"\blines? \d+(?: to \d+)?")  # moves with the text above it


def write_sarif(problems: Iterable[Problem], out: TextIO) -> None:
    """Write a log with one run: all codes as rules, and each problem as a result.

    The files of the problems are URIs.
    """
    tool = {"driver": {"name": "coalition", "version": __version__, "rules": list(_rules())}}
    run = {
        "tool": tool,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
    }
    head, tail = _json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}), "}]}"
    out.write(head.removesuffix(tail) + ', "results": [')
    separator = "\n"
    for result in _results(problems):
        out.write(separator + _json(result))
        separator = ",\n"
    out.write(f"\n]{tail}\n")


def _rules() -> Iterator[dict[str, object]]:
    for code, known in CODES.items():
        yield {
            "id": code,
            "shortDescription": {"text": known.meaning},
            "fullDescription": {"text": f"{known.meaning}. {known.why}"},
            "help": {"text": f"{known.why}\n\n'coalition check --explain {code}' says this too."},
            "defaultConfiguration": {"level": SHOWN[known.severity].level},
            "properties": {"tags": [str(known.severity)]},
        }


def _results(problems: Iterable[Problem]) -> Iterator[dict[str, object]]:
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        text = "\n".join([visible(problem.message), *problem.advice])
        found = problem.file, _fingerprint(problem)
        seen[found] += 1
        yield {
            "ruleId": problem.code,
            "ruleIndex": _RULES[problem.code],
            "level": SHOWN[problem.severity].level,
            "message": {"text": _without_links(text)},
            "locations": [{"physicalLocation": _location(problem)}],
            "partialFingerprints": {"primaryLocationLineHash": f"{found[1]}:{seen[found]}"},
        }


def _location(problem: Problem) -> dict[str, object]:
    """Return the place of a problem: one character, because its end is not known."""
    file = {"uri": problem.file} | ({} if _ABSOLUTE.match(problem.file) else {"uriBaseId": ROOT})
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endLine": problem.line,
        "endColumn": problem.column + 1,
    }
    return {"artifactLocation": file, "region": region}


def _fingerprint(problem: Problem) -> str:
    """Return what stays the same if the lines of a problem move."""
    what = f"{problem.code}\n{_LINES.sub('', problem.message)}"
    return sha256(what.encode(errors="backslashreplace")).hexdigest()[:16]


def _without_links(text: str) -> str:
    """Return a text in which no reader finds a link: [text](address)."""
    return text.replace("](", "] (")


def _json(value: object) -> str:
    return escaped(json.dumps(value))
