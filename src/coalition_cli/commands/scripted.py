"""A new record without questions: from options to its file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from ..drafting.composing import composed
from ..drafting.draft import Draft, singles
from ..drafting.judging import Finding, judged
from ..drafting.known import KnownData
from ..drafting.proposing import free, is_like_id, proposed
from ..drafting.quoting import Texts, refused
from ..drafting.target import target_of
from ..drafting.writing import NewRecords, write
from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..model.codes import Severity
from ..model.problems import NEAR, UsageError, suggestion
from ..words.safe import visible
from ..words.shell import quoted
from ..writing import standard_output, tell
from .opening import note, watched
from .options.stating import draft_of, missing

if TYPE_CHECKING:
    from .options.new import Placing


def scripted(
    section: Section, given: Mapping[str, Any], placing: "Placing", from_text: str | None
) -> None:
    """Write the record that options state. Print its id, and say where it stands."""
    draft = draft_of(section, given)
    if lacking := list(missing(section, draft)):
        what = " and ".join(lacking)
        raise UsageError(
            f"{section.singular_with_article} needs {what}\n"
            f"or say 'coalition new {section.singular}' on a terminal, and you are asked"
        )
    target = target_of(placing.data or [], placing.into)
    with watched() as watch:
        known = KnownData(target.files, watch)
    lines = list(_resolved(draft, known))
    if "id" in section.by_name and not draft.key:
        taken = known.by_key[section.name]
        draft.values["id"] = proposed(draft, taken) or free(section.singular, taken)
    found = judged([draft], known)
    lines += [line for one in found for line in _error(one)]
    lines = lines or list(_altered(draft, Texts(target.corpus.texts(), from_text)))
    if lines:
        tell("\n".join(map(visible, lines)))
        note("nothing was written")
        raise typer.Exit(1)
    for one in found:
        if one.field:  # what is missing, check says
            note("\n  ".join(map(visible, [one.problem.message, *one.problem.advice])))
    written = write([draft], known, target.into, dry_run=placing.dry_run)
    say([draft], written, placing)


def say(drafts: Sequence[Draft], written: NewRecords, placing: "Placing") -> None:
    """Print the new record or its id, the first of the drafts, and say what was written where."""
    first, out = drafts[0], standard_output()
    if placing.json:
        from ..answers.opening import opened_files
        from ..answers.records import records
        from ..formats import FORMATS

        with opened_files(written.files) as index:
            answer = records(index, [(first.section, first.key)], ())
            FORMATS["json"].write(answer, out, safe=False)
    elif placing.dry_run:
        out.writelines(f"{visible(line.text)}\n" for line in composed(drafts))
    else:
        out.write(f"{visible(first.key)}\n")
    out.flush()
    begin = "would write" if placing.dry_run else "wrote"
    for section, key, file, line in written.places:
        singular = SECTIONS[section].singular
        note(f"{begin} {singular} {visible(key)} to {visible(file)}:{line}")


def _resolved(draft: Draft, known: KnownData) -> Iterator[str]:
    """Put ids in the place of names; yield what is named and not there, and how it is added."""
    for field, value in draft.pairs():
        if field.type is Type.REFERENCE:
            items = [item for each in singles(value) for item in _listed(field, str(each), known)]
            keys = [known.find(field.of, item) or item for item in items]
            draft.values[field.name] = list(dict.fromkeys(keys)) if field.many else keys[0]
            for item in items:
                if field.of in FILE_SECTIONS and not known.takes(field.of, item):
                    yield from _unknown(field, item, known)
    for inner in draft.nested():
        yield from _resolved(inner, known)


def _listed(field: Field, text: str, known: KnownData) -> list[str]:
    """Return the items of a comma list; what is known with its comma is one."""
    if not field.many or known.find(field.of, text) or known.is_used(field.of, text):
        return [text]
    return [item for part in text.split(",") if (item := part.strip())]


def _unknown(field: Field, called: str, known: KnownData) -> Iterator[str]:
    section = SECTIONS[field.of]
    near = suggestion(called, list(known.by_key[field.of])[:NEAR])
    yield f"there is no {section.singular} '{called}', named by '{field.name}'{near}"
    yield f"  this adds it: coalition new {section.singular} {_stating(section, called)}"


def _stating(section: Section, called: str) -> str:
    """Return the options that state a record of which only a name or an id is known."""
    leads = [name for name in section.leads if not section.by_name[name].derived]
    lead = leads[-1] if section.confidential and not called[:1].isupper() else leads[0]
    if is_like_id(called):
        lead = "name …, or --description" if section.confidential else lead
        return f"--id {quoted(called)} --{lead} …"
    return f"--{lead} {quoted(called)}"


def _error(finding: Finding) -> list[str]:
    """Return the lines of an error; none for a reference, of which _resolved says more."""
    problem = finding.problem
    if problem.severity is not Severity.ERROR or problem.code == "unknown-reference":
        return []
    return [problem.message, *(f"  {line}" for line in problem.advice)]


def _altered(draft: Draft, texts: Texts) -> Iterator[str]:
    """Yield why quotes do not stand in the texts of their articles."""
    for inner in draft.nested():
        verdict = texts.held(inner)
        first, *others = refused(verdict) or [""]
        yield from [first, *(f"  {line}" for line in others)] if first else []
        if verdict and not first:
            places = {"paragraph": verdict.paragraph, "offset": verdict.start}
            if any(inner.values.get(name, place) != place for name, place in places.items()):
                yield f"the quote stands {verdict.reason}"
