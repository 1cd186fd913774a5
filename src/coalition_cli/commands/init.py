"""`coalition init`: a new project."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from ..model.problems import OutputError, UsageError
from ..project.corpus import VARIABLE
from ..words.safe import visible
from ..words.shell import quoted
from ..writing import standard_output
from .conversation.asking import can_ask, line_for
from .opening import note
from .options.changing import DryRun

if TYPE_CHECKING:  # help and TAB do not need it
    from ..starting import Hook, NewProject

Folder = Annotated[
    str,
    typer.Argument(
        metavar="[FOLDER]",
        help="The folder of the project. It is made if it is not there. The default is this one.",
        show_default=False,
    ),
]
WithHook = Annotated[
    bool | None,
    typer.Option(
        "--hook/--no-hook",
        help="Make the git hook that checks the claims at each commit, or do not. On a terminal"
        " you are asked; elsewhere there is none without --hook.",
        show_default=False,
    ),
]
_NEXT = """\
  coalition                   shows what is there
  coalition new claim         asks for your first claim
  coalition check --strict    finds mistakes"""


def init(folder: Folder = ".", hook: WithHook = None, dry_run: DryRun = False) -> None:
    """Make a project: its settings, and a claims file to begin with.

    The claims file has one record of each kind, with comments. Nothing is ever written over.
    In a git repository a hook can check the claims at each commit.

    \b
    coalition init
    coalition init bridge-story --hook
    """
    from ..starting import Hook, NewProject
    from ..starting.files import is_project, nearest

    if hook and is_project(folder):
        _make_hook(_possible(Hook.of(folder)), dry_run=dry_run)
        return
    beginning = NewProject.of(folder)
    found = Hook.of(nearest(folder))
    if hook:
        _possible(found)
    made = found if found and not found.obstacle and _wants(found.name, hook, dry_run) else None
    if not dry_run:
        beginning.make()
        try:
            if made:
                made.make()
        except OutputError:
            _say(beginning, None, dry_run=False)  # the project is there all the same
            raise
    _say(beginning, made, dry_run=dry_run)
    if beginning.around:
        note(f"it is inside of the project in {visible(beginning.around)}, which is not read here")
    if os.environ.get(VARIABLE):
        note(f"{VARIABLE} is set, so another folder is read; unset it")
    if found and hook is None and not made and not found.checks:
        remedy = found.obstacle or f"--hook makes {found.name}, which checks each commit"
        note(f"there is no git hook that checks the claims: {visible(remedy, lines=True)}")


def _possible(hook: "Hook | None") -> "Hook":
    """Return the hook that is asked for; raise UsageError if there can be none."""
    if hook is None or (hook.obstacle and not hook.checks):
        why = hook.obstacle if hook else "this folder is in no git repository"
        raise UsageError(f"no hook can be made: {why}")
    return hook


def _make_hook(hook: "Hook", *, dry_run: bool) -> None:
    """Make only the hook, for a project that is there already."""
    name = visible(hook.name)
    if hook.checks:
        note(f"nothing to make: {name} checks the claims already")
        return
    if not dry_run:
        hook.make()
    standard_output().write(f"{name}\n")
    standard_output().flush()
    note("would make this file" if dry_run else "made the hook: it checks each commit")


def _wants(name: str, said: bool | None, dry_run: bool) -> bool:
    """Whether the hook is wanted: as the option says, or the user on a terminal."""
    if said is not None or dry_run or not can_ask():
        return bool(said)
    question = f"make {visible(name)}, which checks the claims at each commit? [y/N] "
    return line_for(question).strip().casefold() in ("y", "yes")


def _say(beginning: "NewProject", hook: "Hook | None", *, dry_run: bool) -> None:
    """Print which files there are now, and say what to do next."""
    paths = [*beginning.paths, *([hook.name] if hook else [])]
    standard_output().writelines(f"{visible(path)}\n" for path in paths)
    standard_output().flush()
    if dry_run:
        note("would make these files")
        return
    there = beginning.folder != os.curdir
    lines = [f"  cd {visible(quoted(beginning.folder))}"] if there else []
    note("\n".join(["made a project; its records are an example to write over", *lines, _NEXT]))
