"""`coalition set`: one field of one record gets another value."""

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ..model.problems import CoalitionError, UsageError
from ..project import corpus_of
from ..words.safe import visible
from .completion.parameters import FIELD_OF_RECORD, IDS, VALUE_OF_FIELD
from .opening import note
from .options.changing import Changing, carry_out

if TYPE_CHECKING:
    from ..drafting.valuing import How

_INPUT = "-"

Id = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The id of a record; a kind may stand before it (speaker:politico). "
        "file:claims.yaml is what that file itself states.",
        click_type=IDS,
    ),
]
FieldPath = Annotated[
    str,
    typer.Argument(
        metavar="FIELD",
        help="A field, or one within it: status, reference.url, appearances.liga.quote.",
        click_type=FIELD_OF_RECORD,
    ),
]
Values = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[VALUE]...",
        help="Its value. A list takes several, and ids joined by commas. "
        "- reads it from standard input.",
        show_default=False,
        click_type=VALUE_OF_FIELD,
    ),
]


class Doing(NamedTuple):
    """What is done with the values, if they do not replace the old ones."""

    add: Annotated[bool, typer.Option("--add", help="Add the values to the list.")] = False
    remove: Annotated[bool, typer.Option("--remove", help="Remove the values from the list.")] = (
        False
    )
    unset: Annotated[
        bool, typer.Option("--unset", help="Remove the field; an empty value does it too.")
    ] = False


def set(  # noqa: A001 - the name of the command
    record: Id, field: FieldPath, doing: Doing, changing: Changing, value: Values = None
) -> None:
    """Set a field of a record, for scripts.

    The value is held to the rules of 'check'. If it is wrong, nothing is written. No other
    line of the file changes.

    \b
    coalition set red-lines status retracted
    coalition set red-lines topics --add nato,greenland
    coalition set red-lines appearances.liga.quote - < quote.txt
    coalition set file:claims.yaml membership.counted 36
    """
    from ..drafting.setting import Setting, set_field
    from ..rewriting.edition import Edition

    how = _how(doing, field, value or [])
    wanted = Setting(record, field, _texts(value or []), how)
    corpus = corpus_of(changing.data or []).own()
    with Edition(corpus.files(), dry=changing.dry_run) as edition:
        told = set_field(edition, wanted)
        carry_out(edition, dry_run=changing.dry_run, color=changing.color)
    for message in told:
        note(visible(message, lines=True))


def _how(doing: Doing, field: str, values: list[str]) -> "How":
    """Return what is done; raise UsageError if the options and the values do not fit."""
    from ..drafting.valuing import How

    said = [How[name.upper()] for name, given in doing._asdict().items() if given]
    if len(said) > 1:
        raise UsageError(
            " and ".join(f"--{how.name.lower()}" for how in said)
            + " exclude each other\nleave one of them out"
        )
    how = said[0] if said else How.SET
    if how is How.UNSET and values:
        raise UsageError("--unset takes no value\nleave one of the two out")
    if how is not How.UNSET and not values:
        raise UsageError(f"no value is given for '{field}'\n--unset removes the field")
    return how


def _texts(values: list[str]) -> list[str]:
    """Return the values; those of standard input are one text, or the lines of a list."""
    if any("\ud800" <= character <= "\udfff" for text in values for character in text):
        raise UsageError("a value is not UTF-8 text\nwrite it in UTF-8")
    if _INPUT not in values:
        return values
    if len(values) > 1:
        raise UsageError("- stands for the whole value\nleave the other values out")
    try:
        text = sys.stdin.buffer.read().decode() if sys.stdin is not None else ""
    except UnicodeDecodeError as error:
        raise CoalitionError("standard input is not UTF-8 text\nsave it in UTF-8") from error
    if not text.strip():
        raise CoalitionError("standard input is empty\n--unset removes a field")
    return [text.strip()]
