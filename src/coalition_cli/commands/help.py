"""`coalition help`: the topics that are explained, and the help of a command."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from ..manual import TOPICS, page, topic_of
from ..model.problems import UsageError, suggestion
from ..words.safe import visible
from ..writing import standard_output
from .helping import Formatter, summary
from .options.shared import Color, NoPager, When


def _complete(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the topics and the commands, each with what it is about; nothing after the first."""
    if context.params.get("topic"):
        return []
    program: Any = context.parent and context.parent.command
    known = {name: topic.meaning for name, topic in TOPICS.items()}
    known |= {name: summary(program.get_command(context, name)) for name in program.commands}
    return [pair for pair in known.items() if pair[0].startswith(incomplete)]


Asked = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TOPIC]",
        help=f"One of {', '.join(TOPICS)}; or a command. The default is a list of these.",
        show_default=False,
        autocompletion=_complete,
    ),
]


def help(  # noqa: A001 - a command is a function of its name
    context: typer.Context, topic: Asked = None, color: Color = When.AUTO, no_pager: NoPager = False
) -> None:
    """Explain a topic, such as queries, or a command.

    \b
    coalition help queries
    coalition help exit-codes
    coalition help claims
    """
    asked = "-".join(topic or ())
    program: Any = context.parent and context.parent.command
    if not asked:
        _list()
    elif known := topic_of(asked):
        _show(known, color, paged=not no_pager)
    elif inside := _command(context.parent, topic or ()):
        standard_output().write(f"{inside.command.get_help(inside)}\n")
    else:
        near = suggestion(asked, [*TOPICS, *program.commands])
        raise UsageError(
            f"no topic '{visible(' '.join(topic or ()))}'{near}\n"
            f"the topics: {', '.join(TOPICS)}; or a command"
        )


def _command(outer: Any, names: Sequence[str]) -> Any:
    """Return the context of a command, which may be one of another command: new claim."""
    for name in names:
        group = outer.command
        command = group.get_command(outer, name) if hasattr(group, "get_command") else None
        if command is None:
            return None
        outer = typer.Context(command, parent=outer, info_name=name)
    return outer


def _list() -> None:
    formatter = Formatter()
    formatter.write_groups({"Topics": [(name, topic.meaning) for name, topic in TOPICS.items()]})
    formatter.write_paragraph()
    formatter.write_text(
        "'coalition help TOPIC' explains one. 'coalition help COMMAND' explains a command, and "
        "'coalition -h' lists the commands."
    )
    standard_output().write(formatter.getvalue().lstrip("\n"))


def _show(name: str, color: When, *, paged: bool) -> None:
    from ..presenting import Screen  # Rich takes a while to import
    from ..presenting.manual import drawn

    out = standard_output()
    screen = Screen(out, colour=color, paged=paged and out.isatty())
    screen.show(drawn(page(name), screen.width, marked=not screen.colour))
