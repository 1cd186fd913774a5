"""What holds for every file: how the program is run on it, and what is looked at."""

import io
import json
import os
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

import typer.main

from coalition_cli import __main__ as entry
from coalition_cli.model.codes import CONFIDENTIAL

from ..terminals import Result
from .mutation import Input

# C0 and C1 controls but for line ends and tabs, separators, and what reorders a line.
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_PLACE = re.compile(r"^([^ \n].*?):([0-9]+):([0-9]+): ([a-z0-9-]+): .", re.MULTILINE)
_OTHER = b"""\
articles: [{id: a0}, {id: a1, retells: [a0]}, {id: liga}]
claims:
- {id: red-lines, text: 'There are "red lines" - and green ones', speaker: diplomat, appearances: [
    {article: a0, quote: "Red \xe2\x80\xa6 lines [that are] red"}, {article: a1, wording: id text}]}
- {id: text, text: Text}
"""
_BESIDE = b"claims:\n- {id: beside, text: In another file, topics: [red]}\n"

# Asked beside `check` and `claims --json`, which are asked of every file.
QUESTIONS = [
    ["claims", "red"], ["claims", "red", "lines", "-f", "table"], ["claims", "-f", "list"],
    ["claims", "-f", "csv"], ["claims", "-f", "md"], ["claims", "-f", "yaml"],
    ["claims", "not:anonymous:true", "confidence:medium..", "-f", "jsonl"],
    ["claims", "--sort", "-confidence", "-n", "3", "-f", "table", "--color", "never"],
    ["claims", "--speaker", "diplomat", "--source", "politico,x", "--count"],
    ["claims", "date:2026..", "--single-origin", "--fields", "id,origins,file,line"],
    ["members", "-f", "table"], ["members", "--non-eu", "--json"], ["facts", "-f", "table"],
    ["appearances", "-f", "table"], ["appearances", "--json"], ["speakers", "-f", "table"],
    ["speakers", "--json"], ["sources", "-f", "md"], ["articles", "-f", "table"],
    ["articles", "--json"], ["topics", "-f", "csv"], ["topics", "--json"],
    ["show", "red-lines"], ["show", "red-lines", "a0", "diplomat", "--json"],
    ["show", "claim:bare", "source:politico", "f", "NO"],
    ["stats"], ["stats", "--by", "source", "--by", "confidence", "-f", "table"],
    ["stats", "--by", "topic", "--json"], [],
    ["drift", "-f", "table"], ["drift", "--json"], ["sourcing", "-f", "table"],
    ["sourcing", "red", "--json"], ["show", "red-lines", "bare", "-f", "table"],
]  # fmt: skip
# Of these the place of the file is FILE, of a file to compare it with OTHER, of its bytes TEXT.
COMPARISONS = [
    ["check", "--strict", "FILE"], ["check", "--strict", "--format", "full", "FILE"],
    ["check", "--strict", "--json", "FILE"], ["check", "--strict", "-f", "github", "FILE"],
    ["check", "-f", "concise", "FILE"], ["check", "-f", "full", "FILE"],
    ["check", "--json", "FILE"], ["diff", "FILE", "OTHER", "-f", "table"],
    ["diff", "OTHER", "FILE", "--json"], ["diff", "FILE", "FILE", "-f", "csv"],
    ["verify", "-d", "FILE", "--text", "a0=OTHER", "-f", "table"],
    ["verify", "-d", "FILE", "--text", "a0=OTHER", "--text", "liga=OTHER", "--json"],
    ["verify", "-d", "OTHER", "--text", "a0=TEXT", "--text", "a1=TEXT", "-f", "table"],
    ["verify", "-d", "OTHER", "--text", "a0=TEXT", "--text", "a1=TEXT", "--json"],
]  # fmt: skip


# The commands are built once and not for each run: that is half of the time.
vars(entry)["get_command"] = cache(typer.main.get_command)


class Broken(Exception):
    """A law that does not hold: `law` names it, the message shows how."""

    def __init__(self, law: str, shown: str) -> None:
        super().__init__(f"{law}: {shown}")
        self.law = law


class Way(NamedTuple):
    """How a file is given to the program, and what is asked of it."""

    given: str  # as a "file", in a "folder" beside another, as "input"
    cached: bool
    question: list[str]
    insistent: bool  # whether it is asked also where there are problems
    comparison: list[str]


def way(draw: Random) -> Way:
    """Return one of the ways."""
    given = draw.choice(["file", "file", "folder", "input"])
    insistent = draw.random() < 0.2
    question, comparison = draw.choice(QUESTIONS), draw.choice(COMPARISONS)
    return Way(given, draw.random() < 0.3, question, insistent, comparison)


