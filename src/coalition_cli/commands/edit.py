"""`coalition edit`: a record in the user's editor, checked when that is closed."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..model.codes import SHOWN, Severity
from ..model.problems import CoalitionError, DataError, Problem, plural
from ..project import Corpus, corpus_of
from ..reading import DataFile
from ..words.safe import visible
from ..writing import tell
from .completion.parameters import IDS
from .conversation.asking import can_ask, line_for
from .opening import note, opened_index, watched
from .options.changing import DryRun, show_changes
from .options.shared import Color, When, WrittenData

if TYPE_CHECKING:  # help and TAB do not need it
    from ..editing import Editor, FileLine, Session

Wanted = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="An id, a kind and an id (speaker:politico), a name, or a place (claims.yaml:12).",
        show_default=False,
        click_type=IDS,
    ),
]
_MOST = 20  # problems that are printed


def edit(
    wanted: Wanted, data: WrittenData = None, dry_run: DryRun = False, color: Color = When.AUTO
) -> None:
    """Open a record in your editor, and check it when that is closed.

    The editor is VISUAL, else EDITOR, else the one of git; a command for the shell. If there
    are new errors you can go back to it, keep them, or put the old text back. The place can
    be one that a message names. A file with errors can be edited too.

    \b
    coalition edit red-lines
    EDITOR="code --wait" coalition edit speaker:politico
    coalition edit claims.yaml:12
    """
    from ..editing import Editor, Session

    corpus = corpus_of(data or []).own()
    files = corpus.files()
    there = _spot(wanted, corpus, files)
    session = Session(corpus, files, there.file)
    editor = Editor.of_user()
    if dry_run:
        note(f"would open {there.place} with {visible(editor.command)}")
        return
    with session:
        code = edited(editor, session, there, color)
    raise typer.Exit(code)


def edited(editor: "Editor", session: "Session", there: "FileLine", color: str) -> int:
    """Open the editor until nobody wants it any more, and return the exit code."""
    from ..editing import EditorError

    failed = _opened(editor, session, there.line)
    while session.look():
        errors = _told(session)
        answer = _answer() if errors else "k"
        if answer == "e":
            here = [error.line for error in errors if error.file == there.file.name]
            failed = _opened(editor, session, min(here, default=there.line))
            continue
        if answer == "r":
            try:
                kept = session.restore()
            except CoalitionError as error:  # the old text is only here: go on
                note(visible(str(error), lines=True))
                continue
            note(f"the old text is back{f'; yours is in {visible(kept)}' if kept else ''}")
            return 1
        _say_changes(session, color)
        return 1 if errors else EditorError.exit_code if failed else 0
    note(f"nothing was changed in {visible(there.file.name)}")
    return EditorError.exit_code if failed else 0


def _spot(text: str, corpus: Corpus, files: list[DataFile]) -> "FileLine":
    """Return what is to be edited. Where errors stop answers, the files themselves are read."""
    from ..editing import NotFoundError, spot

    try:
        index = opened_index(corpus)
    except DataError as error:
        try:
            return spot(text, files, None)
        except NotFoundError:
            if any(problem.code == "unreadable" for problem in error.problems):
                raise error from None  # it may stand there
            raise
    with index:
        return spot(text, files, index)


def _opened(editor: "Editor", session: "Session", line: int) -> bool:
    """Open the editor, and return whether it failed, which is told."""
    from ..editing import EditorError

    try:
        editor.open(session.path, line, session.lock.follow)
    except EditorError as error:
        note(visible(str(error), lines=True))
        return True
    return False


def _told(session: "Session") -> list[Problem]:
    """Tell which problems are new, and return the errors among them."""
    with watched() as watch:
        found = session.problems(watch)
    for problem in found[:_MOST]:
        tell(str(problem))
    for severity, shown in SHOWN.items():
        if count := sum(problem.severity == severity for problem in found):
            note(f"{plural(count, f'new {shown.noun}')}")
    return [problem for problem in found if problem.severity == Severity.ERROR]


def _answer() -> str:
    """Ask what to do about errors: edit again, keep, restore. Without a terminal they are kept."""
    if not can_ask():
        return "k"
    question = "[e]dit again, [k]eep it as it is, or [r]estore the old text? [e] "
    while True:
        line = line_for(question)
        answer = line.strip().casefold()[:1] or "e"
        if not line:  # nobody can answer any more
            return "k"
        if answer in "ekr":
            return answer


def _say_changes(session: "Session", color: str) -> None:
    if session.now is None:
        note(f"{visible(session.file.name)} is gone")
        return
    found = session.changes()
    show_changes(found, color)
    records = len({(change.section, change.key) for change in found})
    what = f"{plural(records, 'record')} in " if records else ""
    note(f"changed {what}{visible(session.file.name)}")
