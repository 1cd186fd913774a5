"""How the program behaves in a pipeline: closed ends, full disks, interrupts, plain locales."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from coalition_cli.cli import COMMANDS

from .conftest import COMMAND, Run

DATA = Path(__file__).parent.parent / "data" / "claims.yaml"

pytestmark = pytest.mark.slow

Write = Callable[..., str]


@pytest.fixture
def long_file(claims_file: Write) -> str:
    """Write more claims than a pipe holds."""
    claims = [{"id": f"c{number}", "text": "a claim " * 20} for number in range(1000)]
    return claims_file("\n".join(map(json.dumps, claims)), "long.jsonl")


def shell(script: str, *arguments: str, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Run a script in which `coalition` is the program: shell("coalition claims | head -1")."""
    done = subprocess.run(
        [
            "sh",
            "-c",
            f'coalition() {{ "{sys.executable}" -m coalition_cli "$@"; }}; {script}',
            "sh",
            *arguments,
        ],
        capture_output=True,
        env={**os.environ, **(env or {})},
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


_ASKED = {
    "show": "show red-lines",
    "check": f"check {DATA}",
    "diff": f"diff {DATA} {DATA} --json",
    "verify": f"verify -d {DATA} --text liga=TEXT",
    "page": f"page -d {DATA}",
    "export": f"export csv -d {DATA} -o NEW",
    "help": "help queries",
    "init": "init NEW --no-hook",
    "new": "new source -d OWN --name Echo",
    "edit": "edit -d OWN red-lines --dry-run",
    "set": "set -d OWN red-lines status retracted",
    "rename": "rename -d OWN red-lines lines",
    "fmt": "fmt OWN",
    "import": "import TABLE",
    "draft": "draft ARTICLE",
    "review": "review -d OWN",
}


_ON_A_TERMINAL = {"browse"}  # it says so in a pipe
_IN_A_PIPE = [name for name in COMMANDS if name not in _ON_A_TERMINAL]


@pytest.mark.parametrize("command", [*(_ASKED.get(name, name) for name in _IN_A_PIPE), "-h", ""])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_no_command_minds_a_pipe_that_nobody_reads(
    command: str, unbuffered: str, tmp_path: Path
) -> None:
    text = tmp_path / "liga.txt"
    text.write_text("there are also red lines")
    article = tmp_path / "article.txt"
    article.write_text("“There are red lines,” Ana Ruiz said.\n", encoding="utf-8")
    gone, pipe = os.pipe()
    os.close(gone)
    own = tmp_path / "claims.yaml"
    own.write_bytes(DATA.read_bytes())
    table = tmp_path / "table.csv"
    table.write_text("claim,said by\nIt rains,Jo Doe\n")
    places = {"liga=TEXT": f"liga={text}", "OWN": str(own), "NEW": str(tmp_path / "new")}
    places |= {"TABLE": str(table), "ARTICLE": str(article)}
    words = [places.get(word, word) for word in command.split()]
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered, "EDITOR": "true"}
    done = subprocess.run(
        [*COMMAND, *words], stdout=pipe, stderr=subprocess.PIPE, env=env, check=False
    )
    os.close(pipe)
    assert done.returncode == 0
    assert b"broken pipe" not in done.stderr


