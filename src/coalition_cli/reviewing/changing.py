"""What an answer changes in the files: it is written at once, or refused."""

import re
from collections.abc import Callable, Iterator, Sequence

from ..drafting.declared import may_name
from ..drafting.draft import Draft
from ..drafting.setting import Setting, set_field
from ..drafting.valuing import How
from ..model import SECTIONS
from ..reading import DataFile
from ..rewriting.changes import Part
from ..rewriting.edition import Edition
from ..rewriting.edits import Edit
from ..rewriting.items import with_record
from ..rewriting.mentions import Mention, mentions
from ..rewriting.refusals import RefusedError
from ..rewriting.removal import without_record
from ..rewriting.source import Source
from .standing import Comment, Named, Standing, standing

_CLAIMS = SECTIONS["claims"]
# Comments with which a claim is drafted, for whoever reads it.
_OF_SPEAKER = r"[\"“].*[\"”], taken as |no verb of saying\b"
_DOUBT_OF_SPEAKER = re.compile(_OF_SPEAKER)
_DOUBT = re.compile(rf"{_OF_SPEAKER}|.*\brewrite\b")

Change = Callable[[Edition], Sequence[str]]  # makes it, and returns what has to be told then


class ChangedError(RefusedError):
    """A record is not as it was shown: nothing is written over what somebody else wrote."""


def written(files: Sequence[DataFile], shown: Standing, change: Change) -> Sequence[str]:
    """Make a change of a record and write it; return what has to be told then.

    Raise ChangedError if the record does not stand as it was shown, and what `Edition` raises if
    the change cannot be made. Then nothing is written.
    """
    with Edition(files) as edition:
        now = _now(edition, shown)
        if now is None or now.lines != shown.lines:
            raise ChangedError(f"{shown.record.label} has changed meanwhile: nothing was written")
        told = change(edition)
        edition.save()
    return told


def stating(shown: Standing, path: str, texts: Sequence[str]) -> Change:
    """Return the change after which a field of a record states these texts, or nothing."""
    setting = Setting(str(shown.named), path, texts, How.SET if texts else How.UNSET)
    return lambda edition: set_field(edition, setting)


def accepting(shown: Standing) -> Change:
    """Return the change after which a claim is no draft; doubts that a person has judged go."""

    def change(edition: Edition) -> Sequence[str]:
        told = stating(shown, "status", ())(edition)
        _settle(edition, shown, _DOUBT)
        return told

    return change


def crediting(
    shown: Standing, speaker: str, new: Draft | None = None, unused: Sequence[Named] = ()
) -> Change:
    """Return the change after which a claim is a speaker's, who may be new; its doubts of him go.

    So do the records that nothing else needs.
    """

    def change(edition: Edition) -> Sequence[str]:
        if new is not None:
            source = edition.source(shown.source.file)
            edits = with_record(source, new.section, new.stated())
            edition.splice(source, edits, [Part(new.section.name, new.key)])
        told = stating(shown, "speaker", [speaker])(edition)
        _settle(edition, shown, _DOUBT_OF_SPEAKER)
        for named in unused:
            _remove(edition, named)
        return () if new else told  # it is not in the files yet

    return change


def dropping(shown: Standing, unused: Sequence[Named] = ()) -> Change:
    """Return the change after which a claim is gone, with all that refers to it.

    So are the records that nothing else needs.
    """

    def change(edition: Edition) -> Sequence[str]:
        for file, mention in list(_referring(edition, shown.named)):
            set_field(edition, _less(file, mention, shown.named.key))
        for named in (shown.named, *unused):
            _remove(edition, named)
        return ()

    return change


def mentioned(files: Sequence[DataFile], shown: Standing) -> Sequence[str]:
    """Return where other records refer to one, as messages name it."""
    with Edition(files, dry=True) as edition:
        return [str(mention) for _, mention in _referring(edition, shown.named)]


def _referring(edition: Edition, named: Named) -> Iterator[tuple[DataFile, Mention]]:
    """Yield where other records refer to one, each with its file."""
    for file in may_name(edition.files, named.key):
        for mention in mentions(edition.source(file), SECTIONS[named.section], named.key):
            if not mention.declares and mention.part[:2] != named:
                yield file, mention


def _less(file: DataFile, mention: Mention, key: str) -> Setting:
    """Return how a record no longer refers to another one."""
    section, own, path = mention.part
    record = str(Named(section, own)) if own is not None else f"file:{file.name}"
    field = SECTIONS[section].by_name[path[0]]
    how = How.REMOVE if field.many and len(path) == 1 else How.UNSET
    return Setting(record, ".".join(path), [key] if how is How.REMOVE else [], how)


def _remove(edition: Edition, named: Named) -> None:
    """Remove a record from the file that has it."""
    for file in may_name(edition.files, named.key):
        source = edition.source(file)
        if edits := without_record(source, *named):
            edition.splice(source, edits, [Part(*named)])
            return


def _now(edition: Edition, shown: Standing) -> Standing | None:
    return standing(edition.source(shown.source.file), shown.named)


def _settle(edition: Edition, shown: Standing, doubts: re.Pattern[str]) -> None:
    """Remove the comments of a record that somebody has answered."""
    now = _now(edition, shown)
    assert now is not None  # noqa: S101 - only a field of it has changed
    answered = [_without(now.source, each) for each in now.comments if doubts.match(each.text)]
    if answered:
        edition.splice(now.source, answered, ())


def _without(source: Source, comment: Comment) -> Edit:
    """Return the edit that removes a comment, with its line if nothing else stands there."""
    if source.begins_line(comment.start):
        return Edit(source.line_start(comment.start), source.next_line(comment.end), "")
    return Edit(source.blanks_before(comment.start), comment.end, "")
