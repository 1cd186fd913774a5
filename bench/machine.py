"""The machine on which the figures were measured, and the versions of all programs."""

import os
import platform
import re
import sqlite3
from pathlib import Path

from .tools import Tools, package_version, versions


def described(tools: Tools) -> list[str]:
    """Return two lines: the machine, and the versions."""
    cores = len(os.sched_getaffinity(0))
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    machine = f"{_processor()}, {cores} cores, {_memory():.0f} GiB of memory, {system}"
    found = {
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "Typer": package_version("typer"),
        "PyYAML": package_version("pyyaml"),
        **versions(tools),
    }
    return [machine, ", ".join(f"{name} {number}" for name, number in found.items())]


def _processor() -> str:
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    found = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