@pytest.mark.parametrize("format_", ["tsv", "json", "list"])
def test_a_pipe_that_is_closed_early_is_no_failure(long_file: str, format_: str) -> None:
    child = subprocess.Popen(
        [*COMMAND, "claims", "-d", long_file, "-f", format_],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline() != b""
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait(timeout=60) == 0


@pytest.mark.parametrize("command", ["claims", "show red-lines", "stats", "", "-h"])
def test_a_pipe_that_nobody_reads_is_no_failure(command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*COMMAND, *command.split()],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_first_lines_of_an_answer(long_file: str) -> None:
    script = 'coalition claims -d "$1" --fields id | head -2'
    assert shell(script, long_file) == (0, "id\nc0\n", "")


@pytest.mark.parametrize(
    "command",
    [
        "claims",
        "claims -f table",
        "show red-lines",
        "coalition",
        "--version",
        "-h",
        "check no-such-file",
    ],
)
def test_an_answer_that_does_not_fit_is_an_error(command: str) -> None:
    words = "" if command == "coalition" else command
    code, _, error = shell(f"coalition {words} > /dev/full")
    assert (code, error) == (3, "coalition: cannot write the answer: no space left on device\n")


def test_a_long_answer_that_does_not_fit_is_an_error(long_file: str) -> None:
    assert shell('coalition claims -d "$1" > /dev/full', long_file) == (
        3,
        "",
        "coalition: cannot write the answer: no space left on device\n",
    )


@pytest.mark.parametrize(
    "command",
    [
        "claims",
        "claims -f table",
        "claims --count",
        "claims -o -",
        "claims -o /dev/stdout",
        "claims -o /dev/fd/1",
        "show red-lines",
        "stats",
        "check --explain bad-syntax",
        "schema claims",
        "--version",
        "-h",
        "claims -h",
        "",
    ],
)
def test_a_closed_standard_output_is_an_error(command: str) -> None:
    error = "coalition: cannot write the answer: standard output is closed\n"
    assert shell(f"coalition {command} >&-") == (3, "", error)


def test_a_closed_standard_input_is_an_unreadable_file() -> None:
    assert shell("coalition claims -d - <&-") == (
        3,
        "",
        "-:1:1: unreadable: cannot be read: standard input is closed\n"
        "  give a claims file, a folder of them, or - for standard input\n"
        "coalition: 1 problem\n",
    )
    assert shell("coalition claims --count <&-")[0] == 0


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("claims --count", 0),
        ("claims --source nobody --count", 0),
        ("claims --no-such-option", 2),
        ("claims soure:x", 2),
        ("claims -d missing.yaml", 3),
        ("show nothing", 1),
        (f"check {DATA}", 0),
        ("check", 3),  # there is no data of one's own
        ("claims > /dev/full", 3),
        ("claims >&-", 3),
    ],
)
@pytest.mark.parametrize("where", ["&-", "/dev/full"])
def test_a_standard_error_that_takes_nothing_changes_no_exit_code(
    command: str, code: int, where: str
) -> None:
    result, out, _ = shell(f"coalition {command} 2>{where}")
    assert result == code
    assert "Traceback" not in out


def test_nothing_stands_where_a_standard_stream_is_closed(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    script = (
        "import os; from coalition_cli import __main__, writing; from coalition_cli.formats import"
        " objects; held = objects._json; objects._json = lambda value, out: (os.write(1, b'stray'),"
        " os.write(2, b'stray'), held(value, out))[-1];"
        f" raise SystemExit(__main__.main(['claims', '--json', '-o', {str(out)!r}]))"
    )
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" -c "$1" >&- 2>&-', sys.executable, script], check=False, timeout=60
    )
    assert done.returncode == 0
    assert len(json.loads(out.read_text())) == 28


def test_standard_input_is_data(process: Run) -> None:
    text = "claims:\n- {id: a, text: Łódź}\n".encode()
    assert process("claims", "-d", "-", "--fields", "id,text,file,line", stdin=text) == (
        0,
        "id\ttext\tfile\tline\na\tŁódź\t-\t2\n",
        "",
    )


def test_a_pipeline_from_json_to_json() -> None:
    script = (
        "coalition claims --source politico --json | coalition claims -d - --kind numerical --count"
    )
    code, out, error = shell(script)
    assert (code, error) == (0, "")
    assert int(out) > 0


SEVERAL = """\
import sys
from coalition_cli.__main__ import main
sys.exit(max([main(line.split()) for line in sys.argv[1:]]))
"""


