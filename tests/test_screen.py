"""What a person sees: on a real terminal, at several widths, with and without colour."""

import json
import os
import pty
import re
import select
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from coalition_cli.answers.columns import COLUMNS, Cell
from coalition_cli.model import SECTIONS as OF_RECORDS
from coalition_cli.model.results import RESULTS
from coalition_cli.presenting import columns

from .conftest import COMMAND, Run
from .terminals import on_terminal, received

Write = Callable[..., str]

CORPUS = """\
version: 1
title: Claims about a treaty
membership: {counted: 35, claim: thirty-five-governments}
sources:
  - {id: politico, name: Politico, kind: outlet, reliability: B, url: https://www.politico.example}
  - {id: foreign-ministry, name: Foreign Ministry, kind: government}
articles:
  - {id: politico-treaty, headline: The treaty that nobody read, publisher: politico, date: 2026-01-19, original: true}
  - {id: liga, headline: Nobody has read the treaty, publisher: liga-net, retells: [politico-treaty]}
speakers:
  - {id: european-diplomat, description: a European diplomat who has seen the drafts, anonymity_reason: to speak candidly}
  - {id: spokesperson, name: Zoë Łuczak}
claims:
  - id: thirty-five-governments
    text: >-
      Thirty-five governments have signed the treaty, and not one of them has read the annex in
      which the obligations stand.
    speaker: european-diplomat
    source: politico
    confidence: medium
    kind: numerical
    topics: [treaty, transatlantic]
    date: 2026-01-19
    appearances:
      - {article: politico-treaty, paragraph: 3, quote: not one of them has read the annex, attribution: a diplomat who has seen the drafts}
      - {article: liga, paragraph: 6, wording: nobody has read it, attribution: a European official}
  - id: annex-was-sent
    text: The annex was sent to all capitals in time.
    speaker: spokesperson
    source: foreign-ministry
    confidence: high
    topics: [treaty]
    date: 2026-01
    contradicts: [thirty-five-governments]
  - {id: silent, text: 条約は沈黙している。}
facts:
  - {id: signatures, text: The register has 35 signatures., date: 2026-01-10, reference: {title: Register of treaties, url: https://treaties.example}, supports: [thirty-five-governments]}
members:
  - {country: GB, name: United Kingdom, eu: false, nato: true, nuclear: true, claims: [thirty-five-governments], facts: [signatures]}
  - {country: PL, name: Poland, eu: true}
"""  # noqa: E501
SECTIONS = [
    "claims",
    "appearances",
    "members",
    "facts",
    "speakers",
    "sources",
    "articles",
    "topics",
]

EXPECTED = Path(__file__).parent / "expected"
PLAIN = {"NO_COLOR": "1"}


def matches(text: str, name: str) -> bool:
    """Compare with a text in tests/expected; UPDATE_EXPECTED=1 writes it anew, to be reviewed."""
    path = EXPECTED / name
    if os.environ.get("UPDATE_EXPECTED"):
        path.write_text(text, encoding="utf-8")
    return text == path.read_text(encoding="utf-8")


def many(count: int) -> str:
    """Return that many claims as JSON Lines."""
    rows = ({"id": f"c{number:04}", "text": f"claim {number}"} for number in range(count))
    return "\n".join(map(json.dumps, rows)) + "\n"


def many_topics(count: int) -> str:
    """Return a claim with that many topics as JSON Lines."""
    return json.dumps({"id": "a", "text": "b", "topics": [f"t{n}" for n in range(count)]}) + "\n"


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_claims_on_a_terminal(terminal: Run, claims_file: Write, columns: int) -> None:
    file = claims_file(CORPUS)
    result = terminal("claims", "-d", file, "--no-pager", columns=columns, env=PLAIN)
    assert result.code == 0
    assert matches(result.out, f"claims-{columns}.txt")


