"""The man page, coalition(1), made from the help of the commands and from pages in docs/.

`python -m tests.documents` writes it again; test_manual.py fails when it is out of date.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from coalition_cli import __version__
from coalition_cli.cli import GROUPS, app
from coalition_cli.commands.helping import Rows, groups_of, rows, summary
from coalition_cli.manual import TOPICS, page
from coalition_cli.manual.markdown import Block, Code, Heading, Items, Line, Paragraph, Span, Table

FILE = Path(__file__).parent.parent / "man" / "coalition.1"
# The topics that are in it. The others are long lists, or for few readers.
SECTIONS = (
    "queries",
    "format",
    "data",
    "confidence",
    "unnamed",
    "output",
    "exit-codes",
    "environment",
)

_FONTS = {"code": "B", "strong": "B", "emphasis": "I"}
_ESCAPES = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
_WIDTH = 78  # columns of a line of the source
_RAW = "\b\n"  # before lines of a command's help that stay as they are


def write() -> None:
    """Write the man page, with the day of today if it has changed."""
    if not FILE.exists() or manual(date()) != FILE.read_text(encoding="utf-8"):
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text(manual(datetime.now(UTC).date().isoformat()), encoding="utf-8")


def date() -> str:
    """Return the day when the man page was written."""
    [day] = re.findall(r"(?m)^\.TH \S+ 1 (\S+)", FILE.read_text(encoding="utf-8"))
    return str(day)


def manual(day: str) -> str:
    """Return the man page, as of that day."""
    program: Any = get_command(app)
    context = typer.Context(program, info_name="coalition", **program.context_settings)
    parts = [*_head(context, day), *_commands(context)]
    for name in SECTIONS:
        parts += _blocks(page(name))
    parts += [".SH SEE ALSO", *_prose([Span(_others())]), ".PP", ".BR git (1),", ".BR jq (1)"]
    # A heading begins a paragraph by itself.
    return re.sub(r"(?m)^(\.S[HS] .*\n)\.PP\n", r"\1", "\n".join(parts) + "\n")


def _others() -> str:
    others = [f"'coalition help {name}' has {TOPICS[name].meaning}." for name in TOPICS]
    return " ".join(one for one, name in zip(others, TOPICS, strict=True) if name not in SECTIONS)


def _head(context: typer.Context, day: str) -> Iterator[str]:
    program: Any = context.command
    meaning = program.help.partition(":")[0]
    yield '.\\" Made by tests/manual.py. Change the help of the commands, or the pages in docs/.'
    yield f'.TH COALITION 1 {day} "coalition {__version__}" "User Commands"'
    yield from (".SH NAME", rf"coalition \- {_escaped(meaning[:1].lower() + meaning[1:])}")
    yield from (".SH SYNOPSIS", _usage(context))
    yield ".SH DESCRIPTION"
    yield from _help(program.help)
    yield from _definitions(rows(program.get_params(context), context))


def _usage(context: typer.Context) -> str:
    command: Any = context.command
    pieces = _escaped(" ".join(command.collect_usage_pieces(context)))
    return rf"\fB{_escaped(context.command_path)}\fR {pieces}"


def _commands(context: typer.Context) -> Iterator[str]:
    """Yield the commands by their groups, and then the options that several of them have."""
    program: Any = context.command
    contexts = {
        name: typer.Context(program.get_command(context, name), context, info_name=name)
        for group in GROUPS.values()
        for name in group
    }
    grouped = {name: groups_of(one.command, one) for name, one in contexts.items()}
    uses = Counter(row for groups in grouped.values() for found in groups.values() for row in found)
    for heading, names in GROUPS.items():
        yield f".SH {heading.upper()}"
        for name in names:
            yield from _command(contexts[name], grouped[name], uses)
    yield ".SH OPTIONS"
    yield from _prose([Span("Several commands have these.")])
    for heading in dict.fromkeys(heading for groups in grouped.values() for heading in groups):
        found = (row for groups in grouped.values() for row in groups[heading])
        if shared := [row for row in dict.fromkeys(found) if uses[row] > 1]:
            yield f".SS {heading}"
            yield from _definitions(shared)


def _command(
    context: typer.Context, groups: Mapping[str, Rows], uses: Mapping[tuple[str, str], int]
) -> Iterator[str]:
    """Yield a command: its usage, what it does, its own options, the names of the others."""
    command: Any = context.command
    found = [row for members in groups.values() for row in members]
    yield f".SS {_usage(context)}"
    yield from _help(command.help)
    parts = command.list_commands(context) if hasattr(command, "list_commands") else []
    named = {name: command.get_command(context, name) for name in parts}
    yield from _definitions([(name, summary(part)) for name, part in named.items()])
    yield from _definitions([row for row in found if uses[row] == 1])
    names = [re.search(r"--[\w-]+", names) for names, meaning in found if uses[names, meaning] > 1]
    shared = [Span(name[0], "code") for name in names if name]
    commas = [piece for span in shared for piece in (Span(", "), span)]
    yield from _prose([Span("See OPTIONS for "), *commas[1:], Span(".")])


def _help(text: str) -> Iterator[str]:
    """Yield what a command says of itself. Examples are lines that stay as they are."""
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(_RAW):
            yield from _code(paragraph.removeprefix(_RAW))
        elif paragraph.strip():
            yield from _prose([Span(" ".join(paragraph.split()))])


def _definitions(found: Sequence[tuple[str, str]]) -> Iterator[str]:
    for names, meaning in found:
        yield from (".TP", rf"\fB{_escaped(names)}\fR", *_lines([Span(meaning)]))


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the source of a page."""
    for block in blocks:
        match block:
            case Heading(level, line):
                plain = _escaped("".join(span.text for span in line))
                yield f".SH {plain.upper()}" if level == 1 else f".SS {plain}"
            case Paragraph(line):
                yield from _prose(line)
            case Code(text):
                yield from _code(text)
            case Items(items):
                for mark, line in items:
                    yield r".IP \(bu 2" if mark in "-*" else f".IP {mark} 4"
                    yield from _lines(line)
            case Table(heading, found):
                yield from _table(heading, found)


