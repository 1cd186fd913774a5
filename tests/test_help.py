"""`coalition help` and `-h`: commands and options in groups, and topics from docs/."""

import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from rich.cells import cell_len

from coalition_cli.cli import COMMANDS, GROUPS
from coalition_cli.manual import TOPICS, page
from coalition_cli.manual.markdown import Code, Heading, Items, Paragraph, Span, Table, blocks

from . import documents
from .conftest import Run
from .manual import SECTIONS

PAGE_ON_FORMAT = documents.PAGES["format"].read_text(encoding="utf-8")
PLAIN = {"PAGER": "cat", "NO_COLOR": "1"}


def headings(out: str) -> list[str]:
    return re.findall(r"^(\w+):$", out, re.MULTILINE)


def group(out: str, heading: str) -> str:
    return out.partition(f"\n{heading}:\n")[2].partition("\n\n")[0]


def test_commands_stand_in_groups_what_people_need_first(coalition: Run) -> None:
    result = coalition("-h")
    assert (result.code, result.err) == (0, "")
    assert headings(result.out) == [
        "Browse",
        "Analyse",
        "Publish",
        "Check",
        "Data",
        "Help",
        "Options",
    ]
    for heading, names in GROUPS.items():
        listed = re.findall(r"^  (\w+)  ", group(result.out, heading), re.MULTILINE)
        assert listed == list(names)
    assert next(iter(COMMANDS)) == "claims"
    assert list(GROUPS["Browse"])[-1] == "members"


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("new", "new speaker --name Bea"),
        ("new speaker", "new speaker --name Bea"),
        ("set", "set a text b"),
        ("rename", "rename a b"),
        ("edit", "edit a"),
    ],
)
def test_a_command_that_changes_the_data_offers_no_standard_input(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, words: str, given: str
) -> None:
    said = " ".join(coalition(*words.split(), "-h").out.split())
    assert (
        "-d, --data PATH A claims file, or a folder of them. May be given several times. "
        "The default is COALITION_DATA, then your project."
    ) in said
    assert "then the example" not in said
    monkeypatch.setenv("EDITOR", "true")
    refused = coalition(*given.split(), "-d", "-", stdin="claims: [{id: a, text: A}]")
    verb = "edited" if words == "edit" else "changed"
    assert refused == (
        3,
        "",
        f"coalition: standard input cannot be {verb}\nname a claims file\n",
    )


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_no_summary_is_cut(coalition: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = coalition("-h").out
    assert "..." not in out.partition("\nBrowse:\n")[2]
    assert "…" not in out.replace("FIELD,…", "")
    said = " ".join(out.split())
    for name in COMMANDS:
        summary = " ".join(coalition(name, "-h").out.split("\n\n")[1].split())
        assert summary.endswith(".")
        assert f"{name} {summary}" in said


OPTIONS = {
    "claims": {
        "Filter": "--source --status --until --anonymous",
        "Output": "--format --json --fields --sort --number --count --output --color",
        "Data": "--data",
    },
    "members": {"Filter": "--eu", "Output": "--format", "Data": "--data"},
    "topics": {"Output": "--exit-status --no-pager --safe", "Data": "--data"},
    "stats": {"Options": "--by", "Filter": "--source", "Output": "--sort", "Data": "--data"},
    "verify": {"Options": "--require-all", "Output": "--format", "Data": "--data --text --texts"},
    "check": {"Options": "--strict --explain", "Output": "--json", "Data": "--data --tracked"},
    "schema": {"Output": "--output"},
}


@pytest.mark.parametrize(("command", "groups"), OPTIONS.items())
def test_options_stand_in_groups(coalition: Run, command: str, groups: dict[str, str]) -> None:
    out = coalition(command, "-h").out
    assert [one for one in headings(out) if one != "Arguments"] == [*groups, "Help"]
    for heading, options in groups.items():
        assert set(options.split()) <= set(group(out, heading).replace(",", " ").split())


def test_an_option_of_several_commands_has_a_group(coalition: Run) -> None:
    without = Counter(
        option
        for command in COMMANDS
        for option in re.findall(
            r"^  (-\S.*(?:\n    .*)*)", group(coalition(command, "-h").out, "Options"), re.MULTILINE
        )
    )
    assert without
    assert [option for option, count in without.items() if count > 1] == []


@pytest.mark.parametrize(("columns", "widest"), [(60, 60), (80, 80), (140, 134), (300, 134)])
@pytest.mark.parametrize("command", ["", "claims", "check", "verify", "diff"])
def test_the_help_is_as_wide_as_the_terminal(
    terminal: Run, command: str, columns: int, widest: int
) -> None:
    out = terminal(*command.split(), "-h", columns=columns, env=PLAIN).out
    lines = [line for line in out.splitlines() if not re.match("  (coalition|git) ", line)]
    longest = max(map(len, lines))
    assert widest - 24 < longest <= widest
    prose = out.partition("\n\n")[2].partition("\n  coalition ")[0]
    assert max(map(len, prose.splitlines())) <= 102


@pytest.mark.parametrize("columns", ["0", "-7", "x", "1", "99999999999999999999"])
def test_any_number_of_columns_is_drawn(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    result = coalition("claims", "-h")
    assert (result.code, result.err) == (0, "")
    assert 30 < max(map(len, result.out.splitlines())) <= 134


def test_the_usage_is_written_as_people_type_it(coalition: Run) -> None:
    assert coalition("show", "-h").lines[0] == "Usage: coalition show [OPTIONS] ID..."
    assert coalition("diff", "-h").lines[0].startswith("Usage: coalition diff [OPTIONS] ")
    assert not re.search(r"[{}]", coalition("diff", "-h").lines[0])
    assert "[x>=1]" not in coalition("claims", "-h").out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_is_its_help(coalition: Run, command: str) -> None:
    assert coalition("help", command) == coalition(command, "--help")


def test_the_topics_are_listed(coalition: Run) -> None:
    result = coalition("help")
    assert (result.code, result.err) == (0, "")
    for name, topic in TOPICS.items():
        assert f"  {name} {' ' * (11 - len(name))} {topic.meaning}\n" in result.out
    assert max(map(len, result.lines)) <= 80
    assert "'coalition -h' lists the commands" in " ".join(result.out.split())


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_the_page_in_docs(coalition: Run, topic: str) -> None:
    result = coalition("help", topic)
    assert (result.code, result.err) == (0, "")
    assert "\x1b" not in result.out
    text = documents.PAGES[TOPICS[topic].page].read_text(encoding="utf-8")
    drawn = " ".join(result.out.split())
    title, *rest = re.findall(r"^#+ (.*)$", re.sub(r"(?s)```.*?```", "", text), re.MULTILINE)
    assert result.lines[0] == title.upper()
    assert [heading for heading in rest if heading.replace("`", "") not in drawn] == []
    for code in re.findall(r"(?ms)^```\w*\n(.*?)^```$", text):
        for line in code.splitlines():
            assert " ".join(line.split()) in drawn


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("columns", [40, 80, 140])
def test_a_topic_fits_the_terminal(terminal: Run, topic: str, columns: int) -> None:
    lines = terminal("help", topic, columns=columns, env=PLAIN).lines
    prose = [line for line in lines if re.match(r"  \S", line)]
    assert max(map(cell_len, lines)) <= columns
    assert min(columns, 100) - 20 < max(map(cell_len, prose)) <= min(columns, 100)


def test_the_examples_of_the_pages_that_explain_how_to_ask_need_no_more_than_80_columns() -> None:
    for name in SECTIONS:
        for block in page(name):
            lines = block.text.splitlines() if isinstance(block, Code) else [""]
            assert [line for line in lines if len(line) > 76] == []


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("exit codes", "exit-codes"),
        ("exit", "exit-codes"),
        ("EXIT_CODES", "exit-codes"),
        ("unnamed sources", "unnamed"),
        ("protecting-sources", "unnamed"),
        ("query", "queries"),
        ("claims-file", "format"),
        ("Confidence", "confidence"),
    ],
)
def test_a_topic_has_the_names_that_people_try(coalition: Run, asked: str, topic: str) -> None:
    assert coalition("help", *asked.split()) == coalition("help", topic)
    assert coalition("help", topic).code == 0


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("querys", "; did you mean 'queries'?"),
        ("confidense", "; did you mean 'confidence'?"),
        ("claim", "; did you mean 'claims'?"),
        ("exit cods", "; did you mean 'exit-codes'?"),
        ("zzz", ""),
        ("\x1b[31m", ""),
    ],
)
def test_an_unknown_topic_is_an_error_with_the_nearest(
    coalition: Run, asked: str, near: str
) -> None:
    result = coalition("help", *asked.split())
    shown = asked.replace("\x1b", r"\x1b")
    assert result == (
        2,
        "",
        f"coalition: no topic '{shown}'{near}\nthe topics: {', '.join(TOPICS)}; or a command\n",
    )


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("exit", ["exit-codes"]),
        ("cl", ["claims"]),
        ("co", ["confidence", "completion"]),
        ("exit ", []),
        ("zzz", []),
    ],
)
def test_tab_offers_topics_and_commands(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, typed: str, offered: list[str]
) -> None:
    monkeypatch.setenv("_COALITION_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_COALITION_LINE", f"coalition help {typed}")
    kind, *lines = coalition().lines
    assert (kind, [line.partition("\t")[0] for line in lines]) == ("words", offered)
    assert all(line.partition("\t")[2] for line in lines)


