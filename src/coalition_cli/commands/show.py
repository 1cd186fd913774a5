"""`coalition show`: records of any kind in full."""

from collections.abc import Sequence
from typing import Annotated

import typer

from ..answers.records import Key, matches, records
from ..formats import FORMATS
from ..index import Index
from ..words.safe import visible
from ..writing import opened as opened_output
from .answering import SCREENFUL, as_listing, fields_shown, opened
from .completion.parameters import IDS
from .opening import note
from .options.listed import comma_separated
from .options.shared import Output

Ids = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        help='An id, a kind and an id (speaker:politico), or a name ("Ana Ruiz").',
        show_default=False,
        click_type=IDS,
    ),
]


def show(ids: Ids, output: Output) -> None:
    """Show a record in full: who said and retold it, in which words.

    A name shows all records of that name. An id comes before a name.

    \b
    coalition show new-reality
    coalition show speaker:politico GB
    coalition show "people familiar with how the group works"
    coalition show red-lines --json | jq '.[0].appearances'
    """
    with opened(output) as index:
        found = matches(index, ids)
        for text, near in found.missing:
            note(f"no record '{visible(text)}'{visible(near)}")
        _write(index, found.keys, output)
        if found.missing:
            raise typer.Exit(1)


def _fields(keys: Sequence[Key], output: Output) -> Sequence[str]:
    """Return the fields that are shown of these records: those of their lists, or none for all."""
    if output.fields or not output.named:
        return () if "all" in comma_separated(output.fields) else comma_separated(output.fields)
    sections = list(dict.fromkeys(section for section, _ in keys))
    names = [name for section in sections for name in fields_shown(output, section)]
    return ["section", *dict.fromkeys(names)] if names and len(sections) > 1 else names


def _write(index: Index, keys: Sequence[Key], output: Output) -> None:
    answer = records(index, keys, _fields(keys, output))
    with opened_output(output.output) as out:
        form = output.chosen_or(FORMATS["table"])  # in a pipe too
        if form is FORMATS["md"] and not output.fields:
            from ..answers.dossier import dossiers  # it compares words, and that takes a while
            from ..formats.notes import notes

            out.writelines(notes(dossiers(index, keys)))
            return
        if not form.drawn:
            form.write(answer, out, safe=output.safe)
            return
        from ..presenting import Screen, listing  # Rich takes a while to import

        screen = Screen(out, colour=output.color, paged=output.pages)
        if output.oneline:
            screen.show(as_listing(output)(answer, screen.width), folds=False)
        elif output.fields:
            screen.show(listing(answer, screen.width, "list", chosen=True))
        else:
            from ..answers.dossier import dossiers  # it compares words, and that takes a while too
            from ..presenting.page import pages

            most = SCREENFUL if output.on_terminal else None
            screen.show(pages(dossiers(index, keys, most), screen.width, most))
