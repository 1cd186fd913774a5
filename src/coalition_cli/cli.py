"""The Typer app: the commands, and the options before them."""

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from types import MappingProxyType, ModuleType
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from . import __version__
from .commands.options.leaving import OF_PART, AsOf, Part, Public, With
from .commands.options.packing import packed
from .commands.options.shared import Color, Data, Engine, KeepGoing, When
from .model.problems import UsageError

# The commands in the order of the help, in groups, each with its module in `commands`.
GROUPS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Browse": {
            "claims": "lists",
            "show": "show",
            "browse": "browse",
            "speakers": "lists",
            "sources": "lists",
            "articles": "lists",
            "appearances": "lists",
            "topics": "lists",
            "facts": "lists",
            "members": "lists",
        },
        "Analyse": {
            "stats": "reports",
            "timeline": "reports",
            "sourcing": "reports",
            "drift": "reports",
        },
        "Publish": {
            "page": "page",
            "export": "export",
        },
        "Check": {
            "check": "check",
            "verify": "verify",
            "diff": "diff",
        },
        "Write and mend": {
            "init": "init",
            "new": "new",
            "review": "review",
            "edit": "edit",
            "set": "set",
            "rename": "rename",
            "fmt": "fmt",
            "import": "importing",
            "draft": "draft",
        },
        "Data": {
            "schema": "schema",
            "cache": "cache",
            "doctor": "doctor",
        },
        "Help": {
            "help": "help",
        },
    }
)
COMMANDS: Mapping[str, str] = MappingProxyType(
    {name: module for group in GROUPS.values() for name, module in group.items()}
)


class Command(TyperCommand):
    """A command. What draws its help is imported when that is asked for."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # Typer's own class
        """Return its help."""
        from .commands.helping import command_help

        return command_help(self, ctx)

    def get_short_help_str(self, limit: int = 0) -> str:
        """Return its summary, whole: for the list of commands, and for TAB."""
        from .commands.helping import summary

        return summary(self)

    def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Return what the command line has: `OLD`, and not Typer's `{OLD}`."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


class Group(TyperGroup):
    """A command that has commands of its own."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # Typer's own class
        """Return its help, with its commands."""
        from .commands.helping import group_help

        return group_help(self, ctx)

    def get_short_help_str(self, limit: int = 0) -> str:
        """Return its summary, whole."""
        from .commands.helping import summary

        return summary(self)


def _built(name: str, module: ModuleType) -> typer.Typer:
    """Return a command of a module as Typer takes it, with its own commands if it has PARTS."""
    entry = packed(getattr(module, f"{name}_" if iskeyword(name) else name))
    built = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None)
    parts = getattr(module, "PARTS", {})
    if not parts:
        built.command(name, cls=Command)(entry)
        return built
    built.callback(invoke_without_command=True)(entry)
    for part, function in parts.items():
        built.command(part, cls=Command)(packed(function))
    return built


class Commands(TyperGroup):
    """The commands. Each is imported and built when it is asked for: a run needs only one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands: dict[str, Any] = dict.fromkeys(COMMANDS)  # see get_command

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # Any: its class is Typer's own
        """Return the command of that name, if there is one."""
        if cmd_name in COMMANDS and self.commands[cmd_name] is None:
            module = import_module(f".commands.{COMMANDS[cmd_name]}", __package__)
            self.commands[cmd_name] = get_command(_built(cmd_name, module))
        return self.commands.get(cmd_name)

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # Typer's own class
        """Return the help of the program."""
        from .commands.helping import program_help

        return program_help(self, ctx, {name: list(group) for name, group in GROUPS.items()})


app = typer.Typer(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    # Plain help keeps [brackets], needs no Rich, and is twice as fast.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    # Typer's scripts run the text that they complete, so we have our own options for it.
    add_completion=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"coalition {__version__}")
        raise typer.Exit


def _show_completion(asked: bool) -> None:
    if asked:
        from .commands.completion.shells import script

        typer.echo(script(), nl=False)
        raise typer.Exit


def _install_completion(asked: bool) -> None:
    if asked:
        from .commands.completion.shells import install

        typer.echo(install())
        raise typer.Exit


def _refuse_what_it_takes_not(context: typer.Context, shared: "SharedOptions") -> None:
    """Raise UsageError where the command does not take an option that stands before it."""
    command = context.command.get_command(context, context.invoked_subcommand)  # type: ignore[attr-defined]  # it is Commands
    taken = {parameter.name for parameter in command.params}
    for name in ("data", "engine", "keep_going", *OF_PART):
        if getattr(shared, name) is not None and getattr(shared, name) and name not in taken:
            option = name.strip("_").replace("_", "-")
            raise UsageError(f"'{context.invoked_subcommand}' does not take --{option}")


Version = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
]
InstallCompletion = Annotated[
    bool,
    typer.Option(
        "--install-completion",
        callback=_install_completion,
        is_eager=True,
        help="Install completion for the shell that you use now.",
    ),
]
ShowCompletion = Annotated[
    bool,
    typer.Option(
        "--show-completion",
        callback=_show_completion,
        is_eager=True,
        help="Print the completion script, to install it yourself.",
    ),
]


class EagerOptions(NamedTuple):
    """Options that do something else than run a command. Their callbacks have done it."""

    version: Version = False
    install_completion: InstallCompletion = False
    show_completion: ShowCompletion = False


class SharedOptions(NamedTuple):
    """Options that mean the same before and after a command."""

    data: Data = None
    engine: Engine = None
    keep_going: KeepGoing = False
    public: Public = None
    as_of: AsOf = None
    with_: With = None
    color: Color = When.AUTO


@app.callback(invoke_without_command=True)
@packed
def coalition(context: typer.Context, shared: SharedOptions, eager: EagerOptions) -> None:
    """Browse attributed claims: who said what, on whose authority, in which words.

    Without a command: show which data is read, and what to try.

    \b
    coalition claims --source politico
    coalition members --non-eu
    coalition claims red lines confidence:medium.. --json | jq -r '.[].text'
    """
    del eager
    if context.invoked_subcommand is None:
        from .commands.overview import overview

        part = Part(shared.public, shared.as_of, shared.with_)
        overview(shared.data or [], shared.engine, part, shared.color, keep_going=shared.keep_going)
        return
    _refuse_what_it_takes_not(context, shared)
    said = {name: getattr(shared, name) for name in ("color", "engine", "keep_going", *OF_PART)}
    context.default_map = {context.invoked_subcommand: said}
