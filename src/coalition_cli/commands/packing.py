"""Commands whose options come packed into values."""

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints


def packed(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of its packs one by one, and the packs to its body.

    Typer reads the options of a command from its signature. A parameter whose type is a
    NamedTuple of options is replaced there by the fields of that type.
    """
    parameters: list[inspect.Parameter] = []
    packs: dict[str, type[Any]] = {}
    hints = get_type_hints(command, include_extras=True)
    for name, parameter in inspect.signature(command).parameters.items():
        if hasattr(hints[name], "_field_defaults"):
            packs[name] = hints[name]
            parameters += _options(hints[name])
        else:
            parameters.append(parameter.replace(annotation=hints[name]))
    parameters.sort(key=lambda parameter: parameter.kind)

    def run(**values: Any) -> None:
        for name, pack in packs.items():
            values[name] = pack(**{option: values.pop(option) for option in pack._fields})
        command(**values)

    run.__name__ = command.__name__
    run.__doc__ = command.__doc__
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return run


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
