"""`coalition new`: a new record, from options or from answers to questions."""

import inspect
import os
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, Any

import typer

from ..model import Section
from ..model.problems import UsageError
from .conversation.asking import can_ask
from .options.new import Placing, Quoting
from .options.packing import Without
from .options.shared import WrittenData
from .options.stating import KINDS, parameters

_TEXT_FILES = (".txt", ".md")


def new(context: typer.Context, data: WrittenData = None) -> None:
    """Write a new claim, article, speaker, source, fact or member.

    On a terminal, and without options for its fields, you are asked for each of them.
    Each answer is checked at once, and nothing is written before you have seen the record.
    With options nothing is asked.

    \b
    coalition new claim
    coalition new speaker --id ana-ruiz --name "Ana Ruiz" --kind person
    """
    del data  # each of the commands takes it from here
    if context.invoked_subcommand is None:
        raise UsageError(
            f"say what is new: {', '.join(KINDS)}\nsuch as 'coalition new {next(iter(KINDS))}'"
        )


# What the help of each command says, and an example without questions.
_EXAMPLES = {
    "claims": '--text "The bridge is shut." --speaker ana-ruiz --article snow --quote "Shut."',
    "articles": '--headline "Snow" --publisher gazette --date 2026-01 --original',
    "speakers": '--description "a clerk" --anonymity-reason "to speak freely"',
    "sources": '--name "The Gazette" --kind outlet',
    "facts": '--text "It was built in 1950." --title "City archive" --supports shut',
    "members": "--country MT --name Malta --eu --non-nato",
}
_HELP = """Write a new {singular}: answer questions, or give options.

Without options for its fields you are asked for them on the terminal. TAB shows what is
known, < goes back, and Ctrl-C keeps the draft for the next time. With options nothing is
asked, and an id that is not given is made from the text. The id is what is printed.
{more}
\b
coalition new {singular}
coalition new {singular} {example}
"""
_OF_CLAIMS = """
For several appearances give --article several times, and --quote and so on equally often.
"""


def _names_text(path: str) -> bool:
    """Whether what is given as a text is the file of one."""
    return path.lower().endswith(_TEXT_FILES) and os.path.isfile(path)


def _command(section: Section) -> Callable[..., None]:
    """Return the command that writes a record of a section."""

    def run(placing: Placing, quoting: Quoting, **values: Any) -> None:
        given = {name: value for name, value in values.items() if value not in (None, [])}
        text = given.get("text", "")
        if section.name == "claims" and _names_text(text):
            quoting = Quoting(given.pop("text"))
            if given:
                raise UsageError(
                    f"--text is what the claim says, and '{text}' is a file\n"
                    "give the text of the article with --from-text"
                )
        if given or not can_ask():
            from .scripted import scripted

            scripted(section, given, placing, quoting.from_text)
        else:
            from .conversation.guiding import guided

            guided(section, placing, quoting.from_text)

    packs = {
        "placing": Placing,
        "quoting": Quoting
        if section.name == "claims"
        else Annotated[Quoting, Without("from_text")],
    }
    keyword = inspect.Parameter.KEYWORD_ONLY
    signature = [
        *parameters(section),
        *(inspect.Parameter(name, keyword, annotation=pack) for name, pack in packs.items()),
    ]
    run.__annotations__ = {each.name: each.annotation for each in signature}
    run.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]
    run.__name__ = section.singular
    more = _OF_CLAIMS if section.name == "claims" else ""
    example = _EXAMPLES[section.name]
    run.__doc__ = _HELP.format(singular=section.singular, example=example, more=more)
    return run


PARTS: Mapping[str, Callable[..., None]] = MappingProxyType(
    {singular: _command(section) for singular, section in KINDS.items()}
)
