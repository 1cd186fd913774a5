"""What an answer changes in the files: it is written at once, or refused."""

from collections.abc import Callable, Iterator, Sequence

from ..assembling.doubts import is_doubt
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
from ..verifying.paragraphs import Span
from .standing import NOTED, Comment, Named, Standing, noted_doubts, standing

Change = Callable[[Edition], Sequence[str]]  # makes it, and returns what has to be told then


class ChangedError(RefusedError):
    """A record is not as it was shown: nothing is written over what somebody else wrote."""


def written(
    files: Sequence[DataFile], shown: Standing, change: Change, known: dict[str, Source]
) -> Sequence[str]:
    """Make a change of a record and write it; return what has to be told then.

    `known` has the files as they were read last, by path, and gets those that are written.

    Raise ChangedError if the record does not stand as it was shown, and what `Edition` raises if
    the change cannot be made. Then nothing is written.
    """
    with Edition(files, known=known.values()) as edition:
        now = standing(edition.source(shown.source.file), shown.named)
        if now is None or now.lines != shown.lines:
            raise ChangedError(f"{shown.record.label} has changed meanwhile: nothing was written")
        told = change(edition)
        edition.save()
        known.update((source.file.path, source) for source in edition.sources)
    return told


def stating(shown: Standing, path: str, texts: Sequence[str]) -> Change:
    """Return the change after which a field of a record states these texts, or nothing."""
    setting = Setting(str(shown.named), path, texts, How.SET if texts else How.UNSET)
    return lambda edition: set_field(edition, setting)


def accepting(shown: Standing) -> Change:
    """Return the change after which a claim is no draft; doubts that a person has judged go."""

    def change(edition: Edition) -> Sequence[str]:
        told = stating(shown, "status", ())(edition)
        if noted_doubts(shown.record):
            stating(shown, NOTED, ())(edition)
        now = _now(edition, shown)
        _settle(edition, now, Span(now.start, now.end))
        return told

    return change


def adding(shown: Standing, new: Draft) -> Change:
    """Return the change after which the file of a record has a new one, too."""

    def change(edition: Edition) -> Sequence[str]:
        source = edition.source(shown.source.file)
        edits = with_record(source, new.section, new.stated())
        edition.splice(source, edits, [Part(new.section.name, new.key)])
        return ()

    return change


def crediting(shown: Standing, speaker: str, unused: Sequence[Named] = ()) -> Change:
    """Return the change after which a claim is a speaker's; doubts about that have been judged.

    Records that nothing else needs go.
    """

    def change(edition: Edition) -> Sequence[str]:
        told = stating(shown, "speaker", [speaker])(edition)
        now = _now(edition, shown)
        _settle(edition, now, now.around("speaker"))
        _clear(edition, unused)
        return told

    return change


def together(changes: Sequence[Change]) -> Change:
    """Return the change that makes all of these, or none."""
    return lambda edition: [line for change in changes for line in change(edition)]


def dropping(shown: Standing, unused: Sequence[Named] = ()) -> Change:
    """Return the change after which a claim is gone, with all that refers to it.

    So are the records that nothing else needs.
    """

    def change(edition: Edition) -> Sequence[str]:
        for file, mention in list(_referring(edition, shown.named)):
            set_field(edition, _less(file, mention, shown.named.key))
        _remove(edition, shown.named)
        _clear(edition, unused)
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


def _clear(edition: Edition, unused: Sequence[Named]) -> None:
    """Remove records that nothing refers to, also not since somebody was asked."""
    for named in unused:
        if not any(_referring(edition, named)):
            _remove(edition, named)


def _remove(edition: Edition, named: Named) -> None:
    """Remove a record from the file that has it."""
    for file in may_name(edition.files, named.key):
        source = edition.source(file)
        if edits := without_record(source, *named):
            edition.splice(source, edits, [Part(*named)])
            return


def _now(edition: Edition, shown: Standing) -> Standing:
    """Return a record in an edition that has changed only fields of it."""
    now = standing(edition.source(shown.source.file), shown.named)
    assert now is not None  # noqa: S101 - it was shown, and was not dropped
    return now


def _settle(edition: Edition, claim: Standing, within: Span) -> None:
    """Remove the doubts of a claim between two places: somebody has judged them."""
    answered = [
        without(claim.source, each)
        for each in claim.comments
        if within.start <= each.start < within.end and is_doubt(each.text)
    ]
    if answered:
        edition.splice(claim.source, answered, ())


def without(source: Source, comment: Comment) -> Edit:
    """Return the edit that removes a comment, with its line if nothing else stands there."""
    if source.begins_line(comment.start):
        return Edit(source.line_start(comment.start), source.next_line(comment.end), "")
    return Edit(source.blanks_before(comment.start), comment.end, "")