def test_a_long_topic_goes_through_the_pager_and_a_short_one_does_not(terminal: Run) -> None:
    env = {"PAGER": "sed 's/^/paged /'"}
    assert terminal("help", "unnamed", env=env).out.startswith("paged ")
    assert "paged" not in terminal("help", "unnamed", "--no-pager", env=env).out
    assert "paged" not in terminal("help", "unnamed", rows=1_000, env=env).out
    assert "paged" not in terminal("help", rows=100, env=env).out


def test_colour_is_asked_for_as_elsewhere(terminal: Run, coalition: Run) -> None:
    assert "\x1b[1mQUERIES" in terminal("help", "queries", "--no-pager").out
    assert "\x1b" not in terminal("help", "queries", env=PLAIN).out
    assert "\x1b" in coalition("help", "queries", "--color", "always").out
    assert coalition("--color", "always", "help", "queries") == coalition(
        "help", "queries", "--color", "always"
    )


def test_a_link_to_a_page_says_how_to_see_it(coalition: Run) -> None:
    out = " ".join(coalition("help", "python").out.split())
    assert "fields.md (coalition help fields) has all of them" in out


TEXT = """\
# A title

Two lines
of *one* paragraph, with `co*d*e`, **strong `x` text**, and [a link](https://example.org).

- first item
  goes on
- second

1. one
2. two

| a | `b|c` is \\| |
|---|:-:|
| x_y_z | 2 * 3 * 4 |

```yaml
# no heading

- no item
```
"""