@pytest.mark.parametrize(
    ("env", "encoding"),
    [
        ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "ascii"),
        ({"LC_ALL": "POSIX"}, "utf-8"),
        ({"LC_ALL": "", "LANG": "C"}, "utf-8"),
        ({"PYTHONIOENCODING": "ascii"}, "ascii"),
        ({"PYTHONIOENCODING": "latin-1"}, "latin-1"),
    ],
)
def test_a_plain_locale_is_no_failure(
    claims_file: Write, env: dict[str, str], encoding: str
) -> None:
    text = "“Київ” – 中 😀 é"
    file = claims_file(f"claims:\n- {{id: Łódź, text: '{text}'}}\n")
    commands = [
        f"claims --fields id,text -d {file} -f {format_}"
        for format_ in ("jsonl", "csv", "md", "list")
    ]
    script = [sys.executable, "-c", SEVERAL, *commands, f"show -d {file} x", f"-d {file}"]
    done = subprocess.run(
        script, capture_output=True, env={**os.environ, **env}, check=False, timeout=60
    )
    out = done.stdout.decode(encoding).splitlines()
    assert json.loads(out[0]) == {"id": "Łódź", "text": text}
    known = text if encoding == "utf-8" else "\\u041a\\u0438\\u0457\\u0432"
    assert known in out[2]
    assert known in out[5].replace("\\\\", "\\")
    assert done.stderr.decode(encoding).count("\n") == 1
    assert done.returncode == 1


def test_a_word_that_the_locale_cannot_read_is_no_failure(process: Run) -> None:
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for word in ("ß", "source:ß"):
        result = process("claims", "--count", word, env=env)
        assert result.code in (0, 2)
        assert "Traceback" not in result.err


def test_yaml_in_a_plain_encoding_is_still_the_same_text(process: Run, claims_file: Write) -> None:
    import yaml

    file = claims_file("claims:\n- {id: a, text: 'Łódź – 😀'}\n")
    options = ["claims", "-d", file, "--fields", "text", "-f", "yaml"]
    result = process(*options, env={"PYTHONIOENCODING": "ascii"})
    assert result.out.isascii()
    assert yaml.safe_load(result.out) == [{"text": "Łódź – 😀"}]


def test_an_interrupt_ends_quietly_with_130(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo.yaml"
    os.mkfifo(fifo)
    child = subprocess.Popen(
        [*COMMAND, "claims", "-d", str(fifo)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with fifo.open("w"):  # once this is open, so is it on the other side
        time.sleep(0.2)  # the program may still be on its way from open() to read()
        ended = None
        while ended is None:  # where it was, nothing wakes it but another
            child.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                ended = child.communicate(timeout=10)
    out, error = ended
    assert (child.returncode, out, error) == (130, b"", b"")


@pytest.mark.parametrize(
    ("commands", "absent"),
    [
        (["claims --json", "claims -f jsonl", "show red-lines --json"], "rich pydantic"),
        (["claims", "claims -f csv --source politico", "claims --count"], "rich pydantic"),
        (["claims -h", "-h", "--version"], "rich pydantic"),
        (["claims --no-such-option", "claims soure:x", "no-such-command"], "rich pydantic"),
        (["claims -f table", "stats -f table", "show red-lines", ""], "pydantic"),
    ],
)
def test_what_a_command_does_not_need_is_not_imported(commands: list[str], absent: str) -> None:
    script = (
        "import sys; from coalition_cli.__main__ import main; "
        "[main(line.split()) for line in sys.argv[1:]]; "
        "print('\\nmodules:', *{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *commands],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    modules = set(done.stdout.rpartition("modules:")[2].split())
    assert "typer" in modules
    assert modules & set(absent.split()) == set()


def test_nothing_is_coloured_or_cut_in_a_pipe(process: Run, claims_file: Write) -> None:
    text = "a very long claim " * 40
    file = claims_file(f"claims:\n- {{id: {'x' * 150}, text: {text}}}\n")
    for format_ in ("tsv", "table", "list"):
        result = process("claims", "-d", file, "-f", format_, "--fields", "id")
        assert "\x1b" not in result.out
        assert "…" not in result.out
        assert "x" * 150 in "".join(result.out.split())