def run(arguments: list[str], stdin: bytes = b"") -> Result:
    """Run the program in this process; raise Broken where it does not end as it should."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(stdin)), out, err
    try:
        code = entry.main(arguments)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        shown = "".join(traceback.format_exception(error)[-6:])
        raise Broken(f"no exception, {type(error).__name__}", f"{arguments}\n{shown}") from error
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
    out.seek(0)
    err.seek(0)
    result = Result(code, out.read(), err.read())
    hold(code in (0, 1, 2, 3), "codes are 0 to 3", arguments, result)
    hold("Traceback" not in result.err, "no traceback", arguments, result)
    for text in result[1:]:
        hold(not _RAW.search(str(text)), "no raw control", arguments, result)
    return result


def hold(law: bool, name: str, arguments: list[str], result: Result) -> None:
    if not law:
        shown = f"{result.code}\n{result.out[-2000:]!r}\n{result.err[-2000:]!r}"
        raise Broken(name, f"{arguments}\n{shown}")


def look(file: Input, way: Way, folder: Path) -> None:
    """Ask about a file in one way; raise Broken where a law does not hold.

    The folder is for the file; what is in it already may be written over.
    """
    place, stdin = _place(file, way, folder)
    with environment(folder / "cache" if way.cached else "off"):
        checked = run(["check", place], stdin)
        browsed = run(["claims", "-d", place, "--json"], stdin)
        _look_at_problems(file, way, place, checked)
        right = browsed.code == (3 if _is_stopped(checked) else 0)
        hold(right and checked.code < 2, "check and claims agree", ["claims", place], browsed)
        hold(not browsed.code or not browsed.out, "no answer beside problems", [], browsed)
        if browsed.code == 0:
            _look_at_json(["claims", "--json"], browsed)
        _compare(file, way, place, stdin, folder)
        if browsed.code and not way.insistent:
            return  # it would say the same: asked of some is enough
        asked = [*way.question, "-d", place]
        answered = run(asked, stdin)
        agrees = (answered.code == 3) == _is_stopped(checked) and answered.code != 2
        hold(agrees, "all commands agree", asked, answered)
        if answered.code == 0:
            _look_at_json(way.question, answered)
        if way.cached:
            hold(run(asked, stdin) == answered, "asked again, the same", asked, answered)


def _is_stopped(checked: Result) -> bool:
    """Whether a problem stops answers: a name that is to be withheld stops none."""
    errors = [one for one in checked.out.splitlines()[::2] if not one.endswith("[warning]")]
    return any((found := _PLACE.match(one)) and found[4] != CONFIDENTIAL for one in errors)


def _compare(file: Input, way: Way, place: str, stdin: bytes, folder: Path) -> None:
    """Hold the file to its rules, to another file or to a text, in one of the ways."""
    other, text = folder / "other.yaml", folder / "text"
    other.write_bytes(_OTHER)
    text.write_bytes(file.data)
    places = {"FILE": place, "OTHER": str(other), "TEXT": str(text)}
    asked = [
        re.sub("FILE|OTHER|TEXT", lambda found: places[found[0]], one) for one in way.comparison
    ]
    answered = run(asked, stdin)
    if answered.code in (0, 1):
        _look_at_json(asked, answered)


def _place(file: Input, way: Way, folder: Path) -> tuple[str, bytes]:
    """Write the file; return the path to give, and what stands on standard input."""
    if way.given == "input":
        return "-", file.data
    inside = folder / "data"
    inside.mkdir(exist_ok=True)
    for old in inside.iterdir():
        old.unlink()
    (inside / file.name).write_bytes(file.data)
    if way.given == "file":
        return str(inside / file.name), b""
    (inside / "beside.yaml").write_bytes(_BESIDE)
    return str(inside), b""


@contextmanager
def environment(cache: str | os.PathLike[str]) -> Iterator[None]:
    before = os.environ.get("COALITION_CACHE")
    os.environ["COALITION_CACHE"] = str(cache)
    try:
        yield
    finally:
        if before is None:
            del os.environ["COALITION_CACHE"]
        else:
            os.environ["COALITION_CACHE"] = before


def _look_at_json(question: list[str], answered: Result) -> None:
    try:
        if "--json" in question:
            assert isinstance(json.loads(answered.out), list)
        elif "jsonl" in question:
            assert all(isinstance(json.loads(line), dict) for line in answered.out.splitlines())
    except (ValueError, AssertionError):
        hold(False, "JSON is JSON", question, answered)


def _look_at_problems(file: Input, way: Way, place: str, checked: Result) -> None:
    """See that each problem has its place within the file, and a remedy."""
    text = file.data.decode(errors="replace")
    most = len(re.findall("\r\n|[\r\n\x85\u2028\u2029]", text)) + 1
    told = checked.out.splitlines()
    said = [line for line in told if not line.startswith("  ")]
    places = [_PLACE.match(problem) for problem in said]
    doubts = [problem.endswith("[warning]") for problem in said]
    hold(checked.code == int(not all(doubts)), "errors and nothing else fail", ["check"], checked)
    silent = checked.err.startswith("coalition: no problems")
    hold(silent is (not told), "check says so where there are none", ["check"], checked)
    # A remedy may have several lines, such as those that declare a speaker.
    remedies = [after for line, after in pairwise([*told, ""]) if not line.startswith("  ")]
    right = all(remedy.startswith("  ") for remedy in remedies) and all(places)
    hold(right, "problems have a place and a remedy", ["check", place], checked)
    for found in filter(None, places):
        within = 1 <= int(found[2]) <= most and int(found[3]) >= 1
        hold(within or way.given == "folder", "places lie in the file", ["check"], checked)
