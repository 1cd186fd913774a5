"""The contests with bounds: what the program promises about its speed."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from . import answers
from .contest import Contest, Side
from .data import HUGE, LARGE, lines_file, yaml_file
from .invented import SOURCE, SOURCE_CLAIMS
from .tools import OURS, PYTHON, Tools

_SHIPPED = Path(__file__).parent.parent / "data" / "claims.yaml"
_QUESTION = ("claims", "--source", SOURCE)
_LOAD = (
    "import sys, yaml; print(len(yaml.load(open(sys.argv[1], 'rb'), yaml.CSafeLoader)['claims']))"
)
_MEGABYTE = 1_000_000
_MEMORY = 200 * _MEGABYTE


def contests(large: int, huge: int, tools: Tools, scratch: Path) -> Iterator[Contest]:
    """Yield the contests. Their bounds are for the full sizes only."""
    yield from _start_up()
    yield _size_of_data(large)
    yield _first_of_yaml(large, scratch)
    if "sqlite-utils" in tools:
        yield _first_of_lines(huge, tools, scratch)


def _start_up() -> Iterator[Contest]:
    """Yield the contests with the start of Python and the import of our largest library."""
    theirs = Side('python -c "import typer"', (PYTHON, "-c", "import typer"))
    known = _known_of_shipped()
    as_json = Side("coalition", (OURS, *_QUESTION, "--json"), answers.ids, known)
    yield Contest("one source of the shipped data, as JSON", as_json, theirs, 1.5)
    command = (OURS, *_QUESTION, "-f", "table", "--no-pager")
    drawn = Side("coalition", command, answers.table, known, terminal=True)
    question = "the same as a table on a terminal of 100 columns"
    yield Contest(question, drawn, theirs._replace(terminal=True), 2.6)


def _size_of_data(large: int) -> Contest:
    """Return the contest of our program with itself: the size of the data should not matter."""
    known = _known_of_shipped()
    command = (OURS, *_QUESTION, "--json", "-d", str(yaml_file(large)))
    ours = Side("coalition", command, answers.ids, SOURCE_CLAIMS)
    shipped = Side(
        f"coalition, shipped data ({known} rows)", (OURS, *_QUESTION, "--json"), answers.ids, known
    )
    question = f"one source of {large:,} claims (YAML), as JSON ({SOURCE_CLAIMS} rows)"
    bound = 1.25 if large == LARGE else None
    return Contest(question, ours, shipped, bound, same=False)


def _first_of_yaml(large: int, scratch: Path) -> Contest:
    path = str(yaml_file(large))
    theirs = Side("yaml.load, CSafeLoader", (PYTHON, "-c", _LOAD, path), answers.printed, large)
    question = f"first reading of {large:,} claims (YAML)"
    full = large == LARGE
    return Contest(
        question,
        _first_reading(path, large, scratch),
        theirs,
        bound=0.4 if full else None,
        memory_bound=_MEMORY if full else None,
        warm=0,
    )


def _first_of_lines(huge: int, tools: Tools, scratch: Path) -> Contest:
    path = str(lines_file(huge))
    database = scratch / "theirs.db"
    theirs = Side(
        "sqlite-utils insert --nl",
        (*tools["sqlite-utils"], "insert", str(database), "claims", path, "--nl"),
        answers.rows_of_database(database),
        huge,
        before=lambda: database.unlink(missing_ok=True),
    )
    ours = _first_reading(path, huge, scratch)
    question = f"first reading of {huge:,} claims (JSON Lines)"
    return Contest(question, ours, theirs, bound=1.0 if huge == HUGE else None, warm=0)


def _first_reading(path: str, count: int, scratch: Path) -> Side:
    """Return our side of a first reading: its cache is emptied before each run."""
    cache = scratch / "first"
    return Side(
        "coalition",
        (OURS, "claims", "--count", "-d", path),
        answers.printed,
        count,
        before=lambda: shutil.rmtree(cache, ignore_errors=True),
        env={"COALITION_CACHE": str(cache)},
    )


def _known_of_shipped() -> int:
    """Count the source's claims in the shipped file as a person would, by its lines."""
    text = _SHIPPED.read_text(encoding="utf-8")
    return len(re.findall(rf"^    source: {SOURCE}$", text, re.MULTILINE))
