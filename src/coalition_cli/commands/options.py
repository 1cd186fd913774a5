"""The options of the commands, packed into one value each."""

import inspect
import os
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Annotated, Any, NamedTuple, get_type_hints

import typer

from ..model import Section
from ..query import Term, parse_term
from .completion import complete_fields, complete_values


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    LIST = "list"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    YAML = "yaml"
    MD = "md"


class When(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


Query = Annotated[
    list[str] | None,
    typer.Argument(metavar="[QUERY]...", help="Words to search for, and terms such as date:2026-01 or not:topic:nato.", show_default=False),
]  # fmt: skip
Data = Annotated[
    list[str] | None,
    typer.Option("--data", "-d", metavar="PATH", help="A claims file, a folder of them, or - for standard input; repeatable. Without it: COALITION_DATA, else the claims that come with coalition.", show_default=False),
]  # fmt: skip
Color = Annotated[When, typer.Option("--color", help="Use colour.")]
NoPager = Annotated[
    bool, typer.Option("--no-pager", help="Do not send long answers through $PAGER.")
]


class Output(NamedTuple):
    """What every command that answers with records can be told about its answer."""

    data: Data = None
    format: Annotated[Format | None, typer.Option("--format", "-f", help="How to write the answer; without it: table on a terminal, tsv in a pipe.", show_default=False)] = None  # fmt: skip
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False
    fields: Annotated[list[str] | None, typer.Option("--fields", metavar="FIELD,…", help="Which fields, in which order.", show_default=False, autocompletion=complete_fields)] = None  # fmt: skip
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; its ending tells the format.", show_default=False)] = None  # fmt: skip
    color: Color = When.AUTO
    no_pager: NoPager = False

    @property
    def on_terminal(self) -> bool:
        """Whether a person reads the answer as it comes."""
        return self.output is None and sys.stdout is not None and sys.stdout.isatty()

    @property
    def pages(self) -> bool:
        """Whether a long answer goes through the pager."""
        return self.on_terminal and not self.no_pager

    @property
    def for_reading(self) -> bool:
        """Whether a page for a person is wanted: unless a format for programs was named."""
        named = self.json or self.format or _ENDINGS.get(_ending(self.output))
        return not named or self.chosen in (Format.TABLE, Format.LIST)

    @property
    def chosen(self) -> Format:
        """The format that was asked for, else the one for where the answer goes."""
        if self.json or self.format:
            return Format.JSON if self.json else self.format or Format.JSON
        inferred = _ENDINGS.get(_ending(self.output))
        return inferred or (Format.TABLE if self.on_terminal else Format.TSV)


def _ending(path: str | None) -> str:
    return os.path.splitext(path or "")[1].lower()  # noqa: PTH122 - nothing else of Path is needed


class Listing(NamedTuple):
    """Which rows of its answer a list command gives."""

    sort: Annotated[list[str] | None, typer.Option("--sort", metavar="[-]FIELD", help="Order by a field; with - from the greatest down.", show_default=False, autocompletion=complete_fields)] = None  # fmt: skip
    number: Annotated[int | None, typer.Option("--number", "-n", metavar="N", min=1, help="At most N rows; without it: 200 on a terminal, else all.", show_default=False)] = None  # fmt: skip
    count: Annotated[bool, typer.Option("--count", help="Print the number of rows alone.")] = False
    exit_status: Annotated[bool, typer.Option("--exit-status", "-e", help="Exit with 1 if there are no rows.")] = False  # fmt: skip


_ENDINGS = {
    ".tsv": Format.TSV,
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".yaml": Format.YAML,
    ".yml": Format.YAML,
    ".md": Format.MD,
    ".txt": Format.TABLE,
}


def _values(name: str, help_: str, metavar: str, *, completed: bool = False) -> Any:
    completion = complete_values("claims", name) if completed else None
    return typer.Option(f"--{name}", metavar=metavar, help=help_, show_default=False, autocompletion=completion)  # fmt: skip


def _either(option: str, help_: str) -> Any:
    return typer.Option(option, help=help_, show_default=False)


class ClaimFilters(NamedTuple):
    """Conditions on claims; options that differ hold together, values of one are either."""

    source: Annotated[list[str] | None, _values("source", "Who first carried it: id or name.", "SOURCE,…", completed=True)] = None  # fmt: skip
    speaker: Annotated[list[str] | None, _values("speaker", "Who made it: id, name or description.", "SPEAKER,…", completed=True)] = None  # fmt: skip
    article: Annotated[list[str] | None, _values("article", "An article that it appears in.", "ARTICLE,…", completed=True)] = None  # fmt: skip
    topic: Annotated[list[str] | None, _values("topic", "What it is about.", "TOPIC,…", completed=True)] = None  # fmt: skip
    kind: Annotated[list[str] | None, _values("kind", "event, numerical, causal, position or prediction.", "KIND,…")] = None  # fmt: skip
    confidence: Annotated[list[str] | None, _values("confidence", "none, low, medium, high, 0 to 100, or a range such as 40..60.", "CONFIDENCE,…")] = None  # fmt: skip
    min_confidence: Annotated[str | None, _values("min-confidence", "At least this; what is not rated is left out.", "CONFIDENCE")] = None  # fmt: skip
    anonymous: Annotated[bool | None, _either("--anonymous/--named", "The speaker is unnamed, or named.")] = None  # fmt: skip
    direct: Annotated[bool | None, _either("--direct/--paraphrased", "Quoted in an appearance, or in none.")] = None  # fmt: skip
    single_origin: Annotated[bool | None, _either("--single-origin/--multi-origin", "All its appearances go back to one article, or to several.")] = None  # fmt: skip
    status: Annotated[list[str] | None, _values("status", "active, corrected or retracted.", "STATUS,…")] = None  # fmt: skip
    since: Annotated[str | None, _values("since", "Made in or after this year, month or day.", "DATE")] = None  # fmt: skip
    until: Annotated[str | None, _values("until", "Made in or before this year, month or day.", "DATE")] = None  # fmt: skip


class MemberFilters(NamedTuple):
    """Conditions on members; what is not known is neither yes nor no."""

    eu: Annotated[bool | None, _either("--eu/--non-eu", "Belongs to the European Union, or does not.")] = None  # fmt: skip
    nato: Annotated[bool | None, _either("--nato/--non-nato", "Belongs to NATO, or does not.")] = None  # fmt: skip
    nuclear: Annotated[bool | None, _either("--nuclear/--non-nuclear", "A nuclear-weapon state, or not one.")] = None  # fmt: skip


class NoFilters(NamedTuple):
    """What sections without options of their own have: query words do all."""


Filters = ClaimFilters | MemberFilters | NoFilters

# The options that are not named like the field they compare: the field, and its values.
_TERMS = {
    "min_confidence": ("confidence", "{}.."),
    "single_origin": ("origins", {True: "1", False: "2.."}),
    "since": ("date", "{}.."),
    "until": ("date", "..{}"),
}


def listed(values: list[str] | None) -> list[str]:
    """Return the items of an option that repeats and takes comma lists."""
    return [item.strip() for value in values or () for item in value.split(",") if item.strip()]


def terms(section: Section, filters: Filters) -> tuple[Term, ...]:
    """Return the query terms that the options stand for."""
    return tuple(
        _term(section, name, value)
        for name, value in filters._asdict().items()
        if value is not None
    )


def _term(section: Section, name: str, value: bool | str | list[str]) -> Term:
    field, form = _TERMS.get(name, (name, "{}"))
    if isinstance(value, bool):
        text = form[value] if isinstance(form, dict) else str(value).lower()
        return parse_term(section, field, text)
    texts = [value] if isinstance(value, str) else value
    parts = [parse_term(section, field, str(form).format(text)) for text in texts]
    return parts[0]._replace(values=tuple(one for part in parts for one in part.values))


def packed(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of its packs one by one, and the packs to its body.

    Typer reads options from a signature; so a parameter whose type is one of the
    NamedTuples above is replaced there by the fields of that type.
    """
    hints = get_type_hints(command, include_extras=True)
    parameters: list[inspect.Parameter] = []
    packs: dict[str, type[Any]] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        pack = hints[name]
        if not hasattr(pack, "_fields"):
            parameters.append(parameter.replace(annotation=pack))
            continue
        packs[name] = pack
        inner = get_type_hints(pack, include_extras=True)
        parameters += [
            inspect.Parameter(field, inspect.Parameter.KEYWORD_ONLY, default=pack._field_defaults[field], annotation=inner[field])
            for field in pack._fields
        ]  # fmt: skip

    @wraps(command)
    def run(**values: Any) -> None:
        for name, pack in packs.items():
            values[name] = pack(**{field: values.pop(field) for field in pack._fields})
        command(**values)

    parameters.sort(key=lambda parameter: parameter.kind)
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    del run.__wrapped__  # type: ignore[attr-defined]
    return run
