"""TAB in real shells: what stands on the line then, what Enter runs, and that nothing else does."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .shells import SHELLS, Shell, shell
from .test_completion import PROGRAM

# Each would run something, or be something else than its characters, in one shell or another.
HOSTILE = [
    "y$(touch ran)",
    r"y\$(touch ran)",
    r"y\\`touch ran\`",
    "y;touch ran;'$(touch ran)'",
    "y' touch ran; '",
    'y" touch ran; "',
    "y'\"$(touch ran)\"'",
    "y<(touch ran)>ran&",
    "y${(e):-'$(touch ran)'}",
    "y{a,b}!!",
    "!y^z",
    "*[a-z]?",
    "~",
    "~root/x",
    "=ls",
    "-rf",
    "#y",
    "%F{red}y%1",
    "back\\slash\\",
    "y:z::",
    "a=b@host",
    "Nora O'Brien",
    "'",
    '"',
    "!",
    "two  blanks",
    "no\N{NO-BREAK SPACE}break",
    "Жук “x” नमस्ते",
    "Smith, Jo",
]
# Nobody would have these on the command line: they are not offered.
UNSEEN = ["u\nv", "u\ttouch ran", "u\x1b[2J", "u\x07", "u\u202ev", "u\u2028v", "u\x00v", "u" * 2000]


@pytest.fixture(params=SHELLS)
def typist(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    """A shell that has the completion, its folder empty."""
    if shutil.which(request.param) is None:
        pytest.skip(f"there is no {request.param} here: install it to test what TAB does there")
    with shell(request.param, tmp_path / "home", str(PROGRAM)) as started:
        yield started


def write(home: Path, name: str, **values: object) -> None:
    """Write a file of one claim."""
    (home / name).write_text(json.dumps([{"id": "c1", "text": "It is so."} | values]))


def test_what_is_inserted_comes_back_as_the_value_and_runs_nothing(typist: Shell) -> None:
    for number, value in enumerate(HOSTILE):
        write(typist.home, f"{number}.json", source=value, topics=[f"t{value}"])
        line = f"coalition claims -d {number}.json --"
        for end, expected in (
            ("source ", value),
            ('topic "t', f"t{value}"),
            ("topic 't", f"t{value}"),
        ):
            seen = typist.complete(line + end)
            if value.startswith("~") and seen == line + "source ":
                continue  # fish would not quote it
            assert typist.enter() == [*line.split()[1:-1], f"--{end.split()[0]}", expected], seen
    assert not (typist.home / "ran").exists()


def test_what_nobody_would_type_is_not_offered(typist: Shell) -> None:
    for number, value in enumerate(UNSEEN):
        write(typist.home, f"{number}.json", source=value)
        line = f"coalition claims -d {number}.json --source "
        assert typist.complete(line) == line
    assert not (typist.home / "ran").exists()
