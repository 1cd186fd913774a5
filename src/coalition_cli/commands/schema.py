"""`coalition schema`: what files may state and what commands answer, as JSON Schema."""

from typing import Annotated

import typer

from ..formats import FORMATS, ROWS, by_ending
from ..json_schema import NAMES
from ..json_schema import schema as schema_of
from ..model.problems import UsageError, suggestion
from ..writing import opened
from .options.shared import OUTPUT
from .overwriting import keep_apart_from_all


def _complete(incomplete: str) -> list[tuple[str, str]]:
    """Offer the names of schemas, each with what it describes."""
    return [pair for pair in NAMES.items() if pair[0].startswith(incomplete)]


Name = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]",
        help=f"One of {', '.join(NAMES)}. The default is a list of these.",
        show_default=False,
        autocompletion=_complete,
    ),
]
Destination = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file.",
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]


def schema(name: Name = None, output: Destination = None) -> None:
    """Print a JSON Schema: of claims files, settings or answers.

    With it an editor completes a claims file and finds typos. A comment in the file names
    it:

    \b
    # yaml-language-server: $schema=claims.schema.json

    The schemas of answers are for answers without --fields. Later versions may add keys.

    \b
    coalition schema claims-file > claims.schema.json
    coalition schema coalition.toml > coalition.schema.json
    coalition schema mapping > mapping.schema.json
    coalition schema claims | jq '.items.required'
    """
    if name is not None and name not in NAMES:
        known = f"the schemas: {', '.join(NAMES)}"
        raise UsageError(f"no schema '{name}'{suggestion(name, list(NAMES))}\n{known}")
    keep_apart_from_all(output)
    form = by_ending(output or "", ROWS)
    if name is not None and form not in (None, FORMATS["json"]):
        raise UsageError(f"a schema is JSON, and cannot be written as {form}\nname a .json file")
    with opened(output) as out:
        if name is not None:
            out.write(schema_of(name))
            return
        width = max(map(len, NAMES))
        out.writelines(f"{known:<{width}}  {meaning}\n" for known, meaning in NAMES.items())