@pytest.mark.parametrize("section", SECTIONS[1:])
def test_the_other_records_as_a_table(coalition: Run, claims_file: Write, section: str) -> None:
    result = coalition(section, "-d", claims_file(CORPUS), "-f", "table")
    assert matches(result.out, f"{section}-100.txt")


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("columns", [30, 79, 80, 120])
@pytest.mark.parametrize("layout", ["table", "list"])
def test_no_line_is_wider_than_the_screen_and_nothing_is_cut(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    section: str,
    columns: int,
    layout: str,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = coalition(section, "-d", claims_file(CORPUS), "-f", layout).out
    assert max(cell_len(line) for line in out.splitlines()) <= columns
    assert "…" not in out


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_ids_speakers_and_sources_are_whole(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = coalition("claims", "-d", claims_file(CORPUS), "-f", "table").out
    words = out.split()
    for id_ in ("thirty-five-governments", "annex-was-sent", "silent"):
        assert id_ in words
    for word in (
        "European",
        "diplomat",
        "drafts",
        "(unnamed)",
        "Zoë",
        "Łuczak",
        "Politico",
        "Foreign",
    ):
        assert word in words


LONG = "commission-on-security-and-cooperation"  # as long as an id may well be
LONG_IDS = f"""\
sources: [{{id: {LONG}, name: A commission with a long name that can be folded, kind: government, url: https://example.org/a/long/address/of/it}}]
articles: [{{id: r-{LONG}, headline: A headline that is long enough to be folded in a table, publisher: {LONG}, date: 2026, retells: [o-{LONG}]}}, {{id: o-{LONG}}}]
speakers: [{{id: {LONG}, description: a commissioner who has asked for a long description, anonymity_reason: to speak candidly about it}}]
claims: [{{id: c-{LONG}, text: A text that is long enough to be folded once or more often, speaker: {LONG}, source: {LONG}, topics: [t-{LONG}], date: 2026-01-19, confidence: high, appearances: [{{article: r-{LONG}, quote: a quote that is long enough to be folded, attribution: somebody who does not wish to be named}}]}}]
facts: [{{id: f-{LONG}, text: A text that is long enough to be folded once or more often, date: 2026, reference: {{title: A long title of a reference, url: https://example.org/a/long/address}}}}]
"""  # noqa: E501


@pytest.mark.parametrize("columns", [60, 100, 120, 200])
@pytest.mark.parametrize(
    ("section", "ids"),
    [
        ("claims", f"c-{LONG}"),
        ("appearances", f"c-{LONG} r-{LONG}"),
        ("facts", f"f-{LONG}"),
        ("speakers", LONG),
        ("sources", LONG),
        ("articles", f"r-{LONG} o-{LONG}"),
        ("topics", f"t-{LONG}"),
    ],
)
def test_an_id_is_not_broken_where_prose_can_fold(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    columns: int,
    section: str,
    ids: str,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    words = coalition(section, "-d", claims_file(LONG_IDS), "-f", "table").out.split()
    assert set(ids.split()) <= set(words)


@pytest.mark.parametrize("command", [["claims", "-d"], ["check"], ["drift", "-d"]])
def test_on_a_slow_machine_a_terminal_shows_the_same_in_the_end(
    terminal: Run, claims_file: Write, command: list[str]
) -> None:
    file = claims_file("".join(f'{{"id": "c{n}", "text": "T{n}"}}\n' for n in range(9)), "a.jsonl")
    impatient = "from coalition_cli.commands import opening; opening.PATIENCE = 0; "
    run = f"{impatient}import sys; from coalition_cli.__main__ import main; sys.exit(main())"
    asked = [*command, file, "--no-pager"]
    slow = on_terminal([sys.executable, "-c", run, *asked], columns=80, rows=24, env=os.environ)
    shown = terminal(*asked)
    assert (slow.code, slow.out == shown.out) == (shown.code, True), slow.out


def test_a_topic_is_not_broken_on_a_wide_screen(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    file = claims_file(
        "claims: [{id: a, text: " + "long text " * 30 + ", topics: [transatlantic-relations]}]"
    )
    assert "transatlantic-relations" in coalition("claims", "-d", file, "-f", "table").out


UNNAMED = [
    "claims",
    "claims -f list",
    "claims -f md",
    "claims -f table --fields speaker_name",
    "claims -f csv --fields id,speaker_name",
    "claims -f json --fields id,speaker_name",
    "appearances -f tsv --fields article,attribution",
    "claims -f list --fields speaker_name",
    "appearances",
    "appearances -f list",
    "appearances -f md",
    "speakers",
    "speakers -f list",
    "speakers -f md",
    "show thirty-five-governments",
    "show european-diplomat",
    "show source:politico",
    "show liga",
    "show treaty",
    "show GB",
    "show signatures",
    "show annex-was-sent",
]


@pytest.mark.parametrize("command", UNNAMED)
def test_an_unnamed_speaker_is_marked_by_a_word(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    options = [] if "-f" in command or "show" in command else ["-f", "table"]
    result = coalition(*command.split(), *options, "-d", claims_file(CORPUS))
    speakers = ("a European diplomat", "european-diplomat", "a diplomat who")
    assert any(speaker in result.out for speaker in speakers)
    assert "(unnamed)" in result.out
    assert "Łuczak (unnamed)" not in result.out


@pytest.mark.parametrize("format_", ["tsv", "csv", "json", "jsonl", "yaml"])
def test_an_unnamed_speaker_is_a_value_for_programs(
    coalition: Run, claims_file: Write, format_: str
) -> None:
    asked = ["claims", "-d", claims_file(CORPUS), "--fields", "all", "-f", format_, "-n", "1"]
    out = coalition(*asked).out
    assert re.search(r"anonymous", out)
    assert re.search(r"a European diplomat who has seen the drafts\"?[\t,\n][^\t,]*true", out)


def test_at_most_200_rows_on_a_terminal(terminal: Run, claims_file: Write) -> None:
    file = claims_file(many(201), "many.jsonl")
    options = ["claims", "-d", file, "--no-pager", "--fields", "id"]
    lines = terminal(*options, env=PLAIN).out.splitlines()
    assert lines[-2:] == ["c0199", "coalition: 200 of 201 shown; -n 201 shows all"]
    lines = terminal(*options, "-n", "201", env=PLAIN).out.splitlines()
    assert not any("shown" in line for line in lines)
    assert lines[-1] == "c0200"


@pytest.mark.parametrize(
    ("words", "total"), [("stats --by id", 201), ("stats --by id,status", 201), ("stats", 201)]
)
def test_at_most_200_counts_on_a_terminal(
    terminal: Run, claims_file: Write, words: str, total: int
) -> None:
    file = claims_file(many_topics(196) if words == "stats" else many(201), "many.jsonl")
    options = [*words.split(), "-d", file, "--no-pager"]
    lines = terminal(*options, env=PLAIN).lines
    assert lines[-1] == f"coalition: 200 of {total} shown; -n {total} shows all"
    assert sum("%" in line for line in lines) == 200
    assert sum("%" in line for line in terminal(*options, "-n", "7", env=PLAIN).lines) == 7
    whole = terminal(*options, "-n", str(total), env=PLAIN).lines
    assert sum("%" in line for line in whole) == total
    assert "shown" not in "".join(whole)
    assert len(terminal(*options, "-f", "tsv").lines) == total + 1


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["table", "list"])
def test_of_very_many_rows_each_thousand_is_a_table(
    coalition: Run, claims_file: Write, layout: str
) -> None:
    file = claims_file(many(2001), "many.jsonl")
    lines = coalition("claims", "-d", file, "--fields", "id", "-f", layout).lines
    ids = [line for line in lines if line.startswith("c")]
    assert ids == [f"c{number:04}" for number in range(2001)]
    heads = [number for number, line in enumerate(lines) if line == "id"]
    assert heads == ([0, 1003, 2006] if layout == "table" else [])


def folded(text: str) -> str:
    """Return a text without what a narrow or a wide screen makes of it."""
    return re.sub(r"[\s─━│├└]", "", text)


@pytest.mark.parametrize("name", ["COLUMNS", "LINES"])
@pytest.mark.parametrize(
    "number",
    ["", " ", "0", "-1", "1", "x", "٣", "1e9", "9" * 5000, "100000000", " 090 ", "0" * 5000],
)
@pytest.mark.parametrize("command", ["claims -f table", "show annex-was-sent", "stats", ""])
def test_no_size_that_the_environment_states_is_too_much(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    number: str,
    command: str,
) -> None:
    words = [*command.split(), "-d", claims_file(CORPUS)]
    monkeypatch.setenv(name, number)
    result = coalition(*words)
    assert (result.code, result.err) == (0, "")
    assert (
        folded("The annex was sent to all") in folded(coalition(*words).out)
        or "claims" not in words
    )
    assert max(map(cell_len, result.lines)) <= 10_000
    if name == "LINES" or number in ("", " ", "0", "-1", "x", "٣", "1e9", "0" * 5000):
        monkeypatch.delenv(name)
        assert result == coalition(*words)


@pytest.mark.parametrize("columns", [1, 2, 7, 19, 10_000, 65_535])
@pytest.mark.parametrize("command", ["claims", "show annex-was-sent", "stats", "members", "check"])
def test_a_terminal_may_have_any_width(
    terminal: Run, claims_file: Write, columns: int, command: str
) -> None:
    file = claims_file(CORPUS)
    result = terminal(*command.split(), "-d", file, "--no-pager", columns=columns, env=PLAIN)
    assert (result.code, "Traceback" in result.out) == (0, False)
    # What is told beside the answer is not folded.
    assert max(map(cell_len, result.lines)) <= max(30, columns)


@pytest.mark.parametrize("count", [200, 201])
def test_only_what_is_left_out_is_mentioned(terminal: Run, claims_file: Write, count: int) -> None:
    file = claims_file(many(count), "many.jsonl")
    out = terminal("claims", "-d", file, "--no-pager", "-f", "list", env=PLAIN).out
    assert ("shown" in out) == (count > 200)
    # What a program reads is whole, on a terminal too.
    assert len(terminal("claims", "-d", file, "-f", "tsv").out.splitlines()) == count + 1


def test_no_rows_are_said_on_a_terminal(terminal: Run, claims_file: Write) -> None:
    assert terminal("claims", "-d", claims_file(CORPUS), "nowhere", env=PLAIN) == (
        0,
        "coalition: no claims match\n",
        "",
    )


@pytest.mark.parametrize(
    ("options", "env", "coloured"),
    [
        ("", {}, True),
        ("--color always", {"NO_COLOR": "1"}, True),
        ("--color never", {"FORCE_COLOR": "1"}, False),
        ("", {"NO_COLOR": "1"}, False),
        ("", {"NO_COLOR": ""}, True),
        ("", {"TERM": "dumb"}, False),
        ("", {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ("", {"FORCE_COLOR": "0"}, True),
        ("", {"CLICOLOR": "0"}, False),
    ],
)
def test_colour_on_a_terminal(
    terminal: Run, claims_file: Write, options: str, env: dict[str, str], coloured: bool
) -> None:
    file = claims_file(CORPUS)
    result = terminal("claims", "-d", file, "--no-pager", *options.split(), env=env)
    assert ("\x1b[" in result.out) is coloured
    assert coloured or "\x1b" not in result.out


@pytest.mark.parametrize(
    ("options", "env", "coloured"),
    [
        ("", {}, False),
        ("--color always", {}, True),
        ("--color always", {"NO_COLOR": "1"}, True),
        ("", {"FORCE_COLOR": "1"}, True),
        ("", {"FORCE_COLOR": "0"}, False),
        ("", {"FORCE_COLOR": ""}, False),
        ("", {"CLICOLOR_FORCE": "1"}, True),
        ("", {"CLICOLOR_FORCE": "0"}, False),
        ("", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
@pytest.mark.parametrize("command", ["claims -f table", "show thirty-five-governments"])
def test_colour_in_a_pipe(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    options: str,
    env: dict[str, str],
    coloured: bool,
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    file = claims_file(CORPUS)
    result = coalition(*command.split(), "-d", file, *options.split())
    assert ("\x1b[" in result.out) is coloured
    assert "\x1b" not in coalition("claims", "-d", file, "-f", "tsv", *options.split()).out


@pytest.mark.parametrize("command", ["claims", "show thirty-five-governments", "stats"])
def test_colour_before_the_command_is_that_of_the_command(
    coalition: Run, claims_file: Write, command: str
) -> None:
    words = [*command.split(), "-d", claims_file(CORPUS), "-f", "table"]
    coloured = coalition("--color", "always", *words)
    assert coloured == coalition(*words, "--color", "always")
    assert "\x1b[" in coloured.out
    assert "\x1b[" not in coalition("--color", "never", *words).out
    assert coalition("--color", "always", *words, "--color", "never") == coalition(*words)


@pytest.mark.parametrize("command", ["claims", "stats", "", "show red-lines", "-h"])
def test_no_color_means_no_codes_at_all(terminal: Run, claims_file: Write, command: str) -> None:
    result = terminal(*command.split(), env={"NO_COLOR": "1", "PAGER": "cat"})
    assert result.code == 0
    assert "\x1b" not in result.out


def test_a_colour_changes_no_letter(terminal: Run, claims_file: Write) -> None:
    options = ["claims", "-d", claims_file(CORPUS), "--no-pager", "--color"]
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", terminal(*options, "always").out)
    plain = terminal(*options, "never").out
    assert [line.rstrip() for line in coloured.splitlines()] == plain.splitlines()


def test_the_members_close_with_how_many_governments_are_named(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(CORPUS)
    last = "2 of the 35 counted governments are named (claim thirty-five-governments)."
    assert coalition("members", "-d", file, "-f", "table").lines[-1] == last
    assert coalition("members", "-d", file, "-f", "list", "--eu").lines[-1] == last
    assert last not in coalition("members", "-d", file).out
    assert last not in coalition("members", "-d", file, "-f", "md").out


def test_the_members_of_several_files_close_with_a_line_for_each_that_counts(
    coalition: Run, claims_file: Write
) -> None:
    files = [
        claims_file("membership: {counted: 3}\nmembers: [{country: A}, {country: B}]", "a.yaml"),
        claims_file("membership: {claim: five}\nmembers: [{country: D}]", "between.yaml"),
        claims_file(
            "membership: {counted: 5, claim: five}\nclaims: [{id: five, text: t}]\n"
            "members: [{country: C}]",
            "c.yaml",
        ),
    ]
    data = [word for file in files for word in ("-d", file)]
    closing = [
        line for line in coalition("members", *data, "-f", "table").lines if "of the" in line
    ]
    assert closing == [
        "2 of the 3 counted governments are named.",
        "1 of the 5 counted governments are named (claim five).",
    ]


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """Write a pager that says in a file what it was given, and return the command."""
    script = tmp_path / "my pager.py"
    script.write_text(
        "import pathlib, sys\npathlib.Path(sys.argv[1]).write_text(sys.stdin.read())\n"
    )
    return f'"{sys.executable}" "{script}" "{tmp_path / "paged"}"'


@pytest.mark.parametrize(
    ("command", "rows", "paged"),
    [
        ("claims --fields id", 24, True),
        ("claims --fields id", 500, False),
        ("claims --fields id --no-pager", 24, False),
        ("claims --fields id -n 5", 24, False),
        ("claims --fields id -f tsv", 24, False),
        ("show c0000 c0001 c0002", 10, True),
        ("stats --by id", 24, True),
    ],
)
def test_a_long_answer_goes_through_the_pager(
    terminal: Run,
    claims_file: Write,
    tmp_path: Path,
    pager: str,
    command: str,
    rows: int,
    paged: bool,
) -> None:
    file = claims_file(many(100), "many.jsonl")
    words = [*command.split(), "-d", file]
    result = terminal(*words, rows=rows, env={**PLAIN, "PAGER": pager})
    assert result.code == 0
    there = tmp_path / "paged"
    assert there.exists() is paged
    # What is paged is what would have been printed.
    shown = there.read_text() if paged else result.out
    assert "c0001" in shown
    if paged:
        assert result.out == ""
        assert shown == terminal(*words, "--no-pager", env=PLAIN).out


@pytest.mark.parametrize(
    "pager",
    [
        "",
        " ",
        "no-such-program -x",
        "/no/such/program",
        "/etc/passwd",  # no program
        "less 'unbalanced",
        "less |",
        "false",
        "true",
        "kill -9 $$",
        "exec <&-; exit 0",
        "no-such-program | cat",
        "cat | no-such-program",
        "sed s/broken | cat",
    ],
)
def test_a_pager_that_reads_nothing_loses_nothing(
    terminal: Run, claims_file: Write, pager: str
) -> None:
    for count in (50, 5000):  # less than a pipe holds, and more
        file = claims_file(many(count), "many.jsonl")
        options = ["claims", "-d", file, "-n", str(count), "--fields", "id,text"]
        result = terminal(*options, env={**PLAIN, "PAGER": pager})
        assert result.code == 0
        whole = terminal(*options, "--no-pager", env=PLAIN).out
        assert result.out.endswith(whole)
        assert result.out.removesuffix(whole).count("\n") <= 2  # what the shell says of it


@pytest.mark.parametrize(
    ("pager", "shown"),
    [
        ("cat", "c0000\nc0001\nc0002\n"),
        ("sed 's/^c/C|/' | cat", "C|0000\nC|0001\nC|0002\n"),
        ("FIRST=1; sed -n ${FIRST}p; cat > /dev/null", "id\n"),
        ("cat /dev/stdin", "c0000\nc0001\nc0002\n"),
        ("cat > /dev/null; exit 3", ""),  # it has read the answer: what it says of it is its own
        ("head -1", "id\n"),
        ("sed 1q", "id\n"),
        ("head -c 2; exit 1", "id"),
        ("head -1 | cat; kill -9 $$", "id\n"),
    ],
)
def test_a_pager_is_a_command_of_the_shell_and_may_be_left_early(
    terminal: Run, claims_file: Write, pager: str, shown: str
) -> None:
    for count in (50, 5000):
        file = claims_file(many(count), "many.jsonl")
        options = ["claims", "-d", file, "-n", str(count), "--fields", "id"]
        result = terminal(*options, env={**PLAIN, "PAGER": pager})
        assert result.code == 0
        if shown.count("0") > 1:
            assert shown in result.out
            tables = -(-count // 1_000)  # each with a header, and a blank line before the next
            assert len(result.lines) == count + 3 * tables - 1
        else:
            assert result.out == shown


@pytest.mark.parametrize("term", ["dumb", "", "unknown", "no-such-terminal", None])
def test_nothing_is_paged_where_a_pager_could_not_draw(
    terminal: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, term: str | None
) -> None:
    file = claims_file(many(100), "many.jsonl")
    monkeypatch.delenv("TERM")
    env = {"PAGER": "sed s/c/C/"} | ({} if term is None else {"TERM": term})
    result = terminal("claims", "-d", file, "--color", "never", env=env)
    assert result == terminal("claims", "-d", file, "--no-pager", "--color", "never")
    assert terminal("claims", "-d", file, env={**env, "TERM": "vt100"}).out.count("C0") == 100


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("less") is None, reason="there is no less here: install it")
def test_less_is_left_with_q_and_not_with_an_interrupt(claims_file: Write) -> None:
    file = claims_file(many(5000), "many.jsonl")
    options = ["claims", "-d", file, "-n", "5000", "--fields", "id", "--color", "never"]
    child, leader = pty.fork()
    if child == 0:
        environment = {**os.environ, "PAGER": "less -X", "LINES": "10"}
        os.execve(sys.executable, [*COMMAND, *options], environment)
    shown = b""
    while not shown.endswith(b":\x1b[K"):  # its prompt
        shown += os.read(leader, 65536)
    os.write(leader, b"\x03")  # is for less, which waits for another key
    for _ in range(60):  # it may lose one that is pressed while it sees to the interrupt
        if not select.select([leader], [], [], 0.5)[0]:
            os.write(leader, b"q")
        elif data := next(received(leader), b""):
            shown += data
        else:
            break
    else:
        os.kill(child, signal.SIGKILL)
    os.close(leader)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert b"c0003" in shown
    assert b"c0100" not in shown
    assert b"Traceback" not in shown


def test_an_encoding_without_our_marks_gets_plain_ones(terminal: Run, claims_file: Write) -> None:
    file = claims_file(CORPUS)
    env = {**PLAIN, "PYTHONIOENCODING": "ascii"}
    for command in ("members", "stats", "show thirty-five-governments"):
        result = terminal(*command.split(), "-d", file, env={**env, "PAGER": "cat"})
        assert result.code == 0
        assert result.out.isascii()
        # Only letters of the data may be written out, not what we draw with.
        drawn = set(re.findall(r"\\u[0-9a-f]{4}|\\x[0-9a-f]{2}", result.out))
        assert not drawn & {
            r"\u2500",
            r"\u2502",
            r"\u2588",
            r"\u2591",
            r"\u2501",
            r"\u201c",
            r"\u201d",
            r"\u2013",
            r"\u2014",
            r"\xb6",
            r"\u2514",
            r"\u251c",
        }


def test_help_fits_a_narrow_terminal(terminal: Run) -> None:
    out = terminal("claims", "-h", columns=60, env=PLAIN).out
    assert "--min-confidence" in out
    assert max(map(len, out.splitlines())) <= 80


def test_without_members_the_closing_line_stands_alone(coalition: Run) -> None:
    result = coalition("members", "country:XX", "-f", "table")
    line = "6 of the 35 counted governments are named (claim thirty-five-governments).\n"
    assert (result.code, result.out) == (0, line)


def test_columns_name_fields_and_each_kind_of_cell_is_drawn_in_one_way() -> None:
    for name, shown in COLUMNS.items():
        known = {field.name for field in (OF_RECORDS.get(name) or RESULTS[name]).fields}
        assert {column.field for column in shown} <= known
    assert Counter([*columns._OF_VALUES, *columns._OF_ROWS]) == Counter(Cell)


def many_files(folder: Path, count: int) -> None:
    for number in range(count):
        text = f"title: Story {number}\nclaims: [{{id: c{number}, text: T}}]\n"
        (folder / f"story{number}.yaml").write_text(text)


@pytest.mark.parametrize(
    ("count", "data", "head"),
    [
        (50, ["stories"], ["50 files  stories", ""]),
        (50, ["stories", "/more"], ["51 files", ""]),
        (2, ["stories"], ["Story 0  stories/story0.yaml", "Story 1  stories/story1.yaml"]),
        (6, ["stories", "."], ["6 files  stories", ""]),
    ],
)
def test_the_overview_names_few_files_and_counts_many(
    coalition: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    count: int,
    data: list[str],
    head: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("stories", "more"):
        (tmp_path / folder).mkdir()
    many_files(tmp_path / "stories", count)
    (tmp_path / "more" / "m.yaml").write_text("claims: [{id: m, text: T}]\n")
    named = [f"{tmp_path}/more" if path == "/more" else path for path in data]
    if "." in named:
        (tmp_path / "more" / "m.yaml").unlink()
    options = [word for path in named for word in ("-d", path)]
    assert coalition(*options).lines[:2] == head


@pytest.mark.parametrize("columns", [30, 60, 79, 80, 96, 200])
@pytest.mark.parametrize("rating", ["none", "low", "medium", "high", "100"])
def test_the_bands_of_confidence_stand_on_one_line(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, columns: int, rating: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    file = claims_file(f"claims: [{{id: a, text: b, confidence: {rating}}}]")
    lines = coalition("show", "a", "-d", file).lines
    assert max(map(cell_len, lines)) <= columns
    bands = [line for line in lines if "medium 30" in line and "none 0" in line]
    if columns >= 60:
        assert len(bands) == 1
        assert "70–100" in bands[0]
        assert ("━" in bands[0]) == (columns >= 79 and rating != "none")


# Stands for a less: it says its version, and shows with which options it was called.
LESS = """\
#!/bin/sh
if [ "$1" = --version ]; then echo "$SAID"; exit; fi
echo "LESS=$LESS"; cat > /dev/null
"""


@pytest.mark.parametrize(
    ("said", "less", "options", "shown"),
    [
        ("less 668 (PCRE2)", None, "claims", "--header=2$ -FIRX"),
        ("less 600", "R", "stats --by id", "--header=2$ -R"),
        ("less 643.1", "-R -Pmine", "claims", "--header=2$ -R -Pmine"),
        ("less 643", "--use-color", "claims", "--header=2$ --use-color"),
        ("less 643", "", "claims", "--header=2$ "),
        ("less 643", None, "claims -f list", "FIRX"),
        ("less 590 (GNU regular expressions)", None, "claims", "FIRX"),
        ("less 590", "-R", "claims", "-R"),
        ("BusyBox v1.36", None, "claims", "FIRX"),
        ("", None, "claims", "FIRX"),
    ],
)
def test_headings_stay_in_view_where_less_can_keep_them(
    terminal: Run, claims_file: Write, tmp_path: Path,
    said: str, less: str | None, options: str, shown: str,
) -> None:  # fmt: skip
    program = tmp_path / "bin" / "less"
    program.parent.mkdir()
    program.write_text(LESS)
    program.chmod(0o755)
    file = claims_file(many(50), "many.jsonl")
    environment = {**PLAIN, "PAGER": f"{program} -S", "SAID": said}
    environment |= {} if less is None else {"LESS": less}
    result = terminal(*options.split(), "-d", file, env=environment)
    assert result.out == f"LESS={shown}\n"


def test_another_pager_is_not_asked_for_its_version(
    terminal: Run, claims_file: Write, tmp_path: Path
) -> None:
    program = tmp_path / "more"
    program.write_text('#!/bin/sh\necho "called $#"; cat > /dev/null\n')
    program.chmod(0o755)
    file = claims_file(many(50), "many.jsonl")
    assert terminal("claims", "-d", file, env={"PAGER": str(program)}).out == "called 0\n"
