"""`coalition browse`: keys and screens, and a terminal that is left as it was."""

import os
import signal
import sys
from collections.abc import Callable

import pytest

from .browsing import browsed
from .conftest import COMMAND, Run
from .terminals import at_keys

Write = Callable[..., str]

DATA = """\
sources:
- {id: gazette, name: The Gazette}
articles:
- {id: first, publisher: gazette, url: https://gazette.example/first}
speakers:
- {id: ann, name: Ann Lee}
- {id: clerk, description: a clerk}
claims:
- {id: shut, text: The bridge is shut., speaker: ann, source: gazette, confidence: high}
- {id: open, text: The road is open., speaker: clerk, source: gazette, confidence: 20}
- {id: late, text: Trains are late., speaker: clerk}
"""


def test_a_list_and_the_page_of_the_record_under_the_cursor(claims_file: Write) -> None:
    seen = browsed(["j"], [claims_file(DATA)], size=(110, 14))
    assert seen.view.place.row == 1
    lines = seen.screen.splitlines()
    assert [line[2:].split()[0] for line in lines[3:8:2]] == ["shut", "open", "late"]
    assert "claim open ───" in lines[2]


@pytest.mark.parametrize(
    ("pressed", "code"), [("q", 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
@pytest.mark.slow
def test_the_terminal_is_left_as_it_was(claims_file: Write, pressed: str | int, code: int) -> None:
    command = [*COMMAND, "browse", "-d", claims_file(DATA)]
    run = at_keys(command, [("Trains are late.", pressed)], env=dict(os.environ))
    assert (run.code, run.left) == (code, True)


def test_it_needs_a_terminal(coalition: Run, claims_file: Write) -> None:
    result = coalition("browse", "-d", claims_file(DATA))
    assert (result.code, result.out, result.err) == (
        2,
        "",
        "coalition: browse needs a terminal\n'coalition claims' gives the same rows in a pipe\n",
    )


_WITHOUT = """
import sys
sys.modules["textual"] = None
from coalition_cli.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
def test_without_textual_it_says_what_to_install(claims_file: Write) -> None:
    command = [sys.executable, "-c", _WITHOUT, "browse", "-d", claims_file(DATA)]
    run = at_keys(command, [], env=dict(os.environ))
    assert (run.code, run.sent) == (
        2,
        "coalition: browse needs Textual, which is not installed\r\n"
        "install it: pip install 'coalition-cli[browse]'\r\n",
    )
