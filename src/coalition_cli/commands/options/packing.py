"""Packs the options of commands into values."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_args, get_origin, get_type_hints


class Without:
    """The options of a pack that a command does not take: Annotated[Output, Without("data")].

    In its pack they have their defaults.
    """

    def __init__(self, *names: str) -> None:
        self.names = names


def packed(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command that takes the options of the packs of another, and calls it.

    Typer reads the options of a command from its signature. If the type of a parameter is a
    NamedTuple of options, the fields of that type replace the parameter there.
    """
    parameters: list[inspect.Parameter] = []
    packs: dict[str, tuple[type[Any], list[str]]] = {}
    hints = get_type_hints(command, include_extras=True)
    for name, parameter in inspect.signature(command).parameters.items():
        pack, without = _taken_apart(hints[name])
        if _is_pack(pack):
            options = [option for option in _options(pack) if option.name not in without]
            packs[name] = pack, [option.name for option in options]
            parameters += options
        else:
            parameters.append(parameter.replace(annotation=hints[name]))
    parameters.sort(key=lambda parameter: parameter.kind)

    def run(**values: Any) -> None:
        for name, (pack, options) in packs.items():
            values[name] = pack(**{option: values.pop(option) for option in options})
        command(**values)

    run.__name__ = command.__name__
    run.__doc__ = command.__doc__
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return run


def _taken_apart(hint: Any) -> tuple[Any, tuple[str, ...]]:
    """Return the type of a parameter, and the names of options that are left out."""
    if get_origin(hint) is not Annotated:
        return hint, ()
    kind, *notes = get_args(hint)
    return kind, tuple(name for note in notes if isinstance(note, Without) for name in note.names)


def _is_pack(kind: Any) -> bool:
    """Whether a type is a NamedTuple of options: each has its default."""
    return len(getattr(kind, "_fields", ())) == len(getattr(kind, "_field_defaults", (None,)))


def _options(pack: type[Any]) -> list[inspect.Parameter]:
    hints = get_type_hints(pack, include_extras=True)
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=pack._field_defaults[name],
            annotation=hints[name],
        )
        for name in pack._fields
    ]