def _table(heading: Sequence[Line], found: Iterable[Sequence[Line]]) -> Iterator[str]:
    """Yield the rows, each as a name and what belongs to it, below the headings of both."""
    titles = ["".join(span.text for span in line) for line in heading]
    several = len(titles) > 2
    yield from (".TP", rf"\fI{_escaped(titles[0])}\fR", rf"\fI{_escaped(', '.join(titles[1:]))}\fR")
    for first, *others in found:
        yield from (".TP", *_lines(first))
        cells = [
            (Span(f"{title}: " if several else ""), *line, Span("; " if several else ""))
            for title, line in zip(titles[1:], others, strict=True)
            if line
        ]
        yield from _lines([span for cell in cells for span in cell][: -1 if cells else None])


def _prose(line: Sequence[Span]) -> list[str]:
    return [".PP", *_lines(line)]


def _code(text: str) -> Iterator[str]:
    yield from (".PP", ".RS 4", ".EX")
    for line in text.splitlines():
        yield _begun(_escaped(line))
    yield from (".EE", ".RE")


def _lines(line: Line | Sequence[Span]) -> list[str]:
    """Return the source of a line of text, each of its own lines short enough to read."""
    text = "".join(_span(span) for span in line).strip()
    folded = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [_begun(one) for one in folded]


def _span(span: Span) -> str:
    text = _escaped(span.text)
    if span.style:
        text = rf"\f{_FONTS[span.style]}{text}\fR"
    return f"{text} ({_escaped(span.address)})" if span.address.startswith("http") else text


def _begun(line: str) -> str:
    """Return a line that does not begin with what roff takes for a request."""
    return rf"\&{line}" if line.startswith((".", "'")) else line


def _escaped(text: str) -> str:
    """Return a text as roff writes it, in ASCII."""
    text = "".join(_ESCAPES.get(sign, sign) for sign in text)
    return re.sub(r"[^\x00-\x7f]", lambda sign: rf"\[u{ord(sign[0]):04X}]", text)
