"""What is being typed at the cursor: a command, an option, its value, or an argument."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

# Typer's own classes are not used: they answer with code, which its scripts then run.
from typer._click.shell_completion import _is_incomplete_argument, _resolve_context

from .parameters import Completed
from .typed import Typed

LONGEST_MEANING = 200  # characters
_PATHS = re.compile("PATH|FILE|FOLDER|OLD|NEW")  # in the metavar of parameters that take a path


class Offer(NamedTuple):
    """A word that is possible at the cursor, and its meaning."""

    word: str
    meaning: str = ""


class Paths(NamedTuple):
    """A path is expected at the cursor, behind the part of the word that leads to it: `--data=`."""

    lead: str


def possible(command: Any, typed: Typed) -> list[Offer] | Paths:
    """Return what is possible at the cursor. `command` is the whole program, of Typer's class."""
    words = typed.words[1:]
    with _nothing_done(command):
        context = _resolve_context(command, {}, "coalition", words)
    parameter, begun = _expected(context, words, typed.last)
    lead = typed.last.removesuffix(begun)
    if parameter is None:
        return _names(context, begun)
    metavar = parameter.metavar or ""
    before, equals, _ = metavar.rpartition("=")  # such as ARTICLE=FILE
    if equals and "=" in begun:
        return Paths(lead + begun[: begun.index("=") + 1])
    is_path = _PATHS.search(before if equals else metavar)
    if is_path and not isinstance(parameter.type, Completed):
        return Paths(lead)
    items = parameter.shell_complete(context, begun)
    offers = [Offer(lead + item.value, item.help or "") for item in items]
    if parameter.param_type_name == "argument" and "--" not in words:
        return [offer for offer in offers if not offer.word.startswith("-")]  # not an option
    return offers


@contextmanager
def _nothing_done(command: Any) -> Iterator[None]:
    """Read a command line meanwhile without what its options would print or install."""
    callbacks = {option: option.callback for option in command.params if option.is_eager}
    try:
        for option in callbacks:
            option.callback = None
        yield
    finally:
        for option, callback in callbacks.items():
            option.callback = callback


def _expected(context: Any, words: list[str], last: str) -> tuple[Any, str]:
    """Return the parameter whose value is typed, and that value; None where a name is typed."""
    parameters = context.command.get_params(context)
    options = {
        name: parameter
        for parameter in parameters
        if parameter.param_type_name == "option" and not (parameter.is_flag or parameter.count)
        for name in parameter.opts
    }
    if "--" not in words:
        if words and words[-1] in options:  # also a value such as -confidence
            return options[words[-1]], last
        name, equals, value = last.partition("=")
        if equals and name in options:
            return options[name], value
        if last[:2] in options and not last.startswith("--") and last[2:]:  # such as -fjson
            return options[last[:2]], last[2:]
        if last.startswith("-"):
            return None, last
    arguments = (one for one in parameters if _is_incomplete_argument(context, one))
    return next(arguments, None), last


def _names(context: Any, begun: str) -> list[Offer]:
    """Return the names of commands, or of options, that begin so, with what they do."""
    if begun.startswith("-"):
        return _options(context, begun)
    group = context.command
    names = group.list_commands(context) if hasattr(group, "list_commands") else []
    commands = {name: group.get_command(context, name) for name in names if name.startswith(begun)}
    return [
        Offer(name, command.get_short_help_str(LONGEST_MEANING))
        for name, command in commands.items()
        if not command.hidden
    ]


def _options(context: Any, begun: str) -> list[Offer]:
    """Return the options that begin so, without those that were given and do not repeat."""
    return [
        Offer(name, option.help or "")
        for option in context.command.get_params(context)
        if option.param_type_name == "option" and not option.hidden
        if option.multiple or not _is_given(context, option)
        for name in (*option.opts, *option.secondary_opts)
        if name.startswith(begun)
    ]


def _is_given(context: Any, option: Any) -> bool:
    source = context.get_parameter_source(option.name)
    return source is not None and source.name == "COMMANDLINE"
