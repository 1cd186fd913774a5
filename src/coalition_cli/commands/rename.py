"""`coalition rename`: a record gets another id."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..model.problems import plural
from ..project import Corpus, corpus_of
from ..words.safe import visible
from ..writing import standard_output
from .completion.parameters import IDS, NOTHING
from .opening import note
from .options.changing import Changing

if TYPE_CHECKING:
    from ..drafting.renaming import Renaming

Old = Annotated[
    str,
    typer.Argument(
        metavar="OLD",
        help="The id of a record; a kind may stand before it (speaker:politico).",
        click_type=IDS,
    ),
]
New = Annotated[
    str,
    typer.Argument(metavar="NEW", help="Its new id: a word without blanks.", click_type=NOTHING),
]
Texts = Annotated[
    str | None,
    typer.Option(
        "--texts",
        metavar="FOLDER",
        help="A folder with the texts of articles: liga.txt. The default is that of the project.",
        show_default=False,
    ),
]


def rename(old: Old, new: New, changing: Changing, texts: Texts = None) -> None:
    """Change the id of a record, and all that refers to it.

    All files of the data are changed, each as a whole, and only where the id stands. The text
    of an article that is kept as OLD.txt becomes NEW.txt. Names are left as they are, and so
    are words in texts and comments.

    If a run is interrupted, the same command finishes it.

    \b
    coalition rename liga liga-net
    coalition rename speaker:politico politico-newsroom --dry-run
    """
    from ..drafting.renaming import Renamer, renaming

    corpus = corpus_of(changing.data or []).own()
    with Renamer(corpus.files(), dry=changing.dry_run) as edition:
        found = renaming(edition, (old, new), texts or _kept(corpus), note)
        if changing.dry_run:
            edition.check()
        else:
            edition.save()
            _move_text(found)
        _say(found, dry_run=changing.dry_run, color=changing.color)


def _kept(corpus: Corpus) -> str | None:
    """Return the folder of the project's texts, if there is one."""
    from pathlib import Path

    folder = corpus.texts()
    return folder if folder is not None and Path(folder).is_dir() else None


def _move_text(found: "Renaming") -> None:
    if found.text is not None:
        from ..drafting.kept_texts import move

        move(*found.text)


def _say(found: "Renaming", *, dry_run: bool, color: str) -> None:
    """Write what changed to standard output, and how much that is to standard error."""
    if found.is_nothing:
        old, new = f"'{visible(found.old)}'", f"'{visible(found.new)}'"
        what = f"nothing to change: there is {found.section.singular} {new}"
        note(what if old == new else f"{what}, and nothing names {old}")
        return
    from ..presenting import Screen  # Rich takes a while to import
    from ..presenting.renaming import renaming as drawn

    Screen(standard_output(), colour=color).show(drawn(found))
    standard_output().flush()
    files = {*found.references, *([found.declared[0]] if found.declared else [])}
    begin = "would change" if dry_run else "changed"
    parts = [
        *(["1 id"] if found.declared else []),
        *([plural(found.referring, "reference")] if found.references else []),
    ]
    where = f"{' and '.join(parts)} in {plural(len(files), 'file')}"
    note(f"{begin} {where if parts else 'the name of 1 text'}")
