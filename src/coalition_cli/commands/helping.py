"""How the help is drawn: options and commands in groups, as wide as the terminal."""

import shutil
from collections.abc import Mapping, Sequence
from typing import Any

import typer

# Typer draws its help with Rich, or else with its copy of Click, which it does not export.
from typer._click.formatting import HelpFormatter

from .options.leaving import PUBLIC
from .options.shared import DATA, FILTER, OUTPUT

# Headings beside those of shared options: _OWN are options of one command.
_ARGUMENTS, _OWN, _HELP = "Arguments", "Options", "Help"
_COMMANDS = "Commands"  # of a command
_ORDER = (_ARGUMENTS, _OWN, FILTER, PUBLIC, OUTPUT, DATA, _HELP)
_LEAST, _MOST = 40, 134  # columns
_PROSE = 100  # columns of a paragraph; the meaning of an option has as many, beside its name

Rows = list[tuple[str, str]]


class Formatter(HelpFormatter):
    """Text in memory, drawn for the width of the terminal; without one, for 80 columns."""

    def __init__(self) -> None:
        super().__init__(width=max(_LEAST, min(shutil.get_terminal_size().columns, _MOST)))

    def write_text(self, text: str) -> None:
        """Write paragraphs. A line that is too long to read is no wider than prose."""
        whole, self.width = self.width, min(self.width, _PROSE)
        super().write_text(text)
        self.width = whole

    def write_groups(self, groups: Mapping[str, Rows]) -> None:
        """Write each group below its heading, all with their meanings in one column.

        A name that takes too much room has a line of its own.
        """
        most = min(30, self.width * 3 // 8)
        names = [len(name) for rows in groups.values() for name, _ in rows]
        widest = max((length for length in names if length <= most), default=0)
        for heading, rows in groups.items():
            if rows:
                with self.section(heading):
                    self.write_dl([(f"{name:<{widest}}", text) for name, text in rows], widest)


def command_help(command: Any, context: typer.Context) -> str:
    """Return the help of a command: how it is used, what it does, its options in groups."""
    formatter = Formatter()
    command.format_usage(context, formatter)
    command.format_help_text(context, formatter)
    formatter.write_groups(groups_of(command, context))
    return formatter.getvalue().rstrip("\n")


def group_help(group: Any, context: typer.Context) -> str:
    """Return the help of a command that has commands of its own."""
    formatter = Formatter()
    group.format_usage(context, formatter)
    group.format_help_text(context, formatter)
    named = [(name, group.get_command(context, name)) for name in group.list_commands(context)]
    commands = {_COMMANDS: [(name, summary(command)) for name, command in named]}
    formatter.write_groups(commands | groups_of(group, context))
    return formatter.getvalue().rstrip("\n")


def program_help(program: Any, context: typer.Context, groups: Mapping[str, Sequence[str]]) -> str:
    """Return the help of the program: its commands in groups, and its options."""
    formatter = Formatter()
    program.format_usage(context, formatter)
    program.format_help_text(context, formatter)
    formatter.write_groups(
        {
            heading: [(name, summary(program.get_command(context, name))) for name in names]
            for heading, names in groups.items()
        }
    )
    formatter.write_groups({_OWN: rows(program.get_params(context), context)})
    formatter.write_paragraph()
    formatter.write_text(
        "'coalition COMMAND -h' explains a command. 'coalition help' lists what else is "
        "explained: queries, the claims file, exit codes and so on."
    )
    return formatter.getvalue().rstrip("\n")


def summary(command: Any) -> str:
    """Return the first paragraph of what a command says of itself, on one line."""
    return " ".join((command.help or "").partition("\n\n")[0].split())


def groups_of(command: Any, context: typer.Context) -> dict[str, Rows]:
    """Return what a command takes, by groups: how it is written, and what it does."""
    grouped: dict[str, list[Any]] = {heading: [] for heading in _ORDER}
    for one in command.get_params(context):
        if one.param_type_name == "argument":
            grouped[_ARGUMENTS].append(one)
        else:
            grouped[_HELP if one.name == "help" else one.rich_help_panel or _OWN].append(one)
    return {heading: rows(members, context) for heading, members in grouped.items()}


def rows(parameters: Sequence[Any], context: typer.Context) -> Rows:
    """Return how parameters are written, and what each does."""
    records = ((one, one.get_help_record(context)) for one in parameters)
    return [(record[0], one.help or "") for one, record in records if record]