def test_markdown_becomes_blocks() -> None:
    title, paragraph, items, numbered, table, code = blocks(TEXT)
    assert title == Heading(1, (Span("A title"),))
    assert paragraph == Paragraph(
        (
            Span("Two lines of "),
            Span("one", "emphasis"),
            Span(" paragraph, with "),
            Span("co*d*e", "code"),
            Span(", "),
            Span("strong ", "strong"),
            Span("x", "code"),
            Span(" text", "strong"),
            Span(", and "),
            Span("a link", "", "https://example.org"),
            Span("."),
        )
    )
    assert items == Items((("-", (Span("first item goes on"),)), ("-", (Span("second"),))))
    assert numbered == Items((("1.", (Span("one"),)), ("2.", (Span("two"),))))
    assert isinstance(table, Table)
    assert table.rows == (((Span("x_y_z"),), (Span("2 * 3 * 4"),)),)
    assert code == Code("# no heading\n\n- no item")


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(documents.PAGES))
def test_the_pages_show_what_their_commands_print(name: str) -> None:
    file = documents.PAGES[name]
    assert documents.shown(file) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("topic", ["queries", "format", "confidence", "exit-codes", "output"])
def test_the_pages_have_examples(topic: str) -> None:
    kind = "yaml" if topic == "format" else "console"
    assert f"```{kind}\n" in documents.PAGES[topic].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "row", [row for block in page("queries") if isinstance(block, Table) for row in block.rows]
)
def test_the_terms_of_the_page_on_queries_can_be_asked(
    coalition: Run, row: tuple[tuple[Span, ...], ...]
) -> None:
    counts = set()
    for (written, *_), explained in zip(row, ("term", "meaning"), strict=True):
        if written.style == "code":
            result = coalition("claims", *shlex.split(written.text), "--count")
            assert (result.code, result.err) == (0, ""), explained
            counts.add(result.out)
    assert len(counts) == 1  # an option is the term beside it


@pytest.mark.slow
@pytest.mark.parametrize("topic", ["format", "exit-codes", "output"])
def test_the_commands_for_the_shell_run(tmp_path: Path, topic: str) -> None:
    whole, *_ = re.findall(r"(?ms)^```yaml\n(.*?)^```$", PAGE_ON_FORMAT)
    (tmp_path / "newsroom").mkdir()
    for file in ("bridge.yaml", "newsroom/bridge.yaml"):
        (tmp_path / file).write_text(whole, encoding="utf-8")
    text = documents.PAGES[topic].read_text(encoding="utf-8")
    commands = "".join(re.findall(r"(?ms)^```sh\n(.*?)^```$", text)).splitlines()
    assert commands
    for command in commands:
        done = subprocess.run(
            ["bash", "-c", f'PATH="{Path(sys.executable).parent}:$PATH"; {command}'],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, ""), command


def test_the_files_of_the_page_on_the_format_are_claims_files(
    coalition: Run, tmp_path: Path
) -> None:
    whole, least, partial, reviewed, names = re.findall(
        r"(?ms)^```yaml\n(.*?)^```$", PAGE_ON_FORMAT
    )
    file = tmp_path / "claims.yaml"
    file.write_text(whole, encoding="utf-8")
    assert coalition("check", "--strict", file) == (0, "", "coalition: no problems\n")
    for text in (partial, reviewed, names):
        file.write_text(text, encoding="utf-8")
        assert coalition("check", file) == (0, "", "coalition: no problems\n")
    file.write_text(least, encoding="utf-8")
    assert coalition("check", file).code == 0
    assert coalition("claims", "-d", file, "--count").out == "1\n"
