"""The other programs that are on this machine, and their versions."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

PYTHON = sys.executable
OURS = str(Path(PYTHON).with_name("coalition"))

# The name of each, and its command.
_COMMANDS = {
    "jq": "jq",
    "jaq": "jaq",
    "nushell": "nu",
    "Miller": "mlr",
    "ripgrep": "rg",
    "sqlite-utils": "sqlite-utils",
    "DuckDB": "duckdb",
}
_IN_PYTHON = "import duckdb, sys; duckdb.sql(sys.argv[1])"

Tools = dict[str, tuple[str, ...]]


def find() -> Tools:
    """Return the tools on this machine, each with the first words of its command.

    They are looked for beside the Python that runs this, then in PATH. DuckDB may be the
    Python package or the program. A statement follows its words.
    """
    places = os.pathsep.join([str(Path(PYTHON).parent), os.environ.get("PATH", "")])
    tools: Tools = {}
    for name, command in _COMMANDS.items():
        path = shutil.which(command, path=places)
        if name == "DuckDB" and find_spec("duckdb"):
            tools[name] = (PYTHON, "-c", _IN_PYTHON)
        elif path:
            tools[name] = (path, "-c") if name == "DuckDB" else (path,)
    return tools


def absent(tools: Tools) -> list[str]:
    """Return the names of the tools that are not on this machine."""
    return [name for name in _COMMANDS if name not in tools]


def versions(tools: Tools) -> dict[str, str]:
    """Return the versions of the tools."""
    return {name: _version(name, words[0]) for name, words in tools.items()}


def package_version(package: str) -> str:
    """Return the version of a Python package."""
    # Imported after the measurements: no child seems to need less memory than we have.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "not there"


def _version(name: str, path: str) -> str:
    if name == "DuckDB" and path == PYTHON:
        return package_version("duckdb")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\d+(?:\.\d+)+", said)
    return number[0] if number else "unknown"
