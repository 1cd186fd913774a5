"""One field of one record gets another value, or none."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import SECTIONS
from ..model.problems import DataError, UsageError, shown_id, suggestion
from ..model.record import label
from ..query.vocabulary import ends_of
from ..reading import DataFile
from ..reading.confidential import HOLDS, REMEDY
from ..reading.spans import MappingSpan
from ..rewriting.changes import Part, changes
from ..rewriting.edition import Edition
from ..rewriting.refusals import RefusedError
from ..rewriting.source import Source
from .declared import declared, may_name, meant, parted, records_of, the_one
from .declared import unknown as unknown_record
from .places import FieldPlace, Holder, place_of
from .valuing import How, WrongValueError, edits_of, wrong

_FILE = "file:"  # before the path of a file: what it states itself, and no record of it


class Setting(NamedTuple):
    """What is to be set: the id of a record, the path of a field in it, and its values."""

    record: str
    path: str
    values: Sequence[str]
    how: How


def set_field(edition: Edition, wanted: Setting) -> Sequence[str]:
    """Set a field of a record in an edition. Return what has to be told then.

    That is a name beside a speaker who becomes unnamed: such a change is made, because it
    protects the name in all answers. It is also a speaker or a source that nothing declares.

    Raise UnknownRecordError for a record that is not there, UsageError for a field that no file
    states, WrongValueError for a value with which the data would have an error, and RefusedError
    if the change cannot be made safely.
    """
    source, part, span = _record(edition, wanted.record)
    section = SECTIONS[part.section]
    holder = Holder(section, span, label(section, part.key, ""))
    place = place_of(source, holder, wanted.path)
    edits = edits_of(source, place, wanted.values, wanted.how)
    if not edits:
        return ()
    try:
        now = edition.splice(source, edits, [_changing(part, place)])
        edition.check()
    except DataError as error:
        raise wrong(error.problems) from error
    new = now.new_problems(source)
    if new and place.field.name != "anonymous":
        raise wrong(new)
    if wanted.how is not How.UNSET:
        _check_names(edition, place, wanted.values)
    return [*map(str, new), *_undeclared(edition, place, now, source)]


def _changing(part: Part, place: FieldPlace) -> Part:
    """Return what may change with a field: as a rule itself, or the record that it is all of.

    Where a speaker becomes unnamed, or named, that is what else is read of the record.
    """
    if place.field.name == "anonymous" or SECTIONS[part.section].confidential:
        return part
    return part._replace(path=place.holder.of.path if place.holder.of else place.path)


def _record(edition: Edition, text: str) -> tuple[Source, Part, MappingSpan]:
    """Return the file, the part and the place of the record that a text means."""
    files = may_name(edition.files, text, parted(text)[1])
    if len(files) == 1:  # as a rule; it is read only once
        pairs = [(files[0], record) for record in edition.source(files[0]).records]
    else:
        pairs = list(records_of(files))
    found = list(declared(pairs, meant(text)))
    if not found:
        file = _file_called(edition.files, text)
        if file is None:
            raise unknown_record(edition.files, text)
        return _header(edition.source(file))
    one = the_one(found, text)
    source = edition.source(one.file)
    for record, span in source.placed(one.section.name):
        if record.key == one.key:
            return source, Part(one.section.name, one.key), span
    raise unknown_record(edition.files, text)  # another run has removed it meanwhile


def _file_called(files: Sequence[DataFile], text: str) -> DataFile | None:
    """Return the file that a text such as file:claims.yaml or claims.yaml means, if one does."""
    name = text.removeprefix(_FILE)
    found = [file for file in files if name in ends_of(file.name)]
    if len(found) > 1:
        choices = " or ".join(f"{_FILE}{file.name}" for file in found)
        raise UsageError(f"'{text}' may be {len(found)} files\nsay which one: {choices}")
    return found[0] if found else None


def _header(source: Source) -> tuple[Source, Part, MappingSpan]:
    if source.header is None:
        what = "is a list of claims, and has no fields of its own"
        raise RefusedError(f"{source.file.name}: {what}\nname another file")
    return source, Part("file", None), source.header


def _check_names(edition: Edition, place: FieldPlace, texts: Sequence[str]) -> None:
    """Raise WrongValueError for a value that has the name of an unnamed speaker."""
    if place.field.of != "speakers" and any(map(edition.names().are_in, texts)):
        raise WrongValueError([f"'{place.field.name}' in {place.holder.label} {HOLDS}", REMEDY])


def _undeclared(edition: Edition, place: FieldPlace, now: Source, before: Source) -> Iterator[str]:
    """Yield which speaker or source is named now, and was not before, that no record declares."""
    section = SECTIONS.get(place.field.of)
    if section is None or section.name not in ("speakers", "sources"):
        return
    named = {
        str(value)
        for change in changes(before.records, now.records)
        for value in (change.new if isinstance(change.new, list) else [change.new])
        if change.field is place.field and value is not None
    }
    if not named:
        return
    keys = [
        record.key
        for record in edition.records()
        if record.section is section and record.key is not None
    ]
    for key in sorted(named - set(keys)):
        yield f"no {section.singular} '{shown_id(key)}' is declared{suggestion(key, keys)}"
